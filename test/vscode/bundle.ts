// Compiles the suite into one CommonJS file that any VS Code's extension host can load, beside the manifest
// of an otherwise empty extension: VS Code runs tests only for an extension under development, and the
// extension that we test is an installed one.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { outDir } from "../../scripts/host/paths.ts";

export interface TestBundle {
  readonly extensionDir: string;
  readonly entry: string;
}

export async function bundleSuite(): Promise<TestBundle> {
  const extensionDir = join(outDir, "test", "vscode");
  const entry = join(extensionDir, "index.js");
  await mkdir(extensionDir, { recursive: true });
  const manifest = {
    name: "cluster-profiles-tests",
    publisher: "cluster-profiles",
    version: "0.0.0",
    engines: { vscode: "^1.91.0" },
  };
  await writeFile(join(extensionDir, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await build({
    entryPoints: [join(import.meta.dirname, "index.ts")],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
    // Of mocha's parallel mode, which is not used here.
    logOverride: { "require-resolve-not-external": "silent" },
  });
  return { extensionDir, entry };
}
