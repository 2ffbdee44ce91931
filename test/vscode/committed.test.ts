// What was committed, in a real VS Code with its own Git extension: an edit of a profile in use, the finding, the fix, and undo. The workspace
// is made a repository for these tests, and is none again behind them.

import assert from "node:assert/strict";
import { access, rm } from "node:fs/promises";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { commitAll } from "../harness/git-repository.ts";
import { codeOf, editTo, findingsOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const profileUri = vscode.Uri.joinPath(folder, sample.profile);
const madeUri = vscode.Uri.joinPath(folder, sample.profile.replace("1.1.0", "1.1.1"));
const rule = "in-use-profile-changed";

function setGit(enabled: boolean): Thenable<void> {
  return vscode.workspace
    .getConfiguration("git")
    .update("enabled", enabled, vscode.ConfigurationTarget.Global);
}

function found(): vscode.Diagnostic | undefined {
  return findingsOf(profileUri).find((finding) => codeOf(finding) === rule);
}

async function fixes(finding: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    profileUri,
    finding.range,
    undefined,
    20,
  );
  return actions.filter(({ title }) => title.startsWith("Move this change"));
}

describe("a profile that clusters use, in a Git repository", () => {
  before(async () => {
    commitAll(folder.fsPath);
    await setGit(true);
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(madeUri).then(undefined, () => undefined);
    await setGit(false);
    await rm(vscode.Uri.joinPath(folder, ".git").fsPath, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is told of when it is changed, and gets its text back by the fix", async () => {
    const document = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(document);
    const committed = document.getText();
    assert.equal(found(), undefined);

    const changed = committed.replace(`version: "${sample.version}"`, `version: "${sample.newest}"`);
    assert.notEqual(changed, committed);
    await editTo(document, changed);
    const finding = await until("the finding of the change", found);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Information);
    assert.match(finding.message, /^\d+ clusters? uses? `maas-infra` 1\.1\.0/);
    assert.ok((finding.relatedInformation ?? []).length > 0);

    const [fix, ...others] = await fixes(finding);
    assert.ok(fix?.edit);
    assert.equal(others.length, 0);
    assert.equal(fix.title, "Move this change to a new version 1.1.1 of maas-infra");
    assert.equal(fix.command?.command, "clusterProfiles.offerMove");
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.equal(document.getText(), committed);
    const made = await vscode.workspace.openTextDocument(madeUri);
    assert.equal(made.getText(), changed.replace('version: "1.1.0"', 'version: "1.1.1"'));
    await until("the finding to go", () => found() === undefined);

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), changed);
    await until("the finding to come back", found);
    await access(profileUri.fsPath);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("the finding to go again", () => found() === undefined);
  });
});
