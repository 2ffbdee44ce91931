/** Tests of the one model behind all dialects: profiles and clusters with their places, whatever shape they were written in. */

import { describe, expect, it } from "vitest";
import type { Cluster } from "./cluster.ts";
import { readDocuments } from "./document.ts";
import type { Profile } from "./profile.ts";

function profileOf(text: string): Profile {
  const profile = readDocuments(text)[0]?.profiles[0];
  if (profile === undefined) throw new Error("no profile");
  return profile;
}

function clustersOf(text: string): readonly Cluster[] {
  return readDocuments(text)[0]?.clusters ?? [];
}

function references(text: string): (string | undefined)[][] {
  return clustersOf(text).flatMap((cluster) =>
    cluster.references.map(({ role, name, version, context }) => [
      role,
      name?.text,
      version?.text,
      context?.text,
    ]),
  );
}

describe("a profile", () => {
  it("is the same from the flat dialect, an export in YAML and one in JSON", () => {
    const flat = profileOf(`name: base
version: 1.0.0
type: infra
cloudType: maas
description: ours
tags: [a, "b:c"]
packs:
  - name: kubernetes
    type: spectro
    layer: k8s
    registry: Palette Registry
    version: 1.32.8
    values: |
      pack: {}
    manifests:
      - { name: m, content: "x: 1" }
`);
    const document = {
      metadata: { name: "base", description: "ours", labels: { a: "spectro__tag", b: "c" } },
      spec: {
        version: "1.0.0",
        template: {
          type: "infra",
          cloudType: "maas",
          packs: [
            {
              name: "kubernetes",
              type: "spectro",
              layer: "k8s",
              registry: { metadata: { name: "Palette Registry", uid: "x" } },
              version: "1.32.8",
              values: "pack: {}\n",
              manifests: [{ name: "m", content: "x: 1" }],
            },
          ],
        },
      },
    };
    const seen = (profile: Profile) => ({
      texts: [profile.name, profile.version, profile.type, profile.cloudType, profile.description].map(
        (t) => t?.text,
      ),
      tags: profile.tags.map(({ text }) => text),
      packs: profile.packs.map((pack) => ({
        texts: [pack.name, pack.type, pack.layer, pack.registry, pack.version, pack.values].map(
          (t) => t?.text,
        ),
        manifests: pack.manifests.map(({ name, content }) => [name?.text, content?.text]),
      })),
    });
    expect(seen(profileOf(JSON.stringify(document, undefined, "\t")))).toEqual(seen(flat));
    expect(seen(flat).packs[0]?.texts).toContain("Palette Registry");
  });

  it("keeps versions as they were written, and where", () => {
    const text = "name: base\ntype: add-on\nversion:  '1.20' # x\npacks:\n  - { name: a, version: 1.20 }\n";
    const { version, packs } = profileOf(text);
    const pack = packs[0]?.version;
    expect([version?.text, pack?.text]).toEqual(["1.20", "1.20"]);
    expect(text.slice(version?.span.start, version?.span.end)).toBe("'1.20'");
    expect(text.slice(pack?.span.start, pack?.span.end)).toBe("1.20");
  });

  it("that is half written has what can be read, and nothing where nothing is meant", () => {
    const { name, version, type, packs } = profileOf(
      "name:\nversion: null\ntype: [infra]\npacks:\n  - name: a\n    type: spectro\n    version:\n  - text\n  -\n  - *none\n  - name: {}\n",
    );
    expect([name, version, type]).toEqual([undefined, undefined, undefined]);
    expect(packs.map((pack) => [pack.name?.text, pack.version])).toEqual([
      ["a", undefined],
      [undefined, undefined],
    ]);
  });

  it("takes values from anchors and merges", () => {
    const { packs } = profileOf(
      "name: a\ntype: add-on\npacks:\n  - &p { name: x, type: spectro, version: &v 1.0.0 }\n  - *p\n  - { <<: *p, version: *v, type: oci }\n",
    );
    expect(packs.map(({ name, type, version }) => [name?.text, type?.text, version?.text])).toEqual([
      ["x", "spectro", "1.0.0"],
      ["x", "spectro", "1.0.0"],
      ["x", "oci", "1.0.0"],
    ]);
    expect(packs[2]?.version?.node.kind).toBe("alias");
  });
});

