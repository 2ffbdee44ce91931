import { describe, expect, it } from "vitest";
import { applied, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { packVersions, updateAllPacks, updatePackAt } from "./pack-versions.ts";

const nginx = profileWith("  - name: nginx\n    type: spectro\n    version: '1.12.1'$0\n");

describe("versions to choose from", () => {
  it("are all that the catalog has, and say how they stand to the current one", () => {
    const content = {
      read: ({ version }: { version: string }) =>
        ({ kind: "known", text: version.startsWith("1.12") ? "a" : version }) as const,
    };
    const { snapshot, file, offset } = fixture(nginx, { content });
    const found = packVersions(snapshot, file, offset);
    expect(found).toMatchObject({ name: "nginx", current: "1.12.1" });
    expect(
      found?.versions.map(({ version, relation, distance, prerelease, otherDefaults }) => [
        version,
        relation,
        distance,
        prerelease,
        otherDefaults,
      ]),
    ).toEqual([
      ["2.1.0-rc.1", "newer", "major", true, true],
      ["2.0.0", "newer", "major", false, true],
      ["1.12.4", "newer", "patch", false, false],
      ["1.12.1", "current", undefined, false, false],
      ["1.11.5", "older", "minor", false, true],
    ]);
  });

  it("say which are on their way out", () => {
    const { snapshot, file, offset } = fixture(
      profileWith("  - na$0me: kubernetes-dashboard\n    type: spectro\n    version: 7.10.0\n"),
    );
    expect(packVersions(snapshot, file, offset)?.versions.map(({ state }) => state)).toEqual([
      "deprecated",
      undefined,
    ]);
  });

  it("are there for a version that cannot be compared", () => {
    const { snapshot, file, offset } = fixture(nginx.replace("1.12.1", "latest"));
    const relations = packVersions(snapshot, file, offset)?.versions.map(({ relation }) => relation);
    expect(new Set(relations)).toEqual(new Set(["unordered"]));
  });

  it("are not there outside of a pack, or of one that is not known", () => {
    const outside = fixture(profileWith("  - name: nginx\n    type: spectro\n").replace("infra", "in$0fra"));
    expect(packVersions(outside.snapshot, outside.file, outside.offset)).toBeUndefined();
    const unknown = fixture(profileWith("  - name: minio$0\n    type: spectro\n"));
    expect(packVersions(unknown.snapshot, unknown.file, unknown.offset)).toBeUndefined();
  });
});

describe("taking a version", () => {
  it("changes the pack at the place, quotes kept", () => {
    const made = fixture(nginx);
    const { edits } = updatePackAt(made.snapshot, made.file, made.offset, {
      name: "nginx",
      current: "1.12.1",
      version: "2.0.0",
    });
    expect(applied(made, edits)).toBe(made.text.replace("1.12.1", "2.0.0"));
  });

  it("takes the tag of an export along", () => {
    const made = fixture(
      '{"metadata": {"name": "a"}, "spec": {"template": {"packs": [{"name": "nginx$0", "version": "1.12.1", "tag": "1.12.x"}]}}}',
    );
    expect(
      applied(
        made,
        updatePackAt(made.snapshot, made.file, made.offset, {
          name: "nginx",
          current: "1.12.1",
          version: "2.0.0",
        }).edits,
      ),
    ).toContain('"version": "2.0.0", "tag": "2.0.x"');
  });

  it("tells what there is to look at where the values cannot go along, and leaves them", () => {
    const content = {
      read: ({ version }: { version: string }) =>
        ({ kind: "known", text: version === "2.0.0" ? "replicas: 3\n" : "replicas: 1\n" }) as const,
    };
    const made = fixture(`${nginx.trimEnd()}\n    values: |\n      replicas: 2\n`, { content });
    const choose = (version: string) =>
      updatePackAt(made.snapshot, made.file, made.offset, { name: "nginx", current: "1.12.1", version });
    expect(choose("2.0.0")).toMatchObject({
      toReview: "1 value to review: replicas",
      left: "The values of nginx stayed as they were. Look at what 2.0.0 changes there: replicas",
    });
    expect(applied(made, choose("2.0.0").edits)).toBe(made.text.replace("1.12.1", "2.0.0"));
    expect(choose("1.12.4")).toMatchObject({ toReview: undefined, left: undefined });
  });

  it("does nothing where there is nothing to change", () => {
    const made = fixture(nginx);
    expect(
      updatePackAt(made.snapshot, made.file, made.offset, {
        name: "nginx",
        current: "1.12.1",
        version: "1.12.1",
      }).edits,
    ).toEqual([]);
    expect(
      updatePackAt(made.snapshot, made.file, 0, { name: "nginx", current: "1.12.1", version: "2.0.0" }).edits,
    ).toEqual([]);
  });
});

describe("updating all packs", () => {
  const two = `${profileWith("  - name: nginx\n    type: spectro\n    version: 1.12.1\n")}---\n${profileWith("  - name: cni-calico\n    type: spectro\n    version: 3.28.0\n")}`;

  it("means one profile at a place", () => {
    const made = fixture(two);
    const update = updateAllPacks(made.snapshot, made.file, 3, "patch");
    expect(update).toMatchObject({ title: "Update all packs to the newest patch (1)", count: 1 });
    expect(applied(made, update?.edits ?? [])).toBe(two.replace("1.12.1", "1.12.4"));
  });

  it("is nothing when all are up to date", () => {
    const made = fixture(two.replace("1.12.1", "1.12.4").replace("3.28.0", "3.28.2"));
    expect(updateAllPacks(made.snapshot, made.file, 0, "patch")).toBeUndefined();
  });

  it("leaves alone what is merged in from elsewhere", () => {
    const text = profileWith(
      "  - <<: *base\n    name: nginx\n",
      "defaults: &base {type: spectro, version: 1.12.1}\n",
    );
    const made = fixture(text);
    expect(updateAllPacks(made.snapshot, made.file, 0, "patch")).toBeUndefined();
  });
});
