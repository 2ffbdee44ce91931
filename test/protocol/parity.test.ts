/**
 * The same files give the same findings in the editor and in the command, whatever happened in between: the server's are compared
 * with those of a fresh load by the command's own loader.
 */

import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { CodeActionRequest, type Diagnostic } from "vscode-languageserver-protocol/node";
import { analyze } from "../../server/src/analysis/engine.ts";
import type { Finding } from "../../server/src/analysis/finding.ts";
import { load } from "../../server/src/cli/load.ts";
import { toDiagnostic, uriOf } from "../../server/src/lsp/convert.ts";
import {
  type CommittedTextParams,
  committedChangedNotification,
  committedTextRequest,
} from "../../server/src/lsp/protocol.ts";
import { createLineIndex } from "../../server/src/syntax/line-index.ts";
import { checkJson } from "../cli/support.ts";
import { commitAll, git } from "../harness/git-repository.ts";
import { type Client, it } from "./client.ts";
import { nginxPacks, nginxProfile, packJson, sentinel, sentinelName, type TestFolder } from "./workspace.ts";

const samples = join(import.meta.dirname, "../../samples");
const configFile = ".cluster-profiles.yaml";

/** Findings by file, as the command has them; of packs those that the editor has looked at. */
async function findingsOfCommand(
  isLookedAt: (uri: string) => boolean,
  ...folders: readonly TestFolder[]
): Promise<Map<string, readonly Diagnostic[]>> {
  const [first] = folders;
  if (first === undefined) throw new Error("There is no folder");
  const loaded = await load(
    {
      paths: folders.map(({ path }) => path),
      config: undefined,
      registries: [],
    },
    first.path,
  );
  const { snapshot, texts } = loaded;
  const linesOf = (file: string) => createLineIndex(texts.get(file) ?? "");
  const findings = new Map<string, readonly Diagnostic[]>();
  const packFiles = snapshot.packFiles().filter((file) => isLookedAt(uriOf(file)));
  for (const file of [...snapshot.files(), ...snapshot.statusFiles(), ...packFiles]) {
    const diagnostics = analyze(snapshot, file).map((finding: Finding) =>
      toDiagnostic(finding, { lines: linesOf(file), linesOf, uriOfFile: uriOf, rulePages: undefined }),
    );
    if (diagnostics.length > 0) findings.set(uriOf(file), diagnostics);
  }
  return findings;
}

/** What both must agree on. Places in packs are left out: they are no texts of the workspace. */
function comparable(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code, severity, range, message, tags, relatedInformation }) => ({
    code,
    severity,
    range,
    message,
    tags,
    related: relatedInformation?.map(({ location, message: text }) => [location.uri, text]),
  }));
}

/** What is wrong with sources is told apart by both. */
function findingsOfServer(client: Client): Map<string, readonly Diagnostic[]> {
  const findings = new Map<string, readonly Diagnostic[]>();
  for (const uri of client.filesWithFindings) {
    const diagnostics = client
      .diagnostics(uri)
      .filter(({ code }) => code !== "config-file" && code !== "registry");
    if (diagnostics.length > 0) findings.set(uri, diagnostics);
  }
  return findings;
}

async function expectParity(client: Client, ...folders: readonly TestFolder[]): Promise<number> {
  await client.settle();
  const actual = findingsOfServer(client);
  const expected = await findingsOfCommand((uri) => actual.has(uri), ...folders);
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [uri, diagnostics] of expected) {
    expect(comparable(actual.get(uri) ?? []), uri).toEqual(comparable(diagnostics));
  }
  return expected.size;
}

