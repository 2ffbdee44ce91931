/** The config file, the editor's settings, the registries and the folders: whatever changes of them changes the findings. */

import { describe, expect } from "vitest";
import { DiagnosticSeverity, type InlayHint, ResponseError } from "vscode-languageserver-protocol/node";
import { defaultSettings, it, messageOf } from "./client.ts";
import { nginxPacks, nginxProfile, packJson, registry } from "./workspace.ts";

const configFile = ".cluster-profiles.yaml";

describe.concurrent("the config file", () => {
  it("says how much a rule matters, from the moment it is written", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    expect(client.diagnostics(uri)[0]?.severity).toBe(DiagnosticSeverity.Information);

    const config = folder.write(configFile, "rules:\n  outdated-pack: error\n");
    await client.changed([config, "created"]);
    await client.eventually(
      "the finding as an error",
      () => client.diagnostics(uri)[0]?.severity === DiagnosticSeverity.Error,
    );

    folder.write(configFile, "rules:\n  outdated-pack: off\n");
    await client.changed([config, "changed"]);
    await client.codesToBe(uri, []);

    await client.changed([folder.remove(configFile), "deleted"]);
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.settle();
    expect(client.diagnostics(uri)[0]?.severity).toBe(DiagnosticSeverity.Information);
    expect(client.filesEverPublished).not.toContain(config);
  });

  it("leaves it to the packs what values they take, and is told when that changes", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": `${nginxProfile("1.13.0")}    values: |\n      charts:\n        nginx:\n          port: x\n`,
    });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
    const file = folder.write(
      "packs/nginx-1.13.0/schema.yaml",
      "charts.nginx.port:\n  schema: '{{ format \"${number}\" }}'\n",
    );
    await client.changed([file, "created"]);
    await client.codesToBe(uri, ["values-format"]);
    folder.write(
      "packs/nginx-1.13.0/schema.yaml",
      "charts.nginx.port:\n  schema: '{{ format \"${string}\" }}'\n",
    );
    await client.changed([file, "changed"]);
    await client.codesToBe(uri, []);
  });

  it("adds registries by name and folder", async ({ desk }) => {
    const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
    const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
    const config = folder.write(
      configFile,
      `registries:\n  - name: Palette Registry\n    folder: ${packs.path}\n    complete: true\n`,
    );
    const status = await client.reloaded(() => client.changed([config, "created"]));
    expect(status.registries).toMatchObject([{ label: "Palette Registry", packs: 2 }]);
    await client.codesToBe(uri, ["outdated-pack"]);
  });

  it("that is broken is told at its own place, and mending it takes that away", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": nginxProfile("1.12.1"),
      [configFile]: "rules:\n  outdated-pack: [\n",
    });
    const client = await desk.client([folder]);
    const config = folder.uriOf(configFile);
    await client.codesToBe(config, ["config-file"]);
    expect(client.diagnostics(config)[0]).toMatchObject({
      severity: DiagnosticSeverity.Error,
      source: "cluster-profiles",
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);

    folder.write(configFile, "rules:\n  outdated-packs: off\n");
    await client.changed([config, "changed"]);
    const [unknown] = await client.eventually("a finding on the unknown rule", () => {
      const findings = client.diagnostics(config);
      return findings.some((finding) => messageOf(finding).includes("outdated-packs")) && findings;
    });
    expect(unknown?.range.start).toEqual({ line: 1, character: 2 });

    folder.write(configFile, "rules:\n  outdated-pack: off\n");
    await client.changed([config, "changed"]);
    await client.codesToBe(config, []);
    await client.codesToBe(folder.uriOf("web.yaml"), []);
  });

  it("that holds a pack back no longer is told, at the day", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": nginxProfile("1.12.1"),
      [configFile]: "updates:\n  - { packs: [nginx], hold: <1.12.2, until: 2020-01-31 }\n",
    });
    const client = await desk.client([folder]);
    const config = folder.uriOf(configFile);
    await client.codesToBe(config, ["config-file"]);
    const [finding] = client.diagnostics(config);
    expect(finding?.severity).toBe(DiagnosticSeverity.Warning);
    expect(finding && messageOf(finding)).toContain("This hold ended on 2020-01-31");
    expect(finding?.range.start).toEqual({ line: 1, character: 44 });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });

  it("that is open keeps its finding when it is closed, and loses it with the file", async ({ desk }) => {
    const text = "rules:\n  outdated-pack: loud\n";
    const folder = desk.folder({ [configFile]: text });
    const client = await desk.client([folder]);
    const config = folder.uriOf(configFile);
    await client.codesToBe(config, ["config-file"]);
    await client.open(config, text);
    await client.settle();
    await client.close(config);
    await client.settle();
    expect(client.codes(config)).toEqual(["config-file"]);
    await client.changed([folder.remove(configFile), "deleted"]);
    await client.codesToBe(config, []);
  });

  it("decides by globs what is a profile, and what is left alone", async ({ desk }) => {
    const odd = "name: odd\npacks: []\n";
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": nginxProfile("1.12.1"),
      "odd.yaml": odd,
    });
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.settle();
    expect(client.codes(folder.uriOf("odd.yaml"))).toEqual([]);
    const config = folder.write(configFile, "files:\n  profiles: [odd.yaml]\n  ignore: ['we*.yaml']\n");
    await client.changed([config, "created"]);
    await client.codesToBe(folder.uriOf("web.yaml"), []);
    await client.eventually("findings of the profile by glob", () =>
      client.codes(folder.uriOf("odd.yaml")).includes("document-schema"),
    );
    await client.changed([folder.remove(configFile), "deleted"]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.codesToBe(folder.uriOf("odd.yaml"), []);
  });

  it("is no profile itself, nor are packs, whatever its globs cover", async ({ desk }) => {
    const text = "files:\n  profiles: ['**/*.yaml', '**/*.json']\n";
    const folder = desk.folder({ ...registry("packs", "nginx 1.12.1"), [configFile]: text });
    const client = await desk.client([folder]);
    await client.open(folder.uriOf(configFile), text);
    await client.open(folder.uriOf("packs/nginx-1.12.1/pack.json"), packJson("nginx", "1.12.1"));
    await client.settle();
    expect(client.codes(folder.uriOf(configFile))).toEqual([]);
    expect(client.codes(folder.uriOf("packs/nginx-1.12.1/pack.json"))).toEqual([]);
  });

  it("in a folder below the workspace's is nobody's", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "team/web.yaml": nginxProfile("1.12.1"),
      [`team/${configFile}`]: "rules:\n  outdated-pack: off\n",
    });
    const client = await desk.client([folder]);
    await client.codesToBe(folder.uriOf("team/web.yaml"), ["outdated-pack"]);
  });

  it.for([
    ["a glob without end", `files:\n  ignore: ["${"a".repeat(70_000)}"]\n`],
    ["a glob that nests without end", `files:\n  ignore: ["${"+(a|".repeat(400)}${")".repeat(400)}"]\n`],
    ["brackets without end", `rules: ${"[".repeat(20_000)}\n`],
    ["aliases that multiply", bomb()],
    ["something else altogether", "- 1\n- 2\n"],
    ["nothing", ""],
  ] as const)("with %s costs nobody the findings", async ([, text], { desk }) => {
    const other = desk.folder({ "other.yaml": nginxProfile("1.12.1", { name: "other" }) });
    const folder = desk.folder({ ...nginxPacks, "aaa.yaml": nginxProfile("1.12.1"), [configFile]: text });
    const client = await desk.client([folder, other]);
    await client.codesToBe(folder.uriOf("aaa.yaml"), ["outdated-pack"]);
    await client.codesToBe(other.uriOf("other.yaml"), ["outdated-pack"]);
  });
});

