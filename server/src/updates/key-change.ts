/** A difference between two values texts as it may be shown: where it is, and what it is where that is short and no secret. */

import { type Difference, type PathStep, scalarType } from "../syntax/data-difference.ts";
import { readPlain } from "../syntax/plain-scalar.ts";
import { asScalar, type Node, resolve } from "../syntax/tree.ts";
import { isMask, isSecretName, isSecretPath, looksSecret } from "./secrets.ts";

export interface KeyChange {
  readonly kind: "added" | "removed" | "changed" | "reordered";
  /** Dotted, with items of lists by their name or number: `charts.nginx.env[LOG_LEVEL].value`, `sources[2]`. "" for the whole. */
  readonly path: string;
  /** Undefined where there was nothing, as `after` is where there is nothing left. */
  readonly before: ShownValue | undefined;
  readonly after: ShownValue | undefined;
}

export type ShownValue =
  /** As YAML would have it: a string that looks like a number is in quotes. */
  | { readonly kind: "scalar"; readonly text: string }
  /** One that is too long to be shown. */
  | { readonly kind: "text"; readonly lines: number }
  | { readonly kind: "map"; readonly size: number; readonly keys: readonly string[] }
  | { readonly kind: "list"; readonly size: number }
  | { readonly kind: "secret" };

/** Longest scalar that is shown, in UTF-16 units. */
const longestShown = 100;

/** Longest part of a path. */
const longestStep = 80;

/** How many keys of a map are named. */
const keysShown = 5;

/** How far a map of a single key is looked into. */
const deepestChain = 10;

/** `isSecret`: all of it is to be kept quiet, whatever it is called. */
export function keyChange(difference: Difference, isSecret = false): KeyChange {
  const { kind, path, before, after } = innermost(difference);
  const isHidden = isSecret || isSecretPath(path);
  // An order has no value of its own.
  const showsBefore = kind === "removed" || kind === "changed";
  const showsAfter = kind === "added" || kind === "changed";
  return {
    kind,
    path: pathText(path),
    before: showsBefore ? shownValue(before, after, isHidden) : undefined,
    after: showsAfter ? shownValue(after, before, isHidden) : undefined,
  };
}

/** What is added or removed with a single key at its end is told by that key. */
function innermost(difference: Difference): Difference {
  const { kind } = difference;
  if (kind !== "added" && kind !== "removed") return difference;
  const path = [...difference.path];
  let node = resolve(kind === "added" ? difference.after : difference.before);
  for (let depth = 0; depth < deepestChain && node?.kind === "map" && node.entries.length === 1; depth++) {
    const [entry] = node.entries;
    if (entry === undefined || entry.key.text === "<<") break;
    path.push({ key: entry.key.text });
    node = resolve(entry.value);
  }
  return {
    kind,
    path,
    before: kind === "removed" ? node : undefined,
    after: kind === "added" ? node : undefined,
  };
}

/** `other` is what it is compared with, lest both look alike; `isHidden` by the names that lead to it. */
export function shownValue(node: Node | undefined, other: Node | undefined, isHidden: boolean): ShownValue {
  if (node?.kind === "map") {
    const keys = node.entries.slice(0, keysShown).map(({ key }) => cut(key.text));
    return { kind: "map", size: node.entries.length, keys };
  }
  if (node?.kind === "seq") return { kind: "list", size: node.items.length };
  const scalar = asScalar(node);
  const type = scalarType(scalar);
  // Whether something is on can be told: it is the name of a key that makes a secret of it, not what it is.
  if (scalar === undefined || type === "null") return { kind: "scalar", text: "null" };
  const { text } = scalar;
  if ((isHidden && type !== "boolean") || looksSecret(text)) return { kind: "secret" };
  // What was masked, or is now, is a secret on the other side as well.
  if ([text, asScalar(other)?.text].some((one) => one !== undefined && isMask(one)))
    return { kind: "secret" };
  if (text.length > longestShown || /[\r\n]/.test(text.trim()))
    return { kind: "text", lines: text.trim().split(/\r\n|[\r\n]/).length };
  const counterpart = asScalar(other);
  const isOtherType = scalarType(counterpart) !== "string";
  const isAmbiguous =
    text.trim() !== text || (isOtherType && (readPlain(text) !== undefined || counterpart?.text === text));
  return {
    kind: "scalar",
    text: type === "string" && (text === "" || isAmbiguous) ? JSON.stringify(text) : text,
  };
}

function pathText(path: readonly PathStep[]): string {
  let text = "";
  let isSecret = false;
  for (const step of path) {
    if ("key" in step) text += `${text === "" ? "" : "."}${keyText(step.key)}`;
    // A list of secrets may have them for labels.
    else if ("item" in step && !isSecret && !looksSecret(step.item)) text += `[${cut(step.item)}]`;
    else text += `[${step.index}]`;
    isSecret = "key" in step && isSecretName(step.key);
  }
  return text;
}

/** A key with dots of its own is quoted, so that they are not taken for steps. */
function keyText(key: string): string {
  const short = cut(key);
  return /^[^\s."'[\]]+$/.test(short) ? short : JSON.stringify(short);
}

function cut(text: string): string {
  return text.length > longestStep ? `${text.slice(0, longestStep - 3)}...` : text;
}
