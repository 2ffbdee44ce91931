/** The client's own requests about updating one pack in all profiles. The last of them takes turns with everything else. */

import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressParams,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { packAt } from "../../features/subject.ts";
import {
  everywhereChange,
  everywhereTargets,
  filesWithOutdated,
  outdatedPacks,
  planInFile,
} from "../../features/update-everywhere.ts";
import type { PlannedProfile } from "../../features/update-plan.ts";
import { known } from "../../model/text.ts";
import type { FileId } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { toLocation } from "../convert.ts";
import { inTurns } from "../in-turns.ts";
import {
  type EverywhereTargetsResult,
  everywhereTargetsRequest,
  type OutdatedPackData,
  outdatedPacksRequest,
  type PackOfAllParams,
  type UpdateEverywhereParams,
  type UpdateEverywhereResult,
  updateEverywhereRequest,
} from "../protocol.ts";
import { refused } from "../refused.ts";
import type { Session } from "../session.ts";

export function registerUpdateEverywhere(session: Session): void {
  const { connection } = session;

  connection.onRequest(outdatedPacksRequest, async (): Promise<readonly OutdatedPackData[]> => {
    await session.firstLoad;
    return outdatedPacks(session.snapshot);
  });

  connection.onRequest(
    everywhereTargetsRequest,
    async ({ pack }: PackOfAllParams): Promise<EverywhereTargetsResult> => {
      await session.firstLoad;
      const name = typeof pack === "string" ? pack : nameAt(session, pack);
      if (name === undefined) throw refused("There is no pack at the cursor: place it in one");
      return { name, targets: everywhereTargets(session.snapshot, name) };
    },
  );

  connection.onRequest(
    updateEverywhereRequest,
    async (
      params: UpdateEverywhereParams & WorkDoneProgressParams,
      token: CancellationToken,
    ): Promise<UpdateEverywhereResult<WorkspaceEdit>> => {
      const { name, to, newVersion } = params;
      // One moment for the whole of it, whatever is typed meanwhile.
      const { snapshot } = session;
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
      progress.begin(`Updating ${name}`, 0);
      try {
        const planned: PlannedProfile[] = [];
        const files = filesWithOutdated(snapshot, name);
        const isDone = await inTurns(
          files,
          (file) => planned.push(...planInFile(snapshot, file, { name, to, newVersion })),
          {
            isCancelled: () => token.isCancellationRequested,
            report: (done) =>
              progress.report(Math.round((100 * done) / files.length), `${done} of ${files.length} files`),
          },
        );
        if (!isDone) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Nothing was updated");
        const { edits, profiles, left } = everywhereChange(snapshot, name, planned);
        refuseChanged(session, snapshot, [...edits.map(({ file }) => file), ...left.map(({ file }) => file)]);
        return {
          ...(edits.length === 0 ? {} : { edit: session.workspaceEdit(edits) }),
          profiles,
          left: left.map(({ file, span, ...rest }) => ({ ...toPlace(session, file, span), ...rest })),
        };
      } finally {
        progress.done();
      }
    },
  );
}

function nameAt(session: Session, { uri, position }: Exclude<PackOfAllParams["pack"], string>) {
  const place = session.place(uri, position);
  return place === undefined ? undefined : known(packAt(place.view, place.offset)?.pack.name)?.text;
}

function toPlace(session: Session, file: FileId, span: { readonly start: number; readonly end: number }) {
  return toLocation(
    (other) => session.linesOf(other),
    (other) => session.uriOf(other),
    file,
    span,
  );
}

/** The edits are of the texts as they were when it began. */
function refuseChanged(session: Session, before: Snapshot, files: readonly FileId[]): void {
  const now = session.snapshot;
  if (files.some((file) => now.text(file) !== before.text(file)))
    throw refused("The files have changed in the meantime: nothing was updated. Try again");
}
