/**
 * The whole engine over real files. Our own samples have a committed snapshot of every finding; the data of others is read
 * where it is present (CLUSTER_PROFILES_DATA, or ../shared/data beside the checkout) and never copied.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/analysis/engine.ts";
import type { Finding } from "../../server/src/analysis/finding.ts";
import type { Rule } from "../../server/src/analysis/rule.ts";
import { rules } from "../../server/src/analysis/rules/index.ts";
import { createCatalog, type Registry, type SourceTrouble } from "../../server/src/catalog/catalog.ts";
import { DirectoryContentSource, readDirectoryRegistry } from "../../server/src/io/directory-registry.ts";
import { loadFolder, readTexts } from "../../server/src/io/folder-loader.ts";
import { type Snapshot, Workspace } from "../../server/src/workspace/workspace.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const samples = join(root, "samples");
const snapshotFile = fileURLToPath(new URL("samples.findings.txt", import.meta.url));
const data = process.env.CLUSTER_PROFILES_DATA ?? join(root, "..", "shared", "data");

interface Loaded {
  readonly snapshot: Snapshot;
  readonly texts: ReadonlyMap<string, string>;
  readonly troubles: readonly SourceTrouble[];
}

async function load(folders: readonly string[], extra: readonly Registry[] = []): Promise<Loaded> {
  const workspace = new Workspace();
  const loaded = await Promise.all(folders.map((folder) => loadFolder({ folder, trusted: true })));
  const files = loaded.flatMap(({ documents, packFiles }) => [...documents, ...packFiles]).sort();
  const { texts, troubles } = await readTexts(files);
  const registries = [...extra, ...loaded.flatMap((folder) => folder.registries)];
  const catalog = createCatalog(registries, new DirectoryContentSource());
  workspace.apply(
    {
      kind: "folders",
      folders: loaded.map(({ folder, config }) => ({ path: folder, config: config.config })),
    },
    { kind: "catalog", catalog },
    ...[...texts].map(([file, text]) => ({ kind: "text", file, text }) as const),
  );
  return {
    snapshot: workspace.snapshot(),
    texts,
    troubles: [...loaded.flatMap((folder) => folder.troubles), ...troubles, ...catalog.troubles],
  };
}

/** All findings, with their fixes computed, because that is code too. A rule that throws fails the test. */
function analyzeAll(snapshot: Snapshot, running: readonly Rule[] = rules): Finding[] {
  const failures: string[] = [];
  const logger = {
    error: (message: string, cause?: unknown) => failures.push(`${message}: ${String(cause)}`),
    warn: () => undefined,
  };
  const files = [...snapshot.files(), ...snapshot.packFiles(), ...snapshot.statusFiles()];
  const findings = files.flatMap((file) => analyze(snapshot, file, logger, running));
  for (const finding of findings) finding.fixes();
  expect(failures).toEqual([]);
  return findings;
}

/** `file:line:col severity rule message`, lines and columns from 1. */
function lineOf(
  folder: string,
  snapshot: Snapshot,
  { file, span, severity, rule, message }: Finding,
): string {
  const position = snapshot.file(file)?.lines.position(span.start) ?? { line: 0, character: 0 };
  const path = relative(folder, file).replaceAll("\\", "/");
  return `${path}:${position.line + 1}:${position.character + 1} ${severity} ${rule} ${message}`;
}

describe("the samples", () => {
  it("give the findings of the committed snapshot", async () => {
    const { snapshot, troubles } = await load([samples]);
    expect(troubles).toEqual([]);
    const lines = analyzeAll(snapshot).map((finding) => lineOf(samples, snapshot, finding));
    const text = `${lines.join("\n")}\n`;
    if (process.env.UPDATE_SNAPSHOTS === "1") writeFileSync(snapshotFile, text);
    const expected = existsSync(snapshotFile) ? readFileSync(snapshotFile, "utf8") : "";
    expect(text, "run `UPDATE_SNAPSHOTS=1 npx vitest run test/corpus` if the change is meant").toBe(expected);
  });

  it("show every rule, except for text that no tool could read, for what Git alone knows, and for packs, which are all right", async () => {
    const { snapshot } = await load([samples]);
    const all = rules.map((rule) => {
      const { offByDefault: _, ...running } = rule;
      return running;
    });
    const shown = new Set(analyzeAll(snapshot, all).map(({ rule }) => rule));
    const unshown = ["document-syntax", "in-use-profile-changed"];
    const ofDocuments = rules.filter(({ bad }) => bad.some(({ file }) => file === undefined));
    const ids = ofDocuments.map(({ id }) => id);
    expect(ids.filter((id) => !shown.has(id) && !unshown.includes(id))).toEqual([]);
  });

  it("outside of problems/ are right: nothing worse than an information", async () => {
    const { snapshot } = await load([samples]);
    const worse = analyzeAll(snapshot).filter(
      ({ file, severity }) =>
        !file.includes("/problems/") && (severity === "error" || severity === "warning"),
    );
    expect(worse.map((finding) => lineOf(samples, snapshot, finding))).toEqual([]);
  });

  it("have parameters that are no profile, and are left alone", async () => {
    const { snapshot, texts } = await load([samples]);
    const file = join(samples, "param-profile.yaml");
    expect(texts.has(file)).toBe(true);
    expect(snapshot.file(file)).toBeUndefined();
  });
});

const isPresent = existsSync(data);
const title = isPresent ? "the data of others" : `the data of others (NOT RUN: there is no ${data})`;

