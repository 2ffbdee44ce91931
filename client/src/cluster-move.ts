/** Moving clusters to another version of a profile: what is asked, and the change as it is looked at before it is made. */

import { basename } from "node:path/posix";
import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type BoardPartData,
  type ClusterEditResult,
  type MadeVersionData,
  type MovableProfileData,
  type MoveChoiceData,
  type MoveChoicesParams,
  type MoveClustersParams,
  type MoveSubjectData,
  type MoveTargetData,
  movableProfilesRequest,
  moveChoicesRequest,
  moveClustersRequest,
  moveTargetsRequest,
  type PlaceParams,
} from "../../server/src/lsp/protocol.ts";
import { changeClusters } from "./cluster-change.ts";
import { withRefusals } from "./refusals.ts";
import type { Session } from "./session.ts";

/**
 * Asks for what is not given: the profile, the version, the clusters. Ends in the editor's preview of the change. `part`: clusters of the
 * rollout board that are ticked.
 */
export async function moveClusters(
  session: Session,
  subject: MoveSubjectData | undefined,
  to: string | undefined,
  place: PlaceParams | undefined,
  pick: MovePick = "ask",
  part?: BoardPartData,
): Promise<void> {
  const profile = subject ?? (await pickProfile(session, place));
  if (profile === undefined) return;
  const version = to ?? (await pickVersion(session, profile));
  if (version === undefined) return;
  const choices = await session.request<MoveChoicesParams, readonly MoveChoiceData[]>(moveChoicesRequest, {
    ...profile,
    to: version,
    part,
  });
  if (choices.length === 0) {
    await vscode.window.showInformationMessage(
      `All clusters that use ${profile.name} are on ${version} already.`,
    );
    return;
  }
  const ids = await idsOf(pick, profile, version, choices);
  if (ids === undefined || ids.length === 0) return;
  const { name, context } = profile;
  const change = await session.request<MoveClustersParams, ClusterEditResult<WorkspaceEdit>>(
    moveClustersRequest,
    { name, context, to: version, ids },
  );
  await changeClusters(session, change);
}

/** `picked`: those that would be ticked. */
export type MovePick = "ask" | "picked" | readonly string[];

async function idsOf(
  pick: MovePick,
  profile: MoveSubjectData,
  version: string,
  choices: readonly MoveChoiceData[],
): Promise<readonly string[] | undefined> {
  if (pick === "ask") return pickClusters(profile, version, choices);
  return pick === "picked" ? pickedOnes(profile, version, choices) : pick;
}

/** Throws where the only ones are those that cannot be moved. */
function pickedOnes(
  { from }: MoveSubjectData,
  version: string,
  choices: readonly MoveChoiceData[],
): readonly string[] {
  const picked = choices.filter((choice) => choice.picked);
  const left = choices.find((choice) => choice.obstacle !== undefined && choice.from === from);
  if (picked.length === 0 && left !== undefined) throw cannotBeMoved(left, version);
  return picked.map(({ id }) => id);
}

function cannotBeMoved({ label, obstacle }: MoveChoiceData, version: string): Error {
  return new Error(`${label} cannot be moved to ${version}: ${obstacle}.`);
}

/** Does not wait for an answer: the user may never give one. */
export function offerMove(session: Session, made: MadeVersionData): void {
  void withRefusals(async () => {
    const { name, context, from, to } = made;
    const choices = await session.request<MoveChoicesParams, readonly MoveChoiceData[]>(
      moveChoicesRequest,
      made,
    );
    const waiting = choices.filter(({ picked }) => picked).length;
    if (waiting === 0) return;
    const move = "Move Clusters...";
    const who = waiting === 1 ? "1 cluster is" : `${waiting} clusters are`;
    const answer = await vscode.window.showInformationMessage(
      `${name} ${to} is there beside ${from}, which ${who} on.`,
      move,
    );
    if (answer === move) await moveClusters(session, { name, context, from }, to, undefined);
  });
}

