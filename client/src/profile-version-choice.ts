/** What the commands about versions of profiles share: the place, the list of versions, and the edits that make one. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  bumpProfileRequest,
  checkProfileVersionRequest,
  newProfileVersionRequest,
  type PlaceParams,
  type ProfileEditResult,
  type ProfileVersionParams,
  type ProfileVersionsResult,
  profileVersionsRequest,
} from "../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "./place-of-cursor.ts";
import type { Session } from "./session.ts";

/** A profile, and the version that was picked for it. */
export interface VersionChoice {
  readonly place: PlaceParams;
  readonly versions: ProfileVersionsResult;
  readonly version: string;
}

/** What the server refuses is told in its words, as is what the user has to do first. */
export async function withRefusals(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    await vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
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

/** Adds the version beside the old one and shows it; nothing is saved. */
export async function addVersion(session: Session, { place, version }: VersionChoice): Promise<void> {
  const params: ProfileVersionParams = { ...place, version };
  const made = await session.request<ProfileVersionParams, ProfileEditResult<WorkspaceEdit>>(
    newProfileVersionRequest,
    params,
  );
  const old = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  if (!(await session.applyEdit(made.edit))) throw new Error(outdated);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(made.uri));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  // A new file gets the line ends of the system, and this one is to have those of the old.
  if (document.eol !== old.eol) await editor.edit((builder) => builder.setEndOfLine(old.eol));
  if (document !== old) return;
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(end, end));
}

/** "3 clusters use 1.4.2". */
export function usage({ clusters, version }: ProfileVersionsResult): string {
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
