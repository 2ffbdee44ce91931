/** Tests of profile versions: what Palette accepts, what was meant, and the laws of the order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bumpProfileVersion,
  compareProfileVersions,
  parseProfileVersion,
  suggestProfileVersion,
} from "./profile-version.ts";

describe("parseProfileVersion", () => {
  test.each(["1.2.3", "0.0.0", "1.2.3-rc.1", "1.24.6-os-v15.4", "1.0.0+build.5", "10.20.30-0"])(
    "accepts %s",
    (raw) => {
      expect(parseProfileVersion(raw)?.raw).toBe(raw);
    },
  );

  // The first four are the release notes' own.
  test.each([
    "2.2.2.develop",
    "b0.0.1",
    "V0.0.1",
    "v1.2",
    "v1.2.3",
    "=1.2.3",
    "",
    "1",
    "1.2",
    "1.2.3.4",
    "01.2.3",
    "1.2.3-01",
    "1.2.3-",
    "1.2.3+",
    " 1.2.3",
    "1.2.3 ",
    "1.2.3\n",
    "1.2.x",
    "1.2.3-rc_1",
    "latest",
    "1.2.9007199254740992",
    `1.2.3-${"a".repeat(256)}`,
    "１.2.3",
  ])("rejects %j", (raw) => {
    expect(parseProfileVersion(raw)).toBeUndefined();
  });

  test("takes it apart", () => {
    expect(parseProfileVersion("1.2.3-rc.1+sha.5")).toEqual({
      raw: "1.2.3-rc.1+sha.5",
      major: 1,
      minor: 2,
      patch: 3,
      prerelease: ["rc", 1],
      build: ["sha", "5"],
    });
  });
});

describe("suggestProfileVersion", () => {
  test.each([
    ["v1.2", "1.2.0"],
    ["1.2", "1.2.0"],
    ["1.20", "1.20.0"],
    ["1", "1.0.0"],
    ["V0.0.1", "0.0.1"],
    ["v1.2.3-rc.1", "1.2.3-rc.1"],
    ["2.2.2.develop", "2.2.2-develop"],
    ["2.2.2.develop.3", "2.2.2-develop.3"],
    ["01.2.3", "1.2.3"],
    ["1.00.3", "1.0.3"],
    [" 1.2.3\t", "1.2.3"],
    ["1.2-rc1", "1.2.0-rc1"],
    ["1.2.3", "1.2.3"],
    ["b0.0.1", undefined],
    ["", undefined],
    ["latest", undefined],
    ["v", undefined],
    ["1.2.3.4", undefined],
    ["1.2.x", undefined],
    ["1.x.x", undefined],
    ["1.2.3-", undefined],
    ["1.2.3-01", undefined],
    ["1.2.3-rc_1", undefined],
    ["1.2.3 # was 1.2.2", undefined],
    ["$" + "{VERSION}", undefined],
    ["1.9007199254740992", undefined],
    ["0".repeat(100_000), undefined],
  ])("%j means %s", (raw, expected) => {
    expect(suggestProfileVersion(raw)).toBe(expected);
  });
});

describe("bumpProfileVersion", () => {
  test.each([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "prerelease", "1.2.4-rc.1"],
    ["1.2.4-rc.1", "prerelease", "1.2.4-rc.2"],
    ["1.2.4-beta", "prerelease", "1.2.4-beta.1"],
    ["1.2.4-rc.1", "patch", "1.2.4"],
    ["1.2.4-rc.1", "minor", "1.3.0"],
    ["1.24.6-os-v15.4", "prerelease", "1.24.6-os-v15.5"],
    ["1.2.3+build.5", "patch", "1.2.4"],
    ["v1.2.3", "patch", undefined],
    ["1.2.9007199254740991", "patch", undefined],
  ] as const)("%s, %s: %s", (raw, bump, expected) => {
    expect(bumpProfileVersion(raw, bump)).toBe(expected);
  });
});

describe("compareProfileVersions", () => {
  test("puts malformed versions lowest, then semver precedence, ties by text", () => {
    const oldestFirst = [
      "",
      "2.2.2.develop",
      "V0.0.1",
      "b0.0.1",
      "v9.9.9",
      "0.9.0",
      "1.0.0-alpha",
      "1.0.0-rc.2",
      "1.0.0-rc.10",
      "1.0.0",
      "1.0.0+a",
      "1.0.0+b",
      "1.9.0",
      "1.10.0",
      "1.24.6-os-v15.4",
      "1.24.6",
    ];
    expect([...oldestFirst].reverse().sort(compareProfileVersions)).toEqual(oldestFirst);
  });
});

const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 })
  .map((codes) => String.fromCharCode(...codes));
const pieces = fc
  .array(
    fc.constantFrom(
      "v",
      "0",
      "1",
      "2",
      "10",
      "01",
      ".",
      ".",
      ".",
      "-",
      "+",
      "rc",
      "x",
      " ",
      "9007199254740993",
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));
const wellFormed = fc
  .tuple(
    fc.constantFrom("0.0.1", "1.0.0", "1.0.10"),
    fc.constantFrom("", "-", "+", "-rc."),
    fc.constantFrom("1", "2", "10", "a", "9007199254740993"),
  )
  .map(([numbers, sign, rest]) => (sign ? numbers + sign + rest : numbers));
const version = fc.oneof(anyText, pieces, wellFormed);

describe("for any input", () => {
  test("the order is total: antisymmetric, transitive, zero only for the same text", () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const ab = compareProfileVersions(a, b);
        expect(compareProfileVersions(b, a)).toBe(-ab + 0);
        expect(ab === 0).toBe(a === b);
        if (ab <= 0 && compareProfileVersions(b, c) <= 0)
          expect(compareProfileVersions(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 10_000 },
    );
  });

  test("a suggestion is well-formed, and a well-formed version is its own suggestion", () => {
    fc.assert(
      fc.property(version, (raw) => {
        const suggestion = suggestProfileVersion(raw);
        if (suggestion !== undefined) expect(parseProfileVersion(suggestion)).toBeDefined();
        if (parseProfileVersion(raw)) expect(suggestion).toBe(raw);
      }),
      { numRuns: 10_000 },
    );
  });

  test("a bump is well-formed and newer", () => {
    fc.assert(
      fc.property(version, fc.constantFrom("major", "minor", "patch", "prerelease"), (raw, bump) => {
        const next = bumpProfileVersion(raw, bump);
        expect(next === undefined).toBe(parseProfileVersion(raw) === undefined);
        if (next !== undefined) expect(compareProfileVersions(next, raw)).toBe(1);
      }),
      { numRuns: 10_000 },
    );
  });

  test("a 100 kB text ends at once", () => {
    const start = performance.now();
    for (const unit of ["1", "0", "1.", "-", "a", ".a", " ", "\t1", "\ud800"]) {
      const text = unit.repeat(100_000 / unit.length);
      for (const raw of [text, `1.2.3-${text}`, `1.2.${text}`]) {
        parseProfileVersion(raw);
        suggestProfileVersion(raw);
        compareProfileVersions(raw, "1.0.0");
        bumpProfileVersion(raw, "patch");
      }
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
