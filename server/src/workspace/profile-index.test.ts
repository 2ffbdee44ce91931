/** Tests of the index of profiles and of references to them. */

import { describe, expect, it } from "vitest";
import { readDocuments } from "../model/document.ts";
import { type FileFacts, noFacts, readFacts } from "./file-facts.ts";
import { ProfileIndexStore } from "./profile-index.ts";
import { sameFacts, sameIdentity, sameShapes } from "./same-facts.ts";

function facts(file: string, text: string): FileFacts {
  return readFacts(file, text, readDocuments(text));
}

function profile(name: string, version: string, more = ""): string {
  return `name: ${name}\nversion: ${version}\n${more}type: add-on\ndescription: ""\npacks: []\n`;
}

describe("the facts of a file", () => {
  it("are its profiles, with the defaults of their dialect", () => {
    const text = 'name: base\ntype: add-on\ndescription: ""\npacks: [{ name: a, type: manifest }]\n';
    expect(facts("/a.yaml", text).profiles).toEqual([
      {
        file: "/a.yaml",
        name: "base",
        version: "1.0.0",
        context: "project",
        type: "add-on",
        cloudType: undefined,
        tags: [],
        packs: [
          {
            name: "a",
            version: undefined,
            tag: undefined,
            manifests: [],
            placeholders: "",
            stated: {
              name: "a",
              version: undefined,
              type: "manifest",
              layer: undefined,
              registry: undefined,
            },
            span: { start: 56, end: 57 },
            versionSpan: undefined,
          },
        ],
        displayNames: "",
        span: { start: 0, end: 77 },
        nameSpan: { start: 6, end: 10 },
        versionSpan: { start: 6, end: 10 },
      },
    ]);
    const exported = '{"metadata":{"name":"base"},"spec":{"version":"2.0.0","template":{"packs":[]}}}';
    expect(facts("/a.json", exported).profiles[0]).toMatchObject({ version: "2.0.0", context: undefined });
  });

  it("are the references of its clusters, with and without a version", () => {
    const text =
      "name: lab\ncloudType: maas\nprofiles:\n  infra: base\n  addons:\n    - name: web\n      version: '1.1.0'\n";
    const { references } = facts("/c.yaml", text);
    expect(references.map(({ cluster, role, name, version }) => [cluster, role, name, version])).toEqual([
      ["lab", "infra", "base", undefined],
      ["lab", "addon", "web", "1.1.0"],
    ]);
    const span = references[1]?.versionSpan;
    expect(text.slice(span?.start, span?.end)).toBe("1.1.0");
  });

  it("leave out what Terraform has yet to fill in", () => {
    expect(facts("/a.yaml", profile('"${NAME}"', "1.0.0"))).toBe(noFacts);
    expect(facts("/a.yaml", profile("base", "1.${MINOR}.0"))).toBe(noFacts);
    expect(facts("/a.yaml", profile("base", "1.0.0", "context: ${C}\n"))).toBe(noFacts);
  });

  it("are the same wherever they stand, and others when a name, a version, a context or a reference differs", () => {
    const one = facts("/a.yaml", profile("base", "1.0.0"));
    expect(sameIdentity(one, facts("/a.yaml", `# moved\n${profile("base", "1.0.0")}`))).toBe(true);
    expect(sameIdentity(one, facts("/a.yaml", profile("base", "1.0.1")))).toBe(false);
    expect(sameIdentity(one, facts("/a.yaml", profile("bass", "1.0.0")))).toBe(false);
    expect(sameIdentity(one, facts("/a.yaml", profile("base", "1.0.0", "context: tenant\n")))).toBe(false);
    const cluster = (version: string) =>
      facts(
        "/c.yaml",
        `name: lab\ncloudType: maas\nprofiles:\n  infra: { name: base, version: ${version} }\n`,
      );
    expect(sameIdentity(cluster("1.0.0"), cluster("1.0.0"))).toBe(true);
    expect(sameIdentity(cluster("1.0.0"), cluster("1.1.0"))).toBe(false);
  });

  it("have other shapes when something differs that clusters depend on, and the same when other values do", () => {
    const one = (more: string, values = "a: 1") =>
      facts(
        "/a.yaml",
        `name: base\ntype: add-on\ndescription: ""\n${more}packs:\n  - name: web\n    version: 1.0.0\n    values: |\n      ${values}\n`,
      );
    expect(sameShapes(one(""), one("", "a: 2\n      b: 50% of it"))).toBe(true);
    expect(sameShapes(one(""), one("cloudType: maas\n"))).toBe(false);
    expect(sameShapes(one("", "a: '%KEY%'"), one("", "a: '%KEY%'\n      b: '%KEY%'"))).toBe(true);
    expect(sameShapes(one(""), one("", "a: '%KEY%'"))).toBe(false);
    expect(sameShapes(one(""), one("", "spectrocloud.com/display-name: x"))).toBe(false);
    const packs = (list: string) =>
      facts("/a.yaml", `name: base\ntype: add-on\ndescription: ""\npacks: [${list}]\n`);
    expect(sameShapes(packs("{ name: a, type: oci }"), packs("{ name: b, type: oci }"))).toBe(false);
    expect(sameShapes(packs("{ name: a, type: oci }"), packs("{ name: a, type: oci, version: 1.0.0 }"))).toBe(
      false,
    );
  });

  it("are its clusters, with what is stated of them", () => {
    const text = "name: lab\ncloudType: maas\nprofiles: { infra: base }\n";
    expect(facts("/c.yaml", text).clusters).toEqual([
      {
        file: "/c.yaml",
        name: "lab",
        cloudType: "maas",
        context: "project",
        tags: [],
        references: [
          {
            file: "/c.yaml",
            cluster: "lab",
            role: "infra",
            name: "base",
            version: undefined,
            context: "project",
            overrides: [],
            nameSpan: { start: 45, end: 49 },
            versionSpan: undefined,
          },
        ],
        stated: { name: "lab", cloudType: "maas" },
        span: { start: 0, end: 52 },
        nameSpan: { start: 6, end: 9 },
      },
    ]);
    const list = "- name: store-1\n  profiles: [{ name: base, tag: 1.0.0 }]\n- profiles: []\n";
    expect(facts("/c.yaml", list).clusters).toMatchObject([
      { name: "store-1", cloudType: undefined, context: undefined },
      { name: undefined, references: [] },
    ]);
  });
});