/** Errors that are true: what people commit by mistake. */
const trueErrors = [
  "profiles/eks-profile1-manifest.yaml:22:7 error values-syntax This is no `key: value`: add a colon and the value",
];

describe.skipIf(!isPresent)(title, () => {
  const folders = ["profiles", "clusters", "exports"].map((name) => join(data, name));

  async function loadData(registryName?: string): Promise<Loaded> {
    const folder = join(data, "packs");
    const registry = await readDirectoryRegistry({
      name: registryName,
      label: registryName ?? "packs",
      folder,
      complete: false,
    });
    expect(registry.packs.length).toBeGreaterThan(0);
    return load(folders, [registry]);
  }

  it("is read without a crash, without trouble, and without an error in files that work", async () => {
    const { snapshot, troubles } = await loadData();
    expect(troubles).toEqual([]);
    const findings = analyzeAll(snapshot);
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.map((finding) => lineOf(data, snapshot, finding))).toEqual(trueErrors);
    expect(findings.length).toBeGreaterThan(0);
  });

  it("is the same under a registry with a name", async () => {
    const { snapshot } = await loadData("Public Repo");
    const errors = analyzeAll(snapshot).filter(({ severity }) => severity === "error");
    expect(errors.map((finding) => lineOf(data, snapshot, finding))).toEqual(trueErrors);
  });

  it("has default values in which no slip is found, in a block of a profile with any line ends and in an export", async () => {
    const folder = join(data, "packs");
    const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "values.yaml")));
    expect(names.length).toBeGreaterThan(50);
    const found: string[] = [];
    for (const name of names) {
      const values = readFileSync(join(folder, name, "values.yaml"), "utf8").replaceAll("\r\n", "\n");
      const block =
        'name: a\ntype: add-on\ndescription: ""\npacks:\n  - name: n\n    type: spectro\n    version: 1.0.0\n';
      const literal = `${block}    values: |2\n${values.replace(/^(?=.)/gm, "      ")}\n`;
      const pack = { name: "n", layer: "addon", type: "spectro", tag: "1.0.0", values };
      const texts = {
        "/w/a.yaml": literal,
        "/w/b.yaml": literal.replaceAll("\n", "\r\n"),
        "/w/c.json": JSON.stringify({
          metadata: { name: "a" },
          spec: { version: "1.0.0", template: { type: "add-on", packs: [pack] } },
        }),
      };
      const workspace = new Workspace();
      for (const [file, text] of Object.entries(texts)) workspace.apply({ kind: "text", file, text });
      const snapshot = workspace.snapshot();
      expect(snapshot.files()).toHaveLength(3);
      for (const finding of analyzeAll(snapshot)) {
        if (finding.rule.endsWith("-syntax")) found.push(`${name} ${lineOf("/w", snapshot, finding)}`);
      }
    }
    expect(found).toEqual([]);
  });

  it("has default values in which nothing is wrong but what they leave to be filled in", async () => {
    const registry = await readDirectoryRegistry({
      name: undefined,
      label: "packs",
      folder: join(data, "packs"),
      complete: false,
    });
    const catalog = createCatalog([registry], new DirectoryContentSource());
    const found: string[] = [];
    for (const { name, version, folder } of registry.packs) {
      if (!existsSync(join(folder, "values.yaml"))) continue;
      const values = readFileSync(join(folder, "values.yaml"), "utf8");
      const spec = {
        template: { type: "add-on", packs: [{ name, type: "spectro", version, tag: version, values }] },
      };
      const workspace = new Workspace();
      const text = JSON.stringify({ metadata: { name: "a" }, spec: { version: "1.0.0", ...spec } });
      workspace.apply({ kind: "catalog", catalog }, { kind: "text", file: "/w/a.json", text });
      for (const { rule, message } of analyzeAll(workspace.snapshot())) {
        if (!/^values-|-secret$/.test(rule)) continue;
        // These are left empty by their authors.
        if (rule !== "values-required" || !message.includes("which is empty"))
          found.push(`${name} ${version} ${rule} ${message}`);
      }
    }
    expect(found).toEqual([]);
  });

  it("is recognised file by file, but for the one that is no profile", async () => {
    const { snapshot, texts } = await loadData();
    const unknown = [...texts.keys()].filter((file) => snapshot.file(file) === undefined);
    expect(unknown.map((file) => relative(data, file))).toEqual([join("profiles", "eks-param-profile.yaml")]);
  });

  it("has packs whose own files give findings that are true: nothing that would not work", async () => {
    const { snapshot } = await load([join(data, "packs")]);
    expect(snapshot.packFiles().length).toBeGreaterThan(100);
    const findings = analyzeAll(snapshot);
    const worse = findings.filter(({ severity }) => severity === "error" || severity === "warning");
    expect(worse.map((finding) => lineOf(data, snapshot, finding))).toEqual([]);
    // Among them are versions with a leading `v`, and required values that are left to the profile.
    const shown = new Set(findings.map(({ rule }) => rule));
    expect(shown).toContain("pack-version-format");
    expect(shown).toContain("pack-schema-defaults");
  });

  it("has packs that are all read, the odd ones too", async () => {
    const registry = await readDirectoryRegistry({
      name: undefined,
      label: "packs",
      folder: join(data, "packs"),
      complete: false,
    });
    expect([registry.failure, registry.troubles]).toEqual([undefined, []]);
  });
});
