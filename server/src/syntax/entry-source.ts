/** An entry of a map as something to copy: its own lines where it is written in lines, else in flow style. */

import { commentStart, contentEnd, findColon, lineEnd, lineStart } from "./entry-place.ts";
import { type MapEntry, type MapNode, type Node, resolve } from "./tree.ts";

export interface EntrySource {
  /** The text that the entry was read from. */
  readonly text: string;
  readonly map: MapNode;
  readonly entry: MapEntry;
}

/** What stands behind a key's colon. */
export interface ValuePiece {
  /** What is on the key's line, a blank before it; empty for nothing. */
  readonly head: string;
  /** The comment on the key's line, blanks before it. */
  readonly comment: string;
  /** The lines below, each with the line end before it. */
  readonly body: string;
}

/** How deep values are written in flow style; who nests deeper means something else. */
const maxDepth = 50;

/** How much is written in flow style, in UTF-16 units: aliases multiply. */
const maxFlow = 100_000;

/** The value, moved to a key in this column. Undefined when it cannot be written there. */
export function valuePiece(
  { text, map, entry }: EntrySource,
  column: number,
  eol: string,
): ValuePiece | undefined {
  const { value, key } = entry;
  const flow = () => {
    const written = flowText(value);
    return written === undefined ? undefined : { head: ` ${written}`, comment: "", body: "" };
  };
  const colon = findColon(text, key);
  if (map.flow || colon === undefined) return flow();
  const end = contentEnd(text, entry);
  const behind = /^[ \t]*#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? "";
  if (value === undefined) return { head: "", comment: behind, body: "" };
  const [first = "", ...rest] = text.slice(colon, end).split(/\r?\n/);
  if (rest.length === 0) return { head: first, comment: behind, body: "" };
  const isCollection = value.kind !== "scalar" && value.kind !== "alias" && !value.flow;
  const comment = isCollection ? (/(?:^|[ \t]+)#.*$/.exec(first)?.[0] ?? "") : "";
  const head = first.slice(0, first.length - comment.length).trimEnd();
  const from = key.span.start - lineStart(text, key.span.start);
  const body = moveLines(rest, column - from).join(eol);
  return { head, comment: comment === "" ? "" : ` ${comment.trim()}`, body: `${eol}${body}${behind}` };
}

/** The whole entry with the comment above it, moved to this column; no line end behind it. */
export function entryLines(source: EntrySource, column: number, eol: string): string | undefined {
  const { text, map, entry } = source;
  const piece = valuePiece(source, column, eol);
  if (piece === undefined) return undefined;
  const indent = " ".repeat(column);
  const key = text.slice(entry.key.span.start, entry.key.span.end);
  const own = `${indent}${key}:${piece.head}${piece.comment}${piece.body}`;
  const line = lineStart(text, entry.key.span.start);
  const isOnOwnLine = !map.flow && text.slice(line, entry.key.span.start).trim() === "";
  if (!isOnOwnLine) return own;
  const comments = text
    .slice(commentStart(text, line, true), line)
    .split(/\r?\n/)
    .slice(0, -1);
  return [...moveLines(comments, column - (entry.key.span.start - line)), own].join(eol);
}

/** Lines moved to the right, or to the left as far as they can be; an empty line stays one. */
export function moveLines(lines: readonly string[], by: number): string[] {
  return lines.map((line) => {
    if (line === "") return line;
    if (by >= 0) return " ".repeat(by) + line;
    const blanks = /^ */.exec(line)?.[0].length ?? 0;
    return line.slice(Math.min(blanks, -by));
  });
}

/** The value on one line, as JSON with YAML's plain readings; undefined when it is too much for that. */
export function flowText(node: Node | undefined): string | undefined {
  let left = maxFlow;
  return write(node, 0);

  function write(value: Node | undefined, depth: number): string | undefined {
    const resolved = resolve(value);
    if (value === undefined) return "null";
    if (resolved === undefined || depth > maxDepth) return undefined;
    if (resolved.kind === "scalar") {
      const written =
        resolved.reading === undefined ? JSON.stringify(resolved.text) : resolved.text || "null";
      left -= written.length;
      return left < 0 ? undefined : written;
    }
    const parts: string[] = [];
    left -= 2;
    if (resolved.kind === "seq") {
      for (const item of resolved.items) {
        const written = write(item, depth + 1);
        if (written === undefined) return undefined;
        parts.push(written);
      }
      return `[${parts.join(", ")}]`;
    }
    for (const { key, value: inner } of resolved.entries) {
      const written = key.text === "<<" ? undefined : write(inner, depth + 1);
      if (written === undefined) return undefined;
      parts.push(`${JSON.stringify(key.text)}: ${written}`);
    }
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
}
