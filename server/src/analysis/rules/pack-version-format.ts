/** A pack's own version that Palette's tools and people read in another way than it is meant. */

import { isVersionGroup, parsePackVersion } from "../../base/pack-version.ts";
import { quote } from "../../catalog/schema-words.ts";
import { contentSpan } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { packJsonMap, saidAt } from "../pack-json-places.ts";
import type { Rule } from "../rule.ts";

const packOf = (version: string) =>
  `{\n  "name": "web",\n  "displayName": "Web",\n  "version": "${version}",\n  "layer": "addon"\n}\n`;

export const rule: Rule = {
  id: "pack-version-format",
  severity: "warning",
  summary: "The version of a pack starts with a `v`, or is none that can be put in order.",
  description:
    "Palette's registries of packs take no new versions with a leading `v`; older packs have it, so it is a hint. What is no version at all, or reads like a version group (`1.2.x`), is never found to be newer than anything: nobody is offered the update. Calendar versions, suffixes and versions of two parts are fine.",
  bad: [
    { file: "pack.json", text: packOf("v1.12.0") },
    { title: "a version group", file: "pack.json", text: packOf("1.12.x") },
  ],
  good: [
    { file: "pack.json", text: packOf("1.12.0") },
    { title: "a rebuild of a version", file: "pack.json", text: packOf("2.0.1-up.1") },
  ],
  *check(context) {
    const scalar = saidAt(packJsonMap(context), "version");
    if (scalar === undefined) return;
    const version = scalar.text;
    const span = contentSpan(scalar);
    const bare = /^v(?=\d)(.*)$/i.exec(version)?.[1];
    if (isVersionGroup(version)) {
      yield {
        span,
        message: `${quote(version)} reads like a version group: write one version, such as \`1.0.0\``,
      };
    } else if (parsePackVersion(version) === undefined) {
      yield {
        span,
        message: `${quote(version)} cannot be put in order with other versions, so that nobody is offered the update: write it like \`1.0.0\``,
      };
    } else if (bare !== undefined) {
      yield {
        span,
        message: `New versions of packs start with a number: \`${bare}\` instead of ${quote(version)}`,
        severity: "hint",
        fixes: () => [
          {
            title: `Change to \`${bare}\``,
            edits: [{ file: context.file, edits: [replaceScalar(scalar.node, bare)] }],
            preferred: false,
          },
        ],
      };
    }
  },
};