function bomb(): string {
  const lines = ["rules: &a0 { outdated-pack: hint }"];
  for (let level = 1; level < 40; level++)
    lines.push(`x${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
  return `${lines.join("\n")}\n`;
}

describe.concurrent("the editor's settings", () => {
  it("say how much a rule matters, and the config file knows better", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    let rules: Record<string, string> = { "outdated-pack": "error" };
    const client = await desk.client([folder], { settings: () => ({ ...defaultSettings, rules }) });
    const uri = folder.uriOf("web.yaml");
    const severityToBe = (severity: DiagnosticSeverity | undefined) =>
      client.eventually(`severity ${severity}`, () => client.diagnostics(uri)[0]?.severity === severity);
    await severityToBe(DiagnosticSeverity.Error);

    rules = { "outdated-pack": "off" };
    await client.tell("workspace/didChangeConfiguration", { settings: null });
    await client.codesToBe(uri, []);

    await client.changed([folder.write(configFile, "rules:\n  outdated-pack: hint\n"), "created"]);
    await severityToBe(DiagnosticSeverity.Hint);

    rules = { "outdated-pack": "error" };
    await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
    await client.settle();
    await severityToBe(DiagnosticSeverity.Hint);
  });

  it("add registries, with folders relative to the workspace folder", async ({ desk }) => {
    const packs = desk.folder(registry("kept", "nginx 1.12.1", "nginx 1.13.0"));
    const folder = desk.folder({ "web.yaml": nginxProfile("1.12.1") });
    let registries: unknown[] = [];
    const client = await desk.client([folder], { settings: () => ({ ...defaultSettings, registries }) });
    await client.settle();
    expect(client.codes(folder.uriOf("web.yaml"))).toEqual([]);
    registries = [
      { name: "Palette Registry", folder: `../${packs.path.split("/").at(-1)}/kept`, complete: false },
    ];
    await client.tell("workspace/didChangeConfiguration", { settings: null });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });

  it("are asked for each folder, and hold there alone", async ({ desk }) => {
    const one = desk.folder({ ...nginxPacks, "one.yaml": nginxProfile("1.12.1", { name: "one" }) });
    const two = desk.folder({ "two.yaml": nginxProfile("1.12.1", { name: "two" }) });
    const client = await desk.client([one, two], {
      settings: (scope) => ({
        ...defaultSettings,
        rules: scope === two.uri ? { "outdated-pack": "off" } : {},
      }),
    });
    await client.codesToBe(one.uriOf("one.yaml"), ["outdated-pack"]);
    await client.settle();
    expect(client.codes(two.uriOf("two.yaml"))).toEqual([]);
  });

  it("that are garbage are as if there were none", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    let settings: unknown = null;
    const client = await desk.client([folder], { settings: () => settings });
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    for (const garbage of [
      "packs",
      [1, [2]],
      { registries: { folder: 3 }, rules: ["off"], files: { profiles: 1, ignore: [null, 7] }, inlayHints: 0 },
      {
        registries: [null, { folder: "" }, { name: 1 }],
        rules: { "outdated-pack": "loud" },
        inlayHints: null,
      },
    ]) {
      settings = garbage;
      await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
      await client.settle();
      expect(client.codes(uri), JSON.stringify(garbage)).toEqual(["outdated-pack"]);
    }
  });

  it("show what clusters get at the packs of their profiles, once that is wanted", async ({ desk }) => {
    const text = nginxProfile("1.12.1", { profileVersion: "1.0.0" });
    const folder = desk.folder({
      ...nginxPacks,
      "web.yaml": text,
      "lab.yaml":
        "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.0.0 }\nnode_groups: []\n",
    });
    let settings: unknown = null;
    const client = await desk.client([folder], { settings: () => settings });
    await client.loaded();
    const uri = folder.uriOf("web.yaml");
    await client.open(uri, text);
    const labels = async () => {
      const range = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };
      const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
      // Those of newer versions lead somewhere, and are in parts.
      return hints.flatMap(({ label }) => (typeof label === "string" ? [label] : []));
    };
    expect(await labels()).toEqual([]);
    settings = { inlayHints: { effects: true } };
    await client.reloaded(() => client.tell("workspace/didChangeConfiguration", { settings: null }));
    expect(await labels()).toEqual(["1 cluster · no node disturbed"]);
  });

  const refusals: readonly (readonly [string, () => unknown])[] = [
    ["refuses to tell", () => new ResponseError(-32603, "no settings today")],
    ["tells of none", () => null],
    ["tells of too few", () => []],
  ];
  it.for(refusals)("are done without when the client %s them", async ([, answer], { desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], {
      answers: { "workspace/configuration": answer },
      expectErrors: true,
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });
});

describe.concurrent("packs", () => {
  it("that are added, changed and removed on the disk change the findings of profiles", async ({ desk }) => {
    const folder = desk.folder({ ...registry("packs", "nginx 1.12.1"), "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.settle();
    expect(client.codes(uri)).toEqual([]);

    const added = folder.write("packs/new/pack.json", packJson("nginx", "1.12.9"));
    await client.changed([added, "created"]);
    await client.codesToBe(uri, ["outdated-pack"]);
    expect(client.messages(uri)[0]).toContain("1.12.9");

    folder.write("packs/new/pack.json", packJson("nginx", "2.0.0"));
    await client.changed([added, "changed"]);
    await client.eventually("the changed version", () => client.messages(uri)[0]?.includes("2.0.0"));

    folder.remove("packs/new/pack.json");
    await client.changed([added, "deleted"]);
    await client.codesToBe(uri, []);
  });

  it.for([
    ["its own folder", "packs/nginx-1.13.0"],
    ["a folder whose name looks like a file's", "packs/nginx-1.13.x"],
    ["a folder far above", "vendor/registries/palette/nginx"],
  ] as const)("that go with %s, of which alone the editor tells, are gone", async ([, place], { desk }) => {
    const top = place
      .split("/")
      .slice(0, place.startsWith("vendor") ? 1 : 2)
      .join("/");
    const folder = desk.folder({
      "web.yaml": nginxProfile("1.12.1"),
      "kept/nginx/pack.json": packJson("nginx", "1.12.1"),
      [`${place}/pack.json`]: packJson("nginx", "1.13.0"),
      [configFile]: `registries:\n  - name: Palette Registry\n    folder: ${place.split("/").slice(0, -1).join("/")}\n  - name: Palette Registry\n    folder: kept\n`,
    });
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web.yaml");
    await client.codesToBe(uri, ["outdated-pack"]);
    await client.changed([folder.remove(top), "deleted"]);
    await client.codesToBe(uri, []);
  });

  it("that are broken are told once, at their own file, and cost no other", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "packs/bad/pack.json": '{ "name": "nginx", ',
      "packs/numbered/pack.json": '{ "name": "nginx", "version": 1.13 }',
      "web.yaml": nginxProfile("1.12.1"),
      "api.yaml": nginxProfile("1.12.1", { name: "api" }),
    });
    const client = await desk.client([folder]);
    const bad = folder.uriOf("packs/bad/pack.json");
    const numbered = folder.uriOf("packs/numbered/pack.json");
    await client.codesToBe(bad, ["pack-json"]);
    await client.codesToBe(numbered, ["pack-json", "pack-json", "pack-json"]);
    expect(client.messages(numbered)).toContainEqual(expect.stringMatching(/1\.13.*in quotes/));
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.codesToBe(folder.uriOf("api.yaml"), ["outdated-pack"]);
    expect(client.status?.troubles).toHaveLength(2);
    expect(client.published(bad)).toHaveLength(1);

    // Opening the file shows it no second time and takes nothing away; mending it does.
    await client.open(bad, '{ "name": "nginx", ', { languageId: "json" });
    await client.settle();
    expect(client.codes(bad)).toEqual(["pack-json"]);
    await client.change(bad, [{ text: packJson("nginx", "1.14.0") }]);
    folder.write("packs/bad/pack.json", packJson("nginx", "1.14.0"));
    await client.changed([bad, "changed"]);
    await client.codesToBe(bad, []);
    await client.eventually("the mended version", () =>
      client.messages(folder.uriOf("web.yaml"))[0]?.includes("1.14.0"),
    );
    await client.close(bad);
    await client.settle();
    expect(client.codes(bad)).toEqual([]);
    expect(client.codes(numbered)).toEqual(["pack-json", "pack-json", "pack-json"]);
  });

  it("in a registry that is missing are unknown, which is the registry's fault and nobody else's", async ({
    desk,
  }) => {
    const folder = desk.folder({
      "web.yaml": nginxProfile("1.12.1"),
      [configFile]: "registries:\n  - name: Palette Registry\n    folder: missing\n    complete: true\n",
    });
    const client = await desk.client([folder]);
    const status = await client.loaded();
    expect(status.registries).toMatchObject([
      { label: "Palette Registry", packs: 0, failure: expect.stringContaining("missing") },
    ]);
    expect(status.troubles).toHaveLength(1);
    await client.settle();
    expect(client.codes(folder.uriOf("web.yaml"))).toEqual([]);
    folder.writeAll(registry("missing", "nginx 1.12.1", "nginx 1.13.0"));
    await client.changed([folder.uriOf("missing/nginx-1.13.0/pack.json"), "created"]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });

  it("outside of the workspace are watched, for as long as they are named", async ({ desk }) => {
    const packs = desk.folder(registry("kept", "nginx 1.12.1"));
    const folder = desk.folder({
      "web.yaml": nginxProfile("1.12.1"),
      [configFile]: `registries:\n  - name: Palette Registry\n    folder: ${packs.path}/kept\n`,
    });
    const client = await desk.client([folder]);
    await client.loaded();
    const added = packs.write("kept/new/pack.json", packJson("nginx", "1.13.0"));
    await client.eventually("the outside folder to be watched", () => client.watches(added, "created"));
    await client.changed([added, "created"]);
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
    await client.reloaded(() => client.changed([folder.remove(configFile), "deleted"]));
    await client.eventually("nobody to watch it", () => !client.watches(added, "created"));
    await client.codesToBe(folder.uriOf("web.yaml"), []);
  });
});

describe.concurrent("workspace folders", () => {
  it("have configurations of their own", async ({ desk }) => {
    const one = desk.folder({
      ...nginxPacks,
      "one.yaml": nginxProfile("1.12.1", { name: "one" }),
      [configFile]: "rules:\n  outdated-pack: error\n",
    });
    const two = desk.folder({
      "two.yaml": nginxProfile("1.12.1", { name: "two" }),
      [configFile]: "rules:\n  outdated-pack: hint\n",
    });
    const client = await desk.client([one, two]);
    await client.codesToBe(one.uriOf("one.yaml"), ["outdated-pack"]);
    await client.codesToBe(two.uriOf("two.yaml"), ["outdated-pack"]);
    expect(client.diagnostics(one.uriOf("one.yaml"))[0]?.severity).toBe(DiagnosticSeverity.Error);
    expect(client.diagnostics(two.uriOf("two.yaml"))[0]?.severity).toBe(DiagnosticSeverity.Hint);
  });

  it("come and go with their findings, their packs and what is wrong with their configuration", async ({
    desk,
  }) => {
    const one = desk.folder({ "one.yaml": nginxProfile("1.12.1", { name: "one" }) });
    const two = desk.folder({
      ...nginxPacks,
      "two.yaml": nginxProfile("1.12.1", { name: "two" }),
      [configFile]: "rules: 3\n",
    });
    const client = await desk.client([one]);
    await client.settle();
    expect(client.filesWithFindings).toEqual([one.uriOf("zz-sentinel.yaml")]);

    await client.foldersChanged([two], []);
    await client.codesToBe(one.uriOf("one.yaml"), ["outdated-pack"]);
    await client.codesToBe(two.uriOf("two.yaml"), ["outdated-pack"]);
    await client.codesToBe(two.uriOf(configFile), ["config-file"]);

    await client.foldersChanged([], [two]);
    await client.codesToBe(two.uriOf("two.yaml"), []);
    await client.codesToBe(two.uriOf(configFile), []);
    await client.codesToBe(one.uriOf("one.yaml"), []);
  });

  it("that come right after the start are there, beside the first ones", async ({ desk }) => {
    const one = desk.folder({ ...nginxPacks, "one.yaml": nginxProfile("1.12.1", { name: "one" }) });
    const two = desk.folder({ "two.yaml": nginxProfile("1.12.1", { name: "two" }) });
    const client = await desk.client([one]);
    await client.foldersChanged([two], []);
    await client.codesToBe(one.uriOf("one.yaml"), ["outdated-pack"]);
    await client.codesToBe(two.uriOf("two.yaml"), ["outdated-pack"]);
  });

  it("that come while the client is slow to answer are there, beside the first ones", async ({ desk }) => {
    const one = desk.folder({ ...nginxPacks, "one.yaml": nginxProfile("1.12.1", { name: "one" }) });
    const two = desk.folder({ "two.yaml": nginxProfile("1.12.1", { name: "two" }) });
    const waiting: ((answer: null) => void)[] = [];
    const client = await desk.client([one], {
      answers: {
        "client/registerCapability": () => new Promise<null>((resolve) => waiting.push(resolve)),
      },
    });
    // The first question is about settings, the second about files.
    await client.eventually("the first registration", () => waiting.length === 1);
    waiting[0]?.(null);
    await client.eventually("the second registration", () => waiting.length === 2);
    await client.foldersChanged([two], []);
    await client.ask("textDocument/documentSymbol", { textDocument: { uri: one.uriOf("one.yaml") } });
    waiting[1]?.(null);
    await client.codesToBe(one.uriOf("one.yaml"), ["outdated-pack"]);
    await client.codesToBe(two.uriOf("two.yaml"), ["outdated-pack"]);
  });

  it("may lie in one another: the innermost configuration counts, and files and packs count once", async ({
    desk,
  }) => {
    const outer = desk.folder({
      ...registry("team/packs", "nginx 1.12.1", "nginx 1.13.0"),
      "outer.yaml": nginxProfile("1.12.1", { name: "outer" }),
      "team/inner.yaml": nginxProfile("1.12.1", { name: "inner" }),
      [`team/${configFile}`]:
        "registries:\n  - name: Palette Registry\n    folder: packs\nrules:\n  outdated-pack: hint\n",
    });
    const inner = outer.folder("team");
    const client = await desk.client([outer, inner]);
    await client.codesToBe(outer.uriOf("outer.yaml"), ["outdated-pack"]);
    await client.codesToBe(outer.uriOf("team/inner.yaml"), ["outdated-pack"]);
    expect(client.diagnostics(outer.uriOf("team/inner.yaml"))[0]?.severity).toBe(DiagnosticSeverity.Hint);
    expect(client.diagnostics(outer.uriOf("outer.yaml"))[0]?.severity).toBe(DiagnosticSeverity.Information);
    // As the command has it: a pack is of the registry that names it, and of no other.
    expect(client.status?.registries).toEqual([{ label: "Palette Registry", packs: 2 }]);
    expect(client.status?.troubles).toEqual([]);

    await client.foldersChanged([], [inner]);
    await client.eventually(
      "the outer configuration to count",
      () =>
        client.diagnostics(outer.uriOf("team/inner.yaml"))[0]?.severity === DiagnosticSeverity.Information,
    );
  });

  it("may be named by a root URI alone, as older clients do", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder], {
      capabilities: { workspace: { workspaceFolders: false } },
      initialize: { rootUri: folder.uri, workspaceFolders: null },
    });
    await client.codesToBe(folder.uriOf("web.yaml"), ["outdated-pack"]);
  });
});
