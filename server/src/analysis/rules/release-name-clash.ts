/** Two charts of a profile that become one Helm release. */

import type { Pack, Profile } from "../../model/profile.ts";
import { isKnown, known } from "../../model/text.ts";
import { allEntries, asMap, asScalar, type MapNode, type Node, valueAt } from "../../syntax/tree.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Report } from "../finding.ts";
import { displayNameKey, displayNameOf, mentions, readValues } from "../pack-values.ts";
import { packPlace, packSpan, packTitle } from "../pack-words.ts";
import type { Rule, RuleContext } from "../rule.ts";

const overrideKey = "releaseNameOverride";

const nginx = (name: string, more: string) =>
  exampleItem(
    "nginx",
    "1.12.4",
    `pack:\n  ${displayNameKey}: ${name}\n  namespace: ingress\n${more}charts:\n  ingress-nginx:\n    replicas: 2\n`,
  );

export const rule: Rule = {
  id: "release-name-clash",
  severity: "warning",
  summary: "Two charts of the profile get the same Helm release name in the same namespace.",
  description: `Palette installs each chart of a pack as a Helm release. Its name is that of the pack and that of the chart with a dash between them, whatever the display name of the pack, unless \`pack.${overrideKey}\` gives it another one; its namespace is \`pack.namespace\`. Helm takes two releases of one name in one namespace for one, and the second replaces the first or fails. Another name is set so:\n\n\`\`\`yaml\npack:\n  ${overrideKey}:\n    ingress-nginx: ingress-internal\n\`\`\`\n\nAnother namespace does as well.`,
  bad: [{ text: exampleProfile("add-on", "all", nginx("web-internal", "") + nginx("web-public", "")) }],
  good: [
    {
      text: exampleProfile(
        "add-on",
        "all",
        nginx("web-internal", "") +
          nginx("web-public", `  ${overrideKey}:\n    ingress-nginx: ingress-public\n`),
      ),
    },
  ],
  *check(context) {
    for (const profile of context.profiles) {
      if (mayClash(profile, context)) yield* checkProfile(profile, context);
    }
  },
};

/** Whether two packs have one name, one name starts as another does, or somebody chooses names: nothing else can clash. */
function mayClash({ packs }: Profile, { view }: RuleContext): boolean {
  if (packs.length < 2) return false;
  if (packs.some((pack) => mentions(view, pack, overrideKey))) return true;
  const names = packs.map((pack) => pack.name?.text ?? "").sort();
  return names.some((name, at) => name !== "" && names[at + 1]?.startsWith(name) === true);
}

interface Release {
  readonly pack: Pack;
  readonly name: string;
  readonly chart: string;
  /** Undefined where the pack's own default counts. */
  readonly namespace: string | undefined;
}

function* checkProfile(profile: Profile, context: RuleContext): Iterable<Report> {
  const { file, view } = context;
  const seen = new Map<string, Release[]>();
  for (const pack of profile.packs) {
    for (const release of releasesOf(profile, pack, context)) {
      const others = seen.get(release.name) ?? [];
      const clash = others.find((other) => isClash(other, release));
      if (clash === undefined) {
        if (others.length < mostCompared) seen.set(release.name, [...others, release]);
        continue;
      }
      // Two packs without names to tell them apart are duplicate-pack's to say.
      const shown = displayNameOf(view, pack);
      if (shown === undefined || shown === displayNameOf(view, clash.pack)) continue;
      const where =
        release.namespace === undefined ? "one namespace" : `the namespace \`${release.namespace}\``;
      yield {
        span: packSpan(pack),
        message: `The chart \`${release.chart}\` of ${packTitle(pack)} gets the release name \`${release.name}\` in ${where}, as \`${clash.chart}\` of ${packTitle(clash.pack)} does: set another \`namespace\`, or a \`${overrideKey}\``,
        related: [packPlace(file, clash.pack, `The first release \`${clash.name}\``)],
      };
      break;
    }
  }
}

const mostCompared = 20;
const mostCharts = 200;

function isClash(a: Release, b: Release): boolean {
  if (a.pack === b.pack) return false;
  if (a.namespace !== undefined || b.namespace !== undefined) return a.namespace === b.namespace;
  return a.pack.name?.text === b.pack.name?.text;
}

function releasesOf(profile: Profile, pack: Pack, context: RuleContext): Release[] {
  const name = known(pack.name)?.text;
  if (name === undefined || pack.type?.text === "manifest") return [];
  const root = rootOf(profile, pack, context);
  const section = asMap(valueAt(root, "pack"));
  const namespace = textAt(section, "namespace");
  if (namespace === unknown) return [];
  const overrides = asMap(valueAt(section, overrideKey));
  return allEntries(asMap(valueAt(root, "charts")))
    .slice(0, mostCharts)
    .flatMap(({ key }) => {
      const chosen = textAt(overrides, key.text);
      if (chosen === unknown || !isKnown(key.text)) return [];
      return [{ pack, name: chosen ?? `${name}-${key.text}`, chart: key.text, namespace }];
    });
}

/** The pack's own values count where the profile gives none. */
function rootOf(profile: Profile, pack: Pack, context: RuleContext): MapNode | undefined {
  const values = readValues(context.view, pack);
  if (values !== undefined && values.nested.text.trim() !== "") return values.root;
  if (values === undefined && pack.values !== undefined) return undefined;
  const installed = context.packStatuses(profile).find((status) => status.pack === pack)?.installed;
  if (installed === undefined) return undefined;
  const answer = context.snapshot.catalog.packDefaults(installed);
  return answer.kind === "known" ? asMap(answer.value.root) : undefined;
}

const unknown = Symbol("unknown");

function textAt(map: MapNode | undefined, key: string): string | undefined | typeof unknown {
  const node: Node | undefined = valueAt(map, key);
  const scalar = asScalar(node);
  if (node === undefined || scalar?.reading === "null" || scalar?.text === "") return undefined;
  return scalar !== undefined && isKnown(scalar.text) ? scalar.text : unknown;
}
