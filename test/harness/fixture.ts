/**
 * Annotated fixtures: a small workspace in one string, with the findings it must give written below the lines they are on.
 *
 *     -- catalog Palette Registry complete --
 *     nginx 1.12.1 addon
 *     nginx 1.12.4 addon values=changed
 *     -- config --
 *     rules: { unread-key: off }
 *     -- profile.yaml --
 *     ...
 *         version: 1.12.1
 *         #        ^^^^^^ information(outdated-pack) [fix]: patch 1.12.4
 *
 * Sections start with `-- ... --`; text before the first one is the file `file.yaml`. Common indentation is taken off.
 * - `-- NAME [crlf] [bom] [no-final-newline] --` is a file.
 * - `-- NAME committed [the same flags] --` is the text of that file at the last commit; a file without one is not in Git.
 * - `-- catalog [NAME] [complete] [unreadable] --` is a registry: lines of `name version layer [state]`, and `cloud=a,b` (the
 *   clouds it is for) or `values=TEXT` (its values.yaml) behind them.
 * - A file with the name pack.json makes its folder a pack, in a registry without a name.
 * - `-- pack NAME VERSION FILE --` is a file of that pack (values.yaml, schema.yaml, presets.yaml, README.md, or pack.json with what it says
 *   besides the line) in every registry that has it.
 * - `-- whole --` says that the profiles are whole. Without it they are taken for pieces, in which rules about what a profile lacks or has
 *   twice (see check.ts) have no say.
 * - `-- config --` is the folder's .cluster-profiles.yaml; its registries are not read.
 *
 * An annotation is `# ^^^^ severity(rule) [fix, deprecated]: part of the message`. `[fix]` says that there is a fix and its
 * absence that there is none; the other words are tags. Where carets cannot point (the first columns, several lines)
 * `# @COLUMN+LENGTH severity(rule)` does, from 0. Annotations are taken out before anything is parsed.
 * `$0` is the cursor, `\$0` is the text.
 */

import {
  findIn,
  inPackOrder,
  looseRegistries,
  registryOf,
} from "../../server/src/analysis/example-workspace.ts";
import {
  createCatalog,
  type PackCatalog,
  type PackFile,
  packFiles,
  type Registry,
} from "../../server/src/catalog/catalog.ts";
import { emptyPartialConfig, mergeConfig, type PartialConfig } from "../../server/src/config/config.ts";
import { readConfigFile } from "../../server/src/config/config-file.ts";
import type { FileId } from "../../server/src/workspace/profile-index.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

export const fixtureFolder = "/project";

/** Fixtures must say the same on every day. */
export const fixtureDay = "2026-06-01";

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly catalog: PackCatalog;
  readonly config: PartialConfig;
  /** The profiles in it are whole ones. */
  readonly isWhole: boolean;
  /** Texts at the last commit. */
  readonly committed: ReadonlyMap<FileId, string>;
  /** Where `$0` stood, by the file and the offset in its text. */
  readonly cursor: { readonly file: FileId; readonly offset: number } | undefined;
}

export interface FixtureFile {
  readonly id: FileId;
  readonly name: string;
  /** Without annotations and cursor, with the line ends and the BOM that its section asks for. */
  readonly text: string;
  readonly annotations: readonly Annotation[];
  /** Gives another text the line ends, BOM and last line of this file, so that the two can be compared. */
  dress(text: string): string;
}

