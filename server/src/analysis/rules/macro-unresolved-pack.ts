/** A `.spectro.pack` macro that names no pack of the profile, or no value of it. */

import { nearest } from "../../base/nearest.ts";
import type { Pack, Profile } from "../../model/profile.ts";
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
      const slips = slipsOf(context, profile);
      for (const use of uses) {
        const key = use.path.join(".");
        const target =
          targets.get(key) ?? macroTarget(context.snapshot.catalog, profile, context.view, use.path);
        targets.set(key, target);
        if (target.kind === "no pack") yield* missingPack(context, profile, use, slips);
        else if (target.kind === "missing") yield missingValue(context, profile, use, target, slips);
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

/** What may have been meant, found out once for each that is not there. */
interface Slips {
  /** A pack whose name is filled in may be any. */
  readonly hasOpenNames: boolean;
  pack(name: string): readonly string[];
  key(target: MacroTarget & { kind: "missing" }, use: MacroUse): NearKeys;
}

/** Keys in place of the segment behind the pack's name that leads nowhere. */
interface NearKeys {
  readonly at: number;
  readonly near: readonly string[];
}

/** Different slips for which others are looked for. */
const mostSuggestions = 200;

function slipsOf(context: RuleContext, profile: Profile): Slips {
  const names = [...packsByName(profile).keys()].filter(canStandInMacro);
  const packs = new Map<string, readonly string[]>();
  const keys = new Map<string, NearKeys>();
  return {
    hasOpenNames: profile.packs.some((pack) => known(pack.name) === undefined),
    pack(name) {
      const near = packs.get(name) ?? (packs.size < mostSuggestions ? nearest(name, names) : []);
      packs.set(name, near);
      return near;
    },
    key(target, use) {
      const path = use.path.join(".");
      const none: NearKeys = { at: 0, near: [] };
      const near =
        keys.get(path) ?? (keys.size < mostSuggestions ? nearKeys(context, profile, target.pack, use) : none);
      keys.set(path, near);
      return near;
    },
  };
}

function* missingPack(
  { snapshot, file }: RuleContext,
  profile: Profile,
  use: MacroUse,
  slips: Slips,
): Iterable<Report> {
  const name = use.path[0] ?? "";
  if (slips.hasOpenNames) return;
  // A pack that is there twice has names of its own, with the pack's behind.
  const plain = name.slice(name.lastIndexOf("--") + 2);
  if (name.includes("--") && packsByName(profile).has(plain)) return;
  const near = slips.pack(name);
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
  { file }: RuleContext,
  profile: Profile,
  use: MacroUse,
  target: MacroTarget & { kind: "missing" },
  slips: Slips,
): Report {
  const named = namedPacks(profile, use.path);
  const taken = named?.taken ?? 1;
  const { at, near } = slips.key(target, use);
  const advice =
    near[0] === undefined ? "check the path, or give it a `default`" : `did you mean \`${near[0]}\`?`;
  const what = `\`${clip(named?.name ?? "")}\` has no value \`${clip(use.path.slice(taken).join("."))}\``;
  const place = pathSpan(use, taken + at, taken + at + 1);
  return {
    span: pathSpan(use, taken),
    message: target.certain
      ? `${what}, neither in this profile nor in its defaults: ${advice}`
      : `${what} in this profile, and its defaults are not known here: ${advice}`,
    ...(target.certain ? {} : { atMost: "hint" as const }),
    fixes: () => near.map((candidate) => changeTo(candidate, place, file, near.length === 1)),
  };
}

/** Keys in place of the first segment that leads nowhere, of which the rest of the path leads on. */
function nearKeys({ snapshot, view }: RuleContext, profile: Profile, pack: Pack, use: MacroUse): NearKeys {
  const taken = namedPacks(profile, use.path)?.taken ?? 1;
  const rest = use.path.slice(taken);
  for (let at = rest.length - 1; at >= 0; at--) {
    const keys = keysBelow(snapshot.catalog, profile, pack, view, rest.slice(0, at));
    if (keys.length === 0) continue;
    const names = keys.map(({ key }) => key.text).filter(canStandInMacro);
    const near = nearest(rest[at] ?? "", names.slice(0, mostKeys)).filter((key) => {
      const path = [...use.path.slice(0, taken + at), ...key.split("."), ...rest.slice(at + 1)];
      const { kind } = macroTarget(snapshot.catalog, profile, view, path);
      return kind === "value" || kind === "default";
    });
    return { at, near };
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
