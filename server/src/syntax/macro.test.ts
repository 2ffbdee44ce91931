/** Tests of finding Palette's macros in a text: what is one, where its parts stand, and what is left alone. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionAt, type MacroExpression, scanMacros } from "./macro.ts";
import type { ScalarStyle } from "./tree.ts";

function scan(text: string, style: ScalarStyle = "literal"): readonly MacroExpression[] {
  return scanMacros(text, { start: 0, end: text.length }, style);
}

/** Each reference as its segments, each call as its name and arguments. */
function seen(text: string, style?: ScalarStyle): string[] {
  return scan(text, style).map(({ references, calls, isClosed, inComment }) =>
    [
      ...references.map(({ segments }) => segments.map((segment) => segment.text).join("/")),
      ...calls.map(
        ({ name, isPiped, args }) =>
          `${isPiped ? "| " : ""}${name}(${args.map((arg) => text.slice(arg.start, arg.end)).join(", ")})`,
      ),
      ...(isClosed ? [] : ["open"]),
      ...(inComment ? ["comment"] : []),
    ].join(" "),
  );
}

describe("macros", () => {
  it("are found with their segments, with blanks and without", () => {
    expect(
      seen("a: '{{.spectro.system.cluster.name}}'\nb: {{ .spectro.var.zone }}-{{- .spectro.macro.x -}}"),
    ).toEqual(["system/cluster/name", "var/zone", "macro/x"]);
    expect(seen("{{.spectro.pack.kubernetes-eks.a.oidc-issuer-url}} {{ .spectro.pack.a.b-}}")).toEqual([
      "pack/kubernetes-eks/a/oidc-issuer-url",
      "pack/a/b",
    ]);
  });

  it("have the places of their parts", () => {
    const text = "x: {{ .spectro.var.zone | upper }}";
    const [expression] = scan(text);
    const at = (span?: { start: number; end: number }) => text.slice(span?.start, span?.end);
    expect(at(expression?.span)).toBe("{{ .spectro.var.zone | upper }}");
    expect(at(expression?.references[0]?.span)).toBe(".spectro.var.zone");
    expect(expression?.references[0]?.segments.map(({ span }) => at(span))).toEqual(["var", "zone"]);
    expect(at(expression?.calls[0]?.span)).toBe("upper");
  });

  it("have functions with arguments, piped and in front", () => {
    expect(seen('{{ .spectro.pack.a.b | default "x }} y" | substr 0 4 }}')).toEqual([
      'pack/a/b | default("x }} y") | substr(0, 4)',
    ]);
    expect(seen('{{ default "x" .spectro.var.b }}')).toEqual(['var/b default("x", .spectro.var.b)']);
    expect(seen("{{ if eq .spectro.system.cloud.type `aws` }}")).toEqual([
      "system/cloud/type if() eq(.spectro.system.cloud.type, `aws`)",
    ]);
  });

  it("may be written in the double quotes of JSON", () => {
    expect(
      seen('"a: {{.spectro.var.a | default \\"x }}\\" | upper}}\\nb: {{.spectro.var.b"', "double"),
    ).toEqual(['var/a | default(\\"x }}\\") | upper()', "var/b open"]);
    expect(seen('"a: {{.spectro.var.a\\nb: }}"', "double")).toEqual(["var/a open"]);
  });

  it("that are not finished end with their line, or at the next one", () => {
    expect(seen("a: {{.spectro.sy\nb: }}")).toEqual(["sy open"]);
    expect(seen("a: {{.spectro.")).toEqual([" open"]);
    expect(seen("a: {{ .spectro {{ .spectro.var.a }}")).toEqual([" open", "var/a"]);
    expect(seen('a: {{ .spectro.var.a | default "x }}')).toEqual(["var/a | default(x)"]);
  });

  it("are only those that name `.spectro` as a whole", () => {
    expect(
      seen(
        '{{ .Values.spectro.x }} {{ include "a.spectro.b" . }} {{ .spectrometer.x }} {{ $labels.a }} .spectro.var.a {{ `.spectro.var.a` }}',
      ),
    ).toEqual([]);
    expect(seen("{{ $.spectro.var.a }} {{ (.spectro.var.b) }}")).toEqual(["var/a", "var/b"]);
  });

  it("keep what Terraform fills in as a part of the name", () => {
    expect(seen("{{.spectro.var.${NAME}_x}} {{.spectro.var.%NAME%}}")).toEqual([
      "var/${NAME}_x",
      "var/%NAME%",
    ]);
  });

  it("are told apart from those in comments", () => {
    const text = `# {{.spectro.var.a}}
a: b # {{.spectro.var.b}}
c: '# {{.spectro.var.c}}'
d: "#" {{.spectro.var.d}}
e: x#{{.spectro.var.e}}
f: don't # {{.spectro.var.f}}
g: {{/* .spectro.var.g */}}
h: {{.spectro.var.h}}`;
    expect(seen(text)).toEqual([
      "var/a comment",
      "var/b comment",
      "var/c",
      "var/d",
      "var/e",
      "var/f comment",
      "var/g comment",
      "var/h",
    ]);
    expect(seen(JSON.stringify(text), "double")).toEqual(seen(text));
  });
});