/** A finding that is expected, as it is written. */
export interface Annotation {
  /** The line of the file's text that it is about, from 0. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly severity: string;
  readonly rule: string;
  readonly hasFix: boolean;
  readonly tags: readonly string[];
  readonly message: string;
}

export function parseFixture(source: string): Fixture {
  const files: FixtureFile[] = [];
  const registries: Registry[] = [];
  const committed = new Map<FileId, string>();
  const contents = new Map<string, string>();
  const packFilesGiven: PackFileGiven[] = [];
  let config = emptyPartialConfig;
  let isWhole = false;
  let cursor: Fixture["cursor"];
  for (const { title, body } of sectionsOf(dedent(source))) {
    const words = title.split(/\s+/);
    if (words[0] === "catalog")
      registries.push(readRegistry(words.slice(1), body, registries.length, contents));
    else if (words[0] === "pack") packFilesGiven.push(readPackFile(words.slice(1), body));
    else if (title === "whole") isWhole = true;
    else if (title === "config") config = readConfig(body);
    else if (words[1] === "committed") {
      const { id, text } = readFile(words.toSpliced(1, 1), body);
      committed.set(id, text);
    } else {
      const file = readFile(words, body);
      const at = findCursor(file.text);
      const text = file.text.replace(/(?<!\\)\$0/, "").replaceAll("\\$0", "$0");
      if (at !== undefined) cursor = { file: file.id, offset: at };
      files.push({ ...file, text });
    }
  }
  for (const given of packFilesGiven) placePackFile(given, registries, contents);
  const texts = textsOf(files);
  const withConstraints = registries.map((registry) => ({
    ...registry,
    packs: registry.packs.map((pack) => ({
      ...pack,
      hasConstraints: contents.get(`${pack.folder}/pack.json`)?.includes('"constraints"') === true,
    })),
  }));
  const catalog = createCatalog([...withConstraints, ...looseRegistries(fixtureFolder, texts)], {
    find: findIn(texts),
    read(pack, file) {
      const path = `${pack.folder}/${file}`;
      const text = contents.get(path) ?? texts.get(path);
      return text === undefined ? { kind: "absent" } : { kind: "known", text };
    },
  });
  return { files, catalog, config, isWhole, committed, cursor };
}

function textsOf(files: readonly FixtureFile[]): Map<string, string> {
  return new Map(files.map(({ id, text }) => [id, text]));
}

/** A workspace with all that the fixture holds. */
export function fixtureWorkspace(fixture: Fixture): Workspace {
  const workspace = new Workspace();
  const config = mergeConfig(fixture.config, emptyPartialConfig);
  workspace.apply({ kind: "folders", folders: [{ path: fixtureFolder, config }] });
  workspace.apply({ kind: "catalog", catalog: fixture.catalog }, { kind: "today", day: fixtureDay });
  for (const [file, text] of inPackOrder(textsOf(fixture.files)))
    workspace.apply({ kind: "text", file, text });
  for (const [file, text] of fixture.committed) workspace.apply({ kind: "committed", file, text });
  return workspace;
}

/** Takes the indentation that all lines share off, the line break at the start, and the blanks before the closing quote. */
export function dedent(source: string): string {
  const lines = source
    .replace(/^\n/, "")
    .replace(/\n[ ]*$/, "\n")
    .split("\n");
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(common, line.length))).join("\n");
}

export interface Section {
  readonly title: string;
  readonly body: readonly string[];
}

export function sectionsOf(source: string): Section[] {
  const sections: { title: string; body: string[] }[] = [{ title: "file.yaml", body: [] }];
  for (const line of source.replace(/\n$/, "").split("\n")) {
    const title = /^-- (.+) --$/.exec(line)?.[1];
    if (title === undefined) sections.at(-1)?.body.push(line);
    else sections.push({ title, body: [] });
  }
  return sections.filter(({ body }, at) => at > 0 || body.some((line) => line.trim() !== ""));
}

function readFile(words: readonly string[], body: readonly string[]): FixtureFile {
  const [name = "", ...flags] = words;
  const unknown = flags.find((flag) => !["crlf", "bom", "no-final-newline"].includes(flag));
  if (unknown !== undefined) throw new Error(`the fixture's file ${name} has an unknown flag: ${unknown}`);
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  for (const line of body) {
    const annotation = readAnnotation(line, lines.length - 1);
    if (annotation === undefined) lines.push(line);
    else annotations.push(annotation);
  }
  const dress = (text: string) => {
    let dressed = flags.includes("no-final-newline") ? text.replace(/\n$/, "") : text;
    if (flags.includes("crlf")) dressed = dressed.replaceAll("\n", "\r\n");
    return flags.includes("bom") ? `\ufeff${dressed}` : dressed;
  };
  const text = lines.length === 0 ? "" : dress(`${lines.join("\n")}\n`);
  return { id: `${fixtureFolder}/${name}`, name, text, annotations, dress };
}

