/** Tests of what is the same to a cluster: how a profile is written does not matter, what it says does. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocuments } from "../model/document.ts";
import type { Profile } from "../model/profile.ts";
import { type ProfileSource, sameInEffect } from "./profile-effect.ts";
import { createReader } from "./text-comparison.ts";

function profileIn(text: string): Profile {
  const [profile] = readDocuments(text, "profiles").flatMap((document) => document.profiles);
  if (profile === undefined) throw new Error(`no profile in ${text}`);
  return profile;
}

function sourceOf(text: string): ProfileSource {
  return { profile: profileIn(text), text };
}

/** Whichever of the two came first, and asked again with what was read before. */
function same(before: string, after: string): boolean {
  const [one, other] = [sourceOf(before), sourceOf(after)];
  const answer = sameInEffect(one, other);
  const reader = createReader();
  for (let again = 0; again < 2; again++) expect(sameInEffect(other, one, reader)).toBe(answer);
  return answer;
}

const withValues = (values: string) =>
  `name: web\npacks:\n  - name: nginx\n    values: |\n${values.replace(/^/gm, "      ")}\n`;

describe("two profiles are the same in effect", () => {
  it.each([
    ["keys in another order", "a: 1\nb: 2", "b: 2\na: 1"],
    ["brackets", "a: [1, 2]", "a:\n  - 1\n  - 2"],
    ["comments and blank lines", "a: 1", "# one\n\na: 1 # two"],
    ["quotes around a string", "a: text", 'a: "text"'],
    ["an alias", "a: &x 1\nb: *x", "a: 1\nb: 1"],
    ["a merge", "x: &x { a: 1 }\ny:\n  <<: *x\n  b: 2", "x: { a: 1 }\ny: { a: 1, b: 2 }"],
    ["nothing and null", "a:", "a: null"],
  ])("with %s in values", (_, before, after) => {
    expect(same(withValues(before), withValues(after))).toBe(true);
  });

  it.each([
    ["another value", "a: 1", "a: 2"],
    ["a string that was a number", "a: 1", 'a: "1"'],
    ["items in another order", "a: [1, 2]", "a: [2, 1]"],
    ["one key less", "a: 1\nb: 2", "a: 1"],
    ["another key", "a: 1", "b: 1"],
    ["a map that was a list", "a: []", "a: {}"],
    ["one document more", "a: 1", "a: 1\n---\nb: 1"],
    ["another macro", "a: {{ .spectro.var.x }}", "a: {{ .spectro.var.y }}"],
    ["another macro in quotes", 'a: "{{ .x }}"', 'a: "{{ .y }}"'],
    ["another macro in a key", "{{ .x }}: 1", "{{ .y }}: 1"],
    ["another key that is a list", "? [a]\n: 1", "? [b]\n: 1"],
    ["another key in brackets", "[a]: 1", "[b]: 1"],
    ["what is no YAML", "a: [1", "a: [2"],
  ])("but not with %s in values", (_, before, after) => {
    expect(same(withValues(before), withValues(after))).toBe(false);
  });

  it("whatever block the values are in", () => {
    expect(same(withValues("a: 1"), withValues("a: 1").replace("|", ">-"))).toBe(true);
    expect(
      same(
        withValues("a: 1"),
        withValues("a: 1")
          .replace(/\|\n +a/, '"a')
          .replace("1\n", '1"\n'),
      ),
    ).toBe(true);
    expect(same(withValues("# nothing"), "name: web\npacks:\n  - name: nginx\n")).toBe(true);
  });

  it("without making the texts of blocks that are written alike", () => {
    const before = withValues("a: 1");
    const after = `# moved\n${before}`;
    const unread = (text: string): Profile => {
      const profile = profileIn(text);
      const packs = profile.packs.map((pack) => {
        const { values } = pack;
        if (values === undefined) throw new Error("the pack has no values");
        const { span, node, key } = values;
        const unmade = {
          span,
          node,
          key,
          get text(): string {
            throw new Error("the text was made");
          },
        };
        return { ...pack, values: unmade };
      });
      return { ...profile, packs };
    };
    const [one, other] = [unread(before), unread(after)];
    expect(sameInEffect({ profile: one, text: before }, { profile: other, text: after })).toBe(true);
    const longer = { profile: unread(withValues("a: 12")), text: withValues("a: 12") };
    expect(() => sameInEffect({ profile: one, text: before }, longer)).toThrow("the text was made");
  });

  it("with a head that counts from what is around only when they say the same", () => {
    const at = (indent: string) =>
      `name: web\npacks:\n${indent}- name: nginx\n${indent}  values: |2\n      a: |\n       x\n`;
    expect(same(at(""), at(""))).toBe(true);
  });

  it("is never true for values that are endless by aliases, and ends", () => {
    const lines = Array.from({ length: 30 }, (_, at) => `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`).slice(
      1,
    );
    const bomb = (last: string) => withValues(`a0: &a0 [1]\n${lines.join("\n")}\n${last}`);
    expect(same(bomb("b: 1"), bomb("b: 1 # c"))).toBe(false);
    const ring = (last: string) => withValues(`a: &a [*a]\n${last}`);
    expect(same(ring("b: 1"), ring("b: 1 # c"))).toBe(false);
  });

  it("with themselves, whatever their values are, and with a comment behind them", () => {
    // What may be more than data is compared as it is written.
    const json = fc
      .json()
      .filter((text) => !/[!?%]|[\]}]\s*:|\{\{/.test(text))
      .map((text) => withValues(`a: ${text}`));
    fc.assert(
      fc.property(json, (text) => {
        expect(same(text, text)).toBe(true);
        expect(same(text, `${text}      # a comment\n`)).toBe(true);
      }),
    );
  });
});
