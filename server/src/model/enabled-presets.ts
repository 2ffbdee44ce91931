/** The comment in which a pack's values say which presets they are made with: `# spectrocloud.com/enabled-presets: Group:name,Other:name`. */

import type { Span } from "../base/span.ts";
import type { TextEdit } from "../base/text-edit.ts";

export interface PresetName {
  /** Empty when the comment names a preset without its group. */
  readonly group: string;
  readonly name: string;
}

export interface EnabledPreset extends PresetName {
  readonly span: Span;
}

export interface EnabledPresets {
  /** Of the comment, without the end of its line. */
  readonly span: Span;
  /** Of what is behind the colon, without blanks at its end. */
  readonly valueSpan: Span;
  /** In the order they are written. */
  readonly entries: readonly EnabledPreset[];
}

const marker = "spectrocloud.com/enabled-presets";
const comment = new RegExp(`^(#[ \\t]*${marker.replaceAll(".", "\\.")}[ \\t]*:)(.*?)[ \\t]*$`);

/** Undefined when the values do not say. The comment is one of the lines before the first value. */
export function readEnabledPresets(valuesText: string): EnabledPresets | undefined {
  for (let at = valuesText.startsWith("\ufeff") ? 1 : 0; at < valuesText.length; ) {
    const lineBreak = valuesText.indexOf("\n", at);
    const end = lineBreak === -1 ? valuesText.length : lineBreak;
    const line = valuesText.slice(at, end).replace(/\r$/, "");
    const match = comment.exec(line);
    if (match !== null) {
      const [, head = "", value = ""] = match;
      const start = at + head.length;
      const valueSpan = { start, end: start + value.length };
      return { span: { start: at, end: at + line.length }, valueSpan, entries: readEntries(value, start) };
    }
    if (!/^[ \t]*(?:#.*)?$/.test(line) && line.trimEnd() !== "---") return undefined;
    at = end + 1;
  }
  return undefined;
}

function readEntries(value: string, start: number): EnabledPreset[] {
  const entries: EnabledPreset[] = [];
  let at = start;
  for (const piece of value.split(",")) {
    const text = piece.trim();
    if (text !== "") {
      const from = at + piece.indexOf(text);
      const colon = text.indexOf(":");
      const group = colon === -1 ? "" : text.slice(0, colon).trim();
      entries.push({
        group,
        name: text.slice(colon + 1).trim(),
        span: { start: from, end: from + text.length },
      });
    }
    at += piece.length + 1;
  }
  return entries;
}

/** Makes the comment say just this, in this order. Without one it is put first, unless there is nothing to say. */
export function writeEnabledPresets(valuesText: string, entries: readonly PresetName[]): TextEdit[] {
  const before = readEnabledPresets(valuesText);
  const words = entries.map(({ group, name }) => (group === "" ? name : `${group}:${name}`));
  if (before === undefined) {
    if (words.length === 0) return [];
    const at = valuesText.startsWith("\ufeff") ? 1 : 0;
    const eol = valuesText.includes("\r\n") ? "\r\n" : "\n";
    return [{ span: { start: at, end: at }, text: `# ${marker}: ${words.join(",")}${eol}` }];
  }
  const isSame = (entry: EnabledPreset, at: number) =>
    entry.group === entries[at]?.group && entry.name === entries[at]?.name;
  if (before.entries.length === entries.length) {
    return before.entries.flatMap((entry, at) =>
      isSame(entry, at) ? [] : [{ span: entry.span, text: words[at] ?? "" }],
    );
  }
  // What is said already stays as it is written, up to where the list goes on in another way.
  const kept = before.entries.findIndex((entry, at) => !isSame(entry, at));
  const last = before.entries[(kept === -1 ? before.entries.length : kept) - 1];
  const rest = words.slice(last === undefined ? 0 : before.entries.indexOf(last) + 1).join(",");
  const start = last?.span.end ?? before.valueSpan.start;
  const joint = rest === "" ? "" : last === undefined ? " " : ",";
  return [{ span: { start, end: before.valueSpan.end }, text: `${joint}${rest}` }];
}
