/** What the commands about versions of profiles share: the place, the list of versions, and the edits that make one. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  bumpProfileRequest,
  checkProfileVersionRequest,
  type MadeVersionData,
  newProfileVersionRequest,
  type PlaceParams,
  type ProfileEditResult,
  type ProfileVersionParams,
  type ProfileVersionsResult,
  profileVersionsRequest,
} from "../../server/src/lsp/protocol.ts";
import { offerMove } from "./cluster-move.ts";
import { placeOfCursor } from "./place-of-cursor.ts";
import type { Session } from "./session.ts";

/** A profile, and the version that was picked for it. */
export interface VersionChoice {
  readonly place: PlaceParams;
  readonly versions: ProfileVersionsResult;
  readonly version: string;
}

/** The version that is given, or the one that the user picks or types. Undefined when the user turns away. */
export async function chooseVersion(
  session: Session,
  title: (versions: ProfileVersionsResult) => string,
  given: PlaceParams | undefined,
  version: string | undefined,
): Promise<VersionChoice | undefined> {
  const place = given ?? placeOfCursor();
  if (place === undefined) throw new Error("Open a cluster profile and place the cursor in it first");
  const versions = await session.request<PlaceParams, ProfileVersionsResult>(profileVersionsRequest, place);
  const chosen = version ?? (await pickVersion(session, place, versions, title(versions)));
  return chosen === undefined ? undefined : { place, versions, version: chosen };
}

export async function changeInPlace(session: Session, { place, version }: VersionChoice): Promise<void> {
  const params: ProfileVersionParams = { ...place, version };
  const edit = await session.request<ProfileVersionParams, WorkspaceEdit>(bumpProfileRequest, params);
  if (!(await session.applyEdit(edit))) throw new Error(outdated);
}

/** Adds the version beside the old one, shows it, and offers to move clusters to it; nothing is saved. */
export async function addVersion(
  session: Session,
  { place, versions, version }: VersionChoice,
): Promise<void> {
  const params: ProfileVersionParams = { ...place, version };
  const made = await session.request<ProfileVersionParams, ProfileEditResult<WorkspaceEdit>>(
    newProfileVersionRequest,
    params,
  );
  if (!(await showAdded(session, place, made))) throw new Error(outdated);
  offerMove(session, madeOf(versions, version));
}

/** Applies the edit that adds a version, and shows it. False when nothing was done. */
export async function showAdded(
  session: Session,
  place: PlaceParams,
  { edit, uri }: ProfileEditResult<WorkspaceEdit>,
): Promise<boolean> {
  const old = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  if (!(await session.applyEdit(edit))) return false;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  // A new file gets the line ends of the system, and this one is to have those of the old.
  if (document.eol !== old.eol) await editor.edit((builder) => builder.setEndOfLine(old.eol));
  if (document !== old) return true;
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(end, end));
  return true;
}

export function madeOf({ name, context, version }: ProfileVersionsResult, to: string): MadeVersionData {
  return { name, context, from: version, to };
}

/** Whether a change becomes a new version or is made in its place. */
export type Way = "new" | "in-place";

/** A version that nobody uses is changed without a question. Undefined when the user turns away. */
export async function chooseWay(
  versions: ProfileVersionsResult,
  to: string,
  title: string,
  lost: string,
): Promise<Way | undefined> {
  if (versions.clusters === 0) return "in-place";
  const picks: (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      label: `As a new version ${to} (${usage(versions)})`,
      detail: `${versions.version} stays as it is, beside ${to}`,
      way: "new",
    },
    { label: `Change it in place (${usage(versions)})`, detail: lost, way: "in-place" },
  ];
  return (await vscode.window.showQuickPick(picks, { title }))?.way;
}

/** The free version that a change of the profile at the place goes into; undefined when it is made in place. */
export interface ChosenHome {
  readonly newVersion: string | undefined;
  readonly versions: ProfileVersionsResult | undefined;
}

/** Where a change of layers goes. Undefined when the user turns away. */
export async function chooseHome(
  session: Session,
  place: PlaceParams,
  title: string,
): Promise<ChosenHome | undefined> {
  const versions = await versionsAt(session, place);
  const next = versions?.bumps[0]?.version;
  if (versions === undefined || next === undefined) return { newVersion: undefined, versions };
  const lost = "Each of the clusters gets an update to review and apply";
  const way = await chooseWay(versions, next, title, lost);
  return way === undefined ? undefined : { newVersion: way === "new" ? next : undefined, versions };
}

/** Takes the edit where it was decided to go. False when nothing was done. */
export async function applyAtHome(
  session: Session,
  place: PlaceParams,
  { newVersion, versions }: ChosenHome,
  result: ProfileEditResult<WorkspaceEdit>,
): Promise<boolean> {
  const isNew = newVersion !== undefined && versions !== undefined;
  const isDone = isNew ? await showAdded(session, place, result) : await session.applyEdit(result.edit);
  if (!isDone) return false;
  // Nobody has to answer.
  if (result.left !== undefined) void vscode.window.showInformationMessage(result.left);
  if (isNew) offerMove(session, madeOf(versions, newVersion));
  return true;
}

/** Where the profile is that was changed. */
export async function placeAfter(
  place: PlaceParams,
  { newVersion }: ChosenHome,
  change: ProfileEditResult<WorkspaceEdit> | undefined,
): Promise<PlaceParams> {
  if (change === undefined || newVersion === undefined) return place;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(change.uri));
  // A version that was added to a file is the last one in it.
  const { line, character } = document.lineAt(document.lineCount - 1).range.end;
  return { uri: change.uri, position: { line, character } };
}

/** A profile whose versions cannot be counted is changed in its place. */
async function versionsAt(session: Session, place: PlaceParams): Promise<ProfileVersionsResult | undefined> {
  try {
    return await session.request<PlaceParams, ProfileVersionsResult>(profileVersionsRequest, place);
  } catch {
    return undefined;
  }
}

/** "3 clusters use 1.4.2". */
function usage({ clusters, version }: ProfileVersionsResult): string {
  return clusters === 1 ? `1 cluster uses ${version}` : `${clusters} clusters use ${version}`;
}

const outdated = "The profile has changed in the meantime: nothing was done. Try again.";

async function pickVersion(
  session: Session,
  place: PlaceParams,
  versions: ProfileVersionsResult,
  title: string,
): Promise<string | undefined> {
  const { version, bumps } = versions;
  const picks = bumps.map(({ bump, version: to }) => ({
    label: `${version} to ${to}`,
    description: bump,
    version: to,
  }));
  const other = { label: "Another version...", version: undefined };
  const options = { title, placeHolder: usage(versions), matchOnDescription: true };
  const picked = await vscode.window.showQuickPick([...picks, other], options);
  if (picked === undefined) return undefined;
  return picked.version ?? typeVersion(session, place, versions, title);
}

function typeVersion(
  session: Session,
  place: PlaceParams,
  { version: current, bumps }: ProfileVersionsResult,
  title: string,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: `Instead of ${current}: three numbers, such as 1.2.0, and what else semver knows`,
    value: bumps[0]?.version ?? current,
    validateInput: (version) =>
      session.request<ProfileVersionParams, string | null>(checkProfileVersionRequest, { ...place, version }),
  });
}
