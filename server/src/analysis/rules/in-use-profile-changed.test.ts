/** Tests of in-use-profile-changed: what counts as a change, whose it is, and what becomes of the text when it is moved. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkFixFiles, checkNoFix } from "../../../../test/harness/check.ts";
import { fixtureWorkspace, parseFixture } from "../../../../test/harness/fixture.ts";
import { analyze } from "../engine.ts";
import type { Fix } from "../finding.ts";

const quiet =
  "-- config --\nrules: { outdated-profile-version: off, document-schema: off, unknown-pack: off, unread-key: off, values-syntax: off, unused-variable: off }\n";

const cluster = (name: string, version = "1.0.0", profile = "web", more = "") =>
  `-- ${name}.yaml --\nname: ${name}\ncloudType: maas\nprofiles:\n  addons:\n    - { name: ${profile}, version: ${version}${more} }\nnode_groups: []\n`;

/** A flat profile; the annotation goes below its name. */
function web(packs: string, { version = "1.0.0", head = "", annotation = "", name = "web" } = {}): string {
  return `name: ${name}\n${annotation}version: ${version}\ntype: add-on\ndescription: ""\n${head}packs:\n${packs}`;
}

const nginx = (version: string, values = "replicas: 1") =>
  `  - name: nginx\n    type: spectro\n    version: ${version}\n    values: |\n      ${values}\n`;

const found = (message: string, name = "web") =>
  `#     ${"^".repeat(name.length)} information(in-use-profile-changed) [fix]: ${message}\n`;

const reaches = "1 cluster uses `web` 1.0.0, and gets this change at once: move it to a new version";
const takesAway =
  "1 cluster uses `web` 1.0.0, which this change takes away: keep it, and add the new one beside it";

/** The profile in a fixture with one cluster: as it is, and as it was committed. */
function changed(present: string, committed: string, flags = ""): string {
  return `${quiet}${cluster("lab")}-- web-1.0.0.yaml${flags} --\n${present}-- web-1.0.0.yaml committed --\n${committed}`;
}

/** The rule's fix, for what texts do not show. */
function fixOf(present: string, committed: string): Fix | undefined {
  const workspace = fixtureWorkspace(parseFixture(changed(present, committed)));
  const findings = analyze(workspace.snapshot(), "/project/web-1.0.0.yaml");
  return findings.find(({ rule }) => rule === "in-use-profile-changed")?.fixes()[0];
}

