/**
 * Any sequence of bumps, new versions, renames, moves and attachments, over a workspace of all dialects: texts stay readable, what a
 * reader finds is what was asked for, nothing else changes, and each step can be taken back.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../../server/src/base/text-edit.ts";
import { moveChoices, moveChosen } from "../../server/src/features/cluster-moves.ts";
import type { PlannedEdits } from "../../server/src/features/effect-preview.ts";
import { attachAt } from "../../server/src/features/profile-attachment.ts";
import { bumpProfileAt, newProfileVersionAt } from "../../server/src/features/profile-versions.ts";
import { rename } from "../../server/src/features/rename.ts";
import type { FileEdit } from "../../server/src/updates/file-edit.ts";
import type { Refusal } from "../../server/src/updates/refusal.ts";
import type { ProfileEntry, ReferenceEntry } from "../../server/src/workspace/profile-index.ts";
import { type Snapshot, Workspace } from "../../server/src/workspace/workspace.ts";

type Files = Readonly<Record<string, string>>;

const start: Files = {
  "metal-1.0.0.yaml": "name: metal # bare\nversion: '1.0.0'\ntype: infra\ndescription: \"\"\npacks: []\n",
  "metal.yaml":
    '# kept\r\nname: "metal"\r\nversion: 1.1.0\r\ntype: infra\r\ndescription: ""\r\npacks: []\r\n',
  "web.yaml":
    'name: web\ntype: add-on\ndescription: ""\npacks: []\n---\nname: db\nversion: 2.0.0\ntype: add-on\ndescription: ""\npacks: []\n',
  "edge.json":
    '{\n  "metadata": { "name": "web" },\n  "spec": { "version": "3.0.0", "template": { "type": "add-on", "packs": [] } }\n}\n',
  "berlin.yaml":
    "name: berlin\ncloudType: maas\nprofiles:\n  infra: { name: metal, version: 1.0.0 } # steel\n  addons:\n    - name: web # front\n    - db\nnode_groups: []\n",
  "lab.yaml":
    "name: lab\r\ncloudType: maas\r\nprofiles:\r\n  infra: metal\r\n  addons:\r\n  - db\r\nnode_groups: []\r\n",
  "stores.yaml":
    "- name: store-1\n  node_pools: []\n  profiles:\n    - name: metal\n      tag: 1.1.0\n    - { name: web, tag: 1.0.0 }\n- name: store-2\n  node_pools: []\n  profiles:\n    - name: db\n",
};

function workspaceOf(files: Files): Snapshot {
  const workspace = new Workspace();
  for (const [name, text] of Object.entries(files))
    workspace.apply({ kind: "text", file: `/w/${name}`, text });
  return workspace.snapshot();
}

/** A step, told by numbers that choose among what there is at the time. */
const step = fc.record({
  kind: fc.constantFrom("bump", "new", "rename", "move", "attach"),
  profile: fc.nat(),
  cluster: fc.nat(),
  version: fc.constantFrom("1.0.1", "1.2.0", "2.0.0-rc.1", "4.0.0", "10.20.30"),
  name: fc.constantFrom("metal", "steel", "web-2", "front end", "0755", "null"),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function entriesOf({ index }: Snapshot): ProfileEntry[] {
  return [...index.names()].sort().flatMap((name) => [...index.versions(name)]);
}

function referencesOf({ index }: Snapshot): ReferenceEntry[] {
  return [...index.allClusters()].flatMap((cluster) => [...cluster.references]);
}

interface Done {
  readonly edits: readonly FileEdit[] | Refusal;
  /** What a reader of the texts afterwards must find. */
  check(after: Snapshot): void;
}

function take(snapshot: Snapshot, { kind, profile, cluster, version, name }: Step): Done {
  const entries = entriesOf(snapshot);
  const entry = entries[profile % entries.length];
  if (entry === undefined) throw new Error("there are profiles");
  const { file } = entry;
  const offset = entry.nameSpan.start;
  const identity = { name: entry.name, context: entry.context };
  const has = (after: Snapshot, wanted: string) =>
    after.index.versions(entry.name).some((one) => one.version === wanted);
  switch (kind) {
    case "bump":
      return {
        edits: bumpProfileAt(snapshot, file, offset, version),
        check: (after) => expect(has(after, version)).toBe(true),
      };
    case "new": {
      const made = newProfileVersionAt(
        snapshot,
        file,
        offset,
        version,
        (other) => snapshot.file(other) !== undefined,
      );
      return {
        edits: "reason" in made ? made : [made],
        check: (after) => {
          expect(has(after, version) && has(after, entry.version)).toBe(true);
          expect(entriesOf(after)).toHaveLength(entries.length + 1);
        },
      };
    }
    case "rename": {
      const users = referencesOf(snapshot).filter((one) => one.name === entry.name).length;
      return {
        edits: rename(snapshot, file, offset, name),
        check: (after) => {
          expect(after.index.versions(name).length).toBeGreaterThan(0);
          // Exports may be of any context, and so may all that is called like one.
          const moved = referencesOf(after).filter((one) => one.name === name).length;
          expect(
            moved + referencesOf(after).filter((one) => one.name === entry.name).length,
          ).toBeGreaterThanOrEqual(users);
        },
      };
    }
    case "move": {
      const ids = moveChoices(snapshot, identity, entry.version, undefined)
        .filter(({ candidate }) => candidate.obstacle === undefined)
        .map(({ id }) => id);
      return {
        edits: editsOf(moveChosen(snapshot, identity, entry.version, ids)),
        check: (after) => expect(moveChoices(after, identity, entry.version, undefined)).toEqual([]),
      };
    }
    case "attach": {
      const clusters = [...snapshot.index.allClusters()];
      const target = clusters[cluster % clusters.length];
      if (target === undefined) throw new Error("there are clusters");
      const place = { file: target.file, offset: target.nameSpan.start };
      return {
        edits: editsOf(attachAt(snapshot, { file, offset }, [place])),
        check: (after) => {
          const found = [...after.index.allClusters()].find(
            (one) => one.file === target.file && one.name === target.name,
          );
          const attached = found?.references.filter((one) => one.name === entry.name);
          expect(attached?.some((one) => one.version === entry.version)).toBe(true);
        },
      };
    }
  }
}

function editsOf(planned: PlannedEdits | Refusal): readonly FileEdit[] | Refusal {
  return "reason" in planned ? planned : planned.edits;
}

function inverse(edits: readonly TextEdit[], text: string): TextEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, text: written }) => {
      const at = span.start + shift;
      shift += written.length - (span.end - span.start);
      return { span: { start: at, end: at + written.length }, text: text.slice(span.start, span.end) };
    });
}

