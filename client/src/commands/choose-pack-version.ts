/** Choose Pack Version: a list of all versions of the pack at the cursor, and the edit for the one that is picked. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  choosePackVersionCommand,
  type PackVersionItem,
  type PackVersionsResult,
  type PlaceParams,
  type ProfileEditResult,
  packVersionsRequest,
  type UpdatePackParams,
  updatePackRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { applyAtHome, chooseHome } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import { review } from "./update-packs.ts";

export function registerChoosePackVersion(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(choosePackVersionCommand, (place?: PlaceParams) =>
    withRefusals(() => choosePackVersion(session, place)),
  );
}

async function choosePackVersion(session: Session, place: PlaceParams | undefined): Promise<void> {
  const at = place ?? placeOfCursor();
  if (at === undefined) {
    await vscode.window.showInformationMessage(
      "Open a cluster profile and place the cursor in a pack first.",
    );
    return;
  }
  const answer = await session.request<PlaceParams, PackVersionsResult | null>(packVersionsRequest, at);
  if (answer === null) {
    await vscode.window.showInformationMessage(
      "No pack with known versions is at the cursor. Place the cursor in a pack; if it is in one, name the folder of the pack's registry in .cluster-profiles.yaml.",
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items(answer), {
    title: `Version of ${answer.name}`,
    placeHolder: `${answer.current} at present`,
    matchOnDescription: true,
  });
  if (picked?.version === undefined || picked.version === answer.current) return;
  const { name, current } = answer;
  const { version } = picked;
  const ask = (newVersion: string | undefined) =>
    session.request<UpdatePackParams, ProfileEditResult<WorkspaceEdit> | null>(updatePackRequest, {
      ...at,
      name,
      current,
      version,
      newVersion,
    });
  const title = `${name}: ${current} to ${version}`;
  const inPlace = await ask(undefined);
  if (inPlace?.toReview !== undefined) {
    const way = await chooseLook(title, inPlace.toReview);
    if (way === "review") await review(at, { position: at.position, version });
    if (way !== "version alone") return;
  }
  const home = await chooseHome(session, at, title);
  if (home === undefined) return;
  // What was chosen meanwhile is what the profile has by now.
  const result = await ask(home.newVersion);
  if (result === null || !(await applyAtHome(session, at, home, result)))
    throw new Error("The profile has changed in the meantime: choose the version again.");
}

/** What comes first is what a careful person does. Undefined when the user turns away. */
async function chooseLook(title: string, toReview: string): Promise<"review" | "version alone" | undefined> {
  const picks: (vscode.QuickPickItem & { readonly way: "review" | "version alone" })[] = [
    {
      label: "Review the update...",
      description: toReview,
      detail: "Nothing is written before you accept",
      way: "review",
    },
    { label: "Change the version alone", detail: "The values stay as they are", way: "version alone" },
  ];
  return (await vscode.window.showQuickPick(picks, { title }))?.way;
}

interface VersionPick extends vscode.QuickPickItem {
  readonly version?: string;
}

function items({ current, versions }: PackVersionsResult): VersionPick[] {
  const picks: VersionPick[] = [];
  let group: string | undefined;
  for (const item of versions) {
    const heading = headingOf(item);
    if (heading !== group) picks.push({ label: heading, kind: vscode.QuickPickItemKind.Separator });
    group = heading;
    picks.push({ label: item.version, description: describe(item, current), version: item.version });
  }
  return picks;
}

function headingOf({ relation, distance }: PackVersionItem): string {
  if (relation === "newer") return distance === undefined ? "newer" : `newer ${distance}`;
  return relation === "unordered" ? "cannot be compared" : relation;
}

function describe({ version, state, prerelease, otherDefaults }: PackVersionItem, current: string): string {
  const notes = [
    version === current ? "current" : undefined,
    state,
    prerelease ? "prerelease" : undefined,
    otherDefaults ? "other default values" : undefined,
  ];
  return notes.filter((note) => note !== undefined).join(", ");
}
