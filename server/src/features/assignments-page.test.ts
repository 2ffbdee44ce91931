/** Tests of the page that tells who is on which profile version. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { assigneeAt } from "./assignments.ts";
import { assignmentsPage } from "./assignments-page.ts";

function profile(name: string, version: string, head = ""): string {
  return `name: ${name}\nversion: "${version}"\n${head}type: add-on\ndescription: ""\npacks: []\n`;
}

const cluster = (name: string, ...references: string[]) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n${references.map((reference) => `    - ${reference}\n`).join("")}node_groups: []\n`;

const files = {
  "base-1.0.0.yaml": profile("base", "1.0.0"),
  "base-1.1.0.yaml": profile("base", "1.1.0"),
  "a.yaml": cluster("a", "{ name: base, version: 1.1.0 }", "{ name: web }"),
  "b.yaml": cluster("b", "base"),
};

/** The page for what the caret is in, with the offsets of places for lines. */
function page(marked: string, others: Readonly<Record<string, string>> = files) {
  const { snapshot, file, offset } = fixture(marked, { others });
  return assignmentsPage(snapshot, assigneeAt(snapshot, file, offset), (other, span) => {
    const label = `${other.replace("/project/", "")}:${snapshot.file(other)?.lines.position(span.start).line}`;
    return { label, address: other.includes("b.yaml") ? "/b.yaml#L1" : undefined };
  });
}

const note =
  "This is what the files of the workspace say, not what a running Palette says: a change reaches a cluster when it is applied there.";

/** Without the backslashes, which are for nobody's eyes. */
function shown({ markdown }: { readonly markdown: string }): string {
  return markdown.replaceAll("\\", "");
}

describe("the page", () => {
  it("of a profile version tells who is on it, the verdict first", () => {
    const { "base-1.1.0.yaml": own, ...others } = files;
    const answer = page(own, others);
    expect(answer.title).toBe("Clusters on base 1.1.0");
    expect(shown(answer)).toBe(
      [
        "# Clusters on base 1.1.0",
        "",
        "**1 of 2 clusters that use base is on 1.1.0: 1 older**",
        "",
        "| Cluster | Version | State | Where |",
        "| --- | --- | --- | --- |",
        "| a | 1.1.0 | on it | a.yaml:4 |",
        "| b | 1.0.0 (default) | older | [b.yaml:4](/b.yaml#L1) |",
        "",
        note,
        "",
      ].join("\n"),
    );
  });

  it("of a profile version leaves out what is looked for in another context", () => {
    const { "base-1.1.0.yaml": _, ...others } = files;
    expect(shown(page(profile("base", "1.1.0", "context: tenant\n"), others))).toContain(
      "No cluster uses base",
    );
  });

  it("of a cluster tells of all its profiles", () => {
    const { "b.yaml": own, ...others } = files;
    const answer = page(own.replace("- base", "- base\n    - nowhere"), others);
    expect(answer.title).toBe("Profile versions of b");
    expect(shown(answer)).toContain(
      [
        "**b is behind on 1 of its 2 profiles (references: 1 unknown)**",
        "",
        "| Profile | Role | Version | State | Where |",
        "| --- | --- | --- | --- | --- |",
        "| base | add-on | 1.0.0 (default) | 1 behind 1.1.0 | example.yaml:4 |",
        "| nowhere | add-on | 1.0.0 (default) | unknown profile | example.yaml:5 |",
      ].join("\n"),
    );
  });

  it("of a cluster tells of no other in its file", () => {
    const store = (name: string) =>
      `- name: ${name}\n  profiles: [{ name: base, tag: 1.1.0 }]\n  node_pools: []\n`;
    const answer = page(`${store("one")}${store("two").replace("name: two", "name: $0two")}`);
    expect(answer.title).toBe("Profile versions of two");
    expect(shown(answer)).toContain("**two is not behind on its only profile**");
    expect(shown(answer)).toContain("| base |  | 1.1.0 | newest | example.yaml:4 |");
    expect(shown(answer).match(/^\| base /gm)).toHaveLength(1);
  });

  it("of neither tells of all clusters", () => {
    const answer = page("a: 1\n");
    expect(answer.title).toBe("Profile versions of all clusters");
    expect(shown(answer)).toContain("**1 of 2 clusters is behind (references: 1 unknown)**");
    expect(shown(answer)).toContain("| a | web | 1.0.0 (default) | unknown profile | a.yaml:5 |");
  });

  it.each<[string, Record<string, string>]>([
    ["No file of the workspace is a cluster", {}],
    ["The only cluster is not behind", { "a.yaml": cluster("a", "{ name: base, version: 1.1.0 }") }],
    ["The only cluster is behind", { "a.yaml": cluster("a", "base") }],
    [
      "None of 2 clusters is behind",
      {
        "a.yaml": cluster("a", "{ name: base, version: 1.1.0 }"),
        "b.yaml": cluster("b", "{ name: base, version: 1.1.0 }"),
      },
    ],
    [
      "2 of 2 clusters are behind",
      { "a.yaml": cluster("a", "base", "base"), "b.yaml": cluster("b", "base") },
    ],
  ])("says: %s", (sentence, clusters) => {
    const { "base-1.0.0.yaml": one, "base-1.1.0.yaml": other } = files;
    const answer = page("a: 1\n", { "base-1.0.0.yaml": one, "base-1.1.0.yaml": other, ...clusters });
    expect(shown(answer)).toContain(`**${sentence}**`);
  });

  it("lets no name become a link, a cell or a line", () => {
    const name = '"[x](command:y) | z\\n# <b>"';
    const { markdown, title } = page("a: 1\n", { "a.yaml": cluster(name, name) });
    expect(markdown.split("\n").filter((line) => line.startsWith("#"))).toHaveLength(1);
    expect(markdown).not.toMatch(/[^\\]\[x|[^\\]\| z|<b/);
    expect(title).not.toContain("\n");
  });

  it("ends", () => {
    const many = cluster("many", ...Array.from({ length: 1200 }, (_, at) => `p${at}`));
    const { markdown } = page("a: 1\n", { "many.yaml": many });
    expect(markdown.match(/^\| many /gm)).toHaveLength(1000);
    expect(markdown).toContain("200 more are not shown");
  });
});
