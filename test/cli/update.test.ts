import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { replaceText } from "../../server/src/io/write-text.ts";
import { cluster, folderOf, profile, repoRoot, runIn } from "./support.ts";

interface PackParts {
  readonly values?: string;
  readonly constraints?: unknown;
}

function packFiles(name: string, version: string, { values, constraints }: PackParts = {}) {
  const folder = `packs/${name}-${version}`;
  const manifest = { name, version, displayName: name, layer: "addon", cloudTypes: ["all"], constraints };
  return {
    [`${folder}/pack.json`]: `${JSON.stringify(manifest, null, 2)}\n`,
    ...(values === undefined ? {} : { [`${folder}/values.yaml`]: values }),
  };
}

const registry = {
  ".cluster-profiles.yaml": "registries: [{ name: Palette Registry, folder: packs, complete: true }]\n",
};

const defaults = (size: number, more = "") => `size: ${size}\nname: a\nmode: b\n${more}`;

const packs = {
  ...registry,
  ...packFiles("tool", "1.0.0", { values: defaults(1) }),
  ...packFiles("tool", "1.1.0", { values: defaults(1, "fresh: true\n") }),
  ...packFiles("other", "1.0.0"),
  ...packFiles("other", "2.0.0"),
};

/** What its owner has set, and a comment. */
const values = `    values: |\n      size: 7 # ours\n      name: a\n      mode: b\n`;
const web = `${profile("web", "other 1.0.0", "tool 1.0.0")}${values}`;
const webUpdated = web
  .replace("version: 1.0.0\n  - name: tool", "version: 2.0.0\n  - name: tool")
  .replace(/version: 1\.0\.0\n {4}values/, "version: 1.1.0\n    values")
  .replace("      mode: b\n", "      mode: b\n      fresh: true\n");

const read = (cwd: string, file: string) => readFile(join(cwd, file), "utf8");

