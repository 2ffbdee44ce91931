import { expect, it } from "vitest";
import { keptByText } from "./kept-by-text.ts";

function counting(mostKept: number) {
  const asked: string[] = [];
  const read = keptByText((text: string) => {
    asked.push(text);
    return text.toUpperCase();
  }, mostKept);
  return { asked, read };
}

it("makes something of a text once", () => {
  const { asked, read } = counting(10);
  expect([read("a"), read("b"), read("a")]).toEqual(["A", "B", "A"]);
  expect(asked).toEqual(["a", "b"]);
});

it("forgets what was asked for longest ago, and never what is asked for", () => {
  const { asked, read } = counting(6);
  for (const text of ["one", "two", "one", "six", "one", "two", "much longer", "much longer"]) read(text);
  expect(asked).toEqual(["one", "two", "six", "two", "much longer"]);
});

it("tells several texts apart by where each ends", () => {
  const read = keptByText((one: string, other: string) => `${one} ${other}`, 100);
  expect([read("a", "bc"), read("ab", "c"), read("a", "bc")]).toEqual(["a bc", "ab c", "a bc"]);
});
