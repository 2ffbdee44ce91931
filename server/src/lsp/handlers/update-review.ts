/** The client's requests about reviews of updates: what there is to review, what was decided, and the edit that accepts it. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import {
  acceptEdits,
  type ReviewIdentity,
  reviewOf,
  staleReason,
  startReview,
} from "../../features/update-review.ts";
import { windowPlace } from "../../features/values-window.ts";
import { carryOver } from "../../updates/values-review.ts";
import {
  type AcceptReviewParams,
  type AcceptReviewResult,
  acceptReviewRequest,
  type DecideReviewParams,
  decideReviewRequest,
  type OpenReviewParams,
  openReviewRequest,
  type PlaceParams,
  type RestartReviewParams,
  type RestartReviewResult,
  type ReviewStartResult,
  type ReviewTexts,
  type ReviewUpdateParams,
  restartReviewRequest,
  startReviewRequest,
} from "../protocol.ts";
import { orRefuse, refused } from "../refused.ts";
import type { Session } from "../session.ts";
import type { OpenReview } from "../update-reviews.ts";
import { windowUri } from "../values-uri.ts";

export function registerUpdateReviews(session: Session): void {
  const { connection, reviews } = session;

  connection.onRequest(
    startReviewRequest,
    async ({ uri, position, version }: ReviewUpdateParams): Promise<ReviewStartResult> => {
      await session.firstLoad;
      const place = session.place(uri, position);
      if (place === undefined) throw refused("Place the cursor in a pack of a cluster profile first");
      const { snapshot } = session;
      const { identity, title, before } = orRefuse(startReview(snapshot, place.file, place.offset, version));
      return { uri: windowUri(session.uriOf(place.file), identity, title), title, before };
    },
  );

  connection.onRequest(openReviewRequest, async (params: OpenReviewParams): Promise<ReviewTexts> => {
    await session.firstLoad;
    const opened = orRefuse(reviews.open(params));
    session.schedule.add([params.uri], "now");
    return textsOf(opened);
  });

  connection.onRequest(decideReviewRequest, (params: DecideReviewParams): null => {
    reviews.decide(params);
    session.schedule.add([params.uri], "now");
    return null;
  });

  connection.onRequest(
    restartReviewRequest,
    async ({ uri, before, text, marks }: RestartReviewParams): Promise<RestartReviewResult> => {
      await session.firstLoad;
      const identity = orRefuse(reviews.identity(uri));
      const old = orRefuse(reviewOf(session.snapshot, identity, before));
      const anew = orRefuse(reviewOf(session.snapshot, identity));
      const carried = carryOver(old.values, text, new Set(marks), anew.values);
      const opened = orRefuse(reviews.open({ uri, marks: [...carried.marks] }));
      session.schedule.add([uri], "now");
      return { ...textsOf(opened), text: carried.text, marks: [...carried.marks] };
    },
  );

  connection.onRequest<AcceptReviewResult<WorkspaceEdit>, void>(
    acceptReviewRequest,
    async ({ uri, text, newVersion }: AcceptReviewParams): Promise<AcceptReviewResult<WorkspaceEdit>> => {
      await session.firstLoad;
      const review = reviews.get(uri);
      if (review === undefined) throw refused("This review is not open: start it again from the profile");
      const { snapshot } = session;
      const { identity, values } = review;
      const stale = staleReason(snapshot, identity, values.input.mine);
      if (stale !== undefined) return { kind: "stale", reason: stale };
      const { edits } = orRefuse(acceptEdits(snapshot, identity, text, newVersion));
      const edit = session.workspaceEdit(edits);
      const last = edit.documentChanges?.findLast((change) => "textDocument" in change);
      return {
        kind: "edit",
        edit,
        uri: last?.textDocument.uri ?? session.uriOf(identity.file),
        open: orRefuse(reviews.left(review, text)).open,
        place: placeOf(session, identity),
      };
    },
  );
}

function placeOf(session: Session, identity: ReviewIdentity): PlaceParams {
  const { view, pack } = orRefuse(windowPlace(session.snapshot, identity));
  const offset = pack.version?.span.start ?? pack.span.start;
  return { uri: session.uriOf(identity.file), position: view.lines.position(offset) };
}

function textsOf({ values }: OpenReview): ReviewTexts {
  return { before: values.input.mine, proposal: values.proposal };
}
