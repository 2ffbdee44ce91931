/** The bar below the grid: what is at the focus, in words, and what can be done with it. */

import type {
  BoardCellData,
  BoardPartData,
  ProfileData,
  RolloutBoardData,
} from "../../../../../server/src/lsp/protocol.ts";
import {
  cellPhrase,
  clusters,
  columnPhrase,
  filterWords,
  moveWords,
  rowTitle,
  stuckWords,
} from "../words.ts";
import { element } from "./elements.ts";
import type { CellAt } from "./keyboard.ts";
import type { RowLine } from "./lines.ts";
import { type BoardTable, behindColumn, headLine, nameColumn } from "./table.ts";

/** What can be done with a cell; the parts that are undefined cannot. */
export interface Selection {
  readonly words: string;
  readonly show: { readonly part: BoardPartData; readonly words: string } | undefined;
  readonly move: Move | undefined;
  /** The profile whose own board the row leads to. */
  readonly open: ProfileData | undefined;
}

export interface Move {
  readonly part: BoardPartData;
  readonly profile: ProfileData;
  readonly to: string;
  readonly label: string;
}

export function selectionAt(board: RolloutBoardData, table: BoardTable, at: CellAt): Selection | undefined {
  if (at.row === headLine) return headSelection(board, table, at);
  const line = table.line(at.row);
  if (line?.kind !== "row") return undefined;
  if (at.column === nameColumn || at.column === behindColumn) return rowSelection(board, line);
  const column = table.column(at.column);
  if (column === undefined) return undefined;
  const cell = line.row.cells.find((one) => board.columns[one.column]?.key === at.column);
  const words = cellPhrase(board, line, column, cell);
  if (cell === undefined) return { words, show: undefined, move: undefined, open: undefined };
  const part: BoardPartData = { ...partOf(board, line), column: at.column };
  const isThere = column.version !== "" && column.version === line.row.newest;
  const isNewest = isThere || (column.kind === "lag" && column.lag === 0);
  const stuck = isNewest ? undefined : cell.stuck;
  return {
    words: sentences(words, stuckWords(cell.clusters, stuck)),
    show: { part, words: filterWords(board, line, column) },
    move: isNewest ? undefined : moveOf(board, line, part, cell),
    open: undefined,
  };
}

function headSelection(board: RolloutBoardData, table: BoardTable, at: CellAt): Selection | undefined {
  const column = table.column(at.column);
  if (column === undefined) return undefined;
  const number = board.total.cells.find((one) => board.columns[one.column]?.key === at.column)?.clusters ?? 0;
  const part = { profile: board.profile, groupBy: board.groupBy, column: at.column };
  return {
    words: `${clusters(number)} ${columnPhrase(board, column)}`,
    show: number === 0 ? undefined : { part, words: filterWords(board, undefined, column) },
    move: undefined,
    open: undefined,
  };
}

function rowSelection(board: RolloutBoardData, line: RowLine): Selection {
  const { row } = line;
  const part = partOf(board, line);
  return {
    words: sentences(rowTitle(board, line), stuckWords(row.behind, row.stuck)),
    show: { part, words: filterWords(board, line, undefined) },
    move:
      row.behind === 0 ? undefined : moveOf(board, line, part, { clusters: row.behind, stuck: row.stuck }),
    open: row.profile,
  };
}

function moveOf(
  board: RolloutBoardData,
  { row }: RowLine,
  part: BoardPartData,
  { clusters: number, stuck }: Pick<BoardCellData, "clusters" | "stuck">,
): Move | undefined {
  const profile = board.profile ?? row.profile;
  const { newest } = row;
  if (profile === undefined || newest === undefined) return undefined;
  const label = moveWords(number, stuck, newest);
  if (label === undefined) return undefined;
  return { part, profile, to: newest, label: row.isCluster ? `Move This to ${newest}...` : label };
}

function sentences(...words: readonly (string | undefined)[]): string {
  return words.filter((one) => one !== undefined).join(". ");
}

function partOf({ profile, groupBy }: RolloutBoardData, { row, parent }: RowLine): BoardPartData {
  const scope = { profile, groupBy };
  if (row.key === "") return scope;
  if (parent !== undefined) return { ...scope, group: parent.key, cluster: row.key };
  return { ...scope, group: row.key };
}

export interface SelectionActions {
  show(): void;
  move(): void;
  open(): void;
}

/** The bar itself. Its buttons stay, so that they keep the focus. */
export class SelectionBar {
  readonly element: HTMLElement;
  readonly #words = element("p", { class: "words" });
  readonly #show = button("Show in Clusters View");
  readonly #move = button("");
  readonly #open = button("");

  constructor(actions: SelectionActions) {
    this.#show.addEventListener("click", () => actions.show());
    this.#move.addEventListener("click", () => actions.move());
    this.#open.addEventListener("click", () => actions.open());
    this.element = element(
      "footer",
      { class: "selection", attributes: { role: "region", "aria-label": "Selected cell" } },
      this.#words,
      element("span", { class: "actions" }, this.#open, this.#show, this.#move),
    );
    this.draw(undefined);
  }

  draw(selection: Selection | undefined): void {
    this.#words.textContent = selection?.words ?? "Choose a cell to see who is in it and to move them.";
    this.#show.hidden = selection?.show === undefined;
    this.#move.hidden = selection?.move === undefined;
    this.#open.hidden = selection?.open === undefined;
    this.#move.textContent = selection?.move?.label ?? "";
    this.#open.textContent = selection?.open === undefined ? "" : `Board of ${selection.open.name}`;
  }
}

function button(text: string): HTMLButtonElement {
  return element("button", { text, attributes: { type: "button" } });
}
