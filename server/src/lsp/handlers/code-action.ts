/** textDocument/codeAction and codeAction/resolve. Edits are made when an action is taken, from the text as it is then. */

import {
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  MessageType,
  type Position,
  type Range,
  ShowMessageNotification,
} from "vscode-languageserver/node";
import {
  codeActionKinds,
  codeActions,
  type CodeAction as EngineAction,
  type CodeActionKind as EngineKind,
  type Question,
  updatePacksKind,
} from "../../features/code-actions.ts";
import { diagnosticSource, toLocation, toRange, toSpan } from "../convert.ts";
import {
  choosePackVersionCommand,
  moveClustersCommand,
  offerMoveCommand,
  openPlaceCommand,
  type PlaceParams,
  reviewUpdateCommand,
  updateAllPacksCommand,
  updatePacksCommand,
} from "../protocol.ts";
import type { Session } from "../session.ts";
import { isReviewUri } from "../values-uri.ts";

/** Enough to make the same list again and find the action in it. */
interface ActionData {
  readonly uri: string;
  readonly start: Position;
  readonly end: Position;
  readonly kinds: readonly EngineKind[];
  readonly at: number;
  /** Titles may repeat; the place in the list tells which, and the title that the list is still the same. */
  readonly title: string;
}

const questionCommands: Record<Question["about"], string> = {
  version: choosePackVersionCommand,
  reach: updateAllPacksCommand,
  packs: updatePacksCommand,
  clusters: moveClustersCommand,
  review: reviewUpdateCommand,
};

export function registerCodeActions(session: Session): void {
  session.connection.onCodeAction((params) =>
    // Until all clusters are read, a version that they are on would be changed in its place as if nobody used it.
    session.hasLoaded ? list(params) : session.firstLoad.then(() => list(params)),
  );

  function list({ textDocument: { uri }, range, context }: CodeActionParams): CodeAction[] {
    if (isReviewUri(uri))
      return isWanted("quickfix", context.only)
        ? session.reviews.actions(uri, range, context.diagnostics)
        : [];
    const kinds = codeActionKinds.filter((kind) => isWanted(kind, context.only));
    const found = find(session, uri, range, kinds);
    if (found === undefined) return [];
    const { lines } = found.view;
    return listed(found.actions, context).map(({ action, at }): CodeAction => {
      const { title, kind, preferred, finding, ask, open, made } = action;
      const diagnostics =
        finding === undefined
          ? []
          : matching(context.diagnostics, finding.rule, toRange(lines, finding.span));
      const shown = {
        title,
        kind,
        ...(diagnostics.length === 0 ? {} : { diagnostics }),
        ...(preferred ? { isPreferred: true } : {}),
        ...(made === undefined ? {} : { command: { title, command: offerMoveCommand, arguments: [made] } }),
      };
      if (ask !== undefined) {
        const { about, offset, move, ...more } = ask;
        const place: PlaceParams = { uri, position: lines.position(offset), ...more };
        const given = move === undefined ? [] : [move.to, [move.id]];
        const command = questionCommands[about];
        return { ...shown, command: { title, command, arguments: [place, ...given] } };
      }
      if (open !== undefined) {
        const { uri: target, range: at } = toLocation(
          (file) => session.linesOf(file),
          (file) => session.uriOf(file),
          open.file,
          open.span,
        );
        return { ...shown, command: { title, command: openPlaceCommand, arguments: [target, at] } };
      }
      if (!session.abilities.codeActionResolve)
        return { ...shown, edit: session.workspaceEdit(action.edits()) };
      const data: ActionData = { uri, start: range.start, end: range.end, kinds, at, title };
      return { ...shown, data };
    });
  }

  session.connection.onCodeActionResolve((action) => {
    const data = action.data as ActionData | undefined;
    if (data === undefined) return action;
    const { uri, start, end, kinds, at, title } = data;
    const same = find(session, uri, { start, end }, kinds)?.actions[at];
    const current = same?.title === title ? same : undefined;
    const note = current?.note?.();
    // The connection's own way of showing a message waits for a button, and fails where the client knows none.
    if (note !== undefined)
      void session.connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Info,
        message: note,
      });
    const edits = current?.edits() ?? [];
    if (edits.length > 0) return { ...action, edit: session.workspaceEdit(edits) };
    // What would follow on the edits is about what they make.
    const { command: _, ...rest } = action;
    return rest;
  });
}

/**
 * On saving every action of a kind that is set is applied, one after the other: then the nearest reach has to do. A version that
 * clusters are on is left alone then: how it is to change is a question.
 */
function listed(
  actions: readonly EngineAction[],
  context: CodeActionContext,
): { action: EngineAction; at: number }[] {
  const list = actions.map((action, at) => ({ action, at }));
  if (context.triggerKind !== CodeActionTriggerKind.Automatic || context.only === undefined) return list;
  const isFree = ({ made, inPlace }: EngineAction) => made === undefined && inPlace === undefined;
  const first = list.findIndex(({ action }) => action.kind === updatePacksKind && isFree(action));
  return list.filter(({ action, at }) => action.kind !== updatePacksKind || at === first);
}

function find(session: Session, uri: string, range: Range, kinds: readonly EngineKind[]) {
  const place = session.place(uri, range.start);
  if (place === undefined) return undefined;
  const span = toSpan(place.view.lines, range);
  const findings = session.findings(place.file);
  return { actions: codeActions(session.snapshot, place.file, span, findings, kinds), view: place.view };
}

/** A kind that is asked for covers the kinds below it. Source actions are for those who ask for them by name. */
function isWanted(kind: EngineKind, only: readonly string[] | undefined): boolean {
  if (only === undefined) return kind !== updatePacksKind;
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
