/** Merges of damaged values: they never throw, what comes out is read again, and the identities hold whatever is in the texts. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as readYaml, stringify } from "yaml";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { choiceEdits, choiceIn, mergeValues } from "../../server/src/updates/values-merge.ts";
import { mutate, mutation } from "./mutate.ts";

const seed = fc.readConfigureGlobal().seed ?? 0;
const seconds = Number(process.env.FUZZ_SECONDS ?? 3);
const folder = fileURLToPath(new URL("../../samples/packs", import.meta.url));
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name, "values.yaml"), "utf8"));

const options: fc.Parameters<unknown> = {
  seed,
  numRuns: 100_000,
  interruptAfterTimeLimit: seconds * 1000,
  markInterruptAsFailure: false,
};

/** Small maps with the kinds of values that meet in a merge. */
const key = fc.constantFrom("a", "b", "c", "name", "replicas", "replicaCount", "long key", "__proto__", "1");
const scalar = fc.constantFrom(
  "1",
  "'x'",
  '"y: z"',
  "~",
  "true",
  "1.20",
  "''",
  "{}",
  "[]",
  "|\n    text\n    more\n",
);
const lines = fc.array(
  fc.oneof(
    fc.tuple(key, scalar).map(([name, value]) => `${name}: ${value.trimEnd()}`),
    fc
      .tuple(key, key, scalar)
      .map(([name, inner, value]) => `${name}:\n  ${inner}: ${value.trimEnd()} # why`),
    fc
      .tuple(key, fc.array(key, { minLength: 1, maxLength: 3 }))
      .map(([name, items]) => `${name}:\n${items.map((item) => `  - name: ${item}\n    v: 1`).join("\n")}`),
    fc.constantFrom(
      "# a comment",
      "",
      "z: &z\n  q: 1",
      "y: *z",
      "x:\n  <<: *z",
      "list: [a, b]",
      "list:\n- a\n- b",
    ),
  ),
  { maxLength: 6 },
);
const small = lines.map((parts) => `${parts.join("\n")}\n`);
const real = fc
  .tuple(fc.nat(), fc.array(mutation, { maxLength: 4 }))
  .map(([pick, mutations]) => mutate(texts[pick % texts.length] ?? "", mutations));
const text = fc.oneof(
  small,
  small.map((one) => one.trimEnd()),
  real,
);
const extent = fc.constantFrom("whole" as const, "fragment" as const, undefined);

/** Values as nobody would write them, but as they could. */
const word = fc.constantFrom(
  "",
  "x",
  "y z",
  "1",
  "a: b",
  "- c",
  "# d",
  "{{.spectro.var.e}}",
  "two\nlines\n",
  " f",
  "true",
  "'",
);
const item = fc.record(
  { name: fc.constantFrom("a", "b", "c", "d"), v: fc.constantFrom(1, 2, "x") },
  { requiredKeys: ["name"] },
);
const { map: values } = fc.letrec<{ map: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "values" },
    fc.oneof(word, fc.constantFrom(null, 1, 2.5, true)),
    tie("map"),
    fc.array(word, { maxLength: 3 }),
    fc.uniqueArray(item, { maxLength: 4, selector: ({ name }) => name }),
    fc.uniqueArray(
      fc.tuple(item, tie("map")).map(([one, more]) => ({ ...one, more })),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    fc.array(fc.array(word, { maxLength: 2 }), { maxLength: 2 }),
  ),
  map: fc.dictionary(
    fc.constantFrom("a", "b", "c", "d", "replicas", "replicaCount", "e f", "1"),
    tie("value"),
    {
      maxKeys: 5,
      depthIdentifier: "values",
    },
  ),
}));
const written = fc
  .tuple(
    values,
    fc.constantFrom(1, 2, 4),
    fc.boolean(),
    fc.constantFrom("any", "any", "any", "flow"),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  )
  .map(([map, indent, indentSeq, collectionStyle, eol, isOpen]) => {
    const plain = stringify(map, { indent, indentSeq, collectionStyle: collectionStyle as "any" | "flow" });
    const lineEnds = plain.replaceAll("\n", eol);
    return isOpen ? lineEnds.trimEnd() : lineEnds;
  });

function problemsIn(merged: string): readonly unknown[] {
  return parse(merged).flatMap(({ problems }) => problems);
}

describe(`merges of damaged values (FUZZ_SEED=${seed})`, { timeout: seconds * 4000 + 30_000 }, () => {
  it("never throw, are read again, and offer choices that are what they are called", () => {
    let merges = 0;
    fc.assert(
      fc.property(text, text, text, extent, (base, mine, theirs, how) => {
        const merged = mergeValues({ base, mine, theirs, extent: how });
        if ("reason" in merged) return;
        merges++;
        if (!/[{%@$]/.test(merged.text)) expect(problemsIn(merged.text)).toEqual([]);
        for (const entry of merged.entries) {
          if (entry.kind !== "review") continue;
          if (entry.proposed !== undefined) expect(choiceIn(merged.text, entry)).toBeDefined();
          for (const { choice } of entry.outcomes) {
            const edits = choiceEdits(merged.text, entry, choice);
            if ("reason" in edits) continue;
            const taken = applyEdits(merged.text, edits);
            const again = choiceEdits(taken, entry, choice);
            expect(again).toEqual([]);
          }
        }
      }),
      options,
    );
    expect(merges).toBeGreaterThan(0);
  });

  it("are never refused where the values are plain, whatever differs and however they are written", () => {
    fc.assert(
      fc.property(written, written, written, extent, (base, mine, theirs, how) => {
        const merged = mergeValues({ base, mine, theirs, extent: how });
        if ("reason" in merged) throw new Error(merged.reason);
        readYaml(merged.text);
        for (const entry of merged.entries) {
          if (entry.kind !== "review") continue;
          const taken = entry.outcomes.map(({ choice }) => choiceEdits(merged.text, entry, choice));
          expect(taken.filter((edits) => "reason" in edits)).toEqual([]);
        }
      }),
      options,
    );
  });

  it("are the new defaults, or the values, where there is nothing to merge", () => {
    fc.assert(
      fc.property(text, text, extent, (one, other, how) => {
        const untouched = mergeValues({ base: one, mine: one, theirs: other, extent: "whole" });
        if (!("reason" in untouched)) expect(untouched).toMatchObject({ text: other, isClean: true });
        const stayed = mergeValues({ base: one, mine: other, theirs: one, extent: how });
        if (!("reason" in stayed)) expect(stayed).toMatchObject({ text: other, isClean: true });
      }),
      options,
    );
  });

  it("say nothing new the second time", () => {
    fc.assert(
      fc.property(text, text, text, extent, (base, mine, theirs, how) => {
        const merged = mergeValues({ base, mine, theirs, extent: how });
        if ("reason" in merged) return;
        const again = mergeValues({ base: theirs, mine: merged.text, theirs, extent: how });
        expect(again).toMatchObject({ text: merged.text });
        if (how === undefined || merged.entries.some((entry) => entry.kind === "review")) return;
        const twice = mergeValues({ base, mine: merged.text, theirs, extent: how });
        if ("reason" in twice || /[{%@$!]/.test(merged.text)) return;
        expect(readYaml(twice.text, { uniqueKeys: false })).toEqual(
          readYaml(merged.text, { uniqueKeys: false }),
        );
      }),
      options,
    );
  });
});
