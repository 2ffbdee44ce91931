// Comparison of two versions of a profile in a real VS Code: the diff, and the summary beside it.
// The command is given the places that it would ask the user for.

import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { positionOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const newer = vscode.Uri.joinPath(folder, sample.profile);
const older = vscode.Uri.joinPath(folder, sample.profile.replace("1.1.0", "1.0.0"));

/** Another profile, of which nobody makes versions in between. */
const platform = vscode.Uri.joinPath(folder, "profiles/profile-platform-1.5.0.yaml");

async function placeOf(uri: vscode.Uri, name: string) {
  const document = await vscode.workspace.openTextDocument(uri);
  const { line, character } = positionOf(document, `name: ${name}`);
  return { uri: uri.toString(), position: { line, character } };
}

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

describe("two versions of a profile", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("are shown side by side, with a summary", async () => {
    const [first, second] = [await placeOf(newer, "maas-infra"), await placeOf(older, "maas-infra")];
    await vscode.commands.executeCommand("clusterProfiles.compareProfileVersions", first, second);
    await until("the diff", () => tabs().some((label) => label.startsWith("maas-infra 1.0.0 → 1.1.0")));
    await until("the summary", () =>
      tabs().some((label) => /Compare maas-infra 1\.0\.0 to 1\.1\.0/.test(label)),
    );
    const page = await until("the page", () =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === "cluster-profiles" && uri.path.includes("Compare maas-infra"),
      ),
    );
    assert.equal(page.languageId, "markdown");
    assert.match(page.getText(), /^# maas\\-infra 1\\\.0\\\.0 → 1\\\.1\\\.0$/m);
    assert.match(page.getText(), /^\| Kubernetes \| kubernetes \| 1\\\.31\\\.4 → 1\\\.32\\\.4 \(minor\) \|/m);
  });

  it("are picked from a list", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const compare = vscode.commands.executeCommand(
      "clusterProfiles.compareProfileVersions",
      await placeOf(platform, "platform"),
    );
    // Takes the first entry of the list as soon as that is there.
    const accept = setInterval(
      () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"),
      200,
    );
    try {
      await compare;
    } finally {
      clearInterval(accept);
    }
    await until("the diff", () => tabs().some((label) => label.startsWith("platform 1.4.0 → 1.5.0")));
  });
});
