/** Tests of which versions are newer and where an update goes. The rule outdated-pack tests the same from the outside. */

import { describe, expect, it } from "vitest";
import { registryOf } from "../analysis/example-workspace.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { readDocuments } from "../model/document.ts";
import {
  isStepwise,
  isUpToDate,
  newerVersions,
  newestOf,
  packStatus,
  updateTarget,
} from "./version-choice.ts";

function statusOf(packs: string, pack: string) {
  const text = `name: a\ntype: infra\npacks:\n  - { name: x, type: spectro, ${pack} }\n`;
  const profile = readDocuments(text)[0]?.profiles[0];
  const subject = profile?.packs[0];
  if (profile === undefined || subject === undefined) throw new Error("no pack");
  return packStatus(createCatalog([registryOf(packs, "R", true)]), profile, subject);
}

function targets(packs: string, pack: string): (string | undefined)[] {
  const status = statusOf(packs, pack);
  if (status === undefined) throw new Error("no status");
  return (["patch", "minor", "newest"] as const).map((reach) => updateTarget(status, reach)?.version);
}

describe("where an update goes", () => {
  const addon = "x 1.0.0 addon\nx 1.0.1 addon\nx 1.1.0 addon\nx 1.1.2 addon\nx 2.0.0 addon\nx 3.1.0 addon";

  it.each([
    ["1.0.0", ["1.0.1", "1.1.2", "3.1.0"]],
    ["1.1.0", ["1.1.2", "1.1.2", "3.1.0"]],
    ["1.1.2", [undefined, undefined, "3.1.0"]],
    ["2.0.0", [undefined, undefined, "3.1.0"]],
    ["3.1.0", [undefined, undefined, undefined]],
    ["4.0.0", [undefined, undefined, undefined]],
    ["1.0.7", [undefined, "1.1.2", "3.1.0"]],
    ["v1.0.0", ["1.0.1", "1.1.2", "3.1.0"]],
    ["1.0.x", [undefined, "1.1.2", "3.1.0"]],
  ])("from %s is %j", (version, expected) => {
    expect(targets(addon, `version: ${version}`)).toEqual(expected);
  });

  const k8s = "x 1.31.4 k8s\nx 1.31.9 k8s\nx 1.32.4 k8s\nx 1.32.8 k8s\nx 1.33.4 k8s\nx 1.35.0 k8s";

  it.each([
    ["1.31.4", ["1.31.9", "1.32.8", "1.32.8"], true],
    ["1.31.9", [undefined, "1.32.8", "1.32.8"], true],
    ["1.32.8", [undefined, "1.33.4", "1.33.4"], true],
    ["1.33.4", [undefined, undefined, undefined], true],
    ["1.34.1", [undefined, "1.35.0", "1.35.0"], false],
  ])("from Kubernetes %s is %j, for it cannot skip a minor version", (version, expected, stepwise) => {
    expect(targets(k8s, `version: ${version}`)).toEqual(expected);
    const status = statusOf(k8s, `version: ${version}`);
    expect(status && isStepwise(status)).toBe(stepwise);
  });

  it("is Kubernetes by the profile's layer where the catalog does not have the version", () => {
    expect(targets(k8s, "layer: k8s, version: 1.30.0")).toEqual([undefined, "1.31.9", "1.31.9"]);
  });
});

describe("a pack's status", () => {
  it("is nothing for what Terraform has yet to say", () => {
    expect(statusOf("x 1.0.0 addon", 'version: "${V}"')).toBeUndefined();
    expect(statusOf("x 1.0.0 addon", "layer: addon")).toBeUndefined();
  });

  it("of a group is that of its newest version, and of an empty group the group's own", () => {
    expect(statusOf("x 1.0.0 addon\nx 1.0.1 addon", "version: 1.0.x")).toMatchObject({
      stated: "1.0.x",
      current: "1.0.1",
      installed: { version: "1.0.1" },
    });
    expect(statusOf("x 1.0.0 addon", "version: 2.0.x")).toMatchObject({
      current: "2.0.x",
      installed: undefined,
    });
  });
});

describe("newer versions", () => {
  const versions = (current: string, packs: string) => {
    const all = registryOf(packs, "R", true).packs.toReversed();
    const newer = newerVersions(current, all, undefined);
    return [newer.patch, newer.minor, newer.major].map((list) => list.map(({ version }) => version));
  };

  it("name a version once that two registries have", () => {
    expect(versions("1.0.0", "x 1.0.1 addon\nx 1.0.1 addon")).toEqual([["1.0.1"], [], []]);
  });

  it("are none where there is nothing to compare with", () => {
    expect(versions("latest", "x 1.0.1 addon")).toEqual([[], [], []]);
    expect(versions("1.0.0", "x edge addon\nx 1.0.0-58eadf5 addon")).toEqual([[], [], []]);
  });

  it("count a rebuild as a patch", () => {
    expect(versions("1.0.0", "x 1.0.0-rev1 addon\nx 1.0.0-rc.1 addon")).toEqual([["1.0.0-rev1"], [], []]);
  });

  it("give the farthest as the newest", () => {
    const newer = newerVersions(
      "1.0.0",
      registryOf("x 2.0.0 addon\nx 1.1.0 addon", "R", true).packs,
      undefined,
    );
    expect([newestOf(newer)?.version, isUpToDate(newer)]).toEqual(["2.0.0", false]);
    const none = newerVersions("2.0.0", registryOf("x 2.0.0 addon", "R", true).packs, undefined);
    expect([newestOf(none), isUpToDate(none)]).toEqual([undefined, true]);
  });
});
