/** Presets of a pack that cannot be chosen as they are written. */

import { nearest } from "../../base/nearest.ts";
import { describeKeys } from "../../catalog/schema-store.ts";
import { didYouMean, quote } from "../../catalog/schema-words.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { asMap, asSeq, type MapNode, valueAt } from "../../syntax/tree.ts";
import type { PackFileView } from "../../workspace/pack-files.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "pack-presets",
  severity: "error",
  summary: "A pack's presets.yaml has a preset that cannot be used.",
  description:
    "A preset has a `name`, a `group`, paths that it removes and values that it adds, in a block that holds a map. Names are unique in their group, and have no comma in them. A path in `remove` that the values do not have does no harm and is not told. Keys that nothing reads are hints, and a warning when they are a slip.",
  bad: [
    {
      title: "values that are no map",
      file: "presets.yaml",
      text: "presets:\n  - name: small\n    displayName: Small\n    group: Size\n    remove: []\n    add: |\n      - replicas: 1\n",
    },
    {
      title: "a preset without a group",
      file: "presets.yaml",
      text: "presets:\n  - name: small\n    displayName: Small\n    add: |\n      replicas: 1\n",
    },
  ],
  good: [
    {
      file: "presets.yaml",
      text: "presets:\n  - name: small\n    displayName: Small\n    group: Size\n    remove: [charts.web.autoscaling]\n    add: |\n      charts:\n        web:\n          replicas: 1\n",
    },
  ],
  *check({ pack, file }) {
    if (pack?.name !== "presets.yaml") return;
    for (const { span, message } of pack.presets.problems) yield { span, message };
    yield* unknownKeys(pack, file);
    yield* repeatedNames(pack);
  },
};

function* unknownKeys({ documents }: PackFileView, file: string): Iterable<Report> {
  for (const { root, problems } of documents) {
    // In what is broken a key may only seem to be one.
    if (problems.length > 0) continue;
    const map = asMap(root);
    if (map !== undefined) yield* unknownIn(map, "presets.yaml", describeKeys("presets", []), file);
    const known = describeKeys("presets", ["presets", 0]);
    for (const item of asSeq(valueAt(map, "presets"))?.items ?? []) {
      const preset = asMap(item);
      if (preset !== undefined) yield* unknownIn(preset, "a preset", known, file);
    }
  }
}

function* unknownIn(
  map: MapNode,
  where: string,
  described: readonly { readonly key: string }[],
  file: string,
): Iterable<Report> {
  const known = described.map(({ key }) => key);
  const lacking = known.filter((key) => !map.entries.some((entry) => entry.key.text === key));
  for (const { key } of map.entries) {
    if (known.includes(key.text) || key.text === "<<") continue;
    const meant = nearest(key.text, lacking, 1);
    yield {
      span: key.span,
      message: `Nothing reads ${quote(key.text)} in ${where}${didYouMean(meant)}`,
      severity: meant.length > 0 ? "warning" : "hint",
      fixes: () =>
        meant.map((word) => ({
          title: `Rename to \`${word}\``,
          edits: [{ file, edits: [replaceScalar(key, word)] }],
          preferred: true,
        })),
    };
  }
}

/** The comment in the values has the group as well, so that it is only a person who takes one for the other. */
function* repeatedNames({ presets: { presets } }: PackFileView): Iterable<Report> {
  const known = new Map<string, string>();
  for (const { name, group, nameSpan } of presets) {
    const other = known.get(name);
    if (other === undefined) known.set(name, group);
    else
      yield {
        span: nameSpan,
        message: `The group ${quote(other)} has a preset ${quote(name)} too: names that differ are told apart more easily`,
        severity: "hint",
      };
  }
}
