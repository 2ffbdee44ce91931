// Who is on which profile version, in a real VS Code: a preview of a page that is on no disk.

import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");

/** The text of the page, once its preview is the active tab. */
async function verify(path: string, title: string): Promise<string> {
  const uri = vscode.Uri.joinPath(folder as vscode.Uri, path).toString();
  await vscode.commands.executeCommand("clusterProfiles.verifyAssignment", {
    uri,
    position: { line: 1, character: 0 },
  });
  await until(`the preview of ${title}`, () => {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    return tab?.input instanceof vscode.TabInputWebview && tab.label.includes(title);
  });
  const page = vscode.Uri.from({ scheme: "cluster-profiles", path: `/${title}.md` });
  return (await vscode.workspace.openTextDocument(page)).getText();
}

describe("an assignment", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("is verified for a profile version", async () => {
    const text = await verify(sample.profile, "Clusters on maas-infra 1.1.0");
    assert.match(text, /\*\*\d+ of \d+ clusters that use maas\\-infra are on 1\\.1\\.0\\: \d+ older\*\*/);
    assert.match(text, /\(\/clusters\/cluster-maas-berlin\.yaml#L\d+\)/);
  });

  it("is verified for a cluster", async () => {
    const text = await verify("clusters/cluster-maas-berlin.yaml", "Profile versions of berlin-prod");
    assert.match(text, /is behind on \d of its 4 profiles/);
  });
});
