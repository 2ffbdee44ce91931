/** Tests of the versions a profile can go to, and of the edits that take it there, in all dialects. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import {
  bumpProfileAt,
  newProfileVersionAt,
  profileVersionsAt,
  whyNotVersionAt,
} from "./profile-versions.ts";

const flat = (version: string, rest = "") =>
  `name: web\n${version}${rest}type: add-on\ndescription: ""\npacks: []\n`;
const web = flat('version: "1.4.2" # pinned\n');

function bumped(marked: string, version = "1.5.0"): string {
  const one = fixture(marked);
  const answer = bumpProfileAt(one.snapshot, one.file, one.offset, version);
  return "reason" in answer ? answer.reason : applied(one, answer);
}

function added(
  marked: string,
  version = "1.5.0",
  others: Record<string, string> = {},
  name = "web-1.4.2.yaml",
) {
  const one = fixture(marked, { others, name });
  const exists = (file: string) => one.snapshot.file(file) !== undefined;
  const answer = newProfileVersionAt(one.snapshot, one.file, one.offset, version, exists);
  if ("reason" in answer) return answer.reason;
  return answer.create
    ? { [answer.file.replace("/project/", "")]: applyEdits("", answer.edits) }
    : applyEdits(one.text, answer.edits);
}

const cluster = (profiles: string, name = "berlin") =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n${profiles}node_groups: []\n`;

describe("the versions of a profile", () => {
  it("are the next ones that are free, with the clusters that use the present one", () => {
    const { snapshot, file, offset } = fixture(web, {
      others: {
        "minor.yaml": flat("version: 1.5.0\n"),
        "tenant.yaml": flat("version: 1.4.3\n", "context: tenant\n"),
        "a.yaml": cluster("    - { name: web, version: 1.4.2 }\n    - { name: web, version: 1.4.2 }\n"),
        "b.yaml": cluster("    - { name: web, version: 1.4.1 }\n"),
        "c.yaml": cluster("    - { name: web, version: 1.4.2, context: tenant }\n"),
        "d.yaml": "- name: store\n  profiles: [{ name: web, tag: 1.4.2 }]\n  node_pools: []\n",
      },
    });
    expect(profileVersionsAt(snapshot, file, offset)).toEqual({
      name: "web",
      version: "1.4.2",
      context: "project",
      clusters: 2,
      bumps: [
        { bump: "patch", version: "1.4.3" },
        { bump: "major", version: "2.0.0" },
        { bump: "prerelease", version: "1.4.3-rc.1" },
      ],
    });
  });

  it("count on from the default, and from what a version plainly means", () => {
    const first = (marked: string) => {
      const { snapshot, file, offset } = fixture(marked, { others: { "a.yaml": cluster("    - web\n") } });
      const answer = profileVersionsAt(snapshot, file, offset);
      return "reason" in answer ? answer.reason : [answer.version, answer.clusters, answer.bumps[0]?.version];
    };
    expect(first(flat(""))).toEqual(["1.0.0", 1, "1.0.1"]);
    expect(first(flat("version: v1.2\n"))).toEqual(["v1.2", 0, "1.2.1"]);
    expect(first(flat("version: 1.2.3.4\n"))).toEqual(["1.2.3.4", 0, undefined]);
    expect(first(flat("version: ${VERSION}\n"))).toMatch(/filled in by Terraform/);
    expect(first(cluster("    - web\n"))).toMatch(/^Open a cluster profile/);
  });

  it.each([
    ["1.5.0", undefined],
    ["1.4.1", undefined],
    ["2.0.0-rc.1+b", undefined],
    ["", "Enter a version, such as 1.2.0"],
    ["1.5", "`1.5` is not a version that Palette takes: write 1.5.0"],
    ["v1.5.0", "`v1.5.0` is not a version that Palette takes: write 1.5.0"],
    ["new", "`new` is not a version that Palette takes: it has three numbers, such as 1.2.0"],
    ["1.4.2", "1.4.2 is the version it has"],
    ["2.0.0", "2.0.0 is there already, in export.json"],
  ])("can be typed: %j", (version, reason) => {
    const { snapshot, file, offset } = fixture(web, {
      others: {
        "tenant.yaml": flat("version: 1.5.0\n", "context: tenant\n"),
        "export.json": '{"metadata":{"name":"web"},"spec":{"version":"2.0.0","template":{"packs":[]}}}',
      },
    });
    expect(whyNotVersionAt(snapshot, file, offset, version)?.reason).toBe(reason);
  });
});

describe("a bump in place", () => {
  it.each([
    ["double quotes", web, web.replace("1.4.2", "1.5.0")],
    ["single quotes", flat("version: '1.4.2'\n"), flat("version: '1.5.0'\n")],
    ["no quotes", flat("version: 1.4.2\n"), flat("version: 1.5.0\n")],
    ["CRLF", web.replaceAll("\n", "\r\n"), web.replace("1.4.2", "1.5.0").replaceAll("\n", "\r\n")],
    ["an anchor", flat("version: &v 1.4.2\n"), flat("version: &v 1.5.0\n")],
    ["an alias", `x: &v 1.4.2\n${flat("version: *v\n")}`, `x: &v 1.4.2\n${flat("version: 1.5.0\n")}`],
    ["a merge", `<<: { version: 1.4.2 }\n${flat("")}`, `<<: { version: 1.4.2 }\n${flat("version: 1.5.0\n")}`],
    ["no value", flat("version: # none\n"), flat("version: 1.5.0 # none\n")],
    ["null", flat("version: ~\n"), flat('version: "1.5.0"\n')],
    ["no version", flat(""), flat("version: 1.5.0\n")],
    [
      "no version and CRLF",
      flat("").replace("web", "'web' # here").replaceAll("\n", "\r\n"),
      flat("version: '1.5.0'\n").replace("web", "'web' # here").replaceAll("\n", "\r\n"),
    ],
    [
      "no version in flow style",
      "{ name: web, type: infra, packs: [] }",
      "{ name: web, version: 1.5.0, type: infra, packs: [] }",
    ],
    [
      "no version in JSON",
      '{"type":"infra","packs":[],"name":"web"}',
      '{"type":"infra","packs":[],"name":"web", "version": "1.5.0"}',
    ],
    [
      "an export",
      "metadata:\n  name: web\nspec:\n  template:\n    packs: []\n  version: 1.4.2\n",
      "metadata:\n  name: web\nspec:\n  template:\n    packs: []\n  version: 1.5.0\n",
    ],
    [
      "an export without a version",
      "metadata:\n  name: web\nspec:\n  # all of it\n  template:\n    packs: []\n",
      "metadata:\n  name: web\nspec:\n  # all of it\n  version: 1.5.0\n  template:\n    packs: []\n",
    ],
    [
      "an export in JSON without a version",
      '{\n  "metadata": { "name": "web" },\n  "spec": {\n    "template": { "packs": [] }\n  }\n}\n',
      '{\n  "metadata": { "name": "web" },\n  "spec": {\n    "version": "1.5.0",\n    "template": { "packs": [] }\n  }\n}\n',
    ],
  ])("changes the version and nothing else with %s", (_, before, after) => {
    expect(bumped(before)).toBe(after);
  });

  it("is refused where the version has no place, and where it is taken", () => {
    expect(bumped(flat("version: [1]\n"))).toMatch(/^There is no place for the version/);
    expect(bumped(`!!str ${flat("")}`)).toMatch(/^There is no place for the version/);
    expect(bumped(flat("version: &v\n"))).toMatch(/^There is no place for the version/);
    expect(bumped("x: &s { template: { packs: [] } }\nmetadata: { name: web }\nspec: *s\n")).toMatch(
      /no place/,
    );
    expect(bumped(web, "1.4")).toMatch(/write 1\.4\.0/);
    expect(bumped(flat("version: ${V}\n"))).toMatch(/Terraform/);
  });

  it("is of the profile at the cursor", () => {
    const two = `${web}---\n${web.replace("web", "shop")}`;
    expect(bumped(two.replace("shop", "sh$0op"))).toBe(
      `${web}---\n${web.replace("web", "shop").replace("1.4.2", "1.5.0")}`,
    );
  });
});

describe("a new version", () => {
  it("is a file beside the old one, with its comments", () => {
    const text = `# why it is so\n---\n${web}  # end\n`;
    expect(added(text)).toEqual({ "web-1.5.0.yaml": text.replace("1.4.2", "1.5.0") });
    const crlf = text.replaceAll("\n", "\r\n");
    expect(added(crlf)).toEqual({ "web-1.5.0.yaml": crlf.replace("1.4.2", "1.5.0") });
  });

  it("is named after its siblings in the same folder", () => {
    const others = {
      "web_v1.3.0.yaml": flat("version: 1.3.0\n"),
      "old/web+1.2.0.yaml": flat("version: 1.2.0\n"),
    };
    expect(added(web, "1.5.0", others, "web.yaml")).toEqual({
      "web_v1.5.0.yaml": web.replace("1.4.2", "1.5.0"),
    });
    expect(added(web, "1.5.0", { "web-1.5.0.yaml": flat("version: 9.9.9\n") })).toEqual({
      "web-1.5.0-2.yaml": web.replace("1.4.2", "1.5.0"),
    });
  });

  it("is an export again", () => {
    const json =
      '{\n  "metadata": { "name": "web" },\n  "spec": { "version": "1.4.2", "template": { "packs": [] } }\n}\n';
    expect(added(json, "2.0.0", {}, "web.json")).toEqual({
      "web-2.0.0.json": json.replace("1.4.2", "2.0.0"),
    });
  });

  it("goes to the end of a file of several documents", () => {
    const shop = `# the shop\n${web.replace("web", "shop")}`;
    const next = shop.replace("1.4.2", "1.5.0");
    const pod = "apiVersion: v1\nkind: Pod\n";
    expect(added(`${web}---\n${shop.replace("name", "na$0me")}`)).toBe(`${web}---\n${shop}---\n${next}`);
    expect(added(`${shop.replace("name", "na$0me")}--- # b\n${web}`)).toBe(
      `${shop}--- # b\n${web}---\n${next}`,
    );
    expect(added(`---\n${shop}...\n---\n${pod.trimEnd()}`)).toBe(
      `---\n${shop}...\n---\n${pod.trimEnd()}\n---\n${next}`,
    );
    const flow = "--- { name: shop, version: 1.4.2, type: infra, packs: [] }\n";
    expect(added(`${web}${flow.replace("shop", "$0shop")}`)).toBe(
      `${web}${flow}${flow.replace("1.4.2", "1.5.0")}`,
    );
    const crlf = `${web}---\n${shop}`.replaceAll("\n", "\r\n");
    expect(added(crlf.replace("name: shop", "$0name: shop"))).toBe(
      crlf + `---\n${next}`.replaceAll("\n", "\r\n"),
    );
  });

  it("is not told from comments and empty documents", () => {
    const text = `# a\n---\n${web}---\n# nothing\n`;
    expect(added(text)).toEqual({ "web-1.5.0.yaml": text.replace("1.4.2", "1.5.0") });
  });
});

describe("property: bumps", () => {
  const part = fc.nat({ max: 30 });
  const version = fc.tuple(part, part, part).map((parts) => parts.join("."));

  it("change the version alone, and back again restores every byte", () => {
    const line = fc.constantFrom("# note", "tags: [a]", "cloudType: maas", "context: tenant", "");
    const quote = fc.constantFrom("", "'", '"');
    fc.assert(
      fc.property(
        version,
        version,
        fc.array(line, { maxLength: 5 }),
        quote,
        fc.boolean(),
        (a, b, lines, q, crlf) => {
          fc.pre(a !== b);
          const at = (v: string) => {
            const text = `# ${a}\n${[...new Set(lines)].join("\n")}\nname: web\nversion:  ${q}${v}${q}  # ${a}\ntype: infra\npacks: []\n`;
            return crlf ? text.replaceAll("\n", "\r\n") : text;
          };
          expect(bumped(at(a), b)).toBe(at(b));
          expect(bumped(at(b), a)).toBe(at(a));
          expect(added(at(a), b, {}, "web.yaml")).toEqual({ [`web-${b}.yaml`]: at(b) });
        },
      ),
    );
  });
});
