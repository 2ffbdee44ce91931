/** An infra or full profile that lacks a layer of the infrastructure. */

import type { Severity } from "../../base/severity.ts";
import { type InfraLayer, infraLayers, layerTitles } from "../../model/layer.ts";
import type { Profile } from "../../model/profile.ts";
import { contentSpan, known } from "../../model/text.ts";
import { isInfraProfile, type LayeredPack } from "../../updates/pack-layers.ts";
import { exampleInfra, exampleItem, exampleProfile } from "../example-profile.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "layer-missing",
  severity: "warning",
  summary: "An infra or full profile has no operating system, Kubernetes, CNI or CSI pack.",
  description:
    "Clusters are built from the infrastructure layers of one profile of the type `infra` or `cluster`: operating system (`os`), Kubernetes (`k8s`), network (`cni`) and storage (`csi`), one pack each. On Edge clouds storage is optional. On clouds that are not known here, or where the profile states none, a missing layer is a hint, since some of them bring their own. A pack whose layer is not known may be of any, so each of them may be one of the missing ones. A profile without any packs is not judged.",
  bad: [
    {
      title: "no storage",
      text: exampleProfile("infra", "maas", exampleInfra),
    },
  ],
  good: [
    {
      text: exampleProfile("infra", "maas", `${exampleInfra}${exampleItem("csi-longhorn", "1.9.1")}`),
    },
    {
      title: "a pack that may be of any layer",
      text: exampleProfile("infra", "maas", `${exampleInfra}${exampleItem("our-storage", "1.0.0")}`),
    },
  ],
  *check({ profiles, layeredPacks }) {
    for (const profile of profiles) {
      if (isInfraProfile(profile) !== true || profile.packs.length === 0) continue;
      const report = judge(profile, layeredPacks(profile));
      if (report !== undefined) yield report;
    }
  },
};

function judge(profile: Profile, packs: readonly LayeredPack[]): Report | undefined {
  const { type } = profile;
  const wanted = wantedOn(known(profile.cloudType)?.text);
  const missing = wanted.layers.filter((layer) => !packs.some((other) => other.layer === layer));
  const open = packs.filter(({ layer }) => layer === undefined).length;
  if (type === undefined || missing.length <= open) return undefined;
  const names = missing.map((layer) => `${layerTitles[layer]} (\`${layer}\`)`).join(", ");
  const severity = open > 0 ? "hint" : wanted.severity;
  const lead = `A profile of the type \`${type.text}\` has a pack of every infrastructure layer, and`;
  return {
    span: contentSpan(type),
    message:
      open > 0
        ? `${lead} of ${names} at least ${missing.length - open} cannot be there, since only ${open} of the packs may be of any layer: add what is missing`
        : `${lead} this one has none for ${names}: add it, or make this an add-on profile`,
    severity,
    ...(severity === "hint" ? { atMost: severity } : {}),
  };
}

/** What clusters of the cloud are built from, and how sure that is. */
interface Wanted {
  readonly layers: readonly InfraLayer[];
  readonly severity: Severity;
}

const fullClouds: ReadonlySet<string> = new Set([
  ...["aws", "azure", "gcp", "vsphere", "maas", "openstack", "eks", "aks", "gke"],
]);

const edgeClouds: ReadonlySet<string> = new Set([
  ...["edge", "edge-native", "edge-vsphere", "libvirt", "baremetal", "coxedge"],
]);

/** Clusters that are there already, or within others; and profiles for no certain cloud, which are add-on profiles. */
const builtElsewhere: ReadonlySet<string> = new Set(["generic", "virtual", "all"]);

function wantedOn(cloud: string | undefined): Wanted {
  if (cloud === undefined) return { layers: infraLayers, severity: "hint" };
  if (builtElsewhere.has(cloud)) return { layers: [], severity: "hint" };
  if (fullClouds.has(cloud)) return { layers: infraLayers, severity: "warning" };
  if (edgeClouds.has(cloud)) return { layers: ["os", "k8s", "cni"], severity: "warning" };
  return { layers: infraLayers, severity: "hint" };
}
