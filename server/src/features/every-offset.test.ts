/** What must hold of all features at every place of whatever somebody may be typing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, fixture } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxFiles } from "../../../test/harness/nginx-values.ts";
import { analyze } from "../analysis/engine.ts";
import type { Span } from "../base/span.ts";
import { applyEdits } from "../base/text-edit.ts";
import type { FileEdit } from "../updates/file-edit.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { codeActions } from "./code-actions.ts";
import { complete } from "./completion.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { documentLinks } from "./links.ts";
import { definition, references } from "./navigation.ts";
import { packVersions, updateAllPacks, updatePackAt } from "./pack-versions.ts";
import { bumpProfileAt, newProfileVersionAt } from "./profile-versions.ts";
import { prepareRename, rename } from "./rename.ts";
import { documentSymbols, type Symbol as Outline } from "./symbols.ts";

const seeds = [
  `# a profile
name: base
version: "1.0.0"
type: infra
description: ""
packs:
  - name: kubernetes
    type: spectro
    layer: k8s
    version: &k8s 1.31.4 # pinned
    values: |
      pack:
        namespace: "kube-system"

  - {name: nginx, type: spectro, version: '1.12.1', tag: 1.12.1}
  - name: kubernetes
    type: "spectro"
    registry: Palette Registry
    version: *k8s
---
name: other
type: add-on
packs:
- <<: &merge {name: nginx, version: 1.12.x}
  type: spectro
- <<: *merge
`,
  `{"metadata": {"name": "base"},
 "spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [
  {"name": "nginx", "type": "spectro", "version": "1.12.1", "tag": "1.12.x",
   "registry": {"metadata": {"name": "Palette Registry"}}, "values": "pack:\\n  a: b\\n"},
  {"name": "cni-calico", "version": "3.28.0"}]}}}
`,
  `name: lab
cloudType: maas
profiles:
  infra:
    name: base
    version: 1.0.0
    packs:
      - name: nginx
        version: \${NGINX}
  addons: [other, {name: base, version: "0.9.0"}]
node_groups: []
`,
  `- name: store
  cluster_vip: 1.2.3.4
  profiles: &all
    - name: base
      tag: 1.0.0
- name: shop
  profiles: *all
`,
  `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: infra
    packs:
      - name: nginx
        type: spectro
        version: 1.12.1
        values: |
          host: "{{ .spectro.var.host | default "x" }}" # {{.spectro.var.zone}}
          a.b:
            c: '{{.spectro.pack.nginx.host}}{{ .spectro.system.cluster.nmae }}'
      - {name: cni-calico, version: 3.28.0, values: "x: {{.spectro.pack.nginx.a.b.c}}"}
  variables:
    - {name: host, displayName: Host}
    - name: 'zone'
`,
  `{"metadata": {"name": "base"}, "spec": {"template": {"type": "cluster", "packs": [
  {"name": "nginx", "type": "spectro", "version": "1.12.1",
   "values": "a: \\"{{.spectro.var.host | upper}}\\"\\nb: '{{ .spectro.pack.nginx.a }}{{.spectro.'\\n"}]},
  "variables": [{"name": "host", "inputType": "dropdown"}]}}
`,
];

/** Values of a pack of which all is known, in every way of writing. */
const valuesSeeds = [
  inBlock(
    "# spectrocloud.com/enabled-presets: Mode:solo\npack:\n  namespace: x # y\ncharts:\n  nginx:\n    replicas: 5\n    repl\n    env:\n      - name: A\n      - \n    script: |\n      a\n  \n    \n",
  ),
  inBlock("pack: {namespace: 'a', }\n\ncharts:\n  ng", "1.12.1", "|-"),
  inBlock("  charts:\n    nginx: {mode: }\n", "1.12.1", "|2+"),
  inBlock("charts:\n  nginx: {replicas: 7}\n\npack: {}", "1.12.1", ">"),
  inBlock("").replace("values: |\n", "values: 'charts: {nginx: {mode: ''f'', repl}}'\n"),
  inBlock("").replace("values: |\n", 'values: "charts:\\n  nginx:\\n\n      \\    repl\\u0069cas: 4"\n'),
  inBlock("").replace("values: |\n", "values: charts\n"),
  inBlock(""),
  inJson('pack:\n  name\ncharts: {"nginx": {"mode": "fast", }}\n\n'),
];

