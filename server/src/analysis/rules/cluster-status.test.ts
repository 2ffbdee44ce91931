/** Tests of cluster-status, and of what other rules say of the same file. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const lab = `-- lab.yaml --
name: lab
cloudType: maas
node_groups: [{ name: a, count: 1 }]
profiles: { infra: base }
`;

describe("cluster-status", () => {
  it("has nothing to say of what Palette says, in whatever case, of clusters that are here", () => {
    checkFindings(`${lab}
-- clusters.status.yaml --
at: 2026-06-01T09:30:00Z
clusters:
  - name: lab
    state: RUNNING
    health: Unhealthy
    at: "2026-06-01 10:30 +02:00"
    uid: 64f0
`);
  });

  it("tells of words that Palette does not have, clusters that are not here, and times that are none", () => {
    checkFindings(`${lab}
-- clusters.status.yaml --
at: yesterday
#   ^^^^^^^^^ warning(cluster-status): \`yesterday\` cannot be read as a time
clusters:
  - name: lab
    state: Runing
    #      ^^^^^^ information(cluster-status) [fix]: \`Runing\` is no state that is known of Palette's clusters: did you mean \`Running\`?
    health: fine
    #       ^^^^ information(cluster-status): \`fine\` is no health that is known of Palette's clusters. Known are \`Healthy\`
  - name: "lba"
    #      ^^^ information(cluster-status) [fix]: No file here defines a cluster \`lba\`: did you mean \`lab\`?
    state: Running
    at: 2026-02-30
    #   ^^^^^^^^^^ warning(cluster-status): \`2026-02-30\` cannot be read as a time
`);
  });

  it("tells of many clusters that are built elsewhere as one", () => {
    const elsewhere = Array.from(
      { length: 20 },
      (_, at) => `  - { name: shop-${at}, state: Running }\n`,
    ).join("");
    checkFindings(`${lab}
-- clusters.status.yaml --
clusters:
  - { name: lab, state: Running }
  - { name: "lba", state: Running }
  #          ^^^ information(cluster-status): No file here defines this cluster and 20 others of the 22 in this list
${elsewhere}`);
  });

  it("tells of a second entry", () => {
    checkFindings(`${lab}
-- clusters.status.yaml --
clusters:
  - { name: lab, state: Running }
  - { name: lab, state: Error }
  #         ^^^ warning(cluster-status): The cluster \`lab\` has another entry
`);
  });

  it("changes a word to the one that was meant", () => {
    checkFix(
      `${lab}
-- clusters.status.yaml --
clusters:
  - { name: lab, state: 'provisoning' } # from the pipeline
`,
      "Change to",
      `
clusters:
  - { name: lab, state: 'Provisioning' } # from the pipeline
`,
    );
  });

  it("reads the file that the configuration names, and no other then", () => {
    checkFindings(`${lab}
-- config --
clusterStatus: ./state/now.yaml
-- state/now.yaml --
clusters:
  - { name: lab, state: Sleeping }
  #                     ^^^^^^^^ information(cluster-status): \`Sleeping\`
-- clusters.status.yaml --
clusters:
  - { name: lab, state: Sleeping }
`);
  });

  it("leaves a file of the same name in another folder alone", () => {
    checkFindings(`${lab}
-- state/clusters.status.yaml --
clusters: [{ name: lab, state: Sleeping }]
`);
  });
});

describe("a status file", () => {
  it("is read as YAML", () => {
    checkFindings(`${lab}
-- clusters.status.yaml --
clusters:
  - name: lab
    state: "Running
    #      ^^^^^^^^ error(document-syntax): The quote that starts here is never closed
`);
  });

  it("has the shape of its schema", () => {
    checkFindings(`${lab}
-- clusters.status.yaml --
clusters:
  - name: lab
    #     ^^^ error(document-schema): The cluster \`lab\` has no \`state\`: add \`state\` with what Palette says
  - state: Running
  # ^^^^^ error(document-schema): This cluster has no \`name\`
`);
  });

  it("may be JSON", () => {
    checkFindings(`${lab}
-- clusters.status.json --
{ "clusters": [{ "name": "lab", "state": "Sleeping" }] }
#                                         ^^^^^^^^ information(cluster-status): \`Sleeping\`
`);
  });
});
