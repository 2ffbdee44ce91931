/** Whatever stands in the values, the rules about them end without a fault, point into the file, and offer edits that can be made. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { analyze } from "./engine.ts";
import { rules } from "./rules/index.ts";
import { secretSpans } from "./secrets.ts";

const catalog = `-- config --
rules: { same-as-default: hint }
-- catalog --
web 1.0.0 addon
-- pack web 1.0.0 schema.yaml --
a.b:
  schema: '{{ required | format "\${list:[x,y]}" }}'
a.c:
  schema: '{{ readonly | format "\${password}" }}'
l.$[].b:
  schema: '{{ required | format "\${boolean}" }}'
charts.web.n:
  schema: '{{ required | format "\${number:[1-5]}" }}'
-- pack web 1.0.0 values.yaml --
a: { b: x, c: "" }
charts:
  web:
    n: 1
    o: 2
`;

const piece = fc.constantFrom(
  "a:",
  "b:",
  "c:",
  "l:",
  "charts:",
  "web:",
  "n:",
  "o:",
  "\n",
  "\n  ",
  "\n    ",
  "\n      ",
  " ",
  "- ",
  "x",
  "y",
  "1",
  "2",
  '""',
  "'",
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  "&p ",
  "*p",
  "<<: ",
  "|",
  ">",
  "# c",
  "******",
  "{{ .spectro.var.v }}",
  "%K%",
  "$" + "{T}",
  "%{ if x }",
  "---",
  "~",
  "!t ",
  "?",
  "\t",
  "é😀",
);

it.each(["literal", "json"])("in any values: %s", (style) => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const values = pieces.join("");
      const pack = { name: "web", type: "spectro", layer: "addon", version: "1.0.0", tag: "1.0.0", values };
      const variables = [{ name: "v", defaultValue: "z", isSensitive: true, regex: "^(?=z)" }];
      const text =
        style === "json"
          ? JSON.stringify({
              metadata: { name: "a" },
              spec: { version: "1.0.0", template: { type: "add-on", packs: [pack] }, variables },
            })
          : `name: a\ntype: add-on\ndescription: ""\npacks:\n  - name: web\n    type: spectro\n    version: 1.0.0\n    values: |2\n${values.replace(/^/gm, "      ")}\n`;
      const workspace = fixtureWorkspace(parseFixture(catalog));
      const file = "/project/a.yaml";
      workspace.apply({ kind: "text", file, text });
      const snapshot = workspace.snapshot();
      const errors: unknown[] = [];
      const logger = {
        error: (message: string, cause?: unknown) => errors.push([message, cause]),
        warn: () => undefined,
      };
      const findings = analyze(snapshot, file, logger, rules);
      expect(errors).toEqual([]);
      const view = snapshot.file(file);
      const spans = [
        ...findings.map(({ span }) => span),
        ...(view === undefined ? [] : secretSpans(snapshot, view)),
      ];
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const finding of findings) {
        if (!/^values-|secret|same-as/.test(finding.rule)) continue;
        found++;
        for (const { edits } of finding.fixes()) for (const edit of edits) applyEdits(text, edit.edits);
      }
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(100);
});
