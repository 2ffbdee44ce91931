/**
 * Opening, changing and closing documents. The text that the editor has goes before the disk's. Documents that are views of something, such
 * as the old side of a diff, are no files of the workspace.
 */

import { readText } from "../../io/read-text.ts";
import type { Session } from "../session.ts";
import { isWindowUri } from "../values-uri.ts";

export function registerTextSync(session: Session): void {
  const { connection, documents, windows } = session;

  connection.onDidOpenTextDocument(({ textDocument }) => {
    if (isWindowUri(textDocument.uri)) {
      const { uri, languageId, version, text } = textDocument;
      session.schedule.add([windows.documents.open(uri, languageId, version, text)], "now");
    }
    if (!/^(?:file|untitled):/.test(textDocument.uri)) return;
    const file = documents.open(
      textDocument.uri,
      textDocument.languageId,
      textDocument.version,
      textDocument.text,
    );
    session.setOpenText(file, textDocument.text, "now");
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    if (isWindowUri(textDocument.uri)) {
      const typed = windows.documents.change(textDocument.uri, textDocument.version ?? 0, contentChanges);
      if (typed !== undefined) session.schedule.add([typed.file], "typing");
      return;
    }
    const changed = documents.change(textDocument.uri, textDocument.version ?? 0, contentChanges);
    if (changed !== undefined) session.setOpenText(changed.file, changed.text, "typing");
  });

  connection.onDidCloseTextDocument(async ({ textDocument }) => {
    if (isWindowUri(textDocument.uri)) {
      windows.close(textDocument.uri);
      session.reviews.close(textDocument.uri);
      session.schedule.add([textDocument.uri], "now");
      return;
    }
    const file = documents.close(textDocument.uri);
    // Unsaved changes are gone with the editor: the file is again what the disk says.
    const answer = session.disk.isInWorkspace(file)
      ? await readText(file)
      : { fault: "not in the workspace" };
    // What is being read of the workspace left the file out, because it was open.
    if (session.isLoading) void session.reload();
    if (documents.has(file)) return;
    session.judgeConfig(file);
    if ("text" in answer) session.apply({ kind: "text", file, text: answer.text });
    else session.apply({ kind: "removed", file });
  });
}
