/**
 * A scalar as a text of its own: what a YAML reader takes for its value, and where each character of that stands in the file. Values
 * of packs and contents of manifests are documents that are written within another.
 */

import type { Span } from "../base/span.ts";
import { mapBlockScalar } from "./block-scalar.ts";
import { mapFlowScalar } from "./flow-scalar.ts";
import type { OffsetMap } from "./offset-map.ts";
import type { ScalarNode } from "./tree.ts";

/** Offsets of the value are inner ones, those of the file outer ones. */
export interface NestedText extends OffsetMap {
  readonly text: string;
}

/** Nothing is read before it is asked for; `known` is the value where somebody has it already. */
export function createNestedText(node: ScalarNode, fileText: string, known?: string): NestedText {
  let mapped: NestedText | undefined;
  const whole = (): NestedText => {
    mapped ??= readNested(node, fileText);
    return mapped;
  };
  return {
    get text() {
      return known ?? whole().text;
    },
    toOuter: (offset) => whole().toOuter(offset),
    toOuterSpan: (span: Span) => whole().toOuterSpan(span),
    toInner: (offset) => whole().toInner(offset),
  };
}

function readNested(node: ScalarNode, fileText: string): NestedText {
  const { style, span } = node;
  const { text, map } =
    style === "literal" || style === "folded"
      ? mapBlockScalar(fileText, span, () => node.text)
      : mapFlowScalar(fileText, span, style);
  return { text, ...map };
}