describe("in-use-profile-changed", () => {
  it("tells of a change that clusters get at once, with their references", () => {
    const findings = checkFindings(`${quiet}
${cluster("lab")}${cluster("berlin")}${cluster("munich", "2.0.0")}
-- web-2.0.0.yaml --
${web(nginx("1.12.1"), { version: "2.0.0" })}
-- web-1.0.0.yaml --
${web(nginx("1.12.4"), { annotation: found("2 clusters use `web` 1.0.0, and all get this change at once: move it to a new version") })}
-- web-1.0.0.yaml committed --
${web(nginx("1.12.1"))}`);
    const finding = findings.find(({ rule }) => rule === "in-use-profile-changed");
    expect(finding?.related.map(({ file, message }) => [file, message])).toEqual([
      ["/project/berlin.yaml", "`berlin` uses `web` 1.0.0 here"],
      ["/project/lab.yaml", "`lab` uses `web` 1.0.0 here"],
    ]);
    expect(finding?.fixes().map(({ made }) => made)).toEqual([
      { name: "web", context: "project", from: "1.0.0", to: "1.0.1" },
    ]);
  });

  it("shows no more than twenty clusters", () => {
    const clusters = Array.from({ length: 25 }, (_, at) => cluster(`c${at}`)).join("");
    const findings = checkFindings(`${quiet}${clusters}
-- web.yaml --
${web(nginx("1.12.4"), { annotation: found("25 clusters use `web` 1.0.0") })}
-- web.yaml committed --
${web(nginx("1.12.1"))}`);
    expect(findings.map(({ related }) => related.length)).toContain(20);
  });

  it.each([
    ["values", nginx("1.12.1", "replicas: 2"), nginx("1.12.1")],
    ["values that are no YAML", nginx("1.12.1", "a: [1"), nginx("1.12.1", "a: [2")],
    ["a number that becomes a string", nginx("1.12.1", 'replicas: "1"'), nginx("1.12.1")],
    ["values that are gone", nginx("1.12.1").replace(/ {4}values[\s\S]*/, ""), nginx("1.12.1")],
    ["another pack", nginx("1.12.1").replace("nginx", "traefik"), nginx("1.12.1")],
    ["one more pack", nginx("1.12.1") + nginx("1.12.1").replace("nginx", "traefik"), nginx("1.12.1")],
    [
      "a manifest",
      `${nginx("1.12.1")}    manifests:\n      - name: one\n        content: |\n          a: 1\n`,
      `${nginx("1.12.1")}    manifests:\n      - name: one\n        content: |\n          a: 2\n`,
    ],
  ])("counts %s", (_, present, committed) => {
    checkFindings(changed(web(present, { annotation: found(reaches) }), web(committed)));
  });

  it.each([
    ["a description", web(nginx("1.12.1")).replace('""', "The front"), web(nginx("1.12.1"))],
    ["tags", web(nginx("1.12.1"), { head: "tags: [a]\n" }), web(nginx("1.12.1"))],
    ["comments", `# new\n${web(nginx("1.12.1", "replicas: 1 # one"))}`, web(nginx("1.12.1"))],
    ["quotes", web(nginx('"1.12.1"')), web(nginx("1.12.1"))],
    [
      "formatting of values",
      web(nginx("1.12.1", "{a: 1, b: [2]}")),
      web(nginx("1.12.1", "b:\n        - 2\n      a: 1")),
    ],
    [
      "a context that is the default",
      web(nginx("1.12.1"), { head: "context: project\n" }),
      web(nginx("1.12.1")),
    ],
  ])("does not count %s", (_, present, committed) => {
    checkFindings(changed(present, committed));
  });

  it("counts the type and the cloud type", () => {
    const cloud = (cloudType: string) => web(nginx("1.12.1"), { head: `cloudType: ${cloudType}\n` });
    checkFindings(changed(cloud("maas").replace("web\n", `web\n${found(reaches)}`), cloud("all")));
  });

  it("says nothing of versions that no cluster uses, of new files, and of files outside of Git", () => {
    checkFindings(`${quiet}${cluster("lab", "1.0.0", "web", ", context: tenant")}
-- unused.yaml --
${web(nginx("1.12.4"), { name: "unused" })}
-- unused.yaml committed --
${web(nginx("1.12.1"), { name: "unused" })}
-- tenant.yaml --
${web(nginx("1.12.4"), { head: "context: tenant\n" })}
-- project.yaml --
${web(nginx("1.12.4"))}
-- project.yaml committed --
${web(nginx("1.12.1"))}`);
  });

  it("tells of a version that was given another number in its place, unless another file has it", () => {
    const bumped = (annotation = "") => web(nginx("1.12.4"), { version: "1.1.0", annotation });
    const source = (present: string, more = "") =>
      `${changed(present, web(nginx("1.12.1")))}${more}`.replace(
        "rules: {",
        "rules: { unknown-profile-version: off,",
      );
    checkFindings(source(bumped(found(takesAway))));
    checkFindings(source(bumped(), `-- other.yaml --\n${web(nginx("1.12.1"))}`));
  });

  it("tells of a profile that was given another name in its place", () => {
    const source = changed(
      web(nginx("1.12.1"), { name: "shop", annotation: found(takesAway, "shop") }),
      web(nginx("1.12.1")),
    ).replace("rules: {", "rules: { unknown-profile: off,");
    checkFindings(source);
  });

  it("looks for each profile by what it is called, wherever in the file it stands", () => {
    const source = (present: string) => `${quiet}${cluster("lab")}${cluster("shop-lab", "1.0.0", "shop")}
-- both.yaml --
${present}
-- both.yaml committed --
${web(nginx("1.12.1"))}
---
${web(nginx("1.12.1"), { name: "shop" })}`;
    checkFindings(source(`${web(nginx("1.12.1"), { name: "shop" })}\n---\n${web(nginx("1.12.1"))}`));
    checkFindings(
      source(
        `${web(nginx("1.12.1"), { name: "shop" })}\n---\n${web(nginx("1.12.4"), { annotation: found(reaches) })}`,
      ),
    );
  });

  it("reads exports, and their variables", () => {
    const exported = (regex: string, tag = "1.12.1") =>
      `${JSON.stringify(
        {
          metadata: { name: "web", annotations: { description: tag } },
          spec: {
            version: "1.0.0",
            variables: [{ name: "site", regex }],
            template: { type: "add-on", packs: [{ name: "nginx", tag: "1.12.1", values: "a: 1" }] },
          },
        },
        undefined,
        2,
      )}\n`;
    const fixture = (present: string) => `${quiet}${cluster("lab")}
-- web.json --
${present}
-- web.json committed --
${exported("a")}`;
    checkFindings(fixture(exported("a", "1.12.4").replaceAll("\n  ", "\n     ")));
    checkFindings(
      fixture(exported("b")).replace(
        '    "name": "web",\n',
        `    "name": "web",\n${" ".repeat(4)}#        ^^^ information(in-use-profile-changed) [fix]: ${reaches}\n`,
      ),
    );
  });

  it("is silent when text has not been committed otherwise, even if it cannot be read", () => {
    checkFindings(changed(web(nginx("1.12.1")), web(nginx("1.12.1"))));
    checkFindings(changed(web(nginx("1.12.1")), "<<<<<<< ours\n"));
  });
});

