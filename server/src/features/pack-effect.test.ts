/** Tests of what is said at a pack of what the clusters get: of a change that is not committed yet, or of the update that is offered. */

import { expect, it } from "vitest";
import { fixtureWorkspace, parseFixture } from "../../../test/harness/fixture.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";

const catalog = `-- catalog Palette Registry complete --
kubernetes 1.31.4 k8s
kubernetes 1.32.8 k8s
nginx 1.12.1 addon
nginx 1.12.4 addon
`;

const metal = (kubernetes: string, nginx: string) => `name: metal
version: 1.0.0
type: infra
description: ""
packs:
  - name: kubernetes
    type: spectro
    layer: k8s
    registry: Palette Registry
    version: ${kubernetes}
  - name: nginx
    type: spectro
    layer: addon
    registry: Palette Registry
    version: ${nginx}
`;

const cluster = (name: string) => `-- ${name}.yaml --
name: ${name}
cloudType: maas
profiles:
  infra: { name: metal, version: 1.0.0 }
node_groups:
  - { name: cp, control_plane: true, count: 3 }
`;

const clusters = `${cluster("berlin")}${cluster("lab")}`;

/** The profile with the labels where they are shown, those of newer versions left out. */
function shown(files: string, effects = true): string {
  const snapshot = fixtureWorkspace(parseFixture(files)).snapshot();
  const text = snapshot.text("/project/metal.yaml") ?? "";
  return inlayHints(
    snapshot,
    "/project/metal.yaml",
    { start: 0, end: text.length },
    { defaults: false, effects },
  )
    .filter(({ label }) => !label.startsWith("→"))
    .reduceRight((so, { offset, label }) => `${so.slice(0, offset)}[${label}]${so.slice(offset)}`, text);
}

it("says at the version what the offered update does to the clusters, where that is wanted", () => {
  const files = `${catalog}${clusters}-- metal.yaml --\n${metal("1.31.4", "1.12.1")}`;
  expect(shown(files)).toBe(
    metal("1.31.4[2 clusters · full repave]", "1.12.1[2 clusters · no node disturbed]"),
  );
  expect(shown(files, false)).toBe(metal("1.31.4", "1.12.1"));
});

it("says what a change does that is not committed, and of other packs what their update does", () => {
  const files = `${catalog}${clusters}-- metal.yaml --\n${metal("1.32.8", "1.12.1")}-- metal.yaml committed --\n${metal("1.31.4", "1.12.1")}`;
  expect(shown(files)).toBe(
    metal("1.32.8[2 clusters · full repave]", "1.12.1[2 clusters · no node disturbed]"),
  );
});

it("says nothing where no cluster is on the version, or nothing changes", () => {
  expect(shown(`${catalog}-- metal.yaml --\n${metal("1.31.4", "1.12.1")}`)).toBe(metal("1.31.4", "1.12.1"));
  expect(shown(`${catalog}${clusters}-- metal.yaml --\n${metal("1.32.8", "1.12.4")}`)).toBe(
    metal("1.32.8", "1.12.4"),
  );
});

it("lists the clusters when the mouse rests on the pack", () => {
  const many = Array.from({ length: 12 }, (_, at) => cluster(`c${at}`)).join("");
  const snapshot = fixtureWorkspace(
    parseFixture(`${catalog}${many}-- metal.yaml --\n${metal("1.31.4", "1.12.1")}`),
  ).snapshot();
  const at = snapshot.text("/project/metal.yaml")?.indexOf("kubernetes") ?? -1;
  const lines = hover(snapshot, "/project/metal.yaml", at)?.markdown.split("\n") ?? [];
  expect(lines).toContain(
    "The update to `1.32.8`, if it is made in the place of this version, means for 12 clusters: **full repave on all 12 clusters**, 36 nodes replaced.",
  );
  expect(lines.filter((line) => /^- `c\d+`: full repave$/.test(line))).toHaveLength(10);
  expect(lines).toContain("- and 2 more");
});
