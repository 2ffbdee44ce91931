/** What is read of each kind of conflict. */

import { describe, expect, it } from "vitest";
import { readPackSchema } from "../catalog/pack-schema/schema-file.ts";
import { type Conflict, reviewValues, type ValuesReview } from "../updates/values-review.ts";
import { conflictMessage, decisionTitle } from "./review-words.ts";

function review(base: string, mine: string, theirs: string, schema?: string): [ValuesReview, Conflict] {
  const found = reviewValues({
    base,
    mine,
    theirs,
    schema: schema === undefined ? undefined : readPackSchema(schema),
  });
  if ("reason" in found) throw new Error(found.reason);
  const [first] = found.conflicts;
  if (first === undefined) throw new Error("there is no conflict");
  return [found, first];
}

const decisions = ["mine", "theirs", "renamed", "both"] as const;

function told(of: [ValuesReview, Conflict]): string[] {
  const titles = decisions.map((decision) => decisionTitle(...of, decision));
  return [
    ...conflictMessage(...of, "2.0.0").split("\n"),
    ...titles.filter((title) => title !== undefined).map((title) => `- ${title}`),
  ];
}

describe("a conflict", () => {
  it.each<[string, [string, string, string, string?], string[]]>([
    [
      "of a key that both sides changed",
      ["a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 3\nb: 1\n"],
      [
        "`a` has another default in 2.0.0",
        "Mine: `2`",
        "New: `3` (before: `1`)",
        "Mine stands unless you take the new one or write another",
        "- Keep mine: 2",
        "- Take new: 3",
      ],
    ],
    [
      "of a key that was taken out",
      ["x:\n  a: 1\n  b: 1\n  c: 1\n", "x:\n  b: 1\n  c: 1\n", "x:\n  a: 2\n  b: 1\n  c: 1\n"],
      [
        "`x.a` was taken out here, and has another default in 2.0.0",
        "New: `2` (before: `1`)",
        "It stays out unless you take the new one",
        "- Keep mine: without the key",
        "- Take new: 2",
      ],
    ],
    [
      "of a key that is gone",
      ["a: 1\nb: 1\n", "a: 2\nb: 1\n", "b: 1\n"],
      [
        "`a` is no key of 2.0.0 any more",
        "Mine: `2`",
        "It stays, and may be read by nobody, unless you take it out",
        "- Keep mine: 2",
        "- Take new: without the key",
      ],
    ],
    [
      "of a key with another name",
      ["logLevel: info\n", "logLevel: debug\n", "loglevel: info\n"],
      [
        "`logLevel` seems to be `loglevel` in 2.0.0",
        "Mine: `debug`",
        "It goes to the new name unless you decide otherwise",
        "- Keep mine: debug",
        "- Take new: info",
        "- Take the new name `loglevel`",
        "- Take both keys",
      ],
    ],
    [
      "of a value of another kind",
      ["a: x\nb: 1\n", "a: z\nb: 1\n", "a: { p: 1, q: 2 }\nb: 1\n"],
      [
        "`a` is a value of another kind in 2.0.0",
        "Mine: `z`",
        "New: a map of `p`, `q` (before: `x`)",
        "Mine stands unless you take the new one or write another",
        "- Keep mine: z",
        "- Take new",
      ],
    ],
    [
      "of an old default that a fragment spells out",
      ["a: 1\nb: 1\nc: 1\nd: 1\n", "a: 1\n", "a: 2\nb: 1\nc: 1\nd: 1\n"],
      [
        "`a` spells out the old default, and 2.0.0 has another one",
        "Mine: `1`",
        "New: `2`",
        "The new one stands unless you keep mine",
        "- Keep mine: 1",
        "- Take new: 2",
      ],
    ],
    [
      "of a value that is not allowed",
      ["a: 1\nb: 1\n", "a: 9\nb: 1\n", "a: 1\nb: 1\n# new\n", "a:\n  schema: '{{ format \"^[0-5]$\" }}'\n"],
      [
        "`a` may not be this in 2.0.0: it expects text of the form ^[0-5]$",
        "Mine: `9`",
        "New: `1`",
        "Mine stands unless you take the new one or write another",
        "- Keep mine: 9",
        "- Take new: 1",
      ],
    ],
    [
      "of a secret",
      ["password: a\nb: 1\n", "password: hunter2\nb: 1\n", "password: b\nb: 1\n"],
      [
        "`password` has another default in 2.0.0",
        "Mine: a value that is not shown",
        "New: a value that is not shown",
        "Mine stands unless you take the new one or write another",
        "- Keep mine",
        "- Take new",
      ],
    ],
    [
      "of a comment",
      ["a:\n  b: 1\nc: 1\n", "a:\n  # why\n  # indeed\n  b: 1\nc: 1\n", "c: 1\n"],
      [
        "The comment `# why` and 1 more below it has lost its place",
        "It is left out unless you put it back",
        "- Put the comment back",
        "- Leave the comment out",
      ],
    ],
  ])("%s", (_, [base, mine, theirs, schema], wanted) => {
    expect(told(review(base, mine, theirs, schema))).toEqual(wanted);
  });
});
