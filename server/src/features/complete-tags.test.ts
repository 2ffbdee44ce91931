/** Tests of completing tags: what is used elsewhere, in the form of the place. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { complete } from "./completion.ts";

const others = {
  "web-1.yaml": 'name: web\nversion: 1.0.0\ntype: add-on\ntags: [team:web, "stage:prod"]\npacks: []\n',
  "web-2.yaml": 'name: web\nversion: 2.0.0\ntype: add-on\ntags:\n  - team:web\n  - "12:30"\npacks: []\n',
  "base.json":
    '{"metadata":{"name":"base","labels":{"team":"base","critical":"spectro__tag"}},"spec":{"template":{"packs":[]}}}',
  "berlin.yaml":
    "name: berlin\ncloudType: maas\ntags: [stage:prod, x-${ENV}]\nprofiles: { infra: base }\nnode_groups: []\n",
  "stores.yaml":
    "- name: s1\n  profiles: [{ name: base, tag: 1.0.0 }]\n  node_pools: []\n  cluster_tags: [stage:prod, edge]\n- name: s2\n  profiles: [{ name: base, tag: 1.0.0 }]\n  node_pools: []\n  cluster_tags:\n    - edge\n",
};

const all = ["stage:prod", "edge", "12:30", "critical", "team:base", "team:web"];

function items(marked: string, name = "own.yaml") {
  const { snapshot, file, offset } = fixture(marked, { others, name });
  return complete(snapshot, file, offset);
}

function labels(marked: string, name?: string): string[] {
  return items(marked, name).map(({ label }) => label);
}

function taking(label: string, marked: string, name?: string): string {
  const text = marked.replace("$0", "");
  const item = items(marked, name).find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`no ${label}`);
  return text.slice(0, item.span.start) + item.newText + text.slice(item.span.end);
}

const flat = (tags: string) => `name: own\ntype: add-on\ntags:${tags}\npacks: []\n`;
const modules = (tags: string) =>
  `name: own\ncloudType: maas\ntags:${tags}\nprofiles: { infra: base }\nnode_groups: []\n`;
const list = (tags: string) =>
  `- name: a\n  cluster_tags: [edge, mine]\n  profiles: [{ name: base, tag: 1.0.0 }]\n- name: own\n  cluster_tags:${tags}\n  profiles: []\n`;
const yaml = (lines: string) =>
  `metadata:\n  name: own\n  labels:\n${lines}spec:\n  template:\n    packs: []\n`;
const json = (own: string) =>
  `{"metadata": {"name": "own", "labels": {${own}}}, "spec": {"template": {"packs": []}}}`;

describe("tags", () => {
  it("come most used first, once for all versions of a profile", () => {
    expect(items(flat("\n  - $0")).map(({ label, detail }) => [label, detail])).toEqual([
      ["stage:prod", "1 profile, 2 clusters"],
      ["edge", "2 clusters"],
      ["12:30", "1 profile"],
      ["critical", "1 profile"],
      ["team:base", "1 profile"],
      ["team:web", "1 profile"],
    ]);
  });

  it("come in every list of tags, in lines and in brackets, with either line end", () => {
    for (const tags of ["\n  - $0", "\n  - edge:$0", "\n    - st$0", " [$0]"])
      for (const text of [flat(tags), modules(tags)])
        for (const eol of ["\n", "\r\n"])
          expect(labels(text.replaceAll("\n", eol)), JSON.stringify(text)).toEqual(all);
    // The other cluster of the same file counts as well.
    for (const tags of ["\n    - $0", " [$0]", '\n    - "s$0"'])
      expect(labels(list(tags))).toEqual([
        "edge",
        "stage:prod",
        "12:30",
        "critical",
        "mine",
        "team:base",
        "team:web",
      ]);
  });

  it("leave out those that are in the list, but for the one at the caret", () => {
    expect(labels(flat("\n  - edge\n  - stage:pr$0od\n  - team:web"))).toEqual([
      "stage:prod",
      "12:30",
      "critical",
      "team:base",
    ]);
    expect(labels(flat(" [edge, $0]"))).not.toContain("edge");
  });

  it("do not come from what is being written, or what is filled in later", () => {
    expect(labels(flat("\n  - mine\n  - hal$0f"))).toEqual(all);
  });

  it("are written as they are elsewhere, and quoted where they need it", () => {
    expect(taking("stage:prod", flat("\n  - $0"))).toBe(flat("\n  - stage:prod"));
    expect(taking("stage:prod", flat("\n  - st$0 # x"))).toBe(flat("\n  - stage:prod # x"));
    expect(taking("stage:prod", flat("\n  - stage:$0"))).toBe(flat("\n  - stage:prod"));
    expect(taking("stage:prod", flat("\n  - stage:p$0"))).toBe(flat("\n  - stage:prod"));
    expect(taking("stage:prod", flat("\n  - 'st$0'"))).toBe(flat("\n  - 'stage:prod'"));
    expect(taking("12:30", flat("\n  - $0"))).toBe(flat('\n  - "12:30"'));
    expect(taking("stage:prod", flat(" [edge, $0]"))).toBe(flat(" [edge, stage:prod]"));
  });

  it("come nowhere else", () => {
    expect(labels(flat(" $0"))).toEqual([]);
    expect(labels(flat("\n  a:\n    - $0"))).toEqual([]);
    expect(labels("name: own\npacks:\n  - name: a\n    tags:\n      - $0\n")).not.toContain("edge");
  });
});

describe("labels of an export", () => {
  const keys = ["stage", "edge", "team", "12", "critical"];

  it("have the keys that tags have, but for those that are there", () => {
    expect(labels(yaml("    $0\n"))).toEqual(keys);
    expect(labels(yaml("    team: web\n    s$0\n"))).toEqual(keys.filter((key) => key !== "team"));
    expect(labels(json("$0"), "own.json")).toEqual(keys);
  });

  it("have the values that go with the key", () => {
    expect(labels(yaml("    team: $0\n"))).toEqual(["base", "web"]);
    expect(labels(yaml("    edge: $0\n"))).toEqual(["spectro__tag"]);
    expect(labels(json('"team": "$0"'), "own.json")).toEqual(["base", "web"]);
  });

  it("are written as keys and values", () => {
    expect(taking("stage", yaml("    $0\n"))).toBe(yaml("    stage: \n"));
    expect(taking("stage", json("$0"), "own.json")).toBe(json('"stage": '));
    expect(taking("web", json('"team": "$0"'), "own.json")).toBe(json('"team": "web"'));
    expect(taking("web", yaml("    team: $0\n"))).toBe(yaml("    team: web\n"));
  });
});
