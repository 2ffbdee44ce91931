/** Params of an override that go nowhere, and placeholders that no param fills. */

import { nearest } from "../../base/nearest.ts";
import type { Pack } from "../../model/profile.ts";
import { contentSpan, known, type Text } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { hasTemplate } from "../../syntax/template.ts";
import { type AliasNode, entryOf, type ScalarNode } from "../../syntax/tree.ts";
import {
  type AttachedOverride,
  attachedOverrides,
  type OverriddenPack,
  overriddenPacks,
  packOf,
} from "../../updates/attached-profile.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import type { Fix, Report } from "../finding.ts";
import { listed, packPlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

const profileOfExample =
  "name: web\ntype: add-on\ndescription: \"\"\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      charts:\n        nginx:\n          host: '%HOST%'\n          replicas: '%REPLICAS%'\n";

const clusterOfExample = (params: string) =>
  `name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n      packs:\n        - name: nginx\n          version: 1.12.4\n          override_type: params\n          params:\n${params}node_groups: []\n`;

export const rule: Rule = {
  id: "override-unused-param",
  severity: "warning",
  summary: "A param of the override has no placeholder in the profile, or a placeholder has no param.",
  description:
    "The Terraform modules put the params of an override into the places where the pack's values (or the manifest that `manifest_name` names) say `%KEY%`: in single quotes for `params`, without quotes for `template`. A param whose key is nowhere in there changes nothing. A placeholder that is left over fails the plan as soon as an override with params applies to the text; in comments it is let pass, and where it is not in single quotes it is an information. Values that Terraform fills in (`${...}`) are not judged.",
  bad: [
    {
      title: "a param with a slip in its key, and so a placeholder that is left open",
      text: clusterOfExample("            HOST: lab.example.com\n            REPLICSA: 3\n"),
      others: { "web.yaml": profileOfExample },
    },
  ],
  good: [
    {
      text: clusterOfExample("            HOST: lab.example.com\n            REPLICAS: 3\n"),
      others: { "web.yaml": profileOfExample },
    },
  ],
  *check({ clusters, snapshot, file }) {
    const uses = new Map<Text["node"], ParamUse[]>();
    const overrides = clusters.flatMap((cluster) => attachedOverrides(snapshot.index, cluster));
    for (const attached of overrides.filter(hasParams).slice(0, mostOverrides)) {
      const { params } = attached.override;
      if (params === undefined || params.flat().length > mostKeys) continue;
      const packs = overriddenPacks(attached);
      const sets = params.map((set) => new Set(set.map((key) => key.text)));
      const target = isFilled(packs, sets) ? unknownTarget : targetOf(snapshot, attached, packs);
      if (target.kind === "no manifest") yield noManifest(attached, target.manifests, packs, file);
      // What an anchor brings into several overrides may be meant for any of them.
      for (const key of params.flat())
        uses.set(key.node, [...(uses.get(key.node) ?? []), { key, attached, packs, target, sets }]);
      if (target.kind === "texts") yield* leftOpen(attached, packs, target.placeholders, sets);
    }
    for (const same of uses.values()) yield* unused(same, file);
  },
};

/** What no file that a person wrote comes near. */
const mostOverrides = 200;
const mostKeys = 500;
const mostPlaceholders = 200;

function hasParams({ override }: AttachedOverride): boolean {
  const type = override.overrideType?.text;
  return type === "params" || type === "template";
}

/** Whether the index tells that params and placeholders are the same, so that the profile need not be read. */
function isFilled(packs: readonly OverriddenPack[], sets: readonly ReadonlySet<string>[]): boolean {
  const [only] = packs;
  if (only === undefined || packs.length > 1 || only.pack.manifests.length > 0) return false;
  const found = new Set(only.pack.placeholders.split("\n"));
  return sets.every((set) => set.size === found.size && [...set].every((key) => found.has(`%${key}%`)));
}

/** What the params go into. */
type Target =
  | {
      readonly kind: "texts";
      readonly texts: readonly string[];
      readonly placeholders: ReadonlyMap<string, boolean>;
    }
  | { readonly kind: "no manifest"; readonly manifests: readonly string[] }
  | { readonly kind: "unknown" };

interface ParamUse {
  readonly key: Text;
  readonly attached: AttachedOverride;
  readonly packs: readonly OverriddenPack[];
  readonly target: Target;
  /** The keys of each map of params. */
  readonly sets: readonly ReadonlySet<string>[];
}

const unknownTarget: Target = { kind: "unknown" };

function targetOf(
  snapshot: Snapshot,
  { override }: AttachedOverride,
  packs: readonly OverriddenPack[],
): Target {
  const models = packs.map((pack) => packOf(snapshot, pack)).filter((pack) => pack !== undefined);
  if (models.length === 0 || models.length < packs.length) return unknownTarget;
  const manifestName = override.manifestName;
  const found = manifestName === undefined ? models.map(valuesOf) : manifestTexts(models, manifestName);
  if (override.isManifestPack && manifestName === undefined) return unknownTarget;
  if (!override.isManifestPack && manifestName !== undefined) found.push(...models.map(valuesOf));
  const texts = found.filter((text) => text !== undefined);
  if (texts.length < found.length || texts.some(hasTemplate)) return unknownTarget;
  if (texts.length > 0) return { kind: "texts", texts, placeholders: placeholdersOf(texts) };
  const manifests = packs.flatMap(({ pack }) => pack.manifests);
  const names = manifests.filter((name) => name !== undefined);
  if (known(manifestName) === undefined || names.length < manifests.length) return unknownTarget;
  return { kind: "no manifest", manifests: [...new Set(names)] };
}

/** Undefined where something else than a text is in their place. */
function valuesOf(pack: Pack): string | undefined {
  return pack.values?.text ?? (entryOf(pack.node, "values") === undefined ? "" : undefined);
}

function manifestTexts(packs: readonly Pack[], name: Text): (string | undefined)[] {
  return packs
    .flatMap((pack) => pack.manifests)
    .filter((manifest) => manifest.name?.text === name.text)
    .map((manifest) => manifest.content?.text);
}

function noManifest(
  { override, name }: AttachedOverride,
  manifests: readonly string[],
  packs: readonly OverriddenPack[],
  file: string,
): Report {
  const wanted = override.manifestName;
  const near = wanted === undefined ? [] : nearest(wanted.text, manifests);
  const has = manifests.length === 0 ? "it has none" : `it has ${listed(manifests)}`;
  return {
    span: contentSpan(wanted ?? name),
    message: `The pack \`${name.text}\` has no manifest \`${wanted?.text}\`, so these params go nowhere: ${near[0] === undefined ? has : `did you mean \`${near[0]}\`?`}`,
    related: packPlaces(packs),
    fixes: () => near.map((candidate) => changeTo(candidate, wanted ?? name, file, near.length === 1)),
  };
}

function* unused(same: readonly ParamUse[], file: string): Iterable<Report> {
  const [use] = same;
  if (use === undefined) return;
  const { key, attached, packs, target, sets } = use;
  for (const { target: other } of same) {
    if (other.kind !== "texts" || other.texts.some((text) => text.includes(`%${key.text}%`))) return;
  }
  if (target.kind !== "texts" || key.text === "") return;
  const open = [...target.placeholders.keys()].filter((name) => !sets.some((set) => set.has(name)));
  const near = nearest(key.text, open);
  const where =
    attached.override.manifestName === undefined
      ? `the values of \`${attached.name.text}\``
      : `the manifest \`${attached.override.manifestName.text}\` of \`${attached.name.text}\``;
  const advice =
    near[0] === undefined
      ? `remove it, or put ${attached.override.overrideType?.text === "params" ? `\`'%${key.text}%'\`` : `\`%${key.text}%\``} into the profile`
      : `did you mean \`${near[0]}\`?`;
  yield {
    span: contentSpan(key),
    message: `There is no \`%${key.text}%\` in ${where}, so this param changes nothing: ${advice}`,
    tags: near.length === 0 ? ["unnecessary"] : [],
    related: packPlaces(packs),
    fixes: () => near.map((candidate) => changeTo(candidate, key, file, near.length === 1)),
  };
}

