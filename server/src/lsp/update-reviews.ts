/**
 * The open reviews of updates: what each is of, what is decided in it, what is told of it, and the actions by which a conflict is decided.
 * The text is that of the document; everything else of it can be made again from what the client keeps.
 */

import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver/node";
import { overlaps, type Span } from "../base/span.ts";
import { conflictMessage, decisionTitle, progressWords } from "../features/review-words.ts";
import { type ReviewIdentity, reviewOf, staleReason, type UpdateReview } from "../features/update-review.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";
import type { Refusal } from "../updates/refusal.ts";
import {
  type ConflictState,
  type Decision,
  decisionEdits,
  isProposed,
  type ReviewState,
  reviewState,
} from "../updates/values-review.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { toLocation, toPlainDiagnostic, toRange, toSpan } from "./convert.ts";
import {
  type DecideReviewParams,
  decideReviewCommand,
  type OpenReviewParams,
  type ReviewChanged,
} from "./protocol.ts";
import type { ValuesWindows } from "./values-windows.ts";

export interface ReviewHost {
  readonly snapshot: Snapshot;
  readonly windows: ValuesWindows;
  linesOf(file: FileId): LineIndex | undefined;
  uriOf(file: FileId): string;
}

export interface OpenReview extends UpdateReview {
  marks: ReadonlySet<string>;
}

const decisions: readonly Decision[] = ["mine", "theirs", "renamed", "both"];

/** The code of what is to be decided, in the place of a rule's. */
const code = "update-review";

export class UpdateReviews {
  readonly #host: ReviewHost;
  readonly #open = new Map<string, OpenReview>();

  constructor(host: ReviewHost) {
    this.#host = host;
  }

  get(uri: string): OpenReview | undefined {
    return this.#open.get(uri);
  }

