/**
 * A connection whose handlers need not know of documents that hold one text of a layer: what is asked about such a document reaches them
 * as a question about the profile's file, and what they answer for places in the text goes back for the document.
 */

import {
  type CodeAction,
  type Command,
  type Connection,
  type Diagnostic,
  type DocumentSymbol,
  type Position,
  Range,
  ResponseError,
} from "vscode-languageserver/node";
import { isReviewUri, isWindowUri } from "./values-uri.ts";
import type { ValuesWindows } from "./values-windows.ts";
import { toWindowCompletion, toWindowEdit } from "./window-edits.ts";
import {
  toOuterPosition,
  toOuterRange,
  toRealPosition,
  toWindowDiagnostic,
  toWindowLocation,
  toWindowPosition,
  toWindowRange,
  type WindowLook,
} from "./window-look.ts";

/** What requests about a document have in common. */
interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
  readonly range?: Range;
}

/** What an action has as `data` on its way through the client. */
interface WindowData {
  readonly window: string;
  readonly data: unknown;
}

export function windowConnection(connection: Connection, windows: ValuesWindows): Connection {
  /** `caret`: the place is one where somebody types. */
  function through<P extends Asked, R>(
    params: P,
    ask: (params: P) => R,
    back: (look: WindowLook, answer: Answered<R>) => Answered<R> | null,
    caret?: Position,
  ): R | null {
    const { uri } = params.textDocument;
    if (!isWindowUri(uri)) return ask(params);
    const result = windows.look(
      uri,
      (look) => ({ answer: whenAnswered(ask(toOuterParams(look, params)), (answer) => back(look, answer)) }),
      caret,
    );
    return "reason" in result ? null : result.answer;
  }

  const aware: Partial<Connection> = {
    onHover: (handler) =>
      connection.onHover((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, hover) => {
            if (hover.range === undefined) return hover;
            const range = toWindowRange(look, hover.range);
            return range === undefined ? null : { ...hover, range };
          },
        ),
      ),

    onCompletion: (handler) =>
      connection.onCompletion((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, answer) => {
            const items = Array.isArray(answer) ? answer : answer.items;
            const inside = present(items.map((item) => toWindowCompletion(look, item)));
            return Array.isArray(answer) ? inside : { ...answer, items: inside };
          },
          params.position,
        ),
      ),

    onCodeAction: (handler) =>
      connection.onCodeAction((params, ...rest) => {
        // What can be done in a review is not what can be done in a profile.
        if (isReviewUri(params.textDocument.uri)) return handler(params, ...rest);
        return through(
          params,
          (outer) => handler(outer, ...rest),
          (look, actions) =>
            actions
              .filter((action) => !isOfWhole(action))
              .map((action) => toWindowAction(windows, look, action)),
        );
      }),

    onCodeActionResolve: (handler) =>
      connection.onCodeActionResolve((action, ...rest) => {
        const { data } = action;
        if (!isWindowData(data)) return handler(action, ...rest);
        const result = windows.look(data.window, (look) => ({
          answer: whenAnswered(handler({ ...action, data: data.data }, ...rest), (resolved) => ({
            ...action,
            ...(resolved.edit === undefined ? {} : { edit: toWindowEdit(windows, look, resolved.edit) }),
          })),
        }));
        return "reason" in result ? action : result.answer;
      }),

    onDefinition: (handler) =>
      connection.onDefinition((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, answer) => {
            const found = Array.isArray(answer) ? answer : [answer];
            return found.flatMap((one) => ("uri" in one ? [toWindowLocation(look, one)] : []));
          },
        ),
      ),

    onReferences: (handler) =>
      connection.onReferences((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, found) => found.map((location) => toWindowLocation(look, location)),
        ),
      ),

    onDocumentSymbol: (handler) =>
      connection.onDocumentSymbol((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, symbols) => {
            const nested = symbols.filter((symbol): symbol is DocumentSymbol => "selectionRange" in symbol);
            return toWindowSymbols(look, nested);
          },
        ),
      ),

    onDocumentLinks: (handler) =>
      connection.onDocumentLinks((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, links) =>
            present(
              links.map((link) => {
                const range = toWindowRange(look, link.range);
                return range === undefined ? undefined : { ...link, range };
              }),
            ),
        ),
      ),

    onPrepareRename: (handler) =>
      connection.onPrepareRename((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, answer) => {
            if (Range.is(answer)) return toWindowRange(look, answer) ?? null;
            if (!("range" in answer)) return answer;
            const range = toWindowRange(look, answer.range);
            return range === undefined ? null : { ...answer, range };
          },
        ),
      ),

    onRenameRequest: (handler) =>
      connection.onRenameRequest((params, ...rest) =>
        through(
          params,
          (outer) => handler(outer, ...rest),
          (look, edit) => toWindowEdit(windows, look, edit),
        ),
      ),

    languages: Object.create(connection.languages, {
      inlayHint: {
        value: {
          ...connection.languages.inlayHint,
          on: ((handler) =>
            connection.languages.inlayHint.on((params, ...rest) =>
              through(
                params,
                (outer) => handler(outer, ...rest),
                (look, hints) =>
                  present(
                    hints.map((hint) => {
                      const position = toWindowPosition(look, hint.position);
                      return position === undefined ? undefined : { ...hint, position };
                    }),
                  ),
              ),
            )) satisfies Connection["languages"]["inlayHint"]["on"],
        },
      },
    }),
  };
  return Object.create(connection, Object.getOwnPropertyDescriptors(aware)) as Connection;
}

