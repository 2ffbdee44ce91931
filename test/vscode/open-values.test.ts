// The values of one layer in an editor of their own, in a real VS Code: what is saved there is changed in the profile's document, and
// what is changed in that shows here.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { codeOf, editTo, findingsOf, positionOf, textOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const profileUri = vscode.Uri.joinPath(folder, sample.profile);
const scheme = "cluster-profiles-values";

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** Opens the values around the text of the profile. */
async function openAt(profile: vscode.TextDocument, ...texts: readonly string[]) {
  const { line, character } = positionOf(profile, ...texts);
  const place = { uri: profile.uri.toString(), position: { line, character } };
  await vscode.commands.executeCommand("clusterProfiles.openValues", place);
  const window = vscode.window.activeTextEditor?.document;
  assert.equal(window?.uri.scheme, scheme);
  return window;
}

async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const text = document.getText();
  assert.ok(text.includes(before), `${before} is in ${document.uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  const start = text.indexOf(before);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  edit.replace(document.uri, range, after);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

/** What the editor says of a save that fails is not told to extensions. */
async function saveFails(document: vscode.TextDocument): Promise<void> {
  const saved = await document.save().then(
    (done) => done,
    () => false,
  );
  assert.equal(saved, false);
  assert.equal(document.isDirty, true);
}

describe("the values of a layer", () => {
  let profile: vscode.TextDocument;
  let original: string;
  let values: vscode.TextDocument;
  let before: string;

  beforeEach("are opened", async () => {
    profile = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(profile);
    original = profile.getText();
    values = await openAt(profile, "name: cni-calico");
    before = values.getText();
  });

  afterEach("are closed, and nothing is left of them", async () => {
    for (const document of [values, profile]) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    assert.equal((await vscode.workspace.openTextDocument(profileUri)).getText(), original);
  });

  it("have a tab that says whose they are, beside the profile", async () => {
    const tab = tabs().find(({ isActive, group }) => isActive && group.isActive);
    assert.equal(tab?.label, "cni-calico (maas-infra 1.1.0).yaml");
    assert.equal(values.languageId, "yaml");
    assert.match(
      before,
      /^pack:\n {2}# Images come with the version of the pack\n {2}namespace: calico-system\n/,
    );
    assert.equal(
      vscode.window.visibleTextEditors.some(({ document }) => document === profile),
      true,
    );
    await vscode.window.showTextDocument(profile, vscode.ViewColumn.One);
    await openAt(profile, "namespace: calico-system");
    assert.equal(tabs().filter(({ label }) => label.startsWith("cni-calico")).length, 1);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
  });

  it("are changed in the profile when they are saved, and undone there", async () => {
    await replace(values, 'ipipMode: "CrossSubnet"', 'ipipMode: "Never"\n    # why not\n    more: 1');
    assert.equal(profile.getText(), original);
    assert.equal(await values.save(), true);
    const wanted = original.replace(
      'ipipMode: "CrossSubnet"',
      'ipipMode: "Never"\n          # why not\n          more: 1',
    );
    assert.equal(profile.getText(), wanted);
    assert.equal(profile.isDirty, true);
    assert.equal(values.isDirty, false);
    await vscode.window.showTextDocument(profile, vscode.ViewColumn.One);
    await vscode.commands.executeCommand("undo");
    assert.equal(profile.getText(), original);
    await until("the values as they were", () => values.getText() === before);
    assert.equal(values.isDirty, false);
  });

  it("show what is changed in the profile", async () => {
    await replace(profile, "vethMtu: 0", "vethMtu: 1440");
    await until("the new values", () => values.getText() === before.replace("vethMtu: 0", "vethMtu: 1440"));
    assert.equal(values.isDirty, false);
  });

  it("are brought together with what is changed in the profile meanwhile", async () => {
    await replace(values, 'vxlanMode: "Never"', 'vxlanMode: "Always"');
    await replace(profile, "vethMtu: 0", "vethMtu: 1440");
    const both = before
      .replace("vethMtu: 0", "vethMtu: 1440")
      .replace('vxlanMode: "Never"', 'vxlanMode: "Always"');
    await until("both changes", () => values.getText() === both);
    assert.equal(await values.save(), true);
    assert.equal(
      profile.getText(),
      original.replace("vethMtu: 0", "vethMtu: 1440").replace('vxlanMode: "Never"', 'vxlanMode: "Always"'),
    );
  });

  it("are not saved over what is changed in the profile, and both texts are kept", async () => {
    await replace(values, "vethMtu: 0", "vethMtu: 9000");
    await replace(profile, "vethMtu: 0", "vethMtu: 1440");
    await saveFails(values);
    assert.equal(values.getText(), before.replace("vethMtu: 0", "vethMtu: 9000"));
    assert.equal(profile.getText(), original.replace("vethMtu: 0", "vethMtu: 1440"));
    // What the message offers: it reads the profile's text, and takes none of it over.
    await vscode.window.showTextDocument(values);
    await vscode.commands.executeCommand("workbench.files.action.compareWithSaved");
    await until("the comparison", () => tabs().some(({ input }) => input instanceof vscode.TabInputTextDiff));
    await saveFails(values);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.window.showTextDocument(values);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    assert.equal(values.getText(), before.replace("vethMtu: 0", "vethMtu: 1440"));
    await replace(values, "vethMtu: 1440", "vethMtu: 9000");
    assert.equal(await values.save(), true);
    assert.equal(profile.getText(), original.replace("vethMtu: 0", "vethMtu: 9000"));
  });

  it("reach a profile that is in no editor", async () => {
    await vscode.window.showTextDocument(profile);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await replace(values, "vethMtu: 0", "vethMtu: 9000");
    assert.equal(await values.save(), true);
    profile = await vscode.workspace.openTextDocument(profileUri);
    assert.equal(profile.getText(), original.replace("vethMtu: 0", "vethMtu: 9000"));
    assert.equal(profile.isDirty, true);
  });

  it("say so when their layer is gone, and come back with it", async () => {
    await editTo(profile, original.replace("name: cni-calico", "name: cni-other"));
    await until("word of it", () => findingsOf(values.uri).some((finding) => codeOf(finding) === "values"));
    await replace(values, "vethMtu: 0", "vethMtu: 9000");
    await saveFails(values);
    await editTo(profile, original);
    await until("no word of it", () =>
      findingsOf(values.uri).every((finding) => codeOf(finding) !== "values"),
    );
    assert.equal(await values.save(), true);
    assert.equal(profile.getText(), original.replace("vethMtu: 0", "vethMtu: 9000"));
  });

  it("are explained as in the profile", async () => {
    const os = await openAt(profile, "name: ubuntu-maas");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      os.uri,
      positionOf(os, ".spectro.system.cluster.name").translate(0, ".spectro.system.cluster.n".length),
    );
    assert.match(hovers.map(textOf).join("\n"), /cluster/i);
    await replace(os, ".cluster.name }}", ".cluster.nmae }}");
    const finding = await until("the finding", () =>
      findingsOf(os.uri).find((one) => codeOf(one) === "unknown-system-macro"),
    );
    assert.match(os.getText(finding.range), /nmae/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
