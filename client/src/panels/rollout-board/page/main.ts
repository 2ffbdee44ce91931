/** The page of the rollout board: asks for the board, draws it, and says what the user wants to be done with a part of it. */

import "./page.css";
import "./grid.css";
import "./contrast.css";
import type {
  BoardGrouping,
  ProfileData,
  RolloutBoardData,
  RolloutBoardParams,
} from "../../../../../server/src/lsp/protocol.ts";
import type { HostMessage, PageMessage, PageState } from "../messages.ts";
import { readParams } from "../page-messages.ts";
import { emptyState } from "../words.ts";
import { element } from "./elements.ts";
import { type CellAt, GridFocus } from "./keyboard.ts";
import { type Selection, SelectionBar, selectionAt } from "./selection.ts";
import { BoardTable, behindColumn, headLine, nameColumn } from "./table.ts";
import { Toolbar } from "./toolbar.ts";

interface EditorApi {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** How many rows come at a time. */
const rowsInTurn = 100;

class BoardPage {
  readonly #editor = acquireVsCodeApi();
  readonly #scroll = element("div", { class: "scroll" });
  readonly #table = new BoardTable(this.#scroll);
  readonly #toolbar: Toolbar;
  readonly #bar: SelectionBar;
  readonly #focus: GridFocus;
  readonly #empty = element("section", { class: "empty" });
  readonly #trouble = element("div", { class: "trouble", attributes: { role: "alert" } });
  #params: RolloutBoardParams;
  #board: RolloutBoardData | undefined;
  #selection: Selection | undefined;
  /** Of the last question; what answers an earlier one is out of date. */
  #asked = 0;
  /** Where the page was before it was hidden; used up by the first board. */
  #before: PageState | undefined;

