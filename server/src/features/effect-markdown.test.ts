/** Tests of the page of effects: what is grouped, what is cut, and names that were made to mislead. */

import { describe, expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { effectMarkdown } from "./effect-markdown.ts";
import { type EffectPlan, planMove } from "./effect-plan.ts";

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
