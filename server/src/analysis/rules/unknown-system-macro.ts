/** A `.spectro` macro of a kind, or of a name, that Palette does not have. */

import { nearest } from "../../base/nearest.ts";
import type { Span } from "../../base/span.ts";
import {
  clusterMacros,
  isInEffect,
  type MacroUse,
  pathSpan,
  profileMacros,
  valuesMacros,
} from "../../model/profile-macros.ts";
import { macroKinds, systemMacro, systemMacros } from "../../model/system-macros.ts";
import { hasMarker } from "../../syntax/template.ts";
import type { Report } from "../finding.ts";
import { listed } from "../places.ts";
import type { Rule } from "../rule.ts";

const example = (macro: string) =>
  `name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      charts:\n        nginx:\n          host: '{{ ${macro} }}'\n`;

export const rule: Rule = {
  id: "unknown-system-macro",
  severity: "warning",
  summary: "Palette has no macro of this name.",
  description:
    "Palette fills `{{ .spectro.system.NAME }}` in with what it knows of the cluster; of a name that it does not have nothing is left. The names are those of Palette's documentation. One that is no slip for any of them may belong to a newer Palette, so it is an information. Expressions that name nothing of `.spectro` belong to other tools and are left alone, and so is everything in comments.",
  bad: [
    { text: example(".spectro.system.cluster.nmae") },
    { title: "a kind of macro that is none", text: example(".spectro.sytem.cluster.name") },
  ],
  good: [
    { text: example(".spectro.system.cluster.name") },
    { title: "an expression of another tool", text: example(".Values.cluster.nmae") },
  ],
  *check({ profiles, clusters, pack, view, file }) {
    const uses = [
      ...profiles.flatMap((profile) => profileMacros(profile, view.text)),
      ...clusters.flatMap((cluster) => clusterMacros(cluster, view.text)),
      ...(pack?.name === "values.yaml" ? valuesMacros(view.text) : []),
    ];
    const suggestions = new Map<string, readonly string[]>();
    for (const use of uses) {
      if (!isInEffect(use)) continue;
      const report = use.kind === undefined ? checkKind(use) : checkName(use, suggestions);
      if (report === undefined) continue;
      const { span, message, near } = report;
      const found: Report = {
        span,
        message,
        fixes: () =>
          near.map((candidate) => ({
            title: `Change to \`${candidate}\``,
            edits: [{ file, edits: [{ span, text: candidate }] }],
            preferred: near.length === 1,
          })),
      };
      yield near.length === 0 ? { ...found, severity: "information" } : found;
    }
  },
};

interface Trouble {
  readonly span: Span;
  readonly message: string;
  readonly near: readonly string[];
}

const names = systemMacros.map(({ name }) => name);

/** Distinct words for which others are looked for. */
const mostSuggestions = 200;

function checkKind({ reference }: MacroUse): Trouble | undefined {
  const [kind] = reference.segments;
  if (kind === undefined || kind.text === "" || hasMarker(kind.text)) return undefined;
  const kinds = Object.keys(macroKinds);
  const near = nearest(kind.text, kinds, 1);
  const advice = near[0] === undefined ? `it is one of ${listed(kinds)}` : `did you mean \`${near[0]}\`?`;
  return { span: kind.span, message: `There is no kind of macro \`${clip(kind.text)}\`: ${advice}`, near };
}

function checkName(use: MacroUse, suggestions: Map<string, readonly string[]>): Trouble | undefined {
  const name = use.path.join(".");
  if (use.kind !== "system" || !use.isWritten || systemMacro(name) !== undefined) return undefined;
  const span = pathSpan(use);
  const below = names.filter((candidate) => candidate.startsWith(`${name}.`));
  if (below.length > 0) {
    return {
      span,
      message: `\`${name}\` is no macro but the beginning of ${listed(below)}: write one of them`,
      near: below,
    };
  }
  const near = suggestions.get(name) ?? (suggestions.size < mostSuggestions ? nearest(name, names) : []);
  suggestions.set(name, near);
  const advice = near[0] === undefined ? "check the name" : `did you mean \`${near[0]}\`?`;
  return { span, message: `Palette has no system macro \`${clip(name)}\`: ${advice}`, near };
}

function clip(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}...` : name.replaceAll("`", "'");
}
