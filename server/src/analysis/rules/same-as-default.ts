/** Values that say what the pack says by itself. */

import { dataOf, sameData } from "../../syntax/data.ts";
import type { PlacePath } from "../../syntax/path.ts";
import { asMap, entryOf, type MapEntry, type MapNode } from "../../syntax/tree.ts";
import { editValues } from "../../updates/values-editor.ts";
import { profileWithValues } from "../example-values.ts";
import type { Fix } from "../finding.ts";
import {
  defaultsOf,
  type GivenValues,
  givenValues,
  packLabel,
  readableRoot,
  type WrittenValues,
} from "../given-values.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { clip, isShared, pathInWords, schemaOf } from "../value-judgements.ts";
import { valuesFix } from "../values-fix.ts";

const packFiles = {
  "nginx 1.12.4 values.yaml":
    "charts:\n  nginx:\n    replicas: 1\n    image:\n      tag: 1.12.4\n      pullPolicy: Always\n",
};

export const rule: Rule = {
  id: "same-as-default",
  severity: "hint",
  offByDefault: true,
  summary: "A value is what the pack has by itself.",
  description:
    "Profiles that are copied from a pack's own values hide the few lines that somebody has changed. This rule shows what is the same, and its action removes all of it under `charts` at once; comments of what stays are kept, and so is every value that the pack's `schema.yaml` requires. What stands elsewhere (`pack`, `manifests`) is shown and not removed, since nobody but the pack's values says it. It is off unless a team asks for it, because removing is not without risk: Palette takes the values of a profile in the place of the pack's own as a whole, and what is left out then is what the chart itself says, which may be something else than the pack's values say.",
  bad: [
    {
      text: profileWithValues(
        "charts:\n  nginx:\n    replicas: 3\n    image:\n      tag: 1.12.4\n      pullPolicy: Always\n",
      ),
      packFiles,
    },
  ],
  good: [{ text: profileWithValues("charts:\n  nginx:\n    replicas: 3\n"), packFiles }],
  *check(context) {
    for (const given of givenValues(context.snapshot, context.view)) {
      const { values } = given;
      const root = asMap(values && readableRoot(values)?.root);
      const defaults = root && asMap(defaultsOf(context.snapshot.catalog, given.installed)?.root);
      if (values === undefined || root === undefined || defaults === undefined) continue;
      const same = sameEntries(root, defaults, requiredPaths(context, given)).filter(
        ({ path }) => !isShared(root, path),
      );
      const fixes = once(() => removal(context, given, values, same.filter(isOfChart)));
      for (const { path, entry } of same) {
        yield {
          span: values.nested.toOuterSpan(entry.key.span),
          message: `\`${clip(pathInWords(path))}\` is what ${packLabel(given)} has by itself`,
          ...(isOfChart({ path }) ? { tags: ["unnecessary"] as const, fixes } : {}),
        };
      }
    }
  },
};

interface Same {
  readonly path: PlacePath;
  readonly entry: MapEntry;
}

/** A chart has values of its own for what is left out. Palette and manifests have none: a namespace would be another one. */
function isOfChart({ path }: Pick<Same, "path">): boolean {
  return path[0] === "charts";
}

/** Most of a pack that are told. */
const mostSame = 1000;

/** The entries with the same value in both, each as far up as all below it is the same and nothing of it is required. */
function sameEntries(root: MapNode, defaults: MapNode, required: readonly (readonly string[])[]): Same[] {
  const found: Same[] = [];
  walk(root, defaults, [], 0);
  return found;

  function walk(map: MapNode, other: MapNode, path: PlacePath, depth: number): void {
    if (depth > 50) return;
    for (const entry of map.entries) {
      const { text } = entry.key;
      const own = entryOf(other, text);
      if (own === undefined || entryOf(map, text) !== entry || found.length >= mostSame) continue;
      const here = [...path, text];
      const [before, after] = [dataOf(own.value), dataOf(entry.value)];
      const isSame = before !== undefined && after !== undefined && sameData(before, after);
      if (isSame && !isNeeded(here, required)) found.push({ path: here, entry });
      else {
        const [inner, innerOwn] = [asMap(entry.value), asMap(own.value)];
        if (inner !== undefined && innerOwn !== undefined) walk(inner, innerOwn, here, depth + 1);
      }
    }
  }
}

/** Dots may be parts of keys, so paths are compared as texts. */
function isNeeded(path: PlacePath, required: readonly (readonly string[])[]): boolean {
  const text = path.join(".");
  return required.some((segments) => {
    const needed = segments.join(".");
    return needed === text || needed.startsWith(`${text}.`) || text.startsWith(`${needed}.`);
  });
}

function requiredPaths({ snapshot }: RuleContext, given: GivenValues): (readonly string[])[] {
  const entries = schemaOf(snapshot.catalog, given)?.entries ?? [];
  return entries.filter(({ required }) => required).map(({ path }) => path.segments);
}

function removal(
  { file }: RuleContext,
  given: GivenValues,
  values: WrittenValues,
  same: readonly Same[],
): readonly Fix[] {
  const editor = editValues(values.nested.text);
  if ("reason" in editor) return [];
  editor.removeEach(same.map(({ path }) => path));
  const edits = editor.finish(() => []);
  return valuesFix("Remove values equal to the defaults", file, { given, values }, edits, true);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
