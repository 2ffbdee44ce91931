/** textDocument/codeAction and codeAction/resolve. Edits are made when an action is taken, from the text as it is then. */

import type { CodeAction, Diagnostic, Range } from "vscode-languageserver/node";
import {
  codeActionKinds,
  codeActions,
  type CodeActionKind as EngineKind,
} from "../../features/code-actions.ts";
import { diagnosticSource, toRange, toSpan } from "../convert.ts";
import { choosePackVersionCommand, type PlaceParams } from "../protocol.ts";
import type { Session } from "../session.ts";

/** Enough to make the same list again and find the action in it. */
interface ActionData {
  readonly uri: string;
  readonly start: { line: number; character: number };
  readonly end: { line: number; character: number };
  readonly title: string;
  readonly kind: EngineKind;
}

export function registerCodeActions(session: Session): void {
  session.connection.onCodeAction(({ textDocument, range, context }) => {
    const kinds = codeActionKinds.filter((kind) => isWanted(kind, context.only));
    const found = find(session, textDocument.uri, range, kinds);
    if (found === undefined) return [];
    const { actions, view } = found;
    return actions.map((action): CodeAction => {
      const { title, kind, preferred, finding, command } = action;
      const diagnostics =
        finding === undefined
          ? []
          : matching(context.diagnostics, finding.rule, toRange(view.lines, finding.span));
      const data: ActionData = { uri: textDocument.uri, start: range.start, end: range.end, title, kind };
      return {
        title,
        kind,
        ...(diagnostics.length === 0 ? {} : { diagnostics }),
        ...(preferred ? { isPreferred: true } : {}),
        ...(command === undefined
          ? session.abilities.codeActionResolve
            ? { data }
            : { edit: session.workspaceEdit(action.edits()) }
          : {
              command: {
                title,
                command: choosePackVersionCommand,
                arguments: [placeOf(textDocument.uri, view.lines.position(command.offset))],
              },
            }),
      };
    });
  });

  session.connection.onCodeActionResolve((action) => {
    const data = action.data as ActionData | undefined;
    if (data === undefined) return action;
    const { uri, start, end, kind, title } = data;
    const actions = find(session, uri, { start, end }, [kind])?.actions ?? [];
    const same = actions.find((candidate) => candidate.title === title);
    return same === undefined ? action : { ...action, edit: session.workspaceEdit(same.edits()) };
  });
}

function find(session: Session, uri: string, range: Range, kinds: readonly EngineKind[]) {
  const place = session.place(uri, range.start);
  if (place === undefined) return undefined;
  const span = toSpan(place.view.lines, range);
  const findings = session.findings(place.file);
  return { actions: codeActions(session.snapshot, place.file, span, findings, kinds), view: place.view };
}

function placeOf(uri: string, position: PlaceParams["position"]): PlaceParams {
  return { uri, position };
}

/** A kind that is asked for covers the kinds below it. Source actions are for those who ask for them by name. */
function isWanted(kind: EngineKind, only: readonly string[] | undefined): boolean {
  if (only === undefined) return kind === "quickfix";
  return only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
}

function matching(
  diagnostics: readonly Diagnostic[],
  rule: string,
  range: Diagnostic["range"],
): Diagnostic[] {
  return diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === diagnosticSource &&
      diagnostic.code === rule &&
      diagnostic.range.start.line === range.start.line &&
      diagnostic.range.start.character === range.start.character,
  );
}
