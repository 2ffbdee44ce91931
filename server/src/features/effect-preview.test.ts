/** Tests of what is said and asked before clusters change: which moves are shown, which are agreed to first, and which are refused. */

import { describe, expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { analyze } from "../analysis/engine.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { moveChoices, moveChosen, moveTargets } from "./cluster-moves.ts";
import { codeActions } from "./code-actions.ts";
import { type EffectPreview, effectPreview, type PlannedEdits } from "./effect-preview.ts";
import { attachAt } from "./profile-attachment.ts";
import { summaryWords } from "./summary-words.ts";

const metal = (version: string, kubernetes: string, more = "") =>
  `-- metal-${version}.yaml --
name: metal
version: ${version}
type: infra
description: ""
packs:
  - { name: kubernetes, type: spectro, layer: k8s, version: ${kubernetes} }
${more}`;

const cluster = (name: string, version: string, workers = "", cloud = "maas") =>
  `-- ${name}.yaml --
name: ${name}
cloudType: ${cloud}
profiles:
  infra: { name: metal, version: ${version} }
node_groups:
  - { name: cp, control_plane: true, count: 3 }
${workers}`;

const workers = "  - { name: workers, count: 5 }\n";

/** Two versions of Kubernetes apart, and a third with no more than another description. */
const fleet = `${metal("1.0.0", "1.31.4")}${metal("1.1.0", "1.32.8")}${metal("1.2.0", "1.32.8").replace('""', "Words")}
${cluster("berlin", "1.0.0", workers)}${cluster("lab", "1.0.0")}${cluster("office", "1.1.0")}`;

const profile = { name: "metal", context: "project" };
const options = { fileLabel: (file: string) => file.replace("/project/", ""), now: 0 };

function snapshotOf(files: string): Snapshot {
  return fixtureWorkspace(parseFixture(files)).snapshot();
}

/** The clusters that would be ticked, moved to the version. */
function planned(snapshot: Snapshot, to: string, from?: string): PlannedEdits {
  const ids = moveChoices(snapshot, profile, to, from)
    .filter(({ picked }) => picked)
    .map(({ id }) => id);
  const answer = moveChosen(snapshot, profile, to, ids);
  if ("reason" in answer) throw new Error(answer.reason);
  return answer;
}

function previewed(files: string, to: string, from?: string): EffectPreview | undefined {
  const snapshot = snapshotOf(files);
  return effectPreview(planned(snapshot, to, from), options);
}

describe("a move that replaces nodes", () => {
  const preview = previewed(
    `${fleet}
-- clusters.status.yaml --
at: "1970-01-01T00:00:00Z"
clusters: [{ name: berlin, state: Running }]
`,
    "1.1.0",
    "1.0.0",
  );

  it("is agreed to first, and says how many nodes of how many clusters, and that Palette asks as well", () => {
    expect(preview?.question?.message).toBe("This replaces 11 nodes of 2 clusters.");
    expect(preview?.question?.detail.split("\n\n")).toEqual([
      "Move 2 clusters to metal 1.1.0: full repave on all 2 clusters.",
      "The status of 1 cluster is unknown.",
      "Palette will ask as well: each repave waits there until somebody approves it.",
      "Nothing is written yet. The page in the editor says what changes, and stays open.",
    ]);
  });

  it("has a page with the clusters, the worst first, their pools in order and how they are", () => {
    const page = preview?.markdown ?? "";
    expect(preview?.title).toBe("Move 2 clusters to metal 1.1.0");
    const rows = page.split("\n").filter((line) => line.startsWith("| ") && line.includes("yaml"));
    expect(rows.map((line) => line.replaceAll(/[\\`]/g, ""))).toEqual([
      "| berlin | metal 1.0.0 → 1.1.0 | full repave (inferred), 8 nodes replaced | Running, as of just now | berlin.yaml |",
      "| lab | metal 1.0.0 → 1.1.0 | full repave (inferred), 3 nodes replaced | status unknown | lab.yaml |",
    ]);
    const order = page.indexOf("cp") < page.indexOf("workers");
    expect(order).toBe(true);
    expect(page).toContain("`1.31.4` → `1.32.8`");
  });

  it("is said in the list of versions, with how many clusters it hits", () => {
    const targets = moveTargets(snapshotOf(fleet), { ...profile, from: "1.0.0" });
    expect(
      targets.map(({ version, effect }) => [version, effect?.worst, effect && summaryWords(effect)]),
    ).toEqual([
      ["1.2.0", "full-repave", "full repave on all 2 clusters"],
      ["1.1.0", "full-repave", "full repave on all 2 clusters"],
    ]);
  });

  it("is said of each cluster", () => {
    const choices = moveChoices(snapshotOf(fleet), profile, "1.2.0", undefined);
    expect(choices.map(({ candidate, effect }) => [candidate.cluster.name, effect])).toEqual([
      ["berlin", "full-repave"],
      ["lab", "full-repave"],
      ["office", "none"],
    ]);
  });
});

describe("a move that disturbs no node", () => {
  it("is neither shown nor asked for", () => {
    expect(previewed(fleet, "1.2.0", "1.1.0")).toBeUndefined();
  });

  it("is shown where there is something to know of it, and not asked for", () => {
    const web = (version: string, packs: string) =>
      `-- web-${version}.yaml --\nname: metal\nversion: ${version}\ntype: add-on\ndescription: ""\npacks:${packs}\n`;
    const nginx = "\n  - { name: nginx, type: spectro, version: 1.12.1 }";
    const preview = previewed(
      `${web("1.0.0", nginx)}${web("1.1.0", " []")}${cluster("lab", "1.0.0").replace("infra: {", "addons:\n    - {")}`,
      "1.1.0",
      "1.0.0",
    );
    expect(preview?.markdown).toContain("namespace");
    expect(preview?.question).toBeUndefined();
  });
});

it("a move of which nobody can tell is agreed to first", () => {
  const copy = metal("1.1.0", "1.33.4").replace("metal-1.1.0", "copy");
  const preview = previewed(`${fleet}${copy}`, "1.1.0", "1.0.0");
  expect(preview?.question?.message).toBe("Nobody can tell what this does to the nodes of 2 clusters.");
  expect(preview?.question?.detail).not.toContain("Palette will ask");
});

describe("what Palette refuses", () => {
  const network = (pack: string) => `  - { name: ${pack}, type: spectro, layer: cni, version: 1.0.0 }\n`;

  it.each([
    ["an older Kubernetes", `${metal("1.0.0", "1.32.8")}${metal("1.1.0", "1.31.4")}`, "maas"],
    [
      "another network on Edge",
      metal("1.0.0", "1.31.4", network("cni-calico")) + metal("1.1.0", "1.31.4", network("cni-cilium-oss")),
      "edge-native",
    ],
  ])("is %s: the cluster is listed with the reason and not moved", (_, versions, cloud) => {
    const snapshot = snapshotOf(
      `${versions}${cluster("lab", "1.0.0", "", cloud)}${cluster("office", "1.0.0", "", cloud)}`,
    );
    const choices = moveChoices(snapshot, profile, "1.1.0", "1.0.0");
    expect(choices.map(({ effect, picked }) => [effect, picked])).toEqual([
      ["refused", false],
      ["refused", false],
    ]);
    const [lab] = choices;
    expect(lab?.obstacle).toMatch(/^(?:kubernetes|cni-cilium-oss)\b.*[^.]$/);
    expect(moveChosen(snapshot, profile, "1.1.0", [lab?.id ?? ""])).toEqual({
      reason: `lab cannot be changed: ${lab?.obstacle}`,
    });
  });
});

describe("a version that is dropped on clusters", () => {
  const on = (...names: string[]) => names.map((name) => ({ file: `/project/${name}.yaml`, offset: 6 }));

  it("is asked for where it takes the place of another and replaces nodes", () => {
    const other = metal("1.0.0", "1.33.4").replaceAll("metal", "steel");
    const snapshot = snapshotOf(`${fleet}${other}`);
    const answer = attachAt(snapshot, { file: "/project/steel-1.0.0.yaml", offset: 6 }, on("berlin", "lab"));
    if ("reason" in answer) throw new Error(answer.reason);
    const preview = effectPreview(answer, options);
    expect(preview?.question?.message).toBe("This replaces 11 nodes of 2 clusters.");
    expect(preview?.markdown.replaceAll(/[\\`]/g, "")).toContain("metal 1.0.0 → steel 1.0.0");
  });

  it("is not asked for where it is added beside the others", () => {
    const addon = `-- web.yaml --\nname: web\nversion: 1.0.0\ntype: add-on\ndescription: ""\npacks:\n  - { name: nginx, type: spectro, version: 1.12.1 }\n`;
    const snapshot = snapshotOf(`${fleet}${addon}`);
    const answer = attachAt(snapshot, { file: "/project/web.yaml", offset: 6 }, on("lab"));
    if ("reason" in answer) throw new Error(answer.reason);
    expect(effectPreview(answer, options)).toBeUndefined();
  });

  it("is refused where Palette would refuse it", () => {
    const snapshot = snapshotOf(
      `${metal("1.0.0", "1.32.8")}${metal("0.9.0", "1.31.4")}${cluster("lab", "1.0.0")}`,
    );
    const answer = attachAt(snapshot, { file: "/project/metal-0.9.0.yaml", offset: 6 }, on("lab"));
    expect(answer).toMatchObject({ reason: expect.stringMatching(/^lab cannot be changed: kubernetes/) });
  });
});

describe("the light bulb's moves of one cluster", () => {
  function offered(files: string, file: string) {
    const snapshot = snapshotOf(files);
    const view = snapshot.file(`/project/${file}`);
    const at = view?.text.indexOf("version: 1.") ?? -1;
    const span = { start: at + 9, end: at + 9 };
    return codeActions(snapshot, `/project/${file}`, span, analyze(snapshot, `/project/${file}`), [
      "quickfix",
    ])
      .filter(({ title }) => title.startsWith("Move"))
      .map(({ title, ask, edits }) => [title, ask?.move?.to, edits().length]);
  }

  it("say what they do and go the way of all moves, unless they disturb no node", () => {
    expect(offered(fleet, "lab.yaml")).toEqual([["Move metal to 1.2.0 (full repave)", "1.2.0", 0]]);
    expect(offered(fleet, "office.yaml")).toEqual([["Move metal to 1.2.0", undefined, 1]]);
  });

  it("are not there for what Palette refuses", () => {
    const files = `${metal("1.0.0", "1.32.8")}${metal("1.1.0", "1.31.4")}${cluster("lab", "1.0.0")}`;
    expect(offered(files, "lab.yaml")).toEqual([]);
  });
});

it("clusters of which each is written otherwise are not all looked at for a list of versions", () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    cluster(`c${at}`, "1.0.0", `  - { name: w${at}, count: 1 }\n`),
  );
  const snapshot = snapshotOf(`${fleet}${many.join("")}`);
  const [target] = moveTargets(snapshot, { ...profile, from: "1.0.0" });
  expect(target?.effect && summaryWords(target.effect)).toBe(
    "full repave on all 100 clusters that were looked at, of 122",
  );
});
