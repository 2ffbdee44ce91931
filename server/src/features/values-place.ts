/** Which pack's values an offset is in. Knows no catalog. */

import type { Pack, Profile } from "../model/profile.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import type { Node, ScalarNode } from "../syntax/tree.ts";
import type { FileView } from "../workspace/workspace.ts";

export interface PackValues {
  readonly profile: Profile;
  readonly pack: Pack;
  /** In the file, never an alias. */
  readonly scalar: ScalarNode;
  readonly nested: NestedView;
}

/** Furthest that a caret may be behind the last line of a block and still be taken for one in it. */
const longestBlank = 2000;

/** Blank lines below a block count as the block's. */
export function valuesAt(view: FileView, offset: number): PackValues | undefined {
  for (const { profiles, span } of view.documents) {
    if (offset < span.start) continue;
    for (const profile of profiles) {
      for (const pack of profile.packs) {
        const scalar = ownValues(pack);
        if (scalar !== undefined && isInside(scalar, view.text, offset))
          return { profile, pack, scalar, nested: view.nested(scalar) };
      }
    }
  }
  return undefined;
}

/** The values that are written in the pack itself; those that an alias or a merge brings in belong to others as well. */
export function ownValues({ values, span }: Pack): ScalarNode | undefined {
  const node = values?.node;
  if (node?.kind !== "scalar") return undefined;
  return span.start <= node.span.start && node.span.end <= span.end ? node : undefined;
}

function isInside({ span, style }: ScalarNode, text: string, offset: number): boolean {
  if (offset < span.start) return false;
  if (offset <= span.end) return true;
  const isBlock = style === "literal" || style === "folded";
  return isBlock && offset - span.end <= longestBlank && text.slice(span.end, offset).trim() === "";
}

/** The root of the document of the values that the inner offset is in. */
export function rootAt({ documents }: NestedView, inner: number): Node | undefined {
  return (documents.findLast(({ span }) => span.start <= inner) ?? documents[0])?.root;
}
