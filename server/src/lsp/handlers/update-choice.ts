/** The client's own requests about updating packs that a person chooses: of one profile, or one pack in all of them. */

import type { WorkspaceEdit } from "vscode-languageserver/node";
import {
  type ChosenPack,
  type UpdatablePack,
  type UpdateChoiceWishes,
  updateChoices,
  updateChosen,
  versionsToGoTo,
} from "../../features/update-choice.ts";
import {
  type ChosenPackData,
  type ProfileEditResult,
  type UpdatablePackData,
  type UpdateChoicesParams,
  type UpdateChoicesResult,
  type UpdateChosenParams,
  type UpdateChosenResult,
  updateChoicesRequest,
  updateChosenRequest,
  type VersionToGoToItem,
  versionsToGoToRequest,
} from "../protocol.ts";
import { refused } from "../refused.ts";
import type { Place, Session } from "../session.ts";
import { refuseTaken } from "./pack-versions.ts";

export function registerUpdateChoices(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    updateChoicesRequest,
    ({ uri, position, ...choice }: UpdateChoicesParams): UpdateChoicesResult | null => {
      const place = session.place(uri, position);
      if (place === undefined) return null;
      const { lines } = place.view;
      const choices = updateChoices(session.snapshot, place.file, place.offset, toWishes(place, choice));
      if (choices === undefined) return null;
      const packs = choices.packs.map((pack) => toData(place, pack));
      const { offset, name, version } = choices;
      return {
        place: { uri: session.uriOf(place.file), position: lines.position(offset) },
        name,
        version,
        packs,
        ...(packs.length === 0 ? { none: whyNone(session) } : {}),
      };
    },
  );

  connection.onRequest(
    updateChosenRequest,
    ({ uri, position, packs, newVersion }: UpdateChosenParams): UpdateChosenResult<WorkspaceEdit> => {
      const place = session.place(uri, position);
      if (place === undefined) throw refused("The profile is not there any more: nothing was updated");
      refuseTaken(session, place, newVersion);
      const chosen = packs.map((pack) => toChosen(place, pack));
      const update = updateChosen(session.snapshot, place.file, place.offset, chosen, newVersion);
      if (update === undefined)
        throw refused("The profile has changed in the meantime: nothing was updated. Choose again");
      const edit = session.workspaceEdit(update.edits);
      const last = edit.documentChanges?.findLast((change) => "textDocument" in change);
      const change: ProfileEditResult<WorkspaceEdit> | undefined =
        last === undefined ? undefined : { edit, uri: last.textDocument.uri };
      return {
        ...(change === undefined ? {} : { change }),
        left: update.left.map((pack) => toData(place, pack)),
      };
    },
  );

  connection.onRequest(
    versionsToGoToRequest,
    ({ uri, position, ...choice }: UpdateChoicesParams): readonly VersionToGoToItem[] | null => {
      const place = session.place(uri, position);
      if (place === undefined) return null;
      return versionsToGoTo(session.snapshot, place.file, place.offset, toWishes(place, choice)) ?? null;
    },
  );
}

function toWishes(
  place: Place,
  { chosen, ticked }: Pick<UpdateChoicesParams, "chosen" | "ticked">,
): UpdateChoiceWishes {
  return {
    chosen: (chosen ?? []).map((pack) => toChosen(place, pack)),
    ticked: ticked && new Set(ticked.map((one) => place.view.lines.offset(one))),
  };
}

function whyNone({ snapshot }: Session): string {
  return snapshot.catalog.registries.length === 0
    ? "No pack registry is known here: put packs in the workspace, or name their folder in .cluster-profiles.yaml."
    : "No pack of this profile has a newer version to go to.";
}

function toChosen({ view }: Place, { position, name, current, version }: ChosenPackData): ChosenPack {
  return { offset: view.lines.offset(position), name, current, version };
}

function toData({ view }: Place, { offset, outcome, ...pack }: UpdatablePack): UpdatablePackData {
  return { ...pack, position: view.lines.position(offset), outcome: outcome.kind };
}
