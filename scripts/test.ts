/**
 * `npm test`: every check there is, cheapest first, each to its end, and at last one line that counts them.
 * `--fast` leaves out what needs a browser.
 */

import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const results = join(root, "out/results");
const fast = process.argv.includes("--fast");

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** A file with counts that the step writes; a step without one counts as one test. */
  readonly counts?: { readonly file: string; readonly read: (data: Record<string, unknown>) => Counts };
  /** Steps that cannot run after this one has failed are left out, and counted as failed. */
  readonly essential?: boolean;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const bin = (name: string) => join(root, "node_modules/.bin", name);
const vitestCounts = {
  file: join(results, "vitest.json"),
  read: (data: Record<string, unknown>) => ({
    passed: Number(data.numPassedTests ?? 0),
    failed: Number(data.numFailedTests ?? 0),
  }),
};
const hostCounts = (name: string) => ({
  file: join(results, `${name}.json`),
  read: (data: Record<string, unknown>) => ({
    passed: Number(data.passed ?? 0),
    failed: Number(data.failed ?? 0),
  }),
});

const vsix = join(root, "out/cluster-profiles.vsix");
const steps: readonly Step[] = [
  { name: "type-check", command: [bin("tsc"), "-p", "."] },
  { name: "type-check of pages", command: [bin("tsc"), "-p", "client/src/panels/rollout-board/page"] },
  { name: "lint and format", command: [bin("biome"), "ci", "."] },
  { name: "generated files", command: [process.execPath, "scripts/generate.ts", "--check"] },
  { name: "build", command: [process.execPath, "scripts/build.ts"], essential: true },
  {
    name: "unit, protocol and command tests",
    command: [
      bin("vitest"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestCounts.file}`,
    ],
    counts: vitestCounts,
  },
  ...(fast
    ? []
    : [
        { name: "package", command: [process.execPath, "scripts/host/vsix.ts", vsix], essential: true },
        {
          name: "editor tests",
          command: [
            process.execPath,
            "test/vscode/run-served.ts",
            "--vsix",
            vsix,
            "--result",
            hostCounts("editor").file,
          ],
          counts: hostCounts("editor"),
        },
        {
          name: "workbench tests",
          command: [
            process.execPath,
            "test/workbench/run.ts",
            "--vsix",
            vsix,
            "--result",
            hostCounts("workbench").file,
          ],
          counts: hostCounts("workbench"),
        },
      ]),
];

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
let total: Counts = { passed: 0, failed: 0 };
let stopped = false;
for (const step of steps) {
  if (stopped) {
    console.log(`\n== ${step.name}: not run`);
    total = { ...total, failed: total.failed + 1 };
    continue;
  }
  console.log(`\n== ${step.name}`);
  const started = performance.now();
  const code = await run(step.command);
  const counts = await countsOf(step, code);
  total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`== ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  if (code !== 0 && step.essential === true) stopped = true;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function run([command = "", ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** A step that fails without a failed test has failed all the same. */
async function countsOf(step: Step, code: number): Promise<Counts> {
  if (step.counts === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counts = step.counts.read(JSON.parse(await readFile(step.counts.file, "utf8")));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}
