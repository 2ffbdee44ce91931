/** Tests of pack version order: the table of every odd version kind known, and the laws any input must keep. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  comparePackVersions,
  distance,
  groupContains,
  isPrerelease,
  isSchemeChange,
  isVersionGroup,
  newestFirst,
  parsePackVersion,
  versionGroupOf,
} from "./pack-version.ts";

type Relation = "<" | "=" | ">" | "?";

/** "?" is "cannot compare". Sources: the 26 odd versions of the public community registry, tags of Palette, real clusters. */
const TABLE: readonly (readonly [kind: string, a: string, relation: Relation, b: string])[] = [
  ["plain", "3.28.0", "<", "3.28.2"],
  ["plain, not as text", "1.9.6", "<", "1.10.0"],
  ["plain, argo-cd", "3.3.5", "<", "3.26.7"],

  ["two components (kubeflow-full, -pipelines, -serving, -training)", "1.5", "=", "1.5.0"],
  ["two components, older than a patch", "1.5", "<", "1.5.1"],
  ["two components (eks)", "1.20", ">", "1.9"],
  ["two components (eks), no float", "1.20", ">", "1.2"],
  ["two components (ubuntu)", "20.04", "<", "22.04"],
  ["one component", "4", "=", "4.0.0"],
  ["four components", "1.2.3.4", ">", "1.2.3"],

  ["leading v (nvidia-nvsentinel)", "v1.1.0", "=", "1.1.0"],
  ["leading v (weka-operator, -addon)", "v1.8.7", "<", "v1.12.0"],
  ["leading V", "V1.8.7", "=", "v1.8.7"],

  ["leading zero (outcold)", "26.04.4", "=", "26.4.4"],
  ["leading zero (outcold), scheme change", "5.0.0", "<", "26.04.4"],
  ["leading zero (trident)", "23.01.0", "<", "23.07.1"],
  ["leading zero (trident)", "25.06.0", "<", "25.10.0"],
  ["leading zero (trident)", "26.02.0", "<", "26.02.1"],
  ["leading zero (twistlock)", "20.09.0", "<", "20.10.0"],
  ["calendar-like", "24.10.0", "<", "25.10.1"],

  ["upstream build (upbound-crossplane)", "2.0.1-up.1", ">", "2.0.1"],
  ["upstream build", "2.0.1-up.1", "<", "2.0.2-up.3"],
  ["upstream build", "2.0.2-up.3", "<", "2.0.2-up.4"],
  ["upstream build, numeric", "2.0.2-up.4", "<", "2.0.2-up.10"],
  ["upstream build", "2.0.2-up.4", "<", "2.1.0-up.2"],
  ["upstream build of a chart (rancher)", "104.1.0+up0.9.0", "<", "104.1.0+up0.10.0"],

  ["date build (akuity-agent)", "0.30.0-5.5.2026", ">", "0.30.0"],
  ["date build, other number", "0.30.0-5.5.2026", "<", "0.31.0"],
  ["date build, other year", "0.30.0-12.12.2025", "<", "0.30.0-5.5.2026"],
  ["date build, later in both readings", "0.30.0-5.5.2026", "<", "0.30.0-6.5.2026"],
  ["date build, later in one reading", "0.30.0-5.6.2026", "?", "0.30.0-6.5.2026"],
  ["date build and number build", "0.30.0-5.5.2026", "?", "0.30.0-7"],
  ["date build after other numbers, not as deep", "0.30.0-1.5.5.2026", "?", "0.30.0-1.2.5.5.2026"],
  ["date build, year first", "0.30.0-20260505", "<", "0.30.0-20260601"],
  ["date build, year first", "0.30.0-2026-05-05", "<", "0.30.0-2026-06-01"],

  ["rebuild", "1.31.2-rev2", ">", "1.31.2"],
  ["rebuild", "1.31.2-rev2", "<", "1.31.2-rev10"],
  ["rebuild", "1.31.2-rev2", "<", "1.31.3"],
  ["rebuild (calico)", "3.32.1-rev1", ">", "3.32.1"],
  ["rebuild, dotted", "3.32.1-rev.1", "=", "3.32.1-rev1"],
  ["number build", "1.13.3-1", ">", "1.13.3"],
  ["number build", "1.13.3-2", "<", "1.13.3-10"],
  ["number build with components (versionlens #219)", "1.0.13-4.3.1", ">", "1.0.13"],
  ["number build with components", "1.0.13-4.3.1", "<", "1.0.13-4.10.0"],
  ["number build with components", "1.0.13-4.3.1", "<", "1.0.14"],
  ["number build with v", "1.0.13-v4.3.1", "=", "1.0.13-4.3.1"],
  ["numbers padded", "1.0.13-4.3", "=", "1.0.13-4.3.0"],

  ["distribution build", "1.28.15+rke2r1", ">", "1.28.15"],
  ["distribution build", "1.28.15+rke2r1", "<", "1.28.15+rke2r2"],
  ["distribution build", "v1.30.4+k3s1", ">", "1.30.4"],
  ["distribution build, + and -", "1.27.5-k3s1", "=", "v1.27.5+k3s1"],
  ["distribution build, _ from an OCI tag", "1.27.5_k3s1", "=", "v1.27.5+k3s1"],
  ["distributions of each other", "1.28.15+rke2r1", "?", "1.28.15+k3s1"],
  ["distributions of each other, other number", "1.28.15+rke2r1", ">", "1.28.14+k3s1"],
  ["prerelease of a distribution", "1.30.4-rc1+k3s1", "<", "1.30.4+k3s1"],
  ["prerelease of a distribution, at the end", "1.30.4+k3s1-rc1", "?", "1.30.4"],
  ["add-on build (eks)", "v1.11.1-eksbuild.4", "<", "v1.11.1-eksbuild.10"],

  ["prerelease", "1.0.0-rc.1", "<", "1.0.0"],
  ["prerelease", "1.0.0-rc.2", "<", "1.0.0-rc.10"],
  ["prerelease, ways to write it", "1.0.0-rc.1", "=", "1.0.0-RC1"],
  ["prerelease, no separator", "1.0.0rc1", "=", "1.0.0-rc1"],
  ["prerelease, no number", "1.0.0-rc", "<", "1.0.0-rc1"],
  ["prerelease ladder", "1.0.0-alpha.9", "<", "1.0.0-beta.1"],
  ["prerelease ladder", "1.0.0-beta.9", "<", "1.0.0-rc.1"],
  ["prerelease and rebuild", "1.0.0-rc.1", "<", "1.0.0-rev1"],
  ["rebuild of a prerelease", "1.0.0-rc1-rev2", ">", "1.0.0-rc1"],
  ["rebuild of a prerelease", "1.0.0-rc1-rev2", "<", "1.0.0-rc2"],
  ["rebuild of a prerelease", "1.0.0-rc1-rev2", "<", "1.0.0"],
  ["prerelease words that ecosystems order differently", "1.0.0-dev.1", "?", "1.0.0-rc.1"],
  ["prerelease words that ecosystems order differently", "1.0.0-SNAPSHOT", "?", "1.0.0-beta"],
  ["prerelease words that ecosystems order differently", "1.0.0-SNAPSHOT", "<", "1.0.0"],
  ["prerelease of a prerelease", "1.0.0-rc.1-dev", "?", "1.0.0-rc.1"],
  ["prerelease of a prerelease", "1.0.0-rc.1-dev", "<", "1.0.0"],
  ["branch prerelease (nova #277)", "15.0.0-dev-walt-gha.2", "<", "15.0.0"],
  ["dot before the word", "2.2.2.develop", "<", "2.2.2"],

  ["hash", "1.0.0-58eadf5", "?", "1.0.0-abcdef1"],
  ["hash and none", "1.0.0-58eadf5", "?", "1.0.0"],
  ["hash and rebuild", "1.0.0-58eadf5", "?", "1.0.0-rev1"],
  ["hash, other number", "1.0.0-58eadf5", "<", "1.0.1"],
  ["hash, same", "1.0.0-58eadf5", "=", "v1.0.0+58eadf5"],
  ["hash without a letter", "1.0.0-1234567", "?", "1.0.0-7654321"],
  ["hash after z (real clusters)", "0.0.0-zd3a4f18", "?", "0.0.0-zf499b45"],
  ["hash after z, digits first", "0.0.1-z0406cbc", "?", "0.0.1"],
  ["hash after z, other number", "0.0.0-zd3a4f18", "<", "0.1.0-z596c17c"],
  ["hash of a prerelease", "1.0.0-alpha.58eadf5", "<", "1.0.0"],
  ["hash of a prerelease", "1.0.0-alpha.58eadf5", "?", "1.0.0-alpha.1"],
  ["git describe", "1.0.0-5-g58eadf5", "?", "1.0.0"],

  ["label (a profile's version, if it came here)", "1.24.6-os-v15.4", "?", "1.24.6"],
  ["label", "1.24.6-os-v15.4", "?", "1.24.6-os-v15.5"],
  ["label", "1.24.6-os-v15.4", "<", "1.24.7"],
  ["label", "2.9.0-alpine", "?", "2.9.0-debian-11-r5"],
  ["label of a rebuild", "1.31.2-rev2-fips", "?", "1.31.2"],
  ["build word without a number: a label", "1.29.0-eks", "?", "1.29.0"],
  ["word that reads two ways: beta or build", "1.0.0-b1", "?", "1.0.0"],

  ["group", "1.27.x", "?", "1.27.3"],
  ["group, one component (tags list)", "1.x", "?", "1.15.1"],
  ["group with a label", "LTS__18.4.x", "?", "18.04"],
  ["free text", "latest", "?", "1.0.0"],
  ["free text, even the same", "latest", "?", "latest"],
  ["free text (minio)", "RELEASE.2020-11-25T23-04-07Z", "?", "RELEASE.2020-12-03T05-49-24Z"],
  ["empty", "", "?", "1.0.0"],
  ["bare hash, digits first", "58eadf5", "?", "1.0.0"],
  ["cut off", "1.0.0-", "?", "1.0.0"],
  ["space around", " 1.0.0", "?", "1.0.0"],
  ["letter in a component", "1.1.1k", "?", "1.1.1"],
  ["unreadable component", "1.2.final", "?", "1.2.3"],
  ["unresolved template", "$" + "{VERSION}", "?", "1.0.0"],
  ["longer than any machine number", "1.9007199254740993", ">", "1.9007199254740992"],
  [
    "longer than any machine number, in a suffix",
    "1.0.0-rev9007199254740993",
    ">",
    "1.0.0-rev9007199254740992",
  ],
];

