/** `plan --git`: what differs between two states of the files, and what that does to clusters. */

import { chmodSync, existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitAll, git } from "../harness/git-repository.ts";
import { writeFiles } from "../harness/temp-folder.ts";
import { berlin, files, metal, planned, stores, told, web } from "./plan-fixture.ts";
import { folderOf, runIn } from "./support.ts";

/** Three commits: the files; a profile that is changed in its place; a store and a cluster that move. And then what is not committed. */
async function repository(): Promise<string> {
  const folder = await folderOf(files);
  commitAll(folder);
  writeFiles(folder, { "profiles/metal-1.1.0.yaml": metal("1.1.0", "1.32.4", "pack: { serviceDomain: x }") });
  commitAll(folder);
  writeFiles(folder, { "clusters/berlin.yaml": berlin("1.1.0"), "clusters/stores.yaml": stores("2.0.0") });
  commitAll(folder);
  return folder;
}

describe("plan --git", () => {
  it("names the clusters to which something happens since each commit, in both dialects", async () => {
    const folder = await repository();
    expect(told(await planned(folder, "--git", "HEAD"))).toEqual([]);
    expect(told(await planned(folder, "--git", "HEAD~1"))).toEqual([
      "berlin refused moved metal",
      "store-2 none moved web",
    ]);
    const all = await planned(folder, "--git", "HEAD~2");
    expect(told(all)).toEqual([
      "berlin refused moved metal",
      "lab refused edited metal",
      "store-2 none moved web",
    ]);
    expect(all).toMatchObject({
      title: "changes since HEAD~2",
      summary: { clusters: 3, untouched: 1, effect: "refused" },
    });
  });

  it("counts what is not committed yet, clusters that come and go, and only the paths", async () => {
    const folder = await repository();
    writeFiles(folder, {
      "clusters/berlin.yaml": berlin("1.1.0", 4),
      "clusters/new.yaml": berlin("1.1.0").replace("berlin", "new"),
    });
    await rm(join(folder, "clusters/lab.yaml"));
    const plan = await planned(folder, "--git", "HEAD");
    expect(told(plan)).toEqual(["berlin none"]);
    expect(plan).toMatchObject({ added: ["new"], removed: ["lab"] });
    expect(told(await planned(folder, "--git", "HEAD~1", "clusters/stores.yaml"))).toEqual([
      "store-2 none moved web",
    ]);
    expect(told(await planned(join(folder, "clusters"), "--git", "HEAD~1", "stores.yaml"))).toHaveLength(1);
  });

  it("follows a cluster into another file", async () => {
    const folder = await repository();
    writeFiles(folder, { "sites/berlin.yaml": berlin("1.1.0").replace("min_cpu: 4", "min_cpu: 8") });
    await rm(join(folder, "clusters/berlin.yaml"));
    expect(await planned(folder, "--git", "HEAD")).toMatchObject({
      clusters: [{ cluster: "berlin", file: "sites/berlin.yaml", effect: "control-plane-repave" }],
      added: [],
      removed: [],
    });
  });

  it("names clusters that come and go, and fails for one that is gone", async () => {
    const folder = await repository();
    await rm(join(folder, "clusters/lab.yaml"));
    writeFiles(folder, { "clusters/new.yaml": berlin("1.1.0").replace("berlin", "new") });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(stdout).toBe(`new: new
gone: lab; what applies the files may delete them

No cluster changes. 3 clusters stay as they are. 1 cluster new. 1 cluster gone.
`);
    const failing = ["plan", "--git", "HEAD", "--fail-on", "repave"];
    expect((await runIn(folder, failing)).code).toBe(1);
    // Other paths are not asked about.
    expect((await runIn(folder, [...failing, "clusters/stores.yaml"])).code).toBe(0);
  });

  it("says where a change of a profile would not be seen", async () => {
    const folder = await repository();
    await rm(join(folder, ".cluster-profiles.yaml"));
    writeFiles(folder, { "profiles/metal-1.1.0.yaml": metal("1.1.0", "1.33.1") });
    const { stdout } = await runIn(join(folder, "clusters"), ["plan", "--git", "HEAD"]);
    expect(stdout).toContain("4 clusters use profile versions that no file here defines: what changes there");
    const { code, stderr } = await runIn(folder, ["plan", "--git", "HEAD", "profiles"]);
    expect(`${code} ${stderr}`).toMatch(/^3 .*no cluster was found/);
  });

  it("tells no effect of a file with a syntax error", async () => {
    const folder = await repository();
    const broken = (text: string) =>
      text.replace("packs:", "packs: [").replace("node_groups:", "node_groups: [");
    writeFiles(folder, { "clusters/berlin.yaml": broken(berlin("1.1.0")) });
    expect(told(await planned(folder, "--git", "HEAD"))).toEqual(["berlin unknown"]);
    writeFiles(folder, {
      "clusters/berlin.yaml": berlin("1.1.0"),
      "profiles/web-2.0.0.yaml": broken(web("2.0.0", "x")),
    });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(stdout).toMatch(/^caution store-2: The file of the profile `web` has a syntax error/);
    expect(stdout).toContain("store-2: unknown");
  });

  it("tells of a change that an override keeps from a cluster", async () => {
    const held = berlin("1.1.0").replace(
      "metal, version: 1.1.0",
      "metal, version: 1.1.0, packs: [{ name: kubernetes, version: 1.32.4, override_type: values, values: a }]",
    );
    const folder = await folderOf({ ...files, "clusters/berlin.yaml": held });
    commitAll(folder);
    writeFiles(folder, { "profiles/metal-1.1.0.yaml": metal("1.1.0", "1.33.1", "b: 1") });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD", "clusters/berlin.yaml"]);
    expect(stdout).toMatch(/^caution berlin: The cluster's override holds `kubernetes` at `1.32.4`/);
    expect(stdout).toContain("caution berlin: The profile changes values of `kubernetes`");
    expect(stdout).toContain("berlin: none");
    commitAll(folder);
    writeFiles(folder, { "clusters/berlin.yaml": held.replace("values: a", "values: 'b: 2'") });
    const own = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(own.stdout).toContain("metal 1.1.0, overridden otherwise by the cluster\n");
  });

  it("does not take what Terraform leaves out now for no change", async () => {
    const folder = await folderOf(files);
    const branch = (condition: string) =>
      `${web("1.0.0", "x")}%{ if ${condition} }\n  - { name: extra, type: spectro, version: 1.0.0 }\n%{ endif }\n`;
    writeFiles(folder, { "profiles/web-1.0.0.yaml": branch("a") });
    commitAll(folder);
    writeFiles(folder, { "profiles/web-1.0.0.yaml": branch("b") });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(stdout).toContain("berlin: unknown");
    expect(stdout).toContain(
      "profile web, template directives changed, and cannot be compared by key: unknown",
    );
  });

  it("does not take add-ons that Terraform fills in from elsewhere for the same", async () => {
    const filled = (from: string) =>
      berlin("1.0.0").replace("[{ name: web, version: 1.0.0 }]", `\${local.${from}}`);
    const folder = await folderOf({ ...files, "clusters/berlin.yaml": filled("one") });
    commitAll(folder);
    writeFiles(folder, { "clusters/berlin.yaml": filled("other") });
    expect(told(await planned(folder, "--git", "HEAD"))).toEqual(["berlin unknown"]);
  });

  it("tells of the first of several files that define a version, and that there are several", async () => {
    const folder = await folderOf({ ...files, "profiles/web-again.yaml": web("1.0.0", "x") });
    commitAll(folder);
    writeFiles(folder, { "profiles/web-1.0.0.yaml": web("1.0.0", "y").replace("1.12.4", "1.12.5") });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD"]);
    expect(stdout).toMatch(/^caution .*: Several files define the version of `web`/);
    expect(stdout).toContain("lab: none");
  });

  it("shows no secret, in any format", async () => {
    const folder = await repository();
    for (const format of ["pretty", "json", "markdown"]) {
      const { stdout } = await runIn(folder, ["plan", "--git", "HEAD~2", "--format", format]);
      expect(stdout).toContain("store-2");
      expect(stdout).not.toContain("hunter");
    }
  });

  it("shows no value that the pack's schema takes for a password", async () => {
    const key = (value: string) => web("1.0.0", "x").replace("password: x", `door: ${value}`);
    const folder = await folderOf({
      ...files,
      "packs/nginx/pack.json": JSON.stringify({
        name: "nginx",
        displayName: "nginx",
        version: "1.12.4",
        layer: "addon",
        cloudTypes: ["all"],
      }),
      "packs/nginx/values.yaml": "admin: { door: '' }\n",
      "packs/nginx/schema.yaml": "admin.door:\n  schema: '{{ format \"${password}\" }}'\n",
      "profiles/web-1.0.0.yaml": key("sesame"),
    });
    commitAll(folder);
    writeFiles(folder, { "profiles/web-1.0.0.yaml": key("mellon") });
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD", "--format", "markdown"]);
    expect(stdout).toContain("`admin.door`: changed (value not shown)");
    expect(stdout).not.toMatch(/sesame|mellon/);
  });

  it("starts no program that the repository names", async () => {
    const folder = await repository();
    const trap = join(folder, "trap.sh");
    writeFiles(folder, {
      ".gitattributes": "*.yaml filter=trap diff=trap\n",
      "trap.sh": `#!/bin/sh\ntouch '${join(folder, "sprung")}'\n`,
    });
    chmodSync(trap, 0o755);
    for (const name of ["core.fsmonitor", "filter.trap.smudge", "filter.trap.clean", "diff.trap.textconv"])
      git(folder, "config", name, trap);
    expect(told(await planned(folder, "--git", "HEAD~1"))).toHaveLength(2);
    expect(existsSync(join(folder, "sprung"))).toBe(false);
  });

  it("takes no file for new whose content a partial clone leaves out", async () => {
    const origin = await repository();
    git(origin, "config", "uploadpack.allowFilter", "true");
    const folder = await folderOf({});
    git(folder, "clone", "--quiet", "--filter=blob:none", `file://${origin}`, "clone");
    const { code, stderr } = await runIn(join(folder, "clone"), ["plan", "--git", "HEAD~2"]);
    expect(stderr).toContain("the clone does not hold all files of the revision");
    expect(code).toBe(2);
  });

  it("takes a submodule as it was in the repository around it", async () => {
    const profiles = await folderOf({ "metal-1.0.0.yaml": metal("1.0.0", "1.31.4") });
    commitAll(profiles);
    const folder = await folderOf({
      ".cluster-profiles.yaml": "{}\n",
      "clusters/berlin.yaml": berlin("1.0.0"),
    });
    commitAll(folder);
    git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", profiles, "profiles");
    commitAll(folder);
    // Two commits there, and one here.
    for (const kubernetes of ["1.32.4", "1.32.8"]) {
      writeFiles(folder, { "profiles/metal-1.0.0.yaml": metal("1.0.0", kubernetes) });
      commitAll(join(folder, "profiles"));
    }
    commitAll(folder);
    const { stdout } = await runIn(folder, ["plan", "--git", "HEAD~1"]);
    expect(stdout).toContain("version 1.31.4 → 1.32.8: full repave");
    expect(told(await planned(folder, "--git", "HEAD"))).toEqual([]);
  });

  it("says what is wrong with the revision", async () => {
    const folder = await repository();
    for (const revision of ["nope", "HEAD~99", "HEAD:clusters", "a\nb"]) {
      const { code, stderr } = await runIn(folder, ["plan", `--git=${revision}`]);
      expect(stderr).toContain("cannot be read: the repository has no such revision");
      expect(code).toBe(2);
    }
    const loose = await runIn(await folderOf(files), ["plan", "--git", "HEAD"]);
    expect(loose).toMatchObject({ code: 2, stderr: expect.stringContaining("no Git repository around") });
  });
});
