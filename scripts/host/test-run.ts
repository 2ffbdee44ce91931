// What the test runs in a real VS Code have in common: their arguments, a folder of their own with a copy of
// the samples, and the result as data.

import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type EditorFolders, makeEditorFolders, type Settings } from "./editor-folders.ts";
import { samplesDir } from "./paths.ts";
import type { TestResult } from "./test-result.ts";
import { packVsix } from "./vsix.ts";

export interface Arguments {
  /** An extension packed before (`--vsix FILE`); packed now if absent. */
  readonly vsix: string | undefined;
  /** Where the result goes as JSON (`--result FILE`). */
  readonly result: string | undefined;
  /** Where pictures go (`--screenshots DIR`). */
  readonly screenshots: string | undefined;
}

export function readArguments(): Arguments {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { vsix: text, result: text, screenshots: text } });
  const path = (value: string | undefined) => (value === undefined ? undefined : resolve(value));
  return { vsix: path(values.vsix), result: path(values.result), screenshots: path(values.screenshots) };
}

export async function vsixToTest(given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const { path, bytes } = await packVsix();
  console.log(`Packed ${path} (${Math.round(bytes / 1024)} kB)`);
  return path;
}

export interface Scratch extends EditorFolders {
  /** A copy of samples/: tests change it as they like. */
  readonly workspace: string;
}

export async function makeScratch(settings: Settings): Promise<Scratch> {
  const folders = await makeEditorFolders(settings);
  const workspace = join(folders.dir, "samples");
  await cp(samplesDir, workspace, { recursive: true });
  return { ...folders, workspace };
}

/**
 * Runs the tests, which tell of their failures themselves, and gives the counts: to the terminal, as a file,
 * as exit code.
 */
export async function reportRun(
  resultFile: string | undefined,
  tests: () => Promise<TestResult>,
): Promise<void> {
  const started = performance.now();
  const result = await tests().catch((error: unknown): TestResult => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(message);
    return { passed: 0, failed: 1, failures: [{ title: "the run itself", message }] };
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  if (resultFile !== undefined) {
    await mkdir(dirname(resultFile), { recursive: true });
    await writeFile(resultFile, `${JSON.stringify(result, undefined, 2)}\n`);
  }
  if (result.failed > 0 || result.passed === 0) process.exitCode = 1;
}
