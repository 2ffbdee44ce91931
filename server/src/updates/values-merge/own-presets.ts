/** The comment that names the presets that are on says what the values are made of, and so goes with them. */

import type { TextDraft } from "../../base/text-draft.ts";
import { type PresetName, readEnabledPresets, writeEnabledPresets } from "../../model/enabled-presets.ts";
import { lineBreakOf } from "../../syntax/entry-place.ts";

/** Makes the draft, which is made of the new defaults, name the presets that somebody chose. */
export function bringPresets(draft: TextDraft, mine: string, base: string): void {
  const [own, before, now] = [commentOf(mine), commentOf(base), commentOf(draft.text())];
  if (own === before) return;
  const text = draft.text();
  const span = readEnabledPresets(text)?.span;
  if (own === undefined) draft.apply(writeEnabledPresets(text, []));
  else if (span === undefined) {
    const at = text.startsWith("\ufeff") ? 1 : 0;
    draft.apply([{ span: { start: at, end: at }, text: own + lineBreakOf(text) }]);
  } else if (now === before) draft.apply([{ span, text: own }]);
  else draft.apply(writeEnabledPresets(text, chosen(namesIn(base), namesIn(mine), namesIn(text))));
}

/** Of each group what somebody chose, or else what is on by default now. */
function chosen(
  base: readonly PresetName[],
  mine: readonly PresetName[],
  theirs: readonly PresetName[],
): PresetName[] {
  const inGroup = (names: readonly PresetName[], group: string) => names.find((one) => one.group === group);
  const groups = new Set([...mine, ...theirs].map(({ group }) => group));
  return [...groups].flatMap((group) => {
    const [before, own, now] = [base, mine, theirs].map((names) => inGroup(names, group));
    const name = own?.name === before?.name ? now : own;
    return name === undefined ? [] : [name];
  });
}

function namesIn(text: string): readonly PresetName[] {
  return readEnabledPresets(text)?.entries ?? [];
}

function commentOf(text: string): string | undefined {
  const found = readEnabledPresets(text);
  return found && text.slice(found.span.start, found.span.end).trimEnd();
}
