/** Each row of the tables on documents before and after: a change that it holds for, and one beside it that it does not hold for. */

import { describe, expect, it } from "vitest";
import { effectOf, plainPools, type Sheet } from "../../../../test/harness/effect-fixture.ts";
import { classify } from "./classify.ts";
import type { EffectClass } from "./effect-class.ts";
import { effectRules } from "./effect-tables.ts";

/** Before and after. */
type Change = readonly [Sheet, Sheet];

interface Row {
  /** The pools that it hits; what the row says of classes is asserted from the row itself. */
  readonly pools?: readonly string[];
  readonly hit: Change;
  /** The neighbour, and the total that it has. */
  readonly miss: Change;
  readonly total: EffectClass;
}

const all = ["cp", "workers", "gpu"];

const change = (base: Sheet, layer: string, before: string, after: string): Change => [
  { ...base, packs: { ...base.packs, [layer]: before } },
  { ...base, packs: { ...base.packs, [layer]: after } },
];

const maas: Sheet = { cloud: "maas" };
const edge: Sheet = { cloud: "edge-native", packs: { os: "edge-native-byoi 2.1.0", k8s: "edge-k3s 1.31.9" } };
const rke2: Sheet = {
  cloud: "edge-native",
  packs: { os: "edge-native-byoi 2.1.0", k8s: "edge-rke2 1.31.9" },
};
const canonical: Sheet = { cloud: "maas", packs: { k8s: "kubernetes-ck8s 1.31.9" } };

/** The same pack with the two values. */
const values = (base: Sheet, layer: string, pack: string, before: string, after: string): Change =>
  change(base, layer, `${pack}\n${before}`, `${pack}\n${after}`);

const os = (before: string, after: string, base = maas) =>
  values(base, "os", "ubuntu-maas 22.04", before, after);
const k8s = (before: string, after: string, base = maas) =>
  values(base, "k8s", base.packs?.k8s ?? "kubernetes 1.31.4", before, after);
const edgeOs = (before: string, after: string, base = edge) =>
  values(base, "os", "edge-native-byoi 2.1.0", before, after);
const edgeK8s = (before: string, after: string, base = edge) => k8s(before, after, base);

const pools = (base: Sheet, before: string, after: string): Change => [
  { ...base, pools: before },
  { ...base, pools: after },
];
const own = (base: Sheet, before: string, after: string): Change => [
  { ...base, own: before },
  { ...base, own: after },
];
/** A pool of workers beside the control plane, with the one setting. */
const workers = (base: Sheet, before: string, after: string): Change => {
  const text = (setting: string) =>
    `- { name: cp, control_plane: true, count: 3 }\n- name: workers\n${setting.replace(/^/gm, "  ")}`;
  return pools(base, text(before), text(after));
};
const variables = (before: string, after: string, rest: Sheet = {}): Change => [
  { ...maas, ...rest, variables: before },
  { ...maas, ...rest, variables: after },
];

const usesRegion = { packs: { addon: "nginx 1.12.1\nregion: '{{ .spectro.var.region }}'" } };

