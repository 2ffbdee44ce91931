import { describe, expect, it } from "vitest";
import {
  applied,
  contentOf,
  type Fixture,
  fixture,
  profileWith,
} from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import type { CatalogPack } from "../catalog/catalog.ts";
import { type ChosenPack, updateChoices, updateChosen, versionsToGoTo } from "./update-choice.ts";

const constraints = (packName: string, minVersion: string) =>
  JSON.stringify({
    name: "any",
    constraints: { dependencies: [{ packName, minVersion, type: "required" }] },
  });

/** nginx: 1.12.4 changes a default that the profile set, 2.0.0 asks for a newer Calico. */
const content = contentOf({
  "nginx 1.12.1": { "values.yaml": "replicas: 1\nport: 80\n" },
  "nginx 1.12.4": { "values.yaml": "replicas: 2\nport: 80\n" },
  "nginx 2.0.0": {
    "values.yaml": "replicas: 1\nport: 80\nfresh: true\n",
    "pack.json": constraints("cni-calico", "3.28.2"),
  },
});

const describePack = ({ name, version }: CatalogPack) => ({
  hasConstraints: name === "nginx" && version === "2.0.0",
});
const options = { content, describe: describePack };

const packs = `  - name: cni-calico
    version: 3.28.0
  - name: nginx
    version: 1.12.1
    values: |
      replicas: 3
      port: 80
`;
const base = profileWith(packs);
const offsetOf = (text: string) => base.indexOf(`name: ${text}`);

function choices(one: Fixture, chosen: ChosenPack[] = [], ticked?: number[]) {
  const found = updateChoices(one.snapshot, one.file, one.offset, {
    chosen,
    ticked: ticked && new Set(ticked),
  });
  return found?.packs.map(({ name, current, version, note }) => `${name} ${current} → ${version}: ${note}`);
}

const nginxTo = (version: string): ChosenPack => ({
  offset: offsetOf("nginx"),
  name: "nginx",
  current: "1.12.1",
  version,
});

describe("packs to choose from", () => {
  it("are those that have a newer version to go to, with what becomes of their values", () => {
    expect(choices(fixture(base, options))).toEqual([
      "cni-calico 3.28.0 → 3.28.2: clean",
      "nginx 1.12.1 → 2.0.0: clean, its values go along",
    ]);
  });

  it("are judged anew when a version is chosen for one of them", () => {
    expect(choices(fixture(base, options), [nginxTo("1.12.4")])?.[1]).toBe(
      "nginx 1.12.1 → 1.12.4: 1 value to review: replicas",
    );
  });

  it("are judged anew when one that others need is not to change", () => {
    const calico = "cni-calico 3.28.0 → 3.28.2: clean";
    expect(choices(fixture(base, options), [], [offsetOf("nginx")])).toEqual([
      calico,
      "nginx 1.12.1 → 1.12.4: 1 value to review: replicas",
    ]);
    expect(choices(fixture(base, options), [nginxTo("2.0.0")], [offsetOf("nginx")])).toEqual([
      calico,
      "nginx 1.12.1 → 2.0.0: blocked: it asks for cni-calico 3.28.2 or newer, and the profile has 3.28.0",
    ]);
  });

  it("take Kubernetes one minor version at a time, whatever is chosen", () => {
    const kubernetes = profileWith("  - name: kubernetes\n    version: 1.31.4\n    layer: k8s\n");
    const chosen = { offset: kubernetes.indexOf("name: kub"), name: "kubernetes", current: "1.31.4" };
    const one = fixture(kubernetes);
    expect(choices(one)).toEqual(["kubernetes 1.31.4 → 1.32.8: clean"]);
    expect(choices(one, [{ ...chosen, version: "1.33.4" }])).toEqual([
      "kubernetes 1.31.4 → 1.33.4: blocked: Kubernetes goes one minor version at a time, first to 1.32.8",
    ]);
  });

  it("say why values cannot be taken along", () => {
    const unread = { read: () => ({ kind: "unavailable", reason: "no disk" }) as const };
    expect(choices(fixture(base, { content: unread }))?.[1]).toBe(
      "nginx 1.12.1 → 2.0.0: values cannot be taken along: the defaults of 1.12.1 cannot be had",
    );
  });

  it("are none where comments hold or silence them, and undefined where there is no profile", () => {
    const held = base
      .replace("  - name: cni", "  # cluster-profiles-hold <3.28.1\n  - name: cni")
      .replace("    version: 1.12.1", "    # cluster-profiles-ignore outdated-pack\n    version: 1.12.1");
    expect(choices(fixture(held, options))).toEqual([]);
    expect(choices(fixture("name: berlin\nprofiles:\n  addons: []\n"))).toBeUndefined();
  });
});

