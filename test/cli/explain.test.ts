import { describe, expect, it } from "vitest";
import { folderOf, profile, runIn } from "./support.ts";

interface PackParts {
  readonly layer?: string;
  readonly values?: string;
  readonly [key: string]: unknown;
}

/** The files of a pack in a registry beside the profiles. */
function packFiles(
  name: string,
  version: string,
  { values, layer = "addon", ...more }: PackParts = {},
): Record<string, string> {
  const folder = `packs/${name}-${version}`;
  const manifest = { name, version, displayName: name, layer, cloudTypes: ["all"], ...more };
  return {
    [`${folder}/pack.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    ...(values === undefined ? {} : { [`${folder}/values.yaml`]: values }),
  };
}

const dependency = (packName: string, type: string, minVersion: string, maxVersion?: string) => ({
  constraints: { dependencies: [{ packName, type, minVersion, maxVersion }] },
});

const registry = {
  ".cluster-profiles.yaml": "registries: [{ name: Palette Registry, folder: packs, complete: true }]\n",
};

/** What is printed for people, without the headlines. */
async function lines(files: Record<string, string>, ...args: string[]): Promise<string[]> {
  const cwd = await folderOf({ ...registry, ...files });
  const { code, stdout, stderr } = await runIn(cwd, ["explain", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n").filter((line) => line.startsWith("  "));
}

describe("explain", () => {
  it("has a line for each newer version, and one reason for each that is not offered", async () => {
    const cwd = await folderOf({
      ...registry,
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "1.0.1"),
      ...packFiles("tool", "1.1.0", { annotations: { system_state: "deprecated" } }),
      ...packFiles("tool", "2.0.0-rc.1"),
      ...packFiles("tool", "3.0.0", { cloudTypes: ["aws"] }),
      "web.yaml": profile("web", "tool 1.0.0").replace("type: add-on", "type: add-on\ncloudType: maas"),
    });
    const { stdout, code } = await runIn(cwd, ["explain", "tool", "--profile", "web.yaml"]);
    expect(stdout.split("\n")).toEqual([
      "tool 1.0.0 in web 1.0.0 web.yaml:10",
      "  3.0.0       major  not offered: other cloud",
      "  2.0.0-rc.1  major  not offered: prerelease",
      "  1.1.0       minor  not offered: deprecated",
      "  1.0.1       patch  next update",
      "",
    ]);
    expect(code).toBe(0);
  });

  it("names the hold and its reason", async () => {
    const held = profile("web", "tool 1.0.0").replace(
      "  - name: tool",
      '  # cluster-profiles-hold <2 until=2999-01-01 reason="vendor freeze"\n  - name: tool',
    );
    const packs = { ...packFiles("tool", "1.0.0"), ...packFiles("tool", "2.0.0") };
    expect(await lines({ ...packs, "web.yaml": held }, "tool")).toEqual([
      "  2.0.0  major  not offered: held to <2 by line 6 until 2999-01-01: vendor freeze",
    ]);
  });

  it("takes Kubernetes one minor version at a time", async () => {
    const packs = ["1.30.1", "1.31.2", "1.31.4", "1.32.0"].map((version) =>
      packFiles("kubernetes", version, { layer: "k8s" }),
    );
    const files = Object.assign({}, ...packs, { "infra.yaml": profile("infra", "kubernetes 1.30.1") });
    expect(await lines(files, "kubernetes")).toEqual([
      "  1.32.0  minor  later: Kubernetes goes one minor version at a time: first to 1.31.4",
      "  1.31.4  minor  next update",
      "  1.31.2  minor  offered",
      "  one update of the profile after the other: update 1 to 1.31.4, update 2 to 1.32.0",
    ]);
  });

  it("says what in the profile stands against a version, whichever of the two asks for it", async () => {
    const files = {
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "2.0.0", dependency("base", "required", "5.0.0")),
      ...packFiles("tool", "3.0.0"),
      ...packFiles("base", "4.0.0"),
      ...packFiles("guard", "1.0.0", dependency("tool", "optional", "1.0.0", "2.9.9")),
      "web.yaml": profile("web", "tool 1.0.0", "base 4.0.0", "guard 1.0.0"),
    };
    expect(await lines(files, "tool")).toEqual([
      "  3.0.0  major  blocked: guard 1.0.0 asks for tool 1.0.0 to 2.9.9",
      "  2.0.0  major  blocked: it asks for base 5.0.0 or newer, and the profile has 4.0.0",
    ]);
  });

  it("names the packs that have to go along, and goes to the newest that goes with all", async () => {
    const files = {
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "2.0.0", dependency("base", "required", "5.0.0")),
      ...packFiles("tool", "3.0.0", dependency("base", "required", "6.0.0")),
      ...packFiles("base", "4.0.0"),
      ...packFiles("base", "5.0.0", dependency("tool", "required", "2.0.0")),
      "web.yaml": profile("web", "tool 1.0.0", "base 4.0.0"),
    };
    expect(await lines(files, "tool")).toEqual([
      "  3.0.0  major  blocked: it asks for base 6.0.0 or newer, and the profile has 4.0.0",
      "  2.0.0  major  next update together with base to 5.0.0",
    ]);
    expect(await lines(files, "base")).toEqual(["  5.0.0  major  next update together with tool to 2.0.0"]);
  });

  it("lets a conflict be that the profile has already", async () => {
    const files = {
      ...packFiles("tool", "1.0.0", dependency("base", "required", "9.0.0")),
      ...packFiles("tool", "1.1.0", dependency("base", "required", "9.0.0")),
      ...packFiles("base", "4.0.0"),
      "web.yaml": profile("web", "tool 1.0.0", "base 4.0.0"),
    };
    expect(await lines(files, "tool")).toEqual(["  1.1.0  minor  next update"]);
  });

  it("gives the way over updates between, also for a pack that waits for Kubernetes", async () => {
    const files = {
      ...Object.assign(
        {},
        ...["1.30.1", "1.31.2", "1.32.0"].map((version) =>
          packFiles("kubernetes", version, { layer: "k8s" }),
        ),
      ),
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "2.0.0", dependency("kubernetes", "required", "1.31")),
      ...packFiles("tool", "3.0.0", dependency("kubernetes", "required", "1.32")),
      "web.yaml": profile("web", "kubernetes 1.30.1", "tool 1.0.0"),
    };
    expect(await lines(files, "tool")).toEqual([
      "  3.0.0  major  blocked: it asks for kubernetes 1.32 or newer, and the profile has 1.30.1",
      "  2.0.0  major  next update together with kubernetes to 1.31.2",
      "  one update of the profile after the other: update 1 to 2.0.0 together with kubernetes to 1.31.2, update 2 to 3.0.0 together with kubernetes to 1.32.0",
    ]);
  });

  it("says what becomes of the values", async () => {
    const values = (size: number, more = "") => `size: ${size}\nname: a\nmode: b\n${more}`;
    const withValues = `${profile("web", "tool 1.0.0")}    values: |\n      size: 7\n      name: a\n      mode: b\n`;
    const files = {
      ...packFiles("tool", "1.0.0", { values: values(1) }),
      ...packFiles("tool", "1.1.0", { values: values(1, "fresh: true\n") }),
      ...packFiles("tool", "1.2.0", { values: values(2) }),
      "web.yaml": withValues,
    };
    expect(await lines(files, "tool")).toEqual([
      "  1.2.0  minor  next update, 1 value to review (size)",
      "  1.1.0  minor  offered, with its values",
    ]);
  });

  it("can be about one version", async () => {
    const files = {
      ...packFiles("tool", "0.9.0"),
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "1.1.0"),
      "web.yaml": profile("web", "tool 1.0.0"),
    };
    const about = async (version: string) => (await lines(files, `tool@${version}`))[0]?.trim();
    expect(await about("1.1.0")).toBe("1.1.0  minor  next update");
    expect(await about("1.0.0")).toMatch(/^1\.0\.0 +the profile is on it$/);
    expect(await about("0.9.0")).toMatch(/^0\.9\.0 +not offered: older than the profile's$/);
    expect(await about("1.5.0")).toMatch(/^1\.5\.0 +not offered: no registry here has it$/);
  });

  it("tells apart that nothing is newer, and that nothing is known", async () => {
    const files = {
      ...packFiles("tool", "1.0.0"),
      "web.yaml": profile("web", "tool 1.0.0", "stranger 1.0.0"),
    };
    expect(await lines(files, "tool")).toEqual(["  no newer version is known"]);
    expect(await lines(files, "stranger")).toEqual(["  no registry here has this pack"]);
  });

  it("tells of a slip in the config file, which may be why a pack is not known", async () => {
    const cwd = await folderOf({
      ...packFiles("tool", "1.0.0"),
      ".cluster-profiles.yaml": "registries: [{ name: Palette Registry, directory: packs }]\n",
      "web.yaml": profile("web", "tool 1.0.0"),
    });
    const { code, stderr } = await runIn(cwd, ["explain", "tool"]);
    expect(code).toBe(0);
    expect(stderr).toContain("directory");
  });

  it("has the same as JSON", async () => {
    const cwd = await folderOf({
      ...registry,
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "1.1.0", dependency("base", "required", "2.0.0")),
      ...packFiles("base", "1.0.0"),
      ...packFiles("base", "2.0.0"),
      "web.yaml": profile("web", "tool 1.0.0", "base 1.0.0"),
    });
    const { stdout } = await runIn(cwd, ["explain", "tool", "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      packs: [
        {
          pack: "tool",
          stated: "1.0.0",
          version: "1.0.0",
          catalog: "known",
          profile: "web",
          profileVersion: "1.0.0",
          file: "web.yaml",
          range: { start: { line: 9, column: 14 }, end: { line: 9, column: 19 } },
          versions: [
            {
              version: "1.1.0",
              verdict: "next",
              distance: "minor",
              conflicts: ["it asks for base 2.0.0 or newer, and the profile has 1.0.0"],
              blockedBy: [
                { pack: "base", version: "1.0.0", asks: false, type: "required", of: "base", min: "2.0.0" },
              ],
              together: [{ pack: "base", from: "1.0.0", to: "2.0.0" }],
              values: "none",
            },
          ],
          path: [],
          proven: true,
        },
      ],
      problems: [],
    });
  });

  it.each([
    { args: ["toll"], code: 2, says: "no profile at the paths has the pack `toll`: did you mean `tool`?" },
    { args: [], code: 2, says: "no pack is named" },
    { args: ["tool@"], code: 2, says: "the version is missing" },
    { args: ["@1.0.0"], code: 2, says: "the name is missing" },
    { args: ["tool", "web.yaml"], code: 2, says: "name profiles by `--profile`" },
    { args: ["tool", "--profile", "none.yaml"], code: 2, says: "`none.yaml`" },
    { args: ["tool", "--profile", "packs"], code: 3, says: "no profile was found" },
  ])("refuses $args", async ({ args, code, says }) => {
    const files = { ...registry, ...packFiles("tool", "1.0.0"), "web.yaml": profile("web", "tool 1.0.0") };
    const answer = await runIn(await folderOf(files), ["explain", ...args]);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toContain(says);
    expect(answer.stdout).toBe("");
  });
});
