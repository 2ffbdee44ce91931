/** Tests of the schema store: YAML with the places of its problems marked goes in, problems come out. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocuments } from "../model/document.ts";
import { parse } from "../syntax/parse.ts";
import type { Node } from "../syntax/tree.ts";
import { type Path, partsAt, type SchemaNode, schemas } from "./schema-lookup.ts";
import {
  describeKeys,
  describeValue,
  type SchemaId,
  type SchemaProblem,
  validateTree,
} from "./schema-store.ts";

function rootOf(text: string): Node | undefined {
  return parse(text)[0]?.root;
}

function problemsOf(schema: SchemaId, text: string): SchemaProblem[] {
  return validateTree(schema, rootOf(text));
}

/** The text with every problem's place in `«»`, and below it what is said of each. */
function annotate(schema: SchemaId, text: string): { marked: string; messages: string[] } {
  const problems = problemsOf(schema, text);
  const starts = new Set(problems.map(({ span }) => span.start));
  const ends = new Set(problems.map(({ span }) => span.end));
  let marked = "";
  for (let at = 0; at <= text.length; at++) {
    marked += `${ends.has(at) ? "»" : ""}${starts.has(at) ? "«" : ""}${text.charAt(at)}`;
  }
  return { marked, messages: problems.map(({ message }) => message) };
}

/** Checks both the places and the words. */
function expectProblems(schema: SchemaId, marked: string, messages: readonly string[]): void {
  expect(annotate(schema, marked.replace(/[«»]/g, ""))).toEqual({ marked, messages });
}

const profileHead = 'name: web\ndescription: ""\ntype: add-on\n';
const clusterTail = "node_groups: []\n";

