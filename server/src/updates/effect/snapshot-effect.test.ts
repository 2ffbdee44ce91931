/** Tests of effects asked of a workspace: moves of clusters to other versions, and edits of a version that clusters are on. */

import { expect, it } from "vitest";
import { Workspace } from "../../workspace/workspace.ts";
import { moveCandidates } from "../cluster-move.ts";
import { createEffects } from "./snapshot-effect.ts";

const profile = (version: string, kubernetes: string) => `name: metal
type: infra
version: "${version}"
description: ""
packs:
  - { name: ubuntu-maas, type: spectro, layer: os, version: "22.04" }
  - { name: kubernetes, type: spectro, layer: k8s, version: "${kubernetes}" }
`;

const cluster = (name: string, version: string, nodes: number) => `name: ${name}
cloudType: maas
profiles:
  infra: { name: metal, version: ${version} }
node_groups:
  - { name: cp, control_plane: true, count: ${nodes} }
`;

function snapshotOf(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files))
    workspace.apply({ kind: "text", file: `/w/${file}`, text });
  return workspace.snapshot();
}

const files = {
  "metal-1.yaml": profile("1.0.0", "1.31.4"),
  "metal-2.yaml": profile("1.1.0", "1.32.4"),
  "berlin.yaml": cluster("berlin", "1.0.0", 3),
  "lab.yaml": cluster("lab", "1.1.0", 1),
  "lost.yaml": cluster("lost", "9.0.0", 1),
};

const snapshot = snapshotOf(files);

const [newer, older] = snapshot.index.versions("metal");
const candidates = moveCandidates(snapshot, { name: "metal", context: undefined });

it("says what a move does to each cluster", () => {
  if (newer === undefined || older === undefined) throw new Error("no versions");
  const effects = createEffects(snapshot);
  const moved = (to: typeof newer) =>
    candidates
      .map((one) => effects.move(one, to))
      .map((one) => `${one?.cluster} ${one?.total} ${one?.replacedNodes}`);
  expect(moved(newer)).toEqual(["berlin full-repave 3", "lab none 0", "lost unknown 0"]);
  expect(moved(older)).toEqual(["berlin none 0", "lab refused 0", "lost unknown 0"]);
});

it("takes what is known of the cluster's state", () => {
  const [berlin] = candidates;
  if (newer === undefined || berlin === undefined) throw new Error("no cluster");
  const status = { state: "Provisioning", health: undefined, takenAt: undefined };
  expect(createEffects(snapshot).move(berlin, newer, status)?.cautions[0]?.kind).toBe("provisioning");
  const told = snapshotOf({
    ...files,
    "clusters.status.yaml": "clusters: [{ name: berlin, state: Provisioning }]\n",
  });
  expect(createEffects(told).move(berlin, newer)?.cautions[0]?.text).toContain(
    "no update until the first deployment has finished (status from clusters.status.yaml)",
  );
});

it("says what an edit of the version does to those who are on it", () => {
  const read = (text: string) => snapshotOf({ "a.yaml": text }).file("/w/a.yaml")?.documents[0]?.profiles[0];
  const [before, after] = [read(profile("1.0.0", "1.31.4")), read(profile("1.0.0", "1.31.9"))];
  if (before === undefined || after === undefined) throw new Error("no profile");
  const effects = createEffects(snapshot);
  const totals = candidates.map(({ cluster: entry }) => effects.edit(entry, before, after)?.total);
  expect(totals).toEqual(["full-repave", undefined, undefined]);
});
