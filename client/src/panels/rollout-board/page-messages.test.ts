/** What the extension takes of what the page, or anybody in its place, says. */

import { describe, expect, it } from "vitest";
import { readPageMessage, readParams } from "./page-messages.ts";

const profile = { name: "web", context: "project" };
const part = { profile, groupBy: "status", group: "Running", cluster: undefined, column: "version 1.0.0" };

describe("a message of the page", () => {
  it.each([
    { kind: "ready" },
    { kind: "ask", number: 3, params: {} },
    {
      kind: "ask",
      number: 4,
      params: { profile, groupBy: "tag", rows: 200, opened: { "stage:lab": 100 }, unused: true },
    },
    { kind: "ask", number: 5, params: { profile: "all" } },
    { kind: "show", part, words: "state Running and web 1.0.0" },
    { kind: "move", part, profile, to: "2.0.0" },
  ])("is taken as it is: %j", (message) => {
    expect(readPageMessage(message)).toEqual(message);
  });

  it("brings nothing along that was not looked at", () => {
    expect(
      readPageMessage({ kind: "move", part: { ...part, more: 1 }, profile, to: "2.0.0", uri: "file:///etc" }),
    ).toEqual({ kind: "move", part, profile, to: "2.0.0" });
  });

  it.each([
    [undefined],
    [null],
    ["ready"],
    [[]],
    [{ kind: "open", uri: "file:///etc/passwd" }],
    [{ kind: "ask", number: "1", params: {} }],
    [{ kind: "ask", number: 1 }],
    [{ kind: "ask", number: 1, params: { profile: "web" } }],
    [{ kind: "ask", number: 1, params: { groupBy: "constructor" } }],
    [{ kind: "ask", number: 1, params: { rows: -1 } }],
    [{ kind: "ask", number: 1, params: { rows: Number.POSITIVE_INFINITY } }],
    [{ kind: "ask", number: 1, params: { opened: { maas: "100" } } }],
    [{ kind: "ask", number: 1, params: { opened: [100] } }],
    [{ kind: "ask", number: 1, params: { unused: "yes" } }],
    [{ kind: "show", part, words: ["a"] }],
    [{ kind: "show", part: { ...part, groupBy: undefined }, words: "a" }],
    [{ kind: "show", part, words: "a".repeat(10_001) }],
    [{ kind: "move", part, profile: { name: {} }, to: "2.0.0" }],
    [{ kind: "move", part, profile, to: undefined }],
  ])("is none: %j", (message) => {
    expect(readPageMessage(message)).toBeUndefined();
  });
});

it("leaves what an older page kept of itself", () => {
  expect(readParams({ profile, rows: 100, groupBy: "shape" })).toBeUndefined();
  expect(readParams(undefined)).toBeUndefined();
});