const others = {
  "p1.yaml": 'name: base\nversion: 1.0.0\ntype: infra\ndescription: ""\npacks: []\n',
  "p2.yaml": 'name: base\nversion: 1.1.0\ntype: infra\ndescription: ""\npacks: []\n',
};

const scraps = fc.constantFrom(
  ...[
    "",
    " ",
    "\n",
    "\r\n",
    "    ",
    "\t",
    ":",
    ": ",
    "- ",
    "-",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    "|",
    ">",
    "*",
    "&a ",
  ],
  ...[
    "*k8s",
    "<<: *merge\n",
    "version:",
    "ver",
    "---\n",
    "${",
    "\ufeff",
    "\u{1f600}",
    "name: x\n",
    "? ",
    "!!str ",
    "%",
    "{{",
    "}}",
    "{{ .spectro.",
    ".spectro.var.host",
    ".spectro.pack.nginx.",
    " | ",
    "\\n",
  ],
);

const mutated = fc
  .tuple(
    fc.constantFrom(...seeds, ...valuesSeeds),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), scraps), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([seed, changes, crlf]) => {
    const text = changes.reduce((before, [place, length, scrap]) => {
      const at = place % (before.length + 1);
      return before.slice(0, at) + scrap + before.slice(at + length);
    }, seed);
    return crlf ? text.replaceAll("\n", "\r\n") : text;
  });

