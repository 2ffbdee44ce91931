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
