/** Bump Profile Version: another version for the profile at the cursor, in place or, when clusters use it, as a new one. */

import * as vscode from "vscode";
import type { PlaceParams, ProfileVersionsResult } from "../../../server/src/lsp/protocol.ts";
import { addVersion, changeInPlace, chooseVersion, usage, withRefusals } from "../profile-version-choice.ts";
import type { Session } from "../session.ts";

type Way = "new" | "in-place";

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
      const chosen = way ?? (await chooseWay(choice.versions, choice.version));
      if (chosen === "new") await addVersion(session, choice);
      else if (chosen === "in-place") await changeInPlace(session, choice);
    }),
  );
}

/** A version that nobody uses is changed without a question. */
async function chooseWay(versions: ProfileVersionsResult, to: string): Promise<Way | undefined> {
  if (versions.clusters === 0) return "in-place";
  const picks: (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      label: `As a new version (${usage(versions)})`,
      detail: `${versions.version} stays as it is, beside ${to}`,
      way: "new",
    },
    {
      label: `Change it in place (${usage(versions)})`,
      detail: `${versions.version} is gone, and the clusters still refer to it`,
      way: "in-place",
    },
  ];
  const title = `${versions.name}: ${versions.version} to ${to}`;
  return (await vscode.window.showQuickPick(picks, { title }))?.way;
}
