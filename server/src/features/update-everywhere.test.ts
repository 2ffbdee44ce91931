import { describe, expect, it } from "vitest";
import { contentOf, fixture } from "../../../test/harness/feature-fixture.ts";
import type { ProfileVersionBump } from "../base/profile-version.ts";
import { applyEdits } from "../base/text-edit.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import {
  type EverywhereReach,
  everywhereChange,
  everywhereTargets,
  filesWithOutdated,
  outdatedPacks,
  planInFile,
} from "./update-everywhere.ts";

const profile = (name: string, nginx: string, more = "", version = "1.0.0") =>
  `name: ${name}\nversion: ${version}\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    version: ${nginx}\n${more}`;

const own = (replicas: number) => `    values: |\n      replicas: ${replicas}\n`;

const content = contentOf({
  "nginx 1.11.5": { "values.yaml": "replicas: 1\n" },
  "nginx 1.12.1": { "values.yaml": "replicas: 1\n" },
  "nginx 1.12.4": { "values.yaml": "replicas: 2\n" },
  "nginx 2.0.0": { "values.yaml": "replicas: 2\n" },
});

const files = {
  "web.yaml": profile("web", "1.12.1"),
  "shop.json":
    '{"metadata": {"name": "shop"}, "spec": {"version": "1.0.0", "template": {"packs": [{"name": "nginx", "version": "1.11.5", "tag": "1.11.5"}]}}}',
  "ours.yaml": profile("ours", "1.12.1", own(7)),
  "used-1.0.0.yaml": profile("used", "1.12.1"),
  "berlin.yaml":
    "name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - { name: used, version: 1.0.0 }\nnode_groups: []\n",
  "frozen.yaml": profile("frozen", "1.12.1 # cluster-profiles-ignore outdated-pack"),
};

const { snapshot } = fixture(profile("current", "2.0.0"), { content, others: files });

function change(of: Snapshot, to: EverywhereReach, newVersion?: ProfileVersionBump) {
  const wishes = { name: "nginx", to, newVersion };
  const planned = filesWithOutdated(of, "nginx").flatMap((file) => planInFile(of, file, wishes));
  return everywhereChange(of, "nginx", planned);
}

function textsAfter(of: Snapshot, { edits }: ReturnType<typeof change>) {
  return Object.fromEntries(
    edits.map(({ file, edits: made, create }) => [
      file.replace("/project/", ""),
      applyEdits(create ? "" : (of.text(file) ?? ""), made),
    ]),
  );
}

const leftOf = ({ left }: ReturnType<typeof change>) =>
  left.map(({ name, version, target, why }) => `${name} ${version} to ${target}: ${why}`);

describe("packs that are behind somewhere", () => {
  it("are told with their versions and how many profiles have them, silenced ones left out", () => {
    expect(outdatedPacks(snapshot)).toEqual([
      { name: "nginx", current: ["1.12.1", "1.11.5"], newest: "2.0.0", profiles: 4 },
    ]);
  });

  it("have one target where all reaches come to the same", () => {
    const one = fixture(profile("mistaken", "1.12.2"), { content, packs: "nginx 1.12.4 addon" });
    expect(everywhereTargets(one.snapshot, "nginx").map(({ to, same }) => [to, same])).toEqual([
      ["patch", false],
      ["minor", true],
      ["newest", true],
      [{ version: "1.12.4" }, false],
    ]);
  });

  it("have targets that say how many profiles they touch, and how many of those clusters use", () => {
    expect(everywhereTargets(snapshot, "nginx")).toEqual([
      { to: "patch", versions: ["1.12.4"], profiles: 3, used: 1, same: false },
      { to: "minor", versions: ["1.12.4"], profiles: 4, used: 1, same: false },
      { to: "newest", versions: ["2.0.0"], profiles: 4, used: 1, same: false },
      { to: { version: "2.0.0" }, versions: ["2.0.0"], profiles: 4, used: 1, same: false },
      { to: { version: "1.12.4" }, versions: ["1.12.4"], profiles: 4, used: 1, same: false },
      { to: { version: "1.12.1" }, versions: ["1.12.1"], profiles: 1, used: 0, same: false },
    ]);
    expect(everywhereTargets(snapshot, "minio")).toEqual([]);
  });
});

describe("one pack in all profiles", () => {
  it("changes in every dialect, and is left where somebody has to look or clusters use it", () => {
    const made = change(snapshot, { version: "1.12.4" });
    expect(textsAfter(snapshot, made)).toEqual({
      "web.yaml": files["web.yaml"].replace("1.12.1", "1.12.4"),
      "shop.json": files["shop.json"].replaceAll("1.11.5", "1.12.4"),
    });
    expect(made.profiles).toBe(2);
    expect(leftOf(made)).toEqual([
      "ours 1.0.0 to 1.12.4: 1 value to review: replicas",
      "used 1.0.0 to 1.12.4: 1 cluster uses it",
    ]);
    expect(made.edits.map(({ annotation }) => [annotation?.label, annotation?.confirm])).toEqual([
      ["Update nginx in 2 profiles", true],
      ["Update nginx in 2 profiles", true],
    ]);
  });

  it("goes into new versions of profiles that clusters use", () => {
    const made = change(snapshot, "newest", "minor");
    expect(textsAfter(snapshot, made)["used-1.1.0.yaml"]).toBe(
      files["used-1.0.0.yaml"].replace("1.0.0", "1.1.0").replace("1.12.1", "2.0.0"),
    );
    expect(textsAfter(snapshot, made)["used-1.0.0.yaml"]).toBeUndefined();
  });

  it("is shown beside the old version where nothing but new files is made, so that there is a look at it", () => {
    const { "used-1.0.0.yaml": used, "berlin.yaml": berlin } = files;
    const only = fixture(profile("current", "2.0.0"), {
      content,
      others: { "used-1.0.0.yaml": used, "berlin.yaml": berlin },
    });
    const made = change(only.snapshot, "newest", "patch");
    expect(made.edits.map(({ file, create, edits }) => [file, create ?? false, edits.length])).toEqual([
      ["/project/used-1.0.1.yaml", true, 1],
      ["/project/used-1.0.0.yaml", false, 0],
    ]);
  });

  it("leaves an old version that clusters use where a newer one is there", () => {
    const others = { ...files, "used-1.1.0.yaml": profile("used", "2.0.0", "", "1.1.0") };
    const both = fixture(profile("current", "2.0.0"), { content, others });
    expect(leftOf(change(both.snapshot, "newest", "patch"))).toContain(
      "used 1.0.0 to 2.0.0: 1 cluster uses it, and 1.1.0 is newer: move it there",
    );
  });

  it("takes a version that nobody has published along", () => {
    const one = fixture(profile("mistaken", "1.12.2"), { content });
    expect(outdatedPacks(one.snapshot)).toMatchObject([{ current: ["1.12.2"], profiles: 1 }]);
    expect(textsAfter(one.snapshot, change(one.snapshot, "patch"))["example.yaml"]).toContain("1.12.4");
  });

  it("changes several profiles of one file together", () => {
    const others = { "all.yaml": `${profile("a", "1.12.1")}---\n${profile("b", "1.12.1")}` };
    const one = fixture(profile("current", "2.0.0"), { content, others });
    const made = change(one.snapshot, "newest");
    expect(made.edits).toHaveLength(1);
    expect(textsAfter(one.snapshot, made)["all.yaml"]).toBe(others["all.yaml"].replaceAll("1.12.1", "2.0.0"));
    expect(made.profiles).toBe(2);
  });
});
