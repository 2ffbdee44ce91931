/** textDocument/hover */

import { MarkupKind } from "vscode-languageserver/node";
import { hover } from "../../features/hover.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

export function registerHover(session: Session): void {
  session.connection.onHover(({ textDocument, position }) => {
    const place = session.place(textDocument.uri, position);
    if (place === undefined) return null;
    const answer = hover(session.snapshot, place.file, place.offset);
    if (answer === undefined) return null;
    return {
      range: toRange(place.view.lines, answer.span),
      contents: { kind: MarkupKind.Markdown, value: answer.markdown },
    };
  });
}
