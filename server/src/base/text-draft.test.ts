/** Tests of drafts: the edits of all steps do what the steps did. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDraft } from "./text-draft.ts";
import { applyEdits } from "./text-edit.ts";

describe("a draft", () => {
  it("comes to the edits that lead from the first text to the last", () => {
    const draft = createDraft("one two three");
    draft.apply([{ span: { start: 4, end: 7 }, text: "2" }]);
    expect(draft.text()).toBe("one 2 three");
    draft.apply([
      { span: { start: 5, end: 5 }, text: "!" },
      { span: { start: 0, end: 4 }, text: "" },
    ]);
    expect(draft.text()).toBe("2! three");
    expect(draft.edits()).toEqual([{ span: { start: 0, end: 7 }, text: "2!" }]);
  });

  it("goes back to a mark", () => {
    const draft = createDraft("one");
    draft.apply([{ span: { start: 0, end: 0 }, text: "0 " }]);
    const goBack = draft.mark();
    draft.apply([{ span: { start: 0, end: 5 }, text: "" }]);
    goBack();
    expect(draft.text()).toBe("0 one");
    expect(draft.edits()).toEqual([{ span: { start: 0, end: 0 }, text: "0 " }]);
  });

  it("has no edit for what is back as it was", () => {
    const draft = createDraft("one two");
    draft.apply([{ span: { start: 4, end: 7 }, text: "" }]);
    draft.apply([{ span: { start: 4, end: 4 }, text: "two" }]);
    expect(draft.edits()).toEqual([]);
  });

  it("does so whatever the steps are", () => {
    const step = fc.tuple(fc.nat(), fc.nat(5), fc.string({ unit: fc.constantFrom(..."abx"), maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab\n"), maxLength: 20 }),
        fc.array(step),
        (text, steps) => {
          const draft = createDraft(text);
          let expected = text;
          for (const [place, length, added] of steps) {
            const start = place % (expected.length + 1);
            const edit = { span: { start, end: Math.min(expected.length, start + length) }, text: added };
            expected = applyEdits(expected, [edit]);
            draft.apply([edit]);
            expect(draft.text()).toBe(expected);
          }
          expect(applyEdits(text, draft.edits())).toBe(expected);
        },
      ),
    );
  });
});
