/**
 * What can be written at the caret between `{{` and `}}`: kinds of macros, system macros, packs of the profile and the keys of their values,
 * variables, and functions behind a `|`.
 */

import type { Span } from "../base/span.ts";
import type { Profile } from "../model/profile.ts";
import { clusterHosts, type MacroHost, profileHosts } from "../model/profile-macros.ts";
import { type MacroKind, macroFunctions, macroKinds, systemMacros } from "../model/system-macros.ts";
import { canStandInMacro, expressionAt, type MacroExpression } from "../syntax/macro.ts";
import { unmaskTemplates } from "../syntax/template.ts";
import { asMap, resolve } from "../syntax/tree.ts";
import { keysBelow, namedPacks, packsByName } from "../updates/macro-target.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { functionMarkdown, systemMarkdown, variableMarkdown } from "./macro-markdown.ts";
import { code, oneLine } from "./markdown.ts";
import type { Suggestion } from "./suggestion.ts";

export interface MacroCompletion {
  /** What is replaced. */
  readonly span: Span;
  readonly items: readonly Suggestion[];
}

/** Undefined where the caret is in no expression, so that something else may be meant. */
export function completeMacro(
  snapshot: Snapshot,
  view: FileView,
  offset: number,
): MacroCompletion | undefined {
  if (!mayBeInside(view.text, offset)) return undefined;
  const found = hostAt(view, offset);
  if (found === undefined) return undefined;
  const { scalar } = found.host;
  const span = { start: scalar.span.start, end: Math.max(scalar.span.end, offset) };
  const expression = expressionAt(view.text, span, scalar.style, offset);
  if (expression === undefined) return undefined;
  const caret = readCaret(view.text, expression, offset);
  return suggest({ snapshot, view, profile: found.profile, expression, ...caret });
}

/** Furthest that an expression may begin before the caret. */
const longestExpression = 2000;

/** A look at the text before the caret, so that typing elsewhere costs no more than that. */
function mayBeInside(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - longestExpression), offset);
  const open = before.lastIndexOf("{{");
  return open !== -1 && !before.includes("\n", open);
}

function hostAt(
  view: FileView,
  offset: number,
): { readonly host: MacroHost; readonly profile: Profile | undefined } | undefined {
  const isInside = ({ scalar: { span, style } }: MacroHost) => {
    if (offset <= span.start) return false;
    if (offset <= span.end)
      return style === "literal" || style === "folded" || offset < span.end || style === "plain";
    // Blanks at the end of a block are not counted as its own.
    const isBlock = style === "literal" || style === "folded";
    return (
      isBlock && offset - span.end <= longestExpression && /^[ \t]*$/.test(view.text.slice(span.end, offset))
    );
  };
  for (const { profiles, clusters } of view.documents) {
    for (const profile of profiles) {
      const host = profileHosts(profile).find(isInside);
      if (host !== undefined) return { host, profile };
    }
    const host = clusters.flatMap(clusterHosts).find(isInside);
    if (host !== undefined) return { host, profile: undefined };
  }
  return undefined;
}

interface Caret {
  /** The word around the caret, dots included, and what of it stands before the caret. */
  readonly word: Span;
  readonly typed: string;
  /** What stands in the expression before the word, blanks at its ends left out. */
  readonly before: string;
  /** What closes the expression, where nothing does yet. */
  readonly closing: string;
}

interface Scene extends Caret {
  readonly snapshot: Snapshot;
  readonly view: FileView;
  readonly profile: Profile | undefined;
  readonly expression: MacroExpression;
}

