/** Tests of status files in the workspace: which files are, whom a change affects, and that snapshots keep what they said. */

import { describe, expect, it } from "vitest";
import { type Config, emptyPartialConfig, mergeConfig, type PartialConfig } from "../config/config.ts";
import { type Affected, type Change, type Snapshot, Workspace } from "./workspace.ts";

const status = (...clusters: string[]) => `clusters: [${clusters.join(", ")}]\n`;

function cluster(name: string): string {
  return `name: ${name}\ncloudType: maas\nprofiles:\n  infra: { name: base, version: 1.0.0 }\n`;
}

function config(partial: Partial<PartialConfig> = {}): Config {
  return mergeConfig({ ...emptyPartialConfig, ...partial }, emptyPartialConfig);
}

function text(file: string, content: string): Change {
  return { kind: "text", file, text: content };
}

function workspaceOf(files: Record<string, string>, folders: Record<string, Config> = { "/w": config() }) {
  const workspace = new Workspace();
  workspace.apply({
    kind: "folders",
    folders: Object.entries(folders).map(([path, own]) => ({ path, config: own })),
  });
  for (const [file, content] of Object.entries(files)) workspace.apply(text(file, content));
  return workspace;
}

function stateOf(snapshot: Snapshot, file: string, name: string): string | undefined {
  return snapshot.statusOf({ file, name })?.state;
}

function sorted(affected: Affected): "all" | string[] {
  return affected === "all" ? "all" : [...affected].sort();
}

const lab = "{ name: lab, state: Running }";
const files = {
  "/w/lab.yaml": cluster("lab"),
  "/w/shop.yaml": cluster("shop"),
  "/w/clusters.status.yaml": status(lab),
};

