// The rollout board in a real VS Code: one page, opened from anywhere, and the view of clusters that follows it.

import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");

function boards(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("rolloutBoard"),
    );
}

const show = (place?: unknown) => vscode.commands.executeCommand("clusterProfiles.showRolloutBoard", place);

describe("the rollout board", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("opens as a page", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await show();
    const board = await until("the board", () => boards()[0]);
    assert.equal(board.label, "Rollout Board");
    assert.equal(board.isActive, true);
  });

  it("is the same page when it is asked for at a profile", async () => {
    const uri = vscode.Uri.joinPath(folder, sample.profile);
    await vscode.window.showTextDocument(uri, { preview: false });
    await show({ uri: uri.toString(), position: { line: 1, character: 0 } });
    await until("the board in front", () => boards()[0]?.isActive);
    assert.equal(boards().length, 1);
  });

  it("is made anew after it was closed", async () => {
    await vscode.window.tabGroups.close(boards());
    await until("the end of the board", () => boards().length === 0);
    await show();
    await until("another board", () => boards().length === 1);
  });

  it("has its parts shown by the view of clusters, without a change of any file", async () => {
    const part = {
      profile: { name: "maas-infra", context: "project" },
      groupBy: "cloudType",
      column: "version 1.0.0",
    };
    await vscode.commands.executeCommand("clusterProfiles.clusters.filterByPart", part, "maas-infra 1.0.0");
    await vscode.commands.executeCommand("clusterProfiles.clusters.clearFilter");
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty),
      [],
    );
  });
});
