/** Review Update: what an update would make of a pack's values beside what the profile has, until it is accepted or discarded. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type AcceptReviewParams,
  type AcceptReviewResult,
  acceptReviewRequest,
  type DecideReviewParams,
  decideReviewCommand,
  decideReviewRequest,
  type ReviewStartResult,
  type ReviewUpdateParams,
  reviewScheme,
  reviewUpdateCommand,
  startReviewRequest,
} from "../../../server/src/lsp/protocol.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { applyAtHome, chooseHome, placeAfter } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import {
  beforeUri,
  type KeptReview,
  openDocument,
  type ReviewDocuments,
} from "../reviews/review-documents.ts";
import type { Session } from "../session.ts";

type Accepted = AcceptReviewResult<WorkspaceEdit>;

/** Who saves a review may take it for accepted. */
const keptWords = "$(info) The review is kept: the profile changes when you accept the update";
const keptMilliseconds = 8000;

/** Reviews that are saved for no other reason than to be closed. */
const closing = new Set<string>();

export function registerReviewUpdate(session: Session, reviews: ReviewDocuments): vscode.Disposable[] {
  const onReview = (command: string, act: (uri: vscode.Uri) => Promise<void>) =>
    vscode.commands.registerCommand(command, (given?: vscode.Uri) =>
      withRefusals(async () => {
        const uri = given instanceof vscode.Uri ? given : activeReview();
        if (uri === undefined) throw new Error("Open the review of an update first");
        await act(uri);
      }),
    );
  return [
    vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      const isAsked = reason === vscode.TextDocumentSaveReason.Manual && !closing.has(uri.toString());
      if (uri.scheme === reviewScheme && isAsked)
        vscode.window.setStatusBarMessage(keptWords, keptMilliseconds);
    }),
    vscode.commands.registerCommand(reviewUpdateCommand, (given?: ReviewUpdateParams) =>
      withRefusals(() => start(session, reviews, given)),
    ),
    vscode.commands.registerCommand(decideReviewCommand, (params: DecideReviewParams) =>
      withRefusals(() => session.request<DecideReviewParams, void>(decideReviewRequest, params)),
    ),
    onReview("clusterProfiles.review.accept", (uri) => accept(session, reviews, uri)),
    onReview("clusterProfiles.review.discard", (uri) => discard(reviews, uri)),
    onReview("clusterProfiles.review.next", (uri) => goToNext(reviews, uri)),
    onReview("clusterProfiles.review.startAnew", (uri) => reviews.restart(uri)),
  ];
}

/** The review that is in the active editor, on whichever side the cursor is. */
export function activeReview(): vscode.Uri | undefined {
  return reviewOf(vscode.window.tabGroups.activeTabGroup.activeTab);
}

async function start(
  session: Session,
  reviews: ReviewDocuments,
  given: ReviewUpdateParams | undefined,
): Promise<vscode.Uri> {
  const at = given ?? placeOfCursor();
  if (at === undefined) throw new Error("Open a cluster profile and place the cursor in a pack first");
  const { uri, title, before } = await session.request<ReviewUpdateParams, ReviewStartResult>(
    startReviewRequest,
    at,
  );
  const review = vscode.Uri.parse(uri);
  const kept = reviews.kept(review);
  // One that was left earlier goes on, with what the profile has by now.
  if (kept !== undefined && kept.before !== before) await reviews.restart(review);
  await show(reviews, review, title);
  return review;
}

async function show(reviews: ReviewDocuments, uri: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand("vscode.diff", beforeUri(uri), uri, title, { preview: false });
  if (reviews.state(uri) !== undefined) return goToNext(reviews, uri);
  // What there is to decide is told in a moment.
  const waiting = reviews.onDidChangeState((changed) => {
    if (changed.toString() !== uri.toString()) return;
    waiting.dispose();
    if (activeReview()?.toString() === uri.toString()) void goToNext(reviews, uri);
  });
}

/** The place below the cursor that is to be decided, or the first one. */
async function goToNext(reviews: ReviewDocuments, uri: vscode.Uri): Promise<void> {
  const open = reviews.state(uri)?.open ?? [];
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const from = editor?.selection.active;
  const below = open.find(({ line }) => from !== undefined && line > from.line);
  const place = below ?? open[0];
  if (editor === undefined || place === undefined) return;
  const at = new vscode.Position(place.line, place.character);
  // The right side of a comparison is its primary one. What there is to decide is shown below the line.
  await vscode.commands.executeCommand("workbench.action.compareEditor.focusPrimarySide");
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand("editor.action.marker.next");
}