const wordEnd = /[\s|(){},"'`\\]/;

function readCaret(text: string, { span, isClosed }: MacroExpression, offset: number): Caret {
  let start = offset;
  while (start > span.start + 2 && !wordEnd.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < span.end && !wordEnd.test(text.charAt(end))) end++;
  const behind = text.slice(end, span.end);
  const isLast = /^[ \t]*(?:$|["'\\])/.test(behind);
  const isSpaced = /^-?[ \t]/.test(text.slice(span.start + 2, span.start + 4)) && offset > span.start + 2;
  return {
    word: { start, end },
    typed: text.slice(start, offset),
    before: text
      .slice(span.start + 2, start)
      .replace(/^-\s/, "")
      .trim(),
    closing: isClosed || !isLast ? "" : isSpaced ? " }}" : "}}",
  };
}

const root = ".spectro.";

function suggest(scene: Scene): MacroCompletion {
  const { typed, word, before } = scene;
  const begun = typed.startsWith("$.") ? typed.slice(1) : typed;
  if (begun.startsWith(root)) return suggestInside(scene, begun.slice(root.length));
  if (before.endsWith("|") && !begun.startsWith(".")) {
    // Behind the value of another tool its own functions are meant.
    const isOurs = scene.expression.references.length > 0;
    return { span: word, items: isOurs ? functionItems() : [] };
  }
  const isStart = before === "" || before.endsWith("(");
  const isRoot = begun === "" ? isStart : root.startsWith(begun) && (begun.startsWith(".") || isStart);
  if (!isRoot) return { span: word, items: [] };
  return { span: word, items: kindItems(root) };
}

/** Behind `.spectro.`: what is typed of the kind, and of the path behind it. */
function suggestInside(scene: Scene, rest: string): MacroCompletion {
  const { word, typed } = scene;
  const [kind = "", ...path] = rest.split(".");
  const from = (length: number) => word.start + typed.length - length;
  if (path.length === 0)
    return { span: segmentAt(scene, from(kind.length)), items: kindItems("", isFollowed(scene)) };
  const typedPath = path.join(".");
  const last = path.at(-1) ?? "";
  switch (kind) {
    case "system":
      return { span: { start: from(typedPath.length), end: word.end }, items: systemItems(scene) };
    case "var":
      if (path.length > 1) break;
      return { span: segmentAt(scene, from(last.length)), items: variableItems(scene) };
    case "macro":
      if (path.length > 1) break;
      return { span: segmentAt(scene, from(last.length)), items: userMacroItems(scene) };
    case "pack":
      return { span: segmentAt(scene, from(last.length)), items: packItems(scene, path.slice(0, -1)) };
  }
  return { span: word, items: [] };
}

/** From the offset to before the next dot of the word. */
function segmentAt({ view, word, typed }: Scene, start: number): Span {
  const caret = word.start + typed.length;
  const dot = view.text.slice(caret, word.end).indexOf(".");
  return { start, end: dot === -1 ? word.end : caret + dot };
}

/** More segments stand behind the caret's. */
function isFollowed({ view, word, typed }: Scene): boolean {
  return view.text.slice(word.start + typed.length, word.end).includes(".");
}

function kindItems(lead: string, isFollowed = false): Suggestion[] {
  return (Object.keys(macroKinds) as MacroKind[]).map((kind) => ({
    label: `${lead}${kind}`,
    kind: "key",
    newText: isFollowed ? `${lead}${kind}` : `${lead}${kind}.`,
    documentation: () => macroKinds[kind],
    opensValues: !isFollowed,
  }));
}

function systemItems({ closing, profile }: Scene): Suggestion[] {
  const cloud = profile?.cloudType?.text;
  return systemMacros
    .filter(
      ({ clouds }) =>
        clouds === undefined || cloud === undefined || cloud === "all" || clouds.includes(cloud),
    )
    .map(({ name, meaning }) => ({
      label: name,
      kind: "variable",
      newText: name + closing,
      detail: meaning,
      documentation: () => systemMarkdown(name),
    }));
}

function variableItems({ profile, closing }: Scene): Suggestion[] {
  return (profile?.variables ?? []).flatMap((variable) => {
    const name = variable.name?.text ?? "";
    if (!canStandInMacro(name)) return [];
    return [
      {
        label: name,
        kind: "variable",
        newText: name + closing,
        detail: variable.displayName === undefined ? undefined : oneLine(variable.displayName.text),
        documentation: () => variableMarkdown(name, variable),
      } satisfies Suggestion,
    ];
  });
}

const userMacro = /\.spectro\.macro\.([\w-]+)/g;
const mostUserMacros = 500;

/** Nothing here tells which macros Palette has; those that the workspace uses are the best guess. */
function userMacroItems({ snapshot, view, word, closing }: Scene): Suggestion[] {
  const names = new Set<string>();
  for (const file of snapshot.files()) {
    const text = snapshot.text(file) ?? "";
    if (!text.includes(".spectro.macro.")) continue;
    for (const { 1: name = "", index } of text.matchAll(userMacro)) {
      if (names.size >= mostUserMacros) break;
      // What is being typed is no name yet.
      if (file !== view.id || index < word.start - 1 || index > word.end) names.add(name);
    }
  }
  return [...names].sort().map((name) => ({
    label: name,
    kind: "variable",
    newText: name + closing,
    detail: "used in this workspace",
  }));
}

/** Names of packs, or the keys of the values of the pack that the path begins with. */
function packItems(scene: Scene, path: readonly string[]): Suggestion[] {
  const { profile, snapshot, closing } = scene;
  if (profile === undefined) return [];
  const followed = isFollowed(scene);
  const named = path.length === 0 ? undefined : namedPacks(profile, path);
  if (named === undefined) {
    const lead = path.length === 0 ? "" : `${path.join(".")}.`;
    const names = [...packsByName(profile).keys()].filter(
      (name) => name.startsWith(lead) && canStandInMacro(name),
    );
    return names.map((name) => ({
      label: name,
      kind: "pack",
      newText: name.slice(lead.length) + (followed ? "" : "."),
      opensValues: !followed,
    }));
  }
  const [pack] = named.packs;
  if (pack === undefined) return [];
  return keysBelow(snapshot.catalog, profile, pack, scene.view, named.rest).flatMap(({ key, value }) => {
    const name = key.text;
    if (!canStandInMacro(name)) return [];
    const below = resolve(value);
    const now = below?.kind === "scalar" ? unmaskTemplates(below.text) : undefined;
    const isMap = asMap(value) !== undefined;
    return [
      {
        label: name,
        kind: "key",
        newText: name + (followed ? "" : isMap ? "." : closing),
        detail: now === undefined ? undefined : oneLine(now),
        documentation: () => (now === undefined ? undefined : `Now: ${code(now)}`),
        opensValues: isMap && !followed,
      } satisfies Suggestion,
    ];
  });
}

function functionItems(): Suggestion[] {
  return Object.keys(macroFunctions).map((name) => ({
    label: name,
    kind: "function",
    newText: name,
    documentation: () => functionMarkdown(name),
  }));
}
