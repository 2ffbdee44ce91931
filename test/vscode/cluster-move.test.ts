// Clusters that go to another version of a profile, in a real VS Code: the command with its preview, discarded and
// applied, then the files and the way back.

import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { codeOf, findingsOf, inPreview, positionOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const uriOf = (path: string) => vscode.Uri.joinPath(folder, path);

/** On 1.0.0 of maas-infra and observability: the one says so, the other leaves it to the default, the last has but the one of them. */
const behind = [
  "clusters/cluster-maas-berlin.yaml",
  "clusters/cluster-short-form.yaml",
  "problems/duplicate-attachment.yaml",
].map(uriOf);

async function texts(): Promise<string[]> {
  const documents = await Promise.all(behind.map((uri) => vscode.workspace.openTextDocument(uri)));
  return documents.map((document) => document.getText());
}

async function placeOf(path: string, ...texts: string[]) {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  const { line, character } = positionOf(document, ...texts);
  return { uri: document.uri.toString(), position: { line, character } };
}

/** Takes what is told to the user away, until whoever told it goes on. */
async function dismissing(teller: Thenable<unknown>): Promise<void> {
  const timer = setInterval(() => void vscode.commands.executeCommand("notifications.clearAll"), 300);
  try {
    await teller;
  } finally {
    clearInterval(timer);
  }
}

/** What is shown before clusters move to a version of the profile. */
const pageOf = (profile: string) =>
  vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === "cluster-profiles" && uri.path.includes(` to ${profile} `),
  );

describe("clusters on an older version", () => {
  let originals: Uint8Array[];

  before("are read from the disk", async () => {
    originals = await Promise.all(behind.map((uri) => vscode.workspace.fs.readFile(uri)));
  });

  afterEach("are as they were", async () => {
    // A refactoring is saved, unless the user has set otherwise.
    for (const [at, uri] of behind.entries()) {
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand("workbench.action.files.revert");
      await vscode.workspace.fs.writeFile(uri, originals[at] ?? new Uint8Array());
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const moveOf = async (profile: string) =>
    vscode.commands.executeCommand(
      "clusterProfiles.changeProfileVersionOfClusters",
      await placeOf("clusters/cluster-maas-berlin.yaml", `name: ${profile}`),
      "1.1.0",
      "picked",
    );
  const move = () => moveOf("observability");

  it("stay there when the preview is discarded", async () => {
    const before = await texts();
    await inPreview("discard", move());
    assert.deepEqual(await texts(), before);
  });

  it("are moved together, whether they state the version or not, and back by one undo", async () => {
    const before = await texts();
    await inPreview("apply", move());
    const [berlin, short] = await texts();
    assert.notEqual(berlin, before[0]);
    assert.equal(berlin, before[0]?.replace(/(name: observability\n\s+version: )"1\.0\.0"/, '$1"1.1.0"'));
    assert.equal(short, before[1]?.replace("- observability", "- { name: observability, version: 1.1.0 }"));
    // No node is disturbed: there was nothing to read or to agree to.
    assert.equal(pageOf("observability"), undefined);
    const [first] = behind;
    assert.ok(first);
    await vscode.window.showTextDocument(first);
    await vscode.commands.executeCommand("undo");
    const after = await until("the way back", () => {
      const open = vscode.workspace.textDocuments.find((document) => document.uri.path === first.path);
      return open?.getText() === before[0];
    });
    assert.ok(after);
  });

  it("stay there while they are being provisioned, and say so", async () => {
    const status = uriOf("clusters.status.yaml");
    const original = await vscode.workspace.fs.readFile(status);
    const all = ["berlin-prod", "short-form", "unknown-profiles"];
    const clusters = all.map((name) => `{ name: ${name}, state: Provisioning }`);
    const given = `at: 2026-05-04T06:00:00Z\nclusters: [${clusters.join(", ")}]\n`;
    await vscode.workspace.fs.writeFile(status, new TextEncoder().encode(given));
    try {
      const [berlin] = behind;
      assert.ok(berlin);
      const isTold = () =>
        findingsOf(berlin).find(
          (finding) =>
            codeOf(finding) === "outdated-profile-version" && /being provisioned/.test(finding.message),
        );
      const finding = await until("word of the status", isTold);
      assert.match(finding.message, /status of 2026-05-04 06:00 UTC from clusters\.status\.yaml/);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        berlin,
        finding.range,
      );
      assert.deepEqual(
        actions.map(({ title }) => title).filter((title) => title.startsWith("Move ")),
        [],
      );
      await dismissing(moveOf("maas-infra"));
      const changed = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
      assert.deepEqual(
        changed.map(({ uri }) => uri.path),
        [],
      );
      assert.deepEqual(await Promise.all(behind.map((uri) => vscode.workspace.fs.readFile(uri))), originals);
    } finally {
      await vscode.workspace.fs.writeFile(status, original);
    }
    await until("the status of before", () =>
      behind.every((uri) => findingsOf(uri).every(({ message }) => !/being provisioned/.test(message))),
    );
  });

  it("stay there where nodes would be replaced and nobody has agreed, with a page that says what would happen", async () => {
    const before = await texts();
    // VS Code answers no question of an extension that is tested: that is no agreement.
    void moveOf("maas-infra");
    const page = await until("the page", () => pageOf("maas-infra"));
    assert.equal(page.languageId, "markdown");
    assert.match(page.getText(), /^# Effect on clusters: moving 3 clusters to `maas-infra 1\.1\.0`$/m);
    assert.match(page.getText(), /^\| `berlin-prod` \|.*\| full repave, 9 nodes replaced \| Running.*\|/m);
    assert.match(
      page.getText(),
      /^1\. `control-plane-pool` \(control plane, 3 nodes\): nodes are replaced$/m,
    );
    assert.deepEqual(await texts(), before);
  });

  it("are offered to be moved by the light bulb on their reference", async () => {
    const { uri, position } = await placeOf("clusters/cluster-maas-berlin.yaml", "name: maas-infra");
    const at = new vscode.Position(position.line, position.character + "name: ".length + 1);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      vscode.Uri.parse(uri),
      new vscode.Range(at, at),
    );
    const titles = actions.map((action) => action.title);
    assert.ok(titles.includes("Change the version of maas-infra that clusters use..."), titles.join(", "));
  });
});
