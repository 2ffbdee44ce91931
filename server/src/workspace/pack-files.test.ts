/** Tests of the files of packs in the workspace: which are taken, and whose findings a change touches. */

import { describe, expect, it } from "vitest";
import { defaultConfig, emptyPartialConfig, mergeConfig } from "../config/config.ts";
import { Workspace } from "./workspace.ts";

const pack = '{ "name": "web", "version": "1.0.0", "layer": "addon" }';

function open(...files: readonly (readonly [string, string])[]): Workspace {
  const workspace = new Workspace();
  for (const [file, text] of files) workspace.apply({ kind: "text", file, text });
  return workspace;
}

const whole = () =>
  open(
    ["/w/p/pack.json", pack],
    ["/w/p/values.yaml", "a: 1\n"],
    ["/w/p/schema.yaml", ""],
    ["/w/p/README.md", "# web"],
    ["/w/p/charts/x/values.yaml", "a: 1\n"],
    ["/w/values.yaml", "a: 1\n"],
  );

describe("the files of a pack", () => {
  it("are those beside its pack.json, and are no profiles", () => {
    const snapshot = whole().snapshot();
    expect(snapshot.packFiles()).toEqual(["/w/p/pack.json", "/w/p/schema.yaml", "/w/p/values.yaml"]);
    expect(snapshot.files()).toEqual([]);
    const view = snapshot.file("/w/p/values.yaml");
    expect([view?.documents, view?.pack?.name, view?.pack?.folder]).toEqual([[], "values.yaml", "/w/p"]);
    expect(view?.pack?.beside("pack.json")?.text).toBe(pack);
    expect(view?.pack?.beside("presets.yaml")).toBeUndefined();
  });

  it("touch one another, and no other pack", () => {
    const workspace = whole();
    workspace.apply({ kind: "text", file: "/w/q/pack.json", text: pack });
    const affected = workspace.apply({ kind: "text", file: "/w/p/values.yaml", text: "a: 2\n" });
    expect(affected).toEqual(new Set(["/w/p/pack.json", "/w/p/values.yaml", "/w/p/schema.yaml"]));
    expect(workspace.apply({ kind: "text", file: "/w/p/values.yaml", text: "a: 2\n" })).toEqual(new Set());
  });

  it("stay in a snapshot as they were", () => {
    const workspace = whole();
    const before = workspace.snapshot();
    workspace.apply({ kind: "text", file: "/w/p/values.yaml", text: "a: 2\n" });
    workspace.apply({ kind: "removed", file: "/w/p/schema.yaml" });
    expect(before.text("/w/p/values.yaml")).toBe("a: 1\n");
    expect(before.file("/w/p/values.yaml")?.pack?.beside("schema.yaml")?.text).toBe("");
    expect(workspace.snapshot().text("/w/p/values.yaml")).toBe("a: 2\n");
    expect(workspace.snapshot().text("/w/p/schema.yaml")).toBeUndefined();
  });

  it("go with their pack.json, or when it becomes another tool's", () => {
    for (const change of [
      { kind: "removed", file: "/w/p/pack.json" },
      { kind: "text", file: "/w/p/pack.json", text: '{ "assets": [] }' },
    ] as const) {
      const workspace = whole();
      expect(workspace.apply(change)).toEqual(
        new Set(["/w/p/pack.json", "/w/p/values.yaml", "/w/p/schema.yaml"]),
      );
      expect(workspace.snapshot().packFiles()).toEqual([]);
    }
  });

  it("are left alone where the configuration says so, and outside of the workspace", () => {
    const ignored = mergeConfig({ ...emptyPartialConfig, ignore: ["p/**"] }, emptyPartialConfig);
    const workspace = whole();
    workspace.apply({ kind: "folders", folders: [{ path: "/w", config: ignored }] });
    expect(workspace.snapshot().packFiles()).toEqual([]);
    const other = whole();
    other.apply({ kind: "folders", folders: [{ path: "/v", config: defaultConfig }] });
    expect(other.snapshot().packFiles()).toEqual([]);
    const kept = whole();
    kept.apply({ kind: "folders", folders: [{ path: "/w", config: defaultConfig }] });
    expect(kept.snapshot().packFiles()).toHaveLength(3);
  });

  it("are touched by what comes and goes in their folder", () => {
    const workspace = whole();
    expect(workspace.apply({ kind: "beside", file: "/w/p/charts/web.tgz" })).toEqual(
      new Set(["/w/p/pack.json"]),
    );
    expect(workspace.apply({ kind: "beside", file: "/w/web.tgz" })).toEqual(new Set());
  });

  it("cost profiles nothing: neither their facts nor their findings change", () => {
    const workspace = whole();
    const profile = 'name: a\ntype: add-on\ndescription: ""\npacks: []\n';
    workspace.apply({ kind: "text", file: "/w/a.yaml", text: profile });
    const { factsRevision } = workspace.snapshot();
    const affected = workspace.apply({ kind: "text", file: "/w/p/pack.json", text: `${pack}\n` });
    expect(affected).not.toContain("/w/a.yaml");
    expect(workspace.snapshot().factsRevision).toBe(factsRevision);
  });

  it("are read again after they were dropped for others", () => {
    const workspace = new Workspace();
    const long = `# ${"x".repeat(1024 * 1024)}\na: 1\n`;
    for (let at = 0; at < 4; at++) {
      workspace.apply({ kind: "text", file: `/w/${at}/pack.json`, text: pack });
      workspace.apply({ kind: "text", file: `/w/${at}/values.yaml`, text: long });
    }
    const snapshot = workspace.snapshot();
    const documents = () => snapshot.file("/w/0/values.yaml")?.pack?.documents;
    const first = documents();
    expect(documents()).toBe(first);
    for (let at = 1; at < 4; at++)
      expect(snapshot.file(`/w/${at}/values.yaml`)?.pack?.documents).toHaveLength(1);
    expect(documents()).not.toBe(first);
    expect(documents()).toEqual(first);
  });
});
