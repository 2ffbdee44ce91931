/** The client's own request about the rollout board, and the parts of it that other requests name. */

import type { BoardPart } from "../../features/rollout/places.ts";
import { rolloutBoard } from "../../features/rollout-board.ts";
import {
  type BoardPartData,
  type RolloutBoardData,
  type RolloutBoardParams,
  rolloutBoardRequest,
} from "../protocol.ts";
import type { Session } from "../session.ts";

/** For clients that do not say how much they show. */
const rowsInTurn = 100;

export function registerRolloutBoard(session: Session): void {
  session.connection.onRequest(
    rolloutBoardRequest,
    async ({ profile, groupBy, rows, opened, unused }: RolloutBoardParams): Promise<RolloutBoardData> => {
      await session.firstLoad;
      return rolloutBoard(session.snapshot, {
        profile: profile === undefined || profile === "all" ? profile : toIdentity(profile),
        groupBy,
        rows: rows ?? rowsInTurn,
        opened: new Map(Object.entries(opened ?? {})),
        unused: unused === true,
      });
    },
  );
}

export function toPart(part: BoardPartData | undefined): BoardPart | undefined {
  if (part === undefined) return undefined;
  const { profile, groupBy, group, cluster, column } = part;
  return {
    profile: profile === undefined ? undefined : toIdentity(profile),
    groupBy,
    group,
    cluster,
    column,
  };
}

function toIdentity({ name, context }: { readonly name: string; readonly context?: string | undefined }) {
  return { name, context };
}
