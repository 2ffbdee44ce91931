/** Tests of node pools and of what clusters give for variables, in both dialects of clusters. */

import { describe, expect, it } from "vitest";
import { readDocuments } from "./document.ts";
import { namesHosts } from "./node-pool.ts";

function clusterIn(text: string) {
  const cluster = readDocuments(text, "clusters")[0]?.clusters[0];
  if (cluster === undefined) throw new Error(`no cluster in ${text}`);
  return cluster;
}

const poolsOf = (text: string) =>
  clusterIn(text).pools.map(({ name, isControlPlane, nodes, skipsUpdates, launchTemplate }) =>
    [name?.text, isControlPlane, nodes, skipsUpdates, launchTemplate].join(" "),
  );

describe("node pools", () => {
  it("are the groups of the modules", () => {
    const text = `
name: berlin
cloudType: maas
profiles: { infra: base }
node_groups:
  - { name: cp, control_plane: true, count: 3 }
  - { name: workers, count: "5", skip_k8s_upgrade: enabled }
  - { name: edge, edge_hosts: [{ host_uid: a }, { host_uid: b }] }
  - { name: filled, count: "\${NODES}" }
  - { name: bare }
  - { name: eks, count: 1, eks_launch_template: { ami_id: ami-1 } }
  - { name: own, count: 1, eks_launch_template: { root_volume_type: gp3 } }
  - not a pool
`;
    expect(poolsOf(text)).toEqual([
      "cp true 3 false ",
      "workers false 5 true ",
      "edge false 2 false ",
      "filled false  false ",
      "bare false  false ",
      "eks false 1 false with-image",
      "own false 1 false without-image",
    ]);
    expect(clusterIn(text).pools.map(namesHosts).indexOf(true)).toBe(2);
  });

  it("are the pools of a list, by their hosts or their count", () => {
    const text = `
- name: store
  cluster_vip: 10.0.0.1
  profiles: [{ name: base, tag: 1.0.0 }]
  node_pools:
    - { name: cp, control_plane: true, edge_host_uid: [a, b, c] }
    - { name: named, nodes: [{ uid: d }] }
    - { name: counted, count: 2, resource_pool: p }
`;
    expect(poolsOf(text)).toEqual(["cp true 3 false ", "named false 1 false ", "counted false 2 false "]);
  });
});

describe("what a cluster gives for variables", () => {
  it.each([
    ["a map", "variables: { region: north, size: 3 }"],
    ["a list", "variables: [{ name: region, value: north }, { name: size, value: 3 }, { name: empty }]"],
  ])("is read from %s", (_, variables) => {
    const text = `
name: berlin
cloudType: maas
profiles:
  infra: { name: base, ${variables} }
node_groups: []
`;
    const given = clusterIn(text).references[0]?.variables.map(({ name, value }) => `${name}=${value.text}`);
    expect(given).toEqual(["region=north", "size=3"]);
  });
});
