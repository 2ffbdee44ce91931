/** Tests of the fixes for a pack that cannot move alone. */

import { describe, expect, it } from "vitest";
import { applied, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { analyze } from "../analysis/engine.ts";
import { codeActions } from "./code-actions.ts";
import { hover } from "./hover.ts";
import { updateAllPacks } from "./pack-versions.ts";

const packs = `
  kubernetes 1.31.9 k8s
  kubernetes 1.32.8 k8s
  cni-calico 3.28.2 cni
  cni-calico 3.30.1 cni
  guard 1.0.0 addon
  tool 1.0.0 addon
  tool 1.0.1 addon
  tool 1.1.0 addon
  tool 2.0.0 addon
`;

/** What the packs ask for, by name and version. */
const asks: Record<string, object> = {
  "kubernetes 1.32.8": { packName: "cni-calico", type: "optional", minVersion: "3.30" },
  "cni-calico 3.30.1": { packName: "kubernetes", type: "required", minVersion: "1.32" },
  "guard 1.0.0": { packName: "tool", type: "optional", maxVersion: "1" },
};

/** Values that change with the version, for the packs that have any. */
const defaults: Record<string, string> = {
  "cni-calico 3.28.2": "mtu: 1440\n",
  "cni-calico 3.30.1": "mtu: 1440\nipip: false\n",
};

const options = {
  packs,
  describe: ({ name, version }: { name: string; version: string }) => ({
    hasConstraints: `${name} ${version}` in asks,
  }),
  content: {
    read: ({ name, version }: { name: string; version: string }, file: string) => {
      const id = `${name} ${version}`;
      const constraints = { dependencies: asks[id] === undefined ? [] : [asks[id]] };
      const text = file === "pack.json" ? JSON.stringify({ constraints }) : defaults[id];
      return text === undefined ? ({ kind: "absent" } as const) : ({ kind: "known", text } as const);
    },
  },
};

const pack = (name: string, version: string, more = "") =>
  `  - name: ${name}\n    type: spectro\n    registry: Palette Registry\n    version: ${version}\n${more}`;

const values = "    values: |\n      mtu: 9000\n";

function fixesAt(marked: string, others: Record<string, string> = {}) {
  const made = fixture(marked, { ...options, others });
  const { snapshot, file, offset } = made;
  const found = codeActions(snapshot, file, { start: offset, end: offset }, analyze(snapshot, file), [
    "quickfix",
  ]);
  const updates = found.filter(({ title }) => title.startsWith("Update ") && !title.endsWith("..."));
  return { made, updates, titles: updates.map(({ title, preferred }) => [title, preferred]) };
}

describe("the fix for a pack that another stands against", () => {
  const two = (mark: string) =>
    profileWith(pack("kubernetes", `1.31.9${mark}`) + pack("cni-calico", "3.28.2", values));

  it("takes along those that have to move, with their values", () => {
    const { made, updates, titles } = fixesAt(two("$0"));
    expect(titles).toEqual([["Update 2 packs together: kubernetes to 1.32.8, cni-calico to 3.30.1", false]]);
    expect(applied(made, updates[0]?.edits() ?? [])).toBe(
      two("")
        .replace("1.31.9", "1.32.8")
        .replace("3.28.2", "3.30.1")
        .replace("      mtu: 9000\n", "      mtu: 9000\n      ipip: false\n"),
    );
    expect(updates[0]?.note?.()).toBeUndefined();
  });

  it("is offered once where the selection touches both", () => {
    const text = two("$0");
    const made = fixture(text, options);
    const found = codeActions(
      made.snapshot,
      made.file,
      { start: 0, end: made.text.length },
      analyze(made.snapshot, made.file),
      ["quickfix"],
    );
    expect(found.filter(({ title }) => title.startsWith("Update 2 packs"))).toHaveLength(1);
  });

  it("goes into a new version first where clusters are on the profile", () => {
    const used = two("$0").replace(/^name: .*/, "name: infra\nversion: 1.0.0");
    const cluster =
      "name: a\ncloudType: maas\nprofiles:\n  infra: { name: infra, version: 1.0.0 }\nnode_groups: []\n";
    const together = "Update 2 packs together: kubernetes to 1.32.8, cni-calico to 3.30.1";
    expect(fixesAt(used, { "a.yaml": cluster }).titles).toEqual([
      [`${together} in a new version 1.0.1 of infra`, false],
      [`${together} in place: 1 cluster uses 1.0.0`, false],
    ]);
  });

  it("leaves a pack alone whose owner wants it to stay, and says what it would break", () => {
    const frozen = two("$0").replace(
      "    version: 3.28.2",
      "    # cluster-profiles-ignore outdated-pack tested with this one\n    version: 3.28.2",
    );
    expect(fixesAt(frozen).titles).toEqual([
      [
        "Update kubernetes to 1.32.8 (minor), although it asks for cni-calico 3.30 or newer, and the profile has 3.28.2",
        false,
      ],
    ]);
  });

  it("offers the newest version that goes with all before one that does not", () => {
    expect(fixesAt(profileWith(pack("guard", "1.0.0") + pack("tool", "1.0.0$0"))).titles).toEqual([
      ["Update tool to 1.0.1 (patch)", true],
      ["Update tool to 1.1.0 (minor)", false],
      ["Update tool to 2.0.0 (major), although guard 1.0.0 asks for tool 1 or older", false],
    ]);
  });
});

describe("hover on a pack", () => {
  const sentences = (marked: string) => {
    const { snapshot, file, offset } = fixture(marked, options);
    const blocks = hover(snapshot, file, offset)?.markdown.split("\n\n") ?? [];
    return blocks.filter((block) => /^(Beside|It goes|Farther)/.test(block));
  };

  it("names the packs that have to go along", () => {
    const marked = profileWith(pack("kubernetes", "1.31.9$0") + pack("cni-calico", "3.28.2"));
    expect(sentences(marked)).toEqual(["It goes to `1.32.8` together with cni\\-calico to 3\\.30\\.1."]);
  });

  it("names what stands against the newest, and how far it goes", () => {
    expect(sentences(profileWith(pack("guard", "1.0.0") + pack("tool", "1.0.0$0")))).toEqual([
      "Beside the other packs of the profile it goes to `1.1.0`, not to `2.0.0`: guard 1\\.0\\.0 asks for tool 1 or older.",
    ]);
  });

  it("says nothing where nothing stands against it", () => {
    expect(sentences(profileWith(pack("tool", "1.0.0$0")))).toEqual([]);
  });
});

describe("packs that share a version by an anchor", () => {
  it("move together, or stay", () => {
    const text = profileWith(
      `${pack("guard", "1.0.0")}  - &t\n${pack("tool", "1.0.0").replace("  - ", "    ")}  - *t\n`,
    );
    const made = fixture(text, options);
    const update = updateAllPacks(made.snapshot, made.file, 0, "newest");
    expect(applied(made, update?.edits ?? [])).toBe(
      text.replace("version: 1.0.0\n  - *t", "version: 1.1.0\n  - *t"),
    );
  });
});