/** Placeholders that one of the maps of params leaves open. */
function* leftOpen(
  { override, name }: AttachedOverride,
  packs: readonly OverriddenPack[],
  placeholders: ReadonlyMap<string, boolean>,
  sets: readonly ReadonlySet<string>[],
): Iterable<Report> {
  // Files that disagree on what the version is do not tell what is left open in it.
  const [pack] = packs;
  if (packs.length !== 1 || pack === undefined || sets.length === 0) return;
  const isTemplate = override.overrideType?.text === "template";
  const open = [...placeholders].filter(([key]) => sets.some((set) => !set.has(key)));
  if (open.length === 0) return;
  const isSure = isTemplate || open.some(([, isQuoted]) => isQuoted);
  const keys = open.map(([key]) => `%${key}%`);
  const somewhere = isTemplate && sets.length > 1 ? "one of the maps of params has" : "this override has";
  yield {
    span: contentSpan(name),
    message: `${listed(keys)} in the profile \`${pack.entry.name}\` ${pack.entry.version} ${open.length === 1 ? "stays" : "stay"} open, since ${somewhere} no such param, and an open placeholder fails the plan: add it under \`params\``,
    ...(isSure ? {} : { severity: "information" as const }),
    related: packPlaces(packs),
  };
}

/** Short ones and those that start with a digit are formats of dates and escapes of URLs. */
const placeholder = /%([A-Za-z_][A-Za-z0-9_-]{2,63})%/g;

/** The placeholders outside of comments, and whether each is in single quotes somewhere. */
function placeholdersOf(texts: readonly string[]): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const text of texts) {
    let read = 0;
    let isComment = /^[ \t]*#/.test(text);
    for (const { 0: whole, 1: key = "", index } of text.matchAll(placeholder)) {
      const lineBreak = text.slice(read, index).lastIndexOf("\n");
      if (lineBreak !== -1) {
        isComment = /^[ \t]*#/.test(text.slice(read + lineBreak + 1, index));
      }
      read = index;
      if (isComment) continue;
      const isQuoted = text.slice(Math.max(0, index - 1), index + whole.length + 1) === `'${whole}'`;
      found.set(key, isQuoted || found.get(key) === true);
      if (found.size >= mostPlaceholders) return found;
    }
  }
  return found;
}

function changeTo(
  candidate: string,
  { node }: { readonly node: ScalarNode | AliasNode },
  file: string,
  preferred: boolean,
): Fix {
  return {
    title: `Change to \`${candidate}\``,
    edits: [{ file, edits: [replaceScalar(node, candidate)] }],
    preferred,
  };
}
