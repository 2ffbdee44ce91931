/** Offsets to the lines and columns that a person counts, in files of the workspace and in those it only points to. */

import type { Span } from "../base/span.ts";
import { readText } from "../io/read-text.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";

/** Both from 1; columns count UTF-16 units, as editors and their problem matchers do. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: LineColumn;
  readonly end: LineColumn;
}

/** A piece of a text and the line that it begins on. */
export interface Place {
  readonly range: Range;
  /** Without its line end. */
  readonly line: string;
  /** The piece's part of the line, in UTF-16 units from its start. */
  readonly start: number;
  readonly end: number;
}

const byteOrderMark = "\uFEFF";

interface Source {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Where a file has what must not be shown, in the order of the places. */
export type SecretsOf = (file: string) => readonly Span[];

export class SourceTexts {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #secretsOf: SecretsOf;
  readonly #sources = new Map<string, Source | undefined>();

  /** `texts` are those that were read already; others are read when they are asked for. */
  constructor(texts: ReadonlyMap<string, string>, secretsOf: SecretsOf = () => []) {
    this.#texts = texts;
    this.#secretsOf = secretsOf;
  }

  /** Undefined where the file cannot be read. */
  async place(file: string, span: Span): Promise<Place | undefined> {
    const source = await this.#source(file);
    if (source === undefined) return undefined;
    const { text, lines } = source;
    const start = lines.position(span.start);
    const lineStart = lines.lineStart(start.line) + markLength(text, start.line);
    const line = text.slice(lineStart, lines.lineEnd(start.line));
    const masked = maskLine(line, lineStart, this.#secretsOf(file));
    return {
      range: { start: lineColumn(source, span.start), end: lineColumn(source, span.end) },
      line: masked.text,
      start: masked.toMasked(span.start, false),
      end: masked.toMasked(span.end, true),
    };
  }

  async #source(file: string): Promise<Source | undefined> {
    if (this.#sources.has(file)) return this.#sources.get(file);
    const known = this.#texts.get(file);
    const answer = known === undefined ? await readText(file) : { text: known };
    const source = "text" in answer ? { text: answer.text, lines: createLineIndex(answer.text) } : undefined;
    this.#sources.set(file, source);
    return source;
  }
}

function lineColumn({ text, lines }: Source, offset: number): LineColumn {
  const { line, character } = lines.position(offset);
  return { line: line + 1, column: Math.max(0, character - markLength(text, line)) + 1 };
}

const mask = "********";

/** The whole text with the secrets masked. `secrets` in the order of their places. */
export function maskSpans(text: string, secrets: readonly Span[]): string {
  return maskLine(text, 0, secrets).text;
}

interface MaskedLine {
  readonly text: string;
  /** The place of a file's offset in the masked line; within a secret the start or the end of its mask. */
  toMasked(offset: number, isEnd: boolean): number;
}

/** The same mask whatever the secret's length. `secrets` in the order of their places. */
function maskLine(line: string, lineStart: number, secrets: readonly Span[]): MaskedLine {
  const inLine = (offset: number) => Math.max(0, Math.min(offset - lineStart, line.length));
  const pieces: { readonly start: number; readonly end: number; readonly at: number }[] = [];
  let text = "";
  let copied = 0;
  for (const secret of secrets) {
    const start = Math.max(copied, inLine(secret.start));
    const end = inLine(secret.end);
    if (end <= start) continue;
    text += line.slice(copied, start);
    pieces.push({ start, end, at: text.length });
    text += mask;
    copied = end;
  }
  text += line.slice(copied);
  return {
    text,
    toMasked(offset, isEnd) {
      const place = inLine(offset);
      let shift = 0;
      for (const { start, end, at } of pieces) {
        if (place <= start) break;
        if (place < end) return isEnd ? at + mask.length : at;
        shift = at + mask.length - end;
      }
      return place + shift;
    },
  };
}

/** A byte order mark is in the file and in no editor's first line. */
function markLength(text: string, line: number): number {
  return line === 0 && text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
}