const relationOf = (a: string, b: string): Relation => {
  const order = comparePackVersions(a, b);
  return order === undefined ? "?" : order === 0 ? "=" : order < 0 ? "<" : ">";
};
const flip = { "<": ">", ">": "<", "=": "=", "?": "?" } as const;

describe("every odd version known", () => {
  test.each(TABLE)("%s: %s %s %s", (_kind, a, relation, b) => {
    expect(relationOf(a, b)).toBe(relation);
    expect(relationOf(b, a)).toBe(flip[relation]);
  });

  test("parsed versions compare like their text", () => {
    for (const [, a, relation, b] of TABLE) {
      const order = comparePackVersions(parsePackVersion(a) ?? a, parsePackVersion(b) ?? b);
      expect(order).toBe({ "<": -1, "=": 0, ">": 1, "?": undefined }[relation]);
    }
  });
});

describe("parsePackVersion", () => {
  test("keeps the text and what it is made of", () => {
    expect(parsePackVersion("v26.04.4-rev2")).toMatchObject({
      raw: "v26.04.4-rev2",
      components: ["26", "04", "4"],
      suffix: { text: "rev2", rank: 1, prerelease: false },
    });
  });

  test.each([
    "",
    "latest",
    "v",
    "x",
    "vv1",
    "v.1",
    ".1",
    "1.",
    "1..2",
    "1.2.",
    "1.2.-rc1",
    "1.27.x",
    "1.x",
    "1.x.x",
    "1.27.X",
    "1.27.*",
    "LTS__18.4.x",
    "LTS__18.04",
    "1.2 ",
    "\n1.2",
    "58eadf5",
    "1e5",
    "1.2e5",
    "1.0.0-",
    "1.0.0+",
    "1.2/3",
    "１.2",
    "\ud800",
    "%TAG%",
  ])("%j has no place in the order", (raw) => {
    expect(parsePackVersion(raw)).toBeUndefined();
  });
});

