// Packs that are chosen from the list, and one pack in all profiles, in a real VS Code: what changes, and the way back.

import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import {
  acceptingLists,
  findingsOf,
  inPreview,
  positionOf,
  quickFixes,
  removeMade,
  until,
} from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const uriOf = (path: string) => vscode.Uri.joinPath(folder, path);

/** No cluster uses it, and all four of its packs can go on with their values. */
const free = uriOf("problems/outdated-pack.yaml");

/** Clusters use it. */
const used = uriOf(sample.profile);
const usedNext = uriOf(sample.profile.replace("1.1.0", "1.1.1"));

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

function placeOf(document: vscode.TextDocument, text: string) {
  const { line, character } = positionOf(document, text);
  return { uri: document.uri.toString(), position: { line, character } };
}

/** The versions of the packs, in the order of the file. */
function versionsIn(text: string): string[] {
  return [...text.matchAll(/^ {4}version: "?([^"\n#]+?)"?(?: *#.*)?$/gm)].map((match) => match[1] ?? "");
}

describe("packs chosen from the list", () => {
  afterEach("are as they were", async () => {
    for (const uri of [free, used]) {
      await open(uri);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await removeMade(usedNext);
  });

  it("are updated in one step that can be undone", async () => {
    const document = await open(free);
    const original = document.getText();
    await acceptingLists(
      vscode.commands.executeCommand("clusterProfiles.updatePacks", placeOf(document, "name: outdated-pack")),
    );
    assert.deepEqual(versionsIn(document.getText()), ["1.12.4", "0.15.2", "75.6.0", "2.0.2-up.4"]);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), original);
  });

  it("go to a version that was chosen for one of them, and no other changes", async () => {
    const document = await open(free);
    const original = document.getText();
    const params = { ...placeOf(document, "name: lb-metallb-helm"), version: "0.14.9" };
    await vscode.commands.executeCommand("clusterProfiles.updatePackTo", params);
    const [nginx, metallb] = versionsIn(original);
    assert.equal(metallb, "0.14.8");
    assert.deepEqual(versionsIn(document.getText()).slice(0, 2), [nginx, "0.14.9"]);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), original);
  });

  it("become a new version of a profile that clusters use", async () => {
    const document = await open(used);
    const original = document.getText();
    await acceptingLists(
      vscode.commands.executeCommand("clusterProfiles.updatePacks", placeOf(document, "name: maas-infra")),
    );
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.path, usedNext.path);
    assert.match(shown?.getText() ?? "", /version: "1\.1\.1"/);
    assert.match(shown?.getText() ?? "", new RegExp(`${sample.pack}[^-]*version: "?${sample.newest}`));
    // The values of the first want a look, so that it is not among those that are ticked.
    assert.equal(versionsIn(shown?.getText() ?? "")[0], versionsIn(original)[0]);
    assert.equal(document.getText(), original);
    await shown?.save();
  });
});

describe("packs that ask for each other", () => {
  afterEach("are as they were", async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are updated together by the light bulb, with their values, in one step that can be undone", async () => {
    const document = await open(uriOf("profiles/profile-databases-1.0.0.yaml"));
    const original = document.getText();
    assert.deepEqual(versionsIn(original), ["1.12.2", "1.12.2"]);
    const [finding] = await until("the finding", () => {
      const found = findingsOf(document.uri);
      return found.length > 0 && found;
    });
    assert.ok(finding);
    const fixes = await quickFixes(document, finding.range);
    const together = fixes.find(({ title }) => title.startsWith("Update 2 packs together"));
    assert.ok(together?.edit);
    assert.equal(await vscode.workspace.applyEdit(together.edit), true);
    assert.deepEqual(versionsIn(document.getText()), ["1.14.0", "1.14.0"]);
    assert.match(document.getText(), /image: ghcr\.io\/example\/postgres-operator:v1\.14\.0/);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), original);
  });
});

describe("one pack in all profiles", () => {
  const pack = "nginx";
  const elsewhere = uriOf("problems/unknown-pack-version.yaml");
  const originals = new Map<vscode.Uri, Uint8Array>();
  const texts = async () => {
    const documents = await Promise.all([free, elsewhere].map(vscode.workspace.openTextDocument));
    return documents.map((document) => document.getText());
  };
  const update = () =>
    vscode.commands.executeCommand("clusterProfiles.updatePackInAllProfiles", pack, "newest", "leave");

  afterEach("is as it was", async () => {
    // A refactoring is saved, unless the user has set otherwise.
    for (const [uri, bytes] of originals) {
      await open(uri);
      await vscode.commands.executeCommand("workbench.action.files.revert");
      await vscode.workspace.fs.writeFile(uri, bytes);
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("stays where it is when the preview is discarded", async () => {
    const before = await texts();
    await inPreview("discard", update());
    assert.deepEqual(await texts(), before);
  });

  it("changes together, without the profiles that clusters use", async () => {
    for (const uri of [free, elsewhere]) originals.set(uri, await vscode.workspace.fs.readFile(uri));
    const [before] = await texts();
    await inPreview("apply", update());
    const after = await until("the profiles to be updated", () => {
      const open = [free, elsewhere].map(({ path }) =>
        vscode.workspace.textDocuments.find((document) => document.uri.path === path)?.getText(),
      );
      return open.every((text) => text?.includes("1.12.4")) && open;
    });
    assert.deepEqual(versionsIn(after[0] ?? "").slice(1), versionsIn(before ?? "").slice(1));
    const platform = await vscode.workspace.openTextDocument(uriOf("profiles/profile-platform-1.5.0.yaml"));
    assert.ok(!platform.getText().includes("1.12.4"));
  });
});
