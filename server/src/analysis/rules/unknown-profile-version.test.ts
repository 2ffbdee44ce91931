/** Tests of unknown-profile-version. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const profiles = ["1.1.0", "1.2.0"]
  .map(
    (v) =>
      `-- infra-${v}.yaml --\nname: maas-infra\nversion: ${v}\ntype: infra\ndescription: ""\npacks: []\n`,
  )
  .join("");

function cluster(infra: string): string {
  return `name: lab\ncloudType: maas\nnode_groups: [{ name: worker, count: 1 }]\nprofiles:\n  infra:\n${infra}\n`;
}

describe("unknown-profile-version", () => {
  it("warns of a version that is not defined, and offers those that are", () => {
    const findings = checkFindings(`${profiles}-- cluster.yaml --
${cluster(`    name: maas-infra
    version: '1.3.0'
    #         ^^^^^ warning(unknown-profile-version) [fix]: No file here defines version 1.3.0 of the profile \`maas-infra\`: defined are 1.2.0, 1.1.0`)}`);
    expect(findings[0]?.fixes().map(({ title }) => title)).toEqual([
      "Change maas-infra to 1.2.0",
      "Change maas-infra to 1.1.0",
    ]);
    expect(findings[0]?.related.map(({ file }) => file)).toEqual([
      "/project/infra-1.2.0.yaml",
      "/project/infra-1.1.0.yaml",
    ]);
  });

  it("only informs of one older than all, which may still exist in Palette; the default is one", () => {
    checkFindings(`${profiles}
-- config --
rules: { outdated-profile-version: off }
-- cluster.yaml --
${cluster(`    name: maas-infra
    #     ^^^^^^^^^^ information(unknown-profile-version) [fix]: version 1.0.0 of the profile \`maas-infra\`: defined are 1.2.0, 1.1.0, all newer`)}`);
  });

  it("says nothing of templates, of unknown profiles, and of a list's profile without a tag", () => {
    checkFindings(`${profiles}
-- config --
rules: { unknown-profile: off }
-- cluster.yaml --
${cluster(`    name: maas-infra
    version: "1.\${MINOR}.0"
  addons:
    - name: monitoring
      version: 9.9.9`)}
-- stores.yaml --
- name: store-1
  node_pools: []
  profiles:
    - name: maas-infra
`);
  });

  it("changes the version, or adds it where it was left out", () => {
    checkFix(
      `${profiles}-- cluster.yaml --\n${cluster('    name: maas-infra\n    version: "1.3.0" # next')}`,
      "Change maas-infra to 1.2.0",
      cluster('    name: maas-infra\n    version: "1.2.0" # next'),
    );
    checkFix(
      `${profiles}-- cluster.yaml crlf --\n${cluster("    name: maas-infra\n    packs: []")}`,
      "Change maas-infra to 1.1.0",
      cluster("    name: maas-infra\n    version: 1.1.0\n    packs: []"),
    );
  });
});
