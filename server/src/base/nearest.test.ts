/** Tests of nearest: what a person meant by a mistyped word. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "./nearest.ts";

describe("nearest", () => {
  it.each([
    ["ngnix", ["nginx", "minio", "vault"], ["nginx"]],
    ["CNI-Calico", ["csi-longhorn", "cni-cilium", "cni-calico"], ["cni-calico", "cni-cilium"]],
    ["maas-infar", ["maas-infra", "maas-info", "libvirt-infra"], ["maas-infra", "maas-info"]],
    ["verison", ["version", "values"], ["version"]],
    ["vault", ["nginx", "minio"], []],
    ["ab", ["cd", "ax", "a"], []],
  ])("of %s among %j is %j", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toEqual(expected);
  });

  it("takes variants that people name on purpose for no slips", () => {
    expect(nearest("web-1", ["web-2", "web"])).toEqual([]);
    expect(nearest("web", ["web-prd", "wed"])).toEqual(["wed"]);
    expect(nearest("node10-a", ["node9-a", "nodes10-a"])).toEqual(["nodes10-a"]);
  });

  it("finds a slip in upper and lower case, in words with digits too", () => {
    expect(nearest("Edge-K3s", ["edge-k3s"])).toEqual(["edge-k3s"]);
  });

  it("never suggests the word itself, keeps the order of ties, and stops at the limit", () => {
    expect(nearest("pack", ["pack", "pick", "puck", "peck", "park"])).toEqual(["pick", "puck", "peck"]);
    expect(nearest("pack", ["pick", "puck", "peck"], 1)).toEqual(["pick"]);
  });

  it("has nothing for an empty or an endless word", () => {
    expect(nearest("", ["a"])).toEqual([]);
    expect(nearest("a".repeat(129), ["a".repeat(128)])).toEqual([]);
  });
});

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "abd", 1],
    ["abc", "abcd", 1],
    ["abc", "acb", 1],
    ["abcd", "badc", 2],
    ["kitten", "sitting", 3],
  ])("of %j and %j is %d", (a, b, expected) => {
    expect(editDistance(a, b, 5)).toBe(expected);
  });

  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

  it("is symmetric, zero only for equals, and cut off just above its limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, limit) => {
        const exact = editDistance(a, b, 20);
        expect(editDistance(b, a, 20)).toBe(exact);
        expect(exact === 0).toBe(a === b);
        expect(editDistance(a, b, limit)).toBe(Math.min(exact, limit + 1));
      }),
      { numRuns: 2000 },
    );
  });
});
