/** Tests of pack-resources. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const asks = (pack: string, ...resources: readonly object[]) =>
  `-- pack ${pack} pack.json --\n${JSON.stringify({ constraints: { resources } })}\n`;

const base = `-- catalog --
logs 1.0.0 addon
web 1.0.0 addon
${asks("logs 1.0.0", { type: "cpu", minLimit: 1500 }, { type: "memory", minLimit: 4000 })}${asks(
  "web 1.0.0",
  { type: "cpu", minLimit: 600 },
  { type: "memory", minLimit: 9000, components: [{ scheduleType: "worker" }] },
  { type: "diskSize", minLimit: 40 },
)}-- profile.yaml --
name: base
type: add-on
description: ""
packs:
  - { name: logs, type: spectro, version: 1.0.0 }
  - { name: web, type: spectro, version: 1.0.0 }
`;

const cluster = (groups: readonly string[], ...findings: readonly string[]) =>
  `${base}-- cluster.yaml --\nname: lab\ncloudType: vsphere\nprofiles:\n  infra: "\${INFRA}"\n  addons: [base]\nnode_groups:\n${findings.map((finding) => `# @0+11 information(pack-resources): ${finding}\n`).join("")}${groups.map((group) => `  - { name: a, ${group} }\n`).join("")}`;

describe("pack-resources", () => {
  it("holds the sum of what is wanted against all worker nodes", () => {
    const findings = checkFindings(
      cluster(
        [
          "count: 3, control_plane: true, cpu: 8, memory_mb: 16000, disk_size_gb: 100",
          "count: 1, cpu: 2, memory_mb: 2000, disk_size_gb: 30",
        ],
        "The packs of this cluster want 2100 millicores of CPU at least, and its worker nodes have 2000: add nodes, or larger ones",
        "want 4000 MiB of memory at least, and its worker nodes have 2000",
        "want 40 GB of disk at least, and its worker nodes have 30",
      ),
    );
    expect(findings[0]?.related.map(({ message }) => message)).toEqual([
      "`base` 1.0.0 brings `logs` 1.0.0 here",
      "`base` 1.0.0 brings `web` 1.0.0 here",
    ]);
  });

  it.each([
    [
      "enough, in two groups",
      [
        "count: 1, cpu: 2, memory_mb: 2000, disk_size_gb: 30",
        "count: 1, cpu: 2, memory_mb: 2000, disk_size_gb: 30",
      ],
    ],
    [
      "as many nodes as there may be",
      ["count: 1, min: 1, max: 4, cpu: 2, memory_mb: 2000, disk_size_gb: 30"],
    ],
    [
      "a control plane that works too",
      [
        "count: 1, control_plane: true, control_plane_as_worker: true, cpu: 8, memory_mb: 9000, disk_size_gb: 90",
      ],
    ],
    ["sizes that are not said", ["count: 1, instance_type: t3.small"]],
    [
      "sizes that are filled in",
      ['count: "${COUNT}", cpu: 1, memory_mb: 1', "count: 1, cpu: 1, memory_mb: 1, disk_size_gb: 90"],
    ],
    ["a control plane, perhaps", ['control_plane: "${X}", count: 1, cpu: 1, memory_mb: 1']],
    ["least sizes", ["count: 1, min_cpu: 1, min_memory_mb: 1"]],
    ["no workers", ["count: 1, control_plane: true, cpu: 1, memory_mb: 1"]],
  ])("says nothing of %s", (_, groups) => {
    checkFindings(
      cluster(groups).replace("-- catalog", "-- config --\nrules: { document-schema: off }\n-- catalog"),
    );
  });
});