describe("profiles and clusters", () => {
  it("stay readable through any sequence of changes, each of which can be taken back", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let files: Files = start;
        let done = 0;
        for (const one of steps) {
          const before = workspaceOf(files);
          const { edits, check } = take(before, one);
          if ("reason" in edits) {
            expect(edits.reason).not.toBe("");
            continue;
          }
          const next: Record<string, string> = { ...files };
          for (const { file, edits: ofFile, create } of edits) {
            const name = file.replace("/w/", "");
            const text = create ? "" : (files[name] ?? "");
            if (create) expect(files[name]).toBeUndefined();
            next[name] = applyEdits(text, ofFile);
            expect(applyEdits(next[name], inverse(ofFile, text))).toBe(text);
            checkComments(text, next[name]);
          }
          const after = workspaceOf(next);
          for (const file of after.files())
            for (const { problems } of after.file(file)?.documents ?? []) expect(problems).toEqual([]);
          expect(after.files().length).toBe(Object.keys(next).length);
          check(after);
          files = next;
          done++;
        }
        fc.pre(done > 0);
      }),
      { numRuns: 120 },
    );
  });
});

/** Each comment and line end of before is there afterwards. */
function checkComments(before: string, after: string): void {
  const comments = (text: string) => text.match(/#.*/g) ?? [];
  for (const comment of comments(before)) expect(comments(after)).toContain(comment);
  if (before.includes("\r\n")) expect(after).not.toMatch(/[^\r]\n/);
}
