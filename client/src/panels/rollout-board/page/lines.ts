/** The lines of the board's grid from top to bottom: rows of groups and clusters, and what asks for more of them. */

import type { BoardRowData, RolloutBoardData } from "../../../../../server/src/lsp/protocol.ts";
import type { RowAt } from "../words.ts";

export interface RowLine extends RowAt {
  readonly kind: "row";
  /** The same for the same row in the next board. */
  readonly id: string;
  readonly level: number;
  /** Undefined for what cannot be opened. */
  readonly isOpen: boolean | undefined;
}

export interface MoreLine {
  readonly kind: "more";
  readonly id: string;
  readonly level: number;
  /** The group whose clusters there are more of; undefined for more rows. */
  readonly group: BoardRowData | undefined;
  readonly shown: number;
  readonly count: number;
}

export type Line = RowLine | MoreLine;

export function linesOf(board: RolloutBoardData, opened: ReadonlySet<string>): Line[] {
  const { total, rows, groupBy } = board;
  const lines: Line[] = [{ kind: "row", id: "total", row: total, level: 1, isOpen: undefined }];
  for (const row of rows.shown) {
    const id = `row ${row.key}`;
    // The row of a profile leads to its own board.
    const canOpen = groupBy !== "profile" && groupBy !== "cluster";
    lines.push({ kind: "row", id, row, level: 1, isOpen: canOpen ? opened.has(row.key) : undefined });
    const { children } = row;
    if (children === undefined) continue;
    for (const child of children.shown) {
      lines.push({
        kind: "row",
        id: `${id} cluster ${child.key}`,
        row: child,
        parent: row,
        level: 2,
        isOpen: undefined,
      });
    }
    if (children.count > children.shown.length)
      lines.push(more(`${id} more`, 2, row, children.shown.length, children.count));
  }
  if (rows.count > rows.shown.length) lines.push(more("more", 1, undefined, rows.shown.length, rows.count));
  return lines;
}

function more(
  id: string,
  level: number,
  group: BoardRowData | undefined,
  shown: number,
  count: number,
): MoreLine {
  return { kind: "more", id, level, group, shown, count };
}
