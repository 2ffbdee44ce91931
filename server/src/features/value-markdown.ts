/** What is known of a value of a pack, in Markdown: for hover and for the documentation of completions. Never shows a secret. */

import type { Preset } from "../catalog/pack-presets.ts";
import { constraintInWords } from "../catalog/pack-schema/constraint-words.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import { dataOf, isDataMap } from "../syntax/data.ts";
import { commentStart, contentEnd, findColon, lineEnd, lineStart } from "../syntax/entry-place.ts";
import { unmaskTemplates } from "../syntax/template.ts";
import { type MapEntry, type Node, resolve, type ScalarNode } from "../syntax/tree.ts";
import { looksSecret } from "../updates/secrets.ts";
import { bullets, code, escapeText, firstOf, paragraphs } from "./markdown.ts";
import type { KeyFacts, PackKnowledge } from "./pack-knowledge.ts";

/** Most lines of a comment that are shown, from the last ones. */
const mostLines = 12;

/** Undefined when nothing is known of the key. */
export function keyMarkdown(knowledge: PackKnowledge, facts: KeyFacts, path: Path): string | undefined {
  const { entry, constraint } = facts;
  const { defaults, pack } = knowledge;
  if (entry === undefined && constraint === undefined && defaults?.root === undefined) return undefined;
  const rules = constraint === undefined ? [] : constraintInWords(constraint);
  const comment = defaults === undefined || entry === undefined ? [] : commentOf(defaults.text, entry);
  const words = paragraphs([
    comment.map(escapeText).join("  \n"),
    bullets(rules.map(escapeText)),
    givenWords(facts, defaults !== undefined, code(`${pack.name} ${pack.version}`)),
  ]);
  return words === "" ? undefined : paragraphs([`**${escapeText(pathText(path))}**`, words]);
}

/** `label` is the pack's. */
function givenWords(facts: KeyFacts, isKnown: boolean, label: string): string | undefined {
  const { entry, constraint, isAlike } = facts;
  if (entry !== undefined) return isAlike ? undefined : `Default in ${label}: ${defaultWords(facts)}`;
  return isKnown && constraint === undefined ? `Not among the values that ${label} comes with.` : undefined;
}

/** The default of a key in a few words, to stand beside its name; undefined when it is not known or a secret. */
export function defaultDetail({ entry, isAlike, isSecret }: KeyFacts): string | undefined {
  if (entry === undefined || isAlike || isSecret) return undefined;
  const value = resolve(entry.value);
  if (value?.kind !== "scalar") return collectionWords(value);
  const text = unmaskTemplates(value.text).trim();
  if (text === "") return '""';
  return /[\r\n]/.test(text) ? "text of several lines" : cut(text);
}

function defaultWords({ entry, isSecret }: KeyFacts): string {
  const value = resolve(entry?.value);
  if (value?.kind !== "scalar") return collectionWords(value) ?? "nothing";
  if (isSecret) return "not shown, since it looks like a secret";
  if (value.text === "") return "empty";
  const text = unmaskTemplates(value.text).trim();
  return /[\r\n]/.test(text) ? `text of ${count(text.split("\n").length, "line")}` : code(text);
}

function collectionWords(value: Node | undefined): string | undefined {
  if (value?.kind === "map")
    return value.entries.length === 0 ? "an empty map" : `a map of ${count(value.entries.length, "key")}`;
  if (value?.kind === "seq")
    return value.items.length === 0 ? "an empty list" : `a list of ${count(value.items.length, "item")}`;
  return undefined;
}

/** The comment above a key and the one at the end of its line, without what marks them as such. */
export function commentOf(text: string, entry: MapEntry): readonly string[] {
  const line = lineStart(text, entry.key.span.start);
  const isAlone = text.slice(line, entry.key.span.start).trim() === "";
  const above = isAlone ? text.slice(commentStart(text, line), line).split(/\r?\n/) : [];
  const behind = /^[ \t]+#.*/.exec(text.slice(tailStart(text, entry), lineEnd(text, entry.key.span.start)));
  return [...above.slice(-mostLines - 1), behind?.[0] ?? ""]
    .map((written) => written.replace(/^\s*#+[ \t]?(?:--[ \t])?/, "").trim())
    .filter((words) => /[\p{L}\p{N}]/u.test(words) && !looksSecret(words));
}

/** Where a comment on the key's line would begin. */
function tailStart(text: string, entry: MapEntry): number {
  const value = entry.value;
  const isBelow = value !== undefined && value.span.start > lineEnd(text, entry.key.span.start);
  const isBlock = value?.kind === "scalar" && (value.style === "literal" || value.style === "folded");
  if (isBelow || value === undefined) return findColon(text, entry.key) ?? entry.key.span.end;
  if (isBlock) return value.span.start + (/^[|>][-+\d]*/.exec(text.slice(value.span.start))?.[0].length ?? 0);
  return contentEnd(text, entry);
}

/** How many keys of a preset are named. */
const keysShown = 8;

export function presetMarkdown(preset: Preset, isEnabled: boolean): string {
  const added = addedKeys(preset);
  const name = preset.displayName === preset.name ? "" : ` ${code(preset.name)}`;
  return paragraphs([
    `**${escapeText(preset.displayName)}**${name}`,
    `Preset of the group ${code(preset.group)}${isEnabled ? ", enabled" : ""}`,
    bullets([
      added.length === 0 ? undefined : `Sets ${firstOf(added.map(code), keysShown)}`,
      preset.remove.length === 0 ? undefined : `Takes out ${firstOf(preset.remove.map(code), keysShown)}`,
    ]),
  ]);
}

/** The keys whose values a preset brings, without those values. */
function addedKeys({ add }: Preset): string[] {
  const paths: string[] = [];
  collect(dataOf(add.root) ?? null, "");
  return paths;

  function collect(data: ReturnType<typeof dataOf>, path: string): void {
    if (!isDataMap(data) || Object.keys(data).length === 0) {
      if (path !== "") paths.push(path);
      return;
    }
    for (const [key, value] of Object.entries(data)) collect(value, path === "" ? key : `${path}.${key}`);
  }
}

function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** Longest default beside a name. */
const longestDetail = 40;

function cut(text: string): string {
  return text.length > longestDetail ? `${text.slice(0, longestDetail - 3)}...` : text;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A scalar as its text has it, where that is one short line; undefined elsewhere. */
export function writtenScalar(
  text: string,
  { span, style }: ScalarNode,
  longest: number,
): string | undefined {
  if (style === "literal" || style === "folded") return undefined;
  const written = text.slice(span.start, span.end);
  if (/[\r\n]/.test(written)) return undefined;
  return written.length > longest ? `${written.slice(0, longest - 1)}…` : written;
}
