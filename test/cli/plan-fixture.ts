/** A small fleet in both dialects for tests of `plan`, and what `plan` says of it in short. */

import { expect } from "vitest";
import { runIn } from "./support.ts";

export const metal = (
  version: string,
  kubernetes: string,
  values = "pack: { podCIDR: 10.0.0.0/16 }",
) => `name: metal
type: infra
description: ""
version: "${version}"
packs:
  - { name: ubuntu-maas, type: spectro, layer: os, version: "22.04" }
  - name: kubernetes
    type: spectro
    layer: k8s
    version: "${kubernetes}"
    values: |
      ${values}
`;

export const web = (version: string, password: string) => `name: web
type: add-on
description: ""
version: "${version}"
packs:
  - name: nginx
    type: spectro
    version: 1.12.4
    values: |
      admin: { password: ${password} }
`;

/** One cluster a file. */
export const berlin = (version: string, workers = 2) => `name: berlin
cloudType: maas
profiles:
  infra: { name: metal, version: ${version} }
  addons: [{ name: web, version: 1.0.0 }]
node_groups:
  - { name: cp, control_plane: true, count: 3, min_cpu: 4 }
  - { name: workers, count: ${workers} }
`;

/** A list of clusters, where the version is a tag. */
export const stores = (second: string) => `- name: store-1
  cluster_vip: 10.0.0.1
  profiles:
    - { name: web, tag: 1.0.0 }
  node_pools:
    - { name: cp, control_plane: true, edge_host_uid: [a] }
- name: store-2
  cluster_vip: 10.0.0.2
  profiles:
    - { name: web, tag: ${second} }
  node_pools:
    - { name: cp, control_plane: true, edge_host_uid: [b] }
`;

export const files = {
  ".cluster-profiles.yaml": "{}\n",
  "profiles/metal-1.0.0.yaml": metal("1.0.0", "1.31.4"),
  "profiles/metal-1.1.0.yaml": metal("1.1.0", "1.32.4"),
  "profiles/web-1.0.0.yaml": web("1.0.0", "hunter2"),
  "profiles/web-2.0.0.yaml": web("2.0.0", "hunter3"),
  "clusters/berlin.yaml": berlin("1.0.0"),
  "clusters/lab.yaml": berlin("1.1.0").replace("berlin", "lab"),
  "clusters/stores.yaml": stores("1.0.0"),
};

export interface JsonPlan {
  readonly title: string;
  readonly summary: { readonly clusters: number; readonly untouched: number; readonly effect: string };
  readonly clusters: readonly {
    readonly cluster: string;
    readonly file: string;
    readonly effect: string;
    readonly profiles: readonly { readonly kind: string; readonly profile: string }[];
  }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export async function planned(cwd: string, ...args: string[]): Promise<JsonPlan> {
  const { stdout, stderr } = await runIn(cwd, ["plan", "--format", "json", ...args]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as JsonPlan;
}

/** `name effect kind profile ...`. */
export const told = ({ clusters }: JsonPlan) =>
  clusters.map(({ cluster, effect, profiles }) =>
    [cluster, effect, ...profiles.flatMap(({ kind, profile }) => [kind, profile])].join(" "),
  );
