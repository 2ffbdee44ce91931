/** Tests of the engine: one failure stays one failure, severities, suppressions, order. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../test/harness/check.ts";
import { emptyPartialConfig, mergeConfig } from "../config/config.ts";
import { Workspace } from "../workspace/workspace.ts";
import { analyze } from "./engine.ts";
import type { Report } from "./finding.ts";
import type { Rule } from "./rule.ts";

const profile = 'name: base\ntype: add-on\ndescription: ""\npacks: []\n';

function rule(id: string, check: () => Iterable<Report>, severity: Rule["severity"] = "warning"): Rule {
  return { id, severity, summary: "", description: "", bad: [], good: [], check };
}

function at(start: number, end: number, extra: Partial<Report> = {}): Report {
  return { span: { start, end }, message: "found", ...extra };
}

function workspaceOf(text: string, severities: [string, "error" | "hint" | "off"][] = []): Workspace {
  const workspace = new Workspace();
  const config = mergeConfig({ ...emptyPartialConfig, severities: new Map(severities) }, emptyPartialConfig);
  workspace.apply({ kind: "folders", folders: [{ path: "/w", config }] });
  workspace.apply({ kind: "text", file: "/w/a.yaml", text });
  return workspace;
}

function recorder() {
  const errors: unknown[][] = [];
  const nothing = () => undefined;
  return {
    errors,
    logger: {
      error: (...words: unknown[]) => errors.push(words),
      warn: nothing,
      info: nothing,
      debug: nothing,
    },
  };
}

describe("the engine", () => {
  it("logs a rule that throws, by its id and once, and lets the others finish", () => {
    const failure = new Error("boom");
    const failing = rule("failing", function* () {
      yield at(0, 1);
      throw failure;
    });
    const { errors, logger } = recorder();
    const snapshot = workspaceOf(profile).snapshot();
    const findings = analyze(snapshot, "/w/a.yaml", logger, [
      rule("first", () => [at(0, 4)]),
      failing,
      rule("last", () => [at(6, 10)]),
    ]);
    expect(findings.map((finding) => finding.rule)).toEqual(["first", "last"]);
    expect(errors).toEqual([[expect.stringContaining("rule failing on /w/a.yaml"), failure]]);
  });

  it("orders by place, then by rule, whatever order rules run and report in", () => {
    const a = rule("a", () => [at(6, 10), at(0, 4)]);
    const b = rule("b", () => [at(0, 4), at(0, 2)]);
    const snapshot = workspaceOf(profile).snapshot();
    const order = (rules: Rule[]) =>
      analyze(snapshot, "/w/a.yaml", undefined, rules).map(
        (finding) => `${finding.rule} ${finding.span.start}-${finding.span.end}`,
      );
    expect(order([a, b])).toEqual(["b 0-2", "a 0-4", "b 0-4", "a 6-10"]);
    expect(order([b, a])).toEqual(order([a, b]));
  });

  it("takes the rule's severity, a report's milder one, the user's, and what cannot be known for sure", () => {
    const reports = [
      at(0, 1),
      at(1, 2, { severity: "hint" }),
      at(2, 3, { severity: "error" }),
      at(3, 4, { atMost: "information" }),
    ];
    const severities = (setting: [string, "error" | "hint" | "off"][]) =>
      analyze(workspaceOf(profile, setting).snapshot(), "/w/a.yaml", undefined, [
        rule("r", () => reports, "warning"),
      ]).map(({ severity }) => severity);
    expect(severities([])).toEqual(["warning", "hint", "warning", "information"]);
    expect(severities([["r", "error"]])).toEqual(["error", "error", "error", "information"]);
    expect(severities([["r", "hint"]])).toEqual(["hint", "hint", "hint", "hint"]);
    expect(severities([["r", "off"]])).toEqual([]);
    expect(severities([["other", "off"]])).toHaveLength(4);
  });

  it("does not even ask a rule that is off", () => {
    const { errors, logger } = recorder();
    const failing = rule("r", () => {
      throw new Error("asked");
    });
    analyze(workspaceOf(profile, [["r", "off"]]).snapshot(), "/w/a.yaml", logger, [failing]);
    expect(errors).toEqual([]);
  });

  it("tells once what aliases and merges bring in twice", () => {
    checkFindings(`
      -- catalog complete --
      nginx 1.0.0 addon
      nginx 1.0.1 addon
      -- profile.yaml --
      name: base
      type: add-on
      description: ""
      packs:
        - &nginx
          name: nginx
          type: spectro
          version: 1.0.0
          #        ^^^^^ information(outdated-pack) [fix]: 1.0.1 (patch)
        - *nginx
    `);
  });

  it("has nothing to say of files that are not there or not ours", () => {
    const everywhere = [rule("r", () => [at(0, 1)])];
    const snapshot = workspaceOf("name: something else\n").snapshot();
    expect(analyze(snapshot, "/w/a.yaml", undefined, everywhere)).toEqual([]);
    expect(analyze(snapshot, "/w/missing.yaml", undefined, everywhere)).toEqual([]);
  });
});

describe("suppressions", () => {
  it("silence a rule on their own line, and on the line below when they stand alone", () => {
    checkFindings(`
      -- a.yaml --
      name: a
      version: v1.2 # cluster-profiles-ignore profile-version-format kept for the old pipeline
      type: add-on
      description: ""
      packs: []
      -- b.yaml --
      name: b
      # cluster-profiles-ignore profile-version-format
      version: v1.2
      type: add-on
      description: ""
      packs: []
    `);
  });

  it("can be stacked, with other comments between", () => {
    checkFindings(`
      name: base
      # cluster-profiles-ignore profile-version-format reason one
      # an ordinary comment
      #cluster-profiles-ignore unquoted-version reason two
      version: 1.0
      type: add-on
      description: ""
      packs: []
    `);
  });

  it("silence the one rule on the one line, and nothing else", () => {
    checkFindings(`
      name: base
      # cluster-profiles-ignore unquoted-version
      version: 1.0
      #        ^^^ warning(profile-version-format) [fix]: \`1.0.0\`
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          version: 1.20
          #        ^^^^ warning(unquoted-version) [fix]: quote it
    `);
  });

  it("silence several findings of the rule on the line", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        # cluster-profiles-ignore unquoted-version both
        - { name: a, type: spectro, version: 1.20, tag: 1.20 } # cluster-profiles-ignore unread-key
    `);
  });

  it("are comments only where YAML has them", () => {
    checkFindings(`
      name: base
      description: a#cluster-profiles-ignore profile-version-format
      version: v1.2
      #        ^^^^ warning(profile-version-format) [fix]: 1.2.0
      type: add-on
      packs: []
    `);
  });

  it("work with CRLF line ends", () => {
    checkFindings(`
      -- profile.yaml crlf --
      name: base
      # cluster-profiles-ignore profile-version-format reason
      version: v1.2
      type: add-on
      description: ""
      packs: []
    `);
  });

  it("are not called unused when their rule failed", () => {
    const { logger } = recorder();
    const failing = rule("profile-version-format", () => {
      throw new Error("boom");
    });
    const text = `# cluster-profiles-ignore profile-version-format\n${profile}`;
    const snapshot = workspaceOf(text).snapshot();
    expect(analyze(snapshot, "/w/a.yaml", logger, [failing])).toEqual([]);
    const [unused] = analyze(snapshot, "/w/a.yaml", logger, [rule("profile-version-format", () => [])]);
    expect(unused?.rule).toBe("unused-suppression");
  });

  it("that are unused have the severity that the configuration gives them", () => {
    checkFindings(`
      -- config --
      rules: { unused-suppression: warning }
      -- profile.yaml --
      name: base
      type: add-on
      # cluster-profiles-ignore unread-key
      # @0+36 warning(unused-suppression) [fix, unnecessary]: silences nothing
      description: ""
      packs: []
    `);
  });
});
