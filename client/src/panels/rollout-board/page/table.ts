/** Draws a board as a grid. Rows that are as before stay the very elements that they were. */

import type { BoardColumnData, RolloutBoardData } from "../../../../../server/src/lsp/protocol.ts";
import {
  cellPhrase,
  cellText,
  clusters,
  columnPhrase,
  columnTitle,
  numbers,
  rowTitle,
  toneOf,
} from "../words.ts";
import { arrange, element } from "./elements.ts";
import { type Line, linesOf, type MoreLine, type RowLine } from "./lines.ts";

/** The first column and the last. The others are called by the keys of the board. */
export const nameColumn = "name";
export const behindColumn = "behind";

export const headLine = "head";

interface DrawnRow {
  readonly element: HTMLTableRowElement;
  /** What it was drawn from. */
  readonly source: string;
}

export class BoardTable {
  readonly element: HTMLTableElement;
  readonly #head = element("thead");
  readonly #body = element("tbody");
  readonly #rows = new Map<string, DrawnRow>();
  #board: RolloutBoardData | undefined;
  #lines = new Map<string, Line>();
  #columns: readonly string[] = [];

  constructor() {
    this.element = element("table", { attributes: { role: "treegrid" } }, this.#head, this.#body);
  }

  /** From the left. */
  get columns(): readonly string[] {
    return this.#columns;
  }

  line(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  draw(board: RolloutBoardData, opened: ReadonlySet<string>): void {
    const lines = linesOf(board, opened);
    this.#board = board;
    this.#lines = new Map(lines.map((line) => [line.id, line]));
    this.#columns = [nameColumn, ...board.columns.map(({ key }) => key), behindColumn];
    const title =
      board.profile === undefined
        ? "Clusters by how far they are behind"
        : `Clusters by version of ${board.profile.name}`;
    this.element.setAttribute("aria-label", title);
    const shared = JSON.stringify([board.profile, board.newest, board.groupBy, board.columns]);
    arrange(this.#head, [this.#row(headLine, shared, () => this.#headRow(board))]);
    arrange(
      this.#body,
      lines.map((line) =>
        this.#row(line.id, shared + sourceOf(line), () =>
          line.kind === "row" ? this.#lineRow(board, line) : this.#moreRow(line),
        ),
      ),
    );
    for (const id of this.#rows.keys()) if (id !== headLine && !this.#lines.has(id)) this.#rows.delete(id);
  }

  /** The cell, which may be gone. */
  cell(line: string, column: string): HTMLTableCellElement | undefined {
    const row = this.#rows.get(line)?.element;
    const at = this.#columns.indexOf(column);
    return row?.cells[Math.max(0, Math.min(at, row.cells.length - 1))];
  }

  column(key: string): BoardColumnData | undefined {
    return this.#board?.columns.find((column) => column.key === key);
  }

  #row(id: string, source: string, make: () => HTMLTableRowElement): HTMLTableRowElement {
    const before = this.#rows.get(id);
    if (before?.source === source) return before.element;
    const made = make();
    made.dataset.line = id;
    for (const cell of made.cells) cell.tabIndex = -1;
    this.#rows.set(id, { element: made, source });
    return made;
  }

  #headRow(board: RolloutBoardData): HTMLTableRowElement {
    const rowsTitle = { profile: "Profile", cloudType: "Cloud type", tag: "Tag", cluster: "Cluster" };
    return element(
      "tr",
      { attributes: { role: "row" } },
      head("name", rowsTitle[board.groupBy]),
      ...board.columns.map((column) => {
        const { title, note } = columnTitle(column, board.newest);
        const cell = head(`tone-${toneOf(column)}`, title, note);
        cell.setAttribute("aria-label", [title, note].filter((word) => word !== "").join(", "));
        cell.title = `Clusters ${columnPhrase(board, column)}`;
        return cell;
      }),
      head("behind", "Behind", board.newest === undefined ? "" : `to ${board.newest}`),
    );
  }

  #lineRow(board: RolloutBoardData, line: RowLine): HTMLTableRowElement {
    const { row, level, isOpen } = line;
    const kind = row.key === "" ? "total" : row.isCluster ? "cluster" : "group";
    const cells = new Map(row.cells.map((cell) => [cell.column, cell]));
    return element(
      "tr",
      {
        class: `${kind} level-${level}`,
        attributes: {
          role: "row",
          "aria-level": String(level),
          "aria-expanded": isOpen === undefined ? undefined : String(isOpen),
        },
      },
      nameCell(board, line),
      ...board.columns.map((column, at) => {
        const cell = cells.get(at);
        const phrase = cellPhrase(board, line, column, cell);
        const td = element("td", { attributes: { role: "gridcell", "aria-label": phrase } });
        if (cell === undefined) return td;
        td.title = phrase;
        td.className = "filled";
        const text = cellText(board, row, column, cell);
        td.append(element("span", { class: `chip tone-${toneOf(column)}`, text }));
        return td;
      }),
      behindCell(board, line),
    );
  }

