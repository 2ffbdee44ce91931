import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { profileWith } from "../../../test/harness/feature-fixture.ts";
import { windowsAt } from "../features/values-window.ts";
import { createLineIndex, type Position } from "../syntax/line-index.ts";
import { Workspace } from "../workspace/workspace.ts";
import { uriOf } from "./convert.ts";
import { identityOf, windowUri } from "./values-uri.ts";
import { ValuesWindows } from "./values-windows.ts";
import {
  toOuterPosition,
  toRealPosition,
  toWindowPosition,
  toWindowRange,
  type WindowLook,
} from "./window-look.ts";

const file = "/project/web 1.yaml";

/** Windows on a profile whose pack `b` has the value, with what was typed into them. */
function open(value: string, typed?: string) {
  const text = `${profileWith(`  - name: a\n    values: x\n  - name: b\n    values: ${value}`)}    version: 1.0.0\nversion: 1.0.0\n`;
  const workspace = new Workspace();
  workspace.apply({ kind: "text", file, text });
  const windows = new ValuesWindows({ workspace, uriOf });
  const found = windowsAt(workspace.snapshot(), file, text.indexOf("name: b\n"));
  const [choice] = "reason" in found ? [] : found;
  if (choice === undefined) throw new Error(`nothing to open in ${text}`);
  const uri = windowUri(uriOf(file), choice.identity, choice.title);
  if (typed !== undefined) windows.documents.open(uri, "yaml", 7, typed);
  const look = <T>(act: (look: WindowLook) => T, caret?: Position): T => {
    const answer = windows.look(uri, (seen) => ({ value: act(seen) }), caret);
    if ("reason" in answer) throw new Error(answer.reason);
    return answer.value;
  };
  return { text, workspace, windows, uri, choice, look };
}

describe("the URI of a text", () => {
  it("says whose it is, to people and to us", () => {
    const { uri, choice } = open("|\n      a: 1\n");
    expect(uri).toMatch(/^cluster-profiles-values:\/project\/web%201\.yaml\/b%20\(base%201\.0\.0\)\.yaml\?/);
    expect(identityOf(uri)).toEqual(choice.identity);
  });

  it("has a path whatever the names are", () => {
    const { identity } = open("|\n      a: 1\n").choice;
    const uri = windowUri(
      "untitled:Untitled-1",
      { ...identity, pack: { name: "a/b?#\ud800", at: 0 } },
      "a/b?#\ud800 (x)",
    );
    expect(uri).toMatch(/^cluster-profiles-values:\/Untitled-1\/a%20b%20%23%20\(x\)\.yaml\?/);
    expect(identityOf(uri)?.pack.name).toBe("a/b?#\ud800");
  });

  it.each([
    "file:///a.yaml",
    "cluster-profiles-values:/a.yaml",
    "cluster-profiles-values:/a?%",
    "cluster-profiles-values:/a?{}",
  ])("is none of another make: %s", (uri) => expect(identityOf(uri)).toBeUndefined());
});

