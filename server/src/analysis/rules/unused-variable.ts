/** A variable that no macro of the profile names. */

import type { PackCatalog } from "../../catalog/catalog.ts";
import type { Pack, Profile } from "../../model/profile.ts";
import { profileMacros } from "../../model/profile-macros.ts";
import { contentSpan, known } from "../../model/text.ts";
import { entryOf } from "../../syntax/tree.ts";
import { defaultsOf, valuesOf } from "../../updates/macro-target.ts";
import type { Rule } from "../rule.ts";

const example = (macro: string) => `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: add-on
    cloudType: all
    packs:
      - name: nginx
        type: spectro
        version: 1.12.4
        values: |
          host: ${macro}
  variables:
    - name: host
      displayName: Host
`;

export const rule: Rule = {
  id: "unused-variable",
  severity: "hint",
  summary: "No macro of the profile names this variable.",
  description:
    "Whoever deploys a cluster is asked for its value, and nothing is done with it. A macro in a comment counts as a use. Where a layer takes its values from the pack, and those are not known here, nothing is said.",
  bad: [{ text: example("example.com") }],
  good: [{ text: example("'{{ .spectro.var.host }}'") }],
  *check({ profiles, view, snapshot }) {
    for (const profile of profiles) {
      if (profile.variables.length === 0) continue;
      const used = usedNames(profile, view.text, snapshot.catalog);
      if (used === undefined) continue;
      for (const { name } of profile.variables) {
        const judged = known(name);
        if (judged === undefined || used.has(judged.text)) continue;
        yield {
          span: contentSpan(judged),
          message: `No macro of this profile names \`${judged.text}\`: use it as \`{{.spectro.var.${judged.text}}}\`, or remove it`,
          tags: ["unnecessary"],
        };
      }
    }
  },
};

const mention = /\.spectro\.var\.([\w-]+)/g;
/** A variable by a name that is put together, or all of them at once. */
const anyMention = /\.spectro\.var(?![\w.-])|\.spectro\.var\.(?![\w-])|\.spectro\.var\.[\w-]*\$\{/;

/** Undefined when there may be uses that cannot be seen. */
function usedNames(profile: Profile, text: string, catalog: PackCatalog): Set<string> | undefined {
  const used = new Set<string>();
  const add = (source: string) => {
    for (const [, name = ""] of source.matchAll(mention)) used.add(name);
  };
  const own = text.slice(profile.span.start, profile.span.end);
  if (anyMention.test(own)) return undefined;
  add(own);
  // An alias may bring in what is written elsewhere.
  for (const { kind, path } of profileMacros(profile, text)) if (kind === "var") used.add(path[0] ?? "");
  for (const pack of profile.packs) {
    if (hasOwnValues(pack) || pack.type?.text === "manifest") continue;
    const defaults = defaultsOf(catalog, profile, pack);
    if (defaults.kind === "unknown") return undefined;
    add(defaults.text);
  }
  return used;
}

/** Without values of its own a layer has those of the pack. */
function hasOwnValues(pack: Pack): boolean {
  const values = valuesOf(pack);
  return values === undefined
    ? entryOf(pack.node, "values")?.value !== undefined
    : values.span.end - values.span.start > 2;
}
