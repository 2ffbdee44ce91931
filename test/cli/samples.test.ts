import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitAll } from "../harness/git-repository.ts";
import { checkJson, folderOf, repoRoot, runIn } from "./support.ts";

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

  it.each([
    ["berlin-lab", "maas-infra@1.0.0", "refused"],
    ["store-023", "observability@1.1.0", "refused"],
    ["berlin-prod", "maas-infra@1.1.0", "full-repave"],
    ["kiosk-hub", "touch-kiosk-hub@1.1.0", "control-plane-repave"],
    ["kiosk-airport", "touch-kiosk@1.4.0", "unknown"],
    ["kiosk-bank", "touch-kiosk@1.4.0", "reboot"],
    ["kiosk-cinema", "touch-kiosk@1.4.0", "restart"],
    ["kiosk-depot", "touch-kiosk@1.4.0", "reload"],
    ["kiosk-elevator", "touch-kiosk@1.4.0", "none"],
  ])("have a cluster for each effect: %s to %s", async (name, profile, effect) => {
    const { stdout } = await runIn(cwd, [
      "plan",
      "--cluster",
      name,
      "--profile",
      profile,
      "--format",
      "json",
    ]);
    const { clusters } = JSON.parse(stdout) as { clusters: { cluster: string; effect: string }[] };
    expect(clusters).toMatchObject([{ cluster: name, effect }]);
  });

  it("have a cluster whose workers are replaced when they get more CPUs", async () => {
    const folder = await folderOf({});
    cpSync(cwd, folder, { recursive: true });
    commitAll(folder);
    const file = join(folder, "clusters/cluster-kiosk-hub.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("min_cpu: 8", "min_cpu: 16"));
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(stdout).toContain("kiosk-hub: worker repave, 2 nodes replaced");
    expect(stdout).toContain("pool worker-pool, min_cpu: 8 → 16: worker repave");
  });

  it("are what README shows of a plan", async () => {
    const readme = readFileSync(join(repoRoot, "README.md"), "utf8");
    const { stdout } = await runIn(cwd, [
      "plan",
      "--cluster",
      "berlin-prod",
      "--profile",
      "maas-infra@1.1.0",
    ]);
    expect(readme).toContain(stdout.trim());
  });
});
