/** Update Packs: the packs of a profile that the user chooses from a list, or the one whose hint was clicked. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type PlaceParams,
  type ProfileEditResult,
  type ReviewUpdateParams,
  reviewUpdateCommand,
  type UpdatablePackData,
  type UpdateChoicesParams,
  type UpdateChoicesResult,
  type UpdateChosenParams,
  type UpdateChosenResult,
  type UpdatePackParams,
  type UpdatePackToParams,
  updateChoicesRequest,
  updateChosenRequest,
  updatePackRequest,
  updatePacksCommand,
  updatePackToCommand,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { applyAtHome, chooseHome, placeAfter } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import { inTurns, keyOf, type Waiting } from "../reviews/in-turns.ts";
import type { ReviewDocuments } from "../reviews/review-documents.ts";
import type { Session } from "../session.ts";
import { UpdateList } from "../update-list.ts";

export function registerUpdatePacks(session: Session, reviews: ReviewDocuments): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(updatePacksCommand, (place?: PlaceParams) =>
      withRefusals(() => updatePacks(session, reviews, place)),
    ),
    vscode.commands.registerCommand(updatePackToCommand, (params: UpdatePackToParams) =>
      withRefusals(() => updatePackTo(session, reviews, params)),
    ),
  ];
}

const title = "Update Packs";

async function updatePacks(
  session: Session,
  reviews: ReviewDocuments,
  given: PlaceParams | undefined,
): Promise<void> {
  const at = given ?? placeOfCursor();
  if (at === undefined) throw new Error("Open a cluster profile first.");
  const choices = await ask(session, at);
  if (choices.none !== undefined) {
    await vscode.window.showInformationMessage(choices.none);
    return;
  }
  const picked = await new UpdateList(session, choices).pick();
  if (picked === undefined || picked.length === 0) return;
  await update(session, reviews, choices, picked);
}

/** Nobody is asked about what is clean. */
async function updatePackTo(
  session: Session,
  reviews: ReviewDocuments,
  { version, ...place }: UpdatePackToParams,
): Promise<void> {
  const ticked = [place.position];
  const find = ({ packs }: UpdateChoicesResult) => packs.find((pack) => keyOf(pack) === keyOf(place));
  let choices = await ask(session, { ...place, ticked });
  let pack = find(choices);
  if (pack !== undefined && pack.version !== version) {
    choices = await ask(session, { ...place, ticked, chosen: [{ ...pack, version }] });
    pack = find(choices);
  }
  if (pack === undefined) throw new Error("The profile has changed in the meantime: nothing was updated.");
  if (pack.outcome !== "conflict") {
    await update(session, reviews, choices, [pack]);
    return;
  }
  const choose = "Update Packs...";
  const answer = await vscode.window.showWarningMessage(leftInWords(pack), choose);
  if (answer === choose) await updatePacks(session, reviews, choices.place);
}

async function ask(session: Session, params: UpdateChoicesParams): Promise<UpdateChoicesResult> {
  const choices = await session.request<UpdateChoicesParams, UpdateChoicesResult | null>(
    updateChoicesRequest,
    params,
  );
  if (choices === null)
    throw new Error("There is no cluster profile at the cursor: open one, and place the cursor in it.");
  return choices;
}

/** Those that are clean in one step; the others are what the user is asked about afterwards. */
async function update(
  session: Session,
  reviews: ReviewDocuments,
  { place, packs: listed }: UpdateChoicesResult,
  packs: readonly UpdatablePackData[],
): Promise<void> {
  const home = packs.some(({ outcome }) => outcome === "clean")
    ? await chooseHome(session, place, title)
    : { newVersion: undefined, versions: undefined };
  if (home === undefined) return;
  const params: UpdateChosenParams = { ...place, packs, newVersion: home.newVersion };
  const { change, left } = await session.request<UpdateChosenParams, UpdateChosenResult<WorkspaceEdit>>(
    updateChosenRequest,
    params,
  );
  if (change !== undefined && !(await applyAtHome(session, place, home, change)))
    throw new Error("The profile has changed in the meantime: nothing was updated. Try again.");
  if (left.length === 0) return;
  const isLeft = new Set(left.map(keyOf));
  const updated = packs.filter((pack) => !isLeft.has(keyOf(pack)));
  await goOn(session, reviews, await placeAfter(place, home, change), { listed, updated, packs: left });
}

/** With packs that were left: each is asked about in its turn, where the profile is by then. */
async function goOn(
  session: Session,
  reviews: ReviewDocuments,
  at: PlaceParams,
  { packs, ...waiting }: Waiting,
): Promise<void> {
  const those = (outcome: UpdatablePackData["outcome"]) => packs.filter((pack) => pack.outcome === outcome);
  const blocked = those("conflict");
  // Nobody has to answer.
  if (blocked.length > 0) void vscode.window.showWarningMessage(blocked.map(leftInWords).join(". "));
  await inTurns(
    at,
    { ...waiting, packs: [...those("unknown"), ...those("review")] },
    {
      list: (place) => ask(session, place),
      take: (place, pack) =>
        pack.outcome === "unknown" ? offerVersionAlone(session, place, pack) : reviewed(reviews, place, pack),
    },
  );
}

/** Where the profile is then; undefined where the user turns away. */
async function offerVersionAlone(
  session: Session,
  { uri }: PlaceParams,
  { position, name, current, version, note }: UpdatablePackData,
): Promise<PlaceParams | undefined> {
  const alone = "Update the Version Alone";
  const question = `${name} ${version}: ${note}. The values would stay as they are.`;
  if ((await vscode.window.showWarningMessage(question, alone)) !== alone) return undefined;
  const home = await chooseHome(session, { uri, position }, title);
  if (home === undefined) return undefined;
  const params: UpdatePackParams = { uri, position, name, current, version, newVersion: home.newVersion };
  const result = await session.request<UpdatePackParams, ProfileEditResult<WorkspaceEdit> | null>(
    updatePackRequest,
    params,
  );
  if (result === null || !(await applyAtHome(session, { uri, position }, home, result)))
    throw new Error("The profile has changed in the meantime: nothing was updated. Try again.");
  return placeAfter({ uri, position }, home, result);
}

/** Where the profile is once the review is accepted; undefined once it is discarded or closed. */
async function reviewed(
  reviews: ReviewDocuments,
  place: PlaceParams,
  pack: UpdatablePackData,
): Promise<PlaceParams | undefined> {
  const uri = await review(place, pack);
  if (uri === undefined) return undefined;
  let home: PlaceParams | undefined;
  const listener = reviews.onDidAccept((accepted) => {
    if (accepted.review.toString() === uri.toString()) home = accepted.place;
  });
  try {
    await closed(uri);
  } finally {
    listener.dispose();
  }
  return home;
}

/** The review's right side; undefined where there is nothing to review, which the user has been told. */
export async function review(
  { uri }: Pick<PlaceParams, "uri">,
  { position, version }: Pick<UpdatablePackData, "position" | "version">,
): Promise<vscode.Uri | undefined> {
  const params: ReviewUpdateParams = { uri, position, version };
  return vscode.commands.executeCommand<vscode.Uri | undefined>(reviewUpdateCommand, params);
}

function closed(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ closed: gone }) => {
      const isGone = gone.some(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString(),
      );
      if (!isGone) return;
      listener.dispose();
      resolve();
    });
  });
}

function leftInWords({ name, current, version, note }: UpdatablePackData): string {
  return `${name} stays at ${current}, because ${version} is ${note}`;
}