describe("moving a change to a new version", () => {
  it("brings the committed text back and puts the change into a file beside it", () => {
    checkFixFiles(
      changed(`# our front\n${web(nginx("1.12.4"))}`, web(nginx("1.12.1"))),
      "Move this change to a new version 1.0.1 of web",
      `-- web-1.0.0.yaml --\n${web(nginx("1.12.1"))}-- web-1.0.1.yaml --\n# our front\n${web(nginx("1.12.4"), { version: "1.0.1" })}`,
    );
  });

  it("keeps what is the same at the beginning and the end", () => {
    const present = web(nginx("1.12.4"));
    const committed = web(nginx("1.12.1"));
    const source = changed(present, committed);
    checkFixFiles(
      source,
      "Move this change",
      `-- web-1.0.0.yaml --\n${committed}-- web-1.0.1.yaml --\n${web(nginx("1.12.4"), { version: "1.0.1" })}`,
    );
    const at = present.indexOf("4\n");
    expect(fixOf(present, committed)?.edits[0]?.edits).toEqual([
      { span: { start: at, end: at + 1 }, text: "1" },
    ]);
  });

  it("keeps line ends and a byte order mark, whatever Git has", () => {
    checkFixFiles(
      changed(web(nginx("1.12.4")), web(nginx("1.12.1")), " crlf bom"),
      "Move this change",
      `-- web-1.0.0.yaml crlf bom --\n${web(nginx("1.12.1"))}-- web-1.0.1.yaml crlf bom --\n${web(nginx("1.12.4"), { version: "1.0.1" })}`,
    );
  });

  it("takes the version that was typed, and the text as it is", () => {
    checkFixFiles(
      changed(web(nginx("1.12.4"), { version: "1.1.0" }), web(nginx("1.12.1"))),
      "Move this change to a new version 1.1.0 of web",
      `-- web-1.0.0.yaml --\n${web(nginx("1.12.1"))}-- web-1.1.0.yaml --\n${web(nginx("1.12.4"), { version: "1.1.0" })}`,
    );
  });

  it("takes the name that was typed, and moves no cluster to it", () => {
    const [present, committed] = [web(nginx("1.12.1"), { name: "shop" }), web(nginx("1.12.1"))];
    checkFixFiles(
      changed(present, committed),
      "Move this change to a new version 1.0.0 of shop",
      `-- web-1.0.0.yaml --\n${web(nginx("1.12.1"))}-- shop-1.0.0.yaml --\n${web(nginx("1.12.1"), { name: "shop" })}`,
    );
    expect(fixOf(present, committed)).toMatchObject({ title: expect.any(String) });
    expect(fixOf(present, committed)?.made).toBeUndefined();
  });

  it("has no room where another file has the typed version", () => {
    checkNoFix(
      `${changed(web(nginx("1.12.4"), { version: "1.1.0" }), web(nginx("1.12.1")))}-- other.yaml --\n${web(nginx("1.12.4"), { version: "1.1.0" })}`,
      "in-use-profile-changed",
    );
  });

  it.each([["with"], ["without"]])(
    "of one of several documents leaves the others alone, %s a last line end",
    (end) => {
      const shop = web(nginx("1.12.1"), { name: "shop" });
      const source = `${quiet}${cluster("lab")}
-- both.yaml --
# shops
${shop}---
# fronts
${web(nginx("1.12.4"))}${end === "with" ? "" : "-- both.yaml committed no-final-newline --\n"}`;
      const committed = `${shop}---\n${web(nginx("1.12.1"))}`;
      checkFix(
        end === "with" ? `${source}-- both.yaml committed --\n${committed}` : source + committed,
        "Move this change to a new version 1.0.1 of web",
        `# shops\n${shop}---\n${web(nginx("1.12.1"))}---\n# fronts\n${web(nginx("1.12.4"), { version: "1.0.1" })}`,
      );
    },
  );

  it("of the first of several documents leaves the marker behind it", () => {
    const shop = web(nginx("1.12.1"), { name: "shop" });
    checkFix(
      `${quiet}${cluster("lab")}-- both.yaml --
---
${web(nginx("1.12.4"))}---
${shop}-- both.yaml committed no-final-newline --
${shop}---
${web(nginx("1.12.1"))}`,
      "Move this change",
      `---\n${web(nginx("1.12.1"))}---\n${shop}---\n${web(nginx("1.12.4"), { version: "1.0.1" })}`,
    );
  });

  it("in an export is an export", () => {
    const exported = (version: string, tag: string) =>
      `{\n  "metadata": { "name": "web" },\n  "spec": {\n    "version": "${version}",\n    "template": { "packs": [{ "name": "nginx", "tag": "${tag}" }] }\n  }\n}\n`;
    checkFixFiles(
      `${quiet}${cluster("lab")}-- web.json --\n${exported("1.0.0", "1.12.4")}-- web.json committed --\n${exported("1.0.0", "1.12.1")}`,
      "Move this change",
      `-- web.json --\n${exported("1.0.0", "1.12.1")}-- web-1.0.1.json --\n${exported("1.0.1", "1.12.4")}`,
    );
  });
});

