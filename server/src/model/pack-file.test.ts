/** Tests of telling a pack's files from others of the same names. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPackJson, packFilePlace } from "./pack-file.ts";

describe("a pack.json", () => {
  it("is a pack's by one of the keys that only packs have", () => {
    expect(isPackJson('{"layer":"addon"}')).toBe(true);
    expect(isPackJson('{ "name": "x", "anything": 1, "cloudTypes" : ["all"] }')).toBe(true);
  });

  it("is a pack's while it is begun, or broken", () => {
    for (const text of ["", "{}", '{ "name": "web"', '{ "name": "web", "version": "1.0.0", }', "{ "])
      expect(isPackJson(text), text).toBe(true);
  });

  it("is another tool's when it has other keys alone", () => {
    for (const text of [
      '{ "name": "sounds", "assets": [] }',
      '{ "files": ["a"] }',
      '{ "version": 3, "id": 1 }',
    ])
      expect(isPackJson(text), text).toBe(false);
  });

  it("takes any text without a throw, and long ones in time", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPackJson(text) === "boolean"));
    for (const part of ['"', '"a" ', '{"a', "\\", '"a\\'])
      expect(typeof isPackJson(part.repeat(200_000))).toBe("boolean");
  });
});

describe("the place of a pack's file", () => {
  it("is told by its name alone, with either slash", () => {
    expect(packFilePlace("/a/values.yaml")).toEqual({ name: "values.yaml", folder: "/a/" });
    expect(packFilePlace("C:\\a\\pack.json")).toEqual({ name: "pack.json", folder: "C:\\a\\" });
    expect(packFilePlace("/a/my-values.yaml")).toBeUndefined();
    expect(packFilePlace("/a/values.yaml/x")).toBeUndefined();
  });
});
