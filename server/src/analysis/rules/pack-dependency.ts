/** A pack without the packs that it asks for, or beside one that it does not go with. */

import type { CatalogPack } from "../../catalog/catalog.ts";
import type { PackDependency } from "../../catalog/pack-constraints.ts";
import { isInfraLayer, readLayer } from "../../model/layer.ts";
import type { Profile } from "../../model/profile.ts";
import { contentSpan, known } from "../../model/text.ts";
import { type AttachedPack, type AttachedPacks, createAttachedPacks } from "../../updates/attached-packs.ts";
import {
  type DependencyFault,
  dependencyFault,
  isInRange,
  isMeant,
  type PresentPack,
  rangeInWords,
} from "../../updates/pack-dependency.ts";
import { isInfraProfile, type LayeredPack } from "../../updates/pack-layers.ts";
import type { PackStatus } from "../../updates/version-choice.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Related, Report } from "../finding.ts";
import { packPlace, packSpan } from "../pack-words.ts";
import { listed, packPlaces } from "../places.ts";
import type { Rule, RuleContext } from "../rule.ts";

const withKubernetes = (version: string) =>
  exampleProfile("cluster", "maas", exampleItem("kubernetes", version) + exampleItem("nginx", "1.12.4"));

const clusterOfExample =
  "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: infra\n  addons:\n    - name: base\n      version: 1.0.0\nnode_groups: []\n";

const clusterFiles = (version: string) => ({
  "infra.yaml": exampleProfile("infra", "maas", exampleItem("kubernetes", version)).replace("base", "infra"),
  "base.yaml": exampleProfile("add-on", "all", exampleItem("nginx", "1.12.4")),
});

export const rule: Rule = {
  id: "pack-dependency",
  severity: "warning",
  summary: "A pack lacks another pack that it depends on, or stands beside one that it does not go with.",
  description:
    "A pack.json says in `constraints.dependencies` which other packs its pack needs (`required`), which have to be of certain versions where they are there (`optional`), and which must not be there (`notSupported`). Packs of the same profile are looked at, and on a cluster those of its other profiles: what an add-on profile needs of the infrastructure is told there only. Versions that cannot be compared are no fault, and `1.21` as the newest version means all of 1.21. A pack that names versions of itself to which it may be updated (`upgrade`) is an information where newer ones are not among them.",
  bad: [
    { title: "an older Kubernetes than the pack wants", text: withKubernetes("1.31.9") },
    { title: "on a cluster", text: clusterOfExample, others: clusterFiles("1.31.9") },
  ],
  good: [
    { text: withKubernetes("1.32.4") },
    { title: "on a cluster", text: clusterOfExample, others: clusterFiles("1.32.4") },
  ],
  *check(context) {
    for (const profile of context.profiles) yield* checkProfile(profile, context);
    if (context.clusters.length === 0) return;
    const attachedPacks = createAttachedPacks(context.snapshot);
    for (const cluster of context.clusters) yield* checkCluster(attachedPacks(cluster), context);
  },
};

/** A pack of the profile, as others see it. */
interface OwnPack extends PresentPack {
  readonly layered: LayeredPack;
}

function* checkProfile(profile: Profile, context: RuleContext): Iterable<Report> {
  const statuses = context.packStatuses(profile);
  if (!statuses.some(({ installed }) => installed?.hasConstraints === true)) return;
  const versions = new Map(statuses.map(({ pack, current }) => [pack, current]));
  const present = context.layeredPacks(profile).flatMap((layered): OwnPack[] => {
    const name = known(layered.pack.name)?.text;
    if (name === undefined) return [];
    return [{ name, layer: layered.layer, version: versions.get(layered.pack), layered }];
  });
  const isWhole = present.length === profile.packs.length;
  const conflicts = createPairs();
  for (const status of statuses) {
    const others = present.filter(({ layered }) => layered.pack !== status.pack);
    for (const dependency of dependenciesOf(status.installed, context)) {
      if (dependency.type === "upgrade") {
        yield* checkUpgrade(status, dependency);
        continue;
      }
      const fault = dependencyFault(dependency, others, isWhole);
      if (fault === undefined || status.installed === undefined) continue;
      if (fault.kind === "absent" && !belongsHere(profile, dependency)) continue;
      if (fault.kind === "unsupported" && !conflicts.add(status.name, fault.present.name)) continue;
      yield {
        span: packSpan(status.pack),
        message: describe(`\`${status.name}\` ${status.current}`, dependency, fault, "this profile"),
        related: [
          ...(fault.kind === "absent"
            ? []
            : [packPlace(context.file, fault.present.layered.pack, `\`${fault.present.name}\` is here`)]),
          asker(status.installed, dependency),
        ],
      };
    }
  }
}

