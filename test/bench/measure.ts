/** Samples, and what is told of them. */

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** Latency as the client saw it and CPU time of the server's process, both in milliseconds. */
export interface Sample {
  readonly latency: number;
  readonly cpu: number | undefined;
}

export interface Measured {
  readonly latency: Summary;
  readonly cpu: Summary | undefined;
}

/** Undefined without samples, or with some that are missing. */
export function summarize(samples: readonly (number | undefined)[]): Summary | undefined {
  const known = samples.filter((sample) => sample !== undefined).sort((a, b) => a - b);
  const [min] = known;
  const max = known.at(-1);
  if (min === undefined || max === undefined || known.length < samples.length) return undefined;
  const middle = known.length / 2;
  const high = known[Math.floor(middle)] ?? min;
  const low = known[Math.ceil(middle) - 1] ?? high;
  return { median: (low + high) / 2, min, max, count: known.length };
}

export function summarizeSamples(samples: readonly Sample[]): Measured | undefined {
  const latency = summarize(samples.map((sample) => sample.latency));
  return latency && { latency, cpu: summarize(samples.map((sample) => sample.cpu)) };
}

/** Something to be measured: who does it, and how its CPU time is read. */
export interface Subject {
  run(round: number): Promise<number>;
  cpu(): number | undefined;
}

/**
 * Rounds in which all subjects have one turn each, so that a noisy moment of the machine hits all of them. The CPU time of a turn
 * lasts until the same subject's next turn: what a server does after its answer belongs to the answer.
 */
export async function interleave(
  subjects: readonly Subject[],
  { warmUp, rounds }: { readonly warmUp: number; readonly rounds: number },
): Promise<Sample[][]> {
  const turns = subjects.map(() => ({ latencies: [] as number[], marks: [] as (number | undefined)[] }));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [at, subject] of subjects.entries()) {
      turns[at]?.marks.push(subject.cpu());
      turns[at]?.latencies.push(await subject.run(round));
    }
  }
  for (const [at, subject] of subjects.entries()) turns[at]?.marks.push(subject.cpu());
  return turns.map(({ latencies, marks }) =>
    latencies
      .map((latency, round) => ({ latency, cpu: difference(marks[round], marks[round + 1]) }))
      .slice(warmUp),
  );
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}
