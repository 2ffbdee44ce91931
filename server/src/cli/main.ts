/** Entry of the command: ties it to the process, and does nothing else. */

import { readFileSync, realpathSync } from "node:fs";
import type { WriteStream } from "node:tty";
import { pathToFileURL } from "node:url";
import type { Output } from "./environment.ts";
import { exitCodes } from "./exit-codes.ts";
import { run } from "./run.ts";

/** Put in by the build. */
declare const CLUSTER_PROFILES_VERSION: string | undefined;

let outputFailed = false;

// The exit code is set and never forced: a pipe may still be taking the output.
run(process.argv.slice(2), {
  cwd: process.cwd(),
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  variables: process.env,
  version: typeof CLUSTER_PROFILES_VERSION === "string" ? CLUSTER_PROFILES_VERSION : versionOfSource(),
}).then((code) => {
  process.exitCode = outputFailed ? exitCodes.internal : code;
});

function outputTo(stream: WriteStream): Output {
  let gone = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (gone) return;
    gone = true;
    // `| head` has seen enough; that is nobody's fault.
    if (error.code === "EPIPE") return;
    outputFailed = true;
    process.exitCode = exitCodes.internal;
    if (stream !== process.stderr) {
      process.stderr.write(`cluster-profiles: the output cannot be written: ${error.message}\n`);
    }
  });
  return {
    write(text) {
      if (!gone) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}

/** Running from source, beside the package.json that the build would have read. */
function versionOfSource(): string {
  const entry = pathToFileURL(realpathSync(process.argv[1] ?? ""));
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../../package.json", entry), "utf8"));
  const { version } = manifest as { version?: unknown };
  return typeof version === "string" ? version : "unknown";
}
