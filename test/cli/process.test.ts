import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, profile, repoRoot, runIn, runProcess, wrongProfile } from "./support.ts";

describe("the process", () => {
  it("prints, and exits with the code", async () => {
    const cwd = await folderOf({ "web.yaml": wrongProfile("web") });
    const expected = await runIn(cwd, ["check"]);
    expect(expected.code).toBe(1);
    expect(await runProcess(cwd, ["check"])).toEqual(expected);
  });

  it("knows its version from package.json", async () => {
    const manifest = JSON.parse(await readFile(join(repoRoot, "package.json"), "utf8")) as {
      version: string;
    };
    expect(await runProcess(repoRoot, ["--version"])).toEqual({
      code: 0,
      stdout: `cluster-profiles ${manifest.version}\n`,
      stderr: "",
    });
  });

  it("writes all of a long output into a pipe", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`p${at}.yaml`, wrongProfile(`p${at}`)]),
    );
    const { code, stdout } = await runProcess(await folderOf(files), ["check", "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 300, error: 300 } });
  });

  it("ends quietly when nobody reads on", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`p${at}.yaml`, profile(`p${at}`)]),
    );
    const { code, stderr } = await runProcess(
      await folderOf({ ...files, "web.yaml": wrongProfile("web") }),
      ["check", "--format", "json"],
      "close-stdout",
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("tells of wrong usage on standard error", async () => {
    const { code, stdout, stderr } = await runProcess(repoRoot, ["chekc"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("did you mean `check`?");
  });
});
