/** Tests of updating all packs of a profile at once. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import { applyEdits } from "../base/text-edit.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { readDocuments } from "../model/document.ts";
import { updateSteps, updateStepsEdits } from "./profile-update.ts";
import type { UpdateReach } from "./version-choice.ts";

const catalog = createCatalog([
  registryOf(
    `
    kubernetes 1.31.4 k8s
    kubernetes 1.31.9 k8s
    kubernetes 1.32.4 k8s
    kubernetes 1.32.8 k8s
    kubernetes 1.33.4 k8s
    nginx 1.11.5 addon
    nginx 1.11.6 addon
    nginx 1.12.4 addon
    nginx 2.0.0 addon
    vault 1.0.0 addon`,
    "R",
    true,
  ),
]);

function updateAll(text: string, reach: UpdateReach): { text: string; steps: string[] } {
  const profile = readDocuments(text)[0]?.profiles[0];
  if (profile === undefined) throw new Error("no profile");
  const steps = updateSteps(catalog, profile, reach);
  return {
    text: applyEdits(text, updateStepsEdits(steps)),
    steps: steps.map(({ status, target }) => `${status.name} ${status.current} -> ${target.version}`),
  };
}

const profile = `name: a
type: cluster
packs:
  - { name: kubernetes, type: spectro, version: 1.31.4, tag: 1.31.x }
  - { name: unknown, type: spectro, version: 1.0.0 }
  - { name: nginx, type: spectro, version: '1.11.5' } # web
  - { name: vault, type: spectro, version: 1.0.0 }
  - { name: nginx, type: helm, version: 1.11.5 }
`;

describe("updating all packs", () => {
  it.each([
    ["patch", ["kubernetes 1.31.4 -> 1.31.9", "nginx 1.11.5 -> 1.11.6"]],
    ["minor", ["kubernetes 1.31.4 -> 1.32.8", "nginx 1.11.5 -> 1.12.4"]],
    ["newest", ["kubernetes 1.31.4 -> 1.32.8", "nginx 1.11.5 -> 2.0.0"]],
  ] as const)("to the newest %s takes each as far as it may go", (reach, steps) => {
    expect(updateAll(profile, reach).steps).toEqual(steps);
  });

  it("changes the versions and nothing else", () => {
    expect(updateAll(profile, "newest").text).toBe(
      profile
        .replace("1.31.4, tag: 1.31.x", "1.32.8, tag: 1.32.x")
        .replace("version: '1.11.5'", "version: '2.0.0'"),
    );
    const current = profile.replace("1.31.4", "1.33.4").replace("'1.11.5'", "2.0.0");
    expect(updateAll(current, "newest")).toEqual({ text: current, steps: [] });
  });

  it("edits a version once that two packs share by an anchor on the whole pack", () => {
    const text =
      "name: a\ntype: add-on\npacks:\n  - &n { name: nginx, type: spectro, version: 1.11.5 }\n  - *n\n";
    expect(updateAll(text, "patch").text).toBe(text.replace("1.11.5", "1.11.6"));
  });

  it("edits a scalar that one pack has by an anchor and the other by an alias to it", () => {
    const text =
      "name: a\ntype: add-on\npacks:\n  - { name: nginx, type: spectro, version: &v 1.11.5 }\n  - { name: nginx, type: oci, version: *v }\n";
    expect(updateAll(text, "patch").text).toBe(text.replace("1.11.5", "1.11.6").replace("*v", "1.11.6"));
  });
});
