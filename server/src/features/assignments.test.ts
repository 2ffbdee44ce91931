/** Tests of which cluster is on which profile version, as rows of words. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import {
  type AssignmentFilter,
  assigneeAt,
  assignments,
  countAssignments,
  relationTo,
  stateWords,
  verdict,
  verify,
} from "./assignments.ts";
import { treesStatus } from "./trees.ts";

function profile(name: string, version: string, head = ""): string {
  return `name: ${name}\nversion: "${version}"\n${head}type: add-on\ndescription: ""\npacks: []\n`;
}

const profiles = {
  "base-1.0.0.yaml": profile("base", "1.0.0"),
  "base-1.1.0.yaml": profile("base", "1.1.0"),
  "base-2.0.0.yaml": profile("base", "2.0.0"),
  "base-3.0.0-rc.1.yaml": profile("base", "3.0.0-rc.1"),
  "web.yaml": profile("web", "1.0.0"),
};

function snapshotOf(files: Readonly<Record<string, string>>, others: object = profiles): Snapshot {
  return fixture("nothing: here\n", { others: { ...others, ...files } }).snapshot;
}

/** `cluster role profile version: state` of each row. */
function rows(snapshot: Snapshot, profile?: AssignmentFilter): string[] {
  return assignments(snapshot, { profile }).map((row) => {
    const { cluster, reference, version, isDefault } = row;
    const shown = `${version ?? "-"}${isDefault ? " (default)" : ""}`;
    const state = stateWords(row, profile?.version);
    return `${cluster.stated.name} ${reference.role} ${reference.name} ${shown}: ${state}`;
  });
}

const modules = (name: string, ...references: string[]) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n${references.map((reference) => `    - ${reference}\n`).join("")}node_groups: []\n`;

describe("the rows", () => {
  it("have every reference of a cluster, in its roles", () => {
    const text = `name: lab
cloudType: maas
context: tenant
profiles:
  addon_deployments:
    - name: web
      version: 1.0.0
      packs: [{ name: nginx }, { name: other }]
  addons:
    - name: base
      version: 1.1.0
  system: { name: base, version: 2.0.0 }
  infra: { name: base, version: 1.0.0 }
node_groups: []
`;
    const snapshot = snapshotOf({ "lab.yaml": text });
    expect(rows(snapshot)).toEqual([
      "lab infra base 1.0.0: 2 behind 2.0.0",
      "lab system base 2.0.0: newest",
      "lab addon base 1.1.0: 1 behind 2.0.0",
      "lab addon_deployment web 1.0.0: newest",
    ]);
    const last = assignments(snapshot).at(-1);
    expect(last?.reference.overrides).toHaveLength(2);
    expect(last?.reference.context).toBe("project");
    expect(last?.newest).toBe("1.0.0");
  });

  it("take a bare name, and a map without a version, for the default", () => {
    const text =
      "name: short\nprofiles:\n  infra: base\n  addons:\n    - web\n    - name: web\nnode_groups: []\n";
    expect(rows(snapshotOf({ "short.yaml": text }))).toEqual([
      "short infra base 1.0.0 (default): 2 behind 2.0.0",
      "short addon web 1.0.0 (default): newest",
      "short addon web 1.0.0 (default): newest",
    ]);
  });

  it("have the clusters of a list, where there is no default", () => {
    const text = `- name: store-10
  profiles: [{ name: base, tag: 2.0.0 }]
  node_pools: []
- name: store-9
  profiles: [{ name: base }, { name: web, tag: 1.0.0 }]
  node_pools: []
