/** Tests of the workspace: frozen snapshots, who is affected by a change, globs, and the limit of parsed files. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { type Config, emptyPartialConfig, mergeConfig, type PartialConfig } from "../config/config.ts";
import { type Affected, Workspace } from "./workspace.ts";

const profile = (name: string, version = "1.0.0") =>
  `name: ${name}\nversion: ${version}\ntype: add-on\ndescription: ""\npacks: []\n`;
const cluster = (profileName: string) =>
  `name: lab\ncloudType: maas\nprofiles:\n  infra: { name: ${profileName}, version: 1.0.0 }\n`;

function workspaceOf(files: Record<string, string>): Workspace {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files)) workspace.apply({ kind: "text", file, text });
  return workspace;
}

function config(partial: Partial<PartialConfig>): Config {
  return mergeConfig({ ...emptyPartialConfig, ...partial }, emptyPartialConfig);
}

function sorted(affected: Affected): "all" | string[] {
  return affected === "all" ? "all" : [...affected].sort();
}

describe("a snapshot", () => {
  it("lists the files that are ours, in alphabetical order, and knows no others", () => {
    const snapshot = workspaceOf({
      "/w/b.yaml": profile("b"),
      "/w/a.yaml": cluster("b"),
      "/w/values.yaml": "replicas: 1\n",
      "/w/pod.yaml": "apiVersion: v1\nkind: Pod\n",
    }).snapshot();
    expect(snapshot.files()).toEqual(["/w/a.yaml", "/w/b.yaml"]);
    expect(snapshot.file("/w/values.yaml")).toBeUndefined();
    expect(snapshot.file("/w/missing.yaml")).toBeUndefined();
    expect(snapshot.file("/w/a.yaml")?.documents[0]?.clusters[0]?.references).toHaveLength(1);
  });

  it("does not change after later changes, even where it was not looked at before them", () => {
    const workspace = workspaceOf({ "/w/a.yaml": profile("a"), "/w/c.yaml": profile("c") });
    const before = workspace.snapshot();
    workspace.apply({ kind: "text", file: "/w/a.yaml", text: profile("changed") });
    workspace.apply({ kind: "text", file: "/w/b.yaml", text: profile("b") });
    workspace.apply({ kind: "removed", file: "/w/c.yaml" });
    workspace.apply({
      kind: "catalog",
      catalog: createCatalog([registryOf("nginx 1.0.0 addon", "R", true)]),
    });
    workspace.apply({
      kind: "folders",
      folders: [{ path: "/w", config: config({ ignore: ["**"], severities: new Map([["x", "off"]]) }) }],
    });

    expect(before.files()).toEqual(["/w/a.yaml", "/w/c.yaml"]);
    expect(before.file("/w/a.yaml")?.text).toBe(profile("a"));
    expect(before.file("/w/a.yaml")?.documents[0]?.profiles[0]?.name?.text).toBe("a");
    expect(before.file("/w/b.yaml")).toBeUndefined();
    expect(before.file("/w/c.yaml")?.text).toBe(profile("c"));
    expect([...before.index.names()]).toEqual(["a", "c"]);
    expect(before.catalog.registries).toEqual([]);
    expect(before.config("/w/a.yaml").severities.size).toBe(0);

    const after = workspace.snapshot();
    expect(after.files()).toEqual([]);
    expect(after.index.size).toBe(0);
    expect(after.catalog.registries).toHaveLength(1);
    expect(after.config("/w/a.yaml").severities.get("x")).toBe("off");
  });

  it("is the same one until something changes, and its revision grows", () => {
    const workspace = workspaceOf({ "/w/a.yaml": profile("a") });
    const first = workspace.snapshot();
    expect(workspace.snapshot()).toBe(first);
    workspace.apply({ kind: "text", file: "/w/a.yaml", text: profile("a") });
    expect(workspace.snapshot().revision).toBeGreaterThan(first.revision);
  });

  it("of a few changes in a row keeps the one that was taken between them", () => {
    const workspace = new Workspace();
    const snapshots = ["a", "b", "c"].map((name) => {
      workspace.apply({ kind: "text", file: "/w/x.yaml", text: profile(name) });
      workspace.apply({ kind: "text", file: `/w/${name}.yaml`, text: profile(name, "2.0.0") });
      return workspace.snapshot();
    });
    expect(snapshots.map((snapshot) => snapshot.files().length)).toEqual([2, 3, 4]);
    expect(
      snapshots.map((snapshot) => snapshot.file("/w/x.yaml")?.documents[0]?.profiles[0]?.name?.text),
    ).toEqual(["a", "b", "c"]);
  });
});

describe("a change affects", () => {
  const files = {
    "/w/base-1.yaml": profile("base"),
    "/w/base-2.yaml": profile("base", "1.1.0"),
    "/w/web.yaml": profile("web"),
    "/w/cluster.yaml": cluster("base"),
    "/w/other.yaml": cluster("web").replace("lab", "other"),
  };

  it("its file alone, while nothing that other files see changes", () => {
    const workspace = workspaceOf(files);
    const text = profile("base").replace('""', "text");
    expect(sorted(workspace.apply({ kind: "text", file: "/w/base-1.yaml", text }))).toEqual([
      "/w/base-1.yaml",
    ]);
  });

  it("those that point to a place in it, when the place moves", () => {
    const workspace = workspaceOf(files);
    const text = `# a comment\n${profile("base")}`;
    expect(sorted(workspace.apply({ kind: "text", file: "/w/base-1.yaml", text }))).toEqual([
      "/w/base-1.yaml",
      "/w/base-2.yaml",
      "/w/cluster.yaml",
    ]);
  });

  it("the clusters on a profile when its packs or their placeholders change, and not when other values do", () => {
    const workspace = workspaceOf(files);
    const change = (values: string) => {
      const packs = `packs:\n  - name: a\n    type: spectro\n    values: |\n      a: ${values}`;
      const text = profile("base").replace("packs: []", packs);
      return sorted(workspace.apply({ kind: "text", file: "/w/base-1.yaml", text }));
    };
    expect(change("1")).toEqual(["/w/base-1.yaml", "/w/cluster.yaml"]);
    expect(change("2")).toEqual(["/w/base-1.yaml"]);
    expect(change("'%SITE%'")).toEqual(["/w/base-1.yaml", "/w/cluster.yaml"]);
    expect(change("'%SITE%' # %SITE%")).toEqual(["/w/base-1.yaml"]);
  });

  it("the other versions of the profile, and the clusters on it, when a version changes", () => {
    const workspace = workspaceOf(files);
    const change = { kind: "text", file: "/w/base-2.yaml", text: profile("base", "1.2.0") } as const;
    expect(sorted(workspace.apply(change))).toEqual(["/w/base-1.yaml", "/w/base-2.yaml", "/w/cluster.yaml"]);
  });

  it("unknown references, when a name appears or disappears, because it may be what they were meant to be", () => {
    const workspace = workspaceOf({ ...files, "/w/slip.yaml": cluster("neww") });
    const slip = "/w/slip.yaml";
    const change = (file: string, name: string) =>
      sorted(workspace.apply({ kind: "text", file, text: profile(name) }));
    expect(change("/w/new.yaml", "new")).toEqual(["/w/new.yaml", slip]);
    expect(change("/w/web.yaml", "webb")).toEqual(["/w/other.yaml", slip, "/w/web.yaml"]);
    expect(sorted(workspace.apply({ kind: "removed", file: "/w/new.yaml" }))).toEqual([
      "/w/new.yaml",
      "/w/other.yaml",
      slip,
    ]);
  });

  it("only what is near when one version of several goes", () => {
    const workspace = workspaceOf(files);
    expect(sorted(workspace.apply({ kind: "removed", file: "/w/base-2.yaml" }))).toEqual([
      "/w/base-1.yaml",
      "/w/base-2.yaml",
      "/w/cluster.yaml",
    ]);
    expect(workspace.snapshot().file("/w/base-2.yaml")).toBeUndefined();
  });

  it("the cluster alone when a cluster changes, which no other file sees", () => {
    const workspace = workspaceOf(files);
    const change = { kind: "text", file: "/w/cluster.yaml", text: cluster("web") } as const;
    expect(sorted(workspace.apply(change))).toEqual(["/w/cluster.yaml"]);
  });

  it("the clusters of the name that a cluster takes or gives up", () => {
    const workspace = workspaceOf(files);
    const change = (name: string) => {
      const text = cluster("base").replace("lab", name);
      return sorted(workspace.apply({ kind: "text", file: "/w/cluster.yaml", text }));
    };
    expect(change("other")).toEqual(["/w/cluster.yaml", "/w/other.yaml"]);
    expect(change("lab")).toEqual(["/w/cluster.yaml", "/w/other.yaml"]);
    expect(change("lab-2")).toEqual(["/w/cluster.yaml"]);
  });

  it("all, when the catalog or the folders change", () => {
    const workspace = workspaceOf(files);
    expect(workspace.apply({ kind: "catalog", catalog: createCatalog([]) })).toBe("all");
    expect(workspace.apply({ kind: "folders", folders: [] })).toBe("all");
  });

  it("nobody when the text is the same, is not ours, or was never there", () => {
    const workspace = workspaceOf(files);
    expect(sorted(workspace.apply({ kind: "text", file: "/w/web.yaml", text: profile("web") }))).toEqual([]);
    expect(sorted(workspace.apply({ kind: "text", file: "/w/values.yaml", text: "a: 1\n" }))).toEqual([]);
    expect(sorted(workspace.apply({ kind: "removed", file: "/w/none.yaml" }))).toEqual([]);
  });

  it("whoever referred to a file that turns into something else", () => {
    const workspace = workspaceOf(files);
    const change = { kind: "text", file: "/w/base-1.yaml", text: "a: 1\n" } as const;
    expect(sorted(workspace.apply(change))).toEqual(["/w/base-1.yaml", "/w/base-2.yaml", "/w/cluster.yaml"]);
    expect(workspace.snapshot().file("/w/base-1.yaml")).toBeUndefined();
  });

  it("with several at once, all that any of them does", () => {
    const workspace = workspaceOf(files);
    const affected = workspace.apply(
      { kind: "text", file: "/w/other.yaml", text: cluster("base") },
      { kind: "text", file: "/w/base-2.yaml", text: profile("base", "1.2.0") },
    );
    expect(sorted(affected)).toEqual([
      "/w/base-1.yaml",
      "/w/base-2.yaml",
      "/w/cluster.yaml",
      "/w/other.yaml",
    ]);
    expect(workspace.apply({ kind: "folders", folders: [] }, { kind: "removed", file: "/w/none.yaml" })).toBe(
      "all",
    );
  });
});

describe("the text at the last commit", () => {
  const files = {
    "/w/web.yaml": profile("web", "1.1.0"),
    "/w/shop.yaml": profile("shop"),
    "/w/cluster.yaml": cluster("web"),
  };
  const commit = (workspace: Workspace, file: string, text: string | undefined) =>
    sorted(workspace.apply({ kind: "committed", file, text }));

  it("is read when it is asked for, and once", () => {
    const workspace = workspaceOf(files);
    expect(workspace.snapshot().file("/w/web.yaml")?.committed).toBeUndefined();
    expect(commit(workspace, "/w/web.yaml", profile("web"))).toEqual(["/w/web.yaml"]);
    expect(commit(workspace, "/w/web.yaml", profile("web"))).toEqual([]);
    const committed = workspace.snapshot().file("/w/web.yaml")?.committed;
    expect(committed?.text).toBe(profile("web"));
    expect(committed?.documents[0]?.profiles[0]?.version?.text).toBe("1.0.0");
    workspace.apply({ kind: "text", file: "/w/web.yaml", text: profile("web", "1.2.0") });
    expect(workspace.snapshot().file("/w/web.yaml")?.committed?.documents).toBe(committed?.documents);
  });

  it("is kept of files that define profiles alone, and goes with them", () => {
    const workspace = workspaceOf(files);
    expect(commit(workspace, "/w/cluster.yaml", cluster("base"))).toEqual([]);
    expect(commit(workspace, "/w/none.yaml", profile("web"))).toEqual([]);
    expect(workspace.snapshot().file("/w/cluster.yaml")?.committed).toBeUndefined();
    commit(workspace, "/w/web.yaml", profile("web"));
    workspace.apply({ kind: "removed", file: "/w/web.yaml" });
    workspace.apply({ kind: "text", file: "/w/web.yaml", text: profile("web") });
    expect(workspace.snapshot().file("/w/web.yaml")?.committed).toBeUndefined();
    commit(workspace, "/w/web.yaml", profile("web"));
    workspace.apply({ kind: "text", file: "/w/web.yaml", text: cluster("web") });
    expect(workspace.snapshot().file("/w/web.yaml")?.committed).toBeUndefined();
    commit(workspace, "/w/shop.yaml", profile("shop"));
    expect(commit(workspace, "/w/shop.yaml", undefined)).toEqual(["/w/shop.yaml"]);
    expect(workspace.snapshot().file("/w/shop.yaml")?.committed).toBeUndefined();
  });

  it("stays in an old snapshot as it was", () => {
    const workspace = workspaceOf(files);
    commit(workspace, "/w/web.yaml", profile("web"));
    const before = workspace.snapshot();
    commit(workspace, "/w/web.yaml", profile("web", "0.9.0"));
    expect(before.file("/w/web.yaml")?.committed?.text).toBe(profile("web"));
    expect(workspace.snapshot().file("/w/web.yaml")?.committed?.text).toBe(profile("web", "0.9.0"));
  });

  it("has the line ends and the byte order mark of the present one", () => {
    const windows = `\ufeff${profile("web").replaceAll("\n", "\r\n")}`;
    const workspace = workspaceOf({ "/w/web.yaml": windows });
    commit(workspace, "/w/web.yaml", profile("web"));
    expect(workspace.snapshot().file("/w/web.yaml")?.committed?.text).toBe(windows);
    workspace.apply({ kind: "text", file: "/w/shop.yaml", text: profile("shop") });
    commit(workspace, "/w/shop.yaml", `\ufeff${profile("shop")}`);
    expect(workspace.snapshot().file("/w/shop.yaml")?.committed?.text).toBe(profile("shop"));
  });

  it("makes its file one that is affected by who refers to it and from where, while it differs", () => {
    const workspace = workspaceOf(files);
    const edit = (text: string) => sorted(workspace.apply({ kind: "text", file: "/w/cluster.yaml", text }));
    commit(workspace, "/w/web.yaml", profile("web"));
    commit(workspace, "/w/shop.yaml", profile("shop"));
    expect(edit(`# moved\n${cluster("web")}`)).toEqual(["/w/cluster.yaml", "/w/web.yaml"]);
    expect(edit(`# moved\n${cluster("shop")}`)).toEqual(["/w/cluster.yaml", "/w/web.yaml"]);
    expect(edit(`# moved\n${cluster("shop")}# comment\n`)).toEqual(["/w/cluster.yaml"]);
    // What a change of the profile does hangs on all that its clusters say.
    commit(workspace, "/w/shop.yaml", profile("shop", "0.9.0"));
    expect(edit(`# moved\n${cluster("shop")}# more\n`)).toEqual(["/w/cluster.yaml", "/w/shop.yaml"]);
    commit(workspace, "/w/shop.yaml", profile("shop"));
    const added = { kind: "text", file: "/w/old.yaml", text: profile("old") } as const;
    expect(sorted(workspace.apply(added))).toEqual(["/w/old.yaml", "/w/web.yaml"]);
  });
});

describe("globs", () => {
  const texts = {
    "/w/drafts/a.yaml": profile("a"),
    "/w/config/b.yaml": "name: b\nversion: 1.0.0\n",
    "/w/config/c.yaml": "name: c\n",
  };
  const applyAll = (workspace: Workspace) =>
    workspace.apply(...Object.entries(texts).map(([file, text]) => ({ kind: "text", file, text }) as const));

  it("ignore a file, or decide what it is, relative to its folder", () => {
    const workspace = new Workspace();
    const globs = config({ ignore: ["drafts/**"], profiles: ["config/b.yaml"], clusters: ["config/*.yaml"] });
    workspace.apply({ kind: "folders", folders: [{ path: "/w", config: globs }] });
    applyAll(workspace);
    const snapshot = workspace.snapshot();
    expect(snapshot.files()).toEqual(["/w/config/b.yaml", "/w/config/c.yaml"]);
    expect(snapshot.file("/w/config/b.yaml")?.documents[0]?.kind).toEqual({
      kind: "profile",
      dialect: "flat",
    });
    expect(snapshot.file("/w/config/c.yaml")?.documents[0]?.kind).toEqual({
      kind: "cluster",
      dialect: "modules",
    });
    expect([...snapshot.index.names()]).toEqual(["b"]);
  });

  it("that change take effect on the files that are ours at once, and on others when their texts come again", () => {
    const workspace = new Workspace();
    applyAll(workspace);
    expect(workspace.snapshot().files()).toEqual(["/w/drafts/a.yaml"]);
    const globs = config({ ignore: ["drafts/**"], profiles: ["config/b.yaml"] });
    workspace.apply({ kind: "folders", folders: [{ path: "/w", config: globs }] });
    expect(workspace.snapshot().files()).toEqual([]);
    applyAll(workspace);
    expect(workspace.snapshot().files()).toEqual(["/w/config/b.yaml"]);
    workspace.apply({ kind: "folders", folders: [] });
    applyAll(workspace);
    expect(workspace.snapshot().files()).toEqual(["/w/drafts/a.yaml"]);
    expect([...workspace.snapshot().index.names()]).toEqual(["a"]);
  });

  it("of the innermost folder count, and folders whose names begin alike are different ones", () => {
    const workspace = new Workspace();
    const off = (rule: string) => config({ severities: new Map([[rule, "off"]]) });
    workspace.apply({
      kind: "folders",
      folders: [
        { path: "/w", config: off("outer") },
        { path: "/w/inner", config: off("inner") },
      ],
    });
    const { config: configOf } = workspace.snapshot();
    expect([...configOf("/w/inner/a.yaml").severities.keys()]).toEqual(["inner"]);
    expect([...configOf("/w/inner-too/a.yaml").severities.keys()]).toEqual(["outer"]);
    expect([...configOf("/elsewhere/a.yaml").severities.keys()]).toEqual([]);
  });

  it("match on Windows paths too", () => {
    const workspace = new Workspace();
    workspace.apply({
      kind: "folders",
      folders: [{ path: "C:\\w", config: config({ ignore: ["drafts/**"] }) }],
    });
    workspace.apply({ kind: "text", file: "C:\\w\\drafts\\a.yaml", text: profile("a") });
    expect(workspace.snapshot().files()).toEqual([]);
  });
});

describe("with more text than stays parsed", () => {
  const count = 200;
  const name = (at: number) => `p${String(at).padStart(3, "0")}`;
  const file = (at: number) => `/w/${name(at)}.yaml`;

  function large(): Workspace {
    const files = Array.from({ length: count }, (_, at) => [file(at), profile(name(at))] as const);
    const workspace = new Workspace({ parsedTextKept: 64 * profile(name(0)).length });
    workspace.apply(...files.map(([id, text]) => ({ kind: "text" as const, file: id, text })));
    return workspace;
  }

  it("every file is read right, in any order, again and again", () => {
    const snapshot = large().snapshot();
    const read = (at: number) => snapshot.file(file(at))?.documents[0]?.profiles[0]?.name?.text;
    const order = Array.from({ length: count }, (_, at) => (at * 77) % count);
    for (const at of [...order, ...order]) expect(read(at)).toBe(name(at));
    expect(snapshot.files()).toHaveLength(count);
    expect(snapshot.index.size).toBe(count);
  });

  it("an old snapshot still reads the old text, of a file that has changed since and was dropped", () => {
    const workspace = large();
    const before = workspace.snapshot();
    workspace.apply({ kind: "text", file: file(0), text: profile("changed") });
    for (let at = 0; at < count; at++) workspace.snapshot().file(file(at));
    expect(before.file(file(0))?.documents[0]?.profiles[0]?.name?.text).toBe(name(0));
    expect(workspace.snapshot().file(file(0))?.documents[0]?.profiles[0]?.name?.text).toBe("changed");
  });

  it("what was looked at last stays parsed, and what was not is parsed anew", () => {
    const snapshot = large().snapshot();
    const old = snapshot.file(file(0))?.documents;
    expect(snapshot.file(file(0))?.documents).toBe(old);
    for (let at = 1; at < count; at++) void snapshot.file(file(at))?.documents;
    expect(snapshot.file(file(0))?.documents).not.toBe(old);
    expect(snapshot.file(file(0))?.documents).toEqual(old);
  });

  it("several files stay parsed side by side, however often they are looked at", () => {
    const snapshot = large().snapshot();
    const read = (at: number) => snapshot.file(file(at))?.documents;
    for (let round = 0; round < 3; round++) for (let at = 0; at < count; at++) read(at);
    const kept = [count - 3, count - 2, count - 1];
    const trees = kept.map(read);
    expect(kept.map((at, place) => read(at) === trees[place])).toEqual([true, true, true]);
    for (let round = 0; round < 50; round++) kept.map(read);
    expect(kept.map((at, place) => read(at) === trees[place])).toEqual([true, true, true]);
  });

  it("a declared kind survives being dropped and read again", () => {
    const workspace = new Workspace({ parsedTextKept: 1 });
    workspace.apply({
      kind: "folders",
      folders: [{ path: "/w", config: config({ clusters: ["odd.yaml"] }) }],
    });
    workspace.apply({ kind: "text", file: "/w/odd.yaml", text: "name: odd\n" });
    for (let at = 0; at < count; at++)
      workspace.apply({ kind: "text", file: file(at), text: profile(name(at)) });
    expect(workspace.snapshot().file("/w/odd.yaml")?.documents[0]?.kind).toEqual({
      kind: "cluster",
      dialect: "modules",
    });
  });
});

describe("the revision of the facts", () => {
  const text =
    'name: base\nversion: 1.0.0\ntype: infra\ndescription: ""\npacks: [{ name: nginx, version: 1.0.0 }]\n';

  it("grows when something else is said, and not when it only moves", () => {
    const workspace = new Workspace();
    const set = (changed: string) => {
      const before = workspace.snapshot().factsRevision;
      workspace.apply({ kind: "text", file: "/a.yaml", text: changed });
      return workspace.snapshot().factsRevision > before;
    };
    expect(set(text)).toBe(true);
    expect(set(`# moved\n${text}`)).toBe(false);
    expect(set(text.replace("nginx", "metallb"))).toBe(true);
    expect(set(`${text}# cluster-profiles-ignore outdated-pack\n`)).toBe(true);
    expect(set(text)).toBe(true);
    expect(set(text)).toBe(false);
    const { factsRevision } = workspace.snapshot();
    workspace.apply({ kind: "removed", file: "/a.yaml" });
    expect(workspace.snapshot().factsRevision).toBeGreaterThan(factsRevision);
  });
});

describe("what is nested in a file", () => {
  const text = (one: string, two: string) =>
    `name: a\ntype: add-on\npacks:\n  - name: one\n    values: |\n      ${one}\n  - name: two\n    values: "${two}"\n`;

  /** What was read of the values of each pack. */
  function readNested(workspace: Workspace, file = "/a.yaml") {
    const view = workspace.snapshot().file(file);
    const nodes = view?.documents[0]?.profiles[0]?.packs.map(({ values }) => values?.node) ?? [];
    return nodes.map((node) => (node?.kind === "scalar" ? view?.nested(node).documents : undefined));
  }

  it("is read again when its own text changes, and found again when another does", () => {
    const workspace = workspaceOf({ "/a.yaml": text("x: 1", "y: 1") });
    const before = readNested(workspace);
    workspace.apply({ kind: "text", file: "/a.yaml", text: `# moved\n${text("x: 2", "y: 1")}` });
    const after = readNested(workspace);
    expect(after.map((documents, at) => documents === before[at])).toEqual([false, true]);
    workspace.apply({ kind: "text", file: "/b.yaml", text: text("x: 2", "y: 1") });
    expect(readNested(workspace, "/b.yaml").map((documents, at) => documents === after[at])).toEqual([
      true,
      true,
    ]);
  });

  it("is kept as far as there is room", () => {
    const workspace = new Workspace({ nestedTextKept: 4 });
    workspace.apply({ kind: "text", file: "/a.yaml", text: text("x: 1", "y: 1") });
    const before = readNested(workspace);
    const after = readNested(workspace);
    expect(after).toEqual(before);
    expect(after[0]).not.toBe(before[0]);
  });
});
