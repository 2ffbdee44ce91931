// Runs the suite in VS Code as served to a browser: needs npm and a Chromium, no desktop and no download of
// VS Code.
//   node test/vscode/run-served.ts [--vsix FILE] [--result FILE]

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { launchBrowser, worthTelling } from "../../scripts/host/browser.ts";
import { quietSettings } from "../../scripts/host/editor-folders.ts";
import { ensureHost } from "../../scripts/host/install.ts";
import { tail } from "../../scripts/host/process.ts";
import { installVsix, type Server, startServer } from "../../scripts/host/server.ts";
import { reportMark, resultVariable, type TestResult } from "../../scripts/host/test-result.ts";
import { makeScratch, readArguments, reportRun, vsixToTest } from "../../scripts/host/test-run.ts";
import { bundleSuite, type TestBundle } from "./bundle.ts";

/** Of the whole run in the editor. Each test has its own, shorter limit. */
const runTimeoutMs = 240_000;

const { vsix, result: resultFile } = readArguments();

await reportRun(resultFile, async () => {
  const hostDir = await ensureHost();
  const [packed, bundle, scratch] = await Promise.all([
    vsixToTest(vsix),
    bundleSuite(),
    makeScratch(quietSettings),
  ]);
  try {
    const suiteResult = join(scratch.dir, "result.json");
    await installVsix(hostDir, packed, scratch);
    const server = await startServer({
      hostDir,
      ...scratch,
      smokeTestDriver: true,
      disableWorkspaceTrust: true,
      env: { [resultVariable]: suiteResult },
    });
    try {
      const code = await runInBrowser(server, bundle, scratch.workspace);
      return await readResult(suiteResult, code, server);
    } finally {
      await server.stop();
    }
  } finally {
    await scratch.remove();
  }
});

/** Opens the workbench with the tests' arguments in its address and returns the tests' exit code. */
async function runInBrowser(server: Server, bundle: TestBundle, workspace: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const noise: string[] = [];
    page.on("pageerror", (error) => noise.push(`page error: ${error.message}`));
    const onLog = (_type: string, args: unknown[]) => {
      const text = format(...args);
      if (text.startsWith(reportMark)) console.log(text.slice(reportMark.length));
      else noise.push(...worthTelling(text));
    };
    const exitCode = new Promise<number>((resolve, reject) => {
      const timeout = setTimeout(
        () =>
          reject(
            new Error(
              [
                `The tests did not end within ${runTimeoutMs / 1000} s.`,
                "The editor's last words:",
                tail(noise.join("\n")),
                "The server's last words:",
                tail(server.log()),
              ].join("\n"),
            ),
          ),
        runTimeoutMs,
      );
      const settle = (act: () => void) => {
        clearTimeout(timeout);
        act();
      };
      page.on("crash", () => settle(() => reject(new Error("The browser's page crashed."))));
      void server.ended.then(() =>
        settle(() => reject(new Error(`VS Code's server ended.\n${tail(server.log())}`))),
      );
      // VS Code's smoke test driver looks for these two functions in the page.
      const exposed = Promise.all([
        page.exposeFunction("codeAutomationLog", onLog),
        page.exposeFunction("codeAutomationExit", (code: number) => settle(() => resolve(code))),
      ]);
      const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
      const address = new URL(server.url);
      address.searchParams.set("folder", workspace);
      address.searchParams.set(
        "payload",
        JSON.stringify([
          ["extensionDevelopmentPath", remote(bundle.extensionDir)],
          ["extensionTestsPath", remote(bundle.entry)],
        ]),
      );
      exposed.then(() => page.goto(address.href)).catch((error: unknown) => settle(() => reject(error)));
    });
    return await exitCode;
  } finally {
    await browser.close();
  }
}

async function readResult(file: string, code: number, server: Server): Promise<TestResult> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    throw new Error(`The extension host ended with code ${code} and left no result.\n${tail(server.log())}`);
  }
  const result = JSON.parse(text) as TestResult;
  if (code !== 0 && result.failed === 0) throw new Error(`The extension host ended with code ${code}.`);
  return result;
}