/** Infrastructure is another profile's to bring, where this one is an add-on profile. */
function belongsHere(profile: Profile, { layer }: PackDependency): boolean {
  const isInfra = isInfraProfile(profile);
  return isInfra === true || (isInfra === false && !isInfraLayer(readLayer(layer)));
}

function* checkUpgrade(status: PackStatus, dependency: PackDependency): Iterable<Report> {
  const { name, current, newer, pack, installed } = status;
  if (installed === undefined || dependency.packName !== name) return;
  const closed = [...newer.patch, ...newer.minor, ...newer.major]
    .map(({ version }) => version)
    .filter((version) => isInRange(dependency, version) === false);
  if (closed.length === 0) return;
  yield {
    span: packSpan(pack),
    message: `\`${name}\` ${current} can be updated to${rangeInWords(dependency)}, and not to ${listed(closed)} at once: look for the way in its documentation`,
    severity: "information",
    related: [asker(installed, dependency)],
  };
}

function* checkCluster({ packs, isWhole }: AttachedPacks, context: RuleContext): Iterable<Report> {
  const conflicts = createPairs();
  for (const asking of packs) {
    const name = known(asking.reference.name);
    if (name === undefined || asking.installed === undefined || !asking.installed.hasConstraints) continue;
    const others = packs.filter(({ entry }) => entry !== asking.entry);
    for (const dependency of dependenciesOf(asking.installed, context)) {
      // Within one profile it is said there.
      if (packs.some((other) => other.entry === asking.entry && isMeant(dependency, other))) continue;
      const fault = dependencyFault(dependency, others, isWhole);
      if (fault === undefined) continue;
      if (fault.kind === "absent" && isSaidAtProfile(asking, dependency)) continue;
      if (fault.kind === "unsupported" && !conflicts.add(asking.name, fault.present.name)) continue;
      const where = fault.kind === "absent" ? "this cluster" : `\`${fault.present.entry.name}\``;
      const what = `\`${asking.name}\` ${asking.version} of \`${name.text}\``;
      yield {
        span: contentSpan(name),
        message: describe(what, dependency, fault, where),
        related: [
          ...packPlaces(fault.kind === "absent" ? [asking] : [asking, fault.present]),
          asker(asking.installed, dependency),
        ],
      };
    }
  }
}

/** Packs that do not go together mostly both say so, and it is told once. */
function createPairs(): { add(one: string, other: string): boolean } {
  const known = new Set<string>();
  return {
    add(one, other) {
      const pair = [one, other].sort().join(" ");
      if (known.has(pair)) return false;
      known.add(pair);
      return true;
    },
  };
}

function isSaidAtProfile({ entry }: AttachedPack, { layer }: PackDependency): boolean {
  if (entry.type === "infra" || entry.type === "cluster") return true;
  return entry.type !== "add-on" || !isInfraLayer(readLayer(layer));
}

function dependenciesOf(pack: CatalogPack | undefined, { snapshot }: RuleContext): readonly PackDependency[] {
  if (pack === undefined) return [];
  const answer = snapshot.catalog.packConstraints(pack);
  return answer.kind === "known" ? answer.value.dependencies : [];
}

function describe(
  what: string,
  dependency: PackDependency,
  fault: DependencyFault<PresentPack>,
  where: string,
): string {
  const other = `\`${dependency.packName}\`${rangeInWords(dependency)}`;
  switch (fault.kind) {
    case "absent":
      return `${what} requires ${other}, and ${where} has none: add it`;
    case "out of range":
      return `${what} ${dependency.type === "required" ? "requires" : "wants"} ${other}, and ${where} has ${fault.present.version}: update one of the two`;
    case "unsupported":
      return `${what} does not go with ${other}, which ${where} has: remove one of the two`;
  }
}

function asker(pack: CatalogPack, { span, type }: PackDependency): Related {
  return { file: pack.file, span, message: `The pack says so here, as \`${type}\`` };
}
