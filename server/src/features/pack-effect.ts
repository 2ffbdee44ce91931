/**
 * What the clusters on a profile version get of one of its packs: what a change of it does that is not committed yet, or else the update
 * that is offered. Pure: asks the snapshot, and knows nothing of the editor.
 */

import { applyEdits } from "../base/text-edit.ts";
import { readDocuments } from "../model/document.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { editEffects, type ProfileEdit } from "../updates/change-effect.ts";
import { committedChanges } from "../updates/committed-change.ts";
import { compareEffects } from "../updates/effect/effect-class.ts";
import type { EffectCandidate } from "../updates/effect/snapshot-effect.ts";
import { type Looked, summarizeLooked } from "../updates/effect-summary.ts";
import { profileUse } from "../updates/in-use.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { sameInEffect } from "../updates/profile-effect.ts";
import { type PackStep, updateSteps, updateStepsEdits } from "../updates/profile-update.ts";
import { valuesUpdate } from "../updates/values-update.ts";
import type { ReferenceEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { count } from "./comparison-line.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";
import { classWords, summaryWords } from "./summary-words.ts";

export interface PackEffect {
  /** "14 clusters · full repave". */
  readonly label: string;
  /** Who gets what, with the clusters by name. */
  readonly markdown: string;
}

/** Undefined for a pack of a version that no cluster is on, and where it neither changed nor has anywhere to go. */
export function packEffect(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  pack: Pack,
): PackEffect | undefined {
  const found = changeOf(snapshot, view, profile, pack) ?? updateOf(snapshot, view, profile, pack);
  if (found === undefined) return undefined;
  const { references, edit, words } = found;
  const effects = editEffects(snapshot, references, edit);
  const { worst, clusters, more } = summarizeLooked(effects);
  return {
    label: `${count(clusters + more, "cluster")} · ${classWords(worst)}`,
    markdown: effectMarkdown(effects, words),
  };
}

interface FoundEdit {
  readonly references: readonly ReferenceEntry[];
  readonly edit: ProfileEdit;
  /** How a sentence about it begins. */
  readonly words: string;
}

/** Held against the last commit, with all other packs as they were there. */
function changeOf(snapshot: Snapshot, view: FileView, profile: Profile, pack: Pack): FoundEdit | undefined {
  const change = committedChanges(snapshot, view).find((one) => one.profile === profile);
  if (change === undefined || change.kind === "gone" || view.committed === undefined) return undefined;
  const { committed, references } = change;
  const old = committed.packs.find(({ name }) => name?.text === pack.name?.text);
  const alone = (one: Pack | undefined): Profile => ({ ...committed, packs: one === undefined ? [] : [one] });
  const before = { profile: alone(old), text: view.committed.text };
  if (sameInEffect(before, { profile: alone(pack), text: view.text })) return undefined;
  const packs =
    old === undefined ? [...committed.packs, pack] : committed.packs.map((one) => (one === old ? pack : one));
  const edit = { before: committed, after: { ...committed, packs } };
  return { references, edit, words: "What has changed of this pack since the last commit" };
}

function updateOf(snapshot: Snapshot, view: FileView, profile: Profile, pack: Pack): FoundEdit | undefined {
  const references = profileUse(snapshot, profile)?.references;
  if (references === undefined) return undefined;
  const steps = updateSteps(snapshot.catalog, profile, "newest", policiesOf(snapshot, view));
  const step = steps.find(({ status }) => status.pack === pack);
  const after = step && updated(snapshot, view, profile, step);
  if (step === undefined || after === undefined) return undefined;
  const words = `The update to ${code(step.target.version)}, if it is made in the place of this version,`;
  return { references, edit: { before: profile, after }, words };
}

/** As the light bulb would write it: the version, and the values with it where they can be taken along. */
function updated(
  { catalog }: Snapshot,
  view: FileView,
  profile: Profile,
  step: PackStep,
): Profile | undefined {
  const values = valuesUpdate(catalog, view, step);
  const edits = [...updateStepsEdits([step]), ...(values.kind === "merged" ? values.edits : [])];
  const text = applyEdits(
    view.text,
    edits.sort((a, b) => a.span.start - b.span.start),
  );
  const profiles = (documents: FileView["documents"]) => documents.flatMap((one) => one.profiles);
  return profiles(readDocuments(text, "profiles"))[profiles(view.documents).indexOf(profile)];
}

const mostListed = 10;

function effectMarkdown(effects: Looked<EffectCandidate>, words: string): string {
  const { looked, more } = effects;
  const summary = summarizeLooked(effects);
  const { nodes, replacing } = summary;
  const replaced =
    replacing === 0 ? "" : `, ${nodes === undefined ? "nodes" : count(nodes, "node")} replaced`;
  const listed = [...looked]
    .sort((a, b) => compareEffects(a.verdict.total, b.verdict.total))
    .slice(0, mostListed)
    .map(({ one, verdict }) => {
      const name = one.cluster.stated.name;
      const shown = name === undefined ? "a cluster without a name" : code(name);
      return `${shown}: ${escapeText(classWords(verdict.total))}`;
    });
  const left = looked.length + more - listed.length;
  return paragraphs([
    `${words} means for ${count(looked.length + more, "cluster")}: **${escapeText(summaryWords(summary))}**${replaced}.`,
    bullets([...listed, left > 0 ? `and ${left} more` : undefined]),
  ]);
}
