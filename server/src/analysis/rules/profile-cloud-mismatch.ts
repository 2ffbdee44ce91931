/** A profile for one cloud on a cluster in another. */

import type { Severity } from "../../base/severity.ts";
import { cloudFit } from "../../model/cloud.ts";
import { contentSpan, known } from "../../model/text.ts";
import { likelyEntries } from "../../updates/profile-reference.ts";
import { profilePlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "profile-cloud-mismatch",
  severity: "warning",
  summary: "The profile's `cloudType` does not fit the cluster's.",
  description:
    "Palette offers a cluster only the profiles of its cloud and those for all of them. A profile without `cloudType`, or with `all`, fits any cluster. Clouds have several names, some of them old (`edge-vsphere` takes profiles for `vsphere`, `tke` is `tencent`), and new ones can be added to Palette: pairs that may fit are hints, and never more than that. A list of clusters does not state clouds, so nothing is said of it.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: aws-infra\n    version: 1.0.0\nnode_groups: []\n",
      others: { "infra.yaml": 'name: aws-infra\ntype: infra\ncloudType: aws\ndescription: ""\npacks: []\n' },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.0.0\n  addons:\n    - name: observability\n      version: 1.0.0\nnode_groups: []\n",
      others: {
        "infra.yaml": 'name: maas-infra\ntype: infra\ncloudType: maas\ndescription: ""\npacks: []\n',
        "addon.yaml": 'name: observability\ntype: add-on\ncloudType: all\ndescription: ""\npacks: []\n',
      },
    },
  ],
  *check({ clusters, snapshot }) {
    for (const { cloudType, references } of clusters) {
      const cloud = known(cloudType)?.text;
      if (cloud === undefined) continue;
      for (const reference of references) {
        const name = known(reference.name);
        const entries = likelyEntries(snapshot.index, reference);
        const [entry] = entries;
        const profileCloud = entry?.cloudType;
        if (name === undefined || entry === undefined || profileCloud === undefined) continue;
        if (entries.some((other) => other.cloudType !== profileCloud)) continue;
        const fit = cloudFit(cloud, profileCloud);
        if (fit === "fits") continue;
        const severity: Severity = fit === "doubtful" ? "hint" : "warning";
        yield {
          span: contentSpan(name),
          message:
            fit === "doubtful"
              ? `The profile \`${name.text}\` is for \`${profileCloud}\`, which may not fit a cluster on \`${cloud}\`: check that Palette offers it there`
              : `The profile \`${name.text}\` is for \`${profileCloud}\` and the cluster is on \`${cloud}\`: attach a profile for \`${cloud}\` or for all clouds`,
          severity,
          atMost: severity,
          related: profilePlaces([entry], () => ` with the cloud type \`${profileCloud}\``),
        };
      }
    }
  },
};