const rows: Readonly<Record<string, Row>> = {
  "kubernetes-downgrade": {
    hit: change(maas, "k8s", "kubernetes 1.32.4", "kubernetes 1.31.9"),
    // Upwards it is an update like any other.
    miss: change(maas, "k8s", "kubernetes 1.31.9", "kubernetes 1.32.4"),
    total: "full-repave",
  },
  "agent-upgrade": {
    hit: own(maas, "pause_agent_upgrades: unlock", "pause_agent_upgrades: lock"),
    miss: own(maas, "pause_upgrades: unlock", "pause_upgrades: lock"),
    total: "unknown",
  },
  "profile-words": {
    hit: [
      { ...maas, words: "description: old" },
      { ...maas, words: "description: new\nlabels: { team: a }" },
    ],
    // The name of a label is a word; what the values say is not.
    miss: os("description: old", "description: new"),
    total: "full-repave",
  },
  "variable-unused": {
    hit: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }"),
    miss: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }", usesRegion),
    total: "none",
  },
  "variable-given": {
    hit: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }", {
      ...usesRegion,
      reference: "variables: { region: c }",
    }),
    // A value for another variable is no value for this one.
    miss: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }", {
      ...usesRegion,
      reference: "variables: { zone: c }",
    }),
    total: "none",
  },
  "variable-form": {
    hit: variables("- { name: region, displayName: a }", "- { name: region, displayName: b }", usesRegion),
    miss: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }", usesRegion),
    total: "none",
  },
  "variable-value": {
    hit: variables("- { name: region, defaultValue: a }", "- { name: region, defaultValue: b }", usesRegion),
    miss: variables("- { name: region, regex: a }", "- { name: region, regex: b }", usesRegion),
    total: "none",
  },

  // Edge
  "edge-service-domain": {
    hit: edgeK8s("pack:\n  serviceDomain: a.local", "pack:\n  serviceDomain: b.local"),
    miss: edgeK8s("pack:\n  podCIDR: 10.0.0.0/16", "pack:\n  podCIDR: 10.1.0.0/16"),
    total: "none",
  },
  "edge-os-image": {
    pools: all,
    hit: edgeOs(
      "options:\n  system.uri: host/image:1",
      "options:\n  system.uri: host/image:2 # the new image",
    ),
    miss: edgeOs("options:\n  system.url: host/image:1", "options:\n  system.url: host/image:2"),
    total: "unknown",
  },
  "edge-os-image-parts": {
    // The address is written out and uses none of its parts.
    hit: edgeOs(
      "options:\n  system.uri: host/image:1\n  system.repo: a",
      "options:\n  system.uri: host/image:1\n  system.repo: b",
    ),
    // Where the address comes from the pack, nobody here knows what it is put together from.
    miss: edgeOs("options:\n  system.repo: a", "options:\n  system.repo: b"),
    total: "unknown",
  },
  "edge-rke2-stages": {
    pools: all,
    hit: edgeOs("stages:\n  boot: [{ name: a }]", "stages:\n  boot: [{ name: b }]", rke2),
    miss: edgeOs("stages:\n  boot: [{ name: a }]", "stages:\n  boot: [{ name: b }]"),
    total: "reboot",
  },
  "edge-stages": {
    pools: all,
    hit: edgeK8s("stages:\n  initramfs: [{ name: a }]", "stages:\n  initramfs: [{ name: a, users: {} }]"),
    miss: edgeK8s("stages:\n  shutdown: [{ name: a }]", "stages:\n  shutdown: [{ name: b }]"),
    total: "unknown",
  },
  "edge-os-stages-reconcile": {
    pools: all,
    hit: edgeOs("stages:\n  reconcile: [{ name: a }]", "stages:\n  reconcile: [{ name: b }]"),
    miss: edgeOs("stages:\n  reconciled: [{ name: a }]", "stages:\n  reconciled: [{ name: b }]"),
    total: "unknown",
  },
  "edge-k8s-stages-reconcile": {
    pools: all,
    hit: edgeK8s("stages:\n  reconcile: [{ name: a }]", "stages:\n  reconcile: [{ name: b }]", rke2),
    miss: edgeK8s("stages:\n  fs: [{ name: a }]", "stages:\n  fs: [{ name: b }]"),
    total: "reboot",
  },
  "edge-os-pack": {
    hit: edgeOs("pack:\n  content: { images: [] }", "pack:\n  content: { images: [{ image: a }] }"),
    miss: edgeOs("packs: 1", "packs: 2"),
    total: "unknown",
  },
  "edge-os-provider-credentials": {
    hit: edgeOs("providerCredentials: { user: a }", "providerCredentials: { user: b }"),
    miss: edgeOs("credentials: { user: a }", "credentials: { user: b }"),
    total: "unknown",
  },
  "edge-k8s-cluster": {
    pools: all,
    hit: edgeK8s("cluster:\n  config: |\n    flannel: none", "cluster:\n  config: |\n    flannel: host"),
    miss: edgeK8s("clusters:\n  config: a", "clusters:\n  config: b"),
    total: "unknown",
  },
  "edge-k8s-client-config": {
    hit: edgeK8s("clientConfig: { oidc: a }", "clientConfig: { oidc: b }"),
    miss: edgeK8s("client: { oidc: a }", "client: { oidc: b }"),
    total: "unknown",
  },
  "edge-k8s-pack": {
    hit: edgeK8s("pack: { palette: { config: a } }", "pack: { palette: { config: b } }"),
    miss: edgeK8s("palette: { config: a }", "palette: { config: b }"),
    total: "unknown",
  },
  "edge-k8s-version": {
    pools: all,
    hit: change(edge, "k8s", "edge-k3s 1.31.9", "edge-k3s 1.32.4"),
    // No page says what another version of the pack of the operating system does.
    miss: change(edge, "os", "edge-native-byoi 2.1.0", "edge-native-byoi 2.2.0"),
    total: "unknown",
  },
  "edge-cni-replaced": {
    hit: change(edge, "cni", "cni-calico 3.28.0", "cni-cilium-oss 1.17.4"),
    miss: change(edge, "cni", "cni-calico 3.28.0", "cni-calico 3.28.2"),
    total: "restart",
  },
  "edge-network-storage": {
    pools: all,
    hit: values(edge, "csi", "csi-longhorn 1.8.1", "replicas: 1", "replicas: 2"),
    miss: values(edge, "addon", "nginx 1.12.1", "replicas: 1", "replicas: 2"),
    total: "none",
  },
  "edge-csi-replaced": {
    pools: all,
    hit: change(edge, "csi", "csi-longhorn 1.8.1", "csi-rook 1.16.0"),
    miss: change(edge, "csi", "csi-longhorn 1.8.1", "csi-longhorn 1.8.2"),
    total: "restart",
  },
  "edge-addon": {
    hit: change(edge, "addon", "nginx 1.12.1", "nginx 1.12.4"),
    miss: change(edge, "cni", "cni-calico 3.28.0", "cni-calico 3.28.2"),
    total: "restart",
  },

  // Not Edge
  "os-version": {
    pools: all,
    hit: change(maas, "os", "ubuntu-maas 22.04", "ubuntu-maas 24.04"),
    miss: change(edge, "os", "edge-native-byoi 2.1.0", "edge-native-byoi 2.1.1"),
    total: "unknown",
  },
  "os-values": {
    pools: all,
    hit: os("kubeadmconfig:\n  preKubeadmCommands: [a]", "kubeadmconfig:\n  preKubeadmCommands: [a, b]"),
    // The same, written otherwise.
    miss: os("kubeadmconfig:\n  files: [a]", "# files\nkubeadmconfig: { files: ['a'] }"),
    total: "none",
  },
  "k8s-version": {
    pools: all,
    hit: change(maas, "k8s", "kubernetes 1.31.4", "kubernetes 1.31.9"),
    miss: change(maas, "cni", "cni-calico 3.28.0", "cni-calico 3.29.0"),
    total: "none",
  },
  "k8s-service-domain": {
    hit: k8s("pack: { serviceDomain: a.local }", "pack: { serviceDomain: b.local }"),
    // What other settings of the pack do is said nowhere.
    miss: k8s("pack: { podCIDR: 10.0.0.0/16 }", "pack: { podCIDR: 10.1.0.0/16 }"),
    total: "unknown",
  },
  "k8s-disk-encryption": {
    pools: all,
    hit: k8s("a: { diskEncryptionSetID: x }", "a: { diskEncryptionSetID: y }", { cloud: "azure" }),
    miss: k8s("a: { diskEncryptionSetID: x }", "a: { diskEncryptionSetID: y }"),
    total: "unknown",
  },
  "k8s-canonical-ssh-ntp": {
    pools: all,
    hit: k8s("config: { sshKeys: [a] }", "config: { sshKeys: [b] }", canonical),
    miss: k8s("config: { sshKeys: [a] }", "config: { sshKeys: [b] }"),
    total: "unknown",
  },
  "cluster-canonical-ssh-ntp": {
    pools: all,
    hit: own(canonical, "cloud_config: { ntp_servers: [a] }", "cloud_config: { ntp_servers: [b] }"),
    miss: own(maas, "cloud_config: { ntp_servers: [a] }", "cloud_config: { ntp_servers: [b] }"),
    total: "unknown",
  },
  "k8s-api-server": {
    pools: ["cp"],
    hit: k8s(
      "kubeadmconfig: { apiServer: { extraArgs: { profiling: 'true' } } }",
      "kubeadmconfig: { apiServer: { extraArgs: { profiling: 'false' } } }",
    ),
    miss: k8s("kubeadmconfig: { apiServers: 1 }", "kubeadmconfig: { apiServers: 2 }"),
    total: "full-repave",
  },
  "k8s-control-plane": {
    pools: ["cp"],
    hit: k8s("kubeadmconfig: { etcd: { local: 1 } }", "kubeadmconfig: { etcd: { local: 2 } }"),
    miss: k8s("kubeadmconfig: { files: [1] }", "kubeadmconfig: { files: [2] }"),
    total: "full-repave",
  },
  "k8s-node-values": {
    pools: all,
    hit: k8s(
      "kubeadmconfig: { kubeletExtraArgs: { event-qps: '0' } }",
      "kubeadmconfig: { kubeletExtraArgs: { event-qps: '5' } }",
    ),
    miss: k8s("managed: { kubelet: 0 }", "managed: { kubelet: 5 }"),
    total: "unknown",
  },
  "network-storage": {
    hit: values(maas, "cni", "cni-calico 3.28.0", "mtu: 0", "mtu: 1400"),
    miss: change(maas, "cni", "cni-calico 3.28.0", "cni-cilium-oss 1.17.4"),
    total: "unknown",
  },
  "network-storage-replaced": {
    pools: all,
    hit: change(maas, "csi", "csi-longhorn 1.8.1", "csi-rook 1.16.0"),
    miss: change(maas, "csi", "csi-longhorn 1.8.1", "csi-longhorn 1.8.2"),
    total: "none",
  },
  addon: {
    hit: change(maas, "addon", "nginx 1.12.1", ""),
    miss: change(maas, "os", "ubuntu-maas 22.04", "sles-maas 15.6"),
    total: "unknown",
  },

  // The cluster's own
  "control-plane-hardware": {
    pools: ["cp"],
    hit: pools(
      maas,
      "- { name: cp, control_plane: true, count: 3, min_cpu: 4 }",
      "- { name: cp, control_plane: true, count: 3, min_cpu: 8 }",
    ),
    miss: workers(maas, "min_cpu: 4", "min_cpu: 8"),
    total: "worker-repave",
  },
  "worker-hardware": {
    pools: ["workers"],
    hit: workers({ cloud: "vsphere" }, "cpu: 4\ndisk_size_gb: 60", "cpu: 4\ndisk_size_gb: 120"),
    miss: workers({ cloud: "vsphere" }, "placement: [{ datastore: a }]", "placement: [{ datastore: b }]"),
    total: "unknown",
  },
  "scale-up-while-skipping": {
    hit: workers(edge, "skip_k8s_upgrade: enabled\ncount: 2", "skip_k8s_upgrade: enabled\ncount: 3"),
    // It may become smaller.
    miss: workers(edge, "skip_k8s_upgrade: enabled\ncount: 3", "skip_k8s_upgrade: enabled\ncount: 2"),
    total: "none",
  },
  "host-settings": {
    pools: ["workers"],
    hit: workers(
      edge,
      "edge_hosts: [{ host_uid: a, static_ip: 10.0.0.1 }]",
      "edge_hosts: [{ host_uid: a, static_ip: 10.0.0.2 }]",
    ),
    // Another host.
    miss: workers(
      edge,
      "edge_hosts: [{ host_uid: a, static_ip: 10.0.0.1 }, { host_uid: b, static_ip: 10.0.0.2 }]",
      "edge_hosts: [{ host_uid: b, static_ip: 10.0.0.2 }]",
    ),
    total: "none",
  },
  "pool-size": {
    hit: pools(maas, plainPools, plainPools.replace("count: 5", "count: 7")),
    miss: workers(maas, "counts: 5", "counts: 7"),
    total: "unknown",
  },
  "worker-pool-added-removed": {
    hit: pools(maas, plainPools, plainPools.replace(/^.*gpu.*$/m, "")),
    miss: pools(maas, plainPools, plainPools.replace(/^.*cp.*$/m, "")),
    total: "unknown",
  },
  "pool-labels-taints": {
    pools: ["workers"],
    hit: workers(maas, "taints: [{ key: a }]", "taints: [{ key: b }]"),
    miss: workers(maas, "count: 1", "count: 2"),
    total: "none",
  },
  "pool-kubeadm": {
    pools: ["cp", "workers"],
    hit: workers(
      maas,
      "override_kubeadm_configuration: 'kubeletExtraArgs: { v: 1 }'",
      "override_kubeadm_configuration: 'kubeletExtraArgs: { v: 2 }'",
    ),
    // Only worker pools have it.
    miss: pools(
      maas,
      "- { name: cp, control_plane: true, override_kubeadm_configuration: a }",
      "- { name: cp, control_plane: true, override_kubeadm_configuration: b }",
    ),
    total: "unknown",
  },
  "pool-health-check": {
    pools: ["cp", "workers"],
    hit: workers(
      { cloud: "aws" },
      "override_machine_health_check: { timeout: 5m }",
      "override_machine_health_check: { timeout: 9m }",
    ),
    miss: workers(
      { cloud: "eks" },
      "override_machine_health_check: { timeout: 5m }",
      "override_machine_health_check: { timeout: 9m }",
    ),
    total: "unknown",
  },
  "pool-skipping-ends": {
    pools: ["workers"],
    hit: workers(maas, "skip_k8s_upgrade: enabled", "skip_k8s_upgrade: disabled"),
    miss: workers(maas, "skip_k8s_upgrade: disabled", "skip_k8s_upgrade: enabled"),
    total: "unknown",
  },
  "eks-launch-template": {
    pools: ["workers"],
    hit: workers(
      { cloud: "eks" },
      "eks_launch_template: { root_volume_throughput: 1 }",
      "eks_launch_template: { root_volume_throughput: 2 }",
    ),
    miss: workers(
      { cloud: "eks" },
      "eks_launch_template: { ami_id: ami-1, root_volume_throughput: 1 }",
      "eks_launch_template: { ami_id: ami-1, root_volume_throughput: 2 }",
    ),
    total: "unknown",
  },
  "eks-pool-tags": {
    pools: ["workers"],
    hit: workers({ cloud: "eks" }, "tags: ['a:1']", "tags: ['a:2']"),
    miss: workers({ cloud: "aws" }, "tags: ['a:1']", "tags: ['a:2']"),
    total: "unknown",
  },
  "eks-cluster-tags": {
    hit: own({ cloud: "eks" }, "tags: ['a:1']", "tags: ['a:2']"),
    miss: own({ cloud: "aws" }, "tags: ['a:1']", "tags: ['a:2']"),
    total: "unknown",
  },
};

