/** Tests of the page of effects: what is grouped, what is cut, and names that were made to mislead. */

import { describe, expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { effectMarkdown } from "./effect-markdown.ts";
import { type EffectPlan, planChange, planMove } from "./effect-plan.ts";

const profile = (version: string, kubernetes: string) => `
-- metal-${version}.yaml --
name: metal
type: infra
description: ""
version: "${version}"
packs:
  - { name: kubernetes, type: spectro, layer: k8s, version: "${kubernetes}" }
`;

const cluster = (file: string, name: string, pool = "cp") => `
-- ${file}.yaml --
name: ${name}
cloudType: maas
profiles: { infra: { name: metal, version: 1.0.0 } }
node_groups: [{ name: ${pool}, control_plane: true, count: 1 }]
`;

function planFor(clusters: string, kubernetes = "1.32.4"): EffectPlan {
  const files = `${profile("1.0.0", "1.31.4")}${profile("1.1.0", kubernetes)}${clusters}`;
  const plan = planMove(
    fixtureWorkspace(parseFixture(files)).snapshot(),
    { name: "metal", version: "1.1.0" },
    [],
  );
  if ("reason" in plan) throw new Error(plan.reason);
  return plan;
}

const page = (plan: EffectPlan) =>
  effectMarkdown(plan, { title: "`metal` 1.1.0", fileLabel: (file) => file.replace(/^.*\//, "") });

describe("the page of effects", () => {
  it("tells of clusters together to which the same happens", () => {
    const markdown = page(planFor(cluster("a", "a") + cluster("b", "b")));
    expect(markdown.match(/^## .*/gm)).toEqual(["## Clusters", "## `a`, `b`: full repave"]);
    expect(markdown).toContain("In this order, `b`:\n\n1. `cp` (control plane, 1 node): nodes are replaced");
  });

  it("says a caution once, with those that it is for, and what is refused first", () => {
    const markdown = page(planFor(cluster("a", "a") + cluster("b", "b"), "1.33.0"));
    expect(markdown).toMatch(
      /## Cautions\n\n- `a`, `b`: Kubernetes goes from `1.31.4` to `1.33.0` and skips 1.32/,
    );
    expect(page(planFor(cluster("a", "a"), "1.30.0"))).toContain("- **Refused**, `a`: `kubernetes`");
  });

  it("is not as long as there are clusters", () => {
    const many = Array.from({ length: 150 }, (_, at) => cluster(`c${at}`, `c${at}`)).join("");
    const markdown = page(planFor(many));
    expect(markdown).toContain("150 clusters change: 150 full repave (150 nodes replaced).");
    expect(markdown).toContain("And 50 more.");
    expect(markdown.match(/In this order/g)).toHaveLength(12);
  });

  it("fits into a comment, however much changes", () => {
    const numbers = Array.from({ length: 30 }, (_, at) => at);
    const keys = (value: string) =>
      numbers.map((at) => `        k${at}-${"long".repeat(15)}: ${value}`).join("\n");
    const state = (value: string) =>
      numbers
        .map((at) =>
          `${profile("1.0.0", "1.31.4")}    values: |\n      kubeadmconfig:\n${keys(value + at)}\n${cluster(`c${at}`, `c${at}`)}`
            .replace(
              'packs:\n  - { name: kubernetes, type: spectro, layer: k8s, version: "1.31.4" }',
              'packs:\n  - name: kubernetes\n    type: spectro\n    layer: k8s\n    version: "1.31.4"',
            )
            .replace("metal-1.0.0.yaml", `metal${at}.yaml`)
            .replaceAll("name: metal", `name: metal${at}`),
        )
        .join("");
    const [before, after] = ["a", "b"].map((value) =>
      fixtureWorkspace(parseFixture(state(value))).snapshot(),
    );
    if (before === undefined || after === undefined) throw new Error("no states");
    const markdown = page(planChange(before, after));
    expect(markdown).toContain("30 clusters change: 30 full repave");
    expect(markdown).toMatch(/^And \d+ more with changes of other kinds/m);
    expect(markdown.length).toBeLessThan(60_000);
  });

  it("takes no name for Markdown", () => {
    const name = "'a` | ![x](http://example.invalid) <b>'";
    const markdown = page(planFor(cluster("a", name, name)));
    // All of it stands between backquotes, and ends no cell.
    expect(markdown).toContain("| `a' \\| ![x](http://example.invalid) <b>` |");
    expect(markdown).toContain("1. `a' | ![x](http://example.invalid) <b>` (control plane");
    expect(markdown).not.toContain("a` |");
  });

  it("says that nothing happens where nothing does", () => {
    expect(page(planFor(cluster("a", "a").replace("1.0.0", "1.1.0")))).toBe(
      "# Effect on clusters: `metal` 1.1.0\n\nNo cluster changes. 1 cluster stays as it is.\n",
    );
  });
});
