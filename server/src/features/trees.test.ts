/** Tests of both trees, as they are read from top to bottom. */

import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import {
  allShown,
  type TreeName,
  type TreeOptions,
  treeChildren,
  treeItemDetails,
  treePath,
  treesStatus,
} from "./trees.ts";

interface ProfileParts {
  readonly name?: string;
  readonly version?: string;
  readonly head?: string;
  readonly packs?: readonly string[];
}

/** Packs as `name version [layer]`. */
function profile({
  name = "base",
  version = "1.0.0",
  head = "type: infra\n",
  packs = [],
}: ProfileParts): string {
  const lines = packs.map((words) => {
    const [pack, at, layer] = words.split(" ");
    return `  - name: ${pack}\n    type: spectro\n${layer === undefined ? "" : `    layer: ${layer}\n`}    version: ${at}\n`;
  });
  return `name: ${name}\nversion: ${version}\n${head}description: ""\npacks:${lines.length === 0 ? " []" : ""}\n${lines.join("")}`;
}

const layers = ["nginx 1.12.1", "cni-calico 3.28.0", "kubernetes 1.31.4", "ubuntu-maas 22.04"];

const files = {
  "base-1.9.0.yaml": profile({ version: "1.9.0", packs: ["nginx 2.0.0"] }),
  "base-1.10.0.yaml": profile({ version: "1.10.0", packs: layers }),
  "web.yaml": profile({ name: "web", head: "type: add-on\ncontext: tenant\n", packs: ["nginx 1.12.1"] }),
  "lab.yaml": `name: lab
cloudType: maas
tags: [stage:lab]
profiles:
  infra: { name: base, version: 1.9.0 }
  addons:
    - name: web
      context: tenant
      packs:
        - name: nginx
          version: 1.12.1
        - name: gone
    - name: elsewhere
      version: 3.0.0
node_groups: []
`,
  "stores.yaml": `- name: store-10
  cluster_tags: ["stage:store"]
  profiles: [{ name: base, tag: 1.10.0 }]
  node_pools: []
- name: store-9
  cluster_tags: ["stage:store", "site:north"]
  profiles: [{ name: base, tag: 1.8.0 }]
  node_pools: []
`,
};

function workspace(others: FixtureOptions["others"] = files, options: FixtureOptions = {}): Snapshot {
  return fixture("nothing: here\n", { ...options, others: others ?? {} }).snapshot;
}

/** The whole tree, a line an item. */
function shown(snapshot: Snapshot, tree: TreeName, options: Partial<TreeOptions> = {}): string {
  const lines = (parent: string | undefined, indent: string): string[] =>
    treeChildren(snapshot, tree, parent, { ...allShown, ...options }).items.flatMap((item) => [
      `${indent}${item.label}${item.description === "" ? "" : ` (${item.description})`}`,
      ...(item.hasChildren ? lines(item.id, `${indent}  `) : []),
    ]);
  return lines(undefined, "").join("\n");
}

function ids(snapshot: Snapshot, tree: TreeName, options: Partial<TreeOptions> = {}): string[] {
  const below = (parent: string | undefined): string[] =>
    treeChildren(snapshot, tree, parent, { ...allShown, ...options }).items.flatMap((item) => [
      item.id,
      ...below(item.id),
    ]);
  return below(undefined);
}

