/** What a cluster gives for the variables of a profile: a map of names and values, or a list of both as Palette's API has it. */

import { allEntries, asMap, asSeq, type MapNode, valueAt } from "../syntax/tree.ts";
import type { GivenVariable } from "./cluster.ts";
import { textAt, textOf } from "./text.ts";

export function readGivenVariables(reference: MapNode): GivenVariable[] {
  const node = valueAt(reference, "variables");
  const named =
    asSeq(node)?.items.map((item) => {
      const map = asMap(item);
      return { name: textAt(map, "name")?.text, value: textAt(map, "value") };
    }) ?? allEntries(asMap(node)).map(({ key, value }) => ({ name: key.text, value: textOf(value, key) }));
  return named.flatMap(({ name, value }) =>
    name === undefined || value === undefined ? [] : [{ name, value }],
  );
}