describe("the index", () => {
  it("gives versions newest first, malformed ones last, whatever order the files came in", () => {
    const texts: [string, string][] = [
      ["/d.yaml", profile("base", "latest")],
      ["/a.yaml", profile("base", "1.9.0")],
      ["/b.yaml", profile("base", "1.10.0")],
      ["/c.yaml", profile("base", "1.10.0-rc.1")],
      ["/e.yaml", profile("base", "1.9.0")],
    ];
    const order = (list: [string, string][]) => {
      const store = new ProfileIndexStore();
      for (const [file, text] of list) store.replace(file, noFacts, facts(file, text));
      return store
        .index()
        .versions("base")
        .map(({ file }) => file);
    };
    expect(order(texts)).toEqual(["/b.yaml", "/c.yaml", "/a.yaml", "/e.yaml", "/d.yaml"]);
    expect(order(texts.toReversed())).toEqual(order(texts));
  });

  it("forgets what a file no longer says, and keeps the other files' entries", () => {
    const store = new ProfileIndexStore();
    const before = facts("/a.yaml", profile("base", "1.0.0"));
    store.replace("/a.yaml", noFacts, before);
    store.replace("/b.yaml", noFacts, facts("/b.yaml", profile("base", "1.1.0")));
    const renamed = facts("/a.yaml", profile("web", "1.0.0"));
    store.replace("/a.yaml", before, renamed);
    const index = store.index();
    expect([...index.names()].sort()).toEqual(["base", "web"]);
    expect(index.versions("base").map(({ version }) => version)).toEqual(["1.1.0"]);
    store.replace("/a.yaml", renamed, noFacts);
    expect([store.index().size, [...store.index().names()]]).toEqual([1, ["base"]]);
  });

  it("that somebody holds stays as it was", () => {
    const store = new ProfileIndexStore();
    const first = facts("/a.yaml", profile("base", "1.0.0"));
    store.replace("/a.yaml", noFacts, first);
    const held = store.index();
    const names = [...held.names()];
    store.replace("/a.yaml", first, facts("/a.yaml", profile("web", "1.0.0")));
    expect([...held.names()]).toEqual(names);
    expect(held.versions("base")).toHaveLength(1);
    expect(held.versions("web")).toEqual([]);
    expect(store.index().versions("web")).toHaveLength(1);
  });

  it("has the clusters of a name, of all files", () => {
    const store = new ProfileIndexStore();
    const cluster = (file: string) => facts(file, "name: lab\ncloudType: maas\nprofiles: { infra: base }\n");
    store.replace("/b.yaml", noFacts, cluster("/b.yaml"));
    const held = store.index();
    store.replace("/a.yaml", noFacts, cluster("/a.yaml"));
    expect(
      store
        .index()
        .clusters("lab")
        .map(({ file }) => file),
    ).toEqual(["/a.yaml", "/b.yaml"]);
    expect(store.filesWithCluster("lab")).toEqual(["/a.yaml", "/b.yaml"]);
    expect(held.clusters("lab")).toHaveLength(1);
    store.replace("/a.yaml", cluster("/a.yaml"), noFacts);
    store.replace("/b.yaml", cluster("/b.yaml"), noFacts);
    expect(store.index().clusters("lab")).toEqual([]);
  });

  it("answers for names that are properties of objects", () => {
    const store = new ProfileIndexStore();
    expect(store.index().versions("constructor")).toEqual([]);
    expect(store.index().references("__proto__")).toEqual([]);
  });
});

