/** New Profile Version: the profile at the cursor once more with another version, in a file of its own beside the old one. */

import * as vscode from "vscode";
import type { PlaceParams } from "../../../server/src/lsp/protocol.ts";
import { addVersion, chooseVersion } from "../profile-version-choice.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";

/** Arguments, each of which the user is asked for when it is not given: the place and the version. */
export function registerNewProfileVersion(session: Session): vscode.Disposable {
  const command = "clusterProfiles.newProfileVersion";
  return vscode.commands.registerCommand(command, (place?: PlaceParams, version?: string) =>
    withRefusals(async () => {
      const title = ({ name }: { readonly name: string }) => `New version of ${name || "the profile"}`;
      const choice = await chooseVersion(session, title, place, version);
      if (choice !== undefined) await addVersion(session, choice);
    }),
  );
}
