/** Tests of the newest set of versions that goes together: small catalogs in words, and the set that is found in them. */

import { describe, expect, it } from "vitest";
import { packsIn } from "../../../../test/harness/pack-set.ts";
import { createCompatibility } from "./compatibility.ts";
import { movesWith, newestSet } from "./search.ts";

/** The set in words, and for each pack that moves and cannot do so alone the packs that move with it. */
function updateOf(text: string, pinned: Record<string, string> = {}) {
  const packs = packsIn(text);
  const compatibility = createCompatibility(packs);
  if (compatibility === undefined) throw new Error("too large");
  const place = (name: string) => packs.findIndex((pack) => pack.name === name);
  const pins = Object.entries(pinned).map(([name, version]): [number, number] => [
    place(name),
    packs[place(name)]?.choices.findIndex((choice) => choice.version === version) ?? -1,
  ]);
  const found = newestSet(compatibility, new Map(pins));
  if (found === undefined) return undefined;
  expect(found.isProven).toBe(true);
  const together = packs.flatMap(({ name, choices }, pack) => {
    if (found.choices[pack] === choices.length - 1) return [];
    const moving = movesWith(compatibility, found.choices, pack);
    return moving.length === 1 ? [] : [`${name}: ${moving.map((one) => packs[one]?.name).join(" + ")}`];
  });
  const set = packs.map(({ name, choices }, pack) => `${name} ${choices[found.choices[pack] ?? 0]?.version}`);
  return { set: set.join(", "), together };
}

describe("the newest set", () => {
  it("has every pack at its newest where nothing stands against it", () => {
    expect(updateOf("a 3 2 1\nb 2 1\nc 1")).toEqual({ set: "a 3, b 2, c 1", together: [] });
  });

  it("stops at the newest version that a pack which stays goes with", () => {
    const text = `
      a 4 3 2 1
      guard 1       # guard 1 optional a ..3
    `;
    expect(updateOf(text)?.set).toBe("a 3, guard 1");
  });

  it("moves two packs together that need each other", () => {
    const text = `
      kubernetes 2 1   # kubernetes 2 required calico 2..
      calico 2 1       # calico 2 required kubernetes 2..
      other 2 1
    `;
    expect(updateOf(text)).toEqual({
      set: "kubernetes 2, calico 2, other 2",
      together: ["kubernetes: kubernetes + calico", "calico: kubernetes + calico"],
    });
  });

  it("takes along what a pack needs, and what that needs, but not the other way round", () => {
    const text = `
      a 2 1   # a 2 required b 2..
      b 2 1   # b 2 required c 2..
      c 2 1
    `;
    expect(updateOf(text)).toEqual({ set: "a 2, b 2, c 2", together: ["a: a + b + c", "b: b + c"] });
  });

  it("leaves all of a group that one of them cannot join", () => {
    const text = `
      a 2 1   # a 2 required b 2..
      b 2 1   # b 2 required c 2..
      c 1
    `;
    expect(updateOf(text)?.set).toBe("a 1, b 1, c 1");
  });

  it("holds back as few packs as can be, before it looks at their order", () => {
    const text = `
      first 2 1   # first 2 notSupported b 2.., first 2 notSupported c 2..
      b 2 1
      c 2 1
    `;
    expect(updateOf(text)?.set).toBe("first 1, b 2, c 2");
  });

  it("prefers the pack that stands first where as many are held back either way", () => {
    const text = "a 2 1   # a 2 notSupported b 2..\nb 2 1";
    expect(updateOf(text)?.set).toBe("a 2, b 1");
    expect(updateOf(text.split("\n").reverse().join("\n"))?.set).toBe("b 2, a 1");
  });

  it("goes round a version in the middle that needs what is not there", () => {
    const text = `
      a 3 2 1   # a 3 required b 3.., a 2 required b 2..2
      b 2 1     # b 2 optional a ..2
    `;
    expect(updateOf(text)?.set).toBe("a 2, b 2");
  });

  it("asks nothing of a pack that is not in the profile", () => {
    expect(updateOf("a 2 1   # a 2 required elsewhere 9..")?.set).toBe("a 2");
  });

  it("knows a bound of a minor version for all of it, and a pack by its layer", () => {
    const text = `
      a 1.2 1.1              # a 1.2 required kubernetes@k8s ..1.31
      kubernetes@k8s 1.31.9 1.31.4
      kubernetes@addon 1.33.0
    `;
    expect(updateOf(text)?.set).toBe("a 1.2, kubernetes 1.31.9, kubernetes 1.33.0");
  });
});

describe("what the profile breaks already", () => {
  const text = `
    a 2 1   # a 1 required b 5.., a 2 required b 5..
    b 2 1
    c 2 1
  `;

  it("blocks nothing, for as long as it is the same demand", () => {
    expect(updateOf(text)?.set).toBe("a 2, b 2, c 2");
  });

  it("is no leave for another demand that is not met", () => {
    expect(updateOf(text.replace("a 2 required b 5..", "a 2 required b 6.."))?.set).toBe("a 1, b 2, c 2");
  });

  it("is put right where a version is there that does it", () => {
    expect(updateOf(text.replace("b 2 1", "b 5 1"))?.set).toBe("a 2, b 5, c 2");
  });
});

describe("a set with a version that somebody wants", () => {
  const text = `
    a 3 2 1   # a 2 required b 2.., a 3 required b 9..
    b 2 1
    c 2 1
  `;

  it("has it, with what it needs", () => {
    expect(updateOf(text, { a: "2" })).toEqual({ set: "a 2, b 2, c 2", together: ["a: a + b"] });
    expect(updateOf(text, { a: "2", c: "1" })?.set).toBe("a 2, b 2, c 1");
  });

  it("is none where nothing fits it", () => {
    expect(updateOf(text, { a: "3" })).toBeUndefined();
  });
});

describe("a search that is cut short", () => {
  it("says so, and raises each pack as far as it goes alone", () => {
    const packs = packsIn(
      "a 3 2 1   # a 3 required b 2..\nb 2 1   # b 2 required a 2..\nc 2 1   # c 2 optional b ..1",
    );
    const compatibility = createCompatibility(packs);
    if (compatibility === undefined) throw new Error("too large");
    expect(newestSet(compatibility, new Map(), 0)).toEqual({ choices: [0, 0, 1], isProven: false });
    expect(newestSet(compatibility)).toEqual({ choices: [0, 0, 1], isProven: true });
  });
});