describe("the tree of profiles", () => {
  it("has versions newest first, with their clusters, and layers from the operating system up", () => {
    expect(shown(workspace(), "profiles")).toBe(
      [
        "base (1.10.0, 3 outdated, infra)",
        "  1.10.0 (newest, 1 cluster, 3 outdated)",
        "    ubuntu-maas (22.04, operating system)",
        "    kubernetes (1.31.4 → 1.32.8, Kubernetes)",
        "    cni-calico (3.28.0 → 3.28.2, network)",
        "    nginx (1.12.1 → 2.0.0)",
        "  1.9.0 (1 cluster)",
        "    nginx (2.0.0)",
        "web (1.0.0, 1 outdated, add-on)",
        "  1.0.0 (newest, 1 cluster, 1 outdated)",
        "    nginx (1.12.1 → 2.0.0)",
      ].join("\n"),
    );
  });

  it("goes by a stated layer before the catalog's", () => {
    const packs = ["nginx 2.0.0 os", "mystery 1.0.0", "ubuntu-maas 22.04"];
    const text = shown(workspace({ "a.yaml": profile({ packs }) }, { complete: false }), "profiles");
    expect(text.match(/\n {4}\S+/g)).toEqual(["\n    nginx", "\n    ubuntu-maas", "\n    mystery"]);
  });

  it("says what is wrong with a pack", () => {
    const packs = ["nginx 1.0.0", "nothing 1.0.0", "kubernetes-dashboard 7.13.0"];
    const text = shown(workspace({ "a.yaml": profile({ packs }) }), "profiles");
    expect(text).toContain("nginx (1.0.0, unknown version)");
    expect(text).toContain("nothing (1.0.0, unknown pack)");
    expect(text).toContain("kubernetes-dashboard (7.13.0, deprecated)");
  });

  it("leaves out what a comment silences", () => {
    const text = profile({ packs: ["nginx 1.12.1"] }).replace(
      "    version: 1.12.1",
      "    version: 1.12.1 # cluster-profiles-ignore outdated-pack frozen",
    );
    expect(shown(workspace({ "a.yaml": text }), "profiles")).toContain("nginx (1.12.1)");
  });

  it("tells versions of one number apart by context, or by file", () => {
    const text = shown(
      workspace({
        "a.yaml": profile({}),
        "b.yaml": profile({}),
        "c.yaml": profile({ head: "type: infra\ncontext: tenant\n" }),
      }),
      "profiles",
    );
    expect(text.split("\n").slice(1)).toEqual([
      "  1.0.0 (newest, 0 clusters, project, in a.yaml)",
      "  1.0.0 (newest, 0 clusters, project, in b.yaml)",
      "  1.0.0 (newest, 0 clusters, tenant)",
    ]);
  });

  it("is grouped by type or by context", () => {
    const groups = (groupBy: "type" | "context") =>
      shown(workspace(), "profiles", { groupBy })
        .split("\n")
        .filter((line) => /^(?: {2})?\S/.test(line));
    expect(groups("type")).toEqual([
      "add-on (1 profile)",
      "  web (1.0.0, 1 outdated, add-on)",
      "infra (1 profile)",
      "  base (1.10.0, 3 outdated, infra)",
    ]);
    expect(groups("context")).toEqual([
      "project (1 profile)",
      "  base (1.10.0, 3 outdated, infra)",
      "tenant (1 profile)",
      "  web (1.0.0, 1 outdated, add-on)",
    ]);
  });

  it("is filtered by text, by what is outdated and by what is unused, and says how much is shown", () => {
    const snapshot = workspace({
      ...files,
      "base-1.8.0.yaml": profile({ version: "1.8.5", packs: ["nginx 1.12.4"] }),
    });
    const rows = (options: Partial<TreeOptions>) =>
      shown(snapshot, "profiles", options)
        .split("\n")
        .map((line) => line.trim().split(" ")[0]);
    expect(rows({ text: " CALICO" })).toEqual(["base", "1.10.0", "cni-calico"]);
    expect(rows({ text: "web" })).toEqual(["web", "1.0.0", "nginx"]);
    expect(rows({ text: "base 1.9" })).toEqual(["base", "1.9.0", "nginx"]);
    expect(rows({ unusedOnly: true })).toEqual(["base", "1.8.5", "nginx"]);
    expect(rows({ outdatedOnly: true, text: "1.10.0" })).toEqual([
      "base",
      "1.10.0",
      "kubernetes",
      "cni-calico",
      "nginx",
    ]);
    expect(rows({ text: "nowhere" })).toEqual([""]);
    const { summary } = treeChildren(snapshot, "profiles", undefined, { ...allShown, text: "web" });
    expect(summary).toEqual({ shown: 1, total: 2 });
  });
});

describe("the tree of clusters", () => {
  it("has the attached versions, how far they are behind, what is overridden and what is unknown", () => {
    expect(shown(workspace(), "clusters")).toBe(
      [
        "lab (maas, 1 behind, 1 unknown)",
        "  base (1.9.0 → 1.10.0, 1 behind, infra)",
        "  web (1.0.0, add-on)",
        "    nginx (1.12.1, override)",
        "    gone (override, no pack of web 1.0.0)",
        "  elsewhere (3.0.0, unknown profile, add-on)",
        "store-9 (1 behind, 1 unknown)",
        "  base (1.8.0 → 1.10.0, 2 behind, unknown version, infra)",
        "store-10",
        "  base (1.10.0, infra)",
      ].join("\n"),
    );
  });

  it("says nothing of what Terraform has yet to fill in, nor of what a comment silences", () => {
    const lab = `name: lab
cloudType: maas
profiles:
  infra:
    name: base
    version: 1.9.0 # cluster-profiles-ignore outdated-profile-version frozen
  addons: ["\${ADDON}"]
node_groups: []
`;
    expect(shown(workspace({ ...files, "lab.yaml": lab, "stores.yaml": "" }), "clusters")).toBe(
      ["lab (maas)", "  base (1.9.0, infra)", "  ${ADDON} (1.0.0, add-on)"].join("\n"),
    );
  });

  it("is grouped by cloud type, by profile version or by tag", () => {
    const groups = (groupBy: TreeOptions["groupBy"]) =>
      shown(workspace(), "clusters", { groupBy })
        .split("\n")
        .filter((line) => /^\S/.test(line));
    expect(groups("cloudType")).toEqual([
      "maas (1 cluster, 1 behind)",
      "no cloud type (2 clusters, 1 behind)",
    ]);
    expect(groups("tag")).toEqual([
      "site:north (1 cluster, 1 behind)",
      "stage:lab (1 cluster, 1 behind)",
      "stage:store (2 clusters, 1 behind)",
    ]);
    expect(groups("profileVersion")).toEqual([
      "base 1.8.0 (1 cluster, 1 behind)",
      "base 1.9.0 (1 cluster, 1 behind)",
      "base 1.10.0 (1 cluster)",
      "elsewhere 3.0.0 (1 cluster, 1 behind)",
      "web 1.0.0 (1 cluster, 1 behind)",
    ]);
  });

  it("is filtered by text and by what is behind", () => {
    const rows = (options: Partial<TreeOptions>) =>
      shown(workspace(), "clusters", options)
        .split("\n")
        .map((line) => line.trim().split(" ")[0]);
    expect(rows({ text: "stage:store" })).toEqual(["store-9", "base", "store-10", "base"]);
    expect(rows({ text: "web" })).toEqual(["lab", "web", "nginx", "gone"]);
    expect(rows({ outdatedOnly: true })).toEqual(["lab", "base", "store-9", "base"]);
  });
});

