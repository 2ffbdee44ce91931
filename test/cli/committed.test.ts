/** `check` in Git repositories: changes since the last commit, and repositories whose configuration names programs. */

import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitAll, git } from "../harness/git-repository.ts";
import { writeFiles } from "../harness/temp-folder.ts";
import { checkJson, cluster, folderOf, places, profile, runIn } from "./support.ts";

const rule = "in-use-profile-changed";

const files = {
  "profiles/base.yaml": profile("base", "nginx 1.12.1"),
  "profiles/other.yaml": profile("other", "nginx 1.12.1"),
  "clusters/lab.yaml": cluster("lab", "base", "1.0.0"),
};
const changed = { "profiles/base.yaml": profile("base", "nginx 1.12.4") };

/** Committed, and then changed: also the profile that no cluster uses. */
async function repository(): Promise<string> {
  const folder = await folderOf(files);
  commitAll(folder);
  writeFiles(folder, { ...changed, "profiles/other.yaml": profile("other", "nginx 1.12.4") });
  return folder;
}

async function found(folder: string, ...args: string[]): Promise<string[]> {
  const report = await checkJson(folder, args);
  return places(report).filter((place) => place.endsWith(rule));
}

describe("check in a Git repository", () => {
  it("tells of changes since the last commit of profiles in use", async () => {
    const folder = await repository();
    const { findings } = await checkJson(folder);
    expect(findings.filter((finding) => finding.rule === rule)).toMatchObject([
      {
        severity: "information",
        file: "profiles/base.yaml",
        range: { start: { line: 1, column: 7 } },
        message:
          "1 cluster uses `base` 1.0.0, and gets this change at once: move it to a new version. Left here it disturbs no node",
        related: [{ file: "clusters/lab.yaml", message: "`lab` uses `base` 1.0.0 here" }],
        fixes: ["Move this change to a new version 1.0.1 of base"],
      },
    ]);
  });

  it("finds the repository around the folder, and says nothing once all is committed", async () => {
    const folder = await repository();
    expect(await found(join(folder, "profiles"), "..")).toEqual([`base.yaml:1:7 ${rule}`]);
    commitAll(folder);
    expect(await found(folder)).toEqual([]);
  });

  it("says nothing of it where the rule is off, outside of repositories, and before the first commit", async () => {
    const off = await repository();
    writeFiles(off, { ".cluster-profiles.yaml": `rules:\n  ${rule}: off\n` });
    expect(await found(off)).toEqual([]);
    const folder = await folderOf({ ...files, ...changed });
    expect(await found(folder)).toEqual([]);
    git(folder, "init", "-q");
    expect(await runIn(folder, ["check"])).toMatchObject({ stderr: "" });
    expect(await found(folder)).toEqual([]);
  });

  it("starts no program that the repository names", async () => {
    const folder = await repository();
    const trap = join(folder, "trap.sh");
    writeFiles(folder, {
      ".gitattributes": "*.yaml filter=trap diff=trap\n",
      "trap.sh": `#!/bin/sh\ntouch '${join(folder, "sprung")}'\n`,
    });
    chmodSync(trap, 0o755);
    for (const name of [
      "core.fsmonitor",
      "core.pager",
      "filter.trap.clean",
      "diff.trap.textconv",
      "diff.external",
    ])
      git(folder, "config", name, trap);
    expect(await found(folder)).toHaveLength(1);
    expect(existsSync(join(folder, "sprung"))).toBe(false);
  });
});
