/** Two profiles of the same name, version and context. */

import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "duplicate-profile",
  severity: "warning",
  summary: "Another profile has the same name, version and context.",
  description:
    "Name and version are unique in a scope: Palette refuses the second one, and the Terraform modules let one of the two win. A flat profile without `version` has the version 1.0.0, and without `context` the context `project`. An export and a flat profile of the same name are taken as two pictures of one profile.",
  bad: [
    {
      text: 'name: observability\nversion: 1.0.0\ntype: add-on\ndescription: ""\npacks: []\n',
      others: { "other.yaml": "name: observability\ntype: add-on\ndescription: a copy\npacks: []\n" },
    },
  ],
  good: [
    {
      text: 'name: observability\nversion: 1.1.0\ntype: add-on\ndescription: ""\npacks: []\n',
      others: { "other.yaml": 'name: observability\ntype: add-on\ndescription: ""\npacks: []\n' },
    },
  ],
  *check({ snapshot, file, profiles }) {
    const names = new Set(profiles.map((profile) => profile.name?.text).filter((name) => name !== undefined));
    for (const name of names) {
      const entries = snapshot.index.versions(name);
      for (const entry of entries.filter((candidate) => candidate.file === file)) {
        const others = entries.filter(
          (other) => other !== entry && other.version === entry.version && other.context === entry.context,
        );
        if (others.length === 0) continue;
        const scope = entry.context === undefined ? "" : ` in the context \`${entry.context}\``;
        const unstated = entry.versionSpan === entry.nameSpan ? " (the default, as none is stated)" : "";
        yield {
          span: entry.nameSpan,
          message: `${others.length + 1} profiles \`${name}\` have the version ${entry.version}${unstated}${scope}: give this one another version or name`,
          related: others.map((other) => ({
            file: other.file,
            span: other.nameSpan,
            message: `\`${name}\` ${other.version} is defined here too`,
          })),
        };
      }
    }
  },
};