describe("the expression at a caret", () => {
  const at = (marked: string) => {
    const offset = marked.indexOf("^");
    const text = marked.replace("^", "");
    const found = expressionAt(text, { start: 0, end: text.length }, "literal", offset);
    return found && text.slice(found.span.start, found.span.end);
  };

  it("is the one whose braces it is between", () => {
    expect(at("a: {{^")).toBe("{{");
    expect(at("a: {{^}}")).toBe("{{}}");
    expect(at("a: {{ .Values.x ^}}")).toBe("{{ .Values.x }}");
    expect(at("{{ a }} {{ b^ }}")).toBe("{{ b }}");
    expect(at("a: {^{")).toBeUndefined();
    expect(at("a: {{ b }}^")).toBeUndefined();
    expect(at("a: {{ b\n^")).toBeUndefined();
  });
});

describe("the scan", () => {
  const scraps = fc.constantFrom(
    ...'{{ }} .spectro .spectro. var | default " \' ` \\ \\" \\n # ${ } $ ( ) - . a'.split(" "),
    "\n",
    " ",
    "\r\n",
    "/*",
  );

  it("ends on anything, with places in order and inside of the text", () => {
    fc.assert(
      fc.property(
        fc.array(scraps, { maxLength: 60 }),
        fc.constantFrom("literal", "double"),
        (parts, style) => {
          const text = parts.join("");
          let last = 0;
          for (const { span, references, calls } of scan(text, style as ScalarStyle)) {
            expect(span.start).toBeGreaterThanOrEqual(last);
            expect(span.end).toBeLessThanOrEqual(text.length);
            for (const part of [...references, ...references.flatMap(({ segments }) => segments), ...calls]) {
              expect(part.span.start).toBeGreaterThanOrEqual(span.start);
              expect(part.span.end).toBeLessThanOrEqual(span.end);
            }
            for (const { segments } of references)
              for (const segment of segments)
                expect(text.slice(segment.span.start, segment.span.end)).toBe(segment.text);
            last = span.end;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  // A scan that looks at a line again for each of its braces would not end within the test's time.
  it.each([
    "{{",
    "{{.spectro.",
    '{{.spectro."',
    "{{.spectro.${",
    ".spectro.${",
    "{{ `",
    "{{.spectro.a}}",
    '\\"{{',
    "{{ a | ",
  ])(
    "is linear in a long line of %s",
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(scan(`{{${text}`, "literal").length).toBeGreaterThanOrEqual(0);
      expect(scan(`{{${text}`, "double").length).toBeGreaterThanOrEqual(0);
    },
    20_000,
  );
});
