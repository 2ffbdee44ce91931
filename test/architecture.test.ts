/**
 * The import table of docs/architecture.md, enforced. Reads the imports of every source file as text; a failure names the rule
 * that was broken and the place.
 */

import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Each folder of server/src may import itself and those above it. */
const engine = [
  "base",
  "syntax",
  "model",
  "catalog",
  "config",
  "workspace",
  "updates",
  "analysis",
  "features",
];

/** The folders that reach outside of the process, and what they may import besides themselves. */
const edges: Record<string, readonly string[]> = {
  io: ["base", "syntax", "model", "catalog", "config"],
  lsp: [...engine, "io"],
  cli: [...engine, "io"],
};

/** Who may import a package. A new package needs a line here. */
const packages: readonly { readonly name: RegExp; readonly importer: RegExp; readonly words: string }[] = [
  {
    name: /^semver$/,
    importer: /^server\/src\/base\/profile-version\.ts$/,
    words: "base/profile-version.ts",
  },
  { name: /^yaml$/, importer: /^server\/src\/syntax\/parse\.ts$/, words: "syntax/parse.ts" },
  { name: /^ajv$/, importer: /^server\/src\/catalog\/schema-store[^/]*\.ts$/, words: "catalog/schema-store" },
  {
    name: /^re2js$/,
    importer: /^server\/src\/catalog\/pack-schema\/pattern\.ts$/,
    words: "catalog/pack-schema/pattern.ts",
  },
  { name: /^picomatch$/, importer: /^server\/src\/config\/globs\.ts$/, words: "config/globs.ts" },
  { name: /^vscode-languageserver/, importer: /^server\/src\/lsp\//, words: "server/src/lsp/" },
  { name: /^vscode$/, importer: /^client\//, words: "client/" },
  { name: /^vscode-languageclient/, importer: /^client\//, words: "client/" },
  {
    name: /./,
    importer: /^scripts\//,
    words: "scripts/, or another place that architecture.test.ts has to name",
  },
];

/** What depends on the moment or the machine, and so has no place in the engine. */
const outside =
  /\bnew Date\b|\bDate\.\w|\bset(?:Timeout|Interval|Immediate)\b|\bprocess\.\w|\bperformance\.\w|\bfetch\(|\bMath\.random\b|\bconsole\.\w/;

interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

describe("the architecture", () => {
  const files = ["client", "server", "scripts"].flatMap(readSources);

  it("has source files in each of its folders", () => {
    const folders = new Set(files.map(({ path }) => path.split("/").slice(0, 3).join("/")));
    expect(engine.filter((folder) => !folders.has(`server/src/${folder}`))).toEqual([]);
    const imports = files.flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it("is kept by every import and every file", () => {
    expect(files.flatMap(violations)).toEqual([]);
  });
});

describe("the table refuses", () => {
  it.each([
    ["server/src/base/a.ts", 'import { x } from "../syntax/tree.ts";', "base imports syntax"],
    ["server/src/syntax/a.ts", 'import type {\n  X,\n} from "../model/text.ts";', "syntax imports model"],
    ["server/src/model/adapters/a.ts", 'export * from "../../catalog/catalog.ts";', "model imports catalog"],
    ["server/src/updates/a.ts", 'import "../analysis/engine.ts";', "updates imports analysis"],
    [
      "server/src/analysis/rules/a.ts",
      'const x = await import("../../features/hover.ts");',
      "analysis imports features",
    ],
    ["server/src/features/a.ts", 'import { x } from "../io/read-text.ts";', "features imports io"],
    ["server/src/io/a.ts", 'import { x } from "../workspace/workspace.ts";', "io imports workspace"],
    ["server/src/lsp/handlers/a.ts", 'import { x } from "../../cli/main.ts";', "lsp imports cli"],
    ["server/src/cli/a.ts", 'import { x } from "../lsp/protocol.ts";', "cli imports lsp"],
    [
      "server/src/lsp/protocol.ts",
      'import type { x } from "../base/span.ts";',
      "the protocol imports only itself",
    ],
    [
      "server/src/lsp/protocol/trees.ts",
      'import type { x } from "../session.ts";',
      "the protocol imports only itself",
    ],
    ["client/src/a.ts", 'import type { x } from "../../server/src/base/span.ts";', "only lsp/protocol.ts"],
    [
      "server/src/cli/a.ts",
      'import { x } from "../../../test/harness/check.ts";',
      "product code imports test",
    ],
    ["scripts/a.ts", 'import { x } from "../client/src/session.ts";', "scripts import client"],
    [
      "server/src/base/pack-version.ts",
      'import semver from "semver";',
      "only base/profile-version.ts imports `semver`",
    ],
    ["server/src/model/text.ts", "import { parse } from 'yaml';", "only syntax/parse.ts imports `yaml`"],
    ["server/src/model/text.ts", 'type X = import("ajv").Ajv;', "only catalog/schema-store imports `ajv`"],
    [
      "server/src/catalog/pack-schema/a.ts",
      'import { RE2JS } from "re2js";',
      "only catalog/pack-schema/pattern.ts imports `re2js`",
    ],
    ["server/src/io/a.ts", 'import p from "picomatch";', "only config/globs.ts imports `picomatch`"],
    [
      "server/src/features/a.ts",
      'import { x } from "vscode-languageserver/node";',
      "only server/src/lsp/ imports",
    ],
    ["server/src/lsp/a.ts", 'import * as vscode from "vscode";', "only client/ imports `vscode`"],
    [
      "server/src/lsp/a.ts",
      'import x from "left-pad";',
      "another place that architecture.test.ts has to name",
    ],
    [
      "server/src/workspace/a.ts",
      'import { readFileSync } from "node:fs";',
      "`node:fs` is imported below io, lsp and cli",
    ],
    ["server/src/base/a.ts", 'import path from "path";', "`path` is imported below io, lsp and cli"],
    ["server/src/base/a.ts", "const now = Date.now();", "`Date.n` is used below io, lsp and cli"],
    ["server/src/analysis/a.ts", "  setTimeout(() => undefined, 1);", "`setTimeout` is used below"],
    ["server/src/catalog/a.ts", "const home = process.env.HOME;", "`process.e` is used below"],
    ["client/src/a.ts", "", "starts with a module comment"],
  ])("in %s: %s", (path, text, message) => {
    const comment = message.includes("comment") ? "" : "/** A file. */\n\n";
    const found = violations({ path, text: `${comment}${text}\n` });
    expect(found).toEqual([expect.stringContaining(message)]);
    expect(found[0]).toMatch(new RegExp(`^${path}:${comment === "" ? 1 : 3}: `));
  });

  it("nothing that is allowed", () => {
    const allowed = [
      ["server/src/analysis/rules/a.ts", 'import { x } from "../../updates/pack-update.ts";'],
      [
        "server/src/io/a.ts",
        'import { x } from "node:fs";\nimport { y } from "../syntax/parse.ts";\nprocess.exit();',
      ],
      [
        "server/src/lsp/a.ts",
        'import { x } from "vscode-languageserver";\nimport { y } from "../io/read-text.ts";',
      ],
      [
        "client/src/a.ts",
        'import * as vscode from "vscode";\nimport type { x } from "../../server/src/lsp/protocol.ts";',
      ],
      [
        "scripts/a.ts",
        'import { x } from "../server/src/analysis/rules/index.ts";\nimport esbuild from "esbuild";',
      ],
      [
        "server/src/catalog/a.ts",
        'import schema from "../../../schemas/pack.schema.json" with { type: "json" };',
      ],
      ["server/src/base/a.ts", "// process.env is not read here\nconst x = update.Date;"],
    ];
    for (const [path = "", text = ""] of allowed) {
      expect(violations({ path, text: `#!/usr/bin/env node\n/** A file. */\n${text}\n` })).toEqual([]);
    }
  });
});

/** Tests import the harness and what they test; the table is for what is shipped and for what builds it. */
function violations(file: SourceFile): string[] {
  if (file.path.endsWith(".test.ts")) return [];
  const broken = [...importsOf(file).flatMap((one) => importViolations(file, one)), ...useViolations(file)];
  if (hasModuleComment(file.text)) return broken;
  return [`${file.path}:1: every source file starts with a module comment`, ...broken];
}

interface Import {
  readonly specifier: string;
  readonly line: number;
}

function importViolations({ path }: SourceFile, { specifier, line }: Import): string[] {
  const reason = specifier.startsWith(".")
    ? fileViolation(path, posix.join(posix.dirname(path), specifier))
    : packageViolation(path, specifier);
  return reason === undefined ? [] : [`${path}:${line}: ${reason}`];
}

function isProtocol(file: string): boolean {
  return file === "server/src/lsp/protocol.ts" || file.startsWith("server/src/lsp/protocol/");
}

function fileViolation(from: string, to: string): string | undefined {
  const [fromTop] = from.split("/");
  const [toTop] = to.split("/");
  if (isProtocol(from) && !isProtocol(to)) return `the protocol imports only itself, but ${to}`;
  if (fromTop === "client" && toTop === "server" && to !== "server/src/lsp/protocol.ts") {
    return `the client imports only lsp/protocol.ts from the server, but this is ${to}`;
  }
  if (toTop === "test" || (toTop === "scripts" && fromTop !== "scripts")) return `product code imports ${to}`;
  if (fromTop === "scripts" && toTop === "client") return `scripts import client code: ${to}`;
  if (fromTop === "server" && toTop === "client") return `the server imports the client: ${to}`;
  const fromFolder = folderOf(from);
  const toFolder = folderOf(to);
  if (fromFolder === undefined || toFolder === undefined || fromFolder === toFolder) return undefined;
  const allowed = edges[fromFolder] ?? engine.slice(0, Math.max(0, engine.indexOf(fromFolder)));
  if (allowed.includes(toFolder)) return undefined;
  return `${fromFolder} imports ${toFolder} (${to}), but may import only: ${allowed.join(", ") || "nothing"}`;
}

function packageViolation(from: string, specifier: string): string | undefined {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
    return isInEngine(from) ? `\`${specifier}\` is imported below io, lsp and cli` : undefined;
  }
  const rule = packages.find(({ name }) => name.test(specifier));
  if (rule === undefined || rule.importer.test(from)) return undefined;
  return `only ${rule.words} imports \`${specifier}\``;
}

function useViolations({ path, text }: SourceFile): string[] {
  if (!isInEngine(path)) return [];
  return text.split("\n").flatMap((line, at) => {
    const isComment = /^\s*(?:\/\/|\/?\*)/.test(line);
    const use = isComment ? undefined : outside.exec(line)?.[0];
    return use === undefined ? [] : [`${path}:${at + 1}: \`${use}\` is used below io, lsp and cli`];
  });
}

function hasModuleComment(text: string): boolean {
  return /^(?:\/\*\*|\/\/ )/.test(text.replace(/^#![^\n]*\n/, ""));
}

/** The folder of server/src that the file is in; undefined for any other file. */
function folderOf(path: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(path)?.[1];
}

function isInEngine(path: string): boolean {
  const folder = folderOf(path);
  return folder !== undefined && engine.includes(folder);
}

function importsOf({ text }: SourceFile): Import[] {
  const patterns = [
    /^(?:import|export)\s(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm,
    /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g,
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      specifier: match[1] ?? "",
      line: text.slice(0, match.index).split("\n").length,
    })),
  );
}

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]?tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
