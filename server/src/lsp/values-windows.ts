/**
 * The open documents that hold one text of a layer each. What is asked about one is asked about the profile's file at the same place,
 * with what was typed there put in for as long as the question takes.
 */

import type { Position } from "vscode-languageserver/node";
import { withLineFeeds } from "../base/line-difference.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import {
  type WindowIdentity,
  type WindowPlace,
  windowEdits,
  windowPlace,
  windowText,
} from "../features/values-window.ts";
import { createLineIndex } from "../syntax/line-index.ts";
import type { Refusal } from "../updates/refusal.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Affected, Workspace } from "../workspace/workspace.ts";
import { OpenDocuments } from "./open-documents.ts";
import type { ValuesChanged } from "./protocol.ts";
import { identityOf, isReviewUri } from "./values-uri.ts";
import type { CaretLine, WindowLook } from "./window-look.ts";

export interface WindowHost {
  readonly workspace: Workspace;
  uriOf(file: FileId): string;
}

/** How what was typed in a document is put into the file, and what both had then. */
interface Typed {
  readonly fileText: string;
  readonly text: string;
  readonly answer: ReturnType<typeof windowEdits>;
}

export class ValuesWindows {
  /** By their URIs, which are their ids too. */
  readonly documents = new OpenDocuments();
  readonly #host: WindowHost;
  readonly #identities = new Map<string, WindowIdentity>();
  readonly #told = new Map<string, ValuesChanged>();
  readonly #typed = new Map<string, Typed>();

  constructor(host: WindowHost) {
    this.#host = host;
  }

  /** Refused for a URI of another make. */
  identity(uri: string): WindowIdentity | Refusal {
    const before = this.#identities.get(uri);
    if (before !== undefined) return before;
    const identity = identityOf(uri);
    if (identity === undefined)
      return { reason: "This document does not say whose values it holds: open them again" };
    if (this.documents.has(uri)) this.#identities.set(uri, identity);
    return identity;
  }

  close(uri: string): void {
    this.documents.close(uri);
    this.#identities.delete(uri);
    this.#told.delete(uri);
    this.#typed.delete(uri);
  }

  /** An open document that holds the same text, by whatever names it was opened. */
  openFor(identity: WindowIdentity): string | undefined {
    const snapshot = this.#host.workspace.snapshot();
    const wanted = windowPlace(snapshot, identity);
    if ("reason" in wanted) return undefined;
    return this.of(new Set([identity.file])).find((uri) => {
      if (isReviewUri(uri)) return false;
      const open = this.identity(uri);
      const place = "reason" in open ? open : windowPlace(snapshot, open);
      return !("reason" in place) && place.scalar.span.start === wanted.scalar.span.start;
    });
  }

