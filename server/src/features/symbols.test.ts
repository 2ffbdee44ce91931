import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson } from "../../../test/harness/nginx-values.ts";
import { documentSymbols, type Symbol as Outline } from "./symbols.ts";

/** One line a symbol: kind, name, detail and what is selected. */
function outline(text: string, options?: FixtureOptions): string[] {
  const { snapshot, file } = fixture(text, options);
  const line = (symbol: Outline, depth: number): string[] => [
    `${"  ".repeat(depth)}${symbol.kind} ${symbol.name} (${symbol.detail}) @${text.slice(symbol.selectionSpan.start, symbol.selectionSpan.end)}`,
    ...symbol.children.flatMap((child) => line(child, depth + 1)),
  ];
  return documentSymbols(snapshot, file).flatMap((symbol) => line(symbol, 0));
}

describe("document symbols", () => {
  it("are a profile and its packs in order", () => {
    expect(
      outline(
        profileWith(
          '  - name: "ubuntu-maas"\n    layer: os\n    type: spectro\n    version: "22.04"\n  - type: manifest\n',
          "version: 1.2.0\n",
        ),
      ),
    ).toEqual([
      "profile base (1.2.0) @base",
      "  version version (1.2.0) @1.2.0",
      "  pack ubuntu-maas (22.04, os) @ubuntu-maas",
      "  pack (pack without a name) () @type: manifest",
    ]);
  });

  it("have what a profile says of itself before its packs, in every dialect", () => {
    const flat =
      'name: base\ntags: [team:web, "edge"] # of us\nversion: "1.0.0"\ntype: infra\ndescription: |\n\n  The base.\n  Of all.\npacks:\n  - type: helm\n';
    for (const text of [flat, flat.replaceAll("\n", "\r\n")])
      expect(outline(text)).toEqual([
        "profile base (1.0.0) @base",
        "  tags tags (team:web, edge) @tags",
        "  version version (1.0.0) @1.0.0",
        expect.stringMatching(/^ {2}description description \(The base\.\) @\|/),
        "  pack (pack without a name) () @type: helm",
      ]);
    const json =
      '{"metadata": {"name": "base", "description": "Ours", "labels": {"team": "web", "edge": "spectro__tag"}}, "spec": {"version": "1.0.0", "template": {"packs": []}}}';
    expect(outline(json, { name: "base.json" })).toEqual([
      "profile base (1.0.0) @base",
      "  description description (Ours) @Ours",
      '  tags tags (team:web, edge) @"labels"',
      "  version version (1.0.0) @1.0.0",
    ]);
    const bare = 'name: base\ntype: infra\ndescription: ""\ntags: []\npacks: []\n';
    expect(outline(bare)).toEqual(["profile base () @base"]);
  });

  it("have what a cluster says of itself", () => {
    const modules =
      "name: lab\ncloudType: maas\ndescription: First of all\ntags:\n  - site:berlin\n  - edge\nprofiles:\n  infra: base\nnode_groups: []\n";
    expect(outline(modules)).toEqual([
      "cluster lab (maas) @lab",
      "  description description (First of all) @First of all",
      "  tags tags (site:berlin, edge) @tags",
      "  reference base (infra) @base",
    ]);
    const list =
      "- name: a\n  cluster_tags: [edge]\n  cluster_vip: x\n  profiles:\n    - { name: p, tag: 1.0.0 }\n";
    expect(outline(list)).toEqual([
      "cluster a () @a",
      "  tags tags (edge) @cluster_tags",
      "  reference p (1.0.0) @p",
    ]);
  });

  it("are clusters and the profiles they refer to", () => {
    expect(
      outline(
        "name: lab\ncloudType: maas\nprofiles:\n  infra: base\n  addons:\n    - name: web\n      version: 1.0.0\nnode_groups: []\n",
      ),
    ).toEqual([
      "cluster lab (maas) @lab",
      "  reference base (infra) @base",
      "  reference web (1.0.0, addon) @web",
    ]);
  });

  it("are all clusters of a list and all documents of a file", () => {
    expect(
      outline(
        "- name: a\n  cluster_vip: x\n  profiles:\n    - name: p\n      tag: 1.0.0\n- name: b\n  profiles: []\n",
      ),
    ).toEqual(["cluster a () @a", "  reference p (1.0.0) @p", "cluster b () @b"]);
    expect(outline(`${profileWith("  - type: helm\n")}---\n${profileWith("  - type: helm\n")}`)).toHaveLength(
      4,
    );
  });

  it("are those of an export", () => {
    const text =
      '{"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"packs": [{"name": "nginx", "layer": "addon", "version": "1.12.1"}]}}}';
    expect(outline(text, { name: "base.json" })).toEqual([
      "profile base (1.0.0) @base",
      "  version version (1.0.0) @1.0.0",
      "  pack nginx (1.12.1, addon) @nginx",
    ]);
  });

  it("have the keys of packs' values, two levels of them", () => {
    const values = "pack:\n  namespace: a\n  content:\n    images: []\n# b\ncharts: {nginx: {a: 1}}\n";
    const keys = [
      "    key pack () @pack",
      "      key namespace () @namespace",
      "      key content () @content",
      "    key charts () @charts",
      "      key nginx () @nginx",
    ];
    expect(outline(inBlock(values)).slice(1)).toEqual([
      "  pack nginx (1.12.1) @nginx",
      ...keys,
      "  pack cni-calico (3.28.0) @cni-calico",
    ]);
    expect(outline(inBlock(values).replaceAll("\n", "\r\n")).slice(2, 7)).toEqual(keys);
    expect(outline(inJson(values)).slice(3)).toEqual(keys);
    const { snapshot, file, text } = fixture(inBlock(values));
    const pack = documentSymbols(snapshot, file)[0]?.children[0]?.children[0];
    expect(text.slice(pack?.span.start, pack?.span.end)).toBe(
      "pack:\n        namespace: a\n        content:\n          images: []",
    );
  });

  it("leave out what large values have more", () => {
    const many = (length: number) => Array.from({ length }, (_, at) => `k${at}: {a: 1, b: 2}`).join("\n");
    expect(outline(inBlock(many(1000)))).toHaveLength(3 + 200);
    expect(outline(inBlock(many(100)))).toHaveLength(3 + 200);
    const pack = (_: unknown, at: number) =>
      `  - name: p${at}\n    values: |\n      ${many(150).replaceAll("\n", "\n      ")}\n`;
    expect(outline(profileWith(Array.from({ length: 20 }, pack).join("")))).toHaveLength(1 + 20 + 2000);
  });

  it("stay inside of their parents when an alias leads elsewhere", () => {
    const text =
      "- name: a\n  cluster_vip: x\n  profiles: &all\n    - name: p\n      tag: 1.0.0\n- name: b\n  profiles: *all\n";
    const { snapshot, file } = fixture(text);
    const [, b] = documentSymbols(snapshot, file);
    const [child] = b?.children ?? [];
    expect(child?.name).toBe("p");
    expect(child?.span).toEqual(b?.selectionSpan);
  });

  it("end where the text does", () => {
    const { snapshot, file } = fixture(profileWith("  - type: helm\n\n"));
    const [profile] = documentSymbols(snapshot, file);
    expect(profile?.span.end).toBe(profileWith("  - type: helm").length);
  });
});