  open({ uri, before, marks }: OpenReviewParams): OpenReview | Refusal {
    const identity = this.identity(uri);
    if ("reason" in identity) return identity;
    const review = reviewOf(this.#host.snapshot, identity, before);
    if ("reason" in review) return review;
    const opened = { ...review, marks: new Set(marks) };
    this.#open.set(uri, opened);
    return opened;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  identity(uri: string): ReviewIdentity | Refusal {
    const identity = this.#host.windows.identity(uri);
    if ("reason" in identity) return identity;
    const { update } = identity;
    return update === undefined
      ? { reason: "This document is no review of an update" }
      : { ...identity, update };
  }

  decide({ uri, id, decided }: DecideReviewParams): void {
    const review = this.#open.get(uri);
    if (review === undefined) return;
    const others = [...review.marks].filter((mark) => mark !== id);
    review.marks = new Set(decided ? [...others, id] : others);
  }

  /** How many conflicts of the text are not decided; refused for a text that is no YAML. */
  left({ values, marks }: OpenReview, text: string): { readonly open: number } | Refusal {
    const state = reviewState(values, text, marks);
    return state.kind === "read" ? { open: openOf(state).length } : { reason: state.reason };
  }

  /** What is to be decided, and how far the review is; undefined for one that is not open. */
  look(uri: string): { readonly diagnostics: Diagnostic[]; readonly news: ReviewChanged } | undefined {
    const review = this.#open.get(uri);
    const document = this.#host.windows.documents.get(uri);
    if (review === undefined || document === undefined) return undefined;
    const { text } = document;
    const { values, marks, identity } = review;
    const lines = createLineIndex(text);
    const state = reviewState(values, text, marks);
    const open = openOf(state);
    const total = values.conflicts.length;
    const decided = state.kind === "read" ? total - open.length : 0;
    const stale = staleReason(this.#host.snapshot, identity, values.input.mine);
    const news: ReviewChanged = {
      uri,
      decided,
      total,
      progress: progressWords(decided, total),
      open: open.map(({ span }) => lines.position(span.start)).sort((a, b) => a.line - b.line),
      marks: [...marks],
      ...(stale === undefined ? {} : { stale }),
    };
    const firstLine = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const diagnostics = [
      ...(stale === undefined
        ? []
        : [
            toPlainDiagnostic(
              code,
              `${stale}: this cannot be accepted. Start the review anew; what you decided is kept where it fits`,
              firstLine,
              "error",
            ),
          ]),
      ...(state.kind === "unreadable"
        ? [toPlainDiagnostic(code, state.reason, toRange(lines, state.span), "error")]
        : []),
      ...open.map((conflict) => this.#toDiagnostic(review, conflict, lines)),
    ];
    return { diagnostics, news };
  }

  /** Of what is to be decided in the range, and of what is decided there the other choices. */
  actions(uri: string, range: Range, given: readonly Diagnostic[]): CodeAction[] {
    const review = this.#open.get(uri);
    const document = this.#host.windows.documents.get(uri);
    if (review === undefined || document === undefined) return [];
    const { text, version } = document;
    const lines = createLineIndex(text);
    const state = reviewState(review.values, text, review.marks);
    if (state.kind === "unreadable") return [];
    const span = toSpan(lines, range);
    return state.conflicts
      .filter((conflict) => overlaps(conflict.span, span))
      .flatMap((found) => {
        const answered = given.filter(
          (one) =>
            one.code === code && one.message === conflictMessage(review.values, found.conflict, toOf(review)),
        );
        const diagnostics = answered.length === 0 ? {} : { diagnostics: answered };
        const shared = { kind: CodeActionKind.QuickFix, ...diagnostics };
        const choices = decisions.flatMap((decision): CodeAction[] => {
          const title = decisionTitle(review.values, found.conflict, decision);
          const isTaken = found.isDecided && found.choice === decision;
          const edits =
            title === undefined || isTaken ? undefined : decisionEdits(text, found.conflict, decision);
          if (title === undefined || edits === undefined || "reason" in edits) return [];
          const edit = {
            documentChanges: [
              {
                textDocument: { uri, version },
                edits: edits.map((one) => ({ range: toRange(lines, one.span), newText: one.text })),
              },
            ],
          };
          const mark = isProposed(found.conflict, decision)
            ? { command: decide("Decide", uri, found.conflict.id, true) }
            : {};
          return [{ title, ...shared, ...(edits.length === 0 ? {} : { edit }), ...mark }];
        });
        return [...choices, ...marking(uri, found, shared)];
      });
  }

  #toDiagnostic(review: OpenReview, { conflict, span }: ConflictState, lines: LineIndex): Diagnostic {
    const message = conflictMessage(review.values, conflict, toOf(review));
    const severity = conflict.kind === "comment" ? "information" : "warning";
    const diagnostic = toPlainDiagnostic(code, message, toRange(lines, span), severity);
    const related = conflict.kind === "comment" ? [] : this.#related(review, conflict.entry.places);
    return related.length === 0 ? diagnostic : { ...diagnostic, relatedInformation: related };
  }

  /** The defaults of both versions, where they are written. */
  #related(
    { step: { status, target } }: OpenReview,
    { base, theirs }: { readonly base: Span | undefined; readonly theirs: Span | undefined },
  ) {
    const { linesOf, uriOf } = this.#host;
    const of = (pack: typeof target | undefined, span: Span | undefined) => {
      if (pack === undefined || span === undefined) return [];
      const file = `${pack.folder}/values.yaml`;
      const location = toLocation(linesOf.bind(this.#host), uriOf.bind(this.#host), file, span);
      return [{ location, message: `The default in ${pack.version}` }];
    };
    return [...of(status.installed, base), ...of(target, theirs)];
  }
}

function toOf({ step }: UpdateReview): string {
  return step.target.version;
}

function openOf(state: ReviewState): readonly ConflictState[] {
  return state.kind === "read" ? state.conflicts.filter(({ isDecided }) => !isDecided) : [];
}

/** For what somebody has written instead, and for what they have decided too early. */
function marking(uri: string, { conflict, isDecided, choice }: ConflictState, shared: Partial<CodeAction>) {
  if (!isDecided && choice === undefined) {
    const title = "Mark as decided, as it stands";
    return [{ title, ...shared, command: decide(title, uri, conflict.id, true) }];
  }
  return [];
}

function decide(title: string, uri: string, id: string, decided: boolean) {
  const params: DecideReviewParams = { uri, id, decided };
  return { title, command: decideReviewCommand, arguments: [params] };
}
