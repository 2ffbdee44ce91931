/** Tests of what differs between two profiles, in all dialects, and of what a cluster notices. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedent } from "../../../test/harness/fixture.ts";
import { readDocuments } from "../model/document.ts";
import type { KeyChange, ShownValue } from "./key-change.ts";
import type { PackComparison } from "./pack-comparison.ts";
import { compareProfiles, type ProfileComparison } from "./profile-comparison.ts";
import { type ProfileSource, sameInEffect } from "./profile-effect.ts";
import { createReader, type TextComparison } from "./text-comparison.ts";

function source(text: string): ProfileSource {
  const profile = readDocuments(text)[0]?.profiles[0];
  if (profile === undefined) throw new Error(`no profile in\n${text}`);
  return { profile, text };
}

/** Also holds the comparison against the quick look at what clusters notice. */
function compare(before: string, after: string): ProfileComparison {
  const [one, other] = [source(before), source(after)];
  const comparison = compareProfiles(one.profile, other.profile);
  expect(sameInEffect(one, other)).toBe(!comparison.affectsClusters);
  return comparison;
}

/** What was found, a line each. */
function told(before: string, after: string): string[] {
  const { fields, tags, packs, isReordered, variables, affectsClusters } = compare(before, after);
  return [
    ...fields.map(({ field, before: a, after: b }) => `${field}: ${a} > ${b}`),
    ...tags.added.map((tag) => `tag +${tag}`),
    ...tags.removed.map((tag) => `tag -${tag}`),
    ...packs.flatMap(packLines),
    ...(isReordered ? ["reordered"] : []),
    ...variables.map((change) => `variable ${changeLine(change)}`),
    ...(affectsClusters ? [] : ["unnoticed"]),
  ];
}

function packLines(pack: PackComparison): string[] {
  const name = pack.displayName === undefined ? pack.name : `${pack.name} as ${pack.displayName}`;
  if (pack.kind !== "changed") return [`${pack.kind} ${name} ${pack.version ?? ""}`.trim()];
  const { versionChange: version, fields, values, manifests } = pack;
  const lines = [
    ...(version === undefined
      ? []
      : [`${version.before} > ${version.after} ${version.direction} ${version.distance ?? ""}`.trim()]),
    ...fields.map(({ field, before, after }) => `${field}: ${before} > ${after}`),
    ...textLines(values),
    ...manifests.flatMap(({ kind, name: manifest, content }) =>
      kind === "changed"
        ? textLines(content).map((line) => `${manifest}: ${line}`)
        : [`${kind} manifest ${manifest}`],
    ),
  ];
  return lines.map((line) => `${name}: ${line}`);
}

function textLines(comparison: TextComparison): string[] {
  if (comparison.kind === "same") return [];
  if (comparison.kind === "text") return ["other text"];
  const more = comparison.more === 0 ? [] : [`${comparison.more} more`];
  return [...comparison.changes.map(changeLine), ...more];
}

function changeLine({ kind, path, before, after }: KeyChange): string {
  if (kind === "reordered") return `${path} reordered`;
  if (kind === "added") return `+${path} = ${valueText(after)}`;
  if (kind === "removed") return `-${path} = ${valueText(before)}`;
  return `${path} = ${valueText(before)} > ${valueText(after)}`;
}

function valueText(value: ShownValue | undefined): string {
  switch (value?.kind) {
    case "scalar":
      return value.text;
    case "text":
      return `${value.lines} lines`;
    case "map":
      return `{${value.keys.join(",")}}`;
    case "list":
      return `[${value.size}]`;
    default:
      return value?.kind ?? "nothing";
  }
}

const web = (packs: string, head = "") =>
  `name: web\nversion: 1.0.0\ntype: add-on\ndescription: ""\n${head}packs:\n${packs}`;
const nginx = (values: string, version = "1.11.5") =>
  `  - name: nginx\n    type: spectro\n    version: ${version}\n    values: |\n${values.replace(/^(?=.)/gm, "      ")}`;

/** What differs between the values of one pack. */
const values = (before: string, after: string) =>
  told(web(nginx(dedent(before))), web(nginx(dedent(after)))).map((line) => line.replace(/^nginx: /, ""));

