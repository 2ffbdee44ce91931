import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkJson, repoRoot, runIn } from "./support.ts";

describe("the samples", () => {
  const cwd = join(repoRoot, "samples");

  it.each(["profiles", "exports", "clusters"])("have no errors in %s", async (folder) => {
    const { code, stderr } = await runIn(cwd, ["check", folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { summary, findings } = await checkJson(cwd, [folder]);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(summary.files).toBeGreaterThan(0);
  });

  it("show every kind of finding in problems, of which some are errors", async () => {
    const { findings } = await checkJson(cwd, ["problems"]);
    expect(findings.some(({ severity }) => severity === "error")).toBe(true);
  });

  it("have a file that looks like a profile and is none", async () => {
    expect(await runIn(cwd, ["check", "param-profile.yaml"])).toMatchObject({ code: 3, stdout: "" });
  });

  it("are the same seen from the folder around them", async () => {
    const inside = await checkJson(cwd);
    const outside = await checkJson(repoRoot, ["samples"]);
    expect(outside.summary).toEqual(inside.summary);
    expect(outside.findings.map(({ file, message }) => [file, message])).toEqual(
      inside.findings.map(({ file, message }) => [`samples/${file}`, message]),
    );
  });
});