describe("isPrerelease", () => {
  test.each([
    "1.0.0-rc.1",
    "1.0.0-rc1-rev2",
    "1.18.0-alpha.0",
    "1.0.0-BETA",
    "1.0.0-pre2",
    "1.0.0-preview",
    "15.0.0-dev-walt-gha.2",
    "1.0-SNAPSHOT",
    "1.30.4+k3s1-rc1",
    "103.0.0+up4.0.0-rc.1",
    "1.0.0rc1",
    "2.2.2.develop",
    "1.0.0-nightly-20240131",
  ])("%s is", (version) => {
    expect(isPrerelease(version)).toBe(true);
  });

  test.each([
    "1.0.0",
    "2.0.2-up.4",
    "1.31.2-rev2",
    "0.30.0-5.5.2026",
    "1.0.13-4.3.1",
    "1.13.3-1",
    "1.28.15+rke2r1",
    "1.27.5-k3s1",
    "1.0.0-58eadf5",
    "0.0.0-zd3a4f18",
    "1.24.6-os-v15.4",
    "1.0.0+spec-1.1.0",
    "2.9.0-alpine",
    "1.0.0-prefix",
    "latest",
    "rc1",
    "",
  ])("%j is not", (version) => {
    expect(isPrerelease(version)).toBe(false);
  });
});

