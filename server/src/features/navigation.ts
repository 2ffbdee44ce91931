/** The ways between clusters, profiles and packs: definitions and references. Knows nothing of the editor. */

import type { Span } from "../base/span.ts";
import type { CatalogPack } from "../catalog/catalog.ts";
import { defaultProfileVersion } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { matchingVersions, referenceStatus } from "../updates/profile-reference.ts";
import { packQuery, packStatus } from "../updates/version-choice.ts";
import type { FileId, ProfileEntry, ProfileIndex } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { macroDefinition, macroReferences, packMentions } from "./macro-navigation.ts";
import { overrideAt, overrideTargets } from "./overrides.ts";
import { keyFacts, packKnowledge } from "./pack-knowledge.ts";
import { statedVersion } from "./profile-markdown.ts";
import { type PackSubject, type ReferenceSubject, subjectAt } from "./subject.ts";
import { placeAt } from "./tree-place.ts";
import { rootAt, valuesAt } from "./values-place.ts";

export interface Target {
  readonly file: FileId;
  /** The whole of what is defined there, as far as it is known. */
  readonly span: Span;
  /** Where to put the caret. */
  readonly selectionSpan: Span;
}

export interface ReferencePlace {
  readonly file: FileId;
  readonly span: Span;
}

/**
 * Where the thing at the offset is defined. A cluster's reference leads from its version to the file of that version, and from its
 * name to all versions; an override leads to its pack in the attached version; a pack leads to its pack.json; a profile's own name or version to itself, so that an editor shows who uses it.
 * A macro leads to the variable or the value that it stands for, and a key of a pack's values to the pack's own values.
 */
export function definition(snapshot: Snapshot, file: FileId, offset: number): readonly Target[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const macro = macroDefinition(snapshot, view, offset);
  if (macro !== undefined) return macro;
  const inValues = defaultDefinition(snapshot, view, offset);
  if (inValues !== undefined) return inValues;
  const subject = subjectAt(view, offset);
  switch (subject?.kind) {
    case "reference":
      return referencedVersions(snapshot.index, subject).map(profileTarget);
    case "pack":
      return packTargets(snapshot, subject);
    case "profile":
      return [{ file, span: subject.span, selectionSpan: subject.span }];
    case undefined: {
      const override = view === undefined ? undefined : overrideAt(view, offset);
      return override === undefined ? [] : overrideTargets(snapshot.index, override);
    }
  }
}

/** Into the values.yaml of just the version that the profile has; undefined where no values are. */
function defaultDefinition(
  snapshot: Snapshot,
  view: FileView,
  offset: number,
): readonly Target[] | undefined {
  const values = valuesAt(view, offset);
  const inner = values?.nested.toInner(offset);
  if (values === undefined || inner === undefined) return undefined;
  const root = rootAt(values.nested, inner);
  const place = placeAt(root, inner);
  if (place === undefined || place.kind === "gap") return [];
  const knowledge = packKnowledge(snapshot.catalog, values.profile, values.pack);
  if (knowledge === undefined) return [];
  const path = place.kind === "key" ? [...place.path, place.entry.key.text] : place.path;
  const key = keyFacts(knowledge, root, path).entry?.key;
  const file = `${knowledge.pack.folder}/values.yaml`;
  return key === undefined ? [] : [{ file, span: key.span, selectionSpan: key.span }];
}

/** The attached version first; of the version alone when that is what the offset is on and it exists. */
function referencedVersions(
  index: ProfileIndex,
  { reference, field }: ReferenceSubject,
): readonly ProfileEntry[] {
  const versions = matchingVersions(index, reference);
  const version = referenceStatus(index, reference)?.version;
  const attached = versions.filter((entry) => entry.version === version);
  if (field === "version") return attached;
  return [...attached, ...versions.filter((entry) => entry.version !== version)];
}

function profileTarget({ file, versionSpan }: ProfileEntry): Target {
  return { file, span: versionSpan, selectionSpan: versionSpan };
}

function packTargets(snapshot: Snapshot, { profile, pack, field }: PackSubject): readonly Target[] {
  const name = known(pack.name)?.text;
  if (name === undefined) return [];
  const status = packStatus(snapshot.catalog, profile, pack);
  if (status?.installed !== undefined) return [packTarget(status.installed)];
  if (field !== "name") return [];
  // Without a version that exists, the name stands for all of them.
  const answer = status?.answer ?? snapshot.catalog.lookup(packQuery(pack, name));
  return answer.kind === "known" ? answer.packs.map(packTarget) : [];
}

function packTarget({ file, versionSpan }: CatalogPack): Target {
  return { file, span: versionSpan, selectionSpan: versionSpan };
}

/**
 * The clusters' references to the profile that the offset is on, in a profile or in a cluster: from its version those to that
 * version, else all of them. Of a variable, a pack or a macro: the macros that name it.
 */
export function references(
  snapshot: Snapshot,
  file: FileId,
  offset: number,
  includeDeclaration: boolean,
): readonly ReferencePlace[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const macro = macroReferences(snapshot, view, offset, includeDeclaration);
  if (macro !== undefined) return macro;
  const subject = subjectAt(view, offset);
  if (subject === undefined) return [];
  if (subject.kind === "pack") {
    if (subject.field !== "name") return [];
    const found = packMentions(view, subject.profile, subject.pack);
    return includeDeclaration && found.length > 0 ? [{ file, span: subject.span }, ...found] : found;
  }
  const owner = subject.kind === "profile" ? subject.profile : subject.reference;
  const name = known(owner.name)?.text;
  if (name === undefined) return [];
  const byVersion = subject.field === "version";
  const version = owner.version?.text ?? defaultProfileVersion;
  const found = snapshot.index
    .references(name)
    .filter((entry) => !byVersion || statedVersion(entry) === version)
    .map((entry) => ({
      file: entry.file,
      span: byVersion ? (entry.versionSpan ?? entry.nameSpan) : entry.nameSpan,
    }));
  if (!includeDeclaration) return found;
  const declared = snapshot.index
    .versions(name)
    .filter((entry) => !byVersion || entry.version === version)
    .map((entry) => ({ file: entry.file, span: byVersion ? entry.versionSpan : entry.nameSpan }));
  return [...declared, ...found];
}
