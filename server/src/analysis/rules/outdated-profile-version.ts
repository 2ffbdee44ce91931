/** A cluster on a version of a profile of which newer ones exist. */

import { contentSpan, known } from "../../model/text.ts";
import { referenceStatus } from "../../updates/profile-reference.ts";
import { whyNotUpdated } from "../../updates/update-refusal.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "outdated-profile-version",
  severity: "information",
  summary: "Newer versions of the profile exist than the cluster uses.",
  description:
    "A new profile version changes nothing on a cluster until the cluster is moved to it. The message says how many versions the cluster is behind; the fixes change the reference. Prereleases are not offered unless the cluster already uses one. No fix is offered for a cluster that is being provisioned, as far as `clusters.status.yaml` says so: Palette takes no update of it.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.0.0\nnode_groups: []\n",
      others: {
        "infra-1.0.0.yaml": 'name: maas-infra\nversion: 1.0.0\ntype: infra\ndescription: ""\npacks: []\n',
        "infra-1.1.0.yaml": 'name: maas-infra\nversion: 1.1.0\ntype: infra\ndescription: ""\npacks: []\n',
      },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.1.0\nnode_groups: []\n",
      others: {
        "infra-1.0.0.yaml": 'name: maas-infra\nversion: 1.0.0\ntype: infra\ndescription: ""\npacks: []\n',
        "infra-1.1.0.yaml": 'name: maas-infra\nversion: 1.1.0\ntype: infra\ndescription: ""\npacks: []\n',
      },
    },
  ],
  *check({ clusters, snapshot, file, view }) {
    for (const { name, references } of clusters) {
      const refusal = whyNotUpdated(snapshot, { file, name: known(name)?.text });
      for (const reference of references) {
        const status = referenceStatus(snapshot.index, reference);
        const newest = status?.newer[0];
        // A version that no file defines is `unknown-profile-version`'s business, which offers the same ones.
        if (status?.attached === undefined || newest === undefined) continue;
        const place = reference.version ?? status.name;
        const count = status.newer.length;
        yield {
          span: contentSpan(place),
          message: `The profile \`${status.name.text}\` ${status.version} is ${count} ${count === 1 ? "version" : "versions"} behind: the newest is ${newest.version}${refusal === undefined ? "" : `. The cluster cannot be moved now: ${refusal}`}`,
          related: [
            {
              file: newest.file,
              span: newest.versionSpan,
              message: `\`${newest.name}\` ${newest.version} is defined here`,
            },
          ],
          fixes: () =>
            (refusal === undefined ? status.targets : [])
              .map((entry) => ({
                title: `Move ${status.name.text} to ${entry.version}`,
                edits: [{ file, edits: status.edits(entry.version, view.text) }],
                preferred: false,
                move: entry.version,
              }))
              .filter((fix) => fix.edits.some((edit) => edit.edits.length > 0)),
        };
      }
    }
  },
};
