/** Values and manifests of damaged profiles: what is found again after an edit is what a look at the whole would give. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import type { NestedView } from "../../server/src/syntax/nested-documents.ts";
import type { Node } from "../../server/src/syntax/tree.ts";
import { asScalar, type ScalarNode } from "../../server/src/syntax/tree.ts";
import { type FileView, Workspace } from "../../server/src/workspace/workspace.ts";
import { mutate, mutation } from "./mutate.ts";

const seed = fc.readConfigureGlobal().seed ?? 0;
const seconds = Number(process.env.FUZZ_SECONDS ?? 3);
const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const file = "/w/fuzzed.yaml";
const texts = ["profiles", "exports", "problems"]
  .flatMap((folder) => readdirSync(join(samples, folder)).map((name) => join(samples, folder, name)))
  .map((path) => readFileSync(path, "utf8"))
  .filter((text) => /\b(?:values|content)"?:/.test(text));

const options: fc.Parameters<unknown> = {
  seed,
  numRuns: 100_000,
  interruptAfterTimeLimit: seconds * 1000,
  markInterruptAsFailure: false,
};

function nestedOf(view: FileView): { scalar: ScalarNode; nested: NestedView }[] {
  return view.documents
    .flatMap(({ profiles }) => profiles)
    .flatMap(({ packs }) => packs)
    .flatMap(({ values, manifests }) => [values, ...manifests.map(({ content }) => content)])
    .map((text) => asScalar(text?.node))
    .filter((scalar) => scalar !== undefined)
    .map((scalar) => ({ scalar, nested: view.nested(scalar) }));
}

function viewOf(workspace: Workspace, text: string): FileView | undefined {
  workspace.apply({ kind: "text", file, text });
  return workspace.snapshot().file(file);
}

/** All that a view says, with places in the file. */
function describeView({ nested }: { nested: NestedView }): string {
  const { text, documents, unquoted, isTemplate } = nested;
  const places = Array.from({ length: 12 }, (_, at) => Math.floor((at * text.length) / 11));
  const written = (_: string, value: unknown) => {
    const node = value as Partial<Node> | undefined;
    if (node?.kind === "alias") return { alias: node.name, span: node.span };
    if (node?.kind === "scalar") return { text: node.text, style: node.style, span: node.span };
    return value;
  };
  const map = places.map((at) => [nested.toOuter(at), nested.toInner(nested.toOuter(at))]);
  return JSON.stringify({ text, documents, unquoted, isTemplate, map }, written);
}

describe(`texts within damaged texts (FUZZ_SEED=${seed})`, { timeout: seconds * 1000 + 30_000 }, () => {
  it("are after each edit what a look at nothing but the result gives, and lie inside of their scalars", () => {
    let seen = 0;
    const long = new Workspace();
    fc.assert(
      fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 5 }), (pick, mutations) => {
        let text = texts[pick % texts.length] ?? "";
        viewOf(long, text);
        for (const one of mutations) {
          text = mutate(text, [one]);
          const view = viewOf(long, text);
          const fresh = viewOf(new Workspace(), text);
          const found = view === undefined ? [] : nestedOf(view);
          expect(found.map(describeView)).toEqual(
            fresh === undefined ? [] : nestedOf(fresh).map(describeView),
          );
          for (const { scalar, nested } of found) {
            seen++;
            const whole = nested.toOuterSpan({ start: 0, end: nested.text.length });
            expect(whole.start).toBeGreaterThanOrEqual(scalar.span.start);
            expect(whole.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      options,
    );
    expect(seen).toBeGreaterThan(20);
  });

  it("say what the file's own tree says, where nothing is filled in and nothing is broken", () => {
    let seen = 0;
    const workspace = new Workspace();
    fc.assert(
      fc.property(fc.nat(), fc.array(mutation, { maxLength: 3 }), (pick, mutations) => {
        const text = mutate(texts[pick % texts.length] ?? "", mutations);
        const view = viewOf(workspace, text);
        if (view === undefined || /[$%]\{|\r(?!\n)/.test(text)) return;
        if (view.documents.some(({ problems }) => problems.length > 0)) return;
        for (const { scalar, nested } of nestedOf(view)) {
          seen++;
          expect(nested.text).toBe(scalar.text);
        }
      }),
      options,
    );
    expect(seen).toBeGreaterThan(20);
  });

  it("can be edited, and the file then holds what was meant", () => {
    let edited = 0;
    const workspace = new Workspace();
    const piece = fc.constantFrom("x", "", "\n", "a: 1\n", "  ", "'", '"', "☸", "\n\n  b", ": ", "{{ .x }}");
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(mutation, { maxLength: 2 }),
        fc.nat(),
        fc.nat(30),
        piece,
        (pick, mutations, where, length, by) => {
          const text = mutate(texts[pick % texts.length] ?? "", mutations);
          const view = viewOf(workspace, text);
          const all = view === undefined ? [] : nestedOf(view);
          const chosen = all[where % Math.max(1, all.length)];
          if (chosen === undefined) return;
          const { scalar, nested } = chosen;
          const start = where % (nested.text.length + 1);
          const inner = [{ span: { start, end: Math.min(nested.text.length, start + length) }, text: by }];
          const edits = nested.edits(inner);
          if (edits === undefined) return;
          edited++;
          const wanted = applyEdits(nested.text, inner);
          const result = applyEdits(text, edits);
          expect(result.startsWith(text.slice(0, scalar.span.start))).toBe(true);
          const after = viewOf(workspace, result);
          expect((after === undefined ? [] : nestedOf(after)).map((one) => one.nested.text)).toContain(
            wanted,
          );
        },
      ),
      options,
    );
    expect(edited).toBeGreaterThan(20);
  });
});
