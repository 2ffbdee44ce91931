import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check } from "../../server/src/cli/check.ts";
import { run } from "../../server/src/cli/run.ts";
import { folderOf, profile, runIn, wrongProfile } from "./support.ts";

describe("the command line", () => {
  it("prints version and help", async () => {
    const cwd = await folderOf({});
    expect(await runIn(cwd, ["--version"])).toEqual({
      code: 0,
      stdout: "cluster-profiles 1.2.3\n",
      stderr: "",
    });
    const general = await runIn(cwd, ["--help"]);
    expect(general).toMatchObject({ code: 0, stderr: "" });
    expect(general.stdout).toContain("check [PATH...]");
    expect(await runIn(cwd, ["help"])).toEqual(general);
    const ofCheck = await runIn(cwd, ["help", "check"]);
    expect(ofCheck.stdout).toContain("--min-severity");
    expect(await runIn(cwd, ["check", "--help"])).toEqual(ofCheck);
    expect(await runIn(cwd, ["check", "-h"])).toEqual(ofCheck);
    const ofClusters = await runIn(cwd, ["help", "clusters"]);
    expect(ofClusters.stdout).toContain("--fail-behind");
    expect(await runIn(cwd, ["clusters", "--help"])).toEqual(ofClusters);
    const ofUpdate = await runIn(cwd, ["help", "update"]);
    expect(ofUpdate.stdout).toContain("--new-version");
    const ofExplain = await runIn(cwd, ["help", "explain"]);
    expect(ofExplain.stdout).toContain("PACK[@VERSION]");
    expect(await runIn(cwd, ["explain", "--help"])).toEqual(ofExplain);
  });

  it.each<[string, string[], string]>([
    ["no command", [], "no command is given"],
    ["a mistyped command", ["chek"], "`chek` is not known: did you mean `check`?"],
    ["a path for a command", ["profiles/"], "write `cluster-profiles check profiles/`"],
    ["a mistyped option", ["check", "--formt", "json"], "`--formt` is not known: did you mean `--format`?"],
    ["an unknown option", ["check", "--qqqqqq"], "`--qqqqqq` is not known: the options are `--config`"],
    [
      "an option of another command",
      ["check", "--fail-behind"],
      "is one of `clusters`, not of `check`: the options",
    ],
    [
      "an option that help does not take",
      ["help", "--format", "json"],
      "is one of `check`, `clusters`, `explain`, `update`, `plan`, not of `help`",
    ],
    ["an unknown short option", ["check", "-q"], "`-q` is not known"],
    ["a mistyped value", ["check", "--min-severity", "warn"], "takes one of `error`, `warning`"],
    ["a mistyped format", ["check", "--format=jsom"], "not `jsom`: did you mean `json`?"],
    ["a value for a switch", ["check", "--debug=yes"], "`--debug` takes no value"],
    ["a forgotten value at the end", ["check", "--config"], "`--config` needs a value"],
    [
      "a forgotten value",
      ["check", "--config", "--debug"],
      "`--config` needs a value, but `--debug` follows",
    ],
    ["an empty path", ["check", ""], "a path is empty"],
    ["a missing path", ["check", "nowhere", "."], "the path `nowhere` cannot be read: it does not exist"],
    [
      "a missing config file",
      ["check", "--config", "no.yaml"],
      "the config file `no.yaml` cannot be read: it does not exist",
    ],
    ["a folder as config file", ["check", "--config", "."], "it is a folder, not a file"],
    ["help on what is none", ["help", "chekc"], "did you mean `check`?"],
  ])("refuses %s", async (_, args, message) => {
    const cwd = await folderOf({ "web.yaml": profile("web") });
    const { code, stdout, stderr } = await runIn(cwd, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/See `cluster-profiles (--help|help \w+)`\.\n$/);
  });

  it("takes a path that begins with a dash behind `--`", async () => {
    const cwd = await folderOf({ "-web.yaml": profile("web") });
    expect(await runIn(cwd, ["check", "--", "-web.yaml"])).toMatchObject({ code: 0 });
  });
});

