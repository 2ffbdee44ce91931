import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkJson, cluster, folderOf, pack, places, profile, runIn, wrongProfile } from "./support.ts";

const registry = (folder: string) => `registries:\n  - name: Palette Registry\n    folder: ${folder}\n`;
const packs = {
  "packs/nginx/pack.json": pack("nginx", "1.12.4"),
  "packs/nginx-old/pack.json": pack("nginx", "1.12.1"),
};

describe("what is checked", () => {
  it("is what lies at or below the paths, and the rest of the folder counts", async () => {
    const cwd = await folderOf({
      "profiles/web.yaml": profile("web").replace("add-on", "infra"),
      "clusters/a.yaml": cluster("a", "web", "2.0.0"),
      "clusters/deep/b.yaml": cluster("b", "web", "1.0.0"),
      "profiles-old/x.yaml": wrongProfile("x"),
    });
    const report = await checkJson(cwd, ["clusters"]);
    expect(report.summary).toMatchObject({ files: 2, profiles: 0, clusters: 2 });
    expect(places(report)).toEqual(["clusters/a.yaml:6:14 unknown-profile-version"]);
    expect((await checkJson(cwd, ["profiles"])).summary).toMatchObject({ files: 1, profiles: 1 });
  });

  it("is a file whatever its name, when it is named", async () => {
    const cwd = await folderOf({ "web.tpl": wrongProfile("web"), "other.yaml": wrongProfile("other") });
    expect(places(await checkJson(cwd, ["web.tpl"]))).toEqual(["web.tpl:2:7 document-schema"]);
    expect(places(await checkJson(cwd))).toEqual(["other.yaml:2:7 document-schema"]);
  });

  it("is a folder that is left out otherwise, when it is named", async () => {
    const cwd = await folderOf({ ".terraform/m/web.yaml": wrongProfile("web"), "a.yaml": profile("a") });
    expect(places(await checkJson(cwd))).toEqual([]);
    expect(places(await checkJson(cwd, [".terraform/m"]))).toEqual([
      ".terraform/m/web.yaml:2:7 document-schema",
    ]);
  });

  it("is seen under one name, whatever links lead to it", async () => {
    const cwd = await folderOf({ "profiles/web.yaml": profile("web") });
    await symlink(join(cwd, "profiles"), join(cwd, "link"));
    const report = await checkJson(cwd, ["link", "profiles"]);
    expect(report).toMatchObject({ summary: { files: 1 }, findings: [] });
  });
});

