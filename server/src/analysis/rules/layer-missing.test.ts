/** Tests of layer-missing. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const catalog = `
-- whole --
-- catalog Palette Registry --
ubuntu 22.04 os
kubernetes 1.32.8 k8s
calico 3.28.2 cni
longhorn 1.9.1 csi
nginx 1.12.4 addon
`;

const profile = (type: string, cloud: string, packs: string, finding = "") =>
  `${catalog}-- profile.yaml --\nname: base\ntype: ${type}${finding}\n${cloud === "" ? "" : `cloudType: ${cloud}\n`}description: ""\npacks:${packs
    .split(" ")
    .filter((name) => name !== "")
    .map((name) => `\n  - { name: ${name}, type: spectro, registry: Palette Registry, version: "1" }`)
    .join("")}\n`;

const found = (severity: string, message: string, length = 5) =>
  `\n#     ${"^".repeat(length)} ${severity}(layer-missing): ${message}`;

const off =
  "-- config --\nrules: { unknown-pack: off, unknown-pack-version: off, outdated-pack: off, layer-order: off, document-schema: off }\n";

describe("layer-missing", () => {
  it.each([
    [
      "one layer",
      "infra",
      "maas",
      "ubuntu kubernetes calico nginx",
      found(
        "warning",
        "A profile of the type `infra` has a pack of every infrastructure layer, and this one has none for CSI (`csi`): add it",
      ),
    ],
    [
      "several, in a full profile",
      "cluster",
      "eks",
      "calico",
      found("warning", "none for operating system (`os`), Kubernetes (`k8s`), CSI (`csi`)", 7),
    ],
    ["none", "infra", "maas", "nginx longhorn calico kubernetes ubuntu", ""],
    ["no storage on Edge", "infra", "edge-native", "ubuntu kubernetes calico", ""],
    [
      "no network on Edge",
      "infra",
      "edge-native",
      "ubuntu kubernetes",
      found("warning", "none for CNI (`cni`)"),
    ],
    [
      "on a custom cloud",
      "infra",
      "nutanix",
      "kubernetes calico longhorn",
      found("hint", "none for operating system (`os`)"),
    ],
    [
      "on a cloud that is not stated",
      "infra",
      "",
      "ubuntu kubernetes calico",
      found("hint", "none for CSI (`csi`)"),
    ],
    [
      "on a cloud that is filled in",
      "infra",
      '"${CLOUD}"',
      "ubuntu kubernetes calico",
      found("hint", "none for CSI (`csi`)"),
    ],
    ["on clusters that are there already", "cluster", "generic", "nginx", ""],
    ["in an add-on profile", "add-on", "all", "nginx", ""],
    ["in a profile for edge systems", "system", "maas", "nginx", ""],
    ["a pack that may be it", "infra", "maas", "ubuntu kubernetes calico our-storage", ""],
    [
      "a pack that may be one of two",
      "infra",
      "maas",
      "ubuntu kubernetes our-storage",
      found(
        "hint",
        "of CNI (`cni`), CSI (`csi`) at least 1 cannot be there, since only 1 of the packs may be of any layer",
      ),
    ],
    ["in a profile that is begun", "infra", "maas", "", ""],
  ])("finds what is missing: %s", (_, type, cloud, packs, finding) => {
    checkFindings(off + profile(type, cloud, packs, finding));
  });

  it("believes the layers that are noted, and takes charts and manifests for add-ons", () => {
    checkFindings(`
      -- whole --
      -- export.yaml --
      metadata:
        name: base
      spec:
        version: 1.0.0
        template:
          type: infra
          #     ^^^^^ warning(layer-missing): none for CSI (\`csi\`)
          cloudType: vsphere
          packs:
            - { name: a, type: oci, layer: os, version: 1.0.0, tag: 1.0.0 }
            - { name: b, type: oci, layer: k8s, version: 1.0.0, tag: 1.0.0 }
            - { name: c, type: oci, layer: cni, version: 1.0.0, tag: 1.0.0 }
            - { name: d, type: helm, version: 1.0.0, tag: 1.0.0 }
            - { name: e, type: manifest, manifests: [] }
    `);
  });
});
