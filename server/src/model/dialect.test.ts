/** Tests of how files are told apart: before parsing by their text, then by their tree, or by what the configuration says. */

import { describe, expect, it } from "vitest";
import { parse } from "../syntax/parse.ts";
import { classify, classifyDeclared, mayBeOurs } from "./dialect.ts";
import { readDocuments } from "./document.ts";

const ours: [string, string, string][] = [
  ["a flat profile", "profile flat", 'name: a\ntype: add-on\ndescription: ""\npacks: []\n'],
  ["a flat profile without a type", "profile flat", "name: a\npacks:\n  - name: x\n    type: spectro\n"],
  ["a flat profile with its packs first", "profile flat", "packs:\n- name: x\n  layer: cni\nname: a\n"],
  ["a flat profile with quoted keys", "profile flat", '"name": a\n"type": infra\n"packs": []\n'],
  ["a flat profile behind a BOM", "profile flat", "\ufeffpacks: []\nname: a\ntype: infra\n"],
  ["a flat profile with CRLF", "profile flat", "name: a\r\ntype: infra\r\npacks: []\r\n"],
  ["an export in JSON", "profile export", '{"metadata":{"name":"a"},"spec":{"template":{"packs":[]}}}'],
  ["an export in YAML", "profile export", "metadata:\n  name: a\nspec:\n  template:\n    packs: []\n"],
  ["a modules cluster", "cluster modules", "name: a\ncloudType: eks\nprofiles:\n  infra:\n    name: b\n"],
  ["a cluster with bare names", "cluster modules", "name: a\nprofiles:\n  infra: b\nnode_groups: []\n"],
  ["a cluster with add-ons only", "cluster modules", "cloudType: eks\nprofiles:\n  addons:\n    - b\n"],
  [
    "a list of clusters",
    "cluster list",
    "- name: a\n  node_pools: []\n  profiles:\n    - name: b\n      tag: 1.0.0\n",
  ],
  [
    "a cluster in JSON",
    "cluster modules",
    '{\n  "name": "a",\n  "cloudType": "eks",\n  "profiles": { "infra": { "name": "b" } }\n}\n',
  ],
  [
    "a list of clusters in JSON",
    "cluster list",
    '[\n  { "name": "a", "node_pools": [], "profiles": [{ "name": "b" }] }\n]\n',
  ],
  ["a list with profiles first", "cluster list", "- profiles:\n  - { name: b, tag: 1.0.0 }\n  name: a\n"],
];

const foreign: [string, string][] = [
  ["a Kubernetes object", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\npacks: []\ntype: x\n"],
  [
    "an Argo application",
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  template:\n    packs: []\n",
  ],
  ["Helm values", "name: a\nprofiles:\n  active: prod\n"],
  ["Spring profiles", "spring:\n  profiles:\n    active: prod\n"],
  ["a docker-compose file", "services:\n  web:\n    profiles: [debug]\n"],
  [
    "a Crossplane resource",
    "apiVersion: cluster.palette.crossplane.io/v1alpha1\nkind: Profile\nspec:\n  packs: []\n",
  ],
  ["another profile dialect", "name: a\ntype: add-on\npacks:\n  - name: x\n    install-priority: 1\n"],
  ["an API dump", '{"metadata":{"name":"a"},"spec":{"template":1,"published":{"packs":[]}}}'],
  ["a chart list", "- name: a\n  version: 1.0.0\n  charts: []\n  profiles: []\n"],
  ["a list of snacks", "packs:\n  - crisps\n  - nuts\n"],
  ["a package.json", '{"name":"a","version":"1.0.0","packs":["x"]}'],
  ["an AWS profile list", "- name: a\n  profiles:\n    - tagged\n  tag: x\n"],
  ["Terraform parameters", "NAME: a\nVERSION: 1.0.0\n"],
  ["a scalar", "packs\n"],
  ["nothing", ""],
];

describe("a document", () => {
  it.each(ours)("that is %s is taken for a %s", (_, kind, text) => {
    expect(mayBeOurs(text)).toBe(true);
    const [document] = readDocuments(text);
    expect(document && `${document.kind.kind} ${document.kind.dialect}`).toBe(kind);
  });

  it.each(foreign)("that is %s gets nothing from us", (_, text) => {
    expect(readDocuments(text)).toEqual([]);
  });

  it("that is ours stands among others in the same file", () => {
    const text =
      'apiVersion: v1\nkind: Pod\n---\nname: a\ntype: add-on\ndescription: ""\npacks: []\n---\nb: 1\n';
    expect(readDocuments(text).map((document) => document.profiles[0]?.name?.text)).toEqual(["a"]);
  });

  it("whose file is declared is what the declaration says, unless its content says it better", () => {
    const kind = (text: string, declared: "profiles" | "clusters") => {
      const found = classifyDeclared(parse(text)[0]?.root, declared);
      return found?.kind === "foreign" || found === undefined ? found : `${found.kind} ${found.dialect}`;
    };
    expect(kind("name: a\n", "profiles")).toBe("profile flat");
    expect(kind("spec: {}\n", "profiles")).toBe("profile export");
    expect(kind("name: a\n", "clusters")).toBe("cluster modules");
    expect(kind("- name: a\n", "clusters")).toBe("cluster list");
    expect(kind("- name: a\n", "profiles")).toBeUndefined();
    expect(kind("text\n", "clusters")).toBeUndefined();
    expect(kind("name: a\ntype: infra\npacks: []\n", "clusters")).toBe("profile flat");
  });

  it("that is recognised and not judged says what it is", () => {
    const crossplane = "apiVersion: cluster.palette.crossplane.io/v1alpha1\nkind: Profile\n";
    expect(classify(parse(crossplane)[0]?.root)).toEqual({ kind: "foreign", shape: "Crossplane resource" });
  });
});

describe("telling files apart", () => {
  it("costs no parse for what is not ours", () => {
    const values = `${"replicas: 1\nimage: { repository: nginx, tag: 1.0.0 }\n".repeat(2000)}`;
    expect(mayBeOurs(values)).toBe(false);
    expect(mayBeOurs("name: a\nprofiles:\n  active: prod\n")).toBe(false);
    expect(mayBeOurs('{"packages": {}, "packs-list": 1}')).toBe(false);
    expect(mayBeOurs("spec:\n  template:\n    containers: []\n")).toBe(false);
  });

  it("ends soon on a megabyte in one line", () => {
    for (const unit of ["packs", "{ ", "- ", "template ", "  profiles", "\t", "packs:", '"packs" ']) {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const start = performance.now();
      mayBeOurs(text);
      expect(performance.now() - start, `for ${JSON.stringify(unit)}`).toBeLessThan(2000);
    }
  });
});
