/** Tests of reading from Git: what was committed, where there is nothing to read, and repositories that mean harm. */

import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitAll, git } from "../../../test/harness/git-repository.ts";
import { tempFolder, writeFiles } from "../../../test/harness/temp-folder.ts";
import { readCommitted } from "./git.ts";

function repository(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder(files);
  commitAll(folder);
  return folder;
}

/** What is found of these files, by their names in the folder. */
async function committed(folder: string, ...names: readonly string[]): Promise<Record<string, string>> {
  const texts = await readCommitted(names.map((name) => join(folder, name)));
  return Object.fromEntries([...texts].map(([file, text]) => [file.slice(folder.length + 1), text]));
}

describe("the text at the last commit", () => {
  it("is what was committed, whatever there is now, staged or not", async () => {
    const folder = repository({
      "a.yaml": "a: 1\n",
      "sub folder/ü.yaml": "ä: 1\r\n",
      "gone.yaml": "",
      "same.yaml": "s",
    });
    writeFiles(folder, { "a.yaml": "a: 2\n", "new.yaml": "n: 1\n", "sub folder/ü.yaml": "" });
    rmSync(join(folder, "gone.yaml"));
    git(folder, "add", "a.yaml", "new.yaml");
    expect(
      await committed(folder, "a.yaml", "new.yaml", "sub folder/ü.yaml", "gone.yaml", "same.yaml"),
    ).toEqual({
      "a.yaml": "a: 1\n",
      "sub folder/ü.yaml": "ä: 1\r\n",
      "gone.yaml": "",
      "same.yaml": "s",
    });
  });

  it("is read of many large files, in a row", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`f${at}.yaml`, `# ${at}\n${"text: ü€\n".repeat(at * 40)}`]),
    );
    const folder = repository(files);
    expect(await committed(folder, ...Object.keys(files))).toEqual(files);
  });

  it("has no byte order mark, and is none for what is no text", async () => {
    const folder = repository({ "mark.yaml": "\ufeffa: 1\n", "binary.yaml": "a\0b" });
    expect(await committed(folder, "mark.yaml", "binary.yaml")).toEqual({ "mark.yaml": "a: 1\n" });
  });

  it("is found in repositories within others, in worktrees and in shallow clones", async () => {
    const folder = repository({ "outer.yaml": "outer" });
    const inner = join(folder, "inner");
    writeFiles(inner, { "inner.yaml": "inner" });
    commitAll(inner);
    git(folder, "worktree", "add", "-q", join(folder, "tree"));
    git(folder, "clone", "-q", "--depth", "1", `file://${folder}`, join(folder, "shallow"));
    expect(
      await committed(folder, "outer.yaml", "inner/inner.yaml", "tree/outer.yaml", "shallow/outer.yaml"),
    ).toEqual({
      "outer.yaml": "outer",
      "inner/inner.yaml": "inner",
      "tree/outer.yaml": "outer",
      "shallow/outer.yaml": "outer",
    });
  });

  it("is none for folders and for names that no request can hold", async () => {
    const folder = repository({ "a/b.yaml": "b", "odd\nname.yaml": "odd", "z.yaml": "z" });
    expect(await committed(folder, "a", "odd\nname.yaml", "a/b.yaml", "z.yaml")).toEqual({
      "a/b.yaml": "b",
      "z.yaml": "z",
    });
  });

  it("is none outside of repositories, before the first commit, and where the repository is broken", async () => {
    const folder = tempFolder({ "a.yaml": "a" });
    expect(await committed(folder, "a.yaml")).toEqual({});
    git(folder, "init", "-q");
    expect(await committed(folder, "a.yaml")).toEqual({});
    const broken = tempFolder({ "a.yaml": "a", ".git": "gitdir: nowhere\n" });
    expect(await committed(broken, "a.yaml")).toEqual({});
    const bare = tempFolder({});
    git(bare, "init", "-q", "--bare");
    writeFiles(bare, { "a.yaml": "a" });
    expect(await committed(bare, "a.yaml")).toEqual({});
    expect(await readCommitted([])).toEqual(new Map());
  });

  it("is none without Git, and where Git takes too long", async () => {
    const folder = repository({ "a.yaml": "a" });
    const files = [join(folder, "a.yaml")];
    expect(await readCommitted(files, join(folder, "no-git"))).toEqual(new Map());
    const slow = join(folder, "slow-git");
    writeFileSync(slow, "#!/bin/sh\nsleep 60\n");
    chmodSync(slow, 0o755);
    expect(await readCommitted(files, slow, 50)).toEqual(new Map());
  });

  it("is of the file's own repository, whatever hook the command was started from", async () => {
    const [one, other] = [repository({ "a.yaml": "one" }), repository({ "a.yaml": "other" })];
    process.env.GIT_DIR = join(other, ".git");
    try {
      expect(await committed(one, "a.yaml")).toEqual({ "a.yaml": "one" });
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});

describe("a repository that means harm", () => {
  /** A program that leaves a file behind when it is started. */
  function trap(folder: string): { readonly program: string; readonly isSprung: () => boolean } {
    const mark = join(folder, "sprung");
    const program = join(folder, "trap.sh");
    writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\n`);
    chmodSync(program, 0o755);
    return { program, isSprung: () => existsSync(mark) };
  }

  it("starts no program by what its configuration and attributes name", async () => {
    const folder = repository({ "a.yaml": "a: 1\n", ".gitattributes": "*.yaml filter=trap diff=trap\n" });
    const { program, isSprung } = trap(folder);
    for (const name of [
      "core.fsmonitor",
      "core.pager",
      "core.sshCommand",
      "core.editor",
      "core.alternateRefsCommand",
      "pager.cat-file",
      "filter.trap.clean",
      "filter.trap.smudge",
      "diff.external",
      "diff.trap.textconv",
      "diff.trap.command",
      "credential.helper",
      "gpg.program",
    ])
      git(folder, "config", name, program);
    git(folder, "config", "alias.cat-file", `!${program}`);
    git(folder, "config", "core.hooksPath", join(folder, "hooks"));
    mkdirSync(join(folder, "hooks"));
    for (const hook of ["fsmonitor-watchman", "post-index-change", "reference-transaction", "pre-auto-gc"])
      symlinkSync(program, join(folder, "hooks", hook));
    writeFiles(folder, { "a.yaml": "a: 2\n" });
    expect(await committed(folder, "a.yaml")).toEqual({ "a.yaml": "a: 1\n" });
    expect(isSprung()).toBe(false);
    // The trap works: this is what reading must not be done by, however careful its flags are.
    git(folder, "-c", "core.fsmonitor=", "--no-pager", "diff", "--no-ext-diff", "--no-textconv", "HEAD");
    expect(isSprung()).toBe(true);
  });

  it("fetches nothing that it lacks", async () => {
    const folder = repository({ "a.yaml": "a: 1\n" });
    const { program, isSprung } = trap(folder);
    const blob = git(folder, "rev-parse", "HEAD:a.yaml").trim();
    rmSync(join(folder, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
    git(folder, "config", "core.repositoryformatversion", "1");
    git(folder, "config", "extensions.partialClone", "trap");
    git(folder, "config", "remote.trap.promisor", "true");
    git(folder, "config", "remote.trap.url", `ext::${program}`);
    git(folder, "config", "protocol.ext.allow", "always");
    expect(await committed(folder, "a.yaml")).toEqual({});
    expect(isSprung()).toBe(false);
    expect(() => git(folder, "cat-file", "blob", "HEAD:a.yaml")).toThrow();
    expect(isSprung()).toBe(true);
  });
});
