/** Properties of a change that is moved to a new version: whatever somebody typed, the committed text comes back and nothing is lost. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../base/text-edit.ts";
import { Workspace } from "../workspace/workspace.ts";
import { asVersionOfItsOwn, committedChanges } from "./committed-change.ts";

const file = "/w/web-1.0.0.yaml";
const cluster =
  "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.0.0 }\n    - { name: shop, version: 1.0.0 }\n";

const profile = (name: string, values: string) =>
  `# ${name} 😀\nname: ${name}\nversion: 1.0.0\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    values: |\n      a: ${values}\n`;

/** Texts that somebody may have typed: the committed one with pieces replaced by others. */
function typed(committed: string): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    "",
    "\n",
    "\r\n",
    "---\n",
    "b: 2\n",
    "😀",
    " ",
    "name: shop\n",
    "1.1.0",
    "2",
    "# x",
    "|",
    "'",
  );
  const splice = fc.tuple(fc.nat(committed.length), fc.nat(12), piece);
  return fc.array(splice, { minLength: 1, maxLength: 4 }).map((splices) =>
    splices.reduce((text, [at, length, added]) => {
      const start = Math.min(at, text.length);
      return text.slice(0, start) + added + text.slice(start + length);
    }, committed),
  );
}

interface Moved {
  readonly restored: string;
  readonly added: string | undefined;
}

/** What becomes of the file and of the new one, for each change that has a fix. */
function moved(committed: string, present: string): Moved[] {
  const workspace = new Workspace();
  workspace.apply(
    { kind: "text", file: "/w/lab.yaml", text: cluster },
    { kind: "text", file, text: present },
    { kind: "committed", file, text: committed },
  );
  const snapshot = workspace.snapshot();
  const view = snapshot.file(file);
  if (view === undefined) return [];
  return committedChanges(snapshot, view).flatMap((change): Moved[] => {
    const edits = asVersionOfItsOwn(snapshot, view, change)?.edits;
    const [first, second] = edits ?? [];
    if (first === undefined) return [];
    const added = second === undefined ? undefined : applyEdits("", second.edits);
    return [{ restored: applyEdits(present, first.edits), added }];
  });
}

describe("moving a change to a new version", () => {
  it("brings back the whole committed text of a file with one document", () => {
    const committed = profile("web", "1");
    let seen = 0;
    fc.assert(
      fc.property(typed(committed), (present) => {
        for (const { restored, added } of moved(committed, present)) {
          if (added === undefined) continue;
          seen++;
          const wanted = present.includes("\r\n") ? committed.replaceAll("\n", "\r\n") : committed;
          expect(restored).toBe(wanted);
          expect(added.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it("of one of several documents keeps the others, and puts the change behind them", () => {
    const [web, shop] = [profile("web", "1"), profile("shop", "1")];
    let seen = 0;
    fc.assert(
      fc.property(typed(web), (changed) => {
        // Somebody who types a marker or takes one away has another number of documents.
        if (/^(?:---|\.\.\.)/m.test(changed) || changed.includes("\r") || !changed.endsWith("\n")) return;
        for (const { restored } of moved(`${web}---\n${shop}`, `${changed}---\n${shop}`)) {
          seen++;
          expect(restored.startsWith(`${web}---\n${shop}---\n`)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(20);
  });

  it("leaves a byte order mark at the beginning of the file, wherever the document stands now", () => {
    const [web, shop] = [profile("web", "1"), profile("shop", "1")];
    const changed = profile("web", "2");
    const [one] = moved(web, `\ufeff${shop}---\n${changed}`);
    expect(one?.restored.startsWith(`\ufeff${shop}---\n${web}---\n`)).toBe(true);
    const [other] = moved(`${shop}---\n${web}`, `\ufeff${changed}---\n${shop}`);
    expect(other?.restored.startsWith(`\ufeff${web}---\n${shop}---\n`)).toBe(true);
  });

  it("ends, with whatever was committed and whatever was typed", () => {
    const committed = `${profile("web", "1")}---\n${profile("shop", "1")}`;
    fc.assert(
      fc.property(typed(committed), typed(committed), (before, after) => {
        expect(() => moved(before, after)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});
