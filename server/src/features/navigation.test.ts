import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxDefaults, nginxFiles } from "../../../test/harness/nginx-values.ts";
import { definition, references } from "./navigation.ts";

const profile = (version: string) =>
  `name: base\nversion: ${version}\ntype: infra\ndescription: ""\npacks: []\n`;
const cluster = (name: string, infra: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  infra:\n    name: base\n${infra}node_groups: []\n`;
const others = {
  "base-1.yaml": profile("1.0.0"),
  "base-2.yaml": profile("1.1.0"),
  "a.yaml": cluster("a", "    version: 1.0.0\n"),
  "b.yaml": cluster("b", ""),
  "c.yaml": cluster("c", "    version: 1.1.0\n"),
};

function place(snapshot: ReturnType<typeof fixture>["snapshot"], file: string, start: number, end: number) {
  return `${file}: ${snapshot.file(file)?.text.slice(start, end) ?? `${start}`}`;
}

function definitions(marked: string, options: FixtureOptions = { others }): string[] {
  const { snapshot, file, offset } = fixture(marked, options);
  return definition(snapshot, file, offset).map(({ file: target, selectionSpan }) =>
    place(snapshot, target, selectionSpan.start, selectionSpan.end),
  );
}

function referencesOf(marked: string, includeDeclaration = false): string[] {
  const { snapshot, file, offset } = fixture(marked, { others });
  return references(snapshot, file, offset, includeDeclaration).map(({ file: target, span }) =>
    place(snapshot, target, span.start, span.end),
  );
}

describe("definition of a key in values", () => {
  /** Where it leads, in the pack's own values. */
  function inDefaults(marked: string): string[] {
    const { snapshot, file, offset } = fixture(marked, nginxFiles);
    return definition(snapshot, file, offset).map(({ file: target, span }) => {
      const before = nginxDefaults.slice(0, span.start).split("\n").length;
      return `${target.split("/").slice(-2).join("/")}:${before} ${nginxDefaults.slice(span.start, span.end)}`;
    });
  }

  it("is the same key in the values of just that version of the pack", () => {
    const replicas = ["nginx-1.12.1/values.yaml:11 replicas"];
    expect(inDefaults(inBlock("charts:\n  nginx:\n    repli$0cas: 5"))).toEqual(replicas);
    expect(inDefaults(inBlock("charts:\n  nginx:\n    replicas: $05"))).toEqual(replicas);
    expect(inDefaults(inJson("charts:\n  nginx:\n    repli$0cas: 5"))).toEqual(replicas);
    expect(inDefaults(inBlock("charts:\n  nginx:\n    env: [{}, {val$0ue: 1}]"))).toEqual([
      "nginx-1.12.1/values.yaml:25 value",
    ]);
  });

  it("is none where the pack has no such key, or is not known", () => {
    expect(inDefaults(inBlock("charts:\n  nginx:\n    repl$0ca: 5"))).toEqual([]);
    expect(inDefaults(inBlock("charts: {}\n# nginx$0"))).toEqual([]);
    expect(inDefaults(inBlock("char$0ts: {}", "1.12.4"))).toEqual([]);
  });
});

describe("definition", () => {
  it("of a reference's version is the file of that version", () => {
    expect(definitions(cluster("lab", "    version: 1.0.0$0\n"))).toEqual(["/project/base-1.yaml: 1.0.0"]);
    expect(definitions(cluster("lab", "    version: 3.0.0$0\n"))).toEqual([]);
  });

  it("of a reference's name is all versions, the attached one first", () => {
    const marked = cluster("lab", "    version: 1.0.0\n").replace("name: base", "name: ba$0se");
    expect(definitions(marked)).toEqual(["/project/base-1.yaml: 1.0.0", "/project/base-2.yaml: 1.1.0"]);
  });

  it("of an override is the pack in the attached version, whatever the dialect", () => {
    const withPack = (version: string) =>
      profile(version).replace("[]", '\n  - name: "nginx" # one\n    version: 1.12.1');
    const files = { "base-1.yaml": withPack("1.0.0"), "base-2.yaml": withPack("1.1.0") };
    const lines = "    packs:\n      - name: ng$0inx\n        version: 1.12.1\n";
    const modules = cluster("lab", `    version: 1.0.0\n${lines}`);
    expect(definitions(modules, { others: files })).toEqual(["/project/base-1.yaml: nginx"]);
    const onVersion = modules.replace("$0", "").replace("1.12.1", "1.12$0.1");
    expect(definitions(onVersion, { others: files })).toEqual(["/project/base-1.yaml: 1.12.1"]);
    const list = `- name: s\n  node_pools: []\n  profiles:\n  - name: base\n    tag: 1.1.0\n${lines}`;
    expect(definitions(list, { others: files })).toEqual(["/project/base-2.yaml: nginx"]);
    for (const other of [modules.replace("1.0.0", "3.0.0"), modules.replace("ng$0inx", "tr$0aefik")])
      expect(definitions(other, { others: files })).toEqual([]);
    const both = { ...files, "again.yaml": withPack("1.0.0") };
    expect(definitions(modules, { others: both })).toEqual([
      "/project/again.yaml: nginx",
      "/project/base-1.yaml: nginx",
    ]);
  });

  it("of a pack is the pack.json of its version", () => {
    const nginx = "  - name: nginx\n    type: spectro\n    version: 1.12.1\n";
    for (const marked of [nginx.replace("nginx", "ng$0inx"), nginx.replace("1.12.1", "1.12.1$0")])
      expect(definitions(profileWith(marked))[0]).toMatch(/^\/example\/packs\/nginx-1\.12\.1\/pack\.json/);
  });

  it("of a pack's name without a version that exists is all of its versions", () => {
    expect(definitions(profileWith("  - name: nginx$0\n    type: spectro\n"))).toHaveLength(5);
    expect(definitions(profileWith("  - name: nginx\n    type: spectro\n    version: 9.9.9$0\n"))).toEqual(
      [],
    );
  });

  it("of a profile's own name is the name itself", () => {
    expect(definitions(profile("2.0.0").replace("base", "ba$0se"))).toEqual(["/project/example.yaml: base"]);
  });

  it("of anything else is nothing", () => {
    expect(definitions(profile("2.0.0").replace("infra", "in$0fra"))).toEqual([]);
  });
});

describe("references", () => {
  it("of a profile's name are all clusters that refer to it", () => {
    expect(referencesOf(profile("2.0.0").replace("base", "ba$0se"))).toEqual([
      "/project/a.yaml: base",
      "/project/b.yaml: base",
      "/project/c.yaml: base",
    ]);
  });

  it("of a profile's version are those to that version, stated or by default", () => {
    expect(referencesOf(profile("1.0.0$0"))).toEqual(["/project/a.yaml: 1.0.0", "/project/b.yaml: base"]);
  });

  it("of a reference are all to the same profile, with the profiles that define it if wanted", () => {
    const marked = cluster("lab", "    version: 1.1.0\n").replace("name: base", "name: ba$0se");
    expect(referencesOf(marked)).toHaveLength(4);
    expect(referencesOf(marked, true).slice(0, 2)).toEqual([
      "/project/base-2.yaml: base",
      "/project/base-1.yaml: base",
    ]);
  });

  it("of a pack are none", () => {
    expect(referencesOf(profileWith("  - name: nginx$0\n    type: spectro\n"))).toEqual([]);
  });
});
