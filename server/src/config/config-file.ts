/** Reads `.cluster-profiles.yaml`: what it says, and what is wrong with it at which place. */

import type { Span } from "../base/span.ts";
import { validateTree } from "../catalog/schema-store.ts";
import { contentSpan, textOf } from "../model/text.ts";
import { parse } from "../syntax/parse.ts";
import { asMap, asScalar, asSeq, type Node, resolve, valueAt } from "../syntax/tree.ts";
import { emptyPartialConfig, type PartialConfig, readPartialConfig } from "./config.ts";
import { refuseGlob } from "./globs.ts";
import { dayOf, endedInWords, isOver, updateProblem } from "./update-policy.ts";

export interface ConfigProblem {
  readonly message: string;
  readonly span: Span;
}

export interface ConfigFile {
  readonly config: PartialConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Never throws; an unreadable file configures nothing and says why. */
export function readConfigFile(text: string): ConfigFile {
  const document = parse(text)[0];
  if (document === undefined) return { config: emptyPartialConfig, problems: [] };
  const problems: ConfigProblem[] = document.problems
    .slice(0, 1)
    .map(({ message, span }) => ({ message, span }));
  if (problems.length === 0 && document.root !== undefined) {
    problems.push(...validateTree("config", document.root).map(({ message, span }) => ({ message, span })));
    problems.push(
      ...globProblems(document.root),
      ...updateProblems(document.root),
      ...statusFileProblems(document.root),
    );
  }
  return { config: readPartialConfig(toData(document.root, maxDepth)), problems };
}

function globProblems(root: Node): ConfigProblem[] {
  const files = asMap(valueAt(asMap(root), "files"));
  const globs = (files?.entries ?? [])
    .flatMap((entry) => asSeq(entry.value)?.items ?? [])
    .map((item) => textOf(item));
  return globs.flatMap((glob) => {
    const refusal = glob === undefined ? undefined : refuseGlob(glob.text);
    if (glob === undefined || refusal === undefined) return [];
    return [
      {
        message: `The glob is not used, because it ${refusal}: write a simpler one`,
        span: contentSpan(glob),
      },
    ];
  });
}

/** What lies elsewhere is not watched, and an untrusted folder must not make us read it. */
function statusFileProblems(root: Node): ConfigProblem[] {
  const path = textOf(valueAt(asMap(root), "clusterStatus"));
  if (path === undefined || !/^(?:[/~\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path.text)) return [];
  const message =
    "The status of clusters is read from the folder of this file and from below it only: write a path that is relative to it, without `..`";
  return [{ message, span: contentSpan(path) }];
}

/** What a schema cannot say of update policies: ranges and days that are none. */
function updateProblems(root: Node): ConfigProblem[] {
  const entries = asSeq(valueAt(asMap(root), "updates"))?.items.map(asMap) ?? [];
  return entries.flatMap((entry) =>
    (["packs", "hold", "until", "skip"] as const).flatMap((key) => {
      const value = valueAt(entry, key);
      const texts = (asSeq(value)?.items ?? [value])
        .map((node) => textOf(node))
        .filter((text) => text !== undefined);
      return texts.flatMap((text) => {
        const message = updateProblem(key, text.text);
        return message === undefined ? [] : [{ message, span: contentSpan(text) }];
      });
    }),
  );
}

/** Holds of the file that are over on the day: what they say, but no longer do. Without a calendar none is. */
export function endedHolds(text: string, today: string | undefined): ConfigProblem[] {
  // Most files have none, and need not be parsed for it.
  if (!text.includes("until")) return [];
  const root = parse(text)[0]?.root;
  const entries = asSeq(valueAt(asMap(root), "updates"))?.items.map(asMap) ?? [];
  return entries.flatMap((entry) => {
    const until = textOf(valueAt(entry, "until"));
    const day = dayOf(until?.text);
    const isHold = valueAt(entry, "hold") !== undefined;
    if (until === undefined || day === undefined || !isHold || !isOver({ until: day }, today)) return [];
    return [{ message: endedInWords(day), span: contentSpan(until) }];
  });
}

/** The config file is three levels deep; anything deeper is a mistake that the schema has told. */
const maxDepth = 6;

function toData(node: Node | undefined, depth: number): unknown {
  const resolved = resolve(node);
  if (resolved === undefined || depth === 0) return undefined;
  if (resolved.kind === "seq") return resolved.items.map((item) => toData(item, depth - 1));
  if (resolved.kind === "map") {
    return Object.fromEntries(
      resolved.entries.map((entry) => [entry.key.text, toData(entry.value, depth - 1)]),
    );
  }
  const scalar = asScalar(resolved);
  if (scalar?.reading === "boolean") return /^t/i.test(scalar.text);
  return scalar?.reading === "null" ? null : scalar?.text;
}
