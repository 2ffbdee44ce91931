/** Keys of values at a place from which nothing reads them. */

import { nearest } from "../../base/nearest.ts";
import { readPath } from "../../syntax/path.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { hasMarker } from "../../syntax/template.ts";
import { allEntries, asMap, type MapEntry, type MapNode, type Node, valueAt } from "../../syntax/tree.ts";
import { profileWithValues } from "../example-values.ts";
import type { Report } from "../finding.ts";
import {
  defaultsOf,
  type GivenValues,
  givenValues,
  packLabel,
  readableRoot,
  type WrittenValues,
} from "../given-values.ts";
import { listed } from "../places.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { clip } from "../value-judgements.ts";
import { valuesFix } from "../values-fix.ts";

const packFiles = {
  "nginx 1.12.4 values.yaml":
    "pack:\n  namespace: nginx\ncharts:\n  ingress-nginx:\n    replicas: 1\n    image: nginx\n",
};

export const rule: Rule = {
  id: "values-unknown-key",
  severity: "hint",
  summary: "Nothing reads this key where it stands in the values of the pack.",
  description:
    "Helm gets what stands under `charts.NAME` for the chart of that name, and manifests what stands under `manifests.NAME`. A key directly under `charts` or `manifests`, or at the top, that is none of these is taken by nobody, and Palette does not say so. The charts and manifests of a pack are those that its own values name, and those whose files its `pack.json` lists. Keys at the top are looked at in packs with charts or manifests alone: operating systems and Kubernetes have keys of their own there. Also read is a key that a macro of the file names, one that begins with `x-`, `_` or `.`, and one that carries an anchor. Of packs that no registry here knows, as are charts of Helm registries, nothing is said.",
  bad: [
    {
      title: "a value of the chart one level too high",
      text: profileWithValues("charts:\n  replicas: 2\n"),
      packFiles,
    },
    {
      title: "a slip in the chart's name",
      text: profileWithValues("charts:\n  ingres-nginx:\n    replicas: 2\n"),
      packFiles,
    },
    { title: "at the top", text: profileWithValues("replicas: 2\n"), packFiles },
  ],
  good: [
    {
      text: profileWithValues("pack:\n  namespace: web\ncharts:\n  ingress-nginx:\n    anything: 2\n"),
      packFiles,
    },
  ],
  *check(context) {
    for (const given of givenValues(context.snapshot, context.view)) {
      const root = given.values && readableRoot(given.values)?.root;
      const map = asMap(root);
      if (given.values === undefined || map === undefined || systemLayers.has(given.installed.layer ?? ""))
        continue;
      if (!seemsRead(context, given, map)) yield* check(context, given, given.values, map);
    }
  },
};

/** Packs of these layers are read by more than Helm. */
const systemLayers = new Set(["kernel", "os", "k8s"]);

/** What Palette reads at the top besides charts and manifests. */
const topKeys = ["pack", "charts", "manifests", "readinessCheck"];

const sections = ["charts", "manifests"] as const;
type Section = (typeof sections)[number];

/** Keys of one map that are looked at. */
const mostKeys = 500;

/**
 * A look at the lines of the pack's own values, which mostly have all the keys that a profile has: then nothing is parsed for the
 * answer.
 */
function seemsRead({ snapshot }: RuleContext, { installed }: GivenValues, map: MapNode): boolean {
  const content = snapshot.catalog.content(installed, "values.yaml");
  if (content.kind !== "known") return false;
  const { text } = content;
  const has = (key: string, indent: string, from: number) => {
    const line = `\n${indent}${key}:`;
    return text.indexOf(line, from) !== -1 || (from === 0 && text.startsWith(line.slice(1)));
  };
  if (!map.entries.every(({ key }) => topKeys.includes(key.text) || has(key.text, "", 0))) return false;
  return sections.every((section) => {
    const keys = asMap(valueAt(map, section))?.entries ?? [];
    if (keys.length === 0) return true;
    const head = new RegExp(`^${section}:[^\\n]*\\n(?:\\s*#[^\\n]*\\n|\\s*\\n)*( +)`, "m").exec(text);
    return head !== null && keys.every(({ key }) => has(key.text, head[1] ?? "", head.index));
  });
}

function* check(
  context: RuleContext,
  given: GivenValues,
  values: WrittenValues,
  map: MapNode,
): Iterable<Report> {
  const defaults = defaultsOf(context.snapshot.catalog, given.installed);
  const known = namesOf(context, given, defaults?.root);
  const place: Place = { context, given, values, defaults: asMap(defaults?.root) };
  if (place.defaults !== undefined && known.charts.size + known.manifests.size > 0) {
    for (const entry of map.entries.slice(0, mostKeys)) {
      if (!known.top.has(entry.key.text)) yield* describe(place, undefined, entry, map, known.top);
    }
  }
  for (const section of sections) {
    const names = known[section];
    const inner = valueAt(map, section);
    // What an alias brings in is written for others as well.
    if (inner?.kind !== "map" || names.size === 0) continue;
    for (const entry of inner.entries.slice(0, mostKeys)) {
      if (!names.has(entry.key.text)) yield* describe(place, section, entry, inner, names);
    }
  }
}

