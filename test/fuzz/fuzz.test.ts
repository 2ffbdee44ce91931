/**
 * Damaged versions of the samples: nothing throws, everything stays inside the text, and a fix never makes a file worse. The
 * seed is in the tests' names; FUZZ_SEED repeats a run and FUZZ_SECONDS makes it longer.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { analyze } from "../../server/src/analysis/engine.ts";
import type { Finding } from "../../server/src/analysis/finding.ts";
import type { Span } from "../../server/src/base/span.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { createCatalog } from "../../server/src/catalog/catalog.ts";
import { readConfigFile } from "../../server/src/config/config-file.ts";
import { assigneeAt, assignments } from "../../server/src/features/assignments.ts";
import { assignmentsPage } from "../../server/src/features/assignments-page.ts";
import { comparisonLine } from "../../server/src/features/comparison-line.ts";
import { comparisonMarkdown } from "../../server/src/features/comparison-markdown.ts";
import {
  allShown,
  treeChildren,
  treeItemDetails,
  treePath,
  treesStatus,
} from "../../server/src/features/trees.ts";
import { DirectoryContentSource } from "../../server/src/io/directory-registry.ts";
import { loadFolder } from "../../server/src/io/folder-loader.ts";
import { readDocuments } from "../../server/src/model/document.ts";
import { readPackJson } from "../../server/src/model/pack-json.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import type { Node } from "../../server/src/syntax/tree.ts";
import { compareProfiles } from "../../server/src/updates/profile-comparison.ts";
import { sameInEffect } from "../../server/src/updates/profile-effect.ts";
import { updateSteps, updateStepsEdits } from "../../server/src/updates/profile-update.ts";
import { updateReaches } from "../../server/src/updates/version-choice.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { mutate, mutation } from "./mutate.ts";

const seed = fc.readConfigureGlobal().seed ?? 0;
const seconds = Number(process.env.FUZZ_SECONDS ?? 3);
const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const file = join(samples, "profiles", "fuzzed.yaml");

const workspace = new Workspace();
const texts: string[] = [];

beforeAll(async () => {
  const { config, documents, registries } = await loadFolder({ folder: samples, trusted: true });
  workspace.apply(
    { kind: "folders", folders: [{ path: samples, config: config.config }] },
    { kind: "catalog", catalog: createCatalog(registries, new DirectoryContentSource()) },
  );
  for (const path of documents) {
    const text = readFileSync(path, "utf8");
    workspace.apply({ kind: "text", file: path, text });
    if (readDocuments(text).length > 0) texts.push(text);
  }
  expect(texts.length).toBeGreaterThan(10);
});

/** A sample and what happens to it; mostly a little, so that much of it still works. */
const damaged = fc
  .tuple(fc.nat(), fc.array(mutation, { minLength: 0, maxLength: 4 }))
  .map(([pick, mutations]) => ({ pick, mutations }));

function textOf({ pick, mutations }: { pick: number; mutations: Parameters<typeof mutate>[1] }): string {
  return mutate(texts[pick % texts.length] ?? "", mutations);
}

const options: fc.Parameters<unknown> = {
  seed,
  numRuns: 100_000,
  interruptAfterTimeLimit: seconds * 1000,
  markInterruptAsFailure: false,
};

