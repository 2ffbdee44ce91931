import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { movableProfiles, moveChoices, moveChosen, moveSubjectAt, moveTargets } from "./cluster-moves.ts";
import type { PlannedEdits } from "./effect-preview.ts";
import { attachAt } from "./profile-attachment.ts";

const profile = (version: string, rest = "") =>
  `name: web\nversion: ${version}\n${rest}type: add-on\ndescription: ""\npacks: []\n`;
const versions = { "web-1.0.0.yaml": profile("1.0.0"), "web-1.1.0.yaml": profile("1.1.0") };
const web = { name: "web", context: "project" };

const cluster = (name: string, addons: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\n  addons:\n${addons}node_groups: []\n`;

function after(snapshot: Snapshot, planned: PlannedEdits | Refusal): Record<string, string> | string {
  if ("reason" in planned) return planned.reason;
  return Object.fromEntries(
    planned.edits.map(({ file, edits: ofFile }) => [
      file.replace("/project/", ""),
      applyEdits(snapshot.text(file) ?? "", ofFile),
    ]),
  );
}

/** All clusters that would be ticked, moved to 1.1.0. */
function moved(text: string, from: string | undefined = undefined): string | Record<string, string> {
  const { snapshot } = fixture(text, { others: versions, name: "cluster.yaml" });
  const ids = moveChoices(snapshot, web, "1.1.0", from)
    .filter(({ picked }) => picked)
    .map(({ id }) => id);
  const result = after(snapshot, moveChosen(snapshot, web, "1.1.0", ids));
  return typeof result === "string" ? result : (result["cluster.yaml"] ?? result);
}

describe("what is moved", () => {
  const others = { ...versions, "a.yaml": cluster("a", "    - name: web\n      version: 1.0.0\n") };

  it("is the profile that the cluster refers to at the place", () => {
    const text = cluster("b", "    - name: web # the $0site\n      version: 1.0.0\n    - name: db\n");
    const { snapshot, file, offset } = fixture(text, { others });
    expect(moveSubjectAt(snapshot, file, offset)).toEqual({ ...web, from: "1.0.0" });
  });

  it("is the profile that is defined at the place", () => {
    const { snapshot, file, offset } = fixture(profile("2.0.0", "context: tenant\n$0"), { others });
    expect(moveSubjectAt(snapshot, file, offset)).toEqual({ name: "web", context: "tenant", from: "2.0.0" });
  });

  it("is for the user to say in a cluster that has several", () => {
    const text = cluster("b$0", "    - name: web\n      version: 1.0.0\n");
    const { snapshot, file, offset } = fixture(text, { others });
    expect(moveSubjectAt(snapshot, file, offset)).toBeUndefined();
    expect(movableProfiles(snapshot, { file, offset })).toEqual([
      { ...web, clusters: 2, versions: ["1.1.0", "1.0.0"] },
    ]);
  });
});

describe("the versions to go to", () => {
  it("are the others of the same context, newest first, with the clusters on each", () => {
    const { snapshot } = fixture(cluster("a", "    - name: web\n      version: 1.1.0\n"), {
      others: {
        ...versions,
        "copy.yaml": profile("1.1.0"),
        "rc.yaml": profile("2.0.0-rc.1"),
        "tenant.yaml": profile("3.0.0", "context: tenant\n"),
      },
    });
    expect(moveTargets(snapshot, { ...web, from: "1.0.0" })).toEqual([
      { version: "2.0.0-rc.1", clusters: 0, newest: true, differs: "no difference in packs" },
      { version: "1.1.0", clusters: 1, newest: false, differs: "no difference in packs" },
    ]);
  });
});

describe("the clusters to choose from", () => {
  const { snapshot } = fixture(
    "- name: shop-10\n  profiles: [{ name: web, tag: 1.0.0 }]\n- name: shop-9\n  profiles: [{ name: web, tag: 1.1.0 }]\n- name: shop-8\n  profiles: [{ name: web }]\n",
    {
      others: {
        ...versions,
        "a.yaml": cluster("lab", "    - name: web\n      version: ${version}\n"),
        "b.yaml": cluster("desk", "    - name: web\n"),
        "c.yaml": cluster("old", "    - name: web\n      version: 0.9.0\n"),
      },
    },
  );
  const listed = (from: string | undefined) =>
    moveChoices(snapshot, web, "1.1.0", from).map(({ candidate, picked }) => [
      candidate.cluster.name,
      candidate.from,
      picked,
    ]);

  it("are those that are not on the version, with those on the old one ticked", () => {
    expect(listed("1.0.0")).toEqual([
      ["desk", "1.0.0", true],
      ["lab", undefined, false],
      ["old", "0.9.0", false],
      ["shop-8", undefined, false],
      ["shop-10", "1.0.0", true],
    ]);
  });

  it("have those that are behind ticked where no old one is named", () => {
    const ticked = listed(undefined).filter(([, , picked]) => picked);
    expect(ticked.map(([name]) => name)).toEqual(["desk", "old", "shop-10"]);
  });

  it("cannot be moved where Terraform fills the version in", () => {
    const lab = moveChoices(snapshot, web, "1.1.0", undefined).find(
      ({ candidate }) => candidate.cluster.name === "lab",
    );
    expect(moveChosen(snapshot, web, "1.1.0", [lab?.id ?? ""])).toEqual({
      reason: "lab cannot be moved: the version is `${version}`, which somebody fills in",
    });
  });
});

describe("the edits", () => {
  it.each([
    [
      "a version",
      "    - name: web\n      version: '1.0.0' # pinned\n",
      "    - name: web\n      version: '1.1.0' # pinned\n",
    ],
    [
      "no version",
      "    - name: web # site\n      packs: []\n",
      "    - name: web # site\n      version: 1.1.0\n      packs: []\n",
    ],
    ["no version in braces", "    - { name: web }\n", "    - { name: web, version: 1.1.0 }\n"],
    [
      "a version without a value",
      "    - name: web\n      version: # to come\n",
      "    - name: web\n      version: 1.1.0 # to come\n",
    ],
    [
      "a version that is null",
      "    - { version: ~, name: web }\n",
      '    - { version: "1.1.0", name: web }\n',
    ],
    ["a bare name", "    - web # site\n", "    - { name: web, version: 1.1.0 } # site\n"],
    ["a bare name in quotes", '    - "web"\n', '    - { "name": "web", "version": "1.1.0" }\n'],
  ])("change %s", (_, before, expected) => {
    expect(moved(cluster("a", before))).toBe(cluster("a", expected));
  });

  it.each([
    "    - { name: web, version }\n",
    "    - name: web\n      version:\n        &v\n      packs: []\n",
    "    - name: web\n      version: &v\n    - name: db\n      version: *v\n",
  ])("are refused where a version stands without a place for it: %j", (addons) => {
    expect(moved(cluster("a", addons))).toContain("has no place of its own");
  });

  it("are refused for a pair in brackets, beside which another pair would be another item", () => {
    const text = "name: a\ncloudType: maas\nprofiles:\n  addons: [name: web, name: db]\n";
    expect(moved(text)).toContain("has no place of its own");
  });

  it("write the tag of the list dialect, and keep line ends", () => {
    const list = "- name: shop\r\n  profiles:\r\n    - name: web\r\n      tag: 1.0.0\r\n    - name: db\r\n";
    expect(moved(list)).toBe(list.replace("1.0.0", "1.1.0"));
  });

  it("write a tag where the list dialect states none", () => {
    const { snapshot } = fixture("- name: shop\n  node_pools: []\n  profiles:\n    - name: web\n", {
      others: versions,
    });
    const [choice] = moveChoices(snapshot, web, "1.1.0", undefined);
    expect(after(snapshot, moveChosen(snapshot, web, "1.1.0", [choice?.id ?? ""]))).toEqual({
      "example.yaml": "- name: shop\n  node_pools: []\n  profiles:\n    - name: web\n      tag: 1.1.0\n",
    });
  });

  it("are refused where another cluster has the same lines and is not chosen", () => {
    const shared = `- name: a\n  node_pools: []\n  profiles: &all\n    - { name: web, tag: 1.0.0 }\n- name: b\n  profiles: *all\n`;
    const { snapshot } = fixture(shared, { others: versions });
    const choices = moveChoices(snapshot, web, "1.1.0", "1.0.0");
    // Both refer to it in the same place, and so go together or not at all.
    expect(choices.map(({ candidate }) => candidate.cluster.name)).toEqual(["a", "b"]);
    expect(new Set(choices.map(({ id }) => id)).size).toBe(2);
    expect(moveChosen(snapshot, web, "1.1.0", [choices[0]?.id ?? ""])).toEqual({
      reason: "b has the same lines by an alias and would be moved along: choose it too, or write them out",
    });
    expect(
      after(
        snapshot,
        moveChosen(
          snapshot,
          web,
          "1.1.0",
          choices.map(({ id }) => id),
        ),
      ),
    ).toEqual({
      "example.yaml": shared.replace("1.0.0", "1.1.0"),
    });
  });

  it("are refused when the clusters have changed since", () => {
    const { snapshot } = fixture(cluster("a", "    - name: web\n"), { others: versions });
    expect(moveChosen(snapshot, web, "1.1.0", ['["/project/example.yaml",1,"1.0.0"]'])).toEqual({
      reason: "The clusters have changed in the meantime: nothing was moved. Choose again",
    });
  });
});

describe("a version that is attached", () => {
  /** The version of the file at the top of the workspace, attached to the clusters of the text at each `@`. */
  function attached(text: string, type = "add-on", entry = { name: "web", version: "1.1.0", rest: "" }) {
    const marks = [...text.matchAll(/@/g)].map(({ index }, at) => index - at);
    const { name, version, rest } = entry;
    const { snapshot } = fixture(text.replaceAll("@", ""), {
      name: "cluster.yaml",
      others: {
        ...versions,
        "new.yaml": `name: ${name}\nversion: ${version}\n${rest}type: ${type}\ndescription: ""\npacks: []\n`,
      },
    });
    const places = marks.map((offset) => ({ file: "/project/cluster.yaml", offset }));
    const result = after(snapshot, attachAt(snapshot, { file: "/project/new.yaml", offset: 6 }, places));
    return typeof result === "string" ? result : (result["cluster.yaml"] ?? "");
  }

  it("moves a cluster that has another one", () => {
    const text = cluster("a", "    - name: web\n      version: 1.0.0\n");
    expect(attached(text.replace("name: a", "name: @a"))).toBe(text.replace("1.0.0", "1.1.0"));
  });

  it("is added to the add-ons of one that has none", () => {
    const before = cluster("a", "    - name: db # data\n      version: 2.0.0 # kept\n\n");
    expect(attached(before.replace("name: a", "name: @a"))).toBe(
      cluster(
        "a",
        "    - name: db # data\n      version: 2.0.0 # kept\n    - name: web\n      version: 1.1.0\n\n",
      ),
    );
  });

  it.each([
    [
      "no list",
      "name: @a\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\nnode_groups: []\n",
      "name: a\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\n  addons:\n    - name: web\n      version: 1.1.0\nnode_groups: []\n",
    ],
    [
      "a key that stands alone",
      "name: @a\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\n  addons: # none yet\n  addon_deployments: []\n",
      "name: a\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\n  addons: # none yet\n    - name: web\n      version: 1.1.0\n  addon_deployments: []\n",
    ],
    [
      "values that keep the blank lines behind them",
      "- name: @shop\n  node_pools: []\n  profiles:\n    - name: db\n      packs:\n        - name: x\n          values: |+\n            a: 1\n\n\n  location: {}\n",
      "- name: shop\n  node_pools: []\n  profiles:\n    - name: db\n      packs:\n        - name: x\n          values: |+\n            a: 1\n\n\n    - name: web\n      tag: 1.1.0\n  location: {}\n",
    ],
    [
      "an empty list",
      "name: @a\ncloudType: maas\nprofiles: { infra: { name: metal }, addons: [] }\nnode_groups: []\n",
      "name: a\ncloudType: maas\nprofiles: { infra: { name: metal }, addons: [{ name: web, version: 1.1.0 }] }\nnode_groups: []\n",
    ],
    [
      "a list without indentation",
      "name: @a\nprofiles:\n  addons:\n  - db\nnode_groups: []\n",
      "name: a\nprofiles:\n  addons:\n  - db\n  - name: web\n    version: 1.1.0\nnode_groups: []\n",
    ],
    [
      "a list of the edge",
      "- name: @shop\n  profiles:\n    - name: db\n      tag: 1.0.0\n      context: project\n  location: {}\n",
      "- name: shop\n  profiles:\n    - name: db\n      tag: 1.0.0\n      context: project\n    - name: web\n      tag: 1.1.0\n      context: project\n  location: {}\n",
    ],
    [
      "values at the end",
      "- name: @shop\n  node_pools: []\n  profiles:\n    - name: db\n      packs:\n        - name: x\n          values: |\n            a: 1\n",
      "- name: shop\n  node_pools: []\n  profiles:\n    - name: db\n      packs:\n        - name: x\n          values: |\n            a: 1\n    - name: web\n      tag: 1.1.0\n",
    ],
    [
      "JSON",
      '{\n  "name": "@a",\n  "cloudType": "maas",\n  "profiles": {\n    "addons": [\n      { "name": "db" }\n    ]\n  },\n  "node_groups": []\n}\n',
      '{\n  "name": "a",\n  "cloudType": "maas",\n  "profiles": {\n    "addons": [\n      { "name": "db" },\n      { "name": "web", "version": "1.1.0" }\n    ]\n  },\n  "node_groups": []\n}\n',
    ],
  ])("is added to %s", (_, before, expected) => {
    expect(attached(before)).toBe(expected);
  });

  it("takes the place of the infra profile", () => {
    const text = cluster("a", "    - name: db\n");
    const infra = { name: "steel", version: "2.0.0", rest: "" };
    expect(attached(text.replace("name: a", "name: @a"), "infra", infra)).toBe(
      text.replace("name: metal\n", "name: steel\n    version: 2.0.0\n"),
    );
  });

  it("does not take the place of one whose packs the cluster overrides", () => {
    const text = `name: @a\ncloudType: maas\nprofiles:\n  infra:\n    name: metal\n    packs:\n      - name: cni-calico\n        override_type: values\n        values: ""\nnode_groups: []\n`;
    expect(attached(text, "infra", { name: "steel", version: "2.0.0", rest: "" })).toBe(
      "a overrides packs of metal: take the overrides out before another profile comes",
    );
  });

  it.each([
    [
      "a dash that stands alone",
      "    - name: db\n      tags:\n        - a\n        -\n",
      "no list of profiles",
    ],
    ["an anchor without a list", "    &none\n", "no list of profiles"],
    ["a branch of Terraform's", "    - db\n%{ if shop }\n    - till\n%{ endif }\n", "`%{ }` directives"],
    ["an error", "    - db\n    - till: [\n", "syntax errors"],
  ])("is refused behind %s", (_, addons, reason) => {
    expect(attached(cluster("@a", addons))).toContain(reason);
  });

  it("is refused where it is attached already", () => {
    expect(attached(cluster("@a", "    - { name: web, version: 1.1.0 }\n"))).toBe(
      "The cluster is on web 1.1.0 already",
    );
  });

  it("is refused where another cluster has the same lines", () => {
    const shared =
      "- name: @a\n  node_pools: []\n  profiles: &all\n    - name: db\n- name: b\n  profiles: *all\n";
    expect(attached(shared)).toContain("b has the same lines by an alias");
  });
});

describe("property: a move and back", () => {
  it("restores every byte, whatever clusters there are", () => {
    const reference = fc.constantFrom(
      "    - name: web\n      version: 1.0.0\n",
      "    - { name: web, version: '1.0.0' } # one\n",
      '    - name: db\n    - version: "1.0.0"\n      name: web\n',
    );
    fc.assert(
      fc.property(fc.array(reference, { minLength: 1, maxLength: 5 }), fc.boolean(), (references, crlf) => {
        const texts = references.map((addons, at) => cluster(`c${at}`, addons));
        const others = Object.fromEntries(
          texts.map((text, at) => [`c${at}.yaml`, crlf ? text.replaceAll("\n", "\r\n") : text]),
        );
        const go = (files: Record<string, string>, from: string, to: string) => {
          const { snapshot } = fixture(profile("1.1.0"), { others: { ...versions, ...files } });
          const ids = moveChoices(snapshot, web, to, from).map(({ id }) => id);
          expect(ids.length).toBe(references.length);
          const result = after(snapshot, moveChosen(snapshot, web, to, ids));
          if (typeof result === "string") throw new Error(result);
          return result;
        };
        const there = go(others, "1.0.0", "1.1.0");
        for (const [name, text] of Object.entries(there))
          expect(text).toBe(others[name]?.replace("1.0.0", "1.1.0"));
        expect(go(there, "1.1.0", "1.0.0")).toEqual(others);
      }),
    );
  });
});
