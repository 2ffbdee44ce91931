/** Compare Profile Versions: the profile at the cursor and another version of it, side by side, and in words. */

import * as vscode from "vscode";
import {
  type ComparedDocument,
  type CompareProfilesParams,
  compareProfilesRequest,
  type PlaceParams,
  type ProfileComparisonResult,
  type VersionsToCompareResult,
  versionsToCompareRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import type { VirtualDocuments } from "../virtual-documents.ts";

/** Arguments, each of which the user is asked for when it is not given: the places of two profiles. */
export function registerCompareProfileVersions(
  session: Session,
  documents: VirtualDocuments,
): vscode.Disposable {
  const command = "clusterProfiles.compareProfileVersions";
  return vscode.commands.registerCommand(command, (place?: PlaceParams, other?: PlaceParams) =>
    withRefusals(async () => {
      const first = place ?? placeOfCursor();
      if (first === undefined) throw new Error("Open a cluster profile and place the cursor in it first");
      const second = other ?? (await chooseOther(session, first));
      if (second === undefined) return;
      const params: CompareProfilesParams = { first, second };
      const comparison = await session.request<CompareProfilesParams, ProfileComparisonResult>(
        compareProfilesRequest,
        params,
      );
      await showDiff(documents, comparison);
      await showSummary(documents, comparison);
    }),
  );
}

async function chooseOther(session: Session, place: PlaceParams): Promise<PlaceParams | undefined> {
  const { name, version, versions } = await session.request<PlaceParams, VersionsToCompareResult>(
    versionsToCompareRequest,
    place,
  );
  const picks = versions.map((other) => ({
    label: other.version,
    description: other.line ?? "",
    detail: vscode.workspace.asRelativePath(vscode.Uri.parse(other.place.uri)),
    place: other.place,
  }));
  const title = `Compare ${name} ${version} with`;
  return (await vscode.window.showQuickPick(picks, { title, matchOnDescription: true, matchOnDetail: true }))
    ?.place;
}

/** The older version on the left. */
async function showDiff(
  documents: VirtualDocuments,
  { title, before, after }: ProfileComparisonResult,
): Promise<void> {
  const [original, modified] = [before, after].map((side) => uriOf(documents, side));
  await vscode.commands.executeCommand("vscode.changes", title, [[modified, original, modified]]);
}

function uriOf(documents: VirtualDocuments, { uri, name, version, text }: ComparedDocument): vscode.Uri {
  const file = vscode.Uri.parse(uri);
  if (text === undefined) return file;
  const extension = /\.json$/i.test(file.path) ? "json" : "yaml";
  return documents.add(`${name} ${version}.${extension}`, text);
}

/** Beside the diff, and locked: another page of Markdown that is opened later does not take its place. */
async function showSummary(
  documents: VirtualDocuments,
  { before, after, markdown }: ProfileComparisonResult,
): Promise<void> {
  const to = before.name === after.name ? after.version : `${after.name} ${after.version}`;
  const uri = documents.add(`Compare ${before.name} ${before.version} to ${to}.md`, markdown);
  await vscode.commands.executeCommand("markdown.showLockedPreviewToSide", uri);
}
