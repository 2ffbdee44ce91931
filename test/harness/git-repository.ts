/** Git repositories for tests, whoever runs them and whatever is in his configuration. */

import { execFileSync } from "node:child_process";

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")),
);

export function git(folder: string, ...args: readonly string[]): string {
  const options = ["user.name=Test", "user.email=test@example.invalid", "core.autocrlf=false"];
  const settings = [...options, "commit.gpgsign=false", "core.hooksPath="].flatMap((option) => [
    "-c",
    option,
  ]);
  return execFileSync("git", ["-C", folder, ...settings, ...args], {
    env: { ...environment, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C" },
    encoding: "utf8",
    timeout: 20_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Makes the folder a repository, if it is none yet, and commits all that is in it. */
export function commitAll(folder: string): void {
  git(folder, "init", "-q");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "--allow-empty", "-m", "All");
}
