/** From the words of the command line to an exit code: chooses the command, and is the last to hear of what went wrong. */

import { type CommandName, readCommandLine, UsageError } from "./arguments.ts";
import { check } from "./check.ts";
import { clusters } from "./clusters.ts";
import type { Environment } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { explain } from "./explain.ts";
import { helpText } from "./help.ts";
import { describeInternalError, wantsDebug } from "./internal-error.ts";
import { plan } from "./plan.ts";
import { update } from "./update.ts";

/** Never rejects. */
export async function run(args: readonly string[], env: Environment): Promise<ExitCode> {
  let running: CommandName | undefined;
  try {
    const line = readCommandLine(args);
    switch (line.kind) {
      case "version":
        env.stdout.write(`cluster-profiles ${env.version}\n`);
        return exitCodes.clean;
      case "help":
        env.stdout.write(helpText(line.command));
        return exitCodes.clean;
      case "check":
        running = line.kind;
        return await check(line.args, env);
      case "clusters":
        running = line.kind;
        return await clusters(line.args, env);
      case "explain":
        running = line.kind;
        return await explain(line.args, env);
      case "update":
        running = line.kind;
        return await update(line.args, env);
      case "plan":
        running = line.kind;
        return await plan(line.args, env);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      const command = error.command ?? running;
      const help = command === undefined ? "--help" : `help ${command}`;
      env.stderr.write(`cluster-profiles: ${error.message}\nSee \`cluster-profiles ${help}\`.\n`);
      return exitCodes.usage;
    }
    const debug = wantsDebug(args.includes("--debug"), env);
    env.stderr.write(describeInternalError("internal error", [error], debug));
    return exitCodes.internal;
  }
}
