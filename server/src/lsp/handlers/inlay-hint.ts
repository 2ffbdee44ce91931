/** textDocument/inlayHint */

import { inlayHints } from "../../features/inlay-hints.ts";
import { toPosition, toSpan } from "../convert.ts";
import type { Session } from "../session.ts";

export function registerInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on(({ textDocument, range }) => {
    const place = session.place(textDocument.uri, range.start);
    if (place === undefined || !session.settings.inlayHints) return [];
    const { lines } = place.view;
    const options = { defaults: session.settings.defaultHints, effects: session.settings.effectHints };
    return inlayHints(session.snapshot, place.file, toSpan(lines, range), options).map(
      ({ offset, label, tooltip }) => ({
        position: toPosition(lines, offset),
        label,
        tooltip: { kind: "markdown" as const, value: tooltip },
        paddingLeft: true,
      }),
    );
  });
}
