/**
 * The outline of a file: profiles with their layers and the keys of those, clusters with the profiles they refer to, and what both say
 * of themselves. Knows nothing of the editor.
 */

import type { Span } from "../base/span.ts";
import type { Cluster } from "../model/cluster.ts";
import type { Profile } from "../model/profile.ts";
import { contentSpan, type Text, textAt } from "../model/text.ts";
import { asMap, entryOf, valueAt } from "../syntax/tree.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { createSymbolBudget, type SymbolBudget, valueSymbols } from "./value-symbols.ts";

export interface Symbol {
  /** Never empty. */
  readonly name: string;
  readonly detail: string;
  readonly kind: "profile" | "pack" | "cluster" | "reference" | "version" | "description" | "tags" | "key";
  /** Inside the parent's. */
  readonly span: Span;
  /** What to select; inside `span`. */
  readonly selectionSpan: Span;
  readonly children: readonly Symbol[];
}

/** In the order of the file. */
export function documentSymbols(snapshot: Snapshot, file: FileId): readonly Symbol[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const budget = createSymbolBudget();
  return view.documents.flatMap((document) => [
    ...document.profiles.map((profile) => profileSymbol(view, profile, budget)),
    ...document.clusters.map((cluster) => clusterSymbol(view, cluster)),
  ]);
}

function profileSymbol(view: FileView, profile: Profile, budget: SymbolBudget): Symbol {
  const frame = frameOf(view, profile.span, profile.name);
  return {
    name: nameOf(profile.name, "profile"),
    detail: profile.version?.text ?? "",
    kind: "profile",
    ...frame,
    children: [
      ...fields([
        textField("version", profile.version, frame),
        textField("description", profile.description, frame),
        tagsField(view, profile, frame),
      ]),
      ...profile.packs.map((pack): Symbol => {
        const place = inside(frame, frameOf(view, pack.span, pack.name));
        const children = valueSymbols(view, pack, budget).filter(({ span }) => isInside(span, place.span));
        return {
          name: nameOf(pack.name, "pack"),
          detail: detailOf([pack.version?.text, pack.layer?.text]),
          kind: "pack",
          ...place,
          children,
        };
      }),
    ],
  };
}

function clusterSymbol(view: FileView, cluster: Cluster): Symbol {
  const frame = frameOf(view, cluster.span, cluster.name);
  return {
    name: nameOf(cluster.name, "cluster"),
    detail: cluster.cloudType?.text ?? "",
    kind: "cluster",
    ...frame,
    children: [
      ...fields([
        textField("description", textAt(cluster.node, "description"), frame),
        tagsField(view, cluster, frame),
      ]),
      ...cluster.references.map(
        (reference): Symbol => ({
          name: nameOf(reference.name, "profile"),
          detail: detailOf([reference.version?.text, reference.role === "list" ? undefined : reference.role]),
          kind: "reference",
          ...inside(frame, frameOf(view, reference.span, reference.name)),
          children: [],
        }),
      ),
    ],
  };
}

/** Those that are stated, in the order of the file. */
function fields(all: readonly (Symbol | undefined)[]): Symbol[] {
  return all.filter((field) => field !== undefined).sort((a, b) => a.span.start - b.span.start);
}

/** An outline has room for a line. */
const longestDetail = 200;

function textField(
  kind: "version" | "description",
  text: Text | undefined,
  parent: Frame,
): Symbol | undefined {
  const detail = /\S[^\r\n]*/.exec(text?.text ?? "")?.[0].trimEnd();
  if (text === undefined || detail === undefined) return undefined;
  const span = { start: text.key?.span.start ?? text.span.start, end: text.span.end };
  const frame = inside(parent, { span, selectionSpan: contentSpan(text) });
  return { name: kind, detail: detail.slice(0, longestDetail), kind, ...frame, children: [] };
}

function tagsField(view: FileView, owner: Profile | Cluster, parent: Frame): Symbol | undefined {
  const isExport = owner.dialect === "export";
  const home = isExport ? asMap(valueAt(owner.node, "metadata")) : owner.node;
  const entry = entryOf(home, isExport ? "labels" : owner.dialect === "list" ? "cluster_tags" : "tags");
  if (entry === undefined || owner.tags.length === 0) return undefined;
  const { span } = frameOf(view, entry.span, undefined);
  const detail = owner.tags
    .slice(0, longestDetail)
    .map(({ text }) => text)
    .join(", ")
    .slice(0, longestDetail);
  const frame = inside(parent, { span, selectionSpan: entry.key.span });
  return { name: "tags", detail, kind: "tags", ...frame, children: [] };
}

type Frame = Pick<Symbol, "span" | "selectionSpan">;

/** A block's span reaches to the next line's start; the outline ends where the text does. */
function frameOf(view: FileView, whole: Span, name: Text | undefined): Frame {
  const text = view.text.slice(whole.start, whole.end);
  const span = { start: whole.start, end: whole.start + text.trimEnd().length };
  const first = /^[^\r\n]*/.exec(text)?.[0].trimEnd().length ?? 0;
  const head = { start: span.start, end: Math.min(span.end, span.start + first) };
  const selection = name === undefined ? head : contentSpan(name);
  // A name that is merged in stands elsewhere.
  return { span, selectionSpan: isInside(selection, span) ? selection : head };
}

/** What an alias stands for may lie outside of the parent, which the outline does not allow. */
function inside(parent: Frame, child: Frame): Frame {
  return isInside(child.span, parent.span)
    ? child
    : { span: parent.selectionSpan, selectionSpan: parent.selectionSpan };
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function nameOf(name: Text | undefined, kind: string): string {
  const text = name?.text.replace(/\s+/g, " ").trim() ?? "";
  return text === "" ? `(${kind} without a name)` : text;
}

function detailOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