describe("two profiles differ", () => {
  it("in what they say of themselves, which no cluster notices", () => {
    const before = web("  []\n", "tags: [a, 'b:1']\n");
    const after = before
      .replace("name: web", "name: shop")
      .replace("1.0.0", "1.1.0")
      .replace('""', "The shop")
      .replace("[a, ", "[c, ")
      .replace("packs", "context: tenant\npacks");
    expect(told(before, after)).toEqual([
      "name: web > shop",
      "version: 1.0.0 > 1.1.0",
      "description: undefined > The shop",
      "context: project > tenant",
      "tag +c",
      "tag -a",
      "unnoticed",
    ]);
  });

  it("in what they are for, which clusters notice", () => {
    const before = web("  []\n");
    expect(told(before, before.replace("add-on", "infra"))).toEqual(["type: add-on > infra"]);
    expect(told(before, `cloudType: maas\n${before}`)).toEqual(["cloudType: all > maas"]);
    expect(told(before, `cloudType: all\ncontext: project\n${before}`)).toEqual(["unnoticed"]);
  });

  it("in packs that came, went, and changed version", () => {
    const before = web(`
  - { name: cni-calico, type: spectro, version: 3.28.0 }
  - { name: csi, type: spectro, version: 2.0.0 }
  - { name: old, type: spectro, version: 1.0.0 }
  - { name: group, type: spectro, version: 1.31.x }
  - { name: label, type: spectro, version: 1.0.0-58eadf5 }
  - { name: same, type: spectro, version: 1.0.0 }
`);
    const after = web(`
  - { name: cni-calico, type: spectro, version: 3.28.2 }
  - { name: csi, type: spectro, version: 1.9.0 }
  - { name: new, type: spectro, version: 1.2.0 }
  - { name: group, type: spectro, version: 1.32.4 }
  - { name: label, type: spectro, version: 1.0.0-1234abc }
  - { name: same, type: spectro, version: "1.0.0" }
  - { name: notes, type: manifest }
`);
    expect(told(before, after)).toEqual([
      "cni-calico: 3.28.0 > 3.28.2 up patch",
      "csi: 2.0.0 > 1.9.0 down major",
      "added new 1.2.0",
      "group: 1.31.x > 1.32.4 up minor",
      "label: 1.0.0-58eadf5 > 1.0.0-1234abc unordered",
      "added notes",
      "removed old 1.0.0",
    ]);
  });

  it("in a group that is left for a version in it, which is neither up nor down", () => {
    const pack = (version: string) => web(`  - { name: k, type: spectro, version: ${version} }\n`);
    expect(told(pack("1.31.x"), pack("1.31.4"))).toEqual(["k: 1.31.x > 1.31.4 unordered"]);
    expect(told(pack("LTS__18.4.x"), pack("LTS__20.4.x"))).toEqual(["k: LTS__18.4.x > LTS__20.4.x up major"]);
    expect(told(pack("1.5"), pack("1.5.0"))).toEqual(["k: 1.5 > 1.5.0 unordered"]);
  });

  it("in where packs come from", () => {
    const before = web("  - { name: a, version: 1.0.0, layer: addon }\n");
    const after = web("  - { name: a, type: helm, version: 1.0.0, registry: R, layer: cni }\n");
    expect(told(before, after)).toEqual([
      "a: type: spectro > helm",
      "a: layer: addon > cni",
      "a: registry: undefined > R",
    ]);
    // The modules read no layer.
    expect(told(before, before.replace("addon", "cni"))).toEqual(["a: layer: addon > cni", "unnoticed"]);
  });

  it("in the order of their packs", () => {
    const before = web("  - { name: a }\n  - { name: b }\n  - { name: c }\n");
    expect(told(before, web("  - { name: b }\n  - { name: c }\n  - { name: a }\n"))).toEqual(["reordered"]);
    // What comes or goes in between leaves the order of the others.
    expect(told(before, web("  - { name: x }\n  - { name: a }\n  - { name: c }\n"))).toEqual([
      "added x",
      "removed b",
    ]);
  });

  it("in manifests, whatever their order", () => {
    const pack = (manifests: string) => web(`  - name: m\n    type: manifest\n    manifests:\n${manifests}`);
    const manifest = (name: string, replicas: number) =>
      `      - name: ${name}\n        content: |\n          kind: Deployment\n          spec: { replicas: ${replicas} }\n`;
    expect(
      told(
        pack(manifest("a", 1) + manifest("b", 1) + manifest("c", 1)),
        pack(manifest("c", 1) + manifest("a", 2) + manifest("d", 1)),
      ),
    ).toEqual(["m: a: spec.replicas = 1 > 2", "m: added manifest d", "m: removed manifest b"]);
    expect(
      told(pack(manifest("a", 1) + manifest("b", 1)), pack(manifest("b", 1) + manifest("a", 1))),
    ).toEqual(["unnoticed"]);
  });
});