describe.concurrent("editor and command agree", () => {
  it("on all samples", async ({ desk }) => {
    const folder = desk.folder();
    cpSync(samples, folder.path, { recursive: true });
    const client = await desk.client([folder]);
    expect(await expectParity(client, folder)).toBeGreaterThan(10);
  });

  it("on all samples when every file is open", async ({ desk }) => {
    const folder = desk.folder();
    cpSync(samples, folder.path, { recursive: true });
    const client = await desk.client([folder]);
    const expected = await findingsOfCommand(() => true, folder);
    for (const uri of expected.keys()) await client.open(uri, folder.read(uri));
    await expectParity(client, folder);
  });

  it("on the fixes of all samples, the first of which is the one that the light bulb prefers", async ({
    desk,
  }) => {
    const folder = desk.folder();
    cpSync(samples, folder.path, { recursive: true });
    const client = await desk.client([folder]);
    await client.settle();
    const { findings } = await checkJson(folder.path);
    const outdated = findings.filter(({ rule }) => rule === "outdated-pack");
    expect(outdated.length).toBeGreaterThan(10);
    for (const { file, range, fixes, message } of outdated) {
      const uri = folder.uriOf(file);
      const diagnostic = client.diagnostics(uri).find((one) => one.message === message);
      const actions = await client.request(CodeActionRequest.type, {
        textDocument: { uri },
        range: {
          start: { line: range.start.line - 1, character: range.start.column - 1 },
          end: { line: range.end.line - 1, character: range.end.column - 1 },
        },
        context: { diagnostics: diagnostic === undefined ? [] : [diagnostic], only: ["quickfix"] },
      });
      const titles = (actions ?? []).map(({ title }) => title);
      expect(titles.slice(0, fixes.length), `${file} ${message}`).toEqual(fixes);
      const preferred = (actions ?? []).filter((action) => "isPreferred" in action && action.isPreferred);
      expect(fixes, file).toEqual(expect.arrayContaining(preferred.map(({ title }) => title)));
      if (preferred[0] !== undefined) expect(fixes[0], file).toBe(preferred[0].title);
    }
  });

  it("on two folders, one of them in the other", async ({ desk }) => {
    const outer = desk.folder({ "extra/web.yaml": nginxProfile("1.12.1", { name: "extra" }) });
    cpSync(samples, outer.pathOf("samples"), { recursive: true });
    const inner = outer.folder("samples");
    const client = await desk.client([outer, inner]);
    await expectParity(client, outer, inner);
  });

  it("on troubles of sources and on what is wrong with configuration", async ({ desk }) => {
    const folder = desk.folder({
      ...nginxPacks,
      "packs/bad/pack.json": "{",
      "packs/again/pack.json": packJson("nginx", "1.12.1"),
      [configFile]: "registries:\n  - name: Other\n    folder: missing\nrules:\n  outdated: off\n",
    });
    const client = await desk.client([folder]);
    const status = await client.loaded();
    const { troubles, configs } = await load(
      { paths: ["."], config: undefined, registries: [] },
      folder.path,
    );
    const sorted = (list: readonly { readonly path: string }[]) =>
      [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(sorted(status.troubles)).toEqual(sorted(troubles));
    expect(status.troubles).toHaveLength(3);
    await client.eventually(
      "what is wrong with the configuration",
      () => client.codes(folder.uriOf(configFile)).length > 0,
    );
    expect(client.messages(folder.uriOf(configFile))).toEqual(
      configs.flatMap(({ problems }) => problems.map(({ message }) => message)),
    );
  });

  it("on what has changed since the last commit", async ({ desk }) => {
    const lab = (version: string) =>
      `name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: ${version} }\n    - { name: gone, version: 1.0.0 }\n    - { name: bumped, version: 1.0.0 }\nnode_groups: []\n`;
    const profile = (name: string, version = "1.12.1", profileVersion = "1.0.0") =>
      nginxProfile(version, { name, profileVersion });
    const folder = desk.folder({
      ...nginxPacks,
      "lab.yaml": lab("2.0.0"),
      "web.yaml": profile("web"),
      "renamed.yaml": profile("gone"),
      "bumped.yaml": profile("bumped"),
      "unused.yaml": profile("unused"),
    });
    commitAll(folder.path);
    folder.writeAll({
      "lab.yaml": lab("1.0.0"),
      "web.yaml": profile("web", "1.12.4"),
      "renamed.yaml": profile("renamed"),
      "bumped.yaml": profile("bumped", "1.12.1", "1.1.0"),
      "unused.yaml": profile("unused", "1.12.4"),
    });
    const client = await desk.client([folder], {
      initializationOptions: { committedTexts: true },
      answers: {
        [committedTextRequest]: (params) => {
          const { uri } = params as CommittedTextParams;
          return { text: git(folder.path, "show", `HEAD:${uri.slice(folder.uri.length + 1)}`) };
        },
      },
    });
    const names = ["lab.yaml", "web.yaml", "renamed.yaml", "bumped.yaml", "unused.yaml"];
    await client.tell(committedChangedNotification, {
      changed: names.map((name) => folder.uriOf(name)),
      anew: true,
    });
    const rule = "in-use-profile-changed";
    for (const name of names.slice(1, 4))
      await client.eventually(`the finding of ${name}`, () =>
        client.codes(folder.uriOf(name)).includes(rule),
      );
    await expectParity(client, folder);
    expect(client.codes(folder.uriOf("unused.yaml"))).not.toContain(rule);
  });

  it.for([1, 2, 3, 4])("after a morning's work, whatever its order (%i)", async (seed, { desk }) => {
    const folder = desk.folder({ ...nginxPacks, "web.yaml": nginxProfile("1.12.1") });
    const client = await desk.client([folder]);
    const done = await work(client, folder, seed, 60);
    await expectParity(client, folder).catch((error: unknown) => {
      throw new Error(`After ${done.join(", ")}`, { cause: error });
    });
  });
});

/** Opens, edits, saves, closes, creates, moves and deletes at random, and leaves nothing open. Gives what was done. */
async function work(client: Client, folder: TestFolder, seed: number, steps: number): Promise<string[]> {
  let state = seed * 7_919;
  const random = (below: number) => {
    // The linear congruence of Numerical Recipes; its high bits are random enough.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(items: readonly T[]): T => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  };
  const names = ["web.yaml", "api.yaml", "team/one.yaml", "team/two.yaml", "berlin.yaml"];
  const onDisk = new Set(["web.yaml"]);
  const isOpen = new Set<string>();
  const someText = (name: string): string => {
    if (name === "berlin.yaml") {
      const version = pick(["1.0.0", "2.0.0", "3.0.0"]);
      return `name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - name: ${pick(["web", "api", "shop"])}\n      version: "${version}"\nnode_groups: []\n`;
    }
    if (random(6) === 0) return "services: {}\n";
    return nginxProfile(pick(["1.12.1", "1.12.4", "1.13.0", "1.99.0"]), {
      name: pick(["web", "api", "shop"]),
      profileVersion: pick(["1.0.0", "2.0.0", "v3"]),
    });
  };
  const done: string[] = [];
  for (let step = 0; step < steps; step++) {
    const name = pick(names);
    const uri = folder.uriOf(name);
    const action = pick([
      "write",
      "write",
      "delete",
      "open",
      "edit",
      "edit",
      "edit",
      "save",
      "close",
      "config",
      "pack",
      "folder",
    ]);
    done.push(`${action} ${name}`);
    switch (action) {
      case "write":
        folder.write(name, someText(name));
        await client.changed([uri, onDisk.has(name) ? "changed" : "created"]);
        onDisk.add(name);
        break;
      case "delete":
        if (!onDisk.delete(name)) break;
        folder.remove(name);
        await client.changed([uri, "deleted"]);
        break;
      case "folder": {
        const inside = [...onDisk].filter((other) => other.startsWith("team/"));
        if (inside.length === 0) break;
        for (const other of inside) onDisk.delete(other);
        await client.changed([folder.remove("team"), "deleted"]);
        break;
      }
      case "open":
        if (isOpen.has(name)) break;
        isOpen.add(name);
        await client.open(uri, onDisk.has(name) ? folder.read(uri) : someText(name));
        break;
      case "edit":
        if (isOpen.has(name)) await client.change(uri, [{ text: someText(name) }]);
        break;
      case "save":
        if (!isOpen.has(name)) break;
        folder.write(name, client.document(uri).getText());
        await client.changed([uri, onDisk.has(name) ? "changed" : "created"]);
        onDisk.add(name);
        break;
      case "close":
        if (isOpen.delete(name)) await client.close(uri);
        break;
      case "config":
        folder.write(
          configFile,
          `rules:\n  outdated-pack: ${pick(["off", "hint", "error"])}\nfiles:\n  ignore: ['${pick(["x", "team/**", "api*"])}']\n`,
        );
        await client.changed([folder.uriOf(configFile), "changed"]);
        break;
      case "pack":
        folder.write(
          "packs/more/pack.json",
          pick([packJson("nginx", "1.14.0"), packJson("nginx", "1.12.9"), "{"]),
        );
        await client.changed([folder.uriOf("packs/more/pack.json"), "changed"]);
        break;
    }
  }
  for (const name of isOpen) await client.close(folder.uriOf(name));
  folder.write(sentinelName, sentinel());
  return done;
}
