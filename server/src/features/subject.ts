/**
 * What stands at an offset, in terms of the model: a pack, a profile or a cluster's reference, and which of its texts.
 * All features answer from here, so that hover, definition and light bulb agree on what is meant. Knows no catalog.
 */

import { type Span, touches } from "../base/span.ts";
import type { Cluster, ProfileReference } from "../model/cluster.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { contentSpan, type Text, textAt } from "../model/text.ts";
import type { FileView } from "../workspace/workspace.ts";

export interface PackSubject {
  readonly kind: "pack";
  readonly field: "name" | "version" | "tag" | "registry";
  readonly text: Text;
  /** The characters of the text, quotes left out. */
  readonly span: Span;
  readonly profile: Profile;
  readonly pack: Pack;
}

export interface ProfileSubject {
  readonly kind: "profile";
  readonly field: "name" | "version";
  readonly text: Text;
  readonly span: Span;
  readonly profile: Profile;
}

export interface ReferenceSubject {
  readonly kind: "reference";
  readonly field: "name" | "version" | "context";
  readonly text: Text;
  readonly span: Span;
  readonly cluster: Cluster;
  readonly reference: ProfileReference;
}

export type Subject = PackSubject | ProfileSubject | ReferenceSubject;

/** The subject whose text the offset is in or at the edge of; the text of a block scalar is nobody's. */
export function subjectAt(view: FileView, offset: number): Subject | undefined {
  let merged: Subject | undefined;
  for (const subject of subjectsOf(view)) {
    const { text } = subject;
    if (!touches(text.span, offset) || isBlock(text)) continue;
    // What comes by a `<<` merge is written once and belongs to several: the owner of the place knows best.
    if (touches(ownerSpan(subject), offset)) return { ...subject, span: contentSpan(text) };
    merged ??= { ...subject, span: contentSpan(text) };
  }
  return merged;
}

/** The pack that the offset is anywhere inside of. */
export function packAt(
  view: FileView,
  offset: number,
): { readonly profile: Profile; readonly pack: Pack } | undefined {
  const subject = subjectAt(view, offset);
  if (subject?.kind === "pack") return subject;
  for (const profile of profilesOf(view)) {
    const pack = profile.packs.find((candidate) => contains(candidate.span, offset));
    if (pack !== undefined) return { profile, pack };
  }
  return undefined;
}

/** The profile that the offset is inside of, or the only one of the file. */
export function profileAt(view: FileView, offset: number): Profile | undefined {
  const profiles = profilesOf(view);
  return (
    profiles.find(({ span }) => touches(span, offset)) ?? (profiles.length === 1 ? profiles[0] : undefined)
  );
}

function profilesOf(view: FileView): readonly Profile[] {
  return view.documents.flatMap((document) => document.profiles);
}

/** The `tag` beside a pack's version, in any dialect: the flat one does not read it, but people look at it. */
function packTag(pack: Pack): Text | undefined {
  return pack.tag ?? textAt(pack.node, "tag");
}

type Candidate<T extends Subject = Subject> = T extends Subject ? Omit<T, "span"> : never;

function* subjectsOf(view: FileView): Iterable<Candidate> {
  for (const document of view.documents) {
    for (const profile of document.profiles) yield* ofProfile(profile);
    for (const cluster of document.clusters) yield* ofCluster(cluster);
  }
}

function* ofProfile(profile: Profile): Iterable<Candidate> {
  for (const field of ["name", "version"] as const) {
    const text = profile[field];
    if (text !== undefined) yield { kind: "profile", field, text, profile };
  }
  for (const pack of profile.packs) {
    const texts = { name: pack.name, version: pack.version, tag: packTag(pack), registry: pack.registry };
    for (const field of ["name", "version", "tag", "registry"] as const) {
      const text = texts[field];
      if (text !== undefined) yield { kind: "pack", field, text, profile, pack };
    }
  }
}

function* ofCluster(cluster: Cluster): Iterable<Candidate> {
  for (const reference of cluster.references) {
    for (const field of ["name", "version", "context"] as const) {
      const text = reference[field];
      if (text !== undefined) yield { kind: "reference", field, text, cluster, reference };
    }
  }
}

function ownerSpan(subject: Candidate): Span {
  switch (subject.kind) {
    case "pack":
      return subject.pack.span;
    case "profile":
      return subject.profile.span;
    case "reference":
      return subject.reference.span;
  }
}

function isBlock({ node }: Text): boolean {
  return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** A block map's span ends on the next line, which is not its own any more. */
function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}
