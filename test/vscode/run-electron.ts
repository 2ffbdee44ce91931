// Runs the same suite in a desktop VS Code, which @vscode/test-electron downloads: `npm run test:electron`.
//   node test/vscode/run-electron.ts [--vsix FILE] [--result FILE]
// VSCODE_VERSION chooses the version: "stable" if absent, "1.91.0" for the oldest that we support.
// On Linux it needs a display: `xvfb-run -a npm run test:electron` where there is none.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  downloadAndUnzipVSCode,
  runTests,
  runVSCodeCommand,
  TestRunFailedError,
} from "@vscode/test-electron";
import { quietSettings } from "../../scripts/host/editor-folders.ts";
import { environmentForEditor } from "../../scripts/host/process.ts";
import { resultVariable, type TestResult } from "../../scripts/host/test-result.ts";
import { makeScratch, readArguments, reportRun, vsixToTest } from "../../scripts/host/test-run.ts";
import { bundleSuite } from "./bundle.ts";

const version = process.env.VSCODE_VERSION ?? "stable";
const { vsix, result: resultFile } = readArguments();

await reportRun(resultFile, async () => {
  const executable = await downloadAndUnzipVSCode(version).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `VS Code ${version} could not be downloaded (${why}). \`npm run test:vscode\` runs the same suite without it.`,
    );
  });
  const [packed, bundle, scratch] = await Promise.all([
    vsixToTest(vsix),
    bundleSuite(),
    makeScratch(quietSettings),
  ]);
  try {
    // Named here, these take the place of the folders that test-electron would share between runs.
    const folders = [`--extensions-dir=${scratch.extensionsDir}`, `--user-data-dir=${scratch.userDataDir}`];
    await runVSCodeCommand([...folders, `--install-extension=${packed}`, "--force"], {
      version,
      spawn: { env: environmentForEditor() },
    });

    const suiteResult = join(scratch.dir, "result.json");
    const failure = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: bundle.extensionDir,
      extensionTestsPath: bundle.entry,
      extensionTestsEnv: { [resultVariable]: suiteResult },
      launchArgs: [scratch.workspace, ...folders],
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined && !(failure instanceof TestRunFailedError)) throw failure;
    const text = await readFile(suiteResult, "utf8").catch(() => undefined);
    if (text === undefined) throw failure ?? new Error("The extension host left no result.");
    return JSON.parse(text) as TestResult;
  } finally {
    await scratch.remove();
  }
});
