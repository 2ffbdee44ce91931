/** What a pack has by default, behind the values that differ from it. */

import { overlaps, type Span } from "../base/span.ts";
import type { Profile } from "../model/profile.ts";
import { dataOf, sameData } from "../syntax/data.ts";
import { lineEnd } from "../syntax/entry-place.ts";
import { allEntries, asMap, asScalar, type MapNode, type ScalarNode } from "../syntax/tree.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import type { InlayHint } from "./inlay-hints.ts";
import { code } from "./markdown.ts";
import { isSecretAt, type PackKnowledge, packKnowledge } from "./pack-knowledge.ts";
import { writtenScalar } from "./value-markdown.ts";
import { ownValues } from "./values-place.ts";

/** More than fits a screen, and more keys than that, where all of them are on one line. */
const mostHints = 300;
const mostKeys = 20_000;

/** Longest default that is shown in a line. */
const longestShown = 30;

/**
 * Of scalars in blocks, those in the span alone. Items of lists have no counterpart that one could be sure of, and a line that holds all
 * of the values has no place for hints.
 */
export function defaultHints(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  span: Span,
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const pack of profile.packs) {
    const scalar = ownValues(pack);
    if (scalar?.style !== "literal" || !overlaps(scalar.span, span)) continue;
    const knowledge = packKnowledge(snapshot.catalog, profile, pack);
    if (asMap(knowledge?.defaults?.root) === undefined || knowledge === undefined) continue;
    collect(view, scalar, knowledge, span, hints);
  }
  return hints;
}

function collect(
  view: FileView,
  scalar: ScalarNode,
  knowledge: PackKnowledge,
  span: Span,
  hints: InlayHint[],
): void {
  const { defaults, pack } = knowledge;
  const nested = view.nested(scalar);
  const shown = {
    start: span.start <= scalar.span.start ? 0 : (nested.toInner(span.start) ?? 0),
    end: span.end >= scalar.span.end ? nested.text.length : (nested.toInner(span.end) ?? 0),
  };
  const root = nested.documents[0]?.root;
  const given = asMap(defaults?.root);
  let keysLeft = mostKeys;
  if (root?.kind === "map" && given !== undefined && defaults !== undefined)
    walk(root, given, [], defaults.text);

  function walk(map: MapNode, defaultMap: MapNode, path: readonly string[], text: string): void {
    const given = new Map(allEntries(defaultMap).map((entry) => [entry.key.text, entry]));
    for (const { key, value, span: entrySpan } of map.entries) {
      if (hints.length >= mostHints || keysLeft <= 0 || entrySpan.start > shown.end) return;
      if (value === undefined || !overlaps(entrySpan, shown)) continue;
      keysLeft--;
      const entry = given.get(key.text);
      const own = [...path, key.text];
      if (value.kind === "map") {
        const below = asMap(entry?.value);
        if (below !== undefined && own.length < deepest) walk(value, below, own, text);
      } else if (value.kind === "scalar" && overlaps(value.span, shown)) {
        const before = asScalar(entry?.value);
        const hint = before === undefined ? undefined : hintOf(own, value, before, text);
        if (hint !== undefined) hints.push(hint);
      }
    }
  }

  function hintOf(
    path: readonly string[],
    value: ScalarNode,
    before: ScalarNode,
    text: string,
  ): InlayHint | undefined {
    const [own, given] = [dataOf(value), dataOf(before)];
    if (own === undefined || given === undefined || sameData(own, given)) return undefined;
    const label = writtenScalar(text, before, longestShown);
    if (label === undefined || isSecretAt(knowledge, root, path, before)) return undefined;
    const where = `${code(path.join("."))} of ${code(`${pack.name} ${pack.version}`)}`;
    return {
      offset: hintOffset(view.text, nested.toOuterSpan(value.span), value),
      label: `default: ${label}`,
      tooltip: `The default of ${where} is ${code(before.text)}`,
    };
  }
}

/** Deeper than any values are. */
const deepest = 100;

/** At the end of the line, where a comment may be; a block has its hint behind its first line. */
function hintOffset(text: string, { start, end }: Span, { style }: ScalarNode): number {
  if (style === "literal" || style === "folded") return lineEnd(text, start);
  const at = lineEnd(text, end);
  return /^[ \t]*(?:#.*)?$/.test(text.slice(end, Math.min(at, end + 1000))) ? at : end;
}