describe("a pack that a profile has twice", () => {
  const named = (name: string, replicas: number) =>
    nginx(`pack:\n  spectrocloud.com/display-name: ${name}\nreplicas: ${replicas}\n`);

  it("is told from the other by its display name", () => {
    expect(told(web(named("in", 1) + named("out", 1)), web(named("new", 1) + named("out", 2)))).toEqual([
      'nginx as new: pack."spectrocloud.com/display-name" = in > new',
      "nginx as out: replicas = 1 > 2",
    ]);
    expect(told(web(named("in", 1) + named("out", 1)), web(named("out", 2)))).toEqual([
      "nginx as out: replicas = 1 > 2",
      "removed nginx as in 1.11.5",
    ]);
    expect(told(web(named("in", 1) + named("out", 1)), web(named("out", 1) + named("in", 1)))).toEqual([
      "reordered",
    ]);
  });

  it("is told by its place without one", () => {
    const plain = (replicas: number) => nginx(`replicas: ${replicas}\n`);
    expect(told(web(plain(1) + plain(2)), web(plain(1) + plain(3) + plain(4)))).toEqual([
      "nginx: replicas = 2 > 3",
      "added nginx 1.11.5",
    ]);
  });
});

describe("values differ", () => {
  it("by their keys, and not by how they are written", () => {
    expect(
      values(
        `
        # the front
        charts:
          nginx:
            replicas: 2
            image: { tag: 'v1' }
            gone: x
            hosts: [a, b]
        `,
        `
        charts:
          nginx:
            hosts:
              - a   # first
              - c
            image:
              tag: "v1"
            replicas: 3
            metrics: { enabled: true, port: 80 }
            probe: { http: { path: / } }
        `,
      ),
    ).toEqual([
      "charts.nginx.replicas = 2 > 3",
      "-charts.nginx.gone = x",
      "charts.nginx.hosts[1] = b > c",
      "+charts.nginx.metrics = {enabled,port}",
      "+charts.nginx.probe.http.path = /",
    ]);
  });

  it("in items that have names", () => {
    expect(
      values(
        `
        env:
          - { name: LOG, value: info }
          - { name: TZ, value: UTC }
        `,
        `
        env:
          - { name: TZ, value: CET }
          - { name: LOG, value: info }
        `,
      ),
    ).toEqual(["env[TZ].value = UTC > CET", "env reordered"]);
  });

  it("in types, which are shown", () => {
    expect(values("a: 3\nb: ''\nc: x\n", "a: '3'\nb:\nc: |\n  x\n  y\n")).toEqual([
      'a = 3 > "3"',
      'b = "" > null',
      "c = x > 2 lines",
    ]);
  });

  it("not where they are empty on both sides, and by their keys where they are new", () => {
    const none = web("  - { name: nginx, type: spectro, version: 1.11.5 }\n");
    expect(told(none, web(nginx("# nothing\n")))).toEqual(["unnoticed"]);
    expect(told(none, web(nginx("a: 1\nb: 2\n")))).toEqual(["nginx: +a = 1", "nginx: +b = 2"]);
    expect(told(web(nginx("a: 1\n")), none)).toEqual(["nginx: -a = 1"]);
  });

  it.each([
    ["a macro without quotes", "a: {{ .spectro.var.x }}\nb: 1\n"],
    ["a macro for a key", "{{ x }}: 1\nb: 1\n"],
    ["a placeholder without quotes", "a: %X%\nb: 1\n"],
    ["a directive", "%{ if x }\na: 1\n%{ endif }\nb: 1\n"],
    ["a key that is there twice", "a: 1\na: 2\nb: 1\n"],
    ["a slip", "a: 'x\nb: 1\n"],
  ])("as texts with %s", (_, text) => {
    expect(values(text, text)).toEqual(["unnoticed"]);
    expect(values(text, text.replace("b: 1", "b: 2"))).toEqual(["other text"]);
    expect(values("b: 2\n", text)).toEqual(["other text"]);
  });

  it("by key beside templates and quoted macros", () => {
    expect(values("a: ${X}\nb: '{{ y }}'\nc: 1\n", "a: ${X}\nb: '{{ z }}'\nc: 1\n")).toEqual([
      "b = {{ y }} > {{ z }}",
    ]);
  });

  it("in several documents", () => {
    expect(values("a: 1\n---\nb: 1\n", "a: 1\n---\nb: 2\n")).toEqual(["[1].b = 1 > 2"]);
  });

  it("in more keys than are listed", () => {
    const keys = (value: number) => Array.from({ length: 400 }, (_, at) => `k${at}: ${value}\n`).join("");
    const lines = values(keys(1), keys(2));
    expect(lines).toHaveLength(301);
    expect(lines.at(-1)).toBe("100 more");
  });

  it("as texts where aliases make a tree without end", () => {
    const levels = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`);
    const bomb = (x: number) => `a0: &a0 { x: ${x} }\n${levels.join("")}`;
    expect(values(bomb(1), bomb(2))).toEqual(["other text"]);
    const chain = `${"a: {".repeat(3000)}${"}".repeat(3000)}\n`;
    expect(values(`${chain}b: 1\n`, `${chain}b: 2\n`)).toEqual(["other text"]);
  });
});

describe("secrets", () => {
  it.each([
    ["a password", "adminPassword: old1\n"],
    ["a token", "auth:\n  token: old1\n"],
    ["a key of a provider", "apiKey: old1\n"],
    ["a key of a provider in other words", "provider:\n  AWS_SECRET_ACCESS_KEY: old1\n"],
    ["a group of secrets", "secrets:\n  db: { user: old1 }\n"],
    ["a list of secrets", "tokens: [old1]\n"],
    ["a variable of the environment", "env:\n  - name: DB_PASSWORD\n    value: old1\n"],
    ["a secret that is called by itself", "apiKeys:\n  - key: old1\n    x: old1\n"],
    ["a file of a key", "tls.key: old1\n"],
    ["an address with a password", "url: postgres://me:old1@db/x\n"],
    ["an argument", "args: ['--token=old1']\n"],
    ["a Kubernetes secret", "kind: Secret\ndata:\n  a: old1\n"],
  ])("are not shown: %s", (_, text) => {
    const after = text.replaceAll("old1", "new2");
    for (const lines of [values(text, after), values("x: 1\n", after), values(text, "x: 1\n")]) {
      expect(lines.join("\n")).not.toMatch(/old1|new2/);
      expect(lines).not.toEqual(["unnoticed"]);
    }
  });

  it("are not what is only called after one", () => {
    expect(
      values(
        "image: reg/external-secrets:v1\nautomountServiceAccountToken: true\n",
        "image: reg/external-secrets:v2\nautomountServiceAccountToken: false\n",
      ),
    ).toEqual([
      "image = reg/external-secrets:v1 > reg/external-secrets:v2",
      "automountServiceAccountToken = true > false",
    ]);
  });
});

describe("exports", () => {
  const pack = { name: "k8s", type: "oci", layer: "k8s", version: "1.32.4", tag: "1.32.x", values: "a: 1\n" };
  const document = (own: Partial<typeof pack>, spec: object = {}) => ({
    metadata: { name: "edge", labels: { team: "stores" } },
    spec: {
      version: "1.0.0",
      template: { type: "infra", cloudType: "edge-native", packs: [{ ...pack, ...own }] },
      ...spec,
    },
  });
  const json = (own: Partial<typeof pack>, spec?: object) =>
    JSON.stringify(document(own, spec), undefined, 2);

  it("are compared as JSON and as YAML", () => {
    expect(told(json({}), JSON.stringify(document({})))).toEqual(["unnoticed"]);
    expect(told(json({}), json({ values: "# x\na: 2\n" }))).toEqual(["k8s: a = 1 > 2"]);
    expect(told(json({}), json({ layer: "os" }))).toEqual(["k8s: layer: k8s > os"]);
  });

  it("have versions and groups of their own", () => {
    expect(told(json({}), json({ version: "1.32.8" }))).toEqual(["k8s: 1.32.4 > 1.32.8 up patch"]);
    expect(told(json({}), json({ tag: "1.32.4" }))).toEqual(["k8s: tag: 1.32.x > 1.32.4"]);
    expect(told(json({ tag: "1.32.4" }), json({ tag: "1.33.0", version: "1.33.0" }))).toEqual([
      "k8s: 1.32.4 > 1.33.0 up minor",
    ]);
  });

  it("have variables, of which the sensitive ones are not shown", () => {
    const variables = (size: string, pin: string) => ({
      variables: [
        { name: "SIZE", defaultValue: size },
        { name: "PIN", isSensitive: true, defaultValue: pin },
      ],
    });
    expect(told(json({}, variables("1", "old1")), json({}, variables("2", "new2")))).toEqual([
      "variable [SIZE].defaultValue = 1 > 2",
      "variable [PIN].defaultValue = secret > secret",
    ]);
    expect(told(json({}), json({}, variables("1", "old1")))).toEqual([
      "variable +[SIZE] = {name,defaultValue}",
      "variable +[PIN] = {name,isSensitive,defaultValue}",
    ]);
  });

  it("are compared with flat profiles by what was chosen", () => {
    const flat =
      "name: edge\ntype: infra\ncloudType: edge-native\ntags: [team]\npacks:\n  - name: k8s\n    type: oci\n    version: 1.32.x\n    values: |\n      a: 1\n";
    expect(told(json({}), flat)).toEqual(["tag +team", "tag -team:stores", "unnoticed"]);
    expect(told(flat, json({ tag: "1.33.x" }))).toEqual([
      "tag +team:stores",
      "tag -team",
      "k8s: 1.32.x > 1.33.x up minor",
    ]);
  });
});

describe("what a cluster notices", () => {
  it("is found behind aliases, though the pack is written the same", () => {
    const text = (tag: number) =>
      `x: &v "image: v${tag}"\n${web("  - { name: a, type: spectro, version: 1.0.0, values: *v }\n")}`;
    expect(told(text(1), text(2))).toEqual(["a: image = v1 > v2"]);
  });

  it("is found where another dialect reads the same words otherwise", () => {
    const pack = "{ name: a, type: spectro, version: 1.0.0, registry: R }";
    const flat = web(`  - ${pack}\n`);
    const other = `metadata: { name: web }\nspec:\n  template:\n    type: add-on\n    packs:\n      - ${pack}\n`;
    expect(told(flat, other)).toEqual(["a: registry: R > undefined"]);
  });

  it("is not read again of a profile that was read before", () => {
    const before = source(web(nginx("a: 1\n")));
    const read = createReader();
    const texts: unknown[] = [];
    const counting = (text: Parameters<typeof read>[0]) => {
      const documents = read(text);
      texts.push(documents);
      return documents;
    };
    expect(sameInEffect(before, source(web(nginx("a: 2\n"))), counting)).toBe(false);
    expect(sameInEffect(before, source(web(nginx("a:  1\n"))), counting)).toBe(true);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toBe(texts[1]);
    // What is written the same is not read at all.
    const other = source(web(nginx("a: 1\n")).replace('""', "x"));
    expect(sameInEffect(before, other, counting)).toBe(true);
    expect(texts).toHaveLength(2);
  });
});

describe("properties", () => {
  const key = fc.constantFrom("a", "b", "name", "replicas", "x.y");
  const scalar = fc.oneof(
    fc.constantFrom("x", "true", "3", "~", "'3'", "yes", "a b"),
    fc.nat({ max: 9 }).map(String),
  );
  const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      scalar,
      fc
        .uniqueArray(fc.tuple(key, tie("node")), { maxLength: 4, selector: ([name]) => name })
        .map((entries) => `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(", ")} }`),
      fc.array(tie("node"), { maxLength: 4 }).map((items) => `[ ${items.join(", ")} ]`),
    ),
  })).node;
  const pack = fc
    .tuple(fc.constantFrom("nginx", "cni", "csi"), fc.constantFrom("1.0.0", "1.1.0", "2.x"), tree, tree)
    .map(([name, version, one, other]) => ({ name, version, values: `one: ${one}\nother: ${other}\n` }));
  const profile = fc
    .array(pack, { maxLength: 4 })
    .map((packs) =>
      web(
        packs
          .map(({ name, version, values: text }) =>
            nginx(text, version).replace("name: nginx", `name: ${name}`),
          )
          .join("") || "  []\n",
      ),
    );

  it("a profile does not differ from itself", () => {
    fc.assert(
      fc.property(profile, (text) => {
        expect(told(text, text)).toEqual(["unnoticed"]);
      }),
    );
  });

  it("what one way is added is removed the other way", () => {
    const turned: Record<string, string> = { added: "removed", removed: "added" };
    const key = (kind: string, path: string) => `${turned[kind] ?? kind} ${path}`;
    fc.assert(
      fc.property(profile, profile, (one, other) => {
        const forth = compare(one, other);
        const back = compare(other, one);
        const packs = ({ packs: list }: ProfileComparison, turn: (kind: string) => string) =>
          list.map(({ kind, name }) => `${turn(kind)} ${name}`).sort();
        expect(packs(back, (kind) => turned[kind] ?? kind)).toEqual(packs(forth, (kind) => kind));
        const keys = ({ packs: list }: ProfileComparison, tell: (kind: string, path: string) => string) =>
          list
            .flatMap(({ values: text }) => (text.kind === "keys" ? text.changes : []))
            .map(({ kind, path }) => tell(kind, path))
            .sort();
        expect(keys(back, key)).toEqual(keys(forth, (kind, path) => `${kind} ${path}`));
        expect(back.isReordered).toBe(forth.isReordered);
        expect(back.affectsClusters).toBe(forth.affectsClusters);
      }),
    );
  });

  it("comments, blank lines and quotes are no difference", () => {
    const line = fc.record({
      key: fc.constantFrom("a", "b", "c", "d", "e"),
      value: fc.constantFrom("x", "a b", "v1.2", "https://x.io/y", "3", "true"),
    });
    interface Way {
      readonly quote: string;
      readonly before: string;
      readonly behind: string;
    }
    const way: fc.Arbitrary<Way> = fc.record({
      quote: fc.constantFrom("", "'", '"'),
      before: fc.constantFrom("", "# note\n", "\n", "\n  # deep\n\n"),
      behind: fc.constantFrom("", " # why", "   "),
    });
    const lines = fc.uniqueArray(line, { maxLength: 5, selector: ({ key: name }) => name });
    const written = (list: readonly { key: string; value: string }[], ways: readonly Way[]) =>
      list
        .map(({ key: name, value }, at) => {
          const { quote = "", before = "", behind = "" } = ways[at] ?? {};
          const isText = value !== "3" && value !== "true";
          return `${before}${name}: ${isText ? quote + value + quote : value}${behind}\n`;
        })
        .join("");
    fc.assert(
      fc.property(lines, fc.array(way, { minLength: 5, maxLength: 5 }), (list, ways) => {
        const plain = web(nginx(`top:\n${written(list, []).replace(/^/gm, "  ")}`));
        const dressed = web(nginx(`top:\n${written(list, ways).replace(/^/gm, "  ")}`));
        expect(told(plain, dressed)).toEqual(["unnoticed"]);
      }),
    );
  });
});
