/** Two profiles of the same name, version and context. */

import type { ProfileEntry } from "../../workspace/profile-index.ts";
import type { Report } from "../finding.ts";
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
      for (const group of groupsOf(snapshot.index.versions(name))) {
        if (group.length === 1) continue;
        for (const entry of group) if (entry.file === file) yield describe(entry, group);
      }
    }
  },
};

/** Places that are shown beside one of many: a person looks at a few, and all of them at all others would be too many. */
const shownOthers = 5;

function groupsOf(entries: readonly ProfileEntry[]): Iterable<ProfileEntry[]> {
  const groups = new Map<string, ProfileEntry[]>();
  for (const entry of entries) {
    const identity = JSON.stringify([entry.version, entry.context]);
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [entry]);
    else group.push(entry);
  }
  return groups.values();
}

function describe(entry: ProfileEntry, group: readonly ProfileEntry[]): Report {
  const scope = entry.context === undefined ? "" : ` in the context \`${entry.context}\``;
  const unstated = entry.versionSpan === entry.nameSpan ? " (the default, as none is stated)" : "";
  const others = group.slice(0, shownOthers + 1).filter((other) => other !== entry);
  return {
    span: entry.nameSpan,
    message: `${group.length} profiles \`${entry.name}\` have the version ${entry.version}${unstated}${scope}: give this one another version or name`,
    related: others.slice(0, shownOthers).map((other) => ({
      file: other.file,
      span: other.nameSpan,
      message: `\`${other.name}\` ${other.version} is defined here too`,
    })),
  };
}