describe("what a change does to the clusters that are on the version", () => {
  const metal = (kubernetes: string, os = "22.04") => `name: metal
version: 1.0.0
type: infra
description: ""
packs:
  - { name: ubuntu-maas, type: spectro, layer: os, version: ${os} }
  - { name: kubernetes, type: spectro, layer: k8s, version: ${kubernetes} }
`;
  const infra = (name: string, pool: string, override = "") =>
    `-- ${name}.yaml --\nname: ${name}\ncloudType: maas\nprofiles:\n  infra: { name: metal, version: 1.0.0${override} }\nnode_groups:\n  - { name: cp, control_plane: true${pool} }\n`;

  function message(clusters: string, present: string, committed: string): string | undefined {
    const files = `${quiet}${clusters}-- metal.yaml --\n${present}-- metal.yaml committed --\n${committed}`;
    const snapshot = fixtureWorkspace(parseFixture(files)).snapshot();
    return analyze(snapshot, "/project/metal.yaml")
      .find(({ rule }) => rule === "in-use-profile-changed")
      ?.message.replace(/.*move it to a new version\. /, "");
  }

  const three = infra("a", ", count: 3");
  const more = Array.from({ length: 130 }, (_, at) => infra(`c${at}`, `, count: 2, min_cpu: ${at}`)).join("");

  it.each([
    ["one cluster", three, "Left here it means full repave, 3 nodes replaced"],
    ["a single node", infra("a", ", count: 1"), "Left here it means full repave, 1 node replaced"],
    [
      "several clusters",
      three + infra("b", ", count: 5"),
      "Left here it means full repave on all 2 clusters, 8 nodes replaced",
    ],
    [
      "clusters to which less happens",
      three + infra("b", ", count: 5", ", packs: [{ name: kubernetes, version: 1.31.4 }]"),
      "Left here it means full repave on 1 of 2 clusters, 3 nodes replaced",
    ],
    ["a cluster that counts no nodes", infra("a", ""), "Left here it means full repave, some nodes replaced"],
    [
      "clusters of more kinds than are looked at",
      more,
      "Left here it means full repave on at least 100 of 130 clusters, at least 200 nodes replaced",
    ],
  ])("is said for %s", (_, clusters, words) => {
    expect(message(clusters, metal("1.32.8"), metal("1.31.4"))).toBe(words);
  });

  it("is said where no node is disturbed", () => {
    const described = metal("1.31.4").replace("packs:", "variables: []\npacks:");
    const added = `${metal("1.31.4")}  - { name: nginx, type: spectro, layer: addon, version: 1.12.1 }\n`;
    expect(message(three, added, metal("1.31.4"))).toBe("Left here it disturbs no node");
    expect(message(three, described, metal("1.31.4"))).toBeUndefined();
  });
});