  #moreRow({ level, shown, count }: MoreLine): HTMLTableRowElement {
    const text = `Show more (${numbers.format(shown)} of ${numbers.format(count)} are shown)`;
    const cell = element("td", {
      attributes: { role: "gridcell", colspan: String(this.#columns.length) },
    });
    cell.append(element("span", { class: "link", text }));
    return element(
      "tr",
      { class: `more level-${level}`, attributes: { role: "row", "aria-level": String(level) } },
      cell,
    );
  }
}

function head(name: string, title: string, note = ""): HTMLTableCellElement {
  const cell = element("th", { class: name, attributes: { role: "columnheader", scope: "col" } });
  cell.append(element("span", { class: "title", text: title }));
  if (note !== "") cell.append(element("span", { class: "note", text: note }));
  return cell;
}

function nameCell(board: RolloutBoardData, line: RowLine): HTMLTableCellElement {
  const { row, isOpen } = line;
  const cell = element("th", {
    attributes: { role: "rowheader", scope: "row", "aria-label": rowTitle(board, line) },
  });
  const inner = element("span", { class: "name" });
  inner.append(element("span", { class: isOpen === undefined ? "twistie none" : "twistie" }));
  const label = row.key === "" ? "All clusters" : row.label;
  inner.append(element("span", { class: row.profile === undefined ? "label" : "label link", text: label }));
  if (row.detail !== "") inner.append(element("span", { class: "detail", text: row.detail }));
  if (!row.isCluster) inner.append(element("span", { class: "count", text: numbers.format(row.clusters) }));
  cell.append(inner);
  cell.title = row.isCluster ? [row.label, row.detail].filter((word) => word !== "").join(", ") : label;
  return cell;
}

/** How many are behind, which is also the way to move them. */
function behindCell(board: RolloutBoardData, { row }: RowLine): HTMLTableCellElement {
  const { behind, newest } = row;
  const cell = element("td", { class: "behind", attributes: { role: "gridcell" } });
  if (behind === 0) {
    cell.setAttribute("aria-label", "None is behind");
    return cell;
  }
  const isMove = newest !== undefined && (board.profile ?? row.profile) !== undefined;
  const text = row.isCluster
    ? "Move..."
    : isMove
      ? `Move ${numbers.format(behind)}...`
      : numbers.format(behind);
  cell.append(
    element("span", { class: isMove ? "link" : "plain", text: isMove ? text : numbers.format(behind) }),
  );
  const label = isMove
    ? `Move ${row.isCluster ? row.label : `${clusters(behind)} that ${behind === 1 ? "is" : "are"} behind`} to ${newest}`
    : `${clusters(behind)} behind`;
  cell.setAttribute("aria-label", label);
  cell.title = label;
  return cell;
}

function sourceOf(line: Line): string {
  if (line.kind === "more") return JSON.stringify([line.shown, line.count]);
  const { row, level, isOpen, parent } = line;
  return JSON.stringify([{ ...row, children: undefined }, level, isOpen, parent?.key]);
}
