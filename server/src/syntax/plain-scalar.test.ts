/** Tests of what YAML readers make of unquoted text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "./parse.ts";
import { canBePlain, readPlain } from "./plain-scalar.ts";
import { asMap, asScalar, valueAt } from "./tree.ts";

describe("readPlain", () => {
  it.each([
    ["1.20", "number"],
    ["22.04", "number"],
    ["020", "number"],
    ["-3", "number"],
    ["1e3", "number"],
    ["1_000", "number"],
    [".5", "number"],
    ["5.", "number"],
    ["0x1F", "number"],
    ["0o17", "number"],
    [".inf", "number"],
    [".NaN", "number"],
    ["2024-01-05", "date"],
    ["2024-1-5T10:00:00Z", "date"],
    ["true", "boolean"],
    ["False", "boolean"],
    ["~", "null"],
    ["null", "null"],
    ["", "null"],
  ] as const)("reads %s as a %s", (source, reading) => {
    expect(readPlain(source)).toBe(reading);
  });

  it.each([
    "1.2.3",
    "v1.2",
    "1.20.x",
    "1.20-rc1",
    "0x",
    "1e",
    "e3",
    ".",
    "-",
    "2024-01-05-rev1",
    "yes",
    "nulls",
    "tRUE",
    "+",
  ])("reads %s as the string it is", (source) => {
    expect(readPlain(source)).toBeUndefined();
  });
});

describe("canBePlain", () => {
  it.each(["1.12.4", "v1.2", "22.04-rev1", "nginx", "a/b", "a@b", "1.0.0+build"])(
    "lets %s stand unquoted",
    (text) => {
      expect(canBePlain(text)).toBe(true);
    },
  );

  it.each([
    "1.20",
    "true",
    "null",
    "2024-01-05",
    "",
    " a",
    "a: b",
    "a #b",
    "- a",
    "&a",
    "*a",
    "!a",
    "[a",
    "%a",
    "é",
    "${A}",
  ])("does not let %j", (text) => {
    expect(canBePlain(text)).toBe(false);
  });

  it("is right: what may be plain is read back as the same string", () => {
    const unit = fc.constantFrom(..."01aZ.-+/@_: #'\"eExo~ntrue");
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 6 }), (text) => {
        fc.pre(canBePlain(text));
        const scalar = asScalar(valueAt(asMap(parse(`a: ${text}\n`)[0]?.root), "a"));
        expect(scalar).toMatchObject({ text, style: "plain", reading: undefined });
      }),
    );
  });
});