describe("the config file", () => {
  it("is looked for upwards from the path", async () => {
    const cwd = await folderOf({
      "team/.cluster-profiles.yaml": "rules:\n  document-schema: hint\n",
      "team/a/b/web.yaml": wrongProfile("web"),
      "other/web.yaml": wrongProfile("web2"),
    });
    const severities = async (path: string) =>
      (await checkJson(cwd, [path])).findings.map(({ severity }) => severity);
    expect(await severities("team/a/b")).toEqual(["hint"]);
    expect(await severities("team/a/b/web.yaml")).toEqual(["hint"]);
    expect(await severities("other")).toEqual(["error"]);
  });

  it("is not looked for outside the repository", async () => {
    const root = await folderOf({
      ".cluster-profiles.yaml": "rules:\n  document-schema: off\n",
      "repo/.git": "gitdir: elsewhere\n",
      "repo/profiles/web.yaml": wrongProfile("web"),
    });
    expect(places(await checkJson(join(root, "repo"), ["profiles"]))).toEqual([
      "profiles/web.yaml:2:7 document-schema",
    ]);
    await writeFile(join(root, "repo/.cluster-profiles.yaml"), "rules:\n  document-schema: off\n");
    expect(places(await checkJson(join(root, "repo"), ["profiles"]))).toEqual([]);
  });

  it("is one per folder, also where one folder lies in the other", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": "rules:\n  document-schema: warning\n",
      "outer.yaml": wrongProfile("outer"),
      "inner/.cluster-profiles.yaml": "rules:\n  document-schema: hint\n",
      "inner/inner.yaml": wrongProfile("inner"),
    });
    const { findings, summary } = await checkJson(cwd, [".", "inner"]);
    expect(findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      "inner/inner.yaml hint",
      "outer.yaml warning",
    ]);
    expect(summary).toMatchObject({ files: 2, profiles: 2 });
  });

  it("is another one with --config, which names folders from where it is", async () => {
    const cwd = await folderOf({
      ...packs,
      ".cluster-profiles.yaml": "rules:\n  outdated-pack: off\n",
      "ci/strict.yaml": `${registry("../packs")}rules:\n  outdated-pack: error\n`,
      "web.yaml": profile("web", "nginx 1.12.1"),
    });
    expect(places(await checkJson(cwd))).toEqual([]);
    const strict = await runIn(cwd, ["check", "--config", "ci/strict.yaml"]);
    expect(strict.code).toBe(1);
    expect(strict.stdout).toMatch(/^web\.yaml:9:14 error .* \[outdated-pack\]/);
  });

  it("gives its mistakes as errors, each once", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": "rules:\n  outdated-pack: loud # cluster-profiles-ignore config-file no\n",
      "a/web.yaml": profile("web"),
      "b/app.yaml": profile("app"),
    });
    const report = await checkJson(cwd, ["a", "b"]);
    expect(places(report)).toEqual([".cluster-profiles.yaml:2:18 config-file"]);
    expect(report.findings[0]).toMatchObject({ severity: "error", related: [], fixes: [] });
    expect(report.summary).toMatchObject({ error: 1, files: 2 });
    const pretty = await runIn(join(cwd, "a"), ["check"]);
    expect(pretty.code).toBe(1);
    expect(pretty.stdout).toContain("../.cluster-profiles.yaml:2:18 error");
    expect(pretty.stdout).toContain(" 2 |   outdated-pack: loud #");
  });

  it("warns of a hold in it that is over", async () => {
    const hold = "{ packs: [vault], hold: <2, until: 2020-01-31 }";
    const cwd = await folderOf({
      ".cluster-profiles.yaml": `updates:\n  - ${hold}\n`,
      "web.yaml": profile("web"),
    });
    const report = await checkJson(cwd, ["."]);
    expect(places(report)).toEqual([".cluster-profiles.yaml:2:40 config-file"]);
    expect(report.findings[0]).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("This hold ended on 2020-01-31"),
    });
  });

  it("fails with its mistakes even where there is nothing to check", async () => {
    const cwd = await folderOf({ ".cluster-profiles.yaml": "rulez: {}\n" });
    const { code, stdout, stderr } = await runIn(cwd, ["check"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\.cluster-profiles\.yaml:1:1 error .*\[config-file\]\n/);
    expect(stdout).toMatch(/\nno files: 1 error\n$/);
    expect(stderr).toContain("nothing to check");
  });

  it("gives its mistakes once with --config too, however many folders it is for", async () => {
    const root = await folderOf({
      "bad.yaml": "rulez: {}\n",
      "a/web.yaml": profile("web"),
      "b/app.yaml": profile("app"),
      "cwd/x.txt": "",
    });
    expect(places(await checkJson(join(root, "cwd"), ["../a", "../b", "--config", "../bad.yaml"]))).toEqual([
      "../bad.yaml:1:1 config-file",
    ]);
  });
});