describe("validateTree on flat profiles", () => {
  it("accepts what the modules accept, and keys that nobody reads", () => {
    const text = `${profileHead}defaultRepoURL: \${URL}\ncloudType: my-cloud\ncontext: ""\nversion: 1.20\ntags:\n
packs:
  - {name: cni-calico, type: spectro, version: 3.28, tag: x, layer: whatever, registry_uid: 1, values: }
  - name: extra
    type: \${TYPE}
    manifests:
      - name: 2024-01-05
        content: |
          kind: Namespace
`;
    expect(problemsOf("profile", text)).toEqual([]);
  });

  it.each([
    [
      "a wrong value, with what was meant",
      "type: «addon»",
      "Expected one of `cluster`, `infra`, `add-on`, `system` but found `addon`: did you mean `add-on`?",
    ],
    [
      "a value in quotes, inside them",
      "type: '«Cluster»'",
      "Expected one of `cluster`, `infra`, `add-on`, `system` but found `Cluster`: did you mean `cluster`?",
    ],
    [
      "a value that nobody can guess",
      "type: «x»",
      "Expected one of `cluster`, `infra`, `add-on`, `system` but found `x`",
    ],
    [
      "a value that begins right",
      "type: «cluster-profile»",
      "Expected one of `cluster`, `infra`, `add-on`, `system` but found `cluster-profile`: did you mean `cluster`?",
    ],
    [
      "no value at all, at the key",
      "«type»:",
      "`type` has no value: expected one of `cluster`, `infra`, `add-on`, `system`",
    ],
    [
      "a map in place of a value, at the key",
      "«type»:\n  a: 1",
      "`type` must be text, but it is a map: put it in quotes, or in a block that starts with `|`",
    ],
  ])("tells %s", (_, line, message) => {
    expectProblems("profile", `name: web\ndescription:\n${line}\npacks: []\n`, [message]);
  });

  it("tells a missing key of the profile at its first key, with the reason", () => {
    expectProblems("profile", "«name»: web\ntype: add-on\npacks: []\n", [
      'The profile `web` has no `description`: add `description: ""` if there is nothing to say, since Terraform fails when the key is absent',
    ]);
  });

  it("tells a missing key of a pack at the pack's name, else at its first key", () => {
    expectProblems(
      "profile",
      `${profileHead}packs:\n  - version: "1"\n    name: "«cni-calico»"\n  - «type»: helm\n`,
      [
        "The pack `cni-calico` has no `type`: add `type: spectro` for a pack of a pack registry, else `helm`, `oci` or `manifest`",
        "This pack has no `name`: add `name` with the name the pack has in its registry",
      ],
    );
  });

  it("takes a mistyped key for the one that is missing", () => {
    const text = `${profileHead}packs:\n  - name: a\n    «tpye»: helm\n`;
    expectProblems("profile", text, ["The pack `a` has no `type`: rename `tpye` if it is meant"]);
    const [problem] = problemsOf("profile", text.replace(/[«»]/g, ""));
    expect(problem).toMatchObject({
      keyword: "required",
      missing: "type",
      suggestions: ["type"],
      path: ["packs", 0],
    });
    expect(problem?.node).toMatchObject({ kind: "scalar", text: "tpye" });
  });

  it.each([
    [
      "text",
      "packs: «kubernetes»",
      "`packs` must be a list, but it is text: start each item on a line of its own with `- `",
    ],
    [
      "a map",
      "«packs»:\n  name: kubernetes",
      "`packs` must be a list, but it is a map: start each item on a line of its own with `- `",
    ],
    [
      "a block of text",
      "«packs»: |\n  - name: a",
      "`packs` must be a list, but it is text: start each item on a line of its own with `- `",
    ],
    [
      "an item that is text",
      "packs:\n  - «kubernetes»",
      "An item of `packs` must be a map, but it is text: write its keys, such as `name`, on lines of their own",
    ],
    [
      "an item without a value",
      "«packs»:\n  -\n  - {name: a, type: oci}",
      "An item of `packs` has no value: expected a map",
    ],
    [
      "a map for the values",
      "packs:\n  - name: a\n    type: oci\n    «values»:\n      b: 1",
      "`values` must be text, but it is a map: put it in quotes, or in a block that starts with `|`",
    ],
    [
      "a tag with a blank behind the colon",
      "packs: []\ntags:\n  - «env»: dev",
      "An item of `tags` must be text, but it is a map: put it in quotes, or in a block that starts with `|`",
    ],
    ["an empty name", 'packs:\n  - name: «""»\n    type: oci', "`name` is empty: write a value"],
  ])("tells %s of the wrong kind at the smallest place", (_, lines, message) => {
    expectProblems("profile", `${profileHead}${lines}\n`, [message]);
  });

  it("tells a document of the wrong kind at its beginning", () => {
    expectProblems("profile", "«-» a\n- b\n", [
      "The profile must be a map, but it is a list: write its keys, such as `name`, on lines of their own",
    ]);
  });

  it("keeps quiet where Terraform fills in the value, the list or the key", () => {
    expect(problemsOf("profile", `${profileHead}packs: \${jsonencode(PACKS)}\n`)).toEqual([]);
    expect(
      problemsOf("profile", `${profileHead}packs:\n  - \${PACK}\n  - name: a\n    \${KEY}: oci\n`),
    ).toEqual([]);
    expect(problemsOf("profile", `${profileHead}packs:\n  - name: a\n    <<: \${REST}\n`)).toEqual([]);
  });

  it("reads keys through aliases and merges, and tells a shared fault once, where it is written", () => {
    const shared = "base: &base {type: oci, name: a}\nbad: &bad {name: «b»}\n";
    expectProblems("profile", `${shared}${profileHead}packs: [*base, {<<: *base, name: c}, *bad, *bad]\n`, [
      "The pack `b` has no `type`: add `type: spectro` for a pack of a pack registry, else `helm`, `oci` or `manifest`",
    ]);
    expectProblems("profile", `kind: &k pod\n${profileHead}packs: [{name: a, type: «*k»}]\n`, [
      "Expected one of `spectro`, `helm`, `manifest`, `oci` but found `pod`",
    ]);
  });

  it("gives the node to replace and the path", () => {
    const [problem] = problemsOf("profile", `${profileHead}packs:\n  - {name: a, type: "manifests"}\n`);
    expect(problem).toMatchObject({ path: ["packs", 0, "type"], keyword: "enum", suggestions: ["manifest"] });
    expect(problem?.node).toMatchObject({ kind: "scalar", text: "manifests", style: "double" });
  });
});

describe("validateTree on exports", () => {
  const exported = (pack: string) =>
    `{"metadata": {"name": "a"}, "spec": {"template": {"packs": [${pack}]}}}`;

  it("accepts JSON, and null or numbers where text is expected", () => {
    expect(
      problemsOf(
        "export",
        exported('{"name": "a", "type": null, "version": 1, "registry": {"metadata": {"isPrivate": true}}}'),
      ),
    ).toEqual([]);
  });

  it("tells of layers, registries and missing parts, without advice on YAML", () => {
    expectProblems(
      "export",
      exported('{"name": "a", "layer": "«add-on»", "«registry»": [], "type": "«charts»"}'),
      [
        "Expected one of `kernel`, `os`, `k8s`, `cni`, `csi`, `addon` but found `add-on`: did you mean `addon`?",
        "`registry` must be a map, but it is a list",
        "Expected one of `spectro`, `helm`, `manifest`, `oci` but found `charts`",
      ],
    );
    expectProblems("export", '{"«metadata»": {}, "spec": {"«template»": {}}}', [
      "`metadata` has no `name`: add `name` with the name the profile has in Palette",
      "`template` has no `packs`: add `packs` with a list of the profile's layers",
    ]);
  });
});

