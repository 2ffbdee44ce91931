import { describe, expect, it } from "vitest";
import { cluster, folderOf, profile, repoRoot, runIn } from "./support.ts";

const version = (text: string, to: string) => text.replace('"1.0.0"', `"${to}"`);

const files = {
  "profiles/base-1.0.0.yaml": profile("base"),
  "profiles/base-1.1.0.yaml": version(profile("base"), "1.1.0"),
  "profiles/web.yaml": profile("web"),
  "clusters/berlin.yaml": cluster("berlin", "base", "1.1.0", ["web"]),
  "clusters/munich.yaml": cluster("munich", "base", "1.0.0"),
  "clusters/short.yaml": "name: short\nprofiles:\n  infra: base\nnode_groups: []\n",
  "clusters/stores.yaml":
    "- name: store-1\n  profiles: [{ name: nowhere, tag: 2.0.0 }]\n  node_pools: []\n- name: store-2\n  profiles: [{ name: base, tag: 1.1.0 }]\n  node_pools: []\n",
};

/** The code, and what both outputs say, in one. */
async function clusters(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runIn(cwd, ["clusters", ...args]);
  return `${code} ${stdout}${stderr}`;
}

async function codeOf(cwd: string, ...args: string[]): Promise<number> {
  return (await runIn(cwd, ["clusters", ...args])).code;
}