describe("all features, at every offset of texts that are being written", () => {
  it("answer with places inside of the text, and with edits that apply", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        check(text.replaceAll("$0", ""));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it.each([...seeds, ...valuesSeeds, ...valuesSeeds.map((seed) => seed.replaceAll("\n", "\r\n"))])(
    "hold for seed %#",
    (seed) => {
      check(seed);
    },
  );

  it("complete values so that the file around them stays what it is", () => {
    const taken = new Set<string>();
    for (const seed of valuesSeeds) {
      const packsOf = (text: string) => {
        const { snapshot, file } = fixture(text, { others, ...nginxFiles });
        const packs = snapshot.file(file)?.documents.flatMap(({ profiles }) => profiles[0]?.packs ?? []);
        return packs?.map(({ name, version }) => [name?.text, version?.text]);
      };
      const { snapshot, file } = fixture(seed, { others, ...nginxFiles });
      const [, pack] = snapshot.file(file)?.documents[0]?.profiles[0]?.packs ?? [];
      const end = pack?.span.start ?? seed.length;
      for (let offset = seed.indexOf("values"); offset < end; offset++)
        for (const { span, newText, label } of complete(snapshot, file, offset)) {
          if (!inValues.has(label)) continue;
          taken.add(label);
          expect(packsOf(applyEdits(seed, [{ span, text: newText }]))).toEqual(packsOf(seed));
        }
    }
    expect(taken).toEqual(inValues);
  });

  it("rename profiles and change their versions so that a reader finds the new ones", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        checkProfileEdits(text.replaceAll("$0", ""));
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

/** What completion offers inside of the values, of which one is enough for each way of writing. */
const inValues = new Set(["namespace", "replicas", "fast", "2", "tag"]);

function checkProfileEdits(text: string): void {
  const made = fixture(text, { others });
  const { snapshot, file } = made;
  const documents = snapshot.file(file)?.documents ?? [];
  if (documents.some(({ problems }) => problems.length > 0)) return;
  const documentsOf = (changed: string) => fixture(changed, { others }).snapshot.file(file)?.documents ?? [];

  const mentions = ({ index }: Snapshot, name: string) =>
    index.references(name).length + index.versions(name).length;
  for (const { index } of text.matchAll(/base|other/g)) {
    const place = prepareRename(snapshot, file, index);
    const edits = rename(snapshot, file, index, "new");
    if ("reason" in place || "reason" in edits) continue;
    const texts: Record<string, string> = { ...others, "example.yaml": text };
    for (const edit of edits) {
      const name = edit.file.replace("/project/", "");
      texts[name] = applyEdits(texts[name] ?? "", edit.edits);
    }
    const { "example.yaml": own = "", ...rest } = texts;
    const after = fixture(own, { others: rest }).snapshot;
    expect(mentions(after, "new")).toBeGreaterThan(0);
    expect(mentions(after, "new") + mentions(after, place.placeholder)).toBe(
      mentions(snapshot, place.placeholder),
    );
  }

  for (const [at, { profiles }] of documents.entries()) {
    const [profile] = profiles;
    if (profile === undefined) continue;
    const { start } = profile.span;
    const bumped = bumpProfileAt(snapshot, file, start, "7.0.0");
    if (!("reason" in bumped)) {
      const after = documentsOf(applied(made, bumped));
      expect(after[at]?.profiles[0]?.version?.text).toBe("7.0.0");
      expect(after.flatMap(({ problems }) => problems)).toEqual([]);
    }
    const added = newProfileVersionAt(snapshot, file, start, "7.0.0", () => false);
    if (!("reason" in added) && added.file === file) {
      const after = documentsOf(applied(made, [added]));
      expect(after.at(-1)?.profiles[0]?.version?.text).toBe("7.0.0");
      expect(after.at(-1)?.profiles[0]?.name?.text).toBe(profile.name?.text);
    }
  }
}

/** Without new files. */
function inPlace(edits: readonly FileEdit[]): readonly FileEdit[] {
  return edits.filter(({ create }) => create !== true);
}

function check(text: string): void {
  const made = fixture(text, { others, ...nginxFiles });
  const { snapshot, file } = made;
  const isInside = ({ start, end }: Span) => 0 <= start && start <= end && end <= text.length;
  const findings = analyze(snapshot, file);
  const whole = { start: 0, end: text.length };
  let titlesBefore = "";

  for (let offset = 0; offset <= text.length; offset++) {
    const hovered = hover(snapshot, file, offset);
    if (hovered !== undefined) {
      expect(isInside(hovered.span)).toBe(true);
      expect(hovered.markdown).not.toBe("");
    }
    for (const item of complete(snapshot, file, offset)) {
      expect(isInside(item.span) && item.span.start <= offset && offset <= item.span.end).toBe(true);
      expect(item.newText).not.toMatch(/[\r\n]/);
    }
    const actions = codeActions(snapshot, file, { start: offset, end: offset }, findings);
    const titles = actions.map(({ title }) => title).join("\n");
    // Within one word they are the same ones.
    if (titles !== titlesBefore) for (const action of actions) applied(made, inPlace(action.edits()));
    titlesBefore = titles;
    const choice = packVersions(snapshot, file, offset);
    for (const { version } of choice?.versions ?? [])
      applied(
        made,
        updatePackAt(snapshot, file, offset, {
          name: choice?.name ?? "",
          current: choice?.current ?? "",
          version,
        }).edits,
      );
    for (const target of definition(snapshot, file, offset))
      if (target.file === file) expect(isInside(target.span)).toBe(true);
    for (const place of references(snapshot, file, offset, true))
      if (place.file === file) expect(isInside(place.span)).toBe(true);
    const named = prepareRename(snapshot, file, offset);
    if (!("reason" in named)) {
      expect(text.slice(named.span.start, named.span.end)).not.toBe("");
      const renamed = rename(snapshot, file, offset, "renamed");
      if (!("reason" in renamed))
        applied(
          made,
          renamed.filter((edit) => edit.file === file),
        );
    }
  }
  for (const { span } of snapshot.file(file)?.documents ?? []) {
    const bumped = bumpProfileAt(snapshot, file, span.start, "7.0.0");
    if (!("reason" in bumped)) applied(made, bumped);
    const added = newProfileVersionAt(snapshot, file, span.start, "7.0.0", () => false);
    if (!("reason" in added) && added.file === file) applied(made, [added]);
  }
  for (const action of codeActions(snapshot, file, whole, findings)) applied(made, inPlace(action.edits()));
  for (const reach of ["patch", "minor", "newest"] as const)
    applied(made, updateAllPacks(snapshot, file, 0, reach)?.edits ?? []);
  for (const { offset } of inlayHints(snapshot, file, whole))
    expect(isInside({ start: offset, end: offset })).toBe(true);
  for (const { span } of documentLinks(snapshot, file)) expect(isInside(span)).toBe(true);
  for (const symbol of documentSymbols(snapshot, file)) checkSymbol(symbol, whole);
}

function checkSymbol(symbol: Outline, parent: Span): void {
  const { span, selectionSpan, children, name } = symbol;
  expect(name).not.toBe("");
  expect(parent.start <= span.start && span.end <= parent.end).toBe(true);
  expect(span.start <= selectionSpan.start && selectionSpan.end <= span.end).toBe(true);
  expect(selectionSpan.start).toBeLessThanOrEqual(selectionSpan.end);
  for (const child of children) checkSymbol(child, span);
}