describe("a cluster", () => {
  it("of the modules names its profiles as maps or as bare words, by role", () => {
    expect(
      references(`name: lab
cloudType: libvirt
profiles:
  infra: ProdInfra
  system: { name: sys, version: 1.1.0, context: system }
  addons:
    - web
    - name: db
      version: "2.0"
    - [odd]
    -
  addon_deployments:
    - { name: late }
`),
    ).toEqual([
      ["infra", "ProdInfra", undefined, undefined],
      ["system", "sys", "1.1.0", "system"],
      ["addon", "web", undefined, undefined],
      ["addon", "db", "2.0", undefined],
      ["addon_deployment", "late", undefined, undefined],
    ]);
  });

  it("of a list has the profile version as its tag", () => {
    const text = `- name: store-1
  cluster_tags: [a]
  node_pools: []
  profiles:
    - name: base
      tag: 1.0.0
      version: 9.9.9
      context: project
      packs:
        - { name: k3s, tag: 1.32.4 }
- name: store-2
  node_pools: []
- text
`;
    expect(references(text)).toEqual([["list", "base", "1.0.0", "project"]]);
    const clusters = clustersOf(text);
    expect(clusters.map(({ name }) => name?.text)).toEqual(["store-1", "store-2"]);
    expect(clusters[0]?.references[0]?.overrides.map(({ version }) => version?.text)).toEqual(["1.32.4"]);
  });

  it("has the overrides of its packs", () => {
    const [cluster] = clustersOf(
      "name: a\ncloudType: maas\nprofiles:\n  infra:\n    name: base\n    packs:\n      - { name: k8s, version: 1.32.8, registry: R, values: 'a: 1' }\n",
    );
    const override = cluster?.references[0]?.overrides[0];
    expect(
      [override?.name, override?.version, override?.registry, override?.values].map((t) => t?.text),
    ).toEqual(["k8s", "1.32.8", "R", "a: 1"]);
  });

  it("has the keys of the params of an override, merged ones too, unless they are not written out", () => {
    const text = `
name: a
cloudType: maas
profiles:
  infra:
    name: base
    packs:
      - { name: one, override_type: params, params: { A: 1, B: 2 } }
      - name: two
        override_type: template
        is_manifest_pack: true
        manifest_name: apps
        params:
          - &small { A: 1 }
          - { <<: *small, C: 3 }
      - { name: three, params: "\${PARAMS}" }
      - { name: four, params: [ "\${PARAMS}" ] }
      - { name: five }
`;
    const overrides = clustersOf(text)[0]?.references[0]?.overrides ?? [];
    expect(overrides.map(({ params }) => params?.map((set) => set.map((key) => key.text)))).toEqual([
      [["A", "B"]],
      [["A"], ["C", "A"]],
      undefined,
      undefined,
      undefined,
    ]);
    const [, two] = overrides;
    expect([two?.overrideType?.text, two?.manifestName?.text, two?.isManifestPack]).toEqual([
      "template",
      "apps",
      true,
    ]);
    const key = two?.params?.[1]?.[1];
    expect(text.slice(key?.span.start, key?.span.end)).toBe("A");
    expect(key?.span).toEqual(two?.params?.[0]?.[0]?.span);
  });
});

describe("a file that cannot be read", () => {
  it("and looks like ours is one problem; any other is nothing to us", () => {
    const conflict = "<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> main\n";
    expect(readDocuments(`${conflict}packs: []\n`)).toMatchObject([
      { kind: { kind: "profile" }, root: undefined, problems: [{}], profiles: [], clusters: [] },
    ]);
    expect(readDocuments(conflict)).toEqual([]);
    expect(readDocuments(conflict, "clusters")).toMatchObject([
      { kind: { kind: "cluster" }, problems: [{}] },
    ]);
  });
});
