/** Definitions and references of macros: variables, values of other layers, and macros of the same name. */

import { touches } from "../base/span.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { clusterMacros, type MacroUse, pathSpan, profileMacros } from "../model/profile-macros.ts";
import { contentSpan } from "../model/text.ts";
import { macroTarget, namedPacks } from "../updates/macro-target.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type MacroSubject, macroAt, variableNamed } from "./macro-at.ts";
import type { ReferencePlace, Target } from "./navigation.ts";

/** Undefined where the offset is on no macro. */
export function macroDefinition(
  snapshot: Snapshot,
  view: FileView,
  offset: number,
): readonly Target[] | undefined {
  const subject = macroAt(view, offset);
  if (subject === undefined || subject.kind === "call") return subject === undefined ? undefined : [];
  if (subject.kind === "variable") return [targetOf(view.id, subject.span)];
  const { use, profile, segment } = subject;
  if (profile === undefined || !use.isWritten) return [];
  if (use.kind === "var") {
    const name = variableNamed(profile, use.path[0])?.name;
    return name === undefined ? [] : [targetOf(view.id, contentSpan(name))];
  }
  return use.kind === "pack" ? packTargets(snapshot, view, profile, use, segment) : [];
}

function packTargets(
  { catalog }: Snapshot,
  view: FileView,
  profile: Profile,
  { path }: MacroUse,
  segment: number,
): readonly Target[] {
  const named = namedPacks(profile, path);
  if (named === undefined) return [];
  const packs = () => named.packs.map((pack) => targetOf(view.id, packSpan(pack)));
  if (segment <= named.taken || named.rest.length === 0) return packs();
  // On a key in the midst of the path, what the path says up to there.
  const target = macroTarget(catalog, profile, view, path.slice(0, segment));
  const whole = target.kind === "value" || target.kind === "default";
  const found = whole ? target : macroTarget(catalog, profile, view, path);
  const key = found.kind === "value" ? found.keySpan() : undefined;
  if (key !== undefined) return [targetOf(view.id, key)];
  return found.kind === "default" ? [targetOf(found.file, found.keySpan)] : packs();
}

function packSpan({ name, span }: Pack): Target["span"] {
  return name === undefined ? span : contentSpan(name);
}

function targetOf(file: FileId, span: Target["span"]): Target {
  return { file, span, selectionSpan: span };
}

/** Undefined where the offset is on no macro. */
export function macroReferences(
  snapshot: Snapshot,
  view: FileView,
  offset: number,
  includeDeclaration: boolean,
): readonly ReferencePlace[] | undefined {
  const subject = macroAt(view, offset);
  if (subject === undefined) return undefined;
  if (subject.kind === "call") return [];
  const name = variableName(subject);
  if (name !== undefined && subject.profile !== undefined) {
    const uses = variableUses(subject.profile, view.text, name).map((span) => ({ file: view.id, span }));
    const declared = variableNamed(subject.profile, name)?.name;
    return includeDeclaration && declared !== undefined
      ? [{ file: view.id, span: contentSpan(declared) }, ...uses]
      : uses;
  }
  if (subject.kind !== "use" || !subject.use.isWritten) return [];
  const { kind, path } = subject.use;
  const wanted = path.join(".");
  const isSame = (use: MacroUse) => use.kind === kind && use.path.join(".") === wanted;
  // A macro of Palette's project or tenant is the same in all files; a pack is one of this profile.
  const views = kind === "macro" ? viewsWith(snapshot, `.spectro.macro.${wanted}`) : [view];
  return views.flatMap(({ id, text, documents }) => {
    const profiles = documents.flatMap((document) => document.profiles);
    const own = kind === "pack" ? profiles.filter((profile) => profile === subject.profile) : profiles;
    const inClusters = kind === "pack" ? [] : documents.flatMap((document) => document.clusters);
    const uses = [
      ...own.flatMap((profile) => profileMacros(profile, text)),
      ...inClusters.flatMap((cluster) => clusterMacros(cluster, text)),
    ];
    return uses.filter(isSame).map((use) => ({ file: id, span: pathSpan(use) }));
  });
}

/** The macros that name a pack of the profile, by its name in them. */
export function packMentions(view: FileView, profile: Profile, pack: Pack): readonly ReferencePlace[] {
  return profileMacros(profile, view.text).flatMap((use) => {
    if (use.kind !== "pack" || !use.isWritten) return [];
    const named = namedPacks(profile, use.path);
    const isMeant = named?.packs.includes(pack) === true;
    return isMeant ? [{ file: view.id, span: pathSpan(use, 0, named.taken) }] : [];
  });
}

/** The name of the variable that the subject is about. */
export function variableName(subject: MacroSubject): string | undefined {
  if (subject.kind === "variable") return subject.name;
  if (subject.kind === "call" || subject.use.kind !== "var" || !subject.use.isWritten) return undefined;
  return subject.use.path[0];
}

/** Where macros of the profile name the variable, comments included. */
export function variableUses(profile: Profile, text: string, name: string): readonly Target["span"][] {
  return profileMacros(profile, text)
    .filter((use) => use.kind === "var" && use.path[0] === name)
    .map((use) => pathSpan(use, 0, 1));
}

function viewsWith(snapshot: Snapshot, needle: string): readonly FileView[] {
  return snapshot
    .files()
    .filter((file) => snapshot.text(file)?.includes(needle) === true)
    .map((file) => snapshot.file(file))
    .filter((view) => view !== undefined);
}

/** True when the offset is on the name of the variable that the subject is about, in a macro or in its definition. */
export function isOnVariable(subject: MacroSubject, offset: number): boolean {
  if (subject.kind === "variable") return touches(subject.span, offset);
  return subject.kind === "use" && subject.use.kind === "var" && touches(pathSpan(subject.use, 0, 1), offset);
}
