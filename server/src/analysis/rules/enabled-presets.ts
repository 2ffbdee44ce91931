/** A comment about presets that names what the pack does not have. */

import { nearest } from "../../base/nearest.ts";
import type { Preset } from "../../catalog/pack-presets.ts";
import { type EnabledPreset, readEnabledPresets } from "../../model/enabled-presets.ts";
import type { NestedView } from "../../syntax/nested-documents.ts";
import { asScalar } from "../../syntax/tree.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Fix, Report } from "../finding.ts";
import { mentions } from "../pack-values.ts";
import { listed } from "../places.ts";
import type { Rule } from "../rule.ts";

const commentKey = "spectrocloud.com/enabled-presets";

const nginx = (presets: string) =>
  exampleProfile(
    "add-on",
    "all",
    exampleItem("nginx", "1.12.4", `# ${commentKey}: ${presets}\npack:\n  namespace: nginx\n`),
  );

export const rule: Rule = {
  id: "enabled-presets",
  severity: "warning",
  summary:
    "The comment that lists the enabled presets names one that the pack does not have, or two of one group.",
  description: `Palette keeps in a comment at the head of a pack's values which presets they are made with: \`# ${commentKey}: Group:preset,Other group:preset\`. Groups and presets are those of the pack's presets.yaml in the version that the profile names, and of each group one preset is enabled at a time. Nothing is said where that file is not known.`,
  bad: [
    { title: "a preset with a slip in its name", text: nginx("Exposure:cluster-onyl") },
    { title: "two presets of a group", text: nginx("Exposure:cluster-only,Exposure:public") },
  ],
  good: [{ text: nginx("Exposure:public") }],
  *check({ profiles, view, file, packStatuses, snapshot }) {
    if (!view.text.includes(commentKey)) return;
    for (const profile of profiles) {
      for (const { pack, installed, name, current } of packStatuses(profile)) {
        if (installed === undefined || !mentions(view, pack, commentKey)) continue;
        const scalar = asScalar(pack.values?.node);
        const answer = snapshot.catalog.packPresets(installed);
        // What could not be read of the file may be just what the comment names.
        if (scalar === undefined || answer.kind !== "known" || answer.value.problems.length > 0) continue;
        yield* judge(view.nested(scalar), answer.value.presets, `\`${name}\` ${current}`, file);
      }
    }
  },
};

function* judge(
  nested: NestedView,
  presets: readonly Preset[],
  pack: string,
  file: string,
): Iterable<Report> {
  const groups = new Map<string, EnabledPreset>();
  for (const entry of readEnabledPresets(nested.text)?.entries ?? []) {
    const { group, name, span } = entry;
    const inGroup = presets.filter((preset) => preset.group === group);
    const first = groups.get(group);
    if (!inGroup.some((preset) => preset.name === name)) {
      const near = suggestions(entry, presets);
      const has = [...new Set(inGroup.length > 0 ? inGroup.map((o) => o.name) : presets.map((o) => o.group))];
      const what =
        inGroup.length > 0
          ? `no preset \`${name}\` in the group \`${group}\``
          : group === ""
            ? `no preset without a group, such as \`${name}\``
            : `no group of presets \`${group}\``;
      const advice =
        near[0] !== undefined
          ? `did you mean \`${near[0]}\`?`
          : has.length === 0
            ? "it has no presets"
            : `it has ${listed(has)}`;
      yield {
        span: nested.toOuterSpan(span),
        message: `The pack ${pack} has ${what}: ${advice}`,
        fixes: () => near.flatMap((word) => changeTo(word, entry, nested, file, near.length === 1)),
      };
    } else if (first !== undefined) {
      yield {
        span: nested.toOuterSpan(span),
        message: `Of the group \`${group}\` the preset \`${first.name}\` is enabled already, and of a group there is one at a time: remove one of the two`,
        related: [
          { file, span: nested.toOuterSpan(first.span), message: `\`${first.name}\` is enabled here` },
        ],
      };
    } else groups.set(group, entry);
  }
}

/** Presets that may be meant, as the comment names them. */
function suggestions({ group, name }: EnabledPreset, presets: readonly Preset[]): string[] {
  const written = presets.map((preset) => `${preset.group}:${preset.name}`);
  const inGroup = presets.filter((preset) => preset.group === group).map((preset) => preset.name);
  if (inGroup.length > 0) return nearest(name, inGroup).map((near) => `${group}:${near}`);
  const sameName = presets.filter((preset) => preset.name === name);
  if (sameName.length > 0) return sameName.slice(0, 3).map((preset) => `${preset.group}:${name}`);
  return nearest(`${group}:${name}`, written);
}

function changeTo(
  word: string,
  { span }: EnabledPreset,
  nested: NestedView,
  file: string,
  preferred: boolean,
): Fix[] {
  const edits = nested.edits([{ span, text: word }]);
  return edits === undefined ? [] : [{ title: `Change to \`${word}\``, edits: [{ file, edits }], preferred }];
}