describe("the exit code", () => {
  it("is 1 for errors, and for milder findings when they are asked for", async () => {
    const cwd = await folderOf({
      "error.yaml": wrongProfile("error"),
      "warning.yaml": profile("warning").replace('"1.0.0"', "v1.2"),
      "clean.yaml": profile("clean"),
    });
    const codeOf = async (...args: string[]) => (await runIn(cwd, ["check", ...args])).code;
    expect(await codeOf()).toBe(1);
    expect(await codeOf("error.yaml")).toBe(1);
    expect(await codeOf("warning.yaml")).toBe(0);
    expect(await codeOf("warning.yaml", "--min-severity", "error")).toBe(0);
    expect(await codeOf("warning.yaml", "--min-severity", "warning")).toBe(1);
    expect(await codeOf("warning.yaml", "--min-severity", "information")).toBe(1);
    expect(await codeOf("clean.yaml", "--min-severity", "hint")).toBe(0);
  });

  it("is 3 when there is nothing to check, and what was looked at is told", async () => {
    const cwd = await folderOf({
      "docs/readme.md": "# packs: none",
      "other/deployment.yaml": "kind: Deployment\nmetadata: {}\n",
      "other/more.json": "{}",
    });
    const other = await runIn(cwd, ["check", "other"]);
    expect(other).toMatchObject({ code: 3, stdout: "" });
    expect(other.stderr).toContain(
      "no profile, no cluster and no pack was found at `other` (2 files were looked at)",
    );
    const docs = await runIn(cwd, ["check", "docs"]);
    expect(docs).toMatchObject({ code: 3, stdout: "" });
    expect(docs.stderr).toContain("at `docs` (there are no YAML or JSON files)");
  });

  it("is 3 with an empty document in json", async () => {
    const cwd = await folderOf({ "a.yaml": "a: 1" });
    const { code, stdout, stderr } = await runIn(cwd, ["check", "--format", "json"]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      summary: { files: 0 },
      findings: [],
      problems: [],
    });
    expect(stderr).toContain("nothing to check");
  });

  it("is 3 when the config file ignores all there is, and that is told", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": 'files:\n  ignore: ["drafts/**"]\n',
      "drafts/web.yaml": wrongProfile("web"),
    });
    const { code, stderr } = await runIn(cwd, ["check", "drafts/web.yaml"]);
    expect(code).toBe(3);
    expect(stderr).toContain("1 file was looked at, 1 of them ignored by the config file");
  });

  const environment = (cwd: string, stderr: string[], variables: Record<string, string> = {}) => ({
    cwd,
    stdout: { write: (_: string): void => undefined, isTerminal: false, columns: undefined },
    stderr: { write: (text: string) => void stderr.push(text), isTerminal: false, columns: undefined },
    variables,
    version: "1.2.3",
  });

  it("is 70 for a fault of ours, with a stack for those who ask", async () => {
    const cwd = await folderOf({ "web.yaml": profile("web") });
    const failing = (stderr: string[], variables?: Record<string, string>) => ({
      ...environment(cwd, stderr, variables),
      stdout: {
        write: () => {
          throw new Error("out of order");
        },
        isTerminal: false,
        columns: undefined,
      },
    });
    const brief: string[] = [];
    expect(await run(["check"], failing(brief))).toBe(70);
    expect(brief.join("")).toContain("internal error\n  out of order\n");
    expect(brief.join("")).toContain("please report it");
    expect(brief.join("")).not.toContain("    at ");
    const debug: string[] = [];
    expect(await run(["check", "--debug"], failing(debug))).toBe(70);
    expect(debug.join("")).toContain("    at ");
    const variable: string[] = [];
    expect(await run(["check"], failing(variable, { CLUSTER_PROFILES_DEBUG: "1" }))).toBe(70);
    expect(variable.join("")).toContain("    at ");
  });

  it("is 70 when a rule fails, after the findings of all others", async () => {
    const cwd = await folderOf({ "web.yaml": profile("web") });
    const rule = { severity: "warning", summary: "", description: "", bad: [], good: [] } as const;
    const span = { start: 0, end: 4 };
    const broken = {
      ...rule,
      id: "broken",
      check: () => {
        throw new Error("no good");
      },
    };
    const brokenFix = {
      ...rule,
      id: "broken-fix",
      check: () => [
        {
          span,
          message: "Found",
          fixes: () => {
            throw new Error("no fix");
          },
        },
      ],
    };
    let stdout = "";
    const stderr: string[] = [];
    const env = {
      ...environment(cwd, stderr),
      stdout: {
        write: (text: string) => {
          stdout += text;
        },
        isTerminal: false,
        columns: undefined,
      },
    };
    const args = {
      paths: ["."],
      config: undefined,
      registries: [],
      minSeverity: "error",
      debug: false,
    } as const;
    expect(await check({ ...args, format: "json" }, env, [broken, brokenFix])).toBe(70);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ rule: "broken-fix", message: "Found", fixes: [] }],
      problems: [
        { source: "cluster-profiles", file: "web.yaml", message: expect.stringContaining("broken") },
        { source: "cluster-profiles", file: "web.yaml", message: expect.stringContaining("broken-fix") },
      ],
    });
    expect(stderr.join("")).toContain(join(cwd, "web.yaml"));
    expect(stderr.join("")).toContain("no good");
    expect(stderr.join("")).toContain("no fix");
  });
});