async function accept(session: Session, reviews: ReviewDocuments, uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const ask = async (newVersion: string | undefined): Promise<Accepted> => {
    const params: AcceptReviewParams = { uri: uri.toString(), text: document.getText(), newVersion };
    return session.request<AcceptReviewParams, Accepted>(acceptReviewRequest, params);
  };
  const seen = await ask(undefined);
  // Nobody has to answer, here and below.
  if (seen.kind === "stale") return void tellStale(reviews, uri, seen.reason);
  if (seen.open > 0 && !(await goesOn(reviews, uri, seen.open))) return;
  const { place } = seen;
  // An open document has a version, by which a change in between is noticed.
  const profile = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  const home = await chooseHome(session, place, "Accept Update");
  if (home === undefined) return;
  const answer = await ask(home.newVersion);
  if (answer.kind === "stale") return void tellStale(reviews, uri, answer.reason);
  if (!(await applyAtHome(session, place, home, answer)))
    throw new Error("The profile has changed in the meantime: nothing was written. Accept again");
  reviews.accept({ review: uri, place: await placeAfter(place, home, answer) });
  await close(reviews, uri);
  if (home.newVersion !== undefined) return;
  const at = new vscode.Position(place.position.line, place.position.character);
  await vscode.window.showTextDocument(profile, { selection: new vscode.Range(at, at), preview: false });
}

/** Whether the proposal is to stand for what nobody has decided. */
async function goesOn(reviews: ReviewDocuments, uri: vscode.Uri, open: number): Promise<boolean> {
  const title =
    open === 1
      ? "1 value is not decided; the proposal stands for it"
      : `${open} values are not decided; the proposal stands for them`;
  const next = { label: "Go to the Next", detail: "The update is not accepted yet" };
  const anyway = { label: "Accept Anyway", detail: "As it stands on the right side" };
  const picked = await vscode.window.showQuickPick([next, anyway], { title });
  if (picked === next) await goToNext(reviews, uri);
  return picked === anyway;
}

async function tellStale(reviews: ReviewDocuments, uri: vscode.Uri, reason: string): Promise<void> {
  const anew = "Start Anew";
  const answer = await vscode.window.showWarningMessage(
    `${reason}: nothing was written. Start the review anew? What you decided is kept where it fits.`,
    anew,
  );
  if (answer === anew) await withRefusals(() => reviews.restart(uri));
}

async function discard(reviews: ReviewDocuments, uri: vscode.Uri): Promise<void> {
  const text = openDocument(uri)?.getText();
  const title = tabOf(uri)?.label ?? "Review";
  const kept = reviews.kept(uri);
  await close(reviews, uri);
  if (kept !== undefined) void offerAgain(reviews, uri, title, { ...kept, text: text ?? kept.text });
}

async function offerAgain(
  reviews: ReviewDocuments,
  uri: vscode.Uri,
  title: string,
  kept: KeptReview,
): Promise<void> {
  const again = "Open Again";
  const answer = await vscode.window.showInformationMessage(
    "The update was discarded; nothing was written.",
    again,
  );
  if (answer !== again) return;
  await reviews.restore(uri, kept);
  await show(reviews, uri, title);
}

/** Without a question: what was typed is saved, which is not into the profile, and forgotten. */
async function close(reviews: ReviewDocuments, uri: vscode.Uri): Promise<void> {
  closing.add(uri.toString());
  await openDocument(uri)?.save();
  const tab = tabOf(uri);
  if (tab !== undefined) await vscode.window.tabGroups.close(tab);
  await reviews.forget(uri);
  closing.delete(uri.toString());
}

function tabOf(uri: vscode.Uri): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find((tab) => reviewOf(tab)?.toString() === uri.toString());
}

function reviewOf(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  const uri =
    input instanceof vscode.TabInputTextDiff
      ? input.modified
      : input instanceof vscode.TabInputText
        ? input.uri
        : undefined;
  return uri?.scheme === reviewScheme ? uri : undefined;
}