describe("a status file", () => {
  it("is no file of clusters, and is seen as what it is", () => {
    const snapshot = workspaceOf(files).snapshot();
    expect(snapshot.files()).toEqual(["/w/lab.yaml", "/w/shop.yaml"]);
    expect(snapshot.statusFiles()).toEqual(["/w/clusters.status.yaml"]);
    expect(snapshot.file("/w/clusters.status.yaml")?.status?.statuses).toHaveLength(1);
    expect(snapshot.file("/w/clusters.status.yaml")?.documents).toEqual([]);
    expect(snapshot.text("/w/clusters.status.yaml")).toBe(status(lab));
  });

  it("says nothing of clusters of another folder", () => {
    const folders = { "/w": config(), "/other": config() };
    const snapshot = workspaceOf({ ...files, "/other/lab.yaml": cluster("lab") }, folders).snapshot();
    expect(stateOf(snapshot, "/w/lab.yaml", "lab")).toBe("Running");
    expect(stateOf(snapshot, "/other/lab.yaml", "lab")).toBeUndefined();
  });

  it("affects its own findings and those of the clusters of which it says something else", () => {
    const workspace = workspaceOf(files);
    const before = workspace.snapshot();
    const both = status("{ name: lab, state: Error }", "{ name: shop, state: Running }");
    expect(sorted(workspace.apply(text("/w/clusters.status.yaml", both)))).toEqual([
      "/w/clusters.status.yaml",
      "/w/lab.yaml",
      "/w/shop.yaml",
    ]);
    expect(workspace.snapshot().factsRevision).toBeGreaterThan(before.factsRevision);
    expect(sorted(workspace.apply(text("/w/clusters.status.yaml", `# moved\n${both}`)))).toEqual([
      "/w/clusters.status.yaml",
    ]);
    expect(sorted(workspace.apply({ kind: "removed", file: "/w/clusters.status.yaml" }))).toEqual([
      "/w/clusters.status.yaml",
      "/w/lab.yaml",
      "/w/shop.yaml",
    ]);
    expect(stateOf(before, "/w/lab.yaml", "lab")).toBe("Running");
    expect(stateOf(workspace.snapshot(), "/w/lab.yaml", "lab")).toBeUndefined();
    expect(workspace.snapshot().file("/w/clusters.status.yaml")).toBeUndefined();
  });

  it("is affected by clusters that come and go", () => {
    const workspace = workspaceOf(files);
    expect(sorted(workspace.apply({ kind: "removed", file: "/w/lab.yaml" }))).toContain(
      "/w/clusters.status.yaml",
    );
    expect(sorted(workspace.apply(text("/w/lab.yaml", cluster("lab"))))).toContain("/w/clusters.status.yaml");
  });

  it("is another one when the configuration says so, and back", () => {
    const workspace = workspaceOf({ ...files, "/w/state/now.json": '{"clusters":[]}' });
    const name = (clusterStatus: string | undefined) =>
      workspace.apply({ kind: "folders", folders: [{ path: "/w", config: config({ clusterStatus }) }] });
    name("./state/now.json");
    // Whoever changes the configuration gives texts that were nobody's again.
    workspace.apply(text("/w/state/now.json", '{"clusters":[{"name":"lab","state":"Error"}]}'));
    expect(workspace.snapshot().statusFiles()).toEqual(["/w/state/now.json"]);
    expect(stateOf(workspace.snapshot(), "/w/lab.yaml", "lab")).toBe("Error");
    name(undefined);
    workspace.apply(text("/w/clusters.status.yaml", status(lab)));
    expect(workspace.snapshot().statusFiles()).toEqual(["/w/clusters.status.yaml"]);
  });

  it("may be JSON behind a BOM, or of several documents", () => {
    const bom = workspaceOf({
      "/w/clusters.status.json": '\ufeff{"clusters":[{"name":"lab","state":"Error"}]}',
    });
    expect(stateOf(bom.snapshot(), "/w/lab.yaml", "lab")).toBe("Error");
    const two = workspaceOf({
      "/w/clusters.status.yaml": `${status(lab)}---\n${status("{ name: shop, state: Paused }")}`,
    });
    expect(stateOf(two.snapshot(), "/w/shop.yaml", "shop")).toBe("Paused");
  });

  it.each([
    ["has the newer of two entries", '{ name: lab, state: Error, at: "2026-06-01T08:00Z" }'],
    ["whatever their time zones", '{ name: lab, state: Error, at: "2026-06-01 10:30 +02:00" }'],
    ["and one with a time before one without", "{ name: lab, state: Error }", "2026-06-01T06:00Z"],
    ["or with one that is none", "{ name: lab, state: Error, at: noon }"],
  ])("%s", (_, other, at = "2026-06-01T09:00Z") => {
    const taken = `{ name: lab, state: Running, at: "${at}" }`;
    for (const both of [status(other, taken), status(taken, other)])
      expect(stateOf(workspaceOf({ "/w/clusters.status.yaml": both }).snapshot(), "/w/lab.yaml", "lab")).toBe(
        "Running",
      );
  });

  it("is looked for under each of its names, and the newest of several files counts", () => {
    const workspace = workspaceOf({
      "/w/clusters.status.yaml": `at: 2026-06-01\n${status(lab)}`,
      "/w/clusters.status.json": '{"at":"2026-06-02","clusters":[{"name":"lab","state":"Error"}]}',
    });
    expect(stateOf(workspace.snapshot(), "/w/lab.yaml", "lab")).toBe("Error");
    // Renamed: gone under the one name, there under another that is none of a status file.
    workspace.apply({ kind: "removed", file: "/w/clusters.status.json" });
    workspace.apply(text("/w/old.status.json", '{"clusters":[{"name":"lab","state":"Error"}]}'));
    expect(stateOf(workspace.snapshot(), "/w/lab.yaml", "lab")).toBe("Running");
  });

  it.each([
    ["nothing", ""],
    ["a list", "- { name: lab }\n"],
    ["clusters that are none", "clusters: [lab, 1, null, [lab], { state: Error }]\n"],
    ["a cluster as a name", "clusters: { lab: { state: Running } }\n"],
    ["half an entry", "clusters:\n  - { name: lab, state: [\n"],
    ["a name for Terraform", 'clusters: [{ name: "${name}", state: Running }]\n'],
    ["itself", "clusters: &a [*a, { name: *a, state: *a }]\n"],
    ["depth", `clusters: ${"[".repeat(5_000)}`],
  ])("that holds %s says nothing of a state", (_, content) => {
    const snapshot = workspaceOf({ ...files, "/w/clusters.status.yaml": content }).snapshot();
    expect(stateOf(snapshot, "/w/lab.yaml", "lab")).toBeUndefined();
  });

  it("of aliases that multiply is read once", () => {
    const levels = Array.from({ length: 30 }, (_, at) => `  - &l${at + 1} [${`*l${at}, `.repeat(9)}]\n`).join(
      "",
    );
    const bomb = `levels:\n  - &l0 { name: lab, state: Error }\n${levels}clusters: *l30\n`;
    expect(
      stateOf(workspaceOf({ "/w/clusters.status.yaml": bomb }).snapshot(), "/w/lab.yaml", "lab"),
    ).toBeUndefined();
  });

  it("is left alone where the configuration ignores it", () => {
    const ignored = { "/w": config({ ignore: ["*.status.yaml"] }) };
    expect(workspaceOf(files, ignored).snapshot().statusFiles()).toEqual([]);
  });

  it("may be a cluster's file as well by a glob, and stays a status file", () => {
    const declared = { "/w": config({ clusters: ["*.yaml"] }) };
    const snapshot = workspaceOf(files, declared).snapshot();
    expect(snapshot.statusFiles()).toEqual(["/w/clusters.status.yaml"]);
    expect(snapshot.files()).not.toContain("/w/clusters.status.yaml");
  });
});
