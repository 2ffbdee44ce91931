/** Tests of outdated-profile-version: what a cluster is offered, and where a version is written that was not there. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const profiles = ["1.0.0", "1.0.1", "1.1.0", "2.0.0-rc.1", "2.0.0"]
  .map(
    (v) =>
      `-- infra-${v}.yaml --\nname: maas-infra\nversion: ${v}\ntype: infra\ndescription: ""\npacks: []\n`,
  )
  .join("");

function cluster(infra: string): string {
  return `name: lab
cloudType: maas
cloud_account: maas
cloud_config: { maas_domain: lab.local }
profiles:
${infra}
node_groups:
  - { name: worker, count: 1 }
`;
}

describe("outdated-profile-version", () => {
  it("counts the newer versions, prereleases aside, and offers the newest patch, minor and all", () => {
    const [finding] = checkFindings(`${profiles}
-- cluster.yaml --
${cluster(`  infra:
    name: maas-infra
    version: "1.0.0"
    #         ^^^^^ information(outdated-profile-version) [fix]: \`maas-infra\` 1.0.0 is 3 versions behind: the newest is 2.0.0`)}`);
    expect(finding?.fixes().map(({ title }) => title)).toEqual([
      "Move maas-infra to 2.0.0",
      "Move maas-infra to 1.1.0",
      "Move maas-infra to 1.0.1",
    ]);
    expect(finding?.related.map(({ file }) => file)).toEqual(["/project/infra-2.0.0.yaml"]);
  });

  it("says nothing on the newest version, and offers a prerelease only to a prerelease", () => {
    checkFindings(`${profiles}
-- infra-2.1.0-rc.1.yaml --
name: maas-infra
version: 2.1.0-rc.1
type: infra
description: ""
packs: []
-- newest.yaml --
${cluster("  infra: { name: maas-infra, version: 2.0.0 }")}
-- candidate.yaml --
${cluster(`  infra: { name: maas-infra, version: 2.0.0-rc.1 }
  #                                   ^^^^^^^^^^ information(outdated-profile-version) [fix]: 2 versions behind: the newest is 2.1.0-rc.1`).replace(
  "name: lab",
  "name: candidate",
)}`);
  });

  it("looks only at versions in the reference's own context", () => {
    checkFindings(`
-- config --
rules: { cluster-profile-kind: off }
-- a.yaml --
name: base
type: add-on
description: ""
packs: []
-- b.yaml --
name: base
version: 1.1.0
context: tenant
type: add-on
description: ""
packs: []
-- cluster.yaml --
- name: store-1
  node_pools: []
  profiles:
    - name: base
      context: project
      tag: 1.0.0
    - name: base
      tag: 1.0.0
      #    ^^^^^ information(outdated-profile-version) [fix]: the newest is 1.1.0
`);
  });

  it("keeps quotes and comments when it moves a version", () => {
    checkFix(
      `${profiles}-- cluster.yaml crlf --\n${cluster("  infra:\n    version: '1.0.0' # $0from the start\n    name: maas-infra").replace("$0", "")}`,
      "to 1.1.0",
      cluster("  infra:\n    version: '1.1.0' # from the start\n    name: maas-infra"),
    );
  });

  it("moves the `tag` of the list dialect", () => {
    const file = (tag: string) => `
      - name: store-1
        node_pools: []
        profiles:
          - { name: maas-infra, tag: ${tag} }
    `;
    checkFix(
      `${profiles}-- stores.yaml --${file("1.1.0")}`.replaceAll("\n      ", "\n"),
      "2.0.0",
      file("2.0.0"),
    );
  });

  it("writes the version that was the default below the name, behind its comment", () => {
    const before = cluster("  addons:\n    - name: maas-infra # the base\n      packs: []\n  infra: base");
    const after = cluster(
      "  addons:\n    - name: maas-infra # the base\n      version: 1.0.1\n      packs: []\n  infra: base",
    );
    checkFix(`${profiles}-- cluster.yaml --\n${before}`, "1.0.1", after);
    checkFix(`${profiles}-- cluster.yaml crlf --\n${before}`, "1.0.1", after);
  });

  it("writes it on a last line without an end, too", () => {
    const before =
      "cloudType: maas\nname: lab\nnode_groups: [{ name: worker, count: 1 }]\nprofiles:\n  infra:\n    name: maas-infra\n";
    checkFix(
      `${profiles}-- cluster.yaml no-final-newline --\n${before}`,
      "2.0.0",
      `${before}    version: 2.0.0\n`,
    );
  });

  it.each([
    ["a version", "    name: maas-infra", "version: 1.0.0"],
    ["a name", "    packs: []", "name: maas-infra"],
  ])(
    "offers no edit of %s that a merge brings in, because it belongs to other references too",
    (_, own, merged) => {
      const text = cluster(`  infra:\n    <<: *base\n${own}`);
      checkNoFix(
        `${profiles}-- cluster.yaml --\nx-base: &base\n  ${merged}\n${text}`,
        "outdated-profile-version",
      );
    },
  );

  it.each([
    ["a bare name", "  infra: maas-infra # short", "  infra: { name: maas-infra, version: 2.0.0 } # short"],
    ["braces", "  infra: { name: maas-infra }", "  infra: { name: maas-infra, version: 2.0.0 }"],
  ])("writes the version of %s", (_, infra, expected) => {
    checkFix(`${profiles}-- cluster.yaml --\n${cluster(infra)}`, "2.0.0", cluster(expected));
  });
});
