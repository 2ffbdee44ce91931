/** The client's own requests about what differs between versions of a profile. */

import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import {
  type ComparedText,
  compareProfilesAt,
  type ProfilePlace,
  profileVersionsToCompare,
} from "../../features/profile-comparison.ts";
import { toPosition } from "../convert.ts";
import {
  type ComparedDocument,
  type CompareProfilesParams,
  compareProfilesRequest,
  type PlaceParams,
  type ProfileComparisonResult,
  type VersionsToCompareResult,
  versionsToCompareRequest,
} from "../protocol.ts";
import type { Place, Session } from "../session.ts";

export function registerProfileComparison(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    versionsToCompareRequest,
    async (params: PlaceParams): Promise<VersionsToCompareResult> => {
      await session.firstLoad;
      const { file, offset } = placeOf(session, params);
      const { name, version, place, versions } = orRefuse(
        profileVersionsToCompare(session.snapshot, file, offset),
      );
      return {
        name,
        version,
        place: toPlace(session, place),
        versions: versions.map((other) => ({
          version: other.version,
          place: toPlace(session, other.place),
          ...(other.line === undefined ? {} : { line: other.line }),
        })),
      };
    },
  );

  connection.onRequest(
    compareProfilesRequest,
    async ({ first, second }: CompareProfilesParams): Promise<ProfileComparisonResult> => {
      await session.firstLoad;
      const [one, other] = [placeOf(session, first), placeOf(session, second)];
      const { title, line, markdown, before, after } = orRefuse(
        compareProfilesAt(session.snapshot, one, other),
      );
      return {
        title,
        line,
        markdown,
        before: toDocument(session, before),
        after: toDocument(session, after),
      };
    },
  );
}

function toPlace(session: Session, { file, offset }: ProfilePlace): PlaceParams {
  const lines = session.linesOf(file);
  const position = lines === undefined ? { line: 0, character: 0 } : toPosition(lines, offset);
  return { uri: session.uriOf(file), position };
}

function toDocument(session: Session, { file, name, version, text }: ComparedText): ComparedDocument {
  return { uri: session.uriOf(file), name, version, ...(text === undefined ? {} : { text }) };
}

function placeOf(session: Session, { uri, position }: PlaceParams): Place {
  const place = session.place(uri, position);
  if (place === undefined || place.view.pack !== undefined) throw refused("This file is no cluster profile");
  return place;
}

function orRefuse<T extends object>(answer: T | { readonly reason: string }): T {
  if ("reason" in answer) throw refused(answer.reason);
  return answer;
}

function refused(reason: string): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
