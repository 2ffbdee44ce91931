/** Tests of renaming a profile: all its files and references, in every dialect, and nothing else. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fixture, fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { hasMarker } from "../syntax/template.ts";
import { prepareRename, rename } from "./rename.ts";

const web = 'name: web\nversion: "1.0.0"\ntype: add-on\ndescription: ""\npacks: []\n';

/** The texts of the files that change. */
function renamed(marked: string, newName: string, others: Record<string, string> = {}) {
  const one = fixture(marked, { others });
  const answer = rename(one.snapshot, one.file, one.offset, newName);
  if ("reason" in answer) return answer.reason;
  const text = (file: string) => one.snapshot.file(file)?.text ?? "";
  return Object.fromEntries(
    answer.map(({ file, edits }) => [file.replace("/project/", ""), applyEdits(text(file), edits)]),
  );
}

/** What is said of each file that changes. */
function annotations(marked: string, others: Record<string, string> = {}) {
  const { snapshot, file, offset } = fixture(marked, { others });
  const answer = rename(snapshot, file, offset, "front");
  if ("reason" in answer) throw new Error(answer.reason);
  return Object.fromEntries(
    answer.map(({ file: changed, annotation }) => [changed.replace("/project/", ""), annotation]),
  );
}

function refusal(marked: string): string | undefined {
  const { snapshot, file, offset } = fixture(marked);
  const answer = prepareRename(snapshot, file, offset);
  return "reason" in answer ? answer.reason : undefined;
}

const modules = (profiles: string) =>
  `name: berlin\ncloudType: maas\nprofiles:\n${profiles}node_groups: []\n`;

