/** Tests of what is known of clusters as they run, where it is shown. */

import { describe, expect, it } from "vitest";
import { fixtureFolder, fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { assignmentsPage } from "./assignments-page.ts";
import { moveChoices, moveChosen } from "./cluster-moves.ts";
import { statusLabel, statusWithAge } from "./cluster-status.ts";
import { hover } from "./hover.ts";
import { allShown, type TreeOptions, treeChildren, treeItemDetails } from "./trees.ts";

const cluster = (name: string) => `-- ${name}.yaml --
name: ${name}
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles: { infra: { name: base, version: 1.0.0 } }
`;

const files = `
-- base.yaml --
name: base
type: infra
description: ""
packs: []
${["edge", "lab", "office", "plant"].map(cluster).join("")}
-- base-1.1.0.yaml --
name: base
version: 1.1.0
type: infra
description: ""
packs: []
-- clusters.status.yaml --
at: 2026-06-01T09:30:00Z
clusters:
  - { name: edge, state: Running, health: Unhealthy }
  - { name: lab, state: Provisioning, health: Unknown, at: 2026-05-29T09:30:00Z }
  - { name: office, state: Running, health: Healthy }
`;

const now = Date.parse("2026-06-01T12:30:00Z");

function snapshotOf(source = files): Snapshot {
  return fixtureWorkspace(parseFixture(source)).snapshot();
}

function items(options: Partial<TreeOptions> = {}, parent?: string) {
  return treeChildren(snapshotOf(), "clusters", parent, { ...allShown, now, ...options }).items;
}

describe("the tree of clusters", () => {
  it("has state, health that is not good, and age that is too great, for eyes and ears", () => {
    expect(items().map(({ label, description, icon }) => [label, description, icon])).toEqual([
      ["edge", "maas, Running, UnHealthy, 1 behind", "warning"],
      ["lab", "maas, Provisioning (old), 1 behind", "sync"],
      ["office", "maas, Running, 1 behind", "vm-running"],
      ["plant", "maas, 1 behind", "server-environment"],
    ]);
    expect(items()[1]?.accessibilityLabel).toBe("Cluster lab, maas, Provisioning (old), 1 behind");
  });

  it("says all that is known in the tooltip", () => {
    const tooltip = (name: string) =>
      treeItemDetails(snapshotOf(), "clusters", `/cluster:${name}`, { ...allShown, now })?.tooltip;
    expect(tooltip("edge")).toContain(
      "Status: Running, UnHealthy (`clusters.status.yaml`, taken at 2026-06-01 09:30 UTC, 3 hours ago).",
    );
    expect(tooltip("lab")).toContain("2026-05-29 09:30 UTC, 3 days ago: that is old).");
    expect(tooltip("plant")).toContain("Status: unknown.");
  });

  it("is grouped and filtered by state", () => {
    const groups = items({ groupBy: "status" });
    expect(groups.map(({ label, description }) => [label, description])).toEqual([
      ["Provisioning", "1 cluster, 1 behind"],
      ["Running", "2 clusters, 2 behind"],
      ["status unknown", "1 cluster, 1 behind"],
    ]);
    expect(items({ groupBy: "status" }, groups[1]?.id).map(({ label }) => label)).toEqual(["edge", "office"]);
    expect(items({ text: "provis" }).map(({ label }) => label)).toEqual(["lab"]);
    expect(items({ text: "unhealthy" }).map(({ label }) => label)).toEqual(["edge"]);
  });
});

describe("the page of assignments", () => {
  const page = (source: string) =>
    assignmentsPage(snapshotOf(source), undefined, () => ({ label: "here", address: undefined }), now)
      .markdown;

  it("says how each cluster is, and of whom nothing is known", () => {
    const text = page(files);
    expect(text).toContain("| Cluster | Profile | Version | State | Status | Where |");
    expect(text).toMatch(/\| edge \|.*\| Running, UnHealthy, as of 3 hours ago \|/);
    expect(text).toMatch(/\| lab \|.*\| Provisioning \\\(old\\: 3 days ago\\\) \|/);
    expect(text).toMatch(/\| plant \|.*\| status unknown \|/);
  });

  it("has no such column where nothing is known of anybody", () => {
    expect(page(files.replace(/-- clusters.status[\s\S]*/, ""))).toContain("| State | Where |");
  });
});

describe("moving clusters", () => {
  it("says in its preview of how many the status is unknown", () => {
    const profile = { name: "base", context: "project" };
    const label = (...names: string[]) => {
      const snapshot = snapshotOf();
      const choices = moveChoices(snapshot, profile, "1.1.0", "1.0.0");
      const ids = choices
        .filter(({ candidate }) => names.includes(candidate.cluster.name ?? ""))
        .map(({ id }) => id);
      const planned = moveChosen(snapshot, profile, "1.1.0", ids);
      return "reason" in planned ? planned.reason : planned.edits[0]?.annotation?.description;
    };
    expect(label("edge", "office")).toBe("the version of the profile that they have attached");
    expect(label("edge", "plant")).toMatch(/; the status of 1 of them is unknown$/);
    expect(label("plant")).toMatch(/; their status is unknown$/);
  });

  it("is told to be of no use where the pointer rests on the version", () => {
    const at = (name: string) => {
      const snapshot = snapshotOf();
      const file = `${fixtureFolder}/${name}.yaml`;
      return hover(snapshot, file, snapshot.text(file)?.indexOf("1.0.0") ?? 0)?.markdown;
    };
    expect(at("lab")).toContain("The cluster cannot be moved now: it is being provisioned");
    expect(at("office")).not.toContain("cannot be moved");
  });
});

describe("a status in words", () => {
  const of = (parts: object) => ({
    file: "/project/clusters.status.yaml",
    name: "lab",
    state: "Running",
    health: undefined,
    takenAt: undefined,
    nameSpan: { start: 0, end: 0 },
    ...parts,
  });

  it("says what is not known", () => {
    expect(statusWithAge(undefined, now)).toBe("status unknown");
    expect(statusWithAge(of({}), now)).toBe("Running");
    expect(statusLabel(of({ state: undefined }), now)).toBe("state unknown");
    expect(statusWithAge(of({ takenAt: now - 26 * 3_600_000 }), now)).toBe("Running (old: 26 hours ago)");
    expect(statusWithAge(of({ takenAt: now }), undefined)).toBe("Running, as of 2026-06-01 12:30 UTC");
  });
});
