/** A cluster that names a version of a known profile which no file defines. */

import { compareProfileVersions } from "../../base/profile-version.ts";
import { contentSpan, known } from "../../model/text.ts";
import { referenceStatus } from "../../updates/profile-reference.ts";
import { whyNotUpdated } from "../../updates/update-refusal.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "unknown-profile-version",
  severity: "warning",
  summary: "The cluster names a version of the profile that no file of the workspace defines.",
  description:
    "A version older than all that are defined here may still exist in Palette, since files are often edited in place: it is an information. Any other is a warning. A reference without a version means 1.0.0.",
  bad: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.2.0\nnode_groups: []\n",
      others: { "infra.yaml": 'name: maas-infra\nversion: 1.1.0\ntype: infra\ndescription: ""\npacks: []\n' },
    },
  ],
  good: [
    {
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n    version: 1.1.0\nnode_groups: []\n",
      others: { "infra.yaml": 'name: maas-infra\nversion: 1.1.0\ntype: infra\ndescription: ""\npacks: []\n' },
    },
  ],
  *check({ clusters, snapshot, file, view }) {
    for (const { name, references } of clusters) {
      const refusal = whyNotUpdated(snapshot, { file, name: known(name)?.text });
      for (const reference of references) {
        const status = referenceStatus(snapshot.index, reference);
        if (status === undefined || status.attached !== undefined) continue;
        const versions = [...new Set(status.versions.map((entry) => entry.version))];
        const oldest = versions.at(-1);
        const mayBeOld = oldest !== undefined && compareProfileVersions(status.version, oldest) < 0;
        const place = reference.version ?? status.name;
        yield {
          span: contentSpan(place),
          message: `No file here defines version ${status.version} of the profile \`${status.name.text}\`: defined are ${versions.slice(0, 5).join(", ")}${mayBeOld ? ", all newer" : ""}${refusal === undefined ? "" : `. The cluster cannot be moved now: ${refusal}`}`,
          ...(mayBeOld ? { severity: "information" as const } : {}),
          related: status.versions.slice(0, 5).map((entry) => ({
            file: entry.file,
            span: entry.versionSpan,
            message: `\`${entry.name}\` ${entry.version} is defined here`,
          })),
          fixes: () =>
            (refusal === undefined ? versions : []).slice(0, 5).map((version) => ({
              title: `Change ${status.name.text} to ${version}`,
              edits: [{ file, edits: status.edits(version, view.text) }],
              preferred: false,
              move: version,
            })),
        };
      }
    }
  },
};