describe("distance", () => {
  test.each([
    ["3.28.0", "3.28.2", "patch"],
    ["3.28.2", "3.28.0", "patch"],
    ["1.2.3.4", "1.2.3.5", "patch"],
    ["3.32.1", "3.32.1-rev1", "patch"],
    ["1.0.0-rc.1", "1.0.0", "patch"],
    ["1.5", "1.5.1", "patch"],
    ["1.5", "1.6", "minor"],
    ["0.1.0-z596c17c", "0.2.0-z8fec9e6", "minor"],
    ["20.04", "22.04", "major"],
    ["v1.12.0", "2.0", "major"],
    ["1.5", "v1.5.0", undefined],
    ["1.0.0-58eadf5", "1.0.0", undefined],
    ["latest", "1.0.0", undefined],
  ])("%s to %s: %s", (from, to, expected) => {
    expect(distance(from, to)).toBe(expected);
  });
});

describe("isSchemeChange", () => {
  test.each([
    ["5.0.0", "26.04.4", true],
    ["26.04.4", "5.0.0", true],
    ["9.3.1", "20.09.0", true],
    ["1.0.0", "2024.1.0", true],
    ["1.0.0", "17.0.0", true],
    ["24.10.0", "2024.10", true],
    ["1.0.0", `1${"0".repeat(400)}`, true],
    ["17.4.0", "18.1.0", false],
    ["23.01.0", "26.02.1", false],
    ["2003.1", "2025.1", false],
    ["1.0.0", "16.0.0", false],
    ["3.3.5", "3.26.7", false],
    ["latest", "26.04.4", false],
  ])("%s to %s: %s", (from, to, expected) => {
    expect(isSchemeChange(from, to)).toBe(expected);
  });
});

describe("version groups", () => {
  test.each(["1.27.x", "1.x", "3.16.x", "LTS__18.4.x", "v1.27.x", "18.04.x"])("%s is one", (raw) => {
    expect(isVersionGroup(raw)).toBe(true);
  });
  test.each([
    "",
    "x",
    ".x",
    "1.27",
    "1.27x",
    "1..x",
    "1.x.x",
    "1.x.2",
    "1.27.X",
    "1.27.x ",
    "1.27.3-rc.x",
    "__1.x",
    "a b__1.x",
  ])("%j is none", (raw) => {
    expect(isVersionGroup(raw)).toBe(false);
  });

  test.each([
    ["1.27.x", "1.27.3", true],
    ["1.27.x", "1.27.3-rev1", true],
    ["1.27.x", "v1.27.3+k3s1", true],
    ["1.27.x", "1.27", true],
    ["1.27.x", "1.28.0", false],
    ["1.27.x", "1.2.7", false],
    ["1.27.x", "1.270.0", false],
    ["1.x", "1.15.1", true],
    ["1.0.x", "1", true],
    ["LTS__18.4.x", "18.04", true],
    ["LTS__18.4.x", "LTS__18.4.5", true],
    ["LTS__18.4.x", "ESM__18.4.5", false],
    ["v1.27.x", "1.27.3", true],
    ["1.27.x", "1.27.x", false],
    ["1.27.x", "latest", false],
    ["1.27.3", "1.27.3", false],
  ])("%s contains %s: %s", (group, version, expected) => {
    expect(groupContains(group, version)).toBe(expected);
  });

  test.each([
    ["1.33.x", "1.34.2", "1.34.x"],
    ["1.33.x", "v1.34.2-rev1", "1.34.x"],
    ["1.x", "2.34.2", "2.x"],
    ["1.33.x", "2", "2.0.x"],
    ["LTS__18.4.x", "20.04", "LTS__20.4.x"],
    ["18.04.x", "20.04.1", "20.04.x"],
    ["v1.33.x", "1.34.2", "v1.34.x"],
    ["1.33.2", "1.34.2", undefined],
    ["1.33.x", "latest", undefined],
  ])("group like %s of %s: %s", (like, version, expected) => {
    expect(versionGroupOf(like, version)).toBe(expected);
  });
});

