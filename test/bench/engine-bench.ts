/** The same edits without protocol and process: what the parser alone costs, and what the engine does. CPU time in this process. */

import { parseDocument } from "yaml";
import { analyze } from "../../server/src/analysis/engine.ts";
import { createCatalog } from "../../server/src/catalog/catalog.ts";
import { DirectoryContentSource, readDirectoryRegistry } from "../../server/src/io/directory-registry.ts";
import { createLineIndex } from "../../server/src/syntax/line-index.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import type { BenchProfile } from "./corpus.ts";
import { type Summary, summarize } from "./measure.ts";
import { registryName } from "./packs.ts";

export interface EngineRow {
  readonly part: string;
  readonly cpu: Summary | undefined;
}

const often = { warmUp: 30, rounds: 40 };
const file = "/bench/profile.yaml";

/** A workspace that knows the registry and holds the profile. */
export async function engineWith(registry: string, text: string): Promise<Workspace> {
  const read = await readDirectoryRegistry({
    name: registryName,
    label: registryName,
    folder: registry,
    complete: true,
  });
  const workspace = new Workspace();
  workspace.apply(
    { kind: "catalog", catalog: createCatalog([read], new DirectoryContentSource()) },
    { kind: "text", file, text },
  );
  return workspace;
}

/** The text before and after Enter inside of the values. */
export function editedTexts(profile: BenchProfile): readonly [string, string] {
  const { text, inValues, valuesIndent } = profile;
  const at = createLineIndex(text).offset(inValues);
  return [text, `${text.slice(0, at)}\n${valuesIndent}${text.slice(at)}`];
}

export async function benchEngine(registry: string, profile: BenchProfile): Promise<EngineRow[]> {
  const workspace = await engineWith(registry, profile.text);
  const texts = editedTexts(profile);
  const textOf = (round: number) => texts[(round + 1) % 2] ?? profile.text;
  const options = { uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;
  const outer = repeat(["`yaml` on the whole profile"], (round, lap) => {
    parseDocument(textOf(round), options);
    lap();
  });
  const layer = repeat(["`yaml` on the edited pack's values"], (_, lap) => {
    parseDocument(profile.values, options);
    lap();
  });
  const engine = repeat(
    ["engine, edit in values: apply", "engine, edit in values: analyze"],
    (round, lap) => {
      workspace.apply({ kind: "text", file, text: textOf(round) });
      lap();
      analyze(workspace.snapshot(), file);
      lap();
    },
  );
  return [...outer, ...layer, ...engine];
}

/** Runs the task again and again; its laps are the parts, each with the CPU time since the one before. */
function repeat(parts: readonly string[], task: (round: number, lap: () => void) => void): EngineRow[] {
  const samples: number[][] = parts.map(() => []);
  for (let round = 0; round < often.warmUp + often.rounds; round++) {
    let part = 0;
    let before = process.cpuUsage();
    task(round, () => {
      const { user, system } = process.cpuUsage(before);
      if (round >= often.warmUp) samples[part]?.push((user + system) / 1000);
      part++;
      before = process.cpuUsage();
    });
  }
  return parts.map((part, at) => ({ part, cpu: summarize(samples[at] ?? []) }));
}
