/** `plan --profile`: what a move does to clusters, and how each is told. */

import { describe, expect, it } from "vitest";
import { berlin, files, metal, planned, told } from "./plan-fixture.ts";
import { folderOf, runIn } from "./support.ts";

describe("plan --profile", () => {
  it("tells of all clusters on another version, or of those that are named", async () => {
    const folder = await folderOf(files);
    expect(told(await planned(folder, "--profile", "metal@1.1.0"))).toEqual([
      "berlin full-repave moved metal",
    ]);
    expect(told(await planned(folder, "--profile", "metal@1.0.0"))).toEqual(["lab refused moved metal"]);
    expect(told(await planned(folder, "--profile", "web@2.0.0", "--cluster", "lab"))).toEqual([
      "lab none moved web",
    ]);
  });

  it("tells people what is refused first, then each cluster, its pools in order, and what it is of", async () => {
    const folder = await folderOf(files);
    const { stdout } = await runIn(folder, ["plan", "--profile", "metal@1.1.0"]);
    expect(stdout).toBe(`berlin: full repave (inferred), 5 nodes replaced clusters/berlin.yaml:1
  metal 1.0.0 → 1.1.0
  1. cp (control plane, 3 nodes): nodes are replaced (inferred)
  2. workers (2 nodes): nodes are replaced (inferred)
    Kubernetes: kubernetes, version 1.31.4 → 1.32.4: full repave (inferred)

1 cluster changes: 1 full repave (5 nodes replaced). 1 cluster stays as it is.
`);
    const refused = await runIn(folder, ["plan", "--profile", "metal@1.0.0"]);
    expect(refused.stdout).toMatch(
      /^refused lab: `kubernetes` \(`1.32.4` → `1.31.4`\): Kubernetes cannot be/,
    );
  });

  it("says in what state each cluster is, where that of one is known", async () => {
    const statuses = 'at: "2020-01-01T00:00:00Z"\nclusters: [{ name: berlin, state: Running }]\n';
    const folder = await folderOf({
      ...files,
      "clusters.status.yaml": statuses,
      "clusters/paris.yaml": berlin("1.0.0").replace("berlin", "paris"),
    });
    const { stdout } = await runIn(folder, ["plan", "--profile", "metal@1.1.0"]);
    expect(stdout).toContain("berlin: full repave (inferred), 5 nodes replaced [Running (old)] clusters/");
    expect(stdout).toContain("paris: full repave (inferred), 5 nodes replaced [status unknown] clusters/");
  });

  it("is no longer than somebody reads at a terminal, the worst first", async () => {
    const numbers = Array.from({ length: 230 }, (_, at) => 100 + at);
    const many = numbers.map((at) => [
      `clusters/c${at}.yaml`,
      berlin("1.0.0").replace("berlin", `c${at}`).replace("web, version: 1.0.0", "web, version: 2.0.0"),
    ]);
    const folder = await folderOf({ ...files, ...Object.fromEntries(many) });
    const { stdout } = await runIn(folder, ["plan", "--profile", "metal@1.1.0"]);
    const lines = stdout.split("\n");
    expect(lines.filter((line) => /^\S+: full repave/.test(line))).toHaveLength(200);
    expect(lines.filter((line) => line.startsWith("  1. cp"))).toHaveLength(25);
    expect(stdout).toContain("and 31 more (all of them with --format json)");
    expect(lines.length).toBeLessThan(400);
  });

  it("is a page of Markdown for a comment", async () => {
    const folder = await folderOf(files);
    const { stdout } = await runIn(folder, ["plan", "--profile", "metal@1.1.0", "--format", "markdown"]);
    expect(stdout).toBe(`# Effect on clusters: \`metal\` \`1.1.0\`

1 cluster changes: 1 full repave (5 nodes replaced). 1 cluster stays as it is.

## Clusters

| Cluster | Profiles | Effect | File |
| --- | --- | --- | --- |
| \`berlin\` | \`metal\` \`1.0.0\` → \`1.1.0\` | full repave (inferred), 5 nodes replaced | \`clusters/berlin.yaml\` |

## \`berlin\`: full repave

\`metal\` \`1.0.0\` → \`1.1.0\`.

Every node is replaced: the control plane first, then the worker pools.

In this order:

1. \`cp\` (control plane, 3 nodes): nodes are replaced (inferred)
2. \`workers\` (2 nodes): nodes are replaced (inferred)

| What | Change | Effect | Why |
| --- | --- | --- | --- |
| Kubernetes: \`kubernetes\` | version \`1.31.4\` → \`1.32.4\` | full repave (inferred) | Another version of Kubernetes replaces the nodes: the control plane first, then the worker pools. (Cluster Updates) |

Before nodes are replaced, Palette asks for an approval of the repave, cluster by cluster. This is what Palette's documentation says of such changes; what follows from it without being said is marked *inferred*. What Palette finds itself before an update counts more.
`);
  });

  it("fails from the effect on that is asked for", async () => {
    const folder = await folderOf(files);
    const codes = async (profile: string) =>
      Promise.all(
        ["any", "repave", "control-plane"].map(
          async (threshold) =>
            (await runIn(folder, ["plan", "--profile", profile, "--fail-on", threshold])).code,
        ),
      );
    expect(await codes("metal@1.1.0")).toEqual([1, 1, 1]);
    // What is refused cannot be done at all.
    expect(await codes("metal@1.0.0")).toEqual([1, 1, 1]);
    expect(await codes("web@2.0.0")).toEqual([0, 0, 0]);
    expect((await runIn(folder, ["plan", "--profile", "metal@1.1.0"])).code).toBe(0);
  });

  it("moves no cluster to a version of another context, and tells nothing of one that several files define", async () => {
    const tenant = metal("1.2.0", "1.33.1").replace("type: infra", "type: infra\ncontext: tenant");
    const folder = await folderOf({
      ...files,
      "profiles/metal-1.2.0.yaml": tenant,
      "profiles/metal-1.3.0.yaml": metal("1.3.0", "1.31.4"),
      "profiles/metal-1.3.0-too.yaml": metal("1.3.0", "1.33.1"),
      "clusters/berlin.yaml": berlin("1.0.0").replace(
        "version: 1.0.0 }",
        "version: 1.0.0, context: project }",
      ),
    });
    expect(told(await planned(folder, "--profile", "metal@1.2.0"))).toEqual([]);
    const named = await runIn(folder, ["plan", "--profile", "metal@1.2.0", "--cluster", "berlin"]);
    expect(named.code).toBe(2);
    expect(named.stderr).toContain(
      "uses the profile `metal` of another context than that of version `1.2.0`",
    );
    expect(told(await planned(folder, "--profile", "metal@1.3.0", "--cluster", "berlin"))).toEqual([
      "berlin unknown moved metal",
    ]);
  });

  it("says what is not there", async () => {
    const folder = await folderOf(files);
    const said = async (...args: string[]) => {
      const { code, stderr } = await runIn(folder, ["plan", ...args]);
      return `${code} ${stderr.split("\n")[0]}`;
    };
    expect(await said()).toContain("2 cluster-profiles: nothing is asked for: write `--git REV`");
    expect(await said("--profile", "metal")).toContain("the version to go to is missing");
    expect(await said("--profile", "metal@9.9.9")).toContain("defined are `1.1.0`, `1.0.0`");
    expect(await said("--profile", "steel@1.0.0")).toContain("no file here defines the profile `steel`");
    expect(await said("--profile", "metal@1.1.0", "--cluster", "paris")).toContain(
      "defines the cluster `paris`",
    );
    expect(await said("--profile", "metal@1.1.0", "--cluster", "store-1")).toContain(
      "does not use the profile",
    );
    expect(await said("--git", "HEAD", "--profile", "metal@1.1.0")).toContain("choose one of them");
    const empty = await runIn(await folderOf({ "a.yaml": "a: 1\n" }), ["plan", "--profile", "metal@1.0.0"]);
    expect(empty).toMatchObject({ code: 3, stderr: expect.stringContaining("no cluster was found") });
  });
});
