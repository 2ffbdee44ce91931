/** A profile version that Palette refuses. */

import { parseProfileVersion, suggestProfileVersion } from "../../base/profile-version.ts";
import { contentSpan, known } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "profile-version-format",
  severity: "warning",
  summary: "The profile's version is not strict semver.",
  description:
    "From Palette 4.10.0 on a profile version must be `MAJOR.MINOR.PATCH`, with an optional `-prerelease`, when the profile is created, cloned or given a new version. Existing profiles go on working until then. Pack versions are free of this rule.",
  bad: [
    { text: 'name: observability\nversion: v1.2\ntype: add-on\ndescription: ""\npacks: []\n' },
    { text: 'name: observability\nversion: "2.2.2.develop"\ntype: add-on\ndescription: ""\npacks: []\n' },
  ],
  good: [
    { text: 'name: observability\nversion: 1.2.0\ntype: add-on\ndescription: ""\npacks: []\n' },
    { text: 'name: observability\nversion: 1.2.3-rc.1\ntype: add-on\ndescription: ""\npacks: []\n' },
  ],
  *check({ profiles, file }) {
    for (const { version } of profiles) {
      const stated = known(version);
      if (stated === undefined || parseProfileVersion(stated.text) !== undefined) continue;
      const meant = suggestProfileVersion(stated.text);
      const advice = meant === undefined ? "write it as `MAJOR.MINOR.PATCH`" : `write \`${meant}\``;
      yield {
        span: contentSpan(stated),
        message: `The profile version \`${stated.text}\` is not strict semver, which Palette requires from 4.10 on: ${advice}`,
        fixes: () =>
          meant === undefined
            ? []
            : [
                {
                  title: `Change to \`${meant}\``,
                  edits: [{ file, edits: [replaceScalar(stated.node, meant)] }],
                  preferred: true,
                },
              ],
      };
    }
  },
};