interface Place {
  readonly context: RuleContext;
  readonly given: GivenValues;
  readonly values: WrittenValues;
  readonly defaults: MapNode | undefined;
}

interface KnownNames {
  readonly top: ReadonlySet<string>;
  readonly charts: ReadonlySet<string>;
  readonly manifests: ReadonlySet<string>;
}

/** What the pack says of itself in all of its files. */
function namesOf(
  { snapshot: { catalog } }: RuleContext,
  { installed, profile, node }: GivenValues,
  defaults: Node | undefined,
): KnownNames {
  const presets = catalog.packPresets(installed);
  const schema = catalog.packSchema(installed);
  const roots = [
    asMap(defaults),
    ...(presets.kind === "known" ? presets.value.presets.map(({ add }) => add.root) : []),
  ];
  const paths = [
    ...(presets.kind === "known" ? presets.value.presets.flatMap(({ remove }) => remove) : []).map(
      (path) => readPath(path) ?? [],
    ),
    ...(schema.kind === "known" ? schema.value.entries.map(({ path }) => path.segments) : []),
  ];
  const keys = (map: MapNode | undefined) => allEntries(map).map(({ key }) => key.text);
  const below = (section: Section) => [
    ...roots.flatMap((root) => keys(asMap(valueAt(root, section)))),
    ...paths.filter(([first]) => first === section).map(([, name]) => name ?? ""),
  ];
  const own = profile?.packs.find((pack) => pack.node === node)?.manifests ?? [];
  return {
    top: new Set([...topKeys, ...roots.flatMap(keys), ...paths.map(([first]) => first ?? "")]),
    charts: new Set([...below("charts"), ...installed.charts]),
    manifests: new Set([
      ...below("manifests"),
      ...installed.manifests,
      ...own.map(({ name }) => name?.text ?? ""),
    ]),
  };
}

function* describe(
  { context, given, values, defaults }: Place,
  section: Section | undefined,
  entry: MapEntry,
  map: MapNode,
  names: ReadonlySet<string>,
): Iterable<Report> {
  const { key } = entry;
  const name = key.text;
  const where = section === undefined ? "at the top" : `directly under \`${section}\``;
  if (hasMarker(name) || name === "<<" || isMeantElsewhere(context, given, values, section, entry)) return;
  const free = [...names].filter((other) => !map.entries.some(({ key: { text } }) => text === other));
  const near = nearest(name, free);
  const home = near.length > 0 ? undefined : homeOf(name, defaults);
  const kind = section === "manifests" ? "manifest" : "chart";
  const inside = section === undefined ? [] : [...names];
  const advice =
    near[0] !== undefined
      ? `did you mean \`${near[0]}\`?`
      : home !== undefined
        ? `did you mean \`${clip(home)}\`?`
        : section === undefined
          ? "a chart's values stand under its name in `charts`"
          : `its ${inside.length === 1 ? `${kind} is` : `${kind}s are`} ${listed(inside)}`;
  yield {
    span: values.nested.toOuterSpan(key.span),
    message: `Nothing in ${packLabel(given)} reads \`${clip(name.replaceAll("`", "'"))}\` ${where}: ${advice}`,
    fixes: () =>
      near.flatMap((candidate) =>
        valuesFix(
          `Rename to \`${candidate}\``,
          context.file,
          { given, values },
          [replaceScalar(key, candidate)],
          near.length === 1,
        ),
      ),
  };
}

/** Kept for something that is not the pack: an alias, a macro, a person. */
function isMeantElsewhere(
  { view }: RuleContext,
  { installed }: GivenValues,
  { nested }: WrittenValues,
  section: Section | undefined,
  { key }: MapEntry,
): boolean {
  if (/^(?:x-|[_.])/.test(key.text)) return true;
  if (/^\s*:\s*&/.test(nested.text.slice(key.span.end, key.span.end + 100))) return true;
  const path = section === undefined ? key.text : `${section}.${key.text}`;
  return view.text.includes(`.spectro.pack.${installed.name}.${path}`);
}

/** Where the pack has a value of this name: as a chart or manifest, or in one. */
function homeOf(name: string, defaults: MapNode | undefined): string | undefined {
  for (const section of sections) {
    const map = asMap(valueAt(defaults, section));
    for (const { key, value } of allEntries(map)) {
      if (key.text === name) return `${section}.${name}`;
      if (allEntries(asMap(value)).some((entry) => entry.key.text === name))
        return `${section}.${key.text}.${name}`.replaceAll("`", "'");
    }
  }
  return undefined;
}