describe("validateTree on clusters", () => {
  it("accepts profiles as names and as maps, and what Terraform converts", () => {
    const text = `name: a\ncloudType: edge
profiles:
  infra: \${INFRA}
  system: {name: s, version: 1.0}
  addons: [web, {name: b, packs: [{name: p, override_type: template, params: [{A: 1}]}]}]
  addon_deployments:
skip_completion: yes
node_groups:
  - {name: w, count: "3", control_plane: "true", min: \${MIN}, anything: [else], disk_size_gb: 1_000}
`;
    expect(problemsOf("cluster", text)).toEqual([]);
  });

  it.each([
    [
      "a cluster without its infra profile",
      "«profiles»:\n  addons: []",
      "`profiles` has no `infra`: add `infra` with the `name` of the profile the cluster is built from",
    ],
    [
      "a reference without a name",
      'profiles:\n  infra:\n    «version»: "1.0.0"',
      "This profile reference has no `name`: add `name` with the name of a profile",
    ],
    [
      "a reference that is a list",
      "profiles:\n  «infra»: [a]",
      "`infra` must be a map or text, but it is a list: write its keys, such as `name`, on lines of their own",
    ],
    [
      "an override type that does not exist",
      "profiles:\n  infra: {name: a, packs: [{name: p, override_type: «param»}]}",
      "Expected one of `values`, `params`, `template` but found `param`: did you mean `params`?",
    ],
    [
      "params of the wrong kind, once",
      "profiles:\n  infra: {name: a, packs: [{name: p, override_type: params, params: «x»}]}",
      "`params` must be a map, but it is text: write its keys on lines of their own",
    ],
    [
      "a list of params for the type that takes a map",
      "profiles:\n  infra: {name: a, packs: [{name: p, override_type: params, «params»: [{A: 1}]}]}",
      "`params` must be a map, but it is a list: write its keys on lines of their own",
    ],
    [
      "a map of params for the type that takes a list",
      "profiles:\n  infra: {name: a, packs: [{name: p, override_type: template, «params»: {A: 1}}]}",
      "`params` must be a list, but it is a map: start each item on a line of its own with `- `",
    ],
    [
      "a number that is none",
      "profiles: {infra: a}\nnode_groups: [{count: «three»}]",
      "`count` must be a number, but it is `three`",
    ],
    [
      "a truth value that is none",
      'profiles: {infra: a}\nskip_completion: "«yes»"',
      "`skip_completion` must be `true` or `false`, but it is `yes`: did you mean `true`?",
    ],
  ])("tells %s", (_, lines, message) => {
    expectProblems(
      "cluster",
      `name: a\ncloudType: eks\n${lines}\n${/node_groups/.test(lines) ? "" : clusterTail}`,
      [message],
    );
  });

  it("names the missing keys of the cluster", () => {
    const text = "name: a\nprofiles: {infra: b}\ncloud_type: eks\n";
    expect(
      problemsOf("cluster", text).map(({ message, span }) => [text.slice(span.start, span.end), message]),
    ).toEqual([
      ["name", "The cluster `a` has no `node_groups`: add `node_groups` with at least one pool of nodes"],
      ["cloud_type", "The cluster `a` has no `cloudType`: rename `cloud_type` if it is meant"],
    ]);
  });

  it("judges a list of clusters one by one, tags with a blank included", () => {
    expectProblems(
      "cluster-list",
      "- name: a\n  cluster_tags: [{type: x}, y]\n  profiles: [{name: p, tag: 1.0}]\n- «profiles»: [{«tag»: x}]\n- «b»\n",
      [
        "This cluster has no `name`: add `name` with the name the cluster has in Palette",
        "This profile reference has no `name`: add `name` with the name of a profile",
        "An item of the list must be a map, but it is text: write its keys, such as `name`, on lines of their own",
      ],
    );
  });
});