  constructor() {
    this.#before = this.#editor.getState();
    this.#params = readParams(this.#before?.params) ?? {};
    this.#toolbar = new Toolbar({
      profile: (profile) => this.#choose(profile),
      grouping: (groupBy) => this.#ask({ ...this.#params, groupBy, rows: rowsInTurn, opened: {} }),
      unused: (unused) => this.#ask({ ...this.#params, unused }),
    });
    this.#bar = new SelectionBar({
      show: () => this.#show(),
      move: () => this.#move(),
      open: () => this.#open(),
    });
    this.#focus = new GridFocus(this.#table, {
      activate: (at) => this.#activate(at),
      fold: (at, open) => this.#fold(at, open),
      focused: (at) => this.#select(at),
    });
    this.#scroll.append(this.#table.element, this.#empty);
    this.#scroll.addEventListener("scroll", () => this.#remember(), { passive: true });
    this.#trouble.hidden = true;
    this.#empty.hidden = true;
    document.body.append(
      this.#toolbar.element,
      this.#toolbar.legend,
      this.#trouble,
      element("main", {}, this.#scroll),
      this.#bar.element,
    );
    document.body.setAttribute("aria-busy", "true");
    window.addEventListener("message", ({ data, origin }: MessageEvent<HostMessage>) => {
      // The editor speaks from the frame around the page; other frames of the window can send messages, too.
      if (origin === window.origin) this.#receive(data);
    });
    this.#editor.postMessage({ kind: "ready" });
  }

  #receive(message: HostMessage): void {
    switch (message.kind) {
      case "start":
        if (message.profile === undefined) this.#ask(this.#params);
        else this.#choose(message.profile);
        return;
      case "changed":
        this.#ask(this.#params);
        return;
      case "board":
        if (message.number === this.#asked) this.#draw(message.board);
        return;
      case "act":
        if (message.act === "show") this.#show();
        else this.#move();
        return;
      case "trouble":
        if (message.number !== this.#asked) return;
        this.#showTrouble(message.message);
    }
  }

  #showTrouble(message: string): void {
    const again = element("button", { text: "Try Again", attributes: { type: "button" } });
    again.addEventListener("click", () => this.#ask(this.#params));
    const words = element("span", { text: `The board could not be read: ${message}` });
    this.#trouble.replaceChildren(words, again);
    this.#trouble.hidden = false;
    document.body.setAttribute("aria-busy", "false");
  }

  #choose(profile: ProfileData | "all"): void {
    const { unused } = this.#params;
    const kept: BoardGrouping | undefined = profile === "all" ? undefined : this.#params.groupBy;
    this.#ask({ profile, groupBy: kept, unused, rows: rowsInTurn, opened: {} });
  }

  #ask(params: RolloutBoardParams): void {
    this.#params = { rows: rowsInTurn, ...params };
    this.#asked += 1;
    this.#remember();
    document.body.setAttribute("aria-busy", "true");
    this.#editor.postMessage({ kind: "ask", number: this.#asked, params: this.#params });
  }

  #draw(board: RolloutBoardData): void {
    const hadFocus = this.#table.element.contains(document.activeElement);
    this.#board = board;
    this.#params = {
      ...this.#params,
      profile: board.profile ?? (board.profiles.length > 0 ? "all" : undefined),
    };
    this.#trouble.hidden = true;
    this.#toolbar.draw(board, this.#params.unused === true);
    const empty = emptyState(board);
    this.#table.element.hidden = empty !== undefined;
    this.#toolbar.legend.hidden = empty !== undefined;
    this.#bar.element.hidden = empty !== undefined;
    this.#empty.hidden = empty === undefined;
    if (empty !== undefined) {
      this.#empty.replaceChildren(element("h2", { text: empty.title }), element("p", { text: empty.advice }));
    } else {
      this.#table.draw(board, new Set(Object.keys(this.#params.opened ?? {})));
      this.#focus.restore(this.#before?.focus, hadFocus);
      const scroll = this.#before?.scroll;
      if (scroll !== undefined) this.#scroll.scrollTo(scroll);
    }
    this.#before = undefined;
    this.#remember();
    document.body.setAttribute("aria-busy", "false");
  }

  #select(at: CellAt): void {
    this.#selection = this.#board === undefined ? undefined : selectionAt(this.#board, this.#table, at);
    this.#bar.draw(this.#selection);
    // Which items the menu of the cell has; see `webview/context` in package.json.
    this.#table.element.dataset.vscodeContext = JSON.stringify({
      preventDefaultContextMenuItems: true,
      clusterProfilesBoardShow: this.#selection?.show !== undefined,
      clusterProfilesBoardMove: this.#selection?.move !== undefined,
    });
    this.#remember();
  }

  #activate(at: CellAt): void {
    const line = this.#table.line(at.row);
    if (line?.kind === "more") {
      this.#showMore(line.group?.key, line.shown);
      return;
    }
    if (at.row === headLine) {
      this.#show();
      return;
    }
    if (at.column === behindColumn) this.#move();
    else if (at.column !== nameColumn) this.#show();
    else if (this.#selection?.open !== undefined) this.#open();
    else if (line?.isOpen === undefined) this.#show();
    else this.#fold(at, !line.isOpen);
  }

  #showMore(group: string | undefined, shown: number): void {
    const most = shown + rowsInTurn;
    if (group === undefined) this.#ask({ ...this.#params, rows: most });
    else this.#ask({ ...this.#params, opened: { ...this.#params.opened, [group]: most } });
  }

  #fold(at: CellAt, open: boolean): boolean {
    const line = this.#table.line(at.row);
    if (line?.kind !== "row") return false;
    if (line.parent !== undefined && !open) {
      this.#focus.focus({ row: `row ${line.parent.key}`, column: nameColumn });
      return true;
    }
    if (line.isOpen === undefined || line.isOpen === open) return false;
    const { [line.row.key]: _, ...others } = this.#params.opened ?? {};
    this.#ask({ ...this.#params, opened: open ? { ...others, [line.row.key]: rowsInTurn } : others });
    return true;
  }

  #show(): void {
    const show = this.#selection?.show;
    if (show !== undefined) this.#editor.postMessage({ kind: "show", ...show });
  }

  #move(): void {
    const move = this.#selection?.move;
    if (move === undefined) return;
    const { part, profile, to } = move;
    this.#editor.postMessage({ kind: "move", part, profile, to });
  }

  #open(): void {
    const profile = this.#selection?.open;
    if (profile !== undefined) this.#choose(profile);
  }

  #remember(): void {
    // The first board has not come yet: what was before is still to be shown.
    if (this.#before !== undefined && this.#board === undefined) return;
    const { scrollLeft, scrollTop } = this.#scroll;
    this.#editor.setState({
      params: this.#params,
      focus: this.#focus.at,
      scroll: { left: scrollLeft, top: scrollTop },
    });
  }
}

new BoardPage();
