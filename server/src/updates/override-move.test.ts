/** Tests of moving an override into a new version of the profile: what is written, and when it is not offered. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFixFiles, checkNoFix } from "../../../test/harness/check.ts";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { readDocuments } from "../model/document.ts";
import { moveOverride } from "./override-move.ts";

const title = "Move the override of nginx into a new version 1.0.1 of web";

const web = `
name: web
version: 1.0.0 # the first
type: add-on
description: ""
packs:
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: 1.12.1
    # as the vendor has them
    values: | # all of them
      charts:
        replicas: 3

  - name: other
    type: spectro
    version: 1.0.0
`;

const webAfter = web
  .replace("1.0.0 #", "1.0.1 #")
  .replace("      charts:\n        replicas: 3\n", "      charts:\n\n        replicas: 1 # small\n");

const config = "-- config --\nrules: { outdated-profile-version: off }\n";

describe("an override that becomes part of the profile", () => {
  it("takes its list along when it is alone, in the modules dialect", () => {
    const cluster = `
name: lab
cloudType: maas
profiles:
  infra: { name: base, version: 1.0.0 }
  addons:
    - name: web
      version: "1.0.0" # soon more
      # The lab is small
      packs:
        # one is enough
        - name: nginx$0
          version: 1.12.1
          registry: Palette Registry
          override_type: values
          values: |
            charts:

              replicas: 1 # small
          # there was more

      # of the project
      context: project
    - name: web2
node_groups: []
`;
    const after = `
name: lab
cloudType: maas
profiles:
  infra: { name: base, version: 1.0.0 }
  addons:
    - name: web
      version: "1.0.1" # soon more

      # of the project
      context: project
    - name: web2
node_groups: []
`;
    for (const flag of ["", " crlf"]) {
      checkFixFiles(
        `${config}-- c.yaml${flag} --${cluster}-- web-1.0.0.yaml${flag} --${web}`,
        title,
        `-- c.yaml${flag} --${after}-- web-1.0.1.yaml${flag} --${webAfter}`,
      );
    }
  });

  it("leaves the other overrides, in the list dialect", () => {
    const cluster = `
- name: store-1
  node_pools: []
  profiles:
    - name: web
      tag: 1.0.0
      packs:
        - name: other
          tag: 1.0.0
          values: "a: 1"
        # for the store
        - name: nginx$0
          tag: 1.12.1
          values: "charts:\\n\\n  replicas: 1 # small\\n"
- name: store-2
  node_pools: []
  profiles:
    - name: web
      tag: 1.0.0
`;
    const after = `
- name: store-1
  node_pools: []
  profiles:
    - name: web
      tag: 1.0.1
      packs:
        - name: other
          tag: 1.0.0
          values: "a: 1"
- name: store-2
  node_pools: []
  profiles:
    - name: web
      tag: 1.0.0
`;
    checkFixFiles(
      `-- stores.yaml crlf no-final-newline --${cluster.replace(/- name: store-2[\s\S]*/, "")}-- web-1.0.0.yaml --${web}`,
      title,
      `-- stores.yaml crlf no-final-newline --${after.replace(/- name: store-2[\s\S]*/, "")}-- web-1.0.1.yaml --${webAfter}`,
    );
    checkFixFiles(
      `-- stores.yaml --${cluster}-- web-1.0.0.yaml --${web}`,
      title,
      `-- stores.yaml --${after}-- web-1.0.1.yaml --${webAfter}`,
    );
  });

  it("goes into an export in JSON, from a cluster in brackets that states no version", () => {
    const json = `
{
  "metadata": { "name": "web" },
  "spec": {
    "version": "1.0.0",
    "template": {
      "packs": [
        { "name": "nginx", "tag": "1.12.x", "version": "1.12.1", "values": "a: 1\\n" },
        { "name": "other" }
      ]
    }
  }
}
`;
    const cluster = `
name: lab
cloudType: maas
profiles:
  system:
    name: web
    packs: [{ name: nginx$0, version: 1.12.x, override_type: values, values: "\\"a\\": 2" }]
node_groups: []
`;
    checkFixFiles(
      `-- c.yaml --${cluster}-- web-1.0.0.json --${json}`,
      title,
      `-- c.yaml --${cluster.replace("name: web\n", "name: web\n    version: 1.0.1\n").replace(/ {4}packs.*\n/, "")}-- web-1.0.1.json --${json.replace('1.0.0"', '1.0.1"').replace("a: 1\\n", '\\"a\\": 2')}`,
    );
    const bare = json.replace(', "values": "a: 1\\n"', "");
    const flow = `
name: lab
cloudType: maas
profiles: { addons: [{ name: web, version: 1.0.0, packs: [{ name: other, override_type: params }, { name: nginx$0, override_type: values, values: "a: 2" }] }] }
node_groups: []
`;
    checkFixFiles(
      `-- c.yaml --${flow}-- web-1.0.0.json --${bare}`,
      title,
      `-- c.yaml --${flow.replace("version: 1.0.0", "version: 1.0.1").replace(/, \{ name: nginx.*?\}/, "")}-- web-1.0.1.json --${bare.replace('1.0.0"', '1.0.1"').replace('"1.12.1" }', '"1.12.1", "values": "a: 2" }')}`,
    );
  });

  it("goes into an export in YAML, and becomes the next document of a file with several", () => {
    const cluster = (text: string) => `
