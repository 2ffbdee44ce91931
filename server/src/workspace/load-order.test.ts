/** What the workspace knows after changes in any order, held against one that was given the last texts at once. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { type Change, type Snapshot, Workspace } from "./workspace.ts";

const profile = (name: string, version: string, context = "project") =>
  `name: ${name}\nversion: ${version}\ncontext: ${context}\ntype: add-on\ndescription: ""\npacks: []\n`;
const cluster = (name: string, references: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n${references}node_groups: []\n`;

const texts = [
  profile("web", "1.0.0"),
  profile("web", "1.10.0"),
  profile("web", "1.9.0", "tenant"),
  profile("web", "latest"),
  profile("web", "1.10.0+2"),
  profile("db", "1.0.0"),
  `${profile("web", "1.9.0")}---\n${profile("web", "1.0.0")}---\n${profile("db", "2.0.0")}`,
  cluster("a", "    - { name: web, version: 1.0.0 }\n    - { name: web, version: 1.9.0 }\n"),
  cluster("b", "    - web\n    - db\n"),
  `${cluster("a", "    - db\n")}---\n${profile("db", "1.0.0")}---\n${cluster("b", "    - web\n")}`,
  "name: nobody\n",
  "profiles: [",
];

const files = ["/p/a.yaml", "/p/b.yaml", "/p/B.yaml", "/p/c/a.yaml", "/p/ä.yaml"];

const change = fc.record({
  file: fc.constantFrom(...files),
  text: fc.option(fc.constantFrom(...texts), { nil: undefined }),
  loaded: fc.boolean(),
  looked: fc.boolean(),
});

function known(snapshot: Snapshot) {
  const names = [...snapshot.index.names()].sort();
  return {
    files: snapshot.files(),
    versions: names.map((name) => [name, snapshot.index.versions(name)]),
    references: ["web", "db"].map((name) => snapshot.index.references(name)),
    clusters: ["a", "b"].map((name) => snapshot.index.clusters(name)),
    all: [...snapshot.index.allClusters()].map(({ file, span }) => `${file} ${span.start}`).sort(),
  };
}

it("is the same in whatever order files come, go and change", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (changes, draws) => {
      const workspace = new Workspace();
      const last = new Map<string, string>();
      const held: [Snapshot, unknown][] = [];
      for (const { file, text, loaded, looked } of changes) {
        const one: Change = text === undefined ? { kind: "removed", file } : { kind: "text", file, text };
        if (loaded) workspace.load(one);
        else workspace.apply(one);
        if (text === undefined) last.delete(file);
        else last.set(file, text);
        if (looked) held.push([workspace.snapshot(), known(workspace.snapshot())]);
      }
      const shuffled = [...last].map((entry) => ({ entry, at: draws.next().value ?? 0 }));
      shuffled.sort((a, b) => a.at - b.at);
      const fresh = new Workspace();
      fresh.load(...shuffled.map(({ entry: [file, text] }): Change => ({ kind: "text", file, text })));
      expect(known(workspace.snapshot())).toEqual(known(fresh.snapshot()));
      for (const [snapshot, before] of held) expect(known(snapshot)).toEqual(before);
    }),
    { numRuns: 300 },
  );
});
