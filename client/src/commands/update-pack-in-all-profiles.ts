/** Update Pack in All Profiles: one pack, as far as the user says, in every profile of the workspace; looked at before it is done. */

import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient/node";
import {
  type EverywhereTargetData,
  type EverywhereTargetsResult,
  everywhereTargetsRequest,
  type LeftProfileData,
  type OutdatedPackData,
  openPlaceCommand,
  outdatedPacksRequest,
  type PackOfAllParams,
  type PlaceParams,
  type UpdateEverywhereParams,
  type UpdateEverywhereResult,
  updateEverywhereRequest,
  updatePackInAllProfilesCommand,
} from "../../../server/src/lsp/protocol.ts";
import { preview } from "../edit-preview.ts";
import { withRefusals } from "../refusals.ts";
import type { Session } from "../session.ts";
import { review } from "./update-packs.ts";

/** What becomes of profiles that clusters use. */
type ForUsed = NonNullable<UpdateEverywhereParams["newVersion"]> | "leave";

/** What is given is not asked for. */
export function registerUpdatePackInAllProfiles(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand(
    updatePackInAllProfilesCommand,
    (pack?: PlaceParams | string, to?: EverywhereTargetData["to"], used?: ForUsed) =>
      withRefusals(() => updatePackInAllProfiles(session, pack, to, used)),
  );
}

async function updatePackInAllProfiles(
  session: Session,
  given: PlaceParams | string | undefined,
  to: EverywhereTargetData["to"] | undefined,
  used: ForUsed | undefined,
): Promise<void> {
  const pack = given ?? (await pickPack(session));
  if (pack === undefined) return;
  const { name, targets } = await session.request<PackOfAllParams, EverywhereTargetsResult>(
    everywhereTargetsRequest,
    { pack },
  );
  if (targets.length === 0) {
    await vscode.window.showInformationMessage(
      `No profile has ${name} in a version with a newer one to go to.`,
    );
    return;
  }
  const target =
    to === undefined ? await pickTarget(name, targets) : targets.find((one) => isSame(one.to, to));
  if (target === undefined) {
    if (to !== undefined) throw new Error(`No profile has ${name} in a version that can go there.`);
    return;
  }
  const forUsed = target.used === 0 ? "leave" : (used ?? (await pickForUsed(name, target)));
  if (forUsed === undefined) return;
  const params: UpdateEverywhereParams = {
    name,
    to: target.to,
    ...(forUsed === "leave" ? {} : { newVersion: forUsed }),
  };
  const result = await session.requestInProgress<
    UpdateEverywhereParams,
    UpdateEverywhereResult<WorkspaceEdit>
  >(updateEverywhereRequest, params, `Updating ${name} in all profiles`);
  if (result === undefined) return;
  const isDone = result.edit !== undefined && (await preview(session, result.edit)) === "applied";
  if (isDone || result.edit === undefined) tellRest(name, result);
}

function isSame(a: EverywhereTargetData["to"], b: EverywhereTargetData["to"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function pickPack(session: Session): Promise<string | undefined> {
  const packs = await session.request<null, readonly OutdatedPackData[]>(outdatedPacksRequest, null);
  if (packs.length === 0)
    throw new Error("No pack of the workspace's profiles has a newer version to go to.");
  const picks = packs.map(({ name, current, newest, profiles }) => ({
    label: name,
    description: `${some(current)} → ${newest}`,
    detail: count(profiles, "profile"),
  }));
  const options = { title: "Update Pack in All Profiles", placeHolder: "Pack", matchOnDescription: true };
  return (await vscode.window.showQuickPick(picks, options))?.label;
}

const reachNames = { patch: "Newest patch", minor: "Newest minor", newest: "Newest" } as const;

async function pickTarget(
  name: string,
  targets: readonly EverywhereTargetData[],
): Promise<EverywhereTargetData | undefined> {
  const pickOf = (target: EverywhereTargetData) => {
    const { to, versions, profiles, used } = target;
    const users = used === 0 ? "" : `, ${used} of them used by clusters`;
    return {
      label: typeof to === "string" ? reachNames[to] : to.version,
      description: typeof to === "string" ? some(versions) : "",
      detail: `${count(profiles, "profile")}${users}`,
      target,
    };
  };
  const reaches = targets.filter(({ to, same }) => typeof to === "string" && !same).map(pickOf);
  const versions = targets.filter(({ to }) => typeof to !== "string").map(pickOf);
  const separator = { label: "to one version", kind: vscode.QuickPickItemKind.Separator, target: undefined };
  const options = {
    title: `Update ${name} in All Profiles`,
    placeHolder: "How far",
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick([...reaches, separator, ...versions], options))?.target;
}

async function pickForUsed(
  name: string,
  { profiles, used }: EverywhereTargetData,
): Promise<ForUsed | undefined> {
  const become = (bump: ForUsed) => ({
    label: `As new ${bump} versions`,
    detail: "What clusters use stays as it is, beside the new version",
    way: bump,
  });
  const leave: vscode.QuickPickItem & { readonly way: ForUsed } = {
    label: "Leave those alone",
    detail: profiles === used ? "Nothing is changed" : "The others are updated",
    way: "leave",
  };
  const picks = [become("patch"), become("minor"), become("major"), leave];
  const options = {
    title: `Update ${name} in All Profiles`,
    placeHolder: `Clusters use ${used} of ${count(profiles, "profile")}`,
  };
  return (await vscode.window.showQuickPick(picks, options))?.way;
}

/** Does not wait for an answer: the user may never give one. */
function tellRest(name: string, { profiles, left }: UpdateEverywhereResult<WorkspaceEdit>): void {
  void withRefusals(async () => {
    const done =
      profiles === 0 ? "No profile was changed" : `${name} is updated in ${count(profiles, "profile")}`;
    if (left.length === 0) {
      await vscode.window.showInformationMessage(`${done}.`);
      return;
    }
    const show = "Show Them";
    const rest = `it stays in ${count(left.length, "profile")}`;
    if ((await vscode.window.showInformationMessage(`${done}; ${rest}.`, show)) === show)
      await showLeft(name, left);
  });
}

async function showLeft(name: string, left: readonly LeftProfileData[]): Promise<void> {
  const picks = left.map((profile) => ({
    label: `${profile.name} ${profile.version}`,
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(profile.uri)),
    detail: profile.why,
    profile,
  }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: `Profiles in which ${name} stays`,
    placeHolder: "Profile to open",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  const { uri, range, target, canReview } = picked.profile;
  await vscode.commands.executeCommand(openPlaceCommand, uri, range);
  if (canReview) await review({ uri }, { position: range.start, version: target });
}

/** How many versions are named. */
const mostNamed = 3;

function some(versions: readonly string[]): string {
  return `${versions.slice(0, mostNamed).join(", ")}${versions.length > mostNamed ? ", ..." : ""}`;
}

function count(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}
