/** A cluster whose infrastructure is brought by no profile or by two, or with a profile in a place for another kind. */

import type { Cluster, ProfileReference, ReferenceRole } from "../../model/cluster.ts";
import { contentSpan, known } from "../../model/text.ts";
import { isSameProfile, likelyEntries } from "../../updates/profile-reference.ts";
import type { ProfileEntry, ProfileIndex } from "../../workspace/profile-index.ts";
import type { Related, Report } from "../finding.ts";
import { profilePlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "cluster-profile-kind",
  severity: "warning",
  summary: "The cluster's profiles are not one infra or full profile and add-ons, each in its place.",
  description:
    "A cluster is built from exactly one profile of the type `infra` or `cluster`, to which any number of add-on profiles may be attached. In the Terraform modules' clusters that one is under `infra`, add-ons are under `addons` or `addon_deployments`, and a profile of the type `system` is under `system`. A list of clusters has no such places: there the profiles are counted, and a missing one is told only when all of the cluster's profiles are known. A profile that is not known in the workspace is not judged; where only other versions of it are known, they must agree in the type.",
  bad: [
    {
      title: "an add-on profile as infra",
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: observability\n    version: 1.0.0\nnode_groups: []\n",
      others: { "addon.yaml": 'name: observability\ntype: add-on\ndescription: ""\npacks: []\n' },
    },
    {
      title: "two infra profiles in a list of clusters",
      text: "- name: store-1\n  node_pools: []\n  profiles:\n    - name: edge-infra\n      tag: 1.0.0\n    - name: store-infra\n      tag: 1.0.0\n",
      others: {
        "edge.yaml": 'name: edge-infra\ntype: infra\ndescription: ""\npacks: []\n',
        "store.yaml": 'name: store-infra\ntype: cluster\ndescription: ""\npacks: []\n',
      },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.0.0\n  addons:\n    - name: observability\n      version: 1.0.0\nnode_groups: []\n",
      others: {
        "infra.yaml": 'name: maas-infra\ntype: infra\ndescription: ""\npacks: []\n',
        "addon.yaml": 'name: observability\ntype: add-on\ndescription: ""\npacks: []\n',
      },
    },
  ],
  *check({ clusters, snapshot }) {
    for (const cluster of clusters) {
      yield* cluster.dialect === "list"
        ? countInfra(cluster, snapshot.index)
        : checkPlaces(cluster, snapshot.index);
    }
  },
};

function* checkPlaces(cluster: Cluster, index: ProfileIndex): Iterable<Report> {
  const infra = cluster.references.find(({ role }) => role === "infra");
  for (const reference of cluster.references) {
    const name = known(reference.name);
    const typed = typeOf(index, reference);
    if (name === undefined || typed === undefined) continue;
    // The same profile in two places is one too many of it: see duplicate-attachment.
    if (infra !== undefined && reference !== infra && isSameProfile(infra, reference)) continue;
    const advice = adviceFor(reference.role, typed.type);
    if (advice === undefined) continue;
    yield {
      span: contentSpan(name),
      message: `The profile \`${name.text}\` is of the type \`${typed.type}\`${advice}`,
      related: definitions([typed.entry]),
    };
  }
}

/** What to do with a profile of the type in the place; undefined when it is right there. */
function adviceFor(role: ReferenceRole, type: string): string | undefined {
  if (role === "system") {
    return type === "system" ? undefined : ": only a `system` profile belongs here";
  }
  if (type === "system") return ": it belongs under `system`";
  if (role === "infra") {
    return type === "add-on"
      ? ", which brings no infrastructure: list it under `addons`, and name an infra or full profile here"
      : undefined;
  }
  return type === "add-on"
    ? undefined
    : ", of which a cluster has exactly one, under `infra`: put it there or remove it here";
}

function* countInfra(cluster: Cluster, index: ProfileIndex): Iterable<Report> {
  const typed = cluster.references.map((reference) => ({ reference, ...typeOf(index, reference) }));
  const infra = typed.filter(({ type }) => type === "infra" || type === "cluster");
  const [first] = infra;
  for (const { reference, type } of infra) {
    const name = known(reference.name);
    if (first === undefined || name === undefined || reference === first.reference) continue;
    if (isSameProfile(first.reference, reference)) continue;
    yield {
      span: contentSpan(name),
      message: `The profile \`${name.text}\` is of the type \`${type}\`, of which a cluster has exactly one, and \`${first.reference.name?.text}\` is one already: remove one of the two`,
      related: definitions([first.entry]),
    };
  }
  const name = known(cluster.name);
  const isWhole = typed.length > 0 && typed.every(({ type }) => type !== undefined);
  if (first === undefined && isWhole && name !== undefined) {
    yield {
      span: contentSpan(name),
      message: `The cluster \`${name.text}\` has no infra or full profile, so there is nothing to build it from: add one`,
      related: definitions(typed.map(({ entry }) => entry)),
    };
  }
}

function definitions(entries: readonly (ProfileEntry | undefined)[]): Related[] {
  const known = entries.filter((entry) => entry !== undefined);
  return profilePlaces(known, ({ type }) => ` with the type \`${type}\``);
}

const types = new Set(["cluster", "infra", "add-on", "system"]);

/** The type of the profile, where everybody who defines it agrees. */
function typeOf(
  index: ProfileIndex,
  reference: ProfileReference,
): { type: string; entry: ProfileEntry } | undefined {
  const [entry, ...others] = likelyEntries(index, reference);
  const type = entry?.type;
  if (entry === undefined || type === undefined || !types.has(type)) return undefined;
  return others.every((other) => other.type === type) ? { type, entry } : undefined;
}