describe("the clusters of a file", () => {
  const text = [
    "name: lab",
    "cloudType: maas",
    "tags: [site:berlin]",
    "profiles:",
    "  infra: ${BASE}",
    "  addons:",
    "    - name: web",
    "      version: 1.0.0",
    "      packs:",
    "        - name: nginx",
    "",
  ].join("\n");

  it("have all their references and overrides, with their places", () => {
    const { clusters, references } = facts("/c.yaml", text);
    expect(clusters).toMatchObject([{ name: "lab", cloudType: "maas", tags: ["site:berlin"] }]);
    expect(clusters[0]?.references.map(({ name, overrides }) => [name, overrides.length])).toEqual([
      ["${BASE}", 0],
      ["web", 1],
    ]);
    expect(references.map(({ name }) => name)).toEqual(["web"]);
    const span = clusters[0]?.references[1]?.overrides[0]?.nameSpan;
    expect(text.slice(span?.start, span?.end)).toBe("nginx");
  });

  it("are in the index until the file is gone", () => {
    const store = new ProfileIndexStore();
    const one = facts("/c.yaml", text);
    store.replace("/c.yaml", noFacts, one);
    const held = store.index();
    store.replace("/c.yaml", one, noFacts);
    expect([[...held.allClusters()].length, [...store.index().allClusters()].length]).toEqual([1, 0]);
  });

  it("are the same facts wherever they stand, and others when an override or a pack differs", () => {
    const one = facts("/c.yaml", text);
    expect(sameFacts(one, facts("/c.yaml", `# moved\n${text}`))).toBe(true);
    expect(sameFacts(one, facts("/c.yaml", text.replace("nginx", "metallb")))).toBe(false);
    const base = profile("base", "1.0.0").replace("[]", "[{ name: nginx, version: 1.0.0 }]");
    expect(sameFacts(facts("/a.yaml", base), facts("/a.yaml", `${base}# said\n`))).toBe(true);
    expect(
      sameFacts(facts("/a.yaml", base), facts("/a.yaml", base.replace("version: 1.0.0 }", "version: 2 }"))),
    ).toBe(false);
  });
});
