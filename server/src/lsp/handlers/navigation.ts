/** textDocument/definition and textDocument/references */

import { definition, references } from "../../features/navigation.ts";
import { toLocation } from "../convert.ts";
import type { Session } from "../session.ts";

export function registerNavigation(session: Session): void {
  const linesOf = session.linesOf.bind(session);
  const uriOf = session.uriOf.bind(session);

  session.connection.onDefinition(({ textDocument, position }) => {
    const place = session.place(textDocument.uri, position);
    if (place === undefined) return null;
    return definition(session.snapshot, place.file, place.offset).map(({ file, selectionSpan }) =>
      toLocation(linesOf, uriOf, file, selectionSpan),
    );
  });

  session.connection.onReferences(({ textDocument, position, context }) => {
    const place = session.place(textDocument.uri, position);
    if (place === undefined) return null;
    return references(session.snapshot, place.file, place.offset, context.includeDeclaration).map(
      ({ file, span }) => toLocation(linesOf, uriOf, file, span),
    );
  });
}