name: lab
cloudType: maas
profiles:
  addons:
    - packs:
        - name: nginx$0
          override_type: values
          values: |-
              deep: 1
            shallow: 2
      name: web
      version: 1.0.0
node_groups: []
${text}`;
    const profile = `metadata:
  name: web
spec:
  version: "1.0.0"
  template:
    packs:
      - name: nginx
        version: 1.12.1 # pinned
        manifests: []
`;
    const source = cluster(`---\n${profile}`).replace("values: |-\n", "values: |2-\n");
    const made = profile
      .replace("1.0.0", "1.0.1")
      .replace(
        "        manifests",
        "        values: |2-\n            deep: 1\n          shallow: 2\n        manifests",
      );
    checkFixFiles(
      `-- all.yaml --${source}`,
      title,
      `-- all.yaml --${source.replace(/packs:\n {8}- name: nginx[\s\S]*?name: web\n {6}version: 1.0.0/, "name: web\n      version: 1.0.1")}---\n${made}`,
    );
  });
});

describe("values at the end of a profile without a line end", () => {
  const cluster = (values: string) => `
name: lab
cloudType: maas
profiles:
  addons:
    - name: web
      version: 1.0.0
      packs: [{ name: nginx, override_type: values, values: "${values}" }]
node_groups: []
`;
  const bare = web.replace(/ {4}# as[\s\S]*/, "");

  it.each([
    ["a: 1\\n", "    values: |\n      a: 1\n", ""],
    ["a: 1", "    values: |-\n      a: 1\n", " no-final-newline"],
  ])("get the one that %j has", (values, block, flag) => {
    const after = cluster(values)
      .replace("1.0.0", "1.0.1")
      .replace(/ {6}packs.*\n/, "");
    checkFixFiles(
      `-- c.yaml --${cluster(values)}-- web-1.0.0.yaml no-final-newline --${bare}`,
      title,
      `-- c.yaml --${after}-- web-1.0.1.yaml${flag} --${bare.replace("1.0.0 #", "1.0.1 #")}${block}`,
    );
  });
});

describe("an override stays where it is", () => {
  const base = `
name: lab
cloudType: maas
profiles:
  addons:
    - name: web
      version: 1.0.0
      packs:
        - name: nginx$0
          override_type: values
          values: "a: 1"
