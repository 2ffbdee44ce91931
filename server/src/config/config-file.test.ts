/** Tests of reading .cluster-profiles.yaml: what it says, and what is wrong with it where. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emptyPartialConfig } from "./config.ts";
import { endedHolds, readConfigFile } from "./config-file.ts";

function problems(text: string): string[] {
  return readConfigFile(text).problems.map(
    ({ message, span }) => `${JSON.stringify(text.slice(span.start, span.end))}: ${message}`,
  );
}

describe("the config file", () => {
  it("is read with its quotes, comments, anchors and `off` as a word", () => {
    const { config, problems: found } = readConfigFile(`# ours
registries:
  - name: "Palette Registry"
    folder: &packs packs # here
    complete: true
  - folder: *packs
rules:
  outdated-pack: off
  unread-key: 'hint'
files:
  ignore: ["drafts/**"]
`);
    expect(found).toEqual([]);
    expect(config.registries).toEqual([
      { name: "Palette Registry", folder: "packs", complete: true },
      { name: undefined, folder: "packs", complete: false },
    ]);
    expect(Object.fromEntries(config.severities)).toEqual({ "outdated-pack": "off", "unread-key": "hint" });
    expect(config.ignore).toEqual(["drafts/**"]);
  });

  it.each(["", "\n", "# only a comment\n", "registries:\n"])(
    "that says nothing configures nothing: %j",
    (text) => {
      expect(readConfigFile(text)).toEqual({ config: emptyPartialConfig, problems: [] });
    },
  );

  it("of the samples is right", () => {
    const text = readFileSync(new URL("../../../samples/.cluster-profiles.yaml", import.meta.url), "utf8");
    expect(problems(text)).toEqual([]);
  });

  it("tells its mistakes at their places, and what is right still counts", () => {
    expect(problems("rules:\n  outdated-pac: hint\n")).toEqual([
      expect.stringMatching(/^"outdated-pac": .*`outdated-pack`/),
    ]);
    expect(problems("rules:\n  outdated-pack: fatal\n")).toEqual([
      expect.stringMatching(/^"fatal": .*`warning`/),
    ]);
    expect(problems("registry: []\n")).toEqual([expect.stringMatching(/^"registry": .*`registries`/)]);
    expect(problems("registries:\n  - name: a\n")).toEqual([expect.stringMatching(/`folder`/)]);
    const { config } = readConfigFile("rules: { outdated-pack: fatal, unread-key: hint }\n");
    expect([...config.severities]).toEqual([["unread-key", "hint"]]);
  });

  it("that is no YAML says so once and configures what can be read", () => {
    const { config, problems: found } = readConfigFile('rules:\n  unread-key: hint\nfiles:\n  ignore: ["a\n');
    expect(found).toHaveLength(1);
    expect([...config.severities]).toEqual([["unread-key", "hint"]]);
  });

  it("is given up on when it is hostile, and never throws", () => {
    const bomb = `a: &a [x, x]\n${"bcdefgh"
      .split("")
      .map((name, at) => `${name}: &${name} [${`*${"abcdefgh"[at]},`.repeat(9)}]`)
      .join("\n")}\nregistries: *h\n`;
    const start = performance.now();
    expect(() => readConfigFile(bomb)).not.toThrow();
    expect(() => readConfigFile(`registries: ${"[".repeat(5000)}`)).not.toThrow();
    expect(() => readConfigFile("a: &a\n  b: *a\nregistries: *a\n")).not.toThrow();
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("holds of the config file", () => {
  const text = `updates:
  - { packs: [vault], hold: <2, until: 2026-05-31, reason: freeze }
  - { packs: [nginx], hold: <2, until: 2026-06-01 }
  - { packs: [web], hold: <2, until: 2026-02-30 }
  - { packs: [tool], until: 2026-01-01 }
  - { packs: [base], hold: <2 }
`;
  const ended = (today: string | undefined) =>
    endedHolds(text, today).map(({ message, span }) => [text.slice(span.start, span.end), message]);

  it("are told when their last day is over, at that day", () => {
    expect(ended("2026-06-01")).toEqual([
      [
        "2026-05-31",
        "This hold ended on 2026-05-31, and newer versions are offered again: remove it, or set another day",
      ],
    ]);
    expect(ended("2026-06-02").map(([day]) => day)).toEqual(["2026-05-31", "2026-06-01"]);
  });

  it("are not told without a calendar", () => {
    expect(ended(undefined)).toEqual([]);
  });
});