  /** What the profile has for an open document, when that is not what was told last. */
  news(uri: string): ValuesChanged | undefined {
    const identity = this.identity(uri);
    if ("reason" in identity) return undefined;
    const now = windowText(this.#host.workspace.snapshot(), identity);
    const text = "reason" in now ? undefined : now.text;
    const told = this.#told.get(uri);
    if (told !== undefined && told.text === text) return undefined;
    const news: ValuesChanged = { uri, text };
    this.#told.set(uri, news);
    return news;
  }

  /** The open documents whose profiles are in the files. */
  of(files: Affected): string[] {
    return [...this.documents.files()].filter((uri) => {
      const identity = this.identity(uri);
      return files === "all" || ("file" in identity && files.has(identity.file));
    });
  }

  /**
   * What `act` says, which may look at the workspace only before it returns. `caret`: where somebody is typing, which on a blank line is
   * as far to the right as the lines around it.
   */
  look<T>(uri: string, act: (look: WindowLook) => T, caret?: Position): T | Refusal {
    const identity = this.identity(uri);
    if ("reason" in identity) return identity;
    const { workspace } = this.#host;
    const place = windowPlace(workspace.snapshot(), identity);
    if ("reason" in place) return place;
    const open = this.documents.get(uri);
    const steps: (readonly TextEdit[])[] = [];
    const isOther = open !== undefined && withLineFeeds(open.text) !== withLineFeeds(place.nested.text);
    if (open !== undefined && (isOther || identity.update !== undefined)) {
      const typed = this.#typedEdits(uri, identity, place.view.text, open.text);
      if ("reason" in typed) return typed;
      steps.push(typed.edits);
    }
    const seen = (now: WindowPlace, more: Pick<WindowLook, "steps" | "caret">): T =>
      act({
        ...now,
        ...more,
        uri,
        version: open?.version ?? null,
        file: identity.file,
        outerUri: this.#host.uriOf(identity.file),
        innerLines: createLineIndex(now.nested.text),
        realLines: place.view.lines,
      });
    return this.#withSteps(identity, place, steps, (typed) => {
      const blank = caret === undefined ? undefined : blankLine(typed, caret);
      if (blank === undefined) return seen(typed, { steps, caret: undefined });
      return this.#withSteps(identity, typed, [[blank.edit]], (indented) =>
        seen(indented, { steps: [...steps, [blank.edit]], caret: blank.caret }),
      );
    });
  }

  /** What the text of the look would be after edits of the file; undefined when it would not be there any more. */
  textAfter(look: WindowLook, edits: readonly TextEdit[]): string | undefined {
    const identity = this.identity(look.uri);
    if ("reason" in identity) return undefined;
    const text = this.#withSteps(identity, look, [edits], (after) => ({
      text: after.nested.text,
    }));
    return "reason" in text ? undefined : text.text;
  }

  /** An editor asks many things at each keystroke, for which the edits are made once. */
  #typedEdits(uri: string, identity: WindowIdentity, fileText: string, text: string): Typed["answer"] {
    const before = this.#typed.get(uri);
    if (before?.fileText === fileText && before.text === text) return before.answer;
    const answer = windowEdits(this.#host.workspace.snapshot(), identity, text);
    this.#typed.set(uri, { fileText, text, answer });
    return answer;
  }

  /** The file has the edits for as long as `act` runs; nothing is analysed and nobody is told. */
  #withSteps<T>(
    identity: WindowIdentity,
    place: WindowPlace,
    steps: readonly (readonly TextEdit[])[],
    act: (place: WindowPlace) => T,
  ): T | Refusal {
    const { workspace } = this.#host;
    const { file } = identity;
    const real = place.view.text;
    const text = steps.reduce(applyEdits, real);
    if (text === real) return act(place);
    workspace.apply({ kind: "text", file, text });
    try {
      const now = windowPlace(workspace.snapshot(), identity);
      return "reason" in now ? now : act(now);
    } finally {
      workspace.apply({ kind: "text", file, text: real });
    }
  }
}

/** The edit of the file that indents a line of a block on which nothing stands. */
function blankLine(
  { view, scalar, nested }: WindowPlace,
  { line }: Position,
): { readonly edit: TextEdit; readonly caret: CaretLine } | undefined {
  if (scalar.style !== "literal" && scalar.style !== "folded") return undefined;
  const lines = createLineIndex(nested.text);
  if (line >= lines.lineCount || lines.lineStart(line) !== lines.lineEnd(line)) return undefined;
  const first = nested.text.search(/[^\s]/);
  if (first === -1) return undefined;
  const written = lines.position(first);
  const indent = view.lines.position(nested.toOuter(first)).character - written.character;
  const offset = nested.toOuter(lines.lineStart(line));
  const outerLine = view.lines.position(offset).line;
  const [start, end] = [view.lines.lineStart(outerLine), view.lines.lineEnd(outerLine)];
  const isBlank = view.text.slice(start, end).trim() === "" && start <= offset;
  const spaces = " ".repeat(indent);
  const isBetween = isBlank && line < lines.lineCount - 1;
  const edit = isBetween
    ? { span: { start, end }, text: spaces }
    : { span: { start, end: start }, text: `${spaces}\n` };
  // The last line of a file without a line end is none that the next could be put behind.
  if (!isBetween && offset !== start) return undefined;
  return { edit, caret: { line, outerLine, indent } };
}