`;
    expect(rows(snapshotOf({ "stores.yaml": text }))).toEqual([
      "store-9 list base -: not judged",
      "store-9 list web 1.0.0: newest",
      "store-10 list base 2.0.0: newest",
    ]);
  });

  it("tell what nobody here defines from what cannot be judged", () => {
    const text = modules(
      "odd",
      "{ name: nowhere, version: 1.0.0 }",
      "{ name: base, version: 9.0.0 }",
      "{ name: base, version: 1.0.5 }",
      "{ name: base, version: v1 }",
      '{ name: base, version: "${VERSION}" }',
      '{ name: "${NAME}", version: 1.0.0 }',
      "{ name: base, version: 3.0.0-rc.1 }",
      "{ name: base, version: 1.0.0, context: tenant }",
    );
    const snapshot = snapshotOf({ "odd.yaml": text });
    expect(rows(snapshot)).toEqual([
      "odd addon nowhere 1.0.0: unknown profile",
      "odd addon base 9.0.0: unknown version",
      "odd addon base 1.0.5: 2 behind 2.0.0, unknown version",
      "odd addon base v1: unknown version",
      "odd addon base ${VERSION}: not judged",
      "odd addon ${NAME} 1.0.0: not judged",
      "odd addon base 3.0.0-rc.1: newest",
      "odd addon base 1.0.0: unknown profile",
    ]);
    expect(countAssignments(assignments(snapshot))).toEqual({
      references: 8,
      behind: 1,
      unknown: 5,
      silenced: 0,
      notJudged: 2,
    });
  });

  it("take a prerelease for the newest only where the cluster is on one", () => {
    const text = modules(
      "a",
      '{ name: base, version: "3.0.0-rc.1" }',
      "{ name: base, version: 2.0.0 }",
      "base",
    );
    const found = assignments(snapshotOf({ "a.yaml": text }));
    expect(found.map(({ newest }) => newest)).toEqual(["3.0.0-rc.1", "2.0.0", "2.0.0"]);
    expect(found.map(({ behind }) => behind)).toEqual([0, 0, 2]);
  });

  it("do not judge a version that is here and no semantic one", () => {
    const files = { "v1.yaml": profile("base", "v1"), "a.yaml": modules("a", "{ name: base, version: v1 }") };
    const snapshot = snapshotOf(files);
    expect(rows(snapshot)).toEqual(["a addon base v1: not judged"]);
    expect(assignments(snapshot)[0]?.newest).toBe("2.0.0");
  });

  it("do not count what a comment silences, as the trees do not", () => {
    const comment = "# cluster-profiles-ignore outdated-profile-version frozen";
    const text = modules("frozen", `name: base\n      version: 1.0.0 ${comment}`);
    const silenced = snapshotOf({ "frozen.yaml": text });
    expect(rows(silenced)).toEqual(["frozen addon base 1.0.0: silenced: 2.0.0 is newer"]);
    expect(treesStatus(silenced).clustersBehind).toBe(0);
    const told = snapshotOf({ "frozen.yaml": text.replace(comment, "") });
    expect(rows(told)).toEqual(["frozen addon base 1.0.0: 2 behind 2.0.0"]);
    expect(treesStatus(told).clustersBehind).toBe(1);
  });

  it("can be those of some files, or of one profile in one context", () => {
    const snapshot = snapshotOf({
      "a.yaml": modules("a", "{ name: base, version: 2.0.0 }", "{ name: web, context: tenant }"),
      "b.yaml": modules("b", "{ name: web }"),
    });
    const names = (options: Parameters<typeof assignments>[1]) =>
      assignments(snapshot, options).map(({ cluster, reference }) => `${cluster.name} ${reference.name}`);
    expect(names({ files: new Set(["/project/b.yaml"]) })).toEqual(["b web"]);
    expect(names({ profile: { name: "web" } })).toEqual(["a web", "b web"]);
    expect(names({ profile: { name: "web", context: "project" } })).toEqual(["b web"]);
    expect(names({ profile: { name: "we" } })).toEqual([]);
  });
});

describe("a verification", () => {
  const of = (files: Readonly<Record<string, string>>, version: string) => {
    const found = assignments(snapshotOf(files), { profile: { name: "base" } });
    const verification = verify(found, version);
    return { ...verification, words: verdict(verification, "base", version) };
  };
  const on = (name: string, ...versions: string[]) => ({
    [`${name}.yaml`]: modules(name, ...versions.map((version) => `{ name: base, version: "${version}" }`)),
  });

  it("says that all are on the version", () => {
    expect(of({ ...on("a", "1.1.0"), ...on("b", "1.1.0") }, "1.1.0").words).toBe(
      "All 2 clusters that use base are on 1.1.0",
    );
    expect(of(on("a", "1.1.0"), "1.1.0").words).toBe("The only cluster that uses base is on 1.1.0");
  });

  it("counts those on others", () => {
    const files = {
      ...on("a", "1.1.0"),
      ...on("b", "1.0.0"),
      ...on("c", "2.0.0"),
      ...on("d", "${VERSION}"),
    };
    expect(of(files, "1.1.0")).toEqual({
      clusters: 4,
      onVersion: 1,
      older: 1,
      newer: 1,
      unclear: 1,
      words: "1 of 4 clusters that use base is on 1.1.0: 1 older, 1 newer, 1 not judged",
    });
    expect(of(on("a", "1.0.0"), "1.1.0").words).toBe(
      "The only cluster that uses base is not on 1.1.0: 1 older",
    );
    expect(of({}, "1.1.0").words).toBe("No cluster uses base");
  });

  it("is not content with one of two references", () => {
    expect(of(on("a", "1.1.0", "1.0.0"), "1.1.0")).toMatchObject({ clusters: 1, onVersion: 0, older: 1 });
  });

  it("tells clusters of one name apart", () => {
    const files = { "one.yaml": on("a", "1.1.0")["a.yaml"] ?? "", ...on("a", "1.0.0") };
    expect(of(files, "1.1.0")).toMatchObject({ clusters: 2, onVersion: 1 });
  });

  it("looks at no comment", () => {
    const text = modules("a", "# cluster-profiles-ignore outdated-profile-version\n      name: base");
    expect(of({ "a.yaml": text }, "1.1.0")).toMatchObject({ onVersion: 0, older: 1 });
  });

  it("takes the default for what it is, and a prerelease for older", () => {
    const snapshot = snapshotOf({ "a.yaml": modules("a", "base", '{ name: base, version: "1.1.0-rc.1" }') });
    const found = assignments(snapshot);
    expect(found.map((row) => relationTo("1.0.0", row))).toEqual(["same", "newer"]);
    expect(found.map((row) => relationTo("1.1.0", row))).toEqual(["older", "older"]);
    expect(found.map((row) => relationTo("v1", row))).toEqual(["unclear", "unclear"]);
    expect(rows(snapshot, { name: "base", version: "1.1.0" })).toEqual([
      "a addon base 1.0.0 (default): older",
      "a addon base 1.1.0-rc.1: older, unknown version",
    ]);
  });
});

describe("what an offset is in", () => {
  const store = (name: string) =>
    `- name: ${name}\n  profiles: [{ name: web, tag: 1.0.0 }]\n  node_pools: []\n`;
  const stores = `${store("a")}${store("b")}`;
  const find = (marked: string) => {
    const { snapshot, file, offset } = fixture(marked, { others: profiles });
    const found = assigneeAt(snapshot, file, offset);
    if (found === undefined) return undefined;
    return "cluster" in found ? found.cluster.name : `${found.profile.name} ${found.profile.version}`;
  };

  it("is the cluster around it", () => {
    expect(find(stores.replace("name: a", "name: $0a"))).toBe("a");
    expect(find(stores.replace("name: b", "$0name: b"))).toBe("b");
    expect(find(stores.replace("node_pools: []\n- ", "node_pools: []$0\n- "))).toBe("a");
  });

  it("is the only one of the file, wherever the offset is", () => {
    expect(find(`# $0the head\n\n${modules("lab", "base")}`)).toBe("lab");
  });

  it("is the profile version", () => {
    expect(find(profile("own", "1.2.0").replace("packs", "$0packs"))).toBe("own 1.2.0");
    expect(find(`${profile("own", "1.2.0")}---\n$0${profile("own", "1.3.0")}`)).toBe("own 1.3.0");
  });

  it("is nothing for what is neither", () => {
    expect(find("a: $01\n")).toBeUndefined();
    expect(find(profile("${NAME}", "1.0.0"))).toBeUndefined();
  });
});
