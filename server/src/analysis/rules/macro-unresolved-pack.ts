/** A `.spectro.pack` macro that names no pack of the profile, or no value of it. */

import { nearest } from "../../base/nearest.ts";
import type { Profile } from "../../model/profile.ts";
import { isInEffect, type MacroUse, pathSpan, profileMacros } from "../../model/profile-macros.ts";
import { known } from "../../model/text.ts";
import { canStandInMacro } from "../../syntax/macro.ts";
import {
  isInCatalog,
  keysBelow,
  type MacroTarget,
  macroTarget,
  namedPacks,
  packsByName,
} from "../../updates/macro-target.ts";
import type { Fix, Report } from "../finding.ts";
import type { Rule, RuleContext } from "../rule.ts";

const example = (macro: string, type = "cluster") =>
  `name: base\ntype: ${type}\ndescription: ""\npacks:\n  - name: kubernetes\n    type: spectro\n    registry: Palette Registry\n    version: 1.32.8\n    values: |\n      cluster:\n        domain: example.com\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      host: '{{ ${macro} }}'\n`;

export const rule: Rule = {
  id: "macro-unresolved-pack",
  severity: "warning",
  summary: "A macro names a pack that the profile does not have, or a value that the pack does not have.",
  description:
    "Palette leaves nothing where such a macro stands, unless it has a `default`. A value is looked for in the pack's values in the profile, and then in its default values, as far as the catalog knows them; where it does not, the rule gives a hint. An add-on profile may mean a pack of another profile of the same cluster: there, only what looks like a slip for one of its own packs gives a hint. Macros with `default`, `coalesce` or a condition are let pass.",
  bad: [
    { title: "a slip in the pack's name", text: example(".spectro.pack.kubernets.cluster.domain") },
    { title: "a slip in the path", text: example(".spectro.pack.kubernetes.cluster.domian") },
  ],
  good: [
    { text: example(".spectro.pack.kubernetes.cluster.domain") },
    { title: "a value for when there is none", text: example('.spectro.pack.kubernetes.zone | default "a"') },
    { title: "a pack of another profile", text: example(".spectro.pack.vault.server.url", "add-on") },
  ],
  *check(context) {
    for (const profile of context.profiles) {
      const uses = profileMacros(profile, context.view.text).filter(isJudged);
      // Many macros name the same, and what it is need be found out once.
      const targets = new Map<string, MacroTarget>();
      for (const use of uses) {
        const key = use.path.join(".");
        const target =
          targets.get(key) ?? macroTarget(context.snapshot.catalog, profile, context.view.text, use.path);
        targets.set(key, target);
        if (target.kind === "no pack") yield* missingPack(context, profile, use);
        else if (target.kind === "missing") yield missingValue(context, profile, use, target);
      }
    }
  },
};

/** Functions by which an expression says what to do without a value. */
const tolerant = new Set([
  "default",
  "coalesce",
  "empty",
  "if",
  "with",
  "and",
  "or",
  "not",
  "ternary",
  "hasKey",
]);

function isJudged(use: MacroUse): boolean {
  if (use.kind !== "pack" || !use.isWritten || use.path.length < 2 || !isInEffect(use)) return false;
  return !use.expression.calls.some(({ name }) => tolerant.has(name));
}

/** In profiles of these types the packs that others bring are the exception. */
const wholeTypes = new Set(["cluster", "infra"]);

function* missingPack({ snapshot, file }: RuleContext, profile: Profile, use: MacroUse): Iterable<Report> {
  const name = use.path[0] ?? "";
  const own = packsByName(profile);
  // A pack whose name is filled in may be any, and so may one that is there twice under names of its own.
  if (profile.packs.some((pack) => known(pack.name) === undefined)) return;
  const plain = name.slice(name.lastIndexOf("--") + 2);
  if (name.includes("--") && own.has(plain)) return;
  const near = nearest(name, [...own.keys()].filter(canStandInMacro));
  const isWhole = wholeTypes.has(profile.type?.text ?? "");
  if (!isWhole && (near.length === 0 || isInCatalog(snapshot.catalog, name))) return;
  const advice = near[0] === undefined ? "check the name" : `did you mean \`${near[0]}\`?`;
  const span = pathSpan(use, 0, 1);
  yield {
    span,
    message: `This profile has no pack \`${clip(name)}\`, so nothing is filled in here: ${advice}`,
    ...(isWhole ? {} : { atMost: "hint" as const }),
    fixes: () => near.map((candidate) => changeTo(candidate, span, file, near.length === 1)),
  };
}

function missingValue(
  { snapshot, view, file }: RuleContext,
  profile: Profile,
  use: MacroUse,
  { pack, certain }: MacroTarget & { kind: "missing" },
): Report {
  const named = namedPacks(profile, use.path);
  const taken = named?.taken ?? 1;
  const rest = use.path.slice(taken);
  const { at, near } = nearestKeys(snapshot.catalog, profile, pack, rest);
  const fitting = near.filter((key) => {
    const path = [...use.path.slice(0, taken + at), ...key.split("."), ...rest.slice(at + 1)];
    const target = macroTarget(snapshot.catalog, profile, view.text, path);
    return target.kind === "value" || target.kind === "default";
  });
  const span = pathSpan(use, taken);
  const where = certain ? "nor in its defaults" : "and its defaults are not known here";
  const advice =
    fitting[0] === undefined ? "check the path, or give it a `default`" : `did you mean \`${fitting[0]}\`?`;
  const name = clip(named?.name ?? "");
  return {
    span,
    message: certain
      ? `\`${name}\` has no value \`${clip(rest.join("."))}\`, neither in this profile ${where}: ${advice}`
      : `\`${name}\` has no value \`${clip(rest.join("."))}\` in this profile, ${where}: ${advice}`,
    ...(certain ? {} : { atMost: "hint" as const }),
    fixes: () =>
      fitting.map((candidate) =>
        changeTo(candidate, pathSpan(use, taken + at, taken + at + 1), file, fitting.length === 1),
      ),
  };
}

/** Keys that the first segment which leads nowhere may have meant. */
function nearestKeys(
  catalog: RuleContext["snapshot"]["catalog"],
  profile: Profile,
  pack: Parameters<typeof keysBelow>[2],
  path: readonly string[],
): { readonly at: number; readonly near: readonly string[] } {
  for (let at = path.length - 1; at >= 0; at--) {
    const keys = keysBelow(catalog, profile, pack, path.slice(0, at));
    if (keys.length === 0) continue;
    const names = keys.map(({ key }) => key.text).filter(canStandInMacro);
    return { at, near: nearest(path[at] ?? "", names.slice(0, mostKeys)) };
  }
  return { at: 0, near: [] };
}

const mostKeys = 500;

function changeTo(candidate: string, span: Report["span"], file: string, preferred: boolean): Fix {
  return {
    title: `Change to \`${candidate}\``,
    edits: [{ file, edits: [{ span, text: candidate }] }],
    preferred,
  };
}

function clip(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}...` : name.replaceAll("`", "'");
}
