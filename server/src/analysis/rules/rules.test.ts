/** What holds for every rule: the list is the folder, the metadata is whole, the examples show what they say, the fixes mend it. */

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { severities } from "../../base/severity.ts";
import { applyEdits } from "../../base/text-edit.ts";
import { analyze } from "../engine.ts";
import { exampleFile, exampleFolder, exampleWorkspace } from "../example-workspace.ts";
import type { Finding, Fix } from "../finding.ts";
import type { Rule, RuleExample } from "../rule.ts";
import { rules } from "./index.ts";

const ids = rules.map((rule) => rule.id);

describe("the list of rules", () => {
  it("is the folder, in alphabetical order", () => {
    const files = readdirSync(new URL(".", import.meta.url))
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "index.ts")
      .map((name) => name.replace(/\.ts$/, ""));
    expect(ids).toEqual(files.sort());
  });

  it("has a test beside each rule", () => {
    const tests = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".test.ts"));
    expect(ids.filter((id) => !tests.includes(`${id}.test.ts`))).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it("has whole metadata", () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(severities).toContain(rule.severity);
    expect(rule.summary, "one sentence").toMatch(/^[A-Z].*[^.]\.$/);
    expect(rule.description, "more than the summary").not.toContain(rule.summary);
    expect(rule.description).toMatch(/^[A-Z`].{80,}\.$/s);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });

  it.each(named(rule.bad))("finds the bad example: %s", (_, example) => {
    const findings = findingsOf(example, rule);
    expect(count(findings, id)).toBeGreaterThan(0);
    expect(findings.filter(({ rule: other }) => isUnwanted(other, id))).toEqual([]);
  });

  it.each(named(rule.good))("does not find the good example: %s", (_, example) => {
    const findings = findingsOf(example, rule);
    expect(count(findings, id)).toBe(0);
    expect(findings.filter(({ rule: other }) => other === "document-syntax")).toEqual([]);
  });

  it("speaks in whole messages: sentence case, no full stop, identifiers in backticks", () => {
    for (const example of rule.bad) {
      for (const { message } of findingsOf(example, rule).filter((finding) => finding.rule === id)) {
        expect(message).toMatch(/^[A-Z0-9`].*[^.\s]$/);
        expect((message.match(/`/g) ?? []).length % 2).toBe(0);
      }
    }
  });

  it("mends what it finds: each fix leaves fewer findings of the rule, and no new syntax errors", () => {
    for (const example of rule.bad) {
      const before = findingsOf(example, rule);
      for (const finding of before.filter((candidate) => candidate.rule === id)) {
        const fixes = finding.fixes();
        expect(fixes.filter((fix) => fix.preferred).length).toBeLessThanOrEqual(1);
        expect(new Set(fixes.map((fix) => fix.title)).size, "titles tell fixes apart").toBe(fixes.length);
        for (const fix of fixes) {
          const after = findingsOf(withFix(example, fix), rule);
          expect(distance(after, id), `${fix.title} must mend \`${finding.message}\``).toBeLessThan(
            distance(before, id),
          );
          expect(count(after, "document-syntax")).toBeLessThanOrEqual(count(before, "document-syntax"));
        }
      }
    }
  });
});

function named(examples: readonly RuleExample[]): [string, RuleExample][] {
  return examples.map((example, at) => [example.title ?? `number ${at + 1}`, example]);
}

function findingsOf(example: RuleExample, rule: Rule): readonly Finding[] {
  const errors: string[] = [];
  const logger = {
    error: (message: string) => errors.push(message),
    warn: () => undefined,
    info: () => undefined,
    debug: () => undefined,
  };
  const findings = analyze(exampleWorkspace(example, rule).snapshot(), exampleFile(example), logger);
  expect(errors).toEqual([]);
  return findings;
}

function count(findings: readonly Finding[], rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}

/** An update to the newest patch leaves a newer minor to be found, but it leaves less of it. */
function distance(findings: readonly Finding[], rule: string): number {
  const own = findings.filter((finding) => finding.rule === rule);
  return own.reduce((sum, finding) => sum + 1 + finding.fixes().length, 0);
}

/** A bad example shows its own rule, not that somebody could not write YAML. */
function isUnwanted(other: string, id: string): boolean {
  return other === "document-syntax" && id !== "document-syntax";
}

function withFix(example: RuleExample, fix: Fix): RuleExample {
  let text = example.text;
  const others = { ...example.others };
  for (const { file, edits, create } of fix.edits) {
    if (create) {
      others[file.slice(exampleFolder.length + 1)] = applyEdits("", edits);
      continue;
    }
    expect(file, "the fix of a finding edits the file of the finding").toBe(exampleFile(example));
    // Throws when edits overlap.
    text = applyEdits(text, edits);
  }
  expect(text).not.toBe(example.text);
  return { ...example, text, others };
}