describe(`damaged texts (FUZZ_SEED=${seed})`, { timeout: seconds * 1000 + 30_000 }, () => {
  it("are read without a throw, and all places lie inside the text, and inside each other where it is right", () => {
    fc.assert(
      fc.property(damaged, (damage) => {
        const text = textOf(damage);
        const whole = { start: 0, end: text.length };
        for (const { root, span, problems } of parse(text)) {
          expectInside(span, whole);
          for (const problem of problems) expectInside(problem.span, whole);
          expectNested(root, whole, problems.length === 0);
        }
        readDocuments(text);
        readDocuments(text, "profiles");
        readDocuments(text, "clusters");
        readConfigFile(text);
        readPackJson(text);
      }),
      options,
    );
  });

  it("are judged without a throw, and a fix can be applied, changes something, and breaks nothing", () => {
    let fixes = 0;
    fc.assert(
      fc.property(damaged, (damage) => {
        const text = textOf(damage);
        const whole = { start: 0, end: text.length };
        const readable = isReadable(text);
        for (const finding of judge(text)) {
          expectInside(finding.span, whole);
          expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
          for (const related of finding.related) {
            if (related.file === file && related.span !== undefined) expectInside(related.span, whole);
          }
          for (const fix of finding.fixes()) {
            fixes++;
            const own = fix.edits.filter((edit) => edit.file === file);
            expect(own).toHaveLength(1);
            const result = applyEdits(
              text,
              own.flatMap(({ edits }) => edits),
            );
            // Other files are samples as they are.
            for (const { file: other, edits, create } of fix.edits) {
              if (other === file) continue;
              const before = create === true ? "" : (workspace.snapshot().file(other)?.text ?? "");
              expect(isReadable(applyEdits(before, edits)), `${fix.title}: ${other}`).toBe(true);
            }
            expect(result, fix.title).not.toBe(text);
            if (readable && !isReadable(result)) {
              throw new Error(`\`${fix.title}\` for \`${finding.message}\` breaks the file:\n${result}`);
            }
          }
        }
      }),
      options,
    );
    expect(fixes).toBeGreaterThan(0);
  });

  it("are shown in the trees, each item once, in words and with a place inside the text; lists of clusters agree", () => {
    fc.assert(
      fc.property(damaged, (damage) => {
        const text = textOf(damage);
        workspace.apply({ kind: "text", file, text });
        const snapshot = workspace.snapshot();
        for (const tree of ["profiles", "clusters"] as const) {
          const path = treePath(snapshot, tree, file, text.length / 2, allShown);
          const ids = new Set<string>();
          const walk = (parent: string | undefined) => {
            for (const item of treeChildren(snapshot, tree, parent, allShown).items) {
              expect(ids.has(item.id), item.id).toBe(false);
              ids.add(item.id);
              expect(`${item.label} ${item.accessibilityLabel}`).not.toMatch(/undefined|\[object|NaN/);
              if (item.place?.file === file) expectInside(item.place.span, { start: 0, end: text.length });
              if (path.some(({ id }) => id === item.id) || item.id.startsWith(`${path.at(-1)?.id}/`)) {
                expect(treeItemDetails(snapshot, tree, item.id, allShown)?.item).toEqual(item);
                if (item.hasChildren) walk(item.id);
              }
            }
          };
          walk(undefined);
          for (const { id } of path) expect(ids.has(id)).toBe(true);
        }
        const behind = assignments(snapshot).filter(({ state }) => state === "behind");
        expect(new Set(behind.map(({ cluster }) => cluster)).size).toBe(treesStatus(snapshot).clustersBehind);
        const subject = assigneeAt(snapshot, file, text.length / 2);
        const page = assignmentsPage(snapshot, subject, () => ({ label: "here", address: undefined }));
        expect(`${page.title} ${page.markdown}`).not.toMatch(/undefined|\[object|NaN/);
      }),
      options,
    );
  });

  it("are compared with what they were, both ways, and what clusters notice is the same at a quick look", () => {
    let differences = 0;
    fc.assert(
      fc.property(damaged, (damage) => {
        const sources = [texts[damage.pick % texts.length] ?? "", textOf(damage)].map((text) =>
          readDocuments(text).flatMap(({ profiles }) => profiles.map((profile) => ({ profile, text }))),
        );
        for (const [at, before] of (sources[0] ?? []).entries()) {
          const after = sources[1]?.[at];
          if (after === undefined) continue;
          const forth = compareProfiles(before.profile, after.profile);
          const back = compareProfiles(after.profile, before.profile);
          expect(back.affectsClusters).toBe(forth.affectsClusters);
          expect(back.packs).toHaveLength(forth.packs.length);
          for (const [one, other] of [
            [before, after],
            [after, before],
          ] as const)
            expect(sameInEffect(one, other)).toBe(!forth.affectsClusters);
          expect(compareProfiles(after.profile, after.profile)).toMatchObject({ fields: [], packs: [] });
          expect(comparisonLine(forth).length).toBeLessThan(80);
          expect(comparisonMarkdown(forth, () => "cni")).not.toMatch(/undefined|\[object|NaN/);
          differences += forth.packs.length;
        }
      }),
      options,
    );
    // How many there are depends on how long the machine takes.
    expect(differences).toBeGreaterThan(0);
  });

  it("can have all their packs updated at once, which changes versions and nothing else", () => {
    fc.assert(
      fc.property(damaged, fc.constantFrom(...updateReaches), (damage, reach) => {
        const text = textOf(damage);
        const readable = isReadable(text);
        for (const { profiles } of readDocuments(text)) {
          for (const profile of profiles) {
            const steps = updateSteps(workspace.snapshot().catalog, profile, reach);
            const result = applyEdits(text, updateStepsEdits(steps));
            if (!readable) continue;
            expect(isReadable(result)).toBe(true);
            expect(shapeOf(result)).toEqual(shapeOf(text));
          }
        }
      }),
      options,
    );
  });
});

function judge(text: string): readonly Finding[] {
  workspace.apply({ kind: "text", file, text });
  const failures: unknown[] = [];
  const findings = analyze(workspace.snapshot(), file, {
    error: (_, cause) => failures.push(cause),
    warn: () => undefined,
  });
  if (failures.length > 0) throw failures[0];
  return findings;
}

function isReadable(text: string): boolean {
  return parse(text).every(({ problems }) => problems.length === 0);
}

/** Keys and kinds of nodes, and all scalars but those of `version` and `tag`. */
function shapeOf(text: string): unknown {
  const shape = (node: Node | undefined): unknown => {
    if (node === undefined) return null;
    if (node.kind === "alias") return "scalar or alias";
    if (node.kind === "seq") return node.items.map(shape);
    if (node.kind === "scalar") return node.text;
    return node.entries.map(({ key, value }) => {
      const isVersion = (key.text === "version" || key.text === "tag") && value?.kind !== "map";
      return [key.text, isVersion ? "a version" : shape(value)];
    });
  };
  return parse(text).map(({ root }) => shape(root));
}

function expectInside(span: Span, outer: Span): void {
  if (span.start >= outer.start && span.start <= span.end && span.end <= outer.end) return;
  throw new Error(`${span.start}..${span.end} does not lie in ${outer.start}..${outer.end}`);
}

/** `strict`: what is part of a node lies inside of it. In broken text it may stick out. */
function expectNested(node: Node | undefined, outer: Span, strict: boolean): void {
  if (node === undefined) return;
  expectInside(node.span, outer);
  const within = (span: Span) => (strict ? span : outer);
  if (node.kind === "seq") for (const item of node.items) expectNested(item, within(node.span), strict);
  if (node.kind !== "map") return;
  for (const entry of node.entries) {
    expectInside(entry.span, within(node.span));
    expectInside(entry.key.span, within(entry.span));
    expectNested(entry.value, within(entry.span), strict);
  }
}