describe("a look at what was typed", () => {
  it("is one at the file with that in it, which is as it was afterwards", () => {
    const { look, text, workspace } = open("|\n      a: 1\n", "a: 1\r\nb: 2\r\n");
    const typed = look(({ view }) => view.text);
    expect(typed).toBe(text.replace("a: 1\n", "a: 1\n      b: 2\n"));
    expect(workspace.snapshot().text(file)).toBe(text);
    expect(() => look(() => JSON.parse("{"))).toThrow();
    expect(workspace.snapshot().text(file)).toBe(text);
  });

  it("is one at what is typed and in the file by now, however often it is asked for", () => {
    const { look, text, workspace, windows, uri } = open("|\n      a: 1\n", "a: 1\nb: 2\n");
    const seen = () => look(({ view }) => view.text);
    const typed = text.replace("a: 1\n", "a: 1\n      b: 2\n");
    expect([seen(), seen()]).toEqual([typed, typed]);
    windows.documents.change(uri, 8, [{ text: "a: 3\n" }]);
    expect(seen()).toBe(text.replace("a: 1\n", "a: 3\n"));
    const longer = `# above\n${text}`;
    workspace.apply({ kind: "text", file, text: longer });
    expect(seen()).toBe(longer.replace("a: 1\n", "a: 3\n"));
    windows.documents.change(uri, 9, [{ text: "a: 1\n" }]);
    expect(seen()).toBe(longer);
  });

  it("knows where the rest of the file is really", () => {
    const { look, text } = open("|\n      a: 1\n", "a: 1\nb: 2\nc: 3\n");
    const [seen, real] = look((at) => {
      const position = at.view.lines.position(at.view.text.indexOf("version: 1.0.0\nversion"));
      return [position, toRealPosition(at, position)];
    });
    expect(real).toEqual(createLineIndex(text).position(text.indexOf("version: 1.0.0\nversion")));
    expect(seen?.line).toBe((real?.line ?? 0) + 2);
  });

  it.each([
    ["at the end", "a:\n  b: 1\n", { line: 2, character: 0 }, "  b: 1\n      \n    version"],
    ["in between", "a:\n\n  b: 1\n", { line: 1, character: 0 }, "a:\n      \n        b: 1\n"],
  ])("indents a blank line that somebody types on: %s", (_, typed, caret, expected) => {
    const { look } = open("|\n      a: 1\n", typed);
    look((at) => {
      expect(at.view.text).toContain(expected);
      const outer = toOuterPosition(at, caret);
      expect(at.view.text.slice(0, at.view.lines.offset(outer)).endsWith("\n      ")).toBe(true);
      expect(toWindowRange(at, { start: outer, end: outer })).toEqual({ start: caret, end: caret });
      const version = at.view.lines.position(at.view.text.indexOf("version: 1.0.0\nversion"));
      expect(toWindowPosition(at, version)).toBeUndefined();
    }, caret);
  });

  it("is refused when the text is gone, with the reason", () => {
    const { windows, uri, workspace, text } = open("|\n      a: 1\n", "a: 2\n");
    workspace.apply({ kind: "text", file, text: text.replace("name: b\n", "name: c\n") });
    expect(windows.look(uri, () => ({}))).toEqual({
      reason: expect.stringContaining("`b` is not in the profile"),
    });
    expect(windows.news(uri)).toEqual({ uri, text: undefined });
    expect(windows.news(uri)).toBeUndefined();
    expect(windows.of(new Set([file]))).toEqual([uri]);
    expect(windows.of(new Set(["/project/other.yaml"]))).toEqual([]);
  });
});

const styles: Record<string, string> = {
  json: "",
  literal: "BLOCK_LITERAL",
  folded: "BLOCK_FOLDED",
  double: "QUOTE_DOUBLE",
  single: "QUOTE_SINGLE",
};
const words = ["a: 1", "b:", "  c: 'it''s'", "", "# 😀 why", '- "x"', "{{ .x }}", "x\\y"];
const document = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
  .map((all) => `a: 0\n${all.join("\n")}\n`);

describe("places in a text", () => {
  it.each(Object.keys(styles))("lead to the file and back: %s", (style) => {
    const isQuoted = style === "double" || style === "single";
    const write = (text: string) =>
      style === "json"
        ? `${JSON.stringify(text)}\n`
        : stringify([text], { defaultStringType: (styles[style] ?? "PLAIN") as "PLAIN", lineWidth: 40 })
            .replace(/^- /, "")
            .replaceAll("\n  ", "\n      ");
    fc.assert(
      fc.property(document, document, (saved, typed) => {
        const { look } = open(write(saved), typed);
        look((at) => {
          expect(at.nested.text).toBe(typed);
          const lines = createLineIndex(typed);
          const end = typed.length - 1;
          for (let offset = 0; offset <= end; offset++) {
            const position = lines.position(offset);
            const outer = toOuterPosition(at, position);
            const back = toWindowPosition(at, outer) ?? { line: -1, character: 0 };
            // Quotes on several lines have one place for line breaks that follow each other.
            const same = isQuoted && typed.slice(lines.offset(back), offset).trim() === "";
            expect([offset, toOuterPosition(at, back)]).toEqual([offset, outer]);
            if (!same) expect([offset, back]).toEqual([offset, position]);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
