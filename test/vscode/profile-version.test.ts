// Names and versions of profiles in a real VS Code: a rename across files, and a new version beside the old one.
// The commands are given the answers that they would ask the user for.

import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { acceptingLists, inPreview, positionOf, removeMade, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const profileUri = vscode.Uri.joinPath(folder, sample.profile);
const name = "maas-infra";
const version = "1.1.0";

function uriOf(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder as vscode.Uri, path);
}

function renameTo(document: vscode.TextDocument, from: string, to: string): Thenable<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    "vscode.executeDocumentRenameProvider",
    document.uri,
    positionOf(document, `name: ${from}`).translate(0, "name: ".length + 1),
    to,
  );
}

describe("a profile's name", () => {
  it("is changed in all its versions and clusters, and back again", async () => {
    const document = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(document);
    const edit = await renameTo(document, name, "metal");
    const paths = edit.entries().map(([uri]) => vscode.workspace.asRelativePath(uri));
    for (const path of [
      "clusters/cluster-maas-berlin.yaml",
      "clusters/cluster-maas-lab.yaml",
      "clusters/cluster-short-form.yaml",
      "profiles/profile-maas-infra-1.0.0.yaml",
      sample.profile,
    ]) {
      assert.ok(paths.includes(path), `${path} is among ${paths.join(", ")}`);
    }
    assert.equal(await inPreview("apply", vscode.workspace.applyEdit(edit)), true);
    const documents = await Promise.all(paths.map((path) => vscode.workspace.openTextDocument(uriOf(path))));
    for (const one of documents) {
      const original = await readFile(one.uri.fsPath, "utf8");
      assert.notEqual(one.getText(), original, one.uri.path);
      assert.ok(!new RegExp(`(?:name|infra): ${name}$`, "m").test(one.getText()), one.uri.path);
    }

    const back = await until("the way back", () => document.getText().includes("name: metal") && document);
    const reverse = await renameTo(back, "metal", name);
    assert.equal(await inPreview("apply", vscode.workspace.applyEdit(reverse)), true);
    for (const one of documents) assert.equal(one.getText(), await readFile(one.uri.fsPath, "utf8"));
    assert.equal(await vscode.workspace.saveAll(), true);
  });

  it("is not changed where there is none", async () => {
    const document = await vscode.workspace.openTextDocument(profileUri);
    await assert.rejects(async () => {
      await vscode.commands.executeCommand(
        "vscode.prepareRename",
        profileUri,
        positionOf(document, "type: ").translate(0, 1),
      );
    }, /Only the names of profiles/);
  });
});

describe("a profile's version", () => {
  const place = async () => {
    const document = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(document);
    const { line, character } = positionOf(document, `name: ${name}`);
    return { document, place: { uri: profileUri.toString(), position: { line, character } } };
  };
  const fileOf = (added: string) => uriOf(sample.profile.replace(version, added));

  after("is gone again", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await removeMade(fileOf("1.1.2"), fileOf("1.2.0"));
  });

  /** The new version is shown, and is the old one but for the version. */
  async function checkShown(added: string, old: vscode.TextDocument, original: string): Promise<void> {
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.path, fileOf(added).path);
    assert.equal(shown?.getText(), original.replace(`version: "${version}"`, `version: "${added}"`));
    assert.equal(old.getText(), original);
    // Nobody is asked whether to keep what a test leaves behind.
    await shown?.save();
  }

  it("is changed in place, in one step that can be undone", async () => {
    const { document, place: at } = await place();
    const original = document.getText();
    await vscode.commands.executeCommand("clusterProfiles.bumpProfileVersion", at, "1.1.1", "in-place");
    assert.equal(document.getText(), original.replace(`version: "${version}"`, 'version: "1.1.1"'));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), original);
  });

  it("is added as a file of its own, which is shown", async () => {
    const { document, place: at } = await place();
    const original = document.getText();
    await assert.rejects(access(fileOf("1.2.0").fsPath));
    await vscode.commands.executeCommand("clusterProfiles.newProfileVersion", at, "1.2.0");
    await checkShown("1.2.0", document, original);
  });

  it("is bumped as a new one first of all, when clusters use it", async () => {
    const { document, place: at } = await place();
    const original = document.getText();
    await acceptingLists(vscode.commands.executeCommand("clusterProfiles.bumpProfileVersion", at, "1.1.2"));
    await checkShown("1.1.2", document, original);
  });
});
