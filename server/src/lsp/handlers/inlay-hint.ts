/** textDocument/inlayHint and inlayHint/resolve. What becomes of values costs a merge, which is made when somebody looks. */

import type { InlayHint, InlayHintLabelPart } from "vscode-languageserver/node";
import { type InlayHint as EngineHint, hintedUpdate, inlayHints } from "../../features/inlay-hints.ts";
import { escapeText, paragraphs } from "../../features/markdown.ts";
import { toPosition, toSpan } from "../convert.ts";
import { type UpdatePackToParams, updatePackToCommand } from "../protocol.ts";
import type { Place, Session } from "../session.ts";

/** What a hint that leads to an update needs to say more. */
interface HintData {
  readonly update: UpdatePackToParams;
  readonly tooltip: string;
}

export function registerInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on(({ textDocument, range }) => {
    const place = session.place(textDocument.uri, range.start);
    if (place === undefined || !session.settings.inlayHints) return [];
    const { lines } = place.view;
    const options = { defaults: session.settings.defaultHints, effects: session.settings.effectHints };
    return inlayHints(session.snapshot, place.file, toSpan(lines, range), options).map(
      (hint): InlayHint => ({
        position: toPosition(lines, hint.offset),
        tooltip: markdown(hint.tooltip),
        paddingLeft: true,
        ...leading(session, place, hint),
      }),
    );
  });

  session.connection.languages.inlayHint.resolve((hint) => {
    const data = hint.data as HintData | undefined;
    if (data === undefined) return hint;
    const { uri, position, version } = data.update;
    const place = session.place(uri, position);
    const note =
      place === undefined
        ? undefined
        : hintedUpdate(session.snapshot, place.file, { offset: place.offset, version });
    if (note === undefined) return hint;
    const words = `${note.charAt(0).toUpperCase()}${note.slice(1)}`;
    return { ...hint, tooltip: markdown(paragraphs([data.tooltip, escapeText(words)])) };
  });
}

function markdown(value: string) {
  return { kind: "markdown" as const, value };
}

/** A hint of a pack leads to its update. */
function leading(
  session: Session,
  { file, view }: Place,
  { label, tooltip, update }: EngineHint,
): Pick<InlayHint, "label" | "data"> {
  if (update === undefined) return { label };
  const { offset, version } = update;
  const params = { uri: session.uriOf(file), position: toPosition(view.lines, offset), version };
  const title = `Update to ${version}`;
  const part: InlayHintLabelPart = {
    value: label,
    command: { title, command: updatePackToCommand, arguments: [params] },
  };
  return { label: [part], data: { update: params, tooltip } satisfies HintData };
}
