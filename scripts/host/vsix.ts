// Packs what users install. The bundles in dist/ have to be there already (`npm run build`).
// `node scripts/host/vsix.ts [FILE]` packs one by itself.

import { existsSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { outDir, repoRoot } from "./paths.ts";
import { run, tail } from "./process.ts";

export interface Vsix {
  readonly path: string;
  readonly bytes: number;
}

export async function packVsix(path: string = join(outDir, "cluster-profiles.vsix")): Promise<Vsix> {
  if (!existsSync(join(repoRoot, "dist", "client.js"))) {
    throw new Error("dist/client.js is missing: run `npm run build` before packing.");
  }
  await mkdir(dirname(path), { recursive: true });
  const vsce = join(repoRoot, "node_modules", "@vscode", "vsce", "vsce");
  // The bundles carry their libraries, so vsce must not look for any in node_modules.
  const args = [
    vsce,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    // The page that users see in the editor: no pictures, which it cannot show, and nothing about building.
    "--readme-path",
    "docs/extension.md",
    "-o",
    path,
  ];
  const { code, output } = await run(process.execPath, args, { cwd: repoRoot });
  if (code !== 0) throw new Error(`vsce package ended with code ${code}.\n${tail(output)}`);
  return { path, bytes: (await stat(path)).size };
}

if (import.meta.main) {
  try {
    const { path, bytes } = await packVsix(process.argv[2] && resolve(process.argv[2]));
    console.log(`${path} (${Math.round(bytes / 1024)} kB)`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
