/** Waits for what a server owes, and not forever: one that has ended or fallen silent has broken down, and the benchmark with it. */

import type { ChildProcess } from "node:child_process";

const milliseconds = 60_000;

export class Patience {
  readonly #name: string;
  readonly #ended: Promise<never>;

  constructor(child: ChildProcess, name: string) {
    this.#name = name;
    this.#ended = new Promise<never>((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${name} has ended with ${code ?? "a signal"}`)));
    });
    // Nobody may be waiting when it ends, as at the end of everything.
    this.#ended.catch(() => undefined);
  }

  async until<T>(promise: Promise<T>, failure: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const error = new Error(`${this.#name} ${failure} (${milliseconds / 1000} s)`);
      timer = setTimeout(() => reject(error), milliseconds);
    });
    try {
      return await Promise.race([promise, silence, this.#ended]);
    } finally {
      clearTimeout(timer);
    }
  }
}
