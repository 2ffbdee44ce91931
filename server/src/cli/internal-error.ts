/** How the command tells of its own faults. */

import type { Environment } from "./environment.ts";

export function wantsDebug(asked: boolean, { variables }: Environment): boolean {
  const variable = variables.CLUSTER_PROFILES_DEBUG ?? "";
  return asked || !["", "0", "false"].includes(variable.toLowerCase());
}

/** Some lines for standard error. The stacks are left to those who ask, because they say nothing to others. */
export function describeInternalError(what: string, causes: readonly unknown[], debug: boolean): string {
  const reasons = causes.map((cause) => {
    const stack = cause instanceof Error ? cause.stack : undefined;
    return `  ${debug && stack !== undefined ? stack : cause instanceof Error ? cause.message : String(cause)}\n`;
  });
  const advice = debug ? "" : ", with what `--debug` shows";
  return `cluster-profiles: ${what}\n${reasons.join("")}This is a fault of cluster-profiles, not of your files: please report it${advice}.\n`;
}
