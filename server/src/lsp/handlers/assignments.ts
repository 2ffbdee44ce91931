/** The client's request for who is on which profile version, as a page to read. */

import { basename, isAbsolute, relative } from "node:path";
import type { Span } from "../../base/span.ts";
import { assigneeAt } from "../../features/assignments.ts";
import { assignmentsPage, type PlaceLink } from "../../features/assignments-page.ts";
import { isInside } from "../../io/folder-loader.ts";
import type { FileId } from "../../workspace/profile-index.ts";
import { type MarkdownPage, type VerifyAssignmentParams, verifyAssignmentRequest } from "../protocol.ts";
import type { Session } from "../session.ts";

export function registerAssignments(session: Session): void {
  session.connection.onRequest(
    verifyAssignmentRequest,
    async (params: VerifyAssignmentParams): Promise<MarkdownPage> => {
      await session.firstLoad;
      const place = params.place && session.place(params.place.uri, params.place.position);
      const { snapshot } = session;
      const subject = place && assigneeAt(snapshot, place.file, place.offset);
      return assignmentsPage(snapshot, subject, (file, span) => placeLink(session, file, span), Date.now());
    },
  );
}

/** A preview takes a link that begins with a slash for one from the first folder of the workspace, and follows none with a scheme. */
function placeLink(session: Session, file: FileId, span: Span): PlaceLink {
  const lines = session.linesOf(file);
  const line = lines === undefined ? 1 : lines.position(span.start).line + 1;
  const [first] = session.disk.folders;
  const label = `${labelOf(file, session.disk.folders)}:${line}`;
  const way = first === undefined || !isAbsolute(file) ? undefined : relative(first, file);
  // Another drive has no way to it.
  if (way === undefined || isAbsolute(way)) return { label, address: undefined };
  const path = way.replaceAll("\\", "/").split("/").map(encodePart).join("/");
  return { label, address: `/${path}#L${line}` };
}

/** The path in its folder, with the folder's name where there are several. */
export function labelOf(file: FileId, folders: readonly string[]): string {
  const folder = isAbsolute(file) ? folders.find((candidate) => isInside(candidate, file)) : undefined;
  if (folder === undefined) return file;
  const path = relative(folder, file).replaceAll("\\", "/");
  return folders.length === 1 ? path : `${basename(folder)}/${path}`;
}

/** Brackets would end a link in Markdown. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
}