describe("clusters", () => {
  it("is a table of who is on what, by cluster", async () => {
    const cwd = await folderOf(files);
    expect(await runIn(cwd, ["clusters"])).toEqual({
      code: 0,
      stdout: [
        "CLUSTER  PROFILE  VERSION          STATE            FILE:LINE",
        "berlin   base     1.1.0            newest           clusters/berlin.yaml:6",
        "berlin   web      1.0.0 (default)  newest           clusters/berlin.yaml:7",
        "munich   base     1.0.0            1 behind 1.1.0   clusters/munich.yaml:6",
        "short    base     1.0.0 (default)  1 behind 1.1.0   clusters/short.yaml:3",
        "store-1  nowhere  2.0.0            unknown profile  clusters/stores.yaml:2",
        "store-2  base     1.1.0            newest           clusters/stores.yaml:5",
        "",
        "5 clusters, 6 references: 2 behind, 1 unknown",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("is about the clusters at the paths, and all profiles around them", async () => {
    const cwd = await folderOf(files);
    expect(await clusters(cwd, "clusters/munich.yaml", "clusters/stores.yaml")).toMatch(
      /munich +base +1\.0\.0 +1 behind 1\.1\.0 [\s\S]*\n3 clusters, 3 references: 1 behind, 1 unknown\n$/,
    );
  });

  it("can be about one profile", async () => {
    const cwd = await folderOf(files);
    const text = await clusters(cwd, "--profile", "base");
    expect(text).not.toMatch(/ web | nowhere /);
    expect(text).toMatch(/\n4 clusters, 4 references: 2 behind\n$/);
  });

  it("verifies a version", async () => {
    const cwd = await folderOf(files);
    const { stdout, code } = await runIn(cwd, ["clusters", "--profile", "base@1.1.0"]);
    expect(stdout.split("\n").slice(1)).toEqual([
      "berlin   base     1.1.0            on it  clusters/berlin.yaml:6",
      "munich   base     1.0.0            older  clusters/munich.yaml:6",
      "short    base     1.0.0 (default)  older  clusters/short.yaml:3",
      "store-2  base     1.1.0            on it  clusters/stores.yaml:5",
      "",
      "2 of 4 clusters that use base are on 1.1.0: 2 older",
      "",
    ]);
    expect(code).toBe(0);
    expect(await clusters(cwd, "--profile", "base@1.1.0", "clusters/berlin.yaml")).toMatch(
      /\nThe only cluster that uses base is on 1\.1\.0\n$/,
    );
  });

  it("tells of troubles on standard error", async () => {
    const cwd = await folderOf({ ...files, ".cluster-profiles.yaml": "files:\n  ignore: 7\n" });
    const { stdout, stderr } = await runIn(cwd, ["clusters"]);
    expect(stdout).toMatch(/5 clusters, 6 references/);
    expect(stderr).toMatch(/^Trouble with what the answer relies on:\n {2}\.cluster-profiles\.yaml: /);
    const json = await runIn(cwd, ["clusters", "--format", "json"]);
    expect(json.stderr).toBe("");
    expect(JSON.parse(json.stdout).problems).toMatchObject([
      { source: "config-file", file: ".cluster-profiles.yaml" },
    ]);
  });

  it("uses colour on a terminal alone, and lets no name send commands to it", async () => {
    const escapeCharacter = "\u001b";
    const cwd = await folderOf({
      ...files,
      "clusters/bad.yaml": cluster(`"\\e[2J${"x".repeat(500)}"`, "base", '"1.1.0\\n"'),
    });
    expect(await clusters(cwd)).not.toContain(escapeCharacter);
    const { stdout } = await runIn(cwd, ["clusters"], { terminal: 80 });
    expect(stdout).toContain(`${escapeCharacter}[33m1 behind 1.1.0`);
    expect(stdout).toContain("␛[2Jxxx");
    expect(stdout).not.toContain(`${escapeCharacter}[2J`);
    expect(stdout).not.toContain("x".repeat(61));
  });

  it("lists every reference of the samples", async () => {
    const text = await clusters(repoRoot, "samples");
    expect(text).toMatch(/\n26 clusters, 58 references: 14 behind, 4 unknown\n$/);
    expect(text).toMatch(/\nshort-form +maas-infra +1\.0\.0 \(default\) +1 behind 1\.1\.0 /);
  });
});

describe("clusters --format json", () => {
  it("tells everything of a reference", async () => {
    const cwd = await folderOf(files);
    const { code, stdout } = await runIn(cwd, ["clusters", "clusters/munich.yaml", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      summary: { clusters: 1, references: 1, behind: 1, unknown: 0, silenced: 0, notJudged: 0 },
      references: [
        {
          cluster: "munich",
          profile: "base",
          version: "1.0.0",
          versionIsDefault: false,
          state: "behind",
          behind: 1,
          newest: "1.1.0",
          role: "infra",
          context: "project",
          cloudType: "maas",
          overrides: 0,
          file: "clusters/munich.yaml",
          range: { start: { line: 6, column: 14 }, end: { line: 6, column: 19 } },
        },
      ],
      problems: [],
    });
    expect(stdout).toMatch(/^\{\n {2}"version": 1,\n/);
  });

  it("has the verification of a version, and leaves out what is not known", async () => {
    const cwd = await folderOf(files);
    const { stdout } = await runIn(cwd, ["clusters", "--profile=base@1.1.0", "--format=json"]);
    const report = JSON.parse(stdout);
    expect(report.verification).toEqual({
      profile: "base",
      version: "1.1.0",
      clusters: 4,
      onVersion: 2,
      older: 2,
      newer: 0,
      unclear: 0,
    });
    expect(report.references.map((row: { relation: string }) => row.relation)).toEqual([
      "same",
      "older",
      "older",
      "same",
    ]);
    expect(Object.keys(report.references[3])).not.toContain("role");
    expect(Object.keys(report.references[3])).not.toContain("cloudType");
  });
});

describe("clusters --format csv", () => {
  it("has a header and a line for each reference", async () => {
    const cwd = await folderOf(files);
    const { stdout } = await runIn(cwd, ["clusters", "--format", "csv", "clusters/stores.yaml"]);
    expect(stdout).toBe(
      [
        "cluster,profile,version,versionIsDefault,state,behind,newest,relation,role,context,cloudType,overrides,file,line,column,clusterState,clusterHealth,statusAt",
        "store-1,nowhere,2.0.0,false,unknown-profile,0,,,,,,0,clusters/stores.yaml,2,36,,,",
        "store-2,base,1.1.0,false,newest,0,1.1.0,,,,,0,clusters/stores.yaml,5,33,,,",
        "",
      ].join("\r\n"),
    );
  });

  it("quotes what needs it, and lets no name be a formula", async () => {
    const cwd = await folderOf({
      "a.yaml": cluster(`'=HYPERLINK("http://a","b")'`, "'two, \"words\"'", "'-1'"),
    });
    const [, line] = (await runIn(cwd, ["clusters", "--format", "csv"])).stdout.split("\r\n");
    expect(line).toMatch(/^"'=HYPERLINK\(""http:\/\/a"",""b""\)","two, ""words""",'-1,false,/);
  });
});

describe("a cell of CSV", () => {
  it.each([
    ['"\\t=1+1"', "'\t=1+1"],
    ['"  @SUM(A1)"', "'  @SUM(A1)"],
    ['"\\uFF1D1"', "'\uFF1D1"],
    ['"+1"', "'+1"],
    ['"a\\e[31m\\0b\\u202Ec"', "a␛[31m␀b�c"],
    ['"two\\nlines"', '"two\nlines"'],
    ['"a=b"', "a=b"],
  ])("has %s without a formula or a command in it", async (name, written) => {
    const cwd = await folderOf({ "a.yaml": cluster(name, "base", "1.0.0") });
    const { stdout } = await runIn(cwd, ["clusters", "--format", "csv"]);
    const line = stdout.slice(stdout.indexOf("\r\n") + 2);
    expect(line.slice(0, line.indexOf(",base,"))).toBe(written);
  });
});

describe("the status of clusters", () => {
  const minutes = (ago: number) => new Date(Date.now() - ago * 60_000).toISOString();
  const status = `at: "${minutes(30)}"
clusters:
  - { name: berlin, state: running, health: Healthy, at: "2026-01-05T06:00:00Z" }
  - { name: munich, state: Provisioning }
`;
  const withStatus = { ...files, "clusters.status.yaml": status };

  it("is a column of the table, with its age, where something is known", async () => {
    const cwd = await folderOf(withStatus);
    const text = await clusters(cwd, "clusters/berlin.yaml", "clusters/munich.yaml", "clusters/short.yaml");
    expect(text).toMatch(/STATE +STATUS +FILE:LINE\n/);
    expect(text).toMatch(/berlin +base .* Running \(old: \d+ days ago\) +clusters\/berlin.yaml:6\n/);
    expect(text).toMatch(/munich +base .* Provisioning, as of 3\d minutes ago +clusters/);
    expect(text).toMatch(/short +base .* unknown +clusters/);
  });

  it("is in JSON and in CSV", async () => {
    const cwd = await folderOf({
      ...files,
      "state/now.json": JSON.stringify(stateOf("2026-01-05")),
      ".cluster-profiles.yaml": "clusterStatus: state/now.json\n",
    });
    const { stdout } = await runIn(cwd, [
      "clusters",
      "--format",
      "json",
      "clusters/munich.yaml",
      "clusters/short.yaml",
    ]);
    const { references } = JSON.parse(stdout) as { references: { cluster: string; status?: object }[] };
    expect(references.map(({ cluster, status }) => [cluster, status])).toEqual([
      [
        "munich",
        { state: "Error", health: "UnHealthy", at: "2026-01-05T00:00:00.000Z", file: "state/now.json" },
      ],
      ["short", undefined],
    ]);
    const csv = (await runIn(cwd, ["clusters", "--format", "csv", "clusters/munich.yaml"])).stdout;
    expect(csv).toContain(",Error,UnHealthy,2026-01-05T00:00:00.000Z\r\n");
  });

  it("is checked like any other file, and needed nowhere", async () => {
    const cwd = await folderOf({
      ...files,
      "clusters.status.yml": "clusters:\n  - name: nobody\n    state: Runing\n",
    });
    const { stdout } = await runIn(cwd, ["check", "clusters.status.yml"]);
    expect(stdout).toContain("No file here defines a cluster `nobody`");
    expect(stdout).toContain("did you mean `Running`?");
    const other = await folderOf({ ...files, ".cluster-profiles.yaml": "clusterStatus: state/now.json\n" });
    expect((await runIn(other, ["clusters"])).stderr).toBe("");
  });

  it("is not read from outside of the folder", async () => {
    const cwd = await folderOf({ ...files, ".cluster-profiles.yaml": "clusterStatus: ../now.yaml\n" });
    expect((await runIn(cwd, ["clusters"])).stderr).toContain(
      "write a path that is relative to it, without `..`",
    );
  });

  function stateOf(at: string) {
    return { at, clusters: [{ name: "munich", state: "Error", health: "unhealthy" }] };
  }
});

describe("the exit code of clusters", () => {
  it("is 1 when somebody is behind, and it is asked for", async () => {
    const cwd = await folderOf(files);
    expect(await codeOf(cwd)).toBe(0);
    expect(await codeOf(cwd, "--fail-behind")).toBe(1);
    expect(await codeOf(cwd, "--fail-behind", "--format", "csv")).toBe(1);
    expect(await codeOf(cwd, "--fail-behind", "clusters/berlin.yaml")).toBe(0);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "web")).toBe(0);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "base")).toBe(1);
  });

  it("is 1 for older versions than the one that is asked for; newer ones are fine", async () => {
    const cwd = await folderOf(files);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "base@1.1.0")).toBe(1);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "base@1.0.0")).toBe(0);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "base@1.1.0", "clusters/berlin.yaml")).toBe(0);
  });

  it("goes by a comment, but not where a version is to be proved", async () => {
    const silenced = cluster("a", "base", "1.0.0 # cluster-profiles-ignore outdated-profile-version frozen");
    const cwd = await folderOf({ ...files, "a.yaml": silenced });
    expect(await codeOf(cwd, "--fail-behind", "a.yaml")).toBe(0);
    expect(await codeOf(cwd, "--fail-behind", "a.yaml", "--profile", "base")).toBe(0);
    expect(await codeOf(cwd, "--fail-behind", "a.yaml", "--profile", "base@1.1.0")).toBe(1);
  });

  it("is 3 without a cluster, or without one that uses the profile", async () => {
    const cwd = await folderOf({ ...files, "profiles/lonely.yaml": profile("lonely") });
    expect(await runIn(cwd, ["clusters", "profiles"])).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringContaining("no cluster was found at `profiles` (4 files were looked at)"),
    });
    const lonely = await runIn(cwd, ["clusters", "--profile", "lonely@1.0.0", "--format", "json"]);
    expect(lonely.code).toBe(3);
    expect(JSON.parse(lonely.stdout)).toMatchObject({ verification: { clusters: 0 }, references: [] });
    expect(lonely.stderr).toContain("no cluster that uses the profile `lonely` was found at `.`");
  });

  it.each<[string, string[], string]>([
    [
      "a mistyped profile",
      ["--profile", "bse"],
      "defines the profile `bse`, and no cluster uses it: did you",
    ],
    ["an unknown version", ["--profile", "base@1.1"], "defined are `1.1.0`, `1.0.0`"],
    [
      "no version of a profile in Palette",
      ["--profile", "nowhere@v2.1"],
      "`v2.1` is not a version that Palette takes: did you mean `2.1.0`?",
    ],
    [
      "a missing version",
      ["--profile", "base@"],
      "NAME or NAME@VERSION, not `base@`: the version is missing",
    ],
    ["a missing name", ["--profile", "@1.0.0"], "the name is missing"],
    ["a format of none", ["--format", "cvs"], "not `cvs`: did you mean `csv`?"],
    [
      "an option of another command",
      ["--min-severity", "hint"],
      "`--min-severity` is one of `check`, not of `clusters`: the options are `--config`, `--profile`",
    ],
    ["a mistyped option", ["--fail-behnd"], "did you mean `--fail-behind`?"],
    ["a missing path", ["nowhere"], "the path `nowhere` cannot be read: it does not exist"],
  ])("is 2 for %s", async (_, args, message) => {
    const { code, stdout, stderr } = await runIn(await folderOf(files), ["clusters", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/See `cluster-profiles help clusters`\.\n$/);
  });

  it("is none of an error for a version in Palette alone", async () => {
    const cwd = await folderOf(files);
    expect(await clusters(cwd, "--profile", "nowhere@2.1.0")).toMatch(/ 2\.0\.0 +older, unknown profile /);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "nowhere@2.1.0")).toBe(1);
    expect(await codeOf(cwd, "--fail-behind", "--profile", "nowhere@2.0.0")).toBe(0);
  });
});
