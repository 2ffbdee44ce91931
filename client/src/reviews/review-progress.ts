/** How far a review is: in the status bar while it is the active editor, and above its first line. */

import * as vscode from "vscode";
import { type ReviewChanged, reviewScheme } from "../../../server/src/lsp/protocol.ts";
import { activeReview } from "../commands/review-update.ts";
import type { ReviewDocuments } from "./review-documents.ts";

/** Set while a review is the active editor. */
const activeKey = "clusterProfiles.review.isActive";

export class ReviewProgress implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #reviews: ReviewDocuments;
  readonly #item = vscode.window.createStatusBarItem(
    "clusterProfiles.review",
    vscode.StatusBarAlignment.Right,
  );
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(reviews: ReviewDocuments) {
    this.#reviews = reviews;
    this.#item.name = "Review of an Update";
    this.#disposables = vscode.Disposable.from(
      this.#item,
      this.#changed,
      vscode.languages.registerCodeLensProvider({ scheme: reviewScheme }, this),
      reviews.onDidChangeState(() => {
        this.#changed.fire();
        this.#show();
      }),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#show()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#show()),
    );
    // An editor that comes back with the window is there already.
    this.#show();
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const state = this.#reviews.state(uri);
    if (state === undefined) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    return buttons(state).map(
      ({ title, command }) => new vscode.CodeLens(top, { title, command, arguments: [uri] }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(): void {
    const uri = activeReview();
    // What a comparison is of is no context of its buttons.
    void vscode.commands.executeCommand("setContext", activeKey, uri !== undefined);
    const state = uri && this.#reviews.state(uri);
    if (uri === undefined || state === undefined) {
      this.#item.hide();
      return;
    }
    const [first] = buttons(state);
    const icon = state.stale !== undefined ? "warning" : state.open.length > 0 ? "checklist" : "check-all";
    this.#item.text = `$(${icon}) Update: ${first?.title ?? state.progress}`;
    this.#item.tooltip = state.stale ?? tooltips[first?.command ?? ""];
    this.#item.command = { title: "", command: first?.command ?? "", arguments: [uri] };
    this.#item.show();
  }
}

interface Button {
  readonly title: string;
  readonly command: string;
}

const next = "clusterProfiles.review.next";
const accept = "clusterProfiles.review.accept";
const startAnew = "clusterProfiles.review.startAnew";

const tooltips: Record<string, string> = {
  [next]: "Go to the next value that is to be decided",
  [accept]: "Accept the update: nothing is written before",
};

/** What is to be done first comes first. */
function buttons({ stale, open, progress }: ReviewChanged): Button[] {
  const discard = { title: "Discard Update", command: "clusterProfiles.review.discard" };
  if (stale !== undefined)
    return [{ title: "the profile has changed: Start Anew", command: startAnew }, discard];
  const isDone = open.length === 0;
  return [
    isDone ? { title: `${progress}: Accept Update`, command: accept } : { title: progress, command: next },
    ...(isDone ? [] : [{ title: "Accept Update", command: accept }]),
    discard,
  ];
}
