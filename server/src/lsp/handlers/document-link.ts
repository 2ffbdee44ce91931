/** textDocument/documentLink */

import { documentLinks } from "../../features/links.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

export function registerDocumentLinks(session: Session): void {
  session.connection.onDocumentLinks(({ textDocument }) => {
    const place = session.place(textDocument.uri, { line: 0, character: 0 });
    if (place === undefined) return [];
    return documentLinks(session.snapshot, place.file).map(({ span, targetFile, tooltip }) => ({
      range: toRange(place.view.lines, span),
      target: session.uriOf(targetFile),
      tooltip,
    }));
  });
}