describe("renaming a profile", () => {
  it("reaches all its versions, exports and references in all their forms", () => {
    const others = {
      "web-1.1.0.yaml": web.replace("1.0.0", "1.1.0").replace("name: web", "name: 'web' # the front"),
      "web.json": '{"metadata":{"name":"web"},"spec":{"version":"2.0.0","template":{"packs":[]}}}',
      "export.yaml": 'metadata:\n  name: "web"\nspec:\n  version: 3.0.0\n  template:\n    packs: []\n',
      "rendered.yaml": web.replace("1.0.0", "${VERSION}"),
      "map.yaml": modules('  infra: { name: web, version: "1.0.0" }\n  addons:\n    - name: "web" # mine\n'),
      "short.yaml": modules(
        "  infra: web\n  system: web\n  addons: [other, web]\n  addon_deployments: ['web']\n",
      ),
      "list.yaml": "- name: store\n  profiles:\n    - name: web\n      tag: 1.0.0\n  node_pools: []\n",
      "other.yaml": web.replace("name: web", "name: webs"),
      "web.txt.yaml": "name: web\nreplicas: 1\n",
    };
    expect(renamed(web.replace("web", "w$0eb"), "front", others)).toEqual({
      "example.yaml": web.replace("web", "front"),
      "web-1.1.0.yaml": others["web-1.1.0.yaml"].replace("'web'", "'front'"),
      "web.json": others["web.json"].replace("web", "front"),
      "export.yaml": others["export.yaml"].replace("web", "front"),
      "rendered.yaml": others["rendered.yaml"].replace("web", "front"),
      "map.yaml": others["map.yaml"].replaceAll("web", "front"),
      "short.yaml": others["short.yaml"].replaceAll("web", "front"),
      "list.yaml": others["list.yaml"].replace("web", "front"),
    });
  });

  it("names what it touches when clusters are on the profile", () => {
    const others = {
      "web-1.1.0.yaml": web.replace("1.0.0", "1.1.0"),
      "c.yaml": modules("  infra: web\n  addons: [web]\n"),
      "list.yaml": "- name: store\n  profiles:\n    - name: web\n      tag: 1.0.0\n  node_pools: []\n",
      "tenant.yaml": modules("  addons:\n    - { name: web, context: tenant }\n"),
    };
    const profiles = { label: "Profile files: all versions", confirm: false };
    const clusters = { label: "Cluster files: 2 clusters refer to it", confirm: true };
    expect(annotations(web.replace("web", "$0web"), others)).toEqual({
      "example.yaml": profiles,
      "web-1.1.0.yaml": profiles,
      "c.yaml": clusters,
      "list.yaml": clusters,
    });
    const one = { "c.yaml": others["c.yaml"] };
    expect(annotations(web.replace("web", "$0web"), one)["c.yaml"]?.label).toBe(
      "Cluster files: 1 cluster refers to it",
    );
    expect(annotations(web.replace("web", "$0web"), { "web-1.1.0.yaml": others["web-1.1.0.yaml"] })).toEqual({
      "example.yaml": undefined,
      "web-1.1.0.yaml": undefined,
    });
  });

  it("asks about a file that holds profile and cluster alike", () => {
    const both = `${web}---\n${modules("  infra: web\n")}`.replace("web", "$0web");
    expect(annotations(both)).toEqual({
      "example.yaml": { label: "Cluster files: 1 cluster refers to it", confirm: true },
    });
  });

  it("starts from a reference as well, and keeps line ends", () => {
    const cluster = modules("  addons:\n    - name: we$0b\n").replaceAll("\n", "\r\n");
    expect(renamed(cluster, "front", { "web.yaml": web })).toEqual({
      "example.yaml": cluster.replace("we$0b", "front"),
      "web.yaml": web.replace("web", "front"),
    });
  });

  it("writes quotes where the new name needs them", () => {
    const cluster = modules("  addons: [web, 'web']\n");
    expect(renamed(web.replace("web", "$0web"), "it's: 1", { "c.yaml": cluster })).toEqual({
      "example.yaml": web.replace("web", `"it's: 1"`),
      "c.yaml": modules(`  addons: ["it's: 1", 'it''s: 1']\n`),
    });
    expect(renamed(web.replace("web", "$0web"), "1.10")).toEqual({
      "example.yaml": web.replace("web", '"1.10"'),
    });
  });

  it("leaves the profile of the same name in another context", () => {
    const tenant = `context: tenant\n${web}`;
    const others = {
      "tenant.yaml": tenant,
      "c.yaml": modules("  infra: web\n  addons:\n    - { name: web, context: tenant }\n"),
      "t.yaml": modules('  addons:\n    - { name: web, context: "${SCOPE}" }\n'),
    };
    expect(renamed(web.replace("web", "$0web"), "front", others)).toEqual({
      "example.yaml": web.replace("web", "front"),
      "c.yaml": others["c.yaml"].replace("web", "front"),
      "t.yaml": others["t.yaml"].replace("web", "front"),
    });
    const fromTenant = renamed(tenant.replace("web", "$0web"), "front", { ...others, "tenant.yaml": "" });
    expect(fromTenant).toMatchObject({
      "example.yaml": tenant.replace("web", "front"),
      "c.yaml": others["c.yaml"].replace("{ name: web", "{ name: front"),
    });
  });

  it("changes what clusters share by an anchor once", () => {
    const list =
      "- name: a\n  profiles: &p\n    - name: web\n      tag: 1.0.0\n  node_pools: []\n- name: b\n  profiles: *p\n  node_pools: []\n";
    expect(renamed(web.replace("web", "$0web"), "front", { "list.yaml": list })).toMatchObject({
      "list.yaml": list.replace("web", "front"),
    });
    const follows = modules("  infra: &w web\n  addons: [*w]\n");
    expect(renamed(web.replace("web", "$0web"), "front", { "c.yaml": follows })).toMatchObject({
      "c.yaml": follows.replace(" web", " front"),
    });
    const merged = modules("  infra: &w { name: web }\n  addons:\n    - <<: *w\n      version: 1.1.0\n");
    expect(renamed(web.replace("web", "$0web"), "front", { "c.yaml": merged })).toMatchObject({
      "c.yaml": merged.replace("web", "front"),
    });
  });

  it("does nothing rather than half of it", () => {
    const reason = /^In c\.yaml the name `web` comes by an alias or a merge/;
    for (const cluster of [
      `x: &w web\n${modules("  infra: *w\n")}`,
      `x: &w { name: web }\n${modules("  infra:\n    <<: *w\n")}`,
      modules("  infra: &w { name: web }\n  addons:\n    - { <<: *w, context: tenant }\n"),
      modules("  addons:\n    - name: >-\n        web\n"),
    ]) {
      expect(renamed(web.replace("web", "$0web"), "front", { "c.yaml": cluster })).toMatch(reason);
    }
  });

  it.each([
    ["", "The new name is empty"],
    ["  ", "The new name is empty"],
    ["web", "The profile is called `web` already"],
    [" front", "A name neither starts nor ends with a space, and is one line"],
    ["fro\nnt", "A name neither starts nor ends with a space, and is one line"],
    [
      "web%1.0.0",
      "A name cannot contain `%`: the Terraform modules put it between name, version and context",
    ],
    ["${NAME}", "The new name holds a marker that somebody would fill in, such as `${x}` or `%X%`"],
    ["x".repeat(257), "The new name is longer than 256 characters"],
    ["taken", "There is a profile `taken` with the version 1.0.0 already, in taken.yaml"],
  ])("refuses the name %j", (name, reason) => {
    const others = { "taken.yaml": web.replace("web", "taken") };
    expect(renamed(web.replace("web", "$0web"), name, others)).toBe(reason);
  });

  it("takes a name that another context or other versions have", () => {
    for (const taken of [`context: tenant\n${web}`, web.replace("1.0.0", "1.1.0")]) {
      const others = { "taken.yaml": taken.replace("web", "taken") };
      expect(renamed(web.replace("web", "$0web"), "taken", others)).toEqual({
        "example.yaml": web.replace("web", "taken"),
      });
    }
  });
});