describe("registries", () => {
  it("are the packs in the folder, without any configuration", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": profile("web", "nginx 1.12.1") });
    expect(places(await checkJson(cwd))).toEqual(["web.yaml:9:14 outdated-pack"]);
  });

  it("are also what --registry names", async () => {
    const root = await folderOf({
      "one/nginx/pack.json": pack("nginx", "1.12.1"),
      "two/nginx/pack.json": pack("nginx", "1.12.4"),
      "ws/web.yaml": profile("web", "nginx 1.12.1"),
    });
    const cwd = join(root, "ws");
    expect(places(await checkJson(cwd))).toEqual([]);
    const { findings } = await checkJson(cwd, ["--registry", "../one", "--registry", "../two"]);
    expect(findings[0]?.related).toEqual([
      {
        file: "../two/nginx/pack.json",
        range: expect.objectContaining({ start: { line: 3, column: expect.any(Number) } }),
        message: "`nginx` 1.12.4 in `../two`",
      },
    ]);
  });

  it("count a pack once where they overlap", async () => {
    const cwd = await folderOf({
      ...packs,
      "packs/broken/pack.json": "{",
      "inner/.cluster-profiles.yaml": registry("../packs"),
      "inner/web.yaml": profile("web", "nginx 1.12.1"),
    });
    const { findings, problems } = await checkJson(cwd, ["inner", "--registry", "packs"]);
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("1 newer version")]);
    expect(problems).toHaveLength(1);
  });

  it("that are broken in part are told once, as the source's, and fail nothing", async () => {
    const cwd = await folderOf({
      ...packs,
      ".cluster-profiles.yaml": registry("packs"),
      "packs/broken/pack.json": '{"name": "broken"',
      "a.yaml": profile("a", "nginx 1.12.4", "broken 1.0.0"),
      "b.yaml": profile("b", "nginx 1.12.4", "broken 1.0.0"),
    });
    const { problems } = await checkJson(cwd, ["a.yaml", "b.yaml"]);
    expect(problems).toEqual([
      {
        source: "Palette Registry",
        file: "packs/broken/pack.json",
        message: expect.stringContaining("pack.json"),
      },
    ]);
    const { code, stdout, stderr } = await runIn(cwd, ["check", "a.yaml", "b.yaml"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("packs/broken");
    expect(stderr.match(/packs\/broken\/pack\.json: /g)).toHaveLength(1);
  });

  it("that are broken are told at their place, and not again, where they are checked themselves", async () => {
    const cwd = await folderOf({
      ...packs,
      ".cluster-profiles.yaml": registry("packs"),
      "packs/broken/pack.json": '{"name": "broken"',
      "packs/copy/pack.json": pack("nginx", "1.12.4"),
      "web.yaml": profile("web", "nginx 1.12.4", "broken 1.0.0"),
    });
    const { findings, problems } = await checkJson(cwd, ["packs"]);
    expect(problems).toEqual([]);
    expect(findings.map(({ rule, file }) => [rule, file])).toEqual([
      ["pack-json", "packs/broken/pack.json"],
      ["pack-defined-twice", expect.stringMatching(/^packs\//)],
    ]);
    const { code, stdout, stderr } = await runIn(cwd, ["check"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("packs/broken/pack.json:1:");
  });

  it("that are broken are told as the source's where nobody wants the rule", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": "rules: { pack-json: off }\n",
      "broken/pack.json": '{"name": "broken"',
    });
    const { findings, problems } = await checkJson(cwd);
    expect(findings).toEqual([]);
    expect(problems).toMatchObject([{ file: "broken/pack.json" }]);
  });

  it("are checked in all their files, when one of them is named too", async () => {
    const cwd = await folderOf({
      "mine/pack.json": pack("mine", "1.0.0"),
      "mine/schema.yaml": "a:\n  schema: '{{ format \"${number}\" }}'\n",
      "mine/values.yaml": "a: text\n",
      "other/values.yaml": "a: [\n",
    });
    for (const path of ["mine", "mine/schema.yaml", "."]) {
      const { findings } = await checkJson(cwd, [path]);
      expect(findings.map(({ rule, file }) => [rule, file])).toEqual([
        ["pack-schema-defaults", "mine/schema.yaml"],
      ]);
    }
  });

  it("that the configuration names and are not there are told, and nothing is held against anybody", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": registry("nowhere"),
      "web.yaml": profile("web", "nginx 1.12.1"),
    });
    const { code, stdout, stderr } = await runIn(cwd, ["check"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "1 profile in 1 file: no findings\n" });
    expect(stderr).toContain("cannot be read: it does not exist");
  });

  it("that the command line names must be there: a slip in a pipeline must not turn it green", async () => {
    const cwd = await folderOf({ "web.yaml": profile("web", "nginx 1.12.1") });
    const { code, stderr } = await runIn(cwd, ["check", "--registry", "nowhere"]);
    expect(code).toBe(2);
    expect(stderr).toContain("the registry `nowhere` cannot be read");
  });

  it("may lie outside: whoever runs the command in a folder trusts it", async () => {
    const root = await folderOf({
      ...packs,
      "ws/.cluster-profiles.yaml": registry("../packs"),
      "ws/web.yaml": profile("web", "nginx 1.12.1"),
    });
    await mkdir(join(root, "ws/empty"));
    expect(places(await checkJson(join(root, "ws")))).toEqual(["web.yaml:9:14 outdated-pack"]);
  });
});
