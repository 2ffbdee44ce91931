import { describe, expect, it } from "vitest";
import { cluster, folderOf, pack, profile, repoRoot, runIn, wrongProfile } from "./support.ts";

const outdated = {
  ".cluster-profiles.yaml": "registries:\n  - name: Palette Registry\n    folder: packs\n",
  "packs/nginx/pack.json": pack("nginx", "1.12.4"),
  "packs/nginx-old/pack.json": pack("nginx", "1.12.1"),
  "web.yaml": profile("web", "nginx 1.12.1"),
};

const escapeCharacter = "\u001b";

describe("check", () => {
  it("shows the line with a caret run, where else to look, and the first fix", async () => {
    const { stdout, code } = await runIn(await folderOf(outdated), ["check"]);
    const [head = "", ...rest] = stdout.split("\n");
    expect(head).toMatch(/^web\.yaml:9:14 information .*1\.12\.4.* \[outdated-pack\]$/);
    expect(
      rest
        .join("\n")
        .replaceAll("`", "'")
        .replace(/json:3:\d+/, "json:3:14"),
    ).toBe(
      [
        " 9 |     version: 1.12.1",
        "   |              ^^^^^^",
        "   see packs/nginx/pack.json:3:14 'nginx' 1.12.4 in 'Palette Registry'",
        "   fix: Update nginx to 1.12.4 (patch)",
        "",
        "1 profile and 2 packs in 3 files: 1 information",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
  });

  it("names the fix that the light bulb has: packs that only go together go together", async () => {
    const { stdout } = await runIn(repoRoot, ["check", "samples/profiles/profile-databases-1.0.0.yaml"]);
    const together = "fix: Update 2 packs together: postgres-operator to 1.14.0, postgres-cluster to 1.14.0";
    expect(stdout.match(/fix: .*/g)).toEqual([together, together]);
  });

  it("names the new version that the fix of a profile in use goes into", async () => {
    const folder = await folderOf({ ...outdated, "edge.yaml": cluster("edge", "web", "1.0.0") });
    const { stdout } = await runIn(folder, ["check", "web.yaml"]);
    expect(stdout).toContain("fix: Update nginx to 1.12.4 (patch) in a new version 1.0.1 of web (or 1 more)");
  });

  it("ends with a summary in numbers", async () => {
    const cwd = await folderOf({
      "a.yaml": wrongProfile("a"),
      "b.yaml": wrongProfile("b"),
      "c.yaml": cluster("c", "nowhere", "1.0.0", ["a"]),
    });
    const { stdout } = await runIn(cwd, ["check"]);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(
      "2 profiles and 1 cluster in 3 files: 2 errors, 1 hint (hints not shown: --min-severity hint)",
    );
  });

  it("says so when there is nothing to say", async () => {
    const cwd = await folderOf({ "a.yaml": profile("a") });
    expect(await runIn(cwd, ["check"])).toEqual({
      code: 0,
      stdout: "1 profile in 1 file: no findings\n",
      stderr: "",
    });
  });

  it("tells the first of a long list of troubles, and how many there are", async () => {
    const copies = Array.from({ length: 30 }, (_, at) => [
      `packs/copy-${at}/pack.json`,
      pack("nginx", "1.12.4"),
    ]);
    const cwd = await folderOf({ "a.yaml": profile("a"), ...Object.fromEntries(copies) });
    // Of what is checked the troubles are findings.
    const { stderr } = await runIn(cwd, ["check", "a.yaml"]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("  and 9 more (all of them with --format json)");
  });

  it("shows hints to those who ask", async () => {
    const cwd = await folderOf({ "a.yaml": profile("a"), "c.yaml": cluster("c", "nowhere", "1.0.0", ["a"]) });
    const silent = await runIn(cwd, ["check", "c.yaml"]);
    expect(silent.stdout).toBe("1 cluster in 1 file: 1 hint (hints not shown: --min-severity hint)\n");
    expect(silent.code).toBe(0);
    const told = await runIn(cwd, ["check", "c.yaml", "--min-severity", "hint"]);
    expect(told.stdout).toMatch(/^c\.yaml:5:11 hint .*\[unknown-profile\]\n/);
    expect(told.stdout).toMatch(/1 cluster in 1 file: 1 hint\n$/);
    expect(told.code).toBe(1);
  });

  it("uses colour on a terminal, and as NO_COLOR and FORCE_COLOR say", async () => {
    const cwd = await folderOf(outdated);
    const colored = async (terminal: boolean, variables: Record<string, string>) => {
      const { stdout } = await runIn(cwd, ["check"], { variables, ...(terminal ? { terminal: 100 } : {}) });
      return stdout.includes(escapeCharacter);
    };
    expect(await colored(false, {})).toBe(false);
    expect(await colored(true, {})).toBe(true);
    expect(await colored(true, { NO_COLOR: "1" })).toBe(false);
    expect(await colored(true, { NO_COLOR: "" })).toBe(true);
    expect(await colored(true, { TERM: "dumb" })).toBe(false);
    expect(await colored(false, { FORCE_COLOR: "1" })).toBe(true);
    expect(await colored(true, { FORCE_COLOR: "0" })).toBe(false);
  });

  it("never colours json", async () => {
    const { stdout } = await runIn(await folderOf(outdated), ["check", "--format", "json"], {
      terminal: 80,
      variables: { FORCE_COLOR: "1" },
    });
    expect(stdout).not.toContain(escapeCharacter);
  });

  it("lets no file send commands to the terminal", async () => {
    const cwd = await folderOf({
      "a.yaml": `name: web\ntype: "addon\\e[2J" # ${escapeCharacter}]0;title\u0007\ndescription: ''\npacks: []\n`,
      [`b${escapeCharacter}[31m.yaml`]: wrongProfile("b"),
    });
    const { stdout } = await runIn(cwd, ["check"]);
    expect(stdout).not.toContain(escapeCharacter);
    expect(stdout).toContain("b␛[31m.yaml:2:7 error");
  });

  it("shows a piece of a very long line, as wide as the terminal", async () => {
    const filler = "x".repeat(1_000_000);
    const cwd = await folderOf({
      "a.yaml": `{"description": "${filler}", "type": "addon", "name": "a", "packs": [{"name": "n", "type": "spectro", "values": "${filler}"}]}\n`,
      ".cluster-profiles.yaml": "files:\n  profiles: [a.yaml]\n",
    });
    const { stdout } = await runIn(cwd, ["check"], { terminal: 80, variables: { NO_COLOR: "1" } });
    const [head = "", line = "", carets = ""] = stdout.split("\n");
    expect(head).toMatch(/^a\.yaml:1:10000\d+ error /);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).toMatch(/…x+", "type": "addon", .*…$/);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("addon");
  });
});
