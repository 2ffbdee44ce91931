/** Two clusters of the same name. */

import type { ClusterEntry } from "../../workspace/profile-index.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "duplicate-cluster",
  severity: "warning",
  summary: "Another cluster has the same name.",
  description:
    "A cluster's name is unique in its project: of two files that state the same one, only one can be built. Clusters of different cloud types or contexts are not compared, nor are names that Terraform has yet to fill in. A cluster in another folder may be meant for another project, so that is an information.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\nnode_groups: []\n",
      others: {
        "copy.yaml":
          "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\nnode_groups: []\n",
      },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\nnode_groups: []\n",
      others: {
        "other.yaml":
          "name: lab-2\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\nnode_groups: []\n",
      },
    },
  ],
  *check({ snapshot, file, clusters }) {
    const names = new Set(clusters.map(({ name }) => name?.text).filter((name) => name !== undefined));
    for (const name of names) {
      const entries = snapshot.index.clusters(name);
      // Whoever pastes one cluster a thousand times is told of the first ones.
      for (const entry of entries.filter((candidate) => candidate.file === file).slice(0, mostTold)) {
        const others = entries.filter((other) => other !== entry && maySame(entry, other));
        if (others.length === 0) continue;
        const near = others.some((other) => folderOf(other.file) === folderOf(file));
        yield {
          span: entry.nameSpan,
          message: `${others.length + 1} clusters have the name \`${name}\`: ${near ? "give this one another name" : "give this one another name, unless the two are for different projects"}`,
          ...(near ? {} : { severity: "information" as const }),
          related: others.slice(0, 5).map((other) => ({
            file: other.file,
            span: other.nameSpan,
            message: `\`${name}\` is defined here too`,
          })),
        };
      }
    }
  },
};

const mostTold = 100;

function maySame(a: ClusterEntry, b: ClusterEntry): boolean {
  const agree = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return agree(a.cloudType, b.cloudType) && agree(a.context, b.context);
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")));
}
