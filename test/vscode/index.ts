// Entry of the suite inside the extension host: VS Code calls run(), served to a browser or on a desktop
// alike.

import { writeFile } from "node:fs/promises";
import { format } from "node:util";
import Mocha from "mocha";
import { type Failure, reportMark, resultVariable, type TestResult } from "../../scripts/host/test-result.ts";

export async function run(): Promise<void> {
  // The console of an extension host is shared with everything else in VS Code: mark what is ours, line by
  // line.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split("\n")) console.log(`${reportMark}${line}`);
  };
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 60_000, reporter: "spec" });
  // What mocha does for each file that it loads itself. This bundle is one file, so the tests cannot be
  // loaded by name.
  mocha.suite.emit("pre-require", globalThis as unknown as Mocha.MochaGlobals, "", mocha);
  await import("./main.test.ts");
  await import("./profile-version.test.ts");
  await import("./cluster-move.test.ts");
  await import("./update-packs.test.ts");
  await import("./profile-comparison.test.ts");
  await import("./verify-assignment.test.ts");
  await import("./rollout-board.test.ts");
  await import("./committed.test.ts");
  await import("./values.test.ts");
  await import("./open-values.test.ts");
  await import("./update-review.test.ts");

  const failures: Failure[] = [];
  const passed = await new Promise<number>((resolve) => {
    let count = 0;
    const runner = mocha.run(() => resolve(count));
    runner.on("pass", () => {
      count += 1;
    });
    runner.on("fail", (test: Mocha.Test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.stack ?? error.message });
    });
  });

  const result: TestResult = { passed, failed: failures.length, failures };
  const file = process.env[resultVariable];
  if (file !== undefined) await writeFile(file, JSON.stringify(result));
  if (failures.length > 0) throw new Error(`${failures.length} tests failed`);
}
