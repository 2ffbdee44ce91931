/** The files of packs with random damage: nothing throws, every finding lies in its file, and what edits a fix has does so too. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/analysis/engine.ts";
import { findIn, inPackOrder, looseRegistries } from "../../server/src/analysis/example-workspace.ts";
import { createCatalog, noContent } from "../../server/src/catalog/catalog.ts";
import { complete } from "../../server/src/features/completion.ts";
import { hover } from "../../server/src/features/hover.ts";
import { packFileNames } from "../../server/src/model/pack-file.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { mutate, mutation } from "./mutate.ts";

const sample = join(import.meta.dirname, "../../samples/packs/nginx-1.12.4");

const texts: Readonly<Record<string, string>> = {
  "pack.json": readFileSync(join(sample, "pack.json"), "utf8").replace(
    '"layer"',
    '"charts": ["charts/a.tgz"],\n  "layer"',
  ),
  "values.yaml": `# spectrocloud.com/enabled-presets: Size:small\n${readFileSync(join(sample, "values.yaml"), "utf8")}`,
  "schema.yaml":
    'charts.ingress-nginx.a:\n  schema: \'{{ required | format "${number:[1-5]}" | hints "a" "b" }}\'\nb.$[].c:\n  schema: "{{ readonly }}"\n',
  "presets.yaml":
    "presets:\n  - name: small\n    group: Size\n    remove: [a.b]\n    add: |\n      a: 1\n      b: {}\n  - { name: big, group: Size }\n",
};

const folder = "/w/web";

function judge(files: ReadonlyMap<string, string>, offset: number): void {
  const workspace = new Workspace();
  const catalog = createCatalog(looseRegistries(folder, files), { ...noContent, find: findIn(files) });
  workspace.apply({ kind: "catalog", catalog });
  for (const [file, text] of inPackOrder(files)) workspace.apply({ kind: "text", file, text });
  const snapshot = workspace.snapshot();
  for (const file of snapshot.packFiles()) {
    const failures: unknown[] = [];
    const { length } = snapshot.text(file) ?? "";
    const findings = analyze(snapshot, file, {
      error: (message, cause) => failures.push([message, cause]),
      warn: () => undefined,
    });
    expect(failures).toEqual([]);
    const spans = findings.flatMap((finding) => [
      finding.span,
      ...finding.fixes().flatMap(({ edits }) => edits.flatMap((edit) => edit.edits.map(({ span }) => span))),
    ]);
    for (const { start, end } of spans) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(length);
    }
    hover(snapshot, file, Math.min(offset, length));
    complete(snapshot, file, Math.min(offset, length));
  }
}

describe("the files of a pack", () => {
  it("are judged as they should be before they are damaged", () => {
    judge(new Map(Object.entries(texts).map(([name, text]) => [`${folder}/${name}`, text])), 5);
  });

  it("survive damage of the kinds that typing does", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...packFileNames),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.nat(400),
        (damaged, mutations, offset) => {
          const files = Object.entries(texts).map(([name, text]): [string, string] => [
            `${folder}/${name}`,
            name === damaged ? mutate(text, mutations) : text,
          ]);
          judge(new Map(files), offset);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("survive text that is nothing at all", () => {
    fc.assert(
      fc.property(fc.constantFrom(...packFileNames), fc.string({ unit: "binary" }), (name, text) => {
        judge(
          new Map([
            [`${folder}/pack.json`, '{"layer":"addon"}'],
            [`${folder}/${name}`, text],
          ]),
          3,
        );
      }),
    );
  });
});