describe("an item", () => {
  it("has an id of its own, which stays when its file is renamed or moved about in", () => {
    const snapshot = workspace();
    for (const tree of ["profiles", "clusters"] as const) {
      for (const groupBy of [undefined, "type", "tag", "profileVersion"] as const) {
        const all = ids(snapshot, tree, { groupBy });
        expect(new Set(all).size).toBe(all.length);
      }
    }
    const { "web.yaml": web, ...others } = files;
    const moved = workspace({ ...others, "moved.yaml": `# moved\n${web}` });
    expect(ids(moved, "profiles")).toEqual(ids(snapshot, "profiles"));
  });

  it("has its place, its tooltip and words for who hears it", () => {
    const snapshot = workspace();
    const found = ids(snapshot, "profiles").map((id) => treeItemDetails(snapshot, "profiles", id, allShown));
    const nginx = found.find((details) => details?.item.label === "nginx");
    expect(nginx?.item).toMatchObject({
      accessibilityLabel: "Pack nginx, 1.12.1, update to 2.0.0",
      contextValue: "pack outdated known",
      icon: "arrow-circle-up",
    });
    const { file = "", span = { start: 0, end: 0 } } = nginx?.item.place ?? {};
    expect(snapshot.file(file)?.text.slice(span.start, span.end)).toBe("1.12.1");
    expect(nginx?.tooltip).toContain("2.0.0");
    for (const id of ids(snapshot, "clusters")) {
      const details = treeItemDetails(snapshot, "clusters", id, allShown);
      expect(details?.item.id).toBe(id);
      expect(details?.tooltip).not.toBe("");
    }
    expect(treeItemDetails(snapshot, "clusters", "/cluster:gone/x", allShown)).toBe(undefined);
    expect(treeChildren(snapshot, "clusters", "/cluster:gone", allShown).items).toEqual([]);
  });

  it("shows hostile names on one line", () => {
    const name = `"a/b:c%\\u202e\\n# ${"x".repeat(400)}"`;
    const snapshot = workspace({
      "a.yaml": profile({ name: '"a/b:c%\\n# d"' }),
      "b.yaml": `name: ${name}\n`,
    });
    const [item] = treeChildren(snapshot, "profiles", undefined, allShown).items;
    expect(item?.label).toBe("a/b:c% # d");
    expect(treeChildren(snapshot, "profiles", item?.id, allShown).items).toHaveLength(1);
  });
});

describe("the way to a place", () => {
  const path = (name: TreeName, file: string, marked: string, options: Partial<TreeOptions> = {}) => {
    const snapshot = workspace();
    const id = `/project/${file}`;
    const offset = snapshot.file(id)?.text.indexOf(marked) ?? 0;
    return treePath(snapshot, name, id, offset, { ...allShown, ...options }).map(({ label }) => label);
  };

  it("leads to the profile version or the cluster", () => {
    expect(path("profiles", "base-1.9.0.yaml", "packs")).toEqual(["base", "1.9.0"]);
    expect(path("profiles", "base-1.9.0.yaml", "packs", { groupBy: "type" })).toEqual([
      "infra",
      "base",
      "1.9.0",
    ]);
    expect(path("clusters", "stores.yaml", "1.10.0")).toEqual(["store-10"]);
    expect(path("clusters", "stores.yaml", "1.8.0")).toEqual(["store-9"]);
  });

  it("ends nowhere for what the tree does not show", () => {
    expect(path("clusters", "base-1.9.0.yaml", "packs")).toEqual([]);
    expect(path("clusters", "stores.yaml", "1.10.0", { outdatedOnly: true })).toEqual([]);
  });
});

describe("the status", () => {
  it("counts the packs of newest versions and the clusters that are behind", () => {
    expect(treesStatus(workspace())).toEqual({
      profiles: 2,
      packsToUpdate: 4,
      profilesToUpdate: 2,
      clusters: 3,
      clustersBehind: 2,
    });
  });
});
