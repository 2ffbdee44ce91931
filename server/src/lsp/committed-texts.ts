/**
 * Asks the client, which knows of Git, what profiles were at the last commit: those that clusters use, while they are open or differ from
 * it on the disk. Nobody waits for the answers: findings come when they are there.
 */

import { filesToCompare } from "../analysis/committed-files.ts";
import type { FileId } from "../workspace/profile-index.ts";
import { fileIdOf } from "./convert.ts";
import {
  type CommittedChangedParams,
  type CommittedTextParams,
  type CommittedTextResult,
  committedChangedNotification,
  committedTextRequest,
} from "./protocol.ts";
import type { Session } from "./session.ts";

export function followCommittedTexts(session: Session): void {
  const { connection, documents } = session;
  /** What was asked for each file: an answer to anything older counts no more. */
  const asked = new Map<FileId, object>();
  /** What the workspace was told: whether there is a text. */
  const told = new Map<FileId, boolean>();
  let differing: ReadonlySet<FileId> = new Set();
  let known: { readonly facts: number; readonly files: ReadonlySet<FileId> } | undefined;
  let waiting: NodeJS.Immediate | undefined;

  const isOfInterest = (file: FileId) => documents.has(file) || differing.has(file);

  const ask = async (file: FileId) => {
    const question = {};
    asked.set(file, question);
    const params: CommittedTextParams = { uri: session.uriOf(file) };
    let text: string | undefined;
    try {
      const answer = await connection.sendRequest<CommittedTextResult | null>(committedTextRequest, params);
      text = typeof answer?.text === "string" ? answer.text : undefined;
    } catch {
      // A client that cannot tell knows of no commit.
    }
    if (asked.get(file) !== question) return;
    told.set(file, text !== undefined);
    session.apply({ kind: "committed", file, text });
    // The file may have been none of ours at this moment, in the middle of an edit.
    if (text !== undefined && session.snapshot.file(file)?.committed === undefined) asked.delete(file);
  };

  const filesOfInterest = (): ReadonlySet<FileId> => {
    const { snapshot } = session;
    // Names and references are facts; most of what is typed is none.
    if (known?.facts !== snapshot.factsRevision)
      known = { facts: snapshot.factsRevision, files: filesToCompare(snapshot) };
    return known.files;
  };

  const look = () => {
    waiting = undefined;
    // The end of the load is told as well.
    if (session.isLoading) return;
    for (const file of new Set([...asked.keys(), ...told.keys()])) {
      if (isOfInterest(file) && session.snapshot.text(file) !== undefined) {
        // The workspace drops the text of a file that has no profile for a moment.
        const isDropped = told.get(file) === true && session.snapshot.file(file)?.committed === undefined;
        if (!isDropped) continue;
      }
      asked.delete(file);
      if (told.delete(file)) session.apply({ kind: "committed", file, text: undefined });
    }
    for (const file of filesOfInterest()) if (isOfInterest(file) && !asked.has(file)) void ask(file);
  };
  const lookSoon = () => {
    waiting ??= setImmediate(look);
  };

  session.onChange(lookSoon);
  connection.onNotification(committedChangedNotification, ({ changed, anew }: CommittedChangedParams) => {
    differing = new Set(changed.map(fileIdOf));
    // What was heard stays until the new answer is there: findings must not flicker.
    if (anew) asked.clear();
    lookSoon();
  });
  connection.onExit(() => clearImmediate(waiting));
}
