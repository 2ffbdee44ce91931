/** Where an offset lies in the tree of a document, as a path and the node there. Aliases are places of their own, never followed. */

import { touches } from "../base/span.ts";
import type { Path } from "../catalog/schema-lookup.ts";
import type { SchemaId } from "../catalog/schema-store.ts";
import type { ModelDocument } from "../model/document.ts";
import {
  type AliasNode,
  asMap,
  asSeq,
  type MapEntry,
  type MapNode,
  type Node,
  type ScalarNode,
  type SeqNode,
  type SyntaxDocument,
  valueAt,
} from "../syntax/tree.ts";
import type { PackFileView } from "../workspace/pack-files.ts";
import type { FileView } from "../workspace/workspace.ts";

export type TreePlace =
  | {
      readonly kind: "key";
      /** Of the map that has the key. */
      readonly path: Path;
      readonly map: MapNode;
      readonly entry: MapEntry;
    }
  | {
      readonly kind: "value";
      readonly path: Path;
      readonly node: ScalarNode | AliasNode;
      /** The innermost map or list around it. */
      readonly container: MapNode | SeqNode | undefined;
    }
  | {
      /** Between the keys and values of a map or list. */
      readonly kind: "gap";
      readonly path: Path;
      readonly container: MapNode | SeqNode;
    };

export function placeAt(root: Node | undefined, offset: number): TreePlace | undefined {
  const path: (string | number)[] = [];
  let node = root;
  let container: MapNode | SeqNode | undefined;
  while (node !== undefined && touches(node.span, offset)) {
    if (node.kind === "scalar" || node.kind === "alias") return { kind: "value", path, node, container };
    let next: Node | undefined;
    if (node.kind === "map") {
      const entry: MapEntry | undefined = node.entries.findLast(({ key }) => key.span.start <= offset);
      if (entry !== undefined && touches(entry.key.span, offset))
        return { kind: "key", path, map: node, entry };
      next = entry?.value;
      if (entry !== undefined && next !== undefined && touches(next.span, offset)) path.push(entry.key.text);
      else next = undefined;
    } else {
      const at: number = node.items.findLastIndex((item) => item !== undefined && item.span.start <= offset);
      next = node.items[at];
      if (next !== undefined && touches(next.span, offset)) path.push(at);
      else next = undefined;
    }
    if (next === undefined) return { kind: "gap", path, container: node };
    container = node;
    node = next;
  }
  return undefined;
}

/** The node at a path, aliases followed. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    node = typeof step === "number" ? asSeq(node)?.items[step] : valueAt(asMap(node), step);
    if (node === undefined) return undefined;
  }
  return node;
}

const documentMarker = /^(?:---|\.\.\.)(?:[ \t\r\n]|$)/m;

/** The document that the offset belongs to, the empty lines below its last value included. */
export function documentAt(view: FileView, offset: number): ModelDocument | undefined {
  const document = view.documents.findLast(({ span }) => span.start <= offset) ?? view.documents[0];
  if (document === undefined || offset <= document.span.end) return document;
  // Another document, which need not be ours, may have begun in between.
  return documentMarker.test(view.text.slice(document.span.end, offset)) ? undefined : document;
}

export function schemaOf({ kind }: ModelDocument): SchemaId {
  if (kind.kind === "profile") return kind.dialect === "flat" ? "profile" : "export";
  return kind.dialect === "modules" ? "cluster" : "cluster-list";
}

/** The schema that says what may stand in a pack's file; its values are free, and constraints have a grammar of their own. */
export function packSchemaOf({ name }: PackFileView): SchemaId | undefined {
  return name === "pack.json" ? "pack" : name === "presets.yaml" ? "presets" : undefined;
}

/** The document that the offset belongs to, or comes behind. */
export function packDocumentAt({ documents }: PackFileView, offset: number): Pick<SyntaxDocument, "root"> {
  return documents.findLast(({ span }) => span.start <= offset) ?? { root: undefined };
}