async function pickProfile(
  session: Session,
  place: PlaceParams | undefined,
): Promise<MoveSubjectData | undefined> {
  const ask = (at: PlaceParams | null) =>
    session.request<PlaceParams | null, readonly MovableProfileData[]>(movableProfilesRequest, at);
  const here = place === undefined ? [] : await ask(place);
  const profiles = here.length > 0 ? here : await ask(null);
  if (profiles.length === 0)
    throw new Error(
      "No cluster of the workspace uses a profile that is defined in it: there is nothing to move.",
    );
  const picks = profiles.map(({ name, context, clusters, versions }) => ({
    label: name,
    description: `${clusters === 1 ? "1 cluster" : `${clusters} clusters`}, ${versions.slice(0, 3).join(", ")}${versions.length > 3 ? ", ..." : ""}`,
    detail: context === undefined || context === "project" ? "" : `context ${context}`,
    profile: { name, context },
  }));
  const title = "Change Profile Version of Clusters";
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: "Profile" }))?.profile;
}

async function pickVersion(session: Session, subject: MoveSubjectData): Promise<string | undefined> {
  const targets = await session.request<MoveSubjectData, readonly MoveTargetData[]>(
    moveTargetsRequest,
    subject,
  );
  if (targets.length === 0) {
    throw new Error(
      `No other version of ${subject.name} is defined in the workspace: make one with New Profile Version first.`,
    );
  }
  const picks = targets.map(({ version, clusters, newest, differs, effect }) => ({
    label: version,
    description: notes(
      newest ? "newest" : undefined,
      clusters === 1 ? "1 cluster" : `${clusters} clusters`,
      effect?.name,
    ),
    // What a single cluster gets is said already.
    detail: [effect?.words === effect?.name ? undefined : effect?.words, differs]
      .filter((note) => note !== undefined)
      .join("; "),
    version,
  }));
  const { name, from } = subject;
  const options = {
    title: `Version of ${name}`,
    placeHolder: from === undefined ? "Version to move clusters to" : `Instead of ${from}`,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(picks, options))?.version;
}

type ClusterPick = vscode.QuickPickItem & { readonly id: string };

async function pickClusters(
  { name }: MoveSubjectData,
  version: string,
  choices: readonly MoveChoiceData[],
): Promise<readonly string[] | undefined> {
  const movable = choices.filter(({ obstacle }) => obstacle === undefined);
  const others = choices.filter(({ obstacle }) => obstacle !== undefined);
  const [first] = others;
  if (movable.length === 0 && first !== undefined) throw cannotBeMoved(first, version);
  // What is ticked is what a person looks over before the list is accepted.
  const ticked = movable.toSorted((a, b) => Number(b.picked) - Number(a.picked));
  const picks: (ClusterPick | vscode.QuickPickItem)[] = ticked.map(toPick);
  if (others.length > 0) {
    const label = "Cannot be moved";
    picks.push({ label, kind: vscode.QuickPickItemKind.Separator }, ...others.map(toPick));
  }
  const chosen = await vscode.window.showQuickPick(picks, {
    title: `Clusters to move to ${name} ${version}`,
    placeHolder: "Clusters",
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const ids = chosen?.flatMap((pick) => ("id" in pick ? [pick.id] : []));
  // All at once, or none: half a move is not what was asked for.
  const refused = others.find(({ id }) => ids?.includes(id));
  if (refused !== undefined) throw cannotBeMoved(refused, version);
  return ids;
}

function toPick(choice: MoveChoiceData): ClusterPick {
  const { id, label, from, cloudType, status, effect, uri, picked, obstacle } = choice;
  return {
    id,
    label,
    description: notes(from === undefined ? "no version" : `on ${from}`, effect, cloudType, status),
    detail: obstacle ?? basename(vscode.Uri.parse(uri).path),
    picked,
  };
}

function notes(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(", ");
}
