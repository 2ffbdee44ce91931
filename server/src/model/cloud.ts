/** Names of clouds: which of them are one cloud, and which may take what is made for another. */

/** `differs` only where both are known for sure; `doubtful` where nobody can tell without asking Palette. */
export type CloudFit = "fits" | "doubtful" | "differs";

/** Names of one cloud. */
const synonyms: readonly ReadonlySet<string>[] = [
  new Set(["vsphere", "edge-vsphere"]),
  new Set(["tke", "tencent"]),
];

const edgeClouds: ReadonlySet<string> = new Set([
  ...["edge", "edge-native", "edge-vsphere", "libvirt", "vsphere", "virtual", "baremetal", "coxedge"],
]);

/** Clouds of which one may take profiles and packs of the other. */
const relatives: readonly ReadonlySet<string>[] = [
  edgeClouds,
  new Set(["aws", "eks"]),
  new Set(["azure", "aks"]),
  new Set(["gcp", "gke"]),
];

/** Clouds that are told apart for sure. Any other name may be a custom cloud's, or a slip. */
const ownClouds: ReadonlySet<string> = new Set([
  ...["aws", "azure", "gcp", "vsphere", "maas", "virtual", "baremetal", "eks", "aks", "gke", "edge-native"],
  ...["apache-cloudstack", "edge", "libvirt", "tke", "tencent", "openstack", "coxedge", "edge-vsphere"],
]);

/** Whether what is made for the second cloud fits the first. */
export function cloudFit(cloud: string, madeFor: string): CloudFit {
  if (madeFor === cloud || madeFor === "all") return "fits";
  const both = (set: ReadonlySet<string>) => set.has(cloud) && set.has(madeFor);
  if (synonyms.some(both)) return "fits";
  return relatives.some(both) || !both(ownClouds) ? "doubtful" : "differs";
}

/** False for a custom cloud, and for a slip in the name of another. */
export function isKnownCloud(cloud: string): boolean {
  return ownClouds.has(cloud);
}
