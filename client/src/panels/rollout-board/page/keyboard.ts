/** The focus in the grid: one cell has it, arrow keys move it, and it stays at its row and column when the grid is drawn anew. */

import type { BoardTable } from "./table.ts";
import { nameColumn } from "./table.ts";

export interface CellAt {
  readonly row: string;
  readonly column: string;
}

export interface GridActions {
  /** Enter, Space or a click. */
  activate(at: CellAt): void;
  /** Opens or closes a group; false when there is nothing to do, so that the arrow moves. */
  fold(at: CellAt, open: boolean): boolean;
  focused(at: CellAt): void;
}

const rowsOfPage = 10;

export class GridFocus {
  readonly #table: BoardTable;
  readonly #actions: GridActions;
  #at: CellAt | undefined;
  #cell: HTMLTableCellElement | undefined;

  constructor(table: BoardTable, actions: GridActions) {
    this.#table = table;
    this.#actions = actions;
    table.element.addEventListener("keydown", (event) => this.#keyDown(event));
    table.element.addEventListener("focusin", (event) => {
      const at = this.#placeOf(event.target);
      if (at !== undefined) this.#take(at);
    });
    table.element.addEventListener("click", (event) => {
      const at = this.#placeOf(event.target);
      if (at === undefined) return;
      this.focus(at);
      actions.activate(at);
    });
  }

  get at(): CellAt | undefined {
    return this.#at;
  }

  focus(at: CellAt): void {
    this.#table.bring(at.row);
    const cell = this.#table.cell(at.row, at.column);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** After the grid was drawn: the cell of the same row and column, or that of all clusters when the row is gone. */
  restore(at: CellAt | undefined, hadFocus: boolean): void {
    const wanted = at ?? this.#at ?? { row: "total", column: nameColumn };
    const isThere = this.#table.placeOf(wanted.row) >= 0;
    const place = isThere ? wanted : { row: "total", column: wanted.column };
    this.#take(place);
    if (hadFocus && document.activeElement !== this.#cell) this.#cell?.focus({ preventScroll: true });
  }

  /** The only cell that Tab leads to. */
  #take(at: CellAt): void {
    this.#table.keep(at.row);
    const cell = this.#table.cell(at.row, at.column);
    if (cell === undefined) return;
    if (this.#cell !== cell) {
      if (this.#cell !== undefined) this.#cell.tabIndex = -1;
      cell.tabIndex = 0;
      this.#cell = cell;
    }
    this.#at = at;
    this.#actions.focused(at);
  }

  #placeOf(target: EventTarget | null): CellAt | undefined {
    const cell = target instanceof Element ? target.closest("td, th") : null;
    const line = cell?.closest("tr")?.dataset.line;
    if (!(cell instanceof HTMLTableCellElement) || line === undefined) return undefined;
    const column = this.#table.columns[cell.cellIndex];
    return column === undefined ? undefined : { row: line, column };
  }

  #keyDown(event: KeyboardEvent): void {
    const at = this.#placeOf(event.target);
    if (at === undefined || event.altKey || event.metaKey) return;
    if (!this.#handle(event, at)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #handle(event: KeyboardEvent, at: CellAt): boolean {
    const { key, ctrlKey } = event;
    const { columns, count } = this.#table;
    const line = this.#table.placeOf(at.row);
    const column = this.#table.line(at.row)?.kind === "more" ? 0 : columns.indexOf(at.column);
    const go = (toLine: number, toColumn: number) => {
      const row = this.#table.lineAt(clamp(toLine, count));
      const name = columns[clamp(toColumn, columns.length)];
      // The head is in sight wherever the rows are.
      if (toLine <= 0) this.#table.scrollToTop();
      if (row !== undefined && name !== undefined) this.focus({ row, column: name });
      return true;
    };
    switch (key) {
      case "ArrowDown":
        return go(line + 1, column);
      case "ArrowUp":
        return go(line - 1, column);
      case "ArrowRight":
        return (column === 0 && this.#actions.fold(at, true)) || go(line, column + 1);
      case "ArrowLeft":
        return (column === 0 && this.#actions.fold(at, false)) || go(line, column - 1);
      case "Home":
        return go(ctrlKey ? 0 : line, 0);
      case "End":
        return go(ctrlKey ? count - 1 : line, columns.length - 1);
      case "PageDown":
        return go(line + rowsOfPage, column);
      case "PageUp":
        return go(line - rowsOfPage, column);
      case "Enter":
      case " ":
        this.#actions.activate(at);
        return true;
      default:
        return false;
    }
  }
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}
