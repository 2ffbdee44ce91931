/**
 * Draws a board as a grid. Rows that are as before stay the very elements that they were; of thousands only those are drawn that are to be
 * seen, and assistive technology is told how many there are and which these are.
 */

import type { BoardColumnData, RolloutBoardData } from "../../../../../server/src/lsp/protocol.ts";
import {
  cellPhrase,
  cellText,
  clusters,
  columnPhrase,
  columnTitle,
  moveWords,
  numbers,
  rowTitle,
  stuckWords,
  toneOf,
} from "../words.ts";
import { arrange, element } from "./elements.ts";
import { type Line, linesOf, type MoreLine, type RowLine } from "./lines.ts";
import { stretches } from "./window.ts";

/** The first column and the last. The others are called by the keys of the board. */
export const nameColumn = "name";
export const behindColumn = "behind";

export const headLine = "head";

/** As in the style sheet. */
const rowHeight = 34;
const headHeight = 48;

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
  /** What the grid is scrolled in. */
  readonly #viewport: HTMLElement;
  #board: RolloutBoardData | undefined;
  #lines: readonly Line[] = [];
  /** Where in the lines each of them is. */
  #places = new Map<string, number>();
  #columns: readonly string[] = [];
  /** What all rows depend on. */
  #shared = "";
  /** Id of the line that stays drawn wherever it is. */
  #kept = "";
  #drawn = "";

  constructor(viewport: HTMLElement) {
    this.#viewport = viewport;
    this.element = element("table", { attributes: { role: "treegrid" } }, this.#head, this.#body);
    viewport.addEventListener("scroll", () => this.#drawSeen(), { passive: true });
    // A page that is hidden while it is drawn sees nothing yet.
    new ResizeObserver(() => this.#drawSeen()).observe(viewport);
  }

  /** From the left. */
  get columns(): readonly string[] {
    return this.#columns;
  }

  /** From the top, the head first. */
  get count(): number {
    return this.#lines.length + 1;
  }

  lineAt(at: number): string | undefined {
    return at === 0 ? headLine : this.#lines[at - 1]?.id;
  }

  placeOf(id: string): number {
    return id === headLine ? 0 : (this.#places.get(id) ?? -2) + 1;
  }

  line(id: string): Line | undefined {
    return this.#lines[this.#places.get(id) ?? -1];
  }

  draw(board: RolloutBoardData, opened: ReadonlySet<string>): void {
    const lines = linesOf(board, opened);
    this.#board = board;
    this.#lines = lines;
    this.#places = new Map(lines.map(({ id }, at) => [id, at]));
    this.#columns = [nameColumn, ...board.columns.map(({ key }) => key), behindColumn];
    const title =
      board.profile === undefined
        ? "Clusters by how far they are behind"
        : `Clusters by version of ${board.profile.name}`;
    this.element.setAttribute("aria-label", title);
    this.element.setAttribute("aria-rowcount", String(this.count));
    this.#shared = JSON.stringify([board.profile, board.newest, board.groupBy, board.columns]);
    const head = this.#row(headLine, this.#shared, () => this.#headRow(board));
    head.setAttribute("aria-rowindex", "1");
    arrange(this.#head, [head]);
    this.#drawn = "";
    this.#drawSeen();
  }

  /** From now on the line is drawn wherever it is. */
  keep(id: string): void {
    this.#kept = id;
    this.#drawSeen();
  }

  scrollToTop(): void {
    this.#viewport.scrollTop = 0;
  }

  /** Scrolls to the line if it is too far away to be drawn. */
  bring(id: string): void {
    const at = this.#places.get(id);
    if (at === undefined || this.#rows.has(id)) return;
    const { scrollTop, clientHeight } = this.#viewport;
    const top = at * rowHeight;
    this.#viewport.scrollTop = top < scrollTop ? top : top + rowHeight - clientHeight + headHeight;
    this.#drawSeen();
  }

  #drawSeen(): void {
    const board = this.#board;
    if (board === undefined) return;
    const { scrollTop, clientHeight } = this.#viewport;
    const seen = stretches({
      count: this.#lines.length,
      top: Math.floor(scrollTop / rowHeight),
      height: Math.ceil(clientHeight / rowHeight),
      kept: this.#places.get(this.#kept) ?? -1,
    });
    const drawn = JSON.stringify(seen);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const ids = new Set([headLine]);
    const rows = seen.flatMap((stretch) => {
      if (stretch.kind === "gap") return [this.#gap(stretch.lines)];
      return this.#lines.slice(stretch.from, stretch.to).map((line, at) => {
        ids.add(line.id);
        const row = this.#row(line.id, this.#shared + sourceOf(line), () =>
          line.kind === "row" ? this.#lineRow(board, line) : this.#moreRow(line),
        );
        row.setAttribute("aria-rowindex", String(stretch.from + at + 2));
        return row;
      });
    });
    arrange(this.#body, rows);
    for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
    this.#widen();
  }

  #gap(lines: number): HTMLTableRowElement {
    const cell = element("td", { attributes: { colspan: String(this.#columns.length) } });
    cell.style.height = `${lines * rowHeight}px`;
    return element("tr", { class: "gap", attributes: { "aria-hidden": "true" } }, cell);
  }

  /** Columns get no narrower while one scrolls past longer names and shorter ones. */
  #widen(): void {
    const cells = [...(this.#rows.get(headLine)?.element.cells ?? [])];
    const widths = cells.map((cell) => cell.getBoundingClientRect().width);
    cells.forEach((cell, at) => {
      cell.style.minWidth = `${widths[at]}px`;
    });
  }

  /** The cell, which may be gone, or too far away to be drawn. */
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
    const rowsTitle = {
      profile: "Profile",
      cloudType: "Cloud type",
      tag: "Tag",
      status: "Status",
      cluster: "Cluster",
    };
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
  const { behind, stuck, newest } = row;
  const cell = element("td", { class: "behind", attributes: { role: "gridcell" } });
  if (behind === 0) {
    cell.setAttribute("aria-label", "None is behind");
    return cell;
  }
  const isForOne = newest !== undefined && (board.profile ?? row.profile) !== undefined;
  const words = isForOne ? moveWords(behind, stuck) : undefined;
  const text = words === undefined ? numbers.format(behind) : row.isCluster ? "Move..." : words;
  cell.append(element("span", { class: words === undefined ? "plain" : "link", text }));
  const who = row.isCluster
    ? row.label
    : `${clusters(behind - (words === undefined ? 0 : (stuck?.clusters ?? 0)))} that ${behind === 1 ? "is" : "are"} behind`;
  const what = words === undefined ? `${clusters(behind)} behind` : `Move ${who} to ${newest}`;
  const label = [what, isForOne ? stuckWords(behind, stuck) : undefined].filter((one) => one !== undefined);
  cell.setAttribute("aria-label", label.join(". "));
  cell.title = label.join(". ");
  return cell;
}

function sourceOf(line: Line): string {
  if (line.kind === "more") return JSON.stringify([line.shown, line.count]);
  const { row, level, isOpen, parent } = line;
  return JSON.stringify([{ ...row, children: undefined }, level, isOpen, parent?.key]);
}
