/** The comment in a pack's values.yaml that says which presets they are made with, where the pack has no such presets. */

import { nearest } from "../../base/nearest.ts";
import type { Preset } from "../../catalog/pack-presets.ts";
import { didYouMean, quote, quoteAll } from "../../catalog/schema-words.ts";
import { type EnabledPreset, readEnabledPresets } from "../../model/enabled-presets.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

const presets =
  "presets:\n  - name: small\n    group: Size\n    add: |\n      replicas: 1\n  - name: large\n    group: Size\n    add: |\n      replicas: 3\n";

export const rule: Rule = {
  id: "pack-enabled-presets",
  severity: "warning",
  summary: "The values of a pack say that a preset is enabled which the pack does not have.",
  description:
    "The comment `# spectrocloud.com/enabled-presets: Group:name` at the top of values.yaml tells Palette which presets the values are made with. Each of them is a preset of presets.yaml, and of each group one is enabled. An empty comment says that none is.",
  bad: [
    {
      title: "a preset that is none",
      file: "values.yaml",
      text: "# spectrocloud.com/enabled-presets: Size:smal\nreplicas: 1\n",
      others: { "presets.yaml": presets },
    },
    {
      title: "two of one group",
      file: "values.yaml",
      text: "# spectrocloud.com/enabled-presets: Size:small,Size:large\nreplicas: 1\n",
      others: { "presets.yaml": presets },
    },
  ],
  good: [
    {
      file: "values.yaml",
      text: "# spectrocloud.com/enabled-presets: Size:small\nreplicas: 1\n",
      others: { "presets.yaml": presets },
    },
  ],
  *check({ pack, file }) {
    const enabled = pack?.name === "values.yaml" ? readEnabledPresets(pack.text)?.entries : undefined;
    if (pack === undefined || enabled === undefined) return;
    const known = pack.beside("presets.yaml")?.presets;
    // A preset that cannot be read may be the one that is meant.
    if (known !== undefined && known.problems.length > 0) return;
    const groups = new Set<string>();
    for (const entry of enabled.slice(0, mostEntries)) {
      const isKnown = known?.presets.some(({ group, name }) => group === entry.group && name === entry.name);
      if (isKnown !== true) yield describe(entry, known?.presets, file);
      else if (groups.has(entry.group))
        yield {
          span: entry.span,
          message: `Of the group ${quote(entry.group)} another preset is enabled already: keep one of them`,
        };
      groups.add(entry.group);
    }
  },
};

/** More groups than anybody makes. */
const mostEntries = 100;

function describe(entry: EnabledPreset, known: readonly Preset[] | undefined, file: string): Report {
  const { group, name, span } = entry;
  if (known === undefined || known.length === 0)
    return { span, message: `The pack has no presets, so ${quote(name)} is none: remove it` };
  const meant = meantBy(entry, known);
  const fixes = () =>
    meant.map((preset) => ({
      title: `Change to \`${preset}\``,
      edits: [{ file, edits: [{ span, text: preset }] }],
      preferred: meant.length === 1,
    }));
  if (group === "")
    return { span, message: `${quote(name)} is named without its group: write \`Group:name\``, fixes };
  const ofGroup = known.filter((preset) => preset.group === group);
  if (ofGroup.length === 0) {
    const groups = [...new Set(known.map((preset) => preset.group))];
    const advice = meant.length > 0 ? didYouMean(meant) : `: the groups are ${quoteAll(groups)}`;
    return { span, message: `The pack has no presets of a group ${quote(group)}${advice}`, fixes };
  }
  const advice =
    meant.length > 0 ? didYouMean(meant) : `: it has ${quoteAll(ofGroup.map((preset) => preset.name))}`;
  return { span, message: `The group ${quote(group)} has no preset ${quote(name)}${advice}`, fixes };
}

function meantBy({ group, name }: EnabledPreset, known: readonly Preset[]): string[] {
  const written = ({ group: ofPreset, name: own }: Preset) => `${ofPreset}:${own}`;
  if (group === "") return known.filter((preset) => preset.name === name).map(written);
  return nearest(`${group}:${name}`, known.map(written), 1);
}
