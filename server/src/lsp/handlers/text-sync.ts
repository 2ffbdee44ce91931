/** Opening, changing and closing documents. The text that the editor has goes before the disk's. */

import { readText } from "../../io/read-text.ts";
import type { Session } from "../session.ts";

export function registerTextSync(session: Session): void {
  const { connection, documents } = session;

  connection.onDidOpenTextDocument(({ textDocument }) => {
    const file = documents.open(
      textDocument.uri,
      textDocument.languageId,
      textDocument.version,
      textDocument.text,
    );
    session.apply({ kind: "text", file, text: textDocument.text });
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const changed = documents.change(textDocument.uri, textDocument.version ?? 0, contentChanges);
    if (changed !== undefined) session.apply({ kind: "text", ...changed });
  });

  connection.onDidCloseTextDocument(async ({ textDocument }) => {
    const file = documents.close(textDocument.uri);
    // Unsaved changes are gone with the editor: the file is again what the disk says.
    const answer = session.isOnDisk(file) ? await readText(file) : { fault: "not in the workspace" };
    if (documents.has(file)) return;
    if ("text" in answer) session.apply({ kind: "text", file, text: answer.text });
    else session.apply({ kind: "removed", file });
  });
}
