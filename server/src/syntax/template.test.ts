/** Tests of how Terraform templates are hidden from the parser. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasMarker, hasTemplate, maskTemplates, unmaskTemplates } from "./template.ts";

describe("maskTemplates", () => {
  it("gives back the very same text when there is no template", () => {
    const text = "a: $1\nb: 100%\nc: {d: e}\n";
    expect(maskTemplates(text)).toBe(text);
  });

  it.each(["${A}", '${x ? "a: b" : "#c"}', "${jsonencode({a = [1]})}", "$${literal}", "${ä}"])(
    "leaves nothing of %s that YAML could take for its own",
    (template) => {
      const masked = maskTemplates(`a: ${template}`);
      expect(masked).toHaveLength(`a: ${template}`.length);
      expect(masked.slice(3)).not.toMatch(/[{}"#:?[\]]/);
      expect(unmaskTemplates(masked)).toBe(`a: ${template}`);
    },
  );

  it("makes comments of directives on lines of their own, and of no others", () => {
    expect(maskTemplates("%{ if x }\r\na: '%{b}'\n  %{ endif } # why\n")).toMatch(
      /^#\{ if x \}\r\na: '%\{b\}'\n {2}#\{ endif \} # why\n$/,
    );
  });

  it("does not reach over the end of a line", () => {
    expect(maskTemplates("a: ${\nb: }")).toBe("a: ${\nb: }");
  });

  it("keeps every offset, and what it masked comes back", () => {
    const unit = fc.constantFrom("${", "}", "{", "%{", "\n", "\r\n", "a", ":", " ", "☸", "$");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        const masked = maskTemplates(text);
        expect(masked).toHaveLength(text.length);
        expect(unmaskTemplates(masked).replace(/^([ \t]*)#\{/gm, "$1%{")).toBe(text);
      }),
    );
  });
});

describe("hasTemplate and hasMarker", () => {
  it.each([
    ["${A}", true, true],
    ["v${A}.0", true, true],
    ["%{ if x }", true, true],
    ["$${A}", false, false],
    ["%%{A}", false, false],
    ["1.2.3", false, false],
    ["$A", false, true],
    ["$(A)", false, true],
    ["%A%", false, true],
    ["@A@", false, true],
    ["{{ a }}", false, true],
    ["5%", false, false],
    ["a@b", false, false],
  ])("of %s are %s and %s", (text, template, marker) => {
    expect([hasTemplate(text), hasMarker(text)]).toEqual([template, marker]);
  });
});
