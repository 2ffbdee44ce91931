/** Bump Profile Version: another version for the profile at the cursor, in place or, when clusters use it, as a new one. */

import * as vscode from "vscode";
import type { PlaceParams } from "../../../server/src/lsp/protocol.ts";
import { addVersion, changeInPlace, chooseVersion, chooseWay, type Way } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";

/** Arguments, each of which the user is asked for when it is not given: the place, the version, and how to get there. */
export function registerBumpProfileVersion(session: Session): vscode.Disposable {
  const command = "clusterProfiles.bumpProfileVersion";
  return vscode.commands.registerCommand(command, (place?: PlaceParams, version?: string, way?: Way) =>
    withRefusals(async () => {
      const choice = await chooseVersion(
        session,
        ({ name }) => `Bump ${name || "the profile"}`,
        place,
        version,
      );
      if (choice === undefined) return;
      const { versions, version: to } = choice;
      const question = `${versions.name}: ${versions.version} to ${to}`;
      const lost = `${versions.version} is gone, and the clusters still refer to it`;
      const chosen = way ?? (await chooseWay(versions, to, question, lost));
      if (chosen === "new") await addVersion(session, choice);
      else if (chosen === "in-place") await changeInPlace(session, choice);
    }),
  );
}
