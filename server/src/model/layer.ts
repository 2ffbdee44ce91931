/** The layers of a cluster profile, in the order in which Palette builds a cluster from them. Field semantics: v1PackLayer. */

export const packLayers = ["kernel", "os", "k8s", "cni", "csi", "addon"] as const;

export type PackLayer = (typeof packLayers)[number];

/** What a cluster is built from: an infra or full profile has one pack of each, an add-on profile none. */
export const infraLayers = ["os", "k8s", "cni", "csi"] as const;

export type InfraLayer = (typeof infraLayers)[number];

/** As a person says it, without an article. */
export const layerTitles: Readonly<Record<PackLayer, string>> = {
  kernel: "kernel",
  os: "operating system",
  k8s: "Kubernetes",
  cni: "CNI",
  csi: "CSI",
  addon: "add-on",
};

export function readLayer(text: string | undefined): PackLayer | undefined {
  return packLayers.find((layer) => layer === text);
}

export function isInfraLayer(layer: PackLayer | undefined): layer is InfraLayer {
  return infraLayers.some((infra) => infra === layer);
}