describe("the place of a rename", () => {
  it("is the name without its quotes", () => {
    const { snapshot, file, text, offset } = fixture(web.replace("web", '"we$0b"'));
    const start = text.indexOf("web");
    expect(prepareRename(snapshot, file, offset)).toEqual({
      span: { start, end: start + 3 },
      placeholder: "web",
    });
  });

  it.each([
    ["a version", web.replace("1.0.0", "1.0$0.0"), /^Only the names of profiles/],
    ["a key", web.replace("type", "ty$0pe"), /^Only the names of profiles/],
    ["a pack", web.replace("[]", "\n  - name: ng$0inx\n    type: spectro"), /^Only the names of profiles/],
    ["a cluster's own name", modules("  infra: web\n").replace("berlin", "ber$0lin"), /^Only the names/],
    ["a template", web.replace("web", "web-${E$0NV}"), /somebody fills in/],
    ["nothing", web.replace("web", '"$0"'), /^The name is empty/],
    ["a page", web.replace("web", `$0${"x".repeat(300)}`), /too long/],
    ["an alias", `x: &w web\n${modules("  infra: *$0w\n")}`, /by an alias or a merge/],
    [
      "what is merged in",
      `x: &w { name: we$0b }\n${modules("  infra:\n    <<: *w\n")}`,
      /by an alias or a merge/,
    ],
  ])("is not %s", (_, marked, reason) => {
    expect(refusal(marked)).toMatch(reason);
  });
});

describe("property: a name and back", () => {
  const plainName = fc
    .stringMatching(/^[a-z][a-z0-9-]{1,12}[a-z0-9]$/)
    .filter((name) => !/^(?:true|false|null|yes|off)$/.test(name));
  const quote = fc.constantFrom("", "'", '"');
  const eol = fc.constantFrom("\n", "\r\n");

  it("restores every byte, whatever name was in between", () => {
    const between = fc
      .oneof(plainName, fc.string({ minLength: 1, maxLength: 12 }))
      // `$0` is the cursor of fixtures.
      .filter((name) => name !== "x" && !hasMarker(name) && !name.includes("$0"));
    fc.assert(
      fc.property(
        plainName,
        between,
        fc.array(quote, { minLength: 6, maxLength: 6 }),
        eol,
        (a, b, quotes, end) => {
          const [q = "", r = "", s = "", t = ""] = quotes;
          const files = {
            "example.yaml": `# ${a}\nname: ${q}${a}${q} # ${a}\ntype: infra\ndescription: ""\npacks: []\n`,
            "c.yaml": modules(`  infra: ${r}${a}${r}\n  addons: [{name: ${s}${a}${s}}, x]\n`),
            "l.yaml": `- name: s\n  profiles:\n    - name: ${t}${a}${t}\n      tag: 1.0.0\n  node_pools: []\n`,
            "e.json": `{"metadata":{"name":"${a}"},"spec":{"template":{"packs":[]}}}`,
          };
          const before = Object.fromEntries(
            Object.entries(files).map(([name, text]) => [name, text.replaceAll("\n", end)]),
          );
          const there = step(before, a, b);
          if (there === undefined) return;
          expect(there["e.json"]).not.toBe(before["e.json"]);
          const back = step(there, b, a);
          // A quote that the name in between needs stays: taking it away is nobody's wish.
          const bare = (texts: Record<string, string>) =>
            plain(b)
              ? texts
              : Object.fromEntries(Object.entries(texts).map(([n, x]) => [n, x.replace(/['"]/g, "")]));
          expect(back && bare(back)).toEqual(bare(before));
        },
      ),
      { numRuns: 300 },
    );
  });

  const plain = (name: string) =>
    /^[a-z][a-z0-9-]*$/.test(name) && !/^(?:y|yes|n|no|on|off|true|false|null)$/.test(name);

  function step(texts: Record<string, string>, from: string, to: string): Record<string, string> | undefined {
    const { "example.yaml": own = "", ...others } = texts;
    const one: Fixture = fixture(own, { others });
    const at = one.snapshot.index.versions(from).find(({ file }) => file === one.file)?.nameSpan.start;
    if (at === undefined) throw new Error(`no profile is called ${JSON.stringify(from)}`);
    const answer = rename(one.snapshot, one.file, at, to);
    if ("reason" in answer) return undefined;
    expect(answer).toHaveLength(4);
    const changed = { ...texts };
    for (const { file, edits } of answer) {
      const name = file.replace("/project/", "");
      changed[name] = applyEdits(changed[name] ?? "", edits);
    }
    return changed;
  }
});
