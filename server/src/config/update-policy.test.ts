import { describe, expect, it } from "vitest";
import { readConfigFile } from "./config-file.ts";
import { dayOf } from "./update-policy.ts";

const problems = (text: string) => {
  const read = readConfigFile(text);
  return read.problems.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`);
};

describe("update policies in the config file", () => {
  it("are taken as they are meant", () => {
    const text =
      'updates:\n  - packs: ["cni-*"]\n    hold: "<2"\n    until: "2027-03-01"\n    skip: [1.2.3]\n';
    expect(problems(text)).toEqual([]);
    expect(readConfigFile(text).config.updates).toEqual([
      {
        packs: ["cni-*"],
        prereleases: undefined,
        hold: { range: "<2", until: "2027-03-01", reason: undefined },
        skip: ["1.2.3"],
        enabled: undefined,
      },
    ]);
  });

  it("are told of where they cannot be", () => {
    expect(problems("updates:\n  - hold: newest\n    until: 2027-02-30\n    skip: [a]\n")).toEqual([
      expect.stringMatching(/^newest: .newest. is no range of versions: write one such as/),
      expect.stringMatching(/^2027-02-30: .2027-02-30. is no day/),
      expect.stringMatching(/^a: .a. is no range/),
    ]);
    expect(problems("updates:\n  - prereleases: sometimes\n")).toHaveLength(1);
    expect(problems('updates:\n  - packs: ["**/**/**/**/**/a"]\n')).toHaveLength(1);
  });
});

describe("a day", () => {
  it.each([
    ["2027-03-01", "2027-03-01"],
    ["2028-02-29", "2028-02-29"],
    ["2027-02-29", undefined],
    ["2027-3-1", undefined],
    [20270301, undefined],
  ])("%s is %s", (value, expected) => expect(dayOf(value)).toBe(expected));
});