describe("newestFirst", () => {
  test("orders builds, bare, prereleases, then what cannot be compared, then what is no version", () => {
    const versions = [
      "latest",
      "1.0.0-rc1",
      "1.0.0-58eadf5",
      "1.x",
      "0.9",
      "1.0.0",
      "1.0.0-dev-abcdef1",
      "1.0.0-abcdef1",
      "1.0.0-rev2",
      "v1.0",
      "1.0.0-beta",
      "1.0.0-rev10",
      "1.1.0-zd3a4f18",
      "1.0.0-rc1-rev1",
      "",
    ];
    expect(newestFirst(versions)).toEqual([
      "1.1.0-zd3a4f18",
      "1.0.0-rev10",
      "1.0.0-rev2",
      "1.0.0",
      "v1.0",
      "1.0.0-rc1-rev1",
      "1.0.0-rc1",
      "1.0.0-beta",
      "1.0.0-dev-abcdef1",
      "1.0.0-58eadf5",
      "1.0.0-abcdef1",
      "0.9",
      "latest",
      "1.x",
      "",
    ]);
  });

  test("leaves its argument alone", () => {
    expect(newestFirst(Object.freeze(["1.0.0", "2.0.0"]))).toEqual(["2.0.0", "1.0.0"]);
  });
});

/** Any UTF-16 at all, lone surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
const number = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("0", "1", "2", "10", "01", "00") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("2026", "20260505", "1234567", "9007199254740993", "9007199254740992"),
  },
);
const head = fc
  .tuple(fc.constantFrom("", "", "v"), fc.array(number, { minLength: 1, maxLength: 3 }))
  .map(([v, numbers]) => v + numbers.join("."));
const word = fc.constantFrom(
  "rc",
  "alpha",
  "beta",
  "RC",
  "dev",
  "pre",
  "rev",
  "up",
  "r",
  "k3s",
  "rke2r",
  "z",
  "v",
  "os",
  "58eadf5",
  "x",
  "é",
);
const suffix = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 3, arbitrary: word },
    fc.constantFrom(".", "-", "+", "_"),
  ),
  {
    maxLength: 5,
  },
);
/** Few different numbers, so that suffixes decide often; every shape the table knows, and shapes it does not. */
const wildVersion = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom("1", "1.0", "v01.0.0"), fc.constantFrom("-", "+", "", "."), suffix)
      .map(([h, s, t]) => h + s + t.join("")),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constant("1-"), fc.array(fc.oneof(number, word), { maxLength: 4 }))
      .map(([h, t]) => h + t.join(".")),
  },
  { weight: 3, arbitrary: head },
  { weight: 2, arbitrary: fc.constantFrom(...TABLE.flatMap(([, a, , b]) => [a, b])) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: anyText.map((text) => `1.0-${text}`) },
);
/** All in one numeric place, dates and ladders dense. */
const closeVersion = fc
  .tuple(
    fc.constantFrom("", "rc", "alpha", "dev", "rev", "up.", "rc1-rev", "rc1-up", "k3s", "z"),
    fc.array(fc.constantFrom("1", "2", "3", "2025", "2026"), { maxLength: 4 }),
  )
  .map(([prefix, numbers]) => (prefix + numbers.join(".") ? `1-${prefix}${numbers.join(".")}` : "1"));
