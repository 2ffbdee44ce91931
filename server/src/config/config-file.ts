/** Reads `.cluster-profiles.yaml`: what it says, and what is wrong with it at which place. */

import type { Span } from "../base/span.ts";
import { validateTree } from "../catalog/schema-store.ts";
import { parse } from "../syntax/parse.ts";
import { asScalar, type Node, resolve } from "../syntax/tree.ts";
import { emptyPartialConfig, type PartialConfig, readPartialConfig } from "./config.ts";

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
  }
  return { config: readPartialConfig(toData(document.root, maxDepth)), problems };
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
