/** Two packs of the same name and version in one registry. */

import { contentSpan } from "../../model/text.ts";
import { packJsonMap, saidAt } from "../pack-json-places.ts";
import type { Rule } from "../rule.ts";

const packOf = (version: string) =>
  `{\n  "name": "web",\n  "displayName": "Web",\n  "version": "${version}",\n  "layer": "addon"\n}\n`;

export const rule: Rule = {
  id: "pack-defined-twice",
  severity: "warning",
  summary: "Another pack of the registry has the same name, version and layer.",
  description:
    "A registry holds each version of a pack once, whatever the folders are called; here the first one is used, in the order of their paths. It is told at the others: a folder that was copied for the next version wants another `version`.",
  bad: [
    {
      file: "pack.json",
      text: packOf("1.0.0"),
      others: { "archive/web/pack.json": packOf("1.0.0") },
    },
  ],
  good: [
    {
      file: "pack.json",
      text: packOf("1.0.1"),
      others: { "archive/web/pack.json": packOf("1.0.0") },
    },
  ],
  *check(context) {
    const map = packJsonMap(context);
    const name = saidAt(map, "name");
    const version = saidAt(map, "version");
    if (name === undefined || version === undefined) return;
    const layer = saidAt(map, "layer")?.text;
    const registry = context.snapshot.catalog.registries.find(({ packs }) =>
      packs.some(({ file }) => file === context.file),
    );
    const packs = registry?.packs ?? [];
    const own = packs.findIndex(({ file }) => file === context.file);
    const earlier = packs
      .slice(0, own)
      .find((pack) => pack.name === name.text && pack.version === version.text && pack.layer === layer);
    if (earlier === undefined) return;
    yield {
      span: contentSpan(version),
      message: `The registry has \`${name.text}\` ${version.text} already, and the first is used: give this one another version`,
      related: [{ file: earlier.file, span: earlier.versionSpan, message: "The first one is defined here" }],
    };
  },
};