/** Rows of what nobody writes into a file. */
const events = ["certificate-renewal", "agent-upgrade"];

describe("the tables", () => {
  it("have a test for every row, each of which is there once", () => {
    const ids = effectRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const tested = [...new Set([...Object.keys(rows), ...events])].sort();
    expect(tested).toEqual([...ids].sort());
  });

  it.each(effectRules.map((rule) => [rule.id, rule] as const))("%s: say why in a sentence", (_, rule) => {
    expect(rule.sentence).toMatch(/^[A-Z].*\.$/);
    // An unknown effect is no promise, and a promise of no effect says where it is from.
    if (rule.effect === "none") expect(rule.hits).toBe("nothing");
  });
});

describe("a row holds for its change", () => {
  it.each(Object.entries(rows))("%s", (id, { hit: [before, after], pools: hit = [] }) => {
    const rule = effectRules.find((one) => one.id === id);
    const found = effectOf(before, after).changes.find((one) => one.rule === id);
    expect(found).toMatchObject({ rule: id, effect: rule?.effect, certainty: rule?.certainty, pools: hit });
  });

  it.each(events)("%s, which nobody writes into a file", (event) => {
    const judged = (path: string) =>
      classify(
        {
          subject: { kind: "cluster" },
          ruleSubject: "event",
          kind: "event",
          difference: { kind: "changed", path: [{ key: path }], before: undefined, after: undefined },
        },
        { environment: "non-edge", cloud: "aws", conditions: new Set() },
      ).map(({ verdict }) => verdict.effect);
    expect(judged(event)).toEqual(["none"]);
    expect(judged("host-reboot")).toEqual(["unknown"]);
  });
});

describe("a row does not hold for the change beside it", () => {
  it.each(Object.entries(rows))("%s", (id, { miss: [before, after], total }) => {
    const effect = effectOf(before, after);
    expect(effect.changes.map(({ rule }) => rule)).not.toContain(id);
    expect(effect.total).toBe(total);
  });
});
