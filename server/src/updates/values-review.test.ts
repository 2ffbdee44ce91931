/** Reviews to be read: values with what is to be decided written behind their lines, before and after somebody decides. */

import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import {
  carryOver,
  type Decision,
  decisionEdits,
  reviewState,
  reviewValues,
  type ValuesReview,
} from "./values-review.ts";

const base = `\
pack:
  namespace: web
charts:
  web:
    replicas: 1
    logLevel: info
    # Only until version 2
    legacy: false
    probes:
      path: /health
`;

const mine = `\
pack:
  namespace: web
charts:
  web:
    replicas: 3
    logLevel: debug
    # Only until version 2
    # ours, see the runbook
    legacy: true
    probes:
      # asked for by Kim
      # in May
      path: /health
`;

const theirs = `\
pack:
  namespace: web
charts:
  web:
    replicas: 2
    logLevel: warn
    metrics: true
`;

function review(input: { base?: string; mine?: string; theirs?: string } = {}): ValuesReview {
  const found = reviewValues({ base, mine, theirs, ...input });
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

/** Behind a line what is open there (`?`) or decided (`!`), and which choice the text stands for. */
function annotated(of: ValuesReview, text: string, ...marks: readonly string[]): string {
  const state = reviewState(of, text, new Set(marks));
  if (state.kind === "unreadable") return `${text.slice(0, state.span.start)}>>>${state.reason}`;
  return applyEdits(
    text,
    state.conflicts.map(({ conflict, span, isDecided, choice }) => ({
      span: { start: span.end, end: span.end },
      text: `  ${isDecided ? "!" : "?"} ${conflict.kind === "comment" ? "comment " : ""}${choice ?? "by hand"}`,
    })),
  );
}

function idOf({ conflicts }: ValuesReview, words: string): string {
  const found = conflicts.find(({ id }) => id.includes(words));
  if (found === undefined) throw new Error(`no conflict with ${words}`);
  return found.id;
}

function decided(of: ValuesReview, text: string, words: string, decision: Decision): string {
  const conflict = of.conflicts.find(({ id }) => id === idOf(of, words));
  const edits = conflict && decisionEdits(text, conflict, decision);
  if (edits === undefined || "reason" in edits) throw new Error(edits?.reason);
  return applyEdits(text, edits);
}

const proposed = `\
pack:
  namespace: web
charts:
  web:
    replicas: 3  ? mine
    logLevel: debug  ? mine
    # Only until version 2
    # ours, see the runbook
    legacy: true  ? mine
    metrics: true
`;

describe("a review", () => {
  it("begins with the merge, in which all is open", () => {
    const of = review({ mine: mine.replace(/ *probes:.*/s, "") });
    expect(annotated(of, of.proposal)).toBe(proposed);
  });

  it("has what was chosen decided where the text tells it", () => {
    const of = review();
    const one = decided(of, of.proposal, "replicas", "theirs");
    const two = decided(of, one, "legacy", "theirs");
    expect(annotated(of, two)).toBe(`\
pack:
  namespace: web
charts:
  web:  ! theirs  ? comment theirs
    replicas: 2  ! theirs
    logLevel: debug  ? mine
    metrics: true
`);
  });

  it("has what was proposed decided where somebody said so", () => {
    const of = review();
    const id = idOf(of, "replicas");
    expect(decided(of, of.proposal, "replicas", "mine")).toBe(of.proposal);
    expect(annotated(of, of.proposal, id)).toContain("replicas: 3  ! mine\n    logLevel: debug  ? mine");
  });

  it("has what was written by hand decided, and open again when it is taken back", () => {
    const of = review();
    const other = of.proposal.replace("replicas: 3", "replicas: 5");
    expect(annotated(of, other)).toContain("replicas: 5  ! by hand\n");
    expect(annotated(of, other.replace("5", "2"))).toContain("replicas: 2  ! theirs\n");
    expect(annotated(of, other.replace("5", "3"))).toContain("replicas: 3  ? mine\n");
    expect(annotated(of, of.proposal.replace(/ *replicas: 3\n/, ""))).toContain("web:  ! by hand");
  });

  it("waits while the text is no YAML", () => {
    const of = review();
    const broken = of.proposal.replace("replicas: 3", 'replicas: "3');
    expect(annotated(of, broken)).toMatch(/replicas: >>>The values are no YAML/);
  });
});

describe("a comment that has lost its place", () => {
  it("is put back above what is left of where it was", () => {
    const of = review();
    const comment = idOf(of, "Kim");
    expect(comment).toBe("# asked for by Kim\n# in May");
    const back = decided(of, of.proposal, "Kim", "mine");
    expect(back).toContain("  # asked for by Kim\n  # in May\n  web:\n");
    expect(annotated(of, back)).toContain("web:  ! comment mine\n");
    expect(decided(of, back, "Kim", "mine")).toBe(back);
  });

  it("is left out by saying so", () => {
    const of = review();
    expect(decided(of, of.proposal, "Kim", "theirs")).toBe(of.proposal);
    expect(annotated(of, of.proposal, idOf(of, "Kim"))).toContain("web:  ! comment theirs\n");
  });

  it("goes to the top where nothing is left", () => {
    const gone = { base: "a:\n  b: 1\nc: 1\n", theirs: "c: 1\n" };
    const of = review({ ...gone, mine: "a:\n  # why\n  b: 1\nc: 1\n" });
    expect(decided(of, of.proposal, "why", "mine")).toBe("# why\nc: 1\n");
  });
});

describe("a renamed key", () => {
  const renamed = {
    base: "web:\n  logLevel: info\n",
    mine: "web:\n  logLevel: debug\n",
    theirs: "web:\n  loglevel: info\n",
  };

  it.each([
    ["renamed", "web:\n  loglevel: debug  ? renamed\n"],
    ["mine", "web:\n  logLevel: debug\n  loglevel: info  ! mine\n"],
    ["theirs", "web:\n  loglevel: info  ! theirs\n"],
    ["both", "web:\n  logLevel: debug\n  loglevel: debug  ! both\n"],
  ] as const)("can be %s", (decision, wanted) => {
    const of = review(renamed);
    const text = decided(of, of.proposal, "logLevel", decision);
    const lines = (shown: string) => shown.split("\n").sort();
    expect(lines(annotated(of, text))).toEqual(lines(wanted));
  });
});

describe("a review of values that have changed meanwhile", () => {
  const before = review();
  const text = decided(before, before.proposal, "replicas", "theirs").replace(
    "metrics: true",
    "metrics: false",
  );
  const marks = new Set([idOf(before, "logLevel"), idOf(before, "Kim")]);

  it("keeps what was decided and written, where the question is the same", () => {
    const next = review({ mine: mine.replace("namespace: web", "namespace: shop") });
    const over = carryOver(before, text, marks, next);
    expect(annotated(next, over.text, ...over.marks)).toBe(`\
pack:
  namespace: shop
charts:
  web:  ! comment theirs
    replicas: 2  ! theirs
    logLevel: debug  ! mine
    # Only until version 2
    # ours, see the runbook
    legacy: true  ? mine
    metrics: false
`);
  });

  it("asks again about a value that has become another", () => {
    const next = review({ mine: mine.replace("logLevel: debug", "logLevel: trace") });
    const over = carryOver(before, text, marks, next);
    expect(annotated(next, over.text, ...over.marks)).toContain("logLevel: trace  ? mine\n");
  });
});
