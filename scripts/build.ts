/** Bundles the extension's client, the language server and the command: `npm run build`, or `--watch` while working. */

import { readFileSync } from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, context } from "esbuild";
import { thirdPartyNotices } from "./third-party-notices.ts";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  // The Node of the oldest VS Code that package.json allows.
  target: "node20",
  mainFields: ["module", "main"],
  // Names stay, so that the stack in a bug report can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: process.argv.includes("--sourcemap"),
  legalComments: "none",
  logLevel: "warning",
  define: { CLUSTER_PROFILES_VERSION: JSON.stringify(version) },
};

const bundles: BuildOptions[] = [
  { ...shared, entryPoints: ["client/src/extension.ts"], outfile: "dist/client.js", external: ["vscode"] },
  {
    ...shared,
    // What runs in a page of the editor: script and style sheet.
    entryPoints: { "rollout-board": "client/src/panels/rollout-board/page/main.ts" },
    outdir: "dist",
    platform: "browser",
    format: "iife",
    target: "es2022",
  },
  { ...shared, entryPoints: ["server/src/lsp/main.ts"], outfile: "dist/server.js" },
  {
    ...shared,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
  },
];

if (process.argv.includes("--watch")) {
  for (const bundle of bundles) await (await context(bundle)).watch();
  console.log("Watching for changes");
} else {
  await rm(join(root, "dist"), { recursive: true, force: true });
  const results = await Promise.all(bundles.map((bundle) => build({ ...bundle, metafile: true })));
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(join(root, "dist/ThirdPartyNotices.txt"), thirdPartyNotices(root, inputs));
  await chmod(join(root, "dist/cli.js"), 0o755);
}