describe("the chosen packs", () => {
  const calico = {
    offset: offsetOf("cni-calico"),
    name: "cni-calico",
    current: "3.28.0",
    version: undefined,
  };

  it("change in one edit with their values, and no other pack does", () => {
    const one = fixture(base, options);
    const both = updateChosen(one.snapshot, one.file, 0, [calico, nginxTo("2.0.0")], undefined);
    expect(applied(one, both?.edits ?? [])).toBe(
      base
        .replace("3.28.0", "3.28.2")
        .replace("1.12.1", "2.0.0")
        .replace("port: 80\n", "port: 80\n      fresh: true\n"),
    );
    const alone = updateChosen(one.snapshot, one.file, 0, [calico], undefined);
    expect(applied(one, alone?.edits ?? [])).toBe(base.replace("3.28.0", "3.28.2"));
    expect([both?.left, alone?.left]).toEqual([[], []]);
  });

  it("are left where they want a look or do not go with the rest", () => {
    const one = fixture(base, options);
    const review = updateChosen(one.snapshot, one.file, 0, [calico, nginxTo("1.12.4")], undefined);
    expect(applied(one, review?.edits ?? [])).toBe(base.replace("3.28.0", "3.28.2"));
    expect(review?.left.map(({ name, outcome }) => [name, outcome.kind])).toEqual([["nginx", "review"]]);
    const blocked = updateChosen(one.snapshot, one.file, 0, [nginxTo("2.0.0")], undefined);
    expect(blocked?.edits).toEqual([]);
    expect(blocked?.left.map(({ outcome }) => outcome.kind)).toEqual(["conflict"]);
  });

  it("change in a new version of the profile, beside it", () => {
    const one = fixture(base, { ...options, name: "base.yaml" });
    const made = updateChosen(one.snapshot, one.file, 0, [calico], "1.1.0");
    expect(made?.edits.map(({ create }) => create)).toEqual([true]);
    expect(applyEdits("", made?.edits[0]?.edits ?? [])).toBe(
      base.replace("name: base\n", "name: base\nversion: 1.1.0\n").replace("3.28.0", "3.28.2"),
    );
  });

  it("are refused when the profile is not the one that they were chosen in any more", () => {
    const one = fixture(base, options);
    const moved = { ...calico, offset: calico.offset + 1 };
    expect(updateChosen(one.snapshot, one.file, 0, [moved], undefined)).toBeUndefined();
    const other = { ...calico, current: "3.27.0" };
    expect(updateChosen(one.snapshot, one.file, 0, [other], undefined)).toBeUndefined();
  });
});

describe("versions to go to", () => {
  const notes = (ticked: number[] | undefined) => {
    const one = fixture(base, options);
    const wishes = { chosen: [], ticked: ticked && new Set(ticked) };
    const versions = versionsToGoTo(one.snapshot, one.file, offsetOf("nginx"), wishes);
    return versions?.map(({ version, verdict, note }) => `${version} ${verdict}: ${note}`);
  };

  it("are all that are newer, with what becomes of the values or why they are not offered", () => {
    expect(notes(undefined)).toEqual([
      "2.1.0-rc.1 withheld: prerelease",
      "2.0.0 proposed: clean, its values go along",
      "1.12.4 offered: 1 value to review: replicas",
    ]);
    const one = fixture(base, options);
    expect(versionsToGoTo(one.snapshot, one.file, 0, { chosen: [], ticked: undefined })).toBeUndefined();
  });

  it("are judged beside the packs that are ticked, and no others", () => {
    expect(notes([])?.[1]).toBe(
      "2.0.0 proposed: blocked: it asks for cni-calico 3.28.2 or newer, and the profile has 3.28.0",
    );
  });
});
