import { describe, expect, it } from "vitest";
import { SourceTexts } from "../../server/src/cli/source-texts.ts";
import { checkJson, folderOf, pack, places, profile, runIn, wrongProfile } from "./support.ts";

const configured = "registries:\n  - name: Palette Registry\n    folder: packs\n";

describe("check --format json", () => {
  it("tells everything of a finding: where, what, the related places and the fixes", async () => {
    const cwd = await folderOf({
      ".cluster-profiles.yaml": configured,
      "packs/nginx/pack.json": pack("nginx", "1.12.4"),
      "packs/nginx-old/pack.json": pack("nginx", "1.12.1"),
      "profiles/web.yaml": profile("web", "nginx 1.12.1"),
    });
    const { code, stdout, stderr } = await runIn(cwd, ["check", "--format", "json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      summary: {
        files: 3,
        profiles: 1,
        clusters: 0,
        packs: 2,
        error: 0,
        warning: 0,
        information: 1,
        hint: 0,
      },
      findings: [
        {
          rule: "outdated-pack",
          severity: "information",
          file: "profiles/web.yaml",
          range: { start: { line: 9, column: 14 }, end: { line: 9, column: 20 } },
          message: expect.stringContaining("1.12.4"),
          related: [
            {
              file: "packs/nginx/pack.json",
              range: expect.objectContaining({ start: { line: 3, column: expect.any(Number) } }),
              message: expect.stringContaining("1.12.4"),
            },
          ],
          fixes: [expect.stringContaining("Update nginx to 1.12.4")],
        },
      ],
      problems: [],
    });
    expect(stdout).toMatch(/^\{\n {2}"version": 1,\n/);
    expect(stdout.endsWith("}\n")).toBe(true);
  });

  it("counts columns in UTF-16 units from 1, whatever characters and line ends there are", async () => {
    const lines = ["# 日本語 👍", 'name: "👍-web" # one', "type: addon", 'description: ""', "packs: []", ""];
    const cwd = await folderOf({
      "lf.yaml": lines.join("\n"),
      "crlf.yaml": lines.join("\r\n"),
      "one-line.json": '{"metadata": {"name": "👍"}, "spec": {"template": {"type": "addon", "packs": []}}}',
    });
    const report = await checkJson(cwd);
    const ofType = report.findings.filter(({ message }) => message.includes("addon`"));
    expect(ofType.map(({ file, range }) => ({ file, ...range }))).toEqual([
      { file: "crlf.yaml", start: { line: 3, column: 7 }, end: { line: 3, column: 12 } },
      { file: "lf.yaml", start: { line: 3, column: 7 }, end: { line: 3, column: 12 } },
      { file: "one-line.json", start: { line: 1, column: 61 }, end: { line: 1, column: 66 } },
    ]);
  });

  it("does not count a byte order mark, which no editor shows", async () => {
    const text = "type: addon\nname: web\ndescription: ''\npacks: []\n";
    const cwd = await folderOf({ "a.yaml": `\uFEFF${text}` });
    const { findings } = await checkJson(cwd);
    const [first] = findings.filter(({ rule }) => rule === "document-schema");
    expect(first?.range).toEqual({ start: { line: 1, column: 7 }, end: { line: 1, column: 12 } });
  });

  it("orders by file, place and rule, and says the same twice", async () => {
    const cwd = await folderOf({
      "b.yaml": wrongProfile("b"),
      "a/z.yaml": wrongProfile("z").replace('"1.0.0"', "1.20"),
      "B.yaml": wrongProfile("upper"),
    });
    const report = await checkJson(cwd);
    expect(places(report)).toEqual([
      "B.yaml:2:7 document-schema",
      "a/z.yaml:2:7 document-schema",
      "a/z.yaml:4:10 profile-version-format",
      "a/z.yaml:4:10 unquoted-version",
      "b.yaml:2:7 document-schema",
    ]);
    expect(await checkJson(cwd, ["b.yaml", ".", "a"])).toEqual(report);
  });

  it("names files as they are seen from the working directory", async () => {
    const root = await folderOf({ "one/cwd/x.txt": "", "two/web.yaml": wrongProfile("web") });
    expect(places(await checkJson(`${root}/one/cwd`, ["../../two"]))).toEqual([
      "../../two/web.yaml:2:7 document-schema",
    ]);
  });

  it("holds hints as well, and every severity is counted", async () => {
    const cwd = await folderOf({
      "web.yaml": profile("web", "nginx 1.12.4").replace("type: spectro", "type: spectro\n    uid: x"),
    });
    const { summary, findings } = await checkJson(cwd);
    expect(findings.map(({ severity }) => severity)).toEqual(["hint"]);
    expect(summary).toMatchObject({ error: 0, hint: 1 });
  });

  it("leaves the range out for a place in a file that is gone", async () => {
    const texts = new SourceTexts(new Map([["/here.yaml", "a: 1"]]));
    expect(await texts.place("/here.yaml", { start: 3, end: 4 })).toMatchObject({ line: "a: 1" });
    expect(await texts.place("/nowhere/pack.json", { start: 3, end: 4 })).toBeUndefined();
  });
});