node_groups: []
`;
  const reason = (cluster: string, others: Record<string, string> = { "web.yaml": web }) => {
    const { snapshot, file } = fixture(cluster.replace("$0", "").trimStart(), { others });
    const [reference] = snapshot.file(file)?.documents[0]?.clusters[0]?.references ?? [];
    const override = reference?.overrides[0];
    if (reference === undefined || override === undefined) throw new Error("there is no override");
    const move = moveOverride(snapshot, file, reference, override);
    const edits = "reason" in move ? move : move.edits();
    return "reason" in edits ? edits.reason : "moved";
  };
  const twoLines = (line: string) => base.replace('values: "a', `${line}\n          values: "a`);

  it("but for the plain one", () => {
    expect(reason(base)).toBe("moved");
    checkNoFix(`-- c.yaml --${base}`, "cluster-override");
  });

  it.each([
    ["that is of params", base.replace("_type: values", "_type: params"), /override_type: values/],
    ["that is of no type", base.replace("          override_type: values\n", ""), /override_type: values/],
    ["with a manifest", twoLines("manifests: []"), /`manifests`, which cannot go along/],
    ["of a manifest pack", twoLines("is_manifest_pack: true"), /`is_manifest_pack`, which cannot/],
    ["with a key that nothing reads", twoLines("tag: 1.12.1"), /`tag`, which cannot/],
    ["with params as well", twoLines("params: { A: 1 }"), /`params`, which cannot/],
    ["without values", base.replace('"a: 1"', '""'), /no values/],
    ["with a template", base.replace("a: 1", "a: ${A}"), /Terraform fills in/],
    ["with a placeholder", base.replace("a: 1", "a: %KEY%"), /placeholders/],
    ["for another version of the pack", twoLines("version: 1.11.5"), /is for version 1.11.5 of the pack/],
    ["for no certain version", twoLines('version: "${V}"'), /is for version/],
    ["from another registry", twoLines("registry: Mine"), /another registry/],
    [
      "by an alias",
      `x: &v "a: 1"\n${base.trimStart().replace('"a: 1"', "*v")}`,
      /by an alias or a merge, or is used elsewhere/,
    ],
    [
      "that others use",
      base.replace('"a: 1"', '&v "a: 1"').replace("node_groups: []", "node_groups: [{ name: *v }]"),
      /used elsewhere/,
    ],
    ["by a merge", `x: &o { registry: R }\n${twoLines("<<: *o").trimStart()}`, /by a merge/],
    [
      "in a reference that another cluster has",
      base.replace("- name: web", "- &w\n      name: web").replace("node_groups", "x: *w\nnode_groups"),
      /used elsewhere/,
    ],
    [
      "that is there twice",
      base.replace("node_groups", "        - name: nginx\n          override_type: values\nnode_groups"),
      /twice/,
    ],
    [
      "between the lines of a template",
      base.replace("      packs", "%{ if x }\n      packs").replace("node_groups", "%{ endif }\nnode_groups"),
      /not plain YAML/,
    ],
    ["in broken text", `${base}oops: "\n`, /not plain YAML/],
    ["of a version that is not known", base.replace("1.0.0", "1.2.0"), /not known here/],
    ["of a pack that is not there", base.replace("nginx", "traefik"), /has no pack `traefik`/],
  ])("%s", (_, cluster, why) => {
    expect(reason(cluster)).toMatch(why);
  });

  it.each([
    ["that is defined twice", { "a.yaml": web, "b.yaml": web }, /defined twice/],
    [
      "with the pack twice",
      { "web.yaml": web.replace("name: other", "name: nginx") },
      /has the pack `nginx` twice/,
    ],
    [
      "with the pack as a manifest",
      { "web.yaml": web.replace("type: spectro", "type: manifest") },
      /manifest pack/,
    ],
    [
      "that is open for params",
      { "web.yaml": web.replace("replicas: 3", "replicas: %N%") },
      /open for params/,
    ],
    ["whose pack is merged", { "web.yaml": web.replace("    type: spectro", "    <<: {}") }, /by a merge/],
    [
      "whose values are used elsewhere",
      {
        "web.yaml": web
          .replace("values: |", "values: &v |")
          .replace("version: 1.0.0\n", "version: 1.0.0\n    values: *v\n"),
      },
      /used elsewhere/,
    ],
    [
      "whose values are a map",
      { "web.yaml": web.replace("values: | # all of them", "values:") },
      /no place for the version or the values/,
    ],
    ["that is a template", { "web.yaml": `${web}%{ if x }\n# no\n%{ endif }\n` }, /not plain YAML/],
  ])("for a profile %s", (_, others, why) => {
    expect(reason(base, others)).toMatch(why);
  });
});

describe("property: values on their way", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "a: 1",
      "  b: |",
      "# c",
      "\t",
      "---",
      "...",
      "- x",
      "{{ .a }}",
      "é 😀",
      "'",
      '"',
      "%",
      "\\",
    ),
    fc.string({ maxLength: 6 }),
  );
  const values = fc
    .array(line, { minLength: 1, maxLength: 6 })
    .map((lines) => lines.join("\n"))
    .filter((text) => text.trim() !== "" && !/[$%][{]|%.*%|\$0/s.test(text));
  const profiles = [
    web,
    web.trimEnd().replace(/\n {2}- name: other[\s\S]*/, ""),
    web.replace(/ {4}values[\s\S]*(?= {2}- name: other)/, ""),
    web.replace(/values: \|[\s\S]*(?= {2}- name: other)/, "values: 'x' # none\n"),
    web.replace(/values: \|[\s\S]*(?= {2}- name: other)/, "values:\n"),
    '{"metadata":{"name":"web"},"spec":{"version":"1.0.0","template":{"packs":[{"name":"nginx","values":""}]}}}',
    "metadata: {name: web}\nspec: {version: 1.0.0, template: {packs: [{name: nginx}]}}\n",
  ].map((text) => text.trimStart());

  it("arrive as they were read", () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(...profiles),
        fc.constantFrom("\n", "\r\n"),
        (text, profile, eol) => {
          const cluster = `name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      packs:\n        - name: nginx\n          override_type: values\n          values: ${JSON.stringify(text)}\nnode_groups: []\n`;
          const { snapshot, file } = fixture(cluster.replaceAll("\n", eol), {
            others: { "web.yaml": profile.replaceAll("\n", eol) },
          });
          const [reference] = snapshot.file(file)?.documents[0]?.clusters[0]?.references ?? [];
          const [override] = reference?.overrides ?? [];
          if (reference === undefined || override === undefined) throw new Error("there is no override");
          const move = moveOverride(snapshot, file, reference, override);
          if ("reason" in move) throw new Error(move.reason);
          const edits = move.edits();
          if ("reason" in edits) throw new Error(edits.reason);
          const [made, left] = edits;
          const packs = readDocuments(applyEdits("", made?.edits ?? []))[0]?.profiles[0]?.packs;
          expect(packs?.find(({ name }) => name?.text === "nginx")?.values?.text).toBe(override.values?.text);
          expect(applyEdits(cluster.replaceAll("\n", eol), left?.edits ?? [])).toBe(
            "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      version: 1.0.1\nnode_groups: []\n".replaceAll(
              "\n",
              eol,
            ),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