const annotationPattern =
  /^\s*#\s*(\^+|@(\d+)\+(\d+)) (error|warning|information|hint)\(([\w-]+)\)(?: \[([^\]]*)\])?(?:: (.*))?$/;

function readAnnotation(written: string, line: number): Annotation | undefined {
  if (!/^\s*#\s*(?:\^|@\d)/.test(written)) return undefined;
  const match = annotationPattern.exec(written);
  if (match === null) throw new Error(`the fixture has an annotation that cannot be read: ${written}`);
  const [, pointer = "", column, length, severity = "", rule = "", words = "", message = ""] = match;
  const tags = words.split(/,\s*/).filter((word) => word !== "");
  return {
    line,
    column: column === undefined ? written.indexOf("^") : Number(column),
    length: length === undefined ? pointer.length : Number(length),
    severity,
    rule,
    hasFix: tags.includes("fix"),
    tags: tags.filter((tag) => tag !== "fix"),
    message,
  };
}

function findCursor(text: string): number | undefined {
  const at = text.search(/(?<!\\)\$0/);
  return at === -1 ? undefined : text.slice(0, at).replaceAll("\\$0", "$0").length;
}

function readConfig(body: readonly string[]): PartialConfig {
  const { config, problems } = readConfigFile(body.join("\n"));
  if (problems[0] !== undefined) throw new Error(`the fixture's config is wrong: ${problems[0].message}`);
  return config;
}

interface PackFileGiven {
  readonly name: string;
  readonly version: string;
  readonly file: PackFile;
  readonly text: string;
}

function readPackFile(words: readonly string[], body: readonly string[]): PackFileGiven {
  const [name = "", version = "", written, ...rest] = words;
  const file = packFiles.find((known) => known === written);
  if (file === undefined || rest.length > 0)
    throw new Error(`the fixture has a file of a pack that cannot be one: ${words.join(" ")}`);
  return { name, version, file, text: body.map((line) => `${line}\n`).join("") };
}

/** `contents` are by absolute path. */
function placePackFile(
  { name, version, file, text }: PackFileGiven,
  registries: readonly Registry[],
  contents: Map<string, string>,
): void {
  const packs = registries
    .flatMap((registry) => registry.packs)
    .filter((pack) => pack.name === name && pack.version === version);
  if (packs.length === 0) throw new Error(`no catalog of the fixture has a pack ${name} ${version}`);
  for (const { folder } of packs) contents.set(`${folder}/${file}`, text);
}

function readRegistry(
  words: readonly string[],
  body: readonly string[],
  at: number,
  contents: Map<string, string>,
): Registry {
  const flags = ["complete", "unreadable"];
  const name = words.filter((word) => !flags.includes(word)).join(" ");
  const complete = words.includes("complete");
  const lines = body.map((line) => line.trim().split(/\s+/));
  const isExtra = (word: string) => word.includes("=");
  const plainLines = lines.map((line) => line.filter((word) => !isExtra(word)).join(" ")).join("\n");
  const registry = registryOf(plainLines, name === "" ? undefined : name, complete);
  const folder = `/registries/${at}`;
  const packs = registry.packs.map((pack) => {
    const line =
      lines.find(([packName, version]) => packName === pack.name && version === pack.version) ?? [];
    const extra = (key: string) => line.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
    const packFolder = `${folder}/${pack.name}-${pack.version}`;
    const text = extra("values");
    if (text !== undefined) contents.set(`${packFolder}/values.yaml`, text);
    return {
      ...pack,
      cloudTypes: extra("cloud")?.split(",") ?? pack.cloudTypes,
      folder: packFolder,
      file: `${packFolder}/pack.json`,
    };
  });
  if (!words.includes("unreadable")) return { ...registry, folder, packs };
  return { ...registry, folder, packs: [], failure: "the folder cannot be read" };
}
