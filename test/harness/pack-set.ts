/** Small catalogs in words, for tests. */

import type { DependencyType, PackDependency } from "../../server/src/catalog/pack-constraints.ts";
import type { ChoosingPack } from "../../server/src/updates/update-set/compatibility.ts";

/**
 * A pack a line: its name (with `@LAYER`, where that matters), its versions, the newest first and the one that it has last, and behind `#`
 * what they ask for, each as `NAME VERSION TYPE NAME[@LAYER] [MIN]..[MAX]`.
 */
export function packsIn(text: string): ChoosingPack[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const asks = lines.flatMap((line) =>
    (line.split("#")[1] ?? "").split(",").map((ask) => ask.trim().split(/\s+/)),
  );
  return lines.map((line) => {
    const [named = "", ...versions] = (line.split("#")[0] ?? "").trim().split(/\s+/);
    const [name = "", layer] = named.split("@");
    return {
      name,
      choices: versions.map((version) => ({
        version,
        layer,
        asks: asks.flatMap(([asker, of, type, asked = "", range = ".."]) =>
          asker === name && of === version ? [dependency(type as DependencyType, asked, range)] : [],
        ),
      })),
    };
  });
}

export function dependency(type: DependencyType, asked: string, range: string): PackDependency {
  const [packName = "", layer] = asked.split("@");
  const [minVersion, maxVersion] = range.split("..").map((bound) => (bound === "" ? undefined : bound));
  return { packName, layer, type, minVersion, maxVersion, span: { start: 0, end: 0 } };
}
