import { describe, expect, it } from "vitest";
import type { PackDefaults } from "../catalog/pack-files.ts";
import { parse } from "../syntax/parse.ts";
import type { Node } from "../syntax/tree.ts";
import { agingKeys } from "./values-lifecycle.ts";

const defaults = (text: string): PackDefaults => ({ text, root: parse(text)[0]?.root });

function values(text: string): { readonly root: Node; readonly text: string } {
  const root = parse(text)[0]?.root;
  if (root === undefined) throw new Error(`${text} says nothing`);
  return { root, text };
}

describe("keys that another version has otherwise", () => {
  const [base, theirs] = [defaults("a: 1\nb: 1\nc: 1\nd: [x]\n"), defaults("a: 2\nc: 1\nd: [y]\n")];

  it("are found where they are set, with their places in both defaults", () => {
    const mine = values("d: [z]\na: 5\nc: 3\n");
    const found = agingKeys(base, mine, theirs).map(({ span, reason, ...places }) => [
      mine.text.slice(span.start, span.end),
      reason,
      base.text.slice(places.base?.start, places.base?.end),
      theirs.text.slice(places.theirs?.start, places.theirs?.end),
    ]);
    expect(found).toEqual([
      ["d", "both-changed", "d: [x]", "d: [y]"],
      ["a", "both-changed", "a: 1", "a: 2"],
    ]);
  });

  it("are found once for values that stay as they are, and again for other defaults", () => {
    const mine = values("a: 5\n");
    const first = agingKeys(base, mine, theirs);
    expect(agingKeys(base, mine, theirs)).toBe(first);
    expect(agingKeys(base, mine, defaults("a: 1\n"))).toEqual([]);
  });

  it.each(["- a\n", "a\n", "a: *b\n"])("are none of %j", (text) => {
    expect(agingKeys(base, values(text), theirs)).toEqual([]);
    expect(agingKeys(defaults(text), values("a: 5\n"), theirs)).toEqual([]);
  });
});
