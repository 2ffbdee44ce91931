/** Between the engine's offsets and plain objects and the protocol's positions and types. The only place that converts. */

import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type Position,
  type TextEdit as ProtocolEdit,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { FileEdit, Finding, FindingTag } from "../analysis/finding.ts";
import type { Severity } from "../base/severity.ts";
import type { Span } from "../base/span.ts";
import { createLineIndex, type LineIndex } from "../syntax/line-index.ts";
import type { EditAnnotation } from "../updates/file-edit.ts";
import type { FileId } from "../workspace/profile-index.ts";

/** The name that users see in front of every finding. */
export const diagnosticSource = "cluster-profiles";

export function fileIdOf(uri: string): FileId {
  if (!uri.startsWith("file:")) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    // A file URI with a host, on a system that has no such paths.
    return uri;
  }
}

export function uriOf(id: FileId): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(id) && !/^[a-z]:[\\/]/i.test(id) ? id : pathToFileURL(id).href;
}

export function toPosition(lines: LineIndex, offset: number): Position {
  return lines.position(offset);
}

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.position(span.start), end: lines.position(span.end) };
}

export function toSpan(lines: LineIndex, range: Range): Span {
  return { start: lines.offset(range.start), end: lines.offset(range.end) };
}

/** How the lines of any file are found, open or not; undefined when its text cannot be had. */
export type LinesOf = (file: FileId) => LineIndex | undefined;

export function toLocation(
  linesOf: LinesOf,
  uriOfFile: (file: FileId) => string,
  file: FileId,
  span: Span | undefined,
): Location {
  const lines = span === undefined ? undefined : linesOf(file);
  const start = { line: 0, character: 0 };
  const range = lines === undefined || span === undefined ? { start, end: start } : toRange(lines, span);
  return { uri: uriOfFile(file), range };
}

const severityNumbers: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tagNumbers: Record<FindingTag, DiagnosticTag> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

/** What a diagnostic needs to know besides the finding. */
export interface DiagnosticContext {
  readonly lines: LineIndex;
  readonly linesOf: LinesOf;
  readonly uriOfFile: (file: FileId) => string;
  /** Where the rules' pages are, with a slash at the end; undefined when the client has none. */
  readonly rulePages: string | undefined;
}

export function toDiagnostic(
  finding: Finding,
  { lines, linesOf, uriOfFile, rulePages }: DiagnosticContext,
): Diagnostic {
  return {
    range: toRange(lines, finding.span),
    severity: severityNumbers[finding.severity],
    code: finding.rule,
    ...(rulePages === undefined ? {} : { codeDescription: { href: `${rulePages}${finding.rule}.md` } }),
    source: diagnosticSource,
    message: finding.message,
    ...(finding.tags.length === 0 ? {} : { tags: finding.tags.map((tag) => tagNumbers[tag]) }),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedInformation: finding.related.map((related) => ({
            location: toLocation(linesOf, uriOfFile, related.file, related.span),
            message: related.message,
          })),
        }),
  };
}

/** A problem of a source or of the configuration, which is no rule's finding. */
export function toPlainDiagnostic(
  code: string,
  message: string,
  range: Range,
  severity: Severity,
): Diagnostic {
  return { range, severity: severityNumbers[severity], code, source: diagnosticSource, message };
}

/** How the edits of a file reach its text as the client has it: with the version that they were made for. */
export interface EditTarget {
  readonly uri: string;
  readonly version: number | null;
  readonly lines: LineIndex;
}

/**
 * Versioned edits, so that the client refuses them when the text has moved on; a new file must not be there yet. Annotations only for
 * a client that shows them: any other may refuse the whole.
 */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  targetOf: (file: FileId) => EditTarget | undefined,
  annotated: boolean,
): WorkspaceEdit {
  const documentChanges: NonNullable<WorkspaceEdit["documentChanges"]> = [];
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  for (const { file, edits: textEdits, create, annotation } of edits) {
    const target = create ? newFileTarget(file) : targetOf(file);
    if (target === undefined) continue;
    const { uri, version, lines } = target;
    const mark = annotated && annotation !== undefined ? { annotationId: annotation.label } : {};
    if (annotated && annotation !== undefined)
      changeAnnotations[annotation.label] = toChangeAnnotation(annotation);
    if (create) {
      const options = { overwrite: false, ignoreIfExists: false };
      documentChanges.push({ kind: "create", uri, options, ...mark });
    }
    const converted = textEdits.map(({ span, text }): ProtocolEdit | AnnotatedTextEdit => ({
      range: toRange(lines, span),
      newText: text,
      ...mark,
    }));
    documentChanges.push({ textDocument: { uri, version }, edits: converted });
  }
  return Object.keys(changeAnnotations).length === 0
    ? { documentChanges }
    : { documentChanges, changeAnnotations };
}

function toChangeAnnotation({ label, description, confirm }: EditAnnotation): ChangeAnnotation {
  return {
    label,
    ...(description === undefined ? {} : { description }),
    ...(confirm ? { needsConfirmation: true } : {}),
  };
}

function newFileTarget(file: FileId): EditTarget {
  return { uri: uriOf(file), version: null, lines: createLineIndex("") };
}
