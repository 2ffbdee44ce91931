/** Tests of what a pack asks of the packs around it. */

import { describe, expect, it } from "vitest";
import type { DependencyType, PackDependency } from "../catalog/pack-constraints.ts";
import { dependencyFault, isInRange, type PresentPack, rangeInWords } from "./pack-dependency.ts";

const range = (minVersion: string, maxVersion: string) => ({
  minVersion: minVersion === "" ? undefined : minVersion,
  maxVersion: maxVersion === "" ? undefined : maxVersion,
});

const dependency = (type: DependencyType, min = "", max = "", layer?: string): PackDependency => ({
  packName: "kubernetes",
  layer,
  type,
  ...range(min, max),
  span: { start: 0, end: 0 },
});

const pack = (version: string | undefined, layer?: string, name = "kubernetes"): PresentPack => ({
  name,
  layer,
  version,
});

describe("a range of versions", () => {
  it.each([
    ["1.31.9", "1.27", "", true],
    ["1.26.9", "1.27", "", false],
    ["1.27.0", "1.27", "", true],
    ["1.21.8", "", "1.21", true],
    ["1.21.10-rev1", "", "1.21.10", true],
    ["1.22.0", "", "1.21", false],
    ["1.21.11", "", "1.21.10", false],
    ["2.0.1-up.1", "2.0.2-up.3", "", false],
    ["2.0.2-up.4", "2.0.2-up.3", "2.0.2-up.4", true],
    ["1.0.0-rc1", "1.0.0", "", false],
    ["26.04.4", "25.10.0", "26.4", true],
    ["latest", "", "", true],
    ["latest", "1.0", "", undefined],
    ["1.0.0-58eadf5", "1.0.0", "", undefined],
    [undefined, "", "1.0", undefined],
    [undefined, "", "", true],
    ["1.31.x", "1.30", "", undefined],
  ])("%s in %s to %s: %s", (version, min, max, expected) => {
    expect(isInRange(range(min, max), version)).toBe(expected);
  });

  it("is told in words", () => {
    expect(
      [range("1", ""), range("", "2"), range("1", "2"), range("1", "1"), range("", "")].map(rangeInWords),
    ).toEqual([" 1 or newer", " 2 or older", " 1 to 2", " 1", ""]);
  });
});

describe("a dependency", () => {
  it.each<[string, PackDependency, readonly PresentPack[], string | undefined]>([
    ["required and there", dependency("required"), [pack("1.0.0")], undefined],
    ["required and absent", dependency("required"), [pack("1.0.0", undefined, "other")], "absent"],
    ["required, in another layer", dependency("required", "", "", "k8s"), [pack("1.0.0", "addon")], "absent"],
    [
      "required, in a layer that is not known",
      dependency("required", "", "", "k8s"),
      [pack("1.0.0")],
      undefined,
    ],
    ["required, too old", dependency("required", "2"), [pack("1.0.0")], "out of range"],
    ["required, one of two too old", dependency("required", "2"), [pack("1.0.0"), pack("2.0.0")], undefined],
    ["required, of an unknown version", dependency("required", "2"), [pack(undefined)], undefined],
    ["optional and absent", dependency("optional", "2"), [], undefined],
    [
      "optional, one of two too old",
      dependency("optional", "2"),
      [pack("2.0.0"), pack("1.0.0")],
      "out of range",
    ],
    ["not supported and there", dependency("notSupported"), [pack(undefined)], "unsupported"],
    ["not supported, in other versions", dependency("notSupported", "", "1.0"), [pack("2.0.0")], undefined],
    ["not supported, perhaps", dependency("notSupported", "", "1.0"), [pack(undefined)], undefined],
    ["a way to update", dependency("upgrade", "2"), [pack("1.0.0")], undefined],
  ])("that is %s", (_, asked, packs, expected) => {
    expect(dependencyFault(asked, packs, true)?.kind).toBe(expected);
  });

  it("that is absent is none where there may be more packs", () => {
    expect(dependencyFault(dependency("required"), [], false)).toBeUndefined();
  });
});