describe("validateTree on the configuration", () => {
  it("accepts the whole of it", () => {
    const text =
      "registries: [{name: R, folder: packs, complete: true}]\nrules: {outdated-pack: off}\nfiles: {profiles: [a], clusters: [], ignore: [b]}\n";
    expect(problemsOf("config", text)).toEqual([]);
  });

  it("tells unknown keys at the key, and what was meant", () => {
    expectProblems("config", "«registires»: []\nrules: {outdated-pack: «warn»}\n", [
      "The key `registires` is not known here: did you mean `registries`?",
      "Expected one of `error`, `warning`, `information`, `hint`, `off` but found `warn`: did you mean `warning`?",
    ]);
    expectProblems(
      "config",
      "files:\n  «packs»: []\nregistries:\n  - folder: «''»\n    complete: '«true»'\n  - name: «x»\n",
      [
        "The key `packs` is not known here: the keys are `profiles`, `clusters`, `ignore`",
        "`folder` is empty: write a value",
        "`complete` must be `true` or `false`, but it is text: write it without quotes",
        "The registry `x` has no `folder`: add `folder` with the folder that holds the packs",
      ],
    );
  });
});

describe("validateTree on hostile trees", () => {
  it("ends on rings and bombs of aliases", () => {
    expect(problemsOf("profile", `${profileHead}packs: &p [*p, *p]\n`)).toEqual([]);
    expect(problemsOf("profile", `&r\n${profileHead}packs: [*r, *r]\n<<: *r\n`)).toEqual([]);
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ];
    expect(problemsOf("profile", `${profileHead}${bomb.join("\n")}\npacks: *a60\n`)).toEqual([]);
    const many = (alias: string) => `[${Array(2000).fill(`*${alias}`).join(", ")}]`;
    const square = `m: &m {name: a}\nl: &l ${many("m")}\nk: &k {name: a, type: oci, manifests: *l}\npacks: ${many("k")}\n`;
    expect(problemsOf("profile", `${profileHead}${square}`)).toHaveLength(1);
  });

  it("ends on chains and fans of merges, on deep and on long trees", () => {
    const chain = Array.from(
      { length: 2000 },
      (_, i) => `m${i}: &m${i} {k${i}: 1${i > 0 ? `, <<: *m${i - 1}` : ""}}`,
    );
    expect(problemsOf("profile", `${profileHead}${chain.join("\n")}\npacks: [*m1999]\n`)).toEqual([]);
    expect(problemsOf("profile", `${profileHead}packs: ${"[".repeat(500)}${"]".repeat(500)}\n`)).toHaveLength(
      1,
    );
    expect(
      problemsOf("profile", `${profileHead}packs:\n${"- a\n".repeat(20_000)}`).length,
    ).toBeLessThanOrEqual(10_000);
  });

  it("never throws, places everything inside the text, and ends no message with a period", () => {
    const words = [
      "name",
      "type",
      "packs",
      "profiles",
      "infra",
      "params",
      "registries",
      "rules",
      "a",
      "true",
      "1",
      `\${X}`,
      "null",
    ];
    const marks = [
      ": ",
      "\n",
      "\n  ",
      "\n- ",
      "\n  - ",
      "[",
      "]",
      "{",
      "}",
      ", ",
      "&x ",
      "*x",
      "<<: ",
      "'",
      "|\n",
    ];
    const ids = Object.keys(schemas) as SchemaId[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ...marks), { maxLength: 50 }), (pieces) => {
        const text = pieces.join("");
        for (const { message, span } of ids.flatMap((id) => problemsOf(id, text))) {
          expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
          expect(message).toMatch(/^(?:[A-Z]|`).*[^.]$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes keys of JavaScript's own objects for ordinary ones", () => {
    expect(problemsOf("profile", `__proto__: {name: a}\nconstructor: 1\n${profileHead}packs: []\n`)).toEqual(
      [],
    );
    expect(problemsOf("config", "__proto__: 1\ntoString: 2\n").map(({ keyword }) => keyword)).toEqual([
      "additionalProperties",
      "additionalProperties",
    ]);
    expect(describeValue("profile", ["constructor"])).toBeUndefined();
  });
});

describe("describeKeys and describeValue", () => {
  it("names the keys of a map, present or not", () => {
    expect(
      describeKeys("profile", ["packs", 0]).map(({ key, required, type }) => [key, required, type]),
    ).toEqual([
      ["name", true, "string"],
      ["type", true, "string"],
      ["version", false, "string"],
      ["registry", false, "string"],
      ["layer", false, "string"],
      ["values", false, "string"],
      ["manifests", false, "array"],
    ]);
    expect(
      describeKeys("cluster", ["profiles"]).map(({ key, required, type }) => [key, required, type]),
    ).toEqual([
      ["infra", true, "object"],
      ["system", false, "object"],
      ["addons", false, "array"],
      ["addon_deployments", false, "array"],
    ]);
    expect(describeKeys("cluster", ["profiles", "infra"]).map(({ key }) => key)).toEqual([
      "name",
      "version",
      "context",
      "packs",
    ]);
    expect(describeKeys("profile", ["packs", 0, "name"])).toEqual([]);
    expect(describeKeys("profile", ["nowhere", 3])).toEqual([]);
  });

  it("gives the values of closed lists, open lists and truth values", () => {
    const values = (schema: SchemaId, path: Path) => {
      const described = describeValue(schema, path);
      return [described?.closed, described?.values.map(({ value }) => value)];
    };
    expect(values("profile", ["type"])).toEqual([true, ["cluster", "infra", "add-on", "system"]]);
    expect(values("profile", ["context"])).toEqual([true, ["project", "tenant", "system"]]);
    expect(values("profile", ["packs", 2, "layer"])).toEqual([
      false,
      ["kernel", "os", "k8s", "cni", "csi", "addon"],
    ]);
    expect(values("export", ["spec", "template", "packs", 2, "layer"])).toEqual([
      true,
      ["kernel", "os", "k8s", "cni", "csi", "addon"],
    ]);
    expect(values("cluster", ["skip_completion"])).toEqual([true, ["true", "false"]]);
    expect(values("cluster-list", [0, "profiles", 1, "tag"])).toEqual([false, []]);
    expect(values("config", ["rules", "outdated-pack"])).toEqual([
      true,
      ["error", "warning", "information", "hint", "off"],
    ]);
    expect(describeValue("cluster", ["profiles", "infra"])?.description).toMatch(
      /^The infra or full profile/,
    );
    expect(describeValue("profile", ["packs", 0, "type"])?.values[1]).toEqual({
      value: "helm",
      description: "A chart of a Helm registry.",
    });
    expect(describeValue("profile", ["tag"])).toBeUndefined();
  });
});

describe("the schemas", () => {
  it.each(Object.keys(schemas) as SchemaId[])("%s describes every key, in sentences", (id) => {
    const walk = (path: Path, depth: number): void => {
      for (const { key, description } of depth > 9 ? [] : describeKeys(id, path)) {
        expect(description, `${id}: ${[...path, key].join(".")}`).toMatch(/^(?:[A-Z]|vSphere|libvirt).*\.$/s);
        walk([...path, key], depth + 1);
      }
      if (partsAt(id, [...path, 0]) !== undefined) walk([...path, 0], depth + 1);
    };
    walk([], 0);
    const root = schemas[id] as SchemaNode & { title?: string; $id?: string };
    expect([root.title, root.description, root.$id].every((text) => text !== undefined && text !== "")).toBe(
      true,
    );
    expect(JSON.stringify(root)).not.toMatch(/"(?:anyOf|oneOf)"/);
  });

  it.each(Object.keys(schemas) as SchemaId[])(
    "%s gives each listed value its own description, or none at all",
    (id) => {
      const walk = (node: unknown): void => {
        if (typeof node !== "object" || node === null) return;
        const { enum: closed, examples, enumDescriptions } = node as SchemaNode;
        if (Array.isArray(enumDescriptions))
          expect(enumDescriptions).toHaveLength((closed ?? examples ?? []).length);
        Object.values(node).forEach(walk);
      };
      walk(schemas[id]);
    },
  );
});

const shared =
  process.env.CLUSTER_PROFILES_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const present = existsSync(shared);
if (!present)
  console.warn(
    `Not run: the schemas on real files, because ${shared} does not exist (CLUSTER_PROFILES_DATA names the folder)`,
  );

describe.skipIf(!present)("real files", () => {
  const filesIn = (folder: string) =>
    readdirSync(join(shared, folder)).map((name) => join(shared, folder, name));
  const told = (file: string, schema: SchemaId, root: Node | undefined) =>
    validateTree(schema, root).map(({ message }) => `${file}: ${message}`);
  const schemaOf = { flat: "profile", export: "export", modules: "cluster", list: "cluster-list" } as const;

  it("of profiles, clusters and exports give no problem", () => {
    const files = ["profiles", "clusters", "exports"].flatMap(filesIn);
    const documents = files.flatMap((file) =>
      readDocuments(readFileSync(file, "utf8")).map((document) => ({ file, document })),
    );
    expect(documents.length).toBeGreaterThan(10);
    expect(
      documents.flatMap(({ file, document }) => told(file, schemaOf[document.kind.dialect], document.root)),
    ).toEqual([]);
  });

  it("of packs give no problem", () => {
    const packs = filesIn("packs");
    const check = (name: string, schema: SchemaId) =>
      packs
        .map((folder) => join(folder, name))
        .filter(existsSync)
        .flatMap((file) => told(file, schema, rootOf(readFileSync(file, "utf8"))));
    expect([...check("pack.json", "pack"), ...check("presets.yaml", "presets")]).toEqual([]);
  });
});
