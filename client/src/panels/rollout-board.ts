/**
 * Show Rollout Board: the page that counts clusters by profile version, in the editor area. The server counts, the page draws; this asks the
 * one for the other, and opens the views and flows that the page names.
 */

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import {
  type MoveSubjectData,
  moveSubjectRequest,
  type PlaceParams,
  type ProfileData,
  type RolloutBoardData,
  type RolloutBoardParams,
  rolloutBoardRequest,
  showRolloutBoardCommand,
} from "../../../server/src/lsp/protocol.ts";
import { moveClusters } from "../cluster-move.ts";
import { placeOfCursor } from "../place-of-cursor.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import type { HostMessage, PageMessage } from "./rollout-board/messages.ts";
import { pageHtml } from "./rollout-board/page-html.ts";
import { readPageMessage } from "./rollout-board/page-messages.ts";

const viewType = "clusterProfiles.rolloutBoard";

export function registerRolloutBoard(
  context: vscode.ExtensionContext,
  session: Session,
): vscode.Disposable[] {
  let board: BoardPanel | undefined;
  const adopt = (panel: vscode.WebviewPanel, profile: ProfileData | undefined) => {
    const adopted = new BoardPanel(panel, context.extensionUri, session, profile);
    board = adopted;
    panel.onDidDispose(() => {
      if (board === adopted) board = undefined;
    });
  };
  return [
    vscode.commands.registerCommand(showRolloutBoardCommand, (given?: PlaceParams) =>
      withRefusals(async () => {
        const profile = await profileAt(session, isPlace(given) ? given : placeOfCursor());
        if (board !== undefined) {
          board.show(profile);
          return;
        }
        const { ViewColumn } = vscode;
        adopt(vscode.window.createWebviewPanel(viewType, "Rollout Board", ViewColumn.Active), profile);
      }),
    ),
    vscode.commands.registerCommand("clusterProfiles.board.show", () => board?.act("show")),
    vscode.commands.registerCommand("clusterProfiles.board.move", () => board?.act("move")),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      // The page keeps what it showed.
      deserializeWebviewPanel: async (panel) => adopt(panel, undefined),
    }),
  ];
}

class BoardPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: Session;
  /** Asked for before the page could hear of it. */
  #wanted: ProfileData | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    session: Session,
    profile: ProfileData | undefined,
  ) {
    this.#panel = panel;
    this.#session = session;
    this.#wanted = profile;
    const files = vscode.Uri.joinPath(extension, "dist");
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [files],
    };
    const subscriptions = [
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = readPageMessage(data);
        return message === undefined ? undefined : this.#receive(message);
      }),
      session.onTreesChanged(() => this.#tell({ kind: "changed" })),
    ];
    panel.onDidDispose(() => {
      for (const subscription of subscriptions) subscription.dispose();
    });
    panel.webview.html = pageOf(panel.webview, files);
  }

  show(profile: ProfileData | undefined): void {
    this.#panel.reveal();
    if (profile === undefined) return;
    // A page that is hidden has ended, and says when it is there again.
    this.#wanted = profile;
    this.#tell({ kind: "start", profile });
  }

  act(act: "show" | "move"): void {
    this.#tell({ kind: "act", act });
  }

  #tell(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#tell({ kind: "start", profile: this.#wanted });
        return;
      case "ask":
        this.#wanted = undefined;
        await this.#answer(message.number, message.params);
        return;
      case "show":
        await vscode.commands.executeCommand(
          "clusterProfiles.clusters.filterByPart",
          message.part,
          message.words,
        );
        return;
      case "move": {
        const { part, profile, to } = message;
        await withRefusals(() => moveClusters(this.#session, profile, to, undefined, "ask", part));
      }
    }
  }

  async #answer(number: number, params: RolloutBoardParams): Promise<void> {
    try {
      const board = await this.#session.request<RolloutBoardParams, RolloutBoardData>(
        rolloutBoardRequest,
        params,
      );
      this.#tell({ kind: "board", number, board });
    } catch (error) {
      this.#tell({
        kind: "trouble",
        number,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

/** Whatever else calls a command of a menu gives it other things. */
function isPlace(given: unknown): given is PlaceParams {
  return typeof given === "object" && given !== null && "uri" in given && "position" in given;
}

/** What the board is of: undefined to leave it to the board. */
async function profileAt(session: Session, place: PlaceParams | undefined): Promise<ProfileData | undefined> {
  if (place === undefined) return undefined;
  const subject = await session.request<PlaceParams, MoveSubjectData | null>(moveSubjectRequest, place);
  return subject === null ? undefined : { name: subject.name, context: subject.context };
}

function pageOf(webview: vscode.Webview, files: vscode.Uri): string {
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
  const nonce = randomBytes(18).toString("base64");
  return pageHtml({ nonce, style: uri("rollout-board.css"), script: uri("rollout-board.js") });
}