const version = fc.oneof(wildVersion, closeVersion);
const runs = { numRuns: 5000 };

describe("for any input", () => {
  test("comparing is reflexive on versions, antisymmetric, and never throws", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = comparePackVersions(a, b);
        const back = comparePackVersions(b, a);
        expect(back).toBe(order === undefined ? undefined : -order + 0);
        expect(comparePackVersions(a, a)).toBe(parsePackVersion(a) ? 0 : undefined);
      }),
      runs,
    );
  });

  test.each([
    ["wild", version],
    ["close", closeVersion],
  ])("comparing is transitive, and equal versions are interchangeable (%s)", (_name, arbitrary) => {
    let chains = 0;
    fc.assert(
      fc.property(arbitrary, arbitrary, arbitrary, (a, b, c) => {
        const ab = comparePackVersions(a, b);
        const bc = comparePackVersions(b, c);
        const ac = comparePackVersions(a, c);
        if (ab === 0) expect(ac).toBe(bc);
        if (bc === 0) expect(ac).toBe(ab);
        if (ab === undefined || bc === undefined || ab !== bc) return;
        chains += 1;
        expect(ac).toBe(ab);
      }),
      { numRuns: 20_000 },
    );
    expect(chains).toBeGreaterThan(500);
  });

  test("newestFirst keeps every item, contradicts no comparison, and is stable and idempotent", () => {
    fc.assert(
      fc.property(fc.array(version, { maxLength: 12 }), (versions) => {
        const sorted = newestFirst(versions);
        expect([...sorted].sort()).toEqual([...versions].sort());
        expect(newestFirst(sorted)).toEqual(sorted);
        sorted.forEach((earlier, i) => {
          for (const later of sorted.slice(i + 1)) expect(comparePackVersions(earlier, later)).not.toBe(-1);
        });
        const firstUnreadable = sorted.findIndex((raw) => !parsePackVersion(raw));
        const unreadable = versions.filter((raw) => !parsePackVersion(raw));
        expect(firstUnreadable === -1 ? [] : sorted.slice(firstUnreadable)).toEqual(unreadable);
        for (const raw of versions) {
          const equals = (other: string) => comparePackVersions(raw, other) === 0;
          expect(sorted.filter(equals)).toEqual(versions.filter(equals));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("the distance is the same both ways, and there is one exactly where the order is strict", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b) !== undefined).toBe(Boolean(comparePackVersions(a, b)));
        expect(isSchemeChange(a, b)).toBe(isSchemeChange(b, a));
      }),
      runs,
    );
  });

  test("a text is a version or a group or neither, and a version is in its own group", () => {
    fc.assert(
      fc.property(
        version,
        fc.constantFrom("1.x", "1.27.x", "LTS__18.4.x", "v1.x", "18.04.x"),
        (raw, like) => {
          expect(isVersionGroup(raw) && parsePackVersion(raw) !== undefined).toBe(false);
          const group = versionGroupOf(like, raw);
          expect(group !== undefined).toBe(parsePackVersion(raw) !== undefined);
          if (group === undefined) return;
          expect(isVersionGroup(group)).toBe(true);
          expect(groupContains(group, raw)).toBe(true);
        },
      ),
      runs,
    );
  });

  test("a 100 kB text ends at once", () => {
    const units = ["1", "0", "1.", "-", ".", "a", "rc1", "rev1-", "k3s1", "\ud800", "_", ".x"];
    const longs = units.flatMap((unit) => {
      const text = unit.repeat(100_000 / unit.length);
      return [text, `1.0-${text}`, `${text}.x`, `${text}__1.x`, `${text}!`];
    });
    const start = performance.now();
    for (const text of longs) {
      comparePackVersions(text, `${text}1`);
      comparePackVersions(text, text);
      isSchemeChange(text, "1");
      groupContains(text, text);
      versionGroupOf(text, text);
      isPrerelease(text);
    }
    newestFirst(longs);
    // About a second; a quadratic scan of one text alone takes longer than the limit.
    expect(performance.now() - start).toBeLessThan(10_000);
  }, 30_000);
});
