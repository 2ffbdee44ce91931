/** Tests of what is known of clusters as they run, and of the updates that it stands in the way of. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkNoFix } from "../../../test/harness/check.ts";
import { fixtureFolder, fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { moveChoices, moveChosen } from "../features/cluster-moves.ts";
import { attachAt } from "../features/profile-attachment.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { moveOverride } from "./override-move.ts";
import { whyNotUpdated } from "./update-refusal.ts";

const profile = (version: string) => `-- base-${version}.yaml --
name: base
version: ${version}
type: infra
description: ""
packs: []
`;

const cluster = (name: string) => `-- ${name}.yaml --
name: ${name}
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra:
    name: base
    version: 1.0.0
`;

const files = profile("1.0.0") + profile("1.1.0") + cluster("lab") + cluster("office");

const refusal =
  "it is being provisioned, and Palette takes no update until the first deployment has finished (status of 2026-06-01 09:30 UTC from clusters.status.yaml)";

function snapshotOf(status: string): Snapshot {
  return fixtureWorkspace(parseFixture(`${files}-- clusters.status.yaml --\n${status}\n`)).snapshot();
}

const provisioning = "at: 2026-06-01T09:30:00Z\nclusters:\n  - { name: lab, state: provisioning }\n";

function why(snapshot: Snapshot, name: string): string | undefined {
  return whyNotUpdated(snapshot, { file: `${fixtureFolder}/${name}.yaml`, name });
}

describe("an update of a cluster", () => {
  it("is refused while it is being provisioned", () => {
    const snapshot = snapshotOf(provisioning);
    expect(why(snapshot, "lab")).toBe(refusal);
    expect(why(snapshot, "office")).toBeUndefined();
  });

  it("is refused by no other state, and by none that nobody knows", () => {
    for (const state of ["Running", "Error", "Pending", "Deleting", "Sleeping"])
      expect(why(snapshotOf(`clusters: [{ name: lab, state: ${state} }]`), "lab")).toBeUndefined();
    expect(why(snapshotOf("clusters: [{ name: lab }]"), "lab")).toBeUndefined();
    expect(why(snapshotOf(""), "lab")).toBeUndefined();
  });

  it("is judged by the newest of several entries", () => {
    const entries = [
      "{ name: lab, state: Provisioning, at: 2026-06-01T09:30:00Z }",
      "{ name: lab, state: Running, at: 2026-06-01T10:30:00Z }",
      "{ name: lab, state: Provisioning }",
    ];
    expect(why(snapshotOf(`clusters: [${entries.join(", ")}]`), "lab")).toBeUndefined();
    expect(why(snapshotOf(`clusters: [${entries.toReversed().join(", ")}]`), "lab")).toBeUndefined();
    expect(why(snapshotOf(`clusters: [${entries[0]}, ${entries[2]}]`), "lab")).toBe(refusal);
  });
});

describe("a cluster that is being provisioned", () => {
  const base = { name: "base", context: "project" };

  it("is shown where clusters are picked for a move, unticked and with the reason", () => {
    const choices = moveChoices(snapshotOf(provisioning), base, "1.1.0", "1.0.0");
    expect(
      choices.map(({ candidate, picked }) => [candidate.cluster.name, picked, candidate.obstacle]),
    ).toEqual([
      ["lab", false, refusal],
      ["office", true, undefined],
    ]);
  });

  it("is not moved, and neither are the others that were picked along", () => {
    const snapshot = snapshotOf(provisioning);
    const ids = moveChoices(snapshot, base, "1.1.0", "1.0.0").map(({ id }) => id);
    expect(moveChosen(snapshot, base, "1.1.0", ids)).toEqual({ reason: `lab cannot be moved: ${refusal}` });
    expect(
      moveChosen(snapshotOf("clusters: [{ name: lab, state: Running }]"), base, "1.1.0", ids),
    ).toMatchObject({ edits: [{}, {}] });
  });

  it("is not attached to what is dropped on it", () => {
    const dropped = { file: `${fixtureFolder}/base-1.1.0.yaml`, offset: 6 };
    const onto = ["office", "lab"].map((name) => ({ file: `${fixtureFolder}/${name}.yaml`, offset: 6 }));
    expect(attachAt(snapshotOf(provisioning), dropped, onto)).toEqual({
      reason: `lab cannot be changed: ${refusal}`,
    });
  });

  it("gets no fix for its old version, and the finding says why", () => {
    const source = `${profile("1.0.0")}${profile("1.1.0")}
-- lab.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra:
    name: base
    version: 1.0.0$0
    #        ^^^^^ information(outdated-profile-version): the newest is 1.1.0. The cluster cannot be moved now: ${refusal}
-- clusters.status.yaml --
${provisioning}`;
    checkFindings(source);
    checkNoFix(source, "outdated-profile-version");
  });

  it("keeps its override, which would go with a move", () => {
    const source = (
      state: string,
    ) => `${profile("1.0.0").replace("packs: []", "packs:\n  - { name: nginx, type: spectro, version: 1.12.1, values: 'replicas: 3' }")}
-- lab.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra:
    name: base
    version: 1.0.0
    packs:
      - name: nginx
        version: 1.12.1
        override_type: values
        values: "replicas: 1"
-- clusters.status.yaml --
clusters: [{ name: lab, state: ${state} }]
`;
    const moved = (state: string) => {
      const snapshot = fixtureWorkspace(parseFixture(source(state))).snapshot();
      const file = `${fixtureFolder}/lab.yaml`;
      const reference = snapshot.file(file)?.documents[0]?.clusters[0]?.references[0];
      const override = reference?.overrides[0];
      if (reference === undefined || override === undefined) throw new Error("there is no override");
      return moveOverride(snapshot, file, reference, override);
    };
    expect(moved("Running")).toMatchObject({ profile: "base", to: "1.0.1" });
    expect(moved("Provisioning")).toEqual({
      reason: expect.stringMatching(
        /^lab cannot be changed: it is being provisioned, .* \(status from clusters.status.yaml\)$/,
      ),
    });
  });

  it("gets no fix for a version that is not known", () => {
    checkFindings(`${profile("1.0.0")}
-- lab.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles:
  infra:
    name: base
    version: 1.5.0
    #        ^^^^^ warning(unknown-profile-version): The cluster cannot be moved now: it is being provisioned
-- clusters.status.yaml --
${provisioning}`);
  });
});
