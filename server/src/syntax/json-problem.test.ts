import { describe, expect, it } from "vitest";
import { findJsonProblem } from "./json-problem.ts";

function problem(text: string): string {
  const found = findJsonProblem(text);
  return found === undefined
    ? "none"
    : `${JSON.stringify(text.slice(found.span.start, found.span.end))}: ${found.message}`;
}

describe("findJsonProblem", () => {
  it.each([
    ['{"a": 1}', "none"],
    ['\ufeff{"a": 1}', "none"],
    ['{"a": 1,}', '"}": Not valid JSON, which Palette imports: Expected double-quoted property name'],
    ["{'a': 1}", `"'": Not valid JSON, which Palette imports: Expected property name or '}'`],
    [
      '{"a": 1 // one\n}',
      `"/": Not valid JSON, which Palette imports: Expected ',' or '}' after property value`,
    ],
    ['{"a": 1', `"1": Not valid JSON, which Palette imports: Expected ',' or '}' after property value`],
    ['{"a": ${A}}', "none"],
  ])("%j", (text, expected) => {
    expect(problem(text)).toBe(expected);
  });
});
