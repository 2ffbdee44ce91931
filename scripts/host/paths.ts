// Where things are in this repository, for the scripts that package the extension and run it in an editor.

import { join, resolve } from "node:path";

export const repoRoot = resolve(import.meta.dirname, "../..");
export const samplesDir = join(repoRoot, "samples");
/**
 * Packed extensions, compiled tests and screenshots: all of it can be made again, none of it is committed.
 */
export const outDir = join(repoRoot, "out");