describe("update", () => {
  it("says where there are too many versions to try them all, and nothing of it where all were tried", async () => {
    const asks = { dependencies: [{ packName: "guard", type: "required", minVersion: "2" }] };
    const many = (count: number) =>
      Object.assign(
        {},
        ...Array.from({ length: count }, (_, at) =>
          packFiles("tool", `1.0.${at}`, at < 2 ? {} : { constraints: asks }),
        ),
      );
    const files = { ...registry, ...packFiles("guard", "1.0.0") };
    const text = profile("web", "tool 1.0.0", "guard 1.0.0");
    const words = "There are too many combinations of these versions to try all of them";
    for (const [count, isTold] of [
      [20, false],
      [300, true],
    ] as const) {
      const cwd = await folderOf({ ...files, ...many(count), "web.yaml": text });
      const update = await runIn(cwd, ["update", "--report", "report.md"]);
      expect(update.stdout.includes(words) || update.stderr.includes(words)).toBe(isTold);
      expect((await read(cwd, "report.md")).includes(`${words}: newer versions may go together.`)).toBe(
        isTold,
      );
      const json = JSON.parse((await runIn(cwd, ["update", "--format", "json"])).stdout);
      expect(json.profiles[0].proven).toBe(!isTold);
      const explained = await runIn(cwd, ["explain", "tool", "--profile", "web.yaml"]);
      expect(explained.stdout.includes(words)).toBe(isTold);
      const pack = JSON.parse(
        (await runIn(cwd, ["explain", "tool", "--profile", "web.yaml", "--format", "json"])).stdout,
      ).packs[0];
      expect(pack.proven).toBe(!isTold);
    }
  });

  it("prints a diff that git can apply, and writes nothing", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const { code, stdout, stderr } = await runIn(cwd, ["update"]);
    expect(stdout.split("\n")).toEqual([
      "--- a/web.yaml",
      "+++ b/web.yaml",
      "@@ -6,12 +6,13 @@",
      "   - name: other",
      "     type: spectro",
      "     registry: Palette Registry",
      "-    version: 1.0.0",
      "+    version: 2.0.0",
      "   - name: tool",
      "     type: spectro",
      "     registry: Palette Registry",
      "-    version: 1.0.0",
      "+    version: 1.1.0",
      "     values: |",
      "       size: 7 # ours",
      "       name: a",
      "       mode: b",
      "+      fresh: true",
      "",
    ]);
    expect(stderr).toBe(
      [
        "web 1.0.0 web.yaml",
        "  other 1.0.0 to 2.0.0",
        "  tool 1.0.0 to 1.1.0, with its values",
        "2 packs can be updated (nothing is written without --write)",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
    expect(await read(cwd, "web.yaml")).toBe(web);
  });

  it("writes with --write, values and all, and then has nothing more to do", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const { code, stdout } = await runIn(cwd, ["update", "--write"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n2 packs updated\n$/);
    expect(await read(cwd, "web.yaml")).toBe(webUpdated);
    const again = await runIn(cwd, ["update", "--write"]);
    expect(again).toMatchObject({ code: 0, stdout: "Every pack is where an update would take it.\n" });
  });

  it("leaves what a person has to look at, and the pack's version with it", async () => {
    const files = { ...packs, ...packFiles("tool", "1.2.0", { values: defaults(2) }), "web.yaml": web };
    const cwd = await folderOf(files);
    const { code, stdout } = await runIn(cwd, ["update", "--write"]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "  tool 1.0.0 to 1.2.0: left, 1 value to review (size)\n1 pack updated, 1 left\n",
    );
    expect(await read(cwd, "web.yaml")).toBe(
      web.replace("version: 1.0.0\n  - name: tool", "version: 2.0.0\n  - name: tool"),
    );
  });

  it("takes the packs that are named as far as is said", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const words = async (...args: string[]) => (await runIn(cwd, ["update", ...args])).stderr.split("\n")[1];
    expect(await words("--pack", "to*")).toBe("  tool 1.0.0 to 1.1.0, with its values");
    expect(await words("--to", "minor")).toBe("  tool 1.0.0 to 1.1.0, with its values");
    expect(await words("--to", "patch")).toBe("");
    expect(await words("--pack", "other", "--to", "2.0.0")).toBe("  other 1.0.0 to 2.0.0");
    expect(await words("--pack", "other", "--to", "3.0.0")).toBe("");
  });

  it("skips no minor version of Kubernetes, not even when told to, and says how to learn why", async () => {
    const kubernetes = ["1.30.1", "1.31.2", "1.32.0"].map((version) => packFiles("kubernetes", version));
    const layered = Object.fromEntries(
      kubernetes.flatMap((files) =>
        Object.entries(files).map(([name, text]) => [name, text.replace('"addon"', '"k8s"')]),
      ),
    );
    const cwd = await folderOf({
      ...registry,
      ...layered,
      "infra.yaml": profile("infra", "kubernetes 1.30.1"),
    });
    const words = async (to: string) =>
      (await runIn(cwd, ["update", "--pack", "kubernetes", "--to", to])).stderr;
    expect(await words("1.31.2")).toContain("kubernetes 1.30.1 to 1.31.2");
    expect(await words("1.32.0")).toBe(
      "No pack goes to 1.32.0 from where it is: `cluster-profiles explain PACK@1.32.0` says why.\n",
    );
  });

  it("leaves alone what a comment freezes", async () => {
    const frozen = web.replace(
      "    version: 1.0.0\n  - name: tool",
      "    # cluster-profiles-ignore outdated-pack until the audit\n    version: 1.0.0\n  - name: tool",
    );
    const { code, stderr } = await runIn(await folderOf({ ...packs, "web.yaml": frozen }), ["update"]);
    expect(code).toBe(0);
    expect(stderr).not.toContain("other");
    expect(stderr).toContain("tool 1.0.0 to 1.1.0");
  });

  it("leaves what another pack of the profile stands against, unless that moves as well", async () => {
    const needs = (name: string, minVersion: string) => ({
      constraints: { dependencies: [{ packName: name, type: "required", minVersion }] },
    });
    const files = {
      ...registry,
      ...packFiles("tool", "1.0.0"),
      ...packFiles("tool", "2.0.0", needs("base", "5.0.0")),
      ...packFiles("base", "4.0.0"),
      "web.yaml": profile("web", "tool 1.0.0", "base 4.0.0"),
    };
    const alone = await runIn(await folderOf(files), ["update"]);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain(
      "tool 1.0.0 to 2.0.0: left, because it asks for base 5.0.0 or newer, and the profile has 4.0.0",
    );
    const both = await runIn(await folderOf({ ...files, ...packFiles("base", "5.0.0") }), ["update"]);
    expect(both.code).toBe(0);
    expect(both.stderr).toContain("2 packs can be updated");
  });

  describe("with packs that ask for each other", () => {
    const asks = (packName: string, type: string, minVersion: string, maxVersion: string) => ({
      constraints: { dependencies: [{ packName, type, minVersion, maxVersion }] },
    });
    const tools = ["1.0.0", "1.1.0", "2.0.0"].map((version) => packFiles("tool", version));
    const guarded: Record<string, string> = Object.assign({}, registry, ...tools, {
      ...packFiles("guard", "1.0.0", asks("tool", "optional", "1.0.0", "1.9.9")),
      "web.yaml": profile("web", "tool 1.0.0", "guard 1.0.0"),
    });

    it("takes a pack to the newest version that goes with the others, and says what stands against the newest", async () => {
      const cwd = await folderOf(guarded);
      const { code, stdout } = await runIn(cwd, ["update", "--write", "--report", "report.md"]);
      const why = "guard 1.0.0 asks for tool 1.0.0 to 1.9.9";
      expect(stdout).toContain(`  tool 1.0.0 to 1.1.0, not to 2.0.0, because ${why}\n1 pack updated`);
      expect(code).toBe(1);
      expect(await read(cwd, "web.yaml")).toBe(profile("web", "tool 1.1.0", "guard 1.0.0"));
      expect(await read(cwd, "report.md")).toContain(
        "| `tool` | `1.0.0` | `1.1.0` | stay as they are<br>not to `2.0.0`: guard 1\\.0\\.0 asks",
      );
      const again = await runIn(cwd, ["update", "--write"]);
      expect(again.stdout).toContain(`tool 1.1.0 to 2.0.0: left, because ${why}`);
    });

    it("goes to the one version that is named, or nowhere", async () => {
      const { code, stderr } = await runIn(await folderOf(guarded), [
        "update",
        "--pack",
        "tool",
        "--to",
        "2.0.0",
      ]);
      expect(stderr).toContain("tool 1.0.0 to 2.0.0: left, because guard 1.0.0 asks");
      expect(code).toBe(1);
    });

    it("has the same as JSON", async () => {
      const { stdout } = await runIn(await folderOf(guarded), ["update", "--format", "json"]);
      expect(JSON.parse(stdout).profiles[0].packs).toMatchObject([
        {
          pack: "tool",
          to: "1.1.0",
          outcome: "clean",
          heldBackFrom: "2.0.0",
          blockedBy: [
            { pack: "guard", version: "1.0.0", asks: true, type: "optional", of: "tool", max: "1.9.9" },
          ],
        },
      ]);
    });

    it("leaves a pack that needs one whose values want a look", async () => {
      const files = {
        ...packs,
        ...packFiles("tool", "1.2.0", { values: defaults(2) }),
        ...packFiles("other", "1.5.0"),
        ...packFiles("other", "2.0.0", asks("tool", "required", "1.2.0", "")),
        "web.yaml": web,
      };
      const { stderr } = await runIn(await folderOf(files), ["update"]);
      expect(stderr.split("\n").slice(1, 3)).toEqual([
        "  other 1.0.0 to 1.5.0, not to 2.0.0, because it asks for tool 1.2.0 or newer, and the profile has 1.0.0",
        "  tool 1.0.0 to 1.2.0: left, 1 value to review (size)",
      ]);
    });
  });

  it("changes nothing under clusters, but makes a new version when it is told to", async () => {
    const files = { ...packs, "web-1.0.0.yaml": web, "berlin.yaml": cluster("berlin", "web", "1.0.0") };
    const cwd = await folderOf(files);
    const left = await runIn(cwd, ["update", "--write"]);
    expect(left.code).toBe(1);
    expect(left.stdout).toContain("left, because 1 cluster uses it");
    expect(await read(cwd, "web-1.0.0.yaml")).toBe(web);

    const made = await runIn(cwd, ["update", "--write", "--new-version", "minor"]);
    expect(made.code).toBe(0);
    expect(made.stdout).toContain("1 cluster uses it, so it becomes 1.1.0 in web-1.1.0.yaml");
    expect(await read(cwd, "web-1.0.0.yaml")).toBe(web);
    expect(await read(cwd, "web-1.1.0.yaml")).toBe(webUpdated.replace('"1.0.0"', '"1.1.0"'));

    const after = await runIn(cwd, ["update", "--write", "--new-version", "minor"]);
    expect(after.stdout).toContain("stays, because 1.1.0 is there");
    expect(after.code).toBe(0);
  });

  it("shows no password", async () => {
    const secret = (text: string) => text.replace(/mode: b/g, "password: hunter2");
    const hidden = Object.fromEntries(Object.entries(packs).map(([name, text]) => [name, secret(text)]));
    const cwd = await folderOf({ ...hidden, "web.yaml": secret(web).replace("hunter2", "our-own-word") });
    const { stdout } = await runIn(cwd, ["update"]);
    expect(stdout).toContain("+      fresh: true");
    expect(stdout).toContain("       password: ********");
    expect(stdout).not.toContain("our-own-word");
    expect((await runIn(cwd, ["update", "--format", "json"])).stdout).not.toContain("our-own-word");
  });

  it("has the same as JSON", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const { stdout } = await runIn(cwd, ["update", "--format", "json", "--pack", "tool"]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      written: false,
      profiles: [
        {
          file: "web.yaml",
          profile: "web",
          version: "1.0.0",
          clusters: 0,
          way: "place",
          packs: [{ pack: "tool", from: "1.0.0", to: "1.1.0", outcome: "clean", valuesAdopted: ["fresh"] }],
        },
      ],
      files: [{ file: "web.yaml", isNew: false, diff: expect.stringContaining("+      fresh: true") }],
      problems: [],
    });
  });

  it("reports in Markdown, with keys and without values", async () => {
    const files = {
      ...packs,
      ...packFiles("other", "2.0.0", {
        constraints: { dependencies: [{ packName: "tool", type: "notSupported" }] },
      }),
      "web-1.0.0.yaml": web,
      "berlin.yaml": cluster("berlin", "web", "1.0.0"),
    };
    const cwd = await folderOf(files);
    const args = ["update", "--write", "--new-version", "minor", "--report", "report.md"];
    expect((await runIn(cwd, args)).code).toBe(1);
    expect((await read(cwd, "report.md")).split("\n")).toEqual([
      "# Pack updates",
      "",
      "## web 1\\.0\\.0",
      "",
      "`web-1.0.0.yaml`",
      "",
      "| pack | from | to | values |",
      "| --- | --- | --- | --- |",
      "| `other` | `1.0.0` | `2.0.0` | **left**: it does not go with tool, which the profile has |",
      "| `tool` | `1.0.0` | `1.1.0` | taken over: `size`<br>from the new version: `fresh` |",
      "",
      "Clusters on `1.0.0`: `berlin`.",
      "",
      "Becomes version `1.1.0` in `web-1.1.0.yaml`; `1.0.0` stays as it is, and clusters stay on it until they are moved. The way back: move them back to `1.0.0`.",
      "",
    ]);
  });

  it("says when the report cannot be written", async () => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const { code, stderr } = await runIn(cwd, ["update", "--report", "no/where.md"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the report `no/where.md` cannot be written: it does not exist");
  });

  it("keeps line ends, the byte order mark and permissions", async () => {
    const windows = `\ufeff${web.replaceAll("\n", "\r\n")}`;
    const cwd = await folderOf({ ...packs, "web.yaml": windows });
    await chmod(join(cwd, "web.yaml"), 0o640);
    expect((await runIn(cwd, ["update", "--write"])).code).toBe(0);
    expect(await read(cwd, "web.yaml")).toBe(`\ufeff${webUpdated.replaceAll("\n", "\r\n")}`);
    expect((await stat(join(cwd, "web.yaml"))).mode & 0o777).toBe(0o640);
  });

  it("gives two profiles that would both become one file a file each", async () => {
    const site = profile("site", "other 1.0.0");
    const cwd = await folderOf({
      ...packs,
      "site-1.0.0.yaml": site,
      // Its name goes on as its neighbour's does.
      "site-1.0.1.yaml": site.replace("name: site", "name: edge").replace("1.0.0", "1.0.1"),
      "a.yaml": cluster("a", "base", "1.0.0", ["{ name: site, version: 1.0.0 }"]),
      "b.yaml": cluster("b", "base", "1.0.0", ["{ name: edge, version: 1.0.1 }"]),
    });
    const { code, stdout } = await runIn(cwd, ["update", "--write", "--new-version", "minor"]);
    expect(stdout).toContain(
      "site 1.0.0 site-1.0.0.yaml: 1 cluster uses it, so it becomes 1.1.0 in site-1.1.0.yaml",
    );
    expect(stdout).toContain(
      "edge 1.0.1 site-1.0.1.yaml: 1 cluster uses it, so it becomes 1.1.0 in site-1.1.0-2.yaml",
    );
    expect(code).toBe(0);
    expect(await read(cwd, "site-1.1.0.yaml")).toContain("name: site\n");
    expect(await read(cwd, "site-1.1.0-2.yaml")).toContain("name: edge\n");
  });

  it("updates the samples to what has no more to update, and only by new files where clusters are", async () => {
    const cwd = join(repoRoot, "samples");
    const { stdout } = await runIn(cwd, ["update", "profiles", "--new-version", "minor", "--format", "json"]);
    const report = JSON.parse(stdout) as { files: { isNew: boolean; diff: string; fault?: string }[] };
    expect(report.files.length).toBeGreaterThan(4);
    for (const { isNew, diff, fault } of report.files) {
      expect(fault).toBeUndefined();
      expect(diff.startsWith("--- /dev/null\n")).toBe(isNew);
    }
  });

  it.each([
    { args: ["--write", "--diff"], says: "choose one of them" },
    { args: ["--to", "1.1.0"], says: "name the pack that shall go to it by `--pack`" },
    { args: ["--to", "newst"], says: "did you mean `newest`?" },
    { args: ["--new-version", "tiny"], says: "takes one of `patch`, `minor`, `major`" },
    { args: ["none.yaml"], says: "`none.yaml`" },
  ])("refuses $args", async ({ args, says }) => {
    const cwd = await folderOf({ ...packs, "web.yaml": web });
    const answer = await runIn(cwd, ["update", ...args]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain(says);
  });

  it("has nothing to do without profiles", async () => {
    expect((await runIn(await folderOf(packs), ["update"])).code).toBe(3);
  });
});

describe("writing a file", () => {
  it("leaves one that has changed meanwhile, and nothing beside it", async () => {
    const cwd = await folderOf({ "web.yaml": "a: 1\n" });
    const file = join(cwd, "web.yaml");
    await writeFile(file, "a: 2\n");
    expect(await replaceText(file, "a: 1\n", "a: 3\n")).toBe("it has changed since it was read");
    expect(await read(cwd, "web.yaml")).toBe("a: 2\n");
    expect(await readdir(cwd)).toEqual(["web.yaml"]);
  });

  it("leaves one that is no UTF-8, whose bytes would be lost", async () => {
    const cwd = await folderOf({});
    const file = join(cwd, "web.yaml");
    await writeFile(file, Buffer.from([0x61, 0xe9, 0x0a]));
    expect(await replaceText(file, "a\ufffd\n", "b\n")).toBe("it is not UTF-8 throughout");
    expect(await readFile(file)).toEqual(Buffer.from([0x61, 0xe9, 0x0a]));
  });

  it("says why it could not", async () => {
    const cwd = await folderOf({});
    expect(await replaceText(join(cwd, "gone.yaml"), "", "a\n")).toBe("it does not exist");
    expect(await readdir(cwd)).toEqual([]);
  });
});