/** An answer that is there, and is none of an error. */
type Answered<R> = Exclude<Extract<Awaited<R>, object>, ResponseError<unknown>>;

function whenAnswered<R>(answer: R, back: (answer: Answered<R>) => Answered<R> | null): R {
  const convert = (result: unknown): unknown =>
    result === null || result === undefined || result instanceof ResponseError
      ? result
      : back(result as Answered<R>);
  return (answer instanceof Promise ? answer.then(convert) : convert(answer)) as R;
}

function toOuterParams<P extends Asked>(look: WindowLook, params: P): P {
  const { position, range } = params;
  const context = (params as { context?: { diagnostics?: readonly Diagnostic[] } }).context;
  return {
    ...params,
    textDocument: { ...params.textDocument, uri: look.outerUri },
    ...(position === undefined ? {} : { position: toOuterPosition(look, position) }),
    ...(range === undefined ? {} : { range: toOuterRange(look, range) }),
    ...(context?.diagnostics === undefined
      ? {}
      : {
          context: {
            ...context,
            diagnostics: context.diagnostics.map((diagnostic) => ({
              ...diagnostic,
              range: toOuterRange(look, diagnostic.range),
            })),
          },
        }),
  };
}

/** What is done to a profile as a whole, when it is saved for one, is not for whoever saves a part of it. */
function isOfWhole(action: Command | CodeAction): boolean {
  return "kind" in action && action.kind?.startsWith("source") === true;
}

function toWindowAction(
  windows: ValuesWindows,
  look: WindowLook,
  action: Command | CodeAction,
): Command | CodeAction {
  if (typeof action.command === "string") return toRealCommand(look, action as Command);
  const { diagnostics, edit, command, data, ...shown } = action as CodeAction;
  return {
    ...shown,
    ...(diagnostics === undefined
      ? {}
      : { diagnostics: present(diagnostics.map((one) => toWindowDiagnostic(look, one))) }),
    ...(edit === undefined ? {} : { edit: toWindowEdit(windows, look, edit) }),
    ...(command === undefined ? {} : { command: toRealCommand(look, command) }),
    ...(data === undefined ? {} : { data: { window: look.uri, data } satisfies WindowData }),
  };
}

/** Commands are given a place, or a document and a range in it. */
function toRealCommand(look: WindowLook, command: Command): Command {
  const [first, second, ...rest] = (command.arguments ?? []) as unknown[];
  if (first === look.outerUri && Range.is(second)) {
    const { uri, range } = toWindowLocation(look, { uri: first, range: second });
    return { ...command, arguments: [uri, range, ...rest] };
  }
  const place = first as { uri?: unknown; position?: Position } | null | undefined;
  if (typeof place !== "object" || place?.uri !== look.outerUri || place.position === undefined)
    return command;
  const position = toRealPosition(look, place.position);
  return { ...command, arguments: [{ ...place, position }, ...(command.arguments ?? []).slice(1)] };
}

/** What is around the text is left out, with its name, and what is in it stays. */
function toWindowSymbols(look: WindowLook, symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.flatMap((symbol) => {
    const children = toWindowSymbols(look, symbol.children ?? []);
    const range = toWindowRange(look, symbol.range);
    const selectionRange = toWindowRange(look, symbol.selectionRange);
    if (range === undefined || selectionRange === undefined) return children;
    return [{ ...symbol, range, selectionRange, children }];
  });
}

function isWindowData(data: unknown): data is WindowData {
  return typeof data === "object" && data !== null && "window" in data && typeof data.window === "string";
}

function present<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}
