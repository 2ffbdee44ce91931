// The main job in a real VS Code, with the extension installed from its package: a sample profile shows its
// outdated pack, explains it, and is updated from the light bulb. Everything goes through VS Code's public
// API.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { extensionId, inPlace, sample, source, updateTitle } from "../../scripts/host/sample.ts";
import {
  codeOf,
  editTo,
  findingsOf,
  flatten,
  labelOf,
  lineOf,
  positionOf,
  quickFixes,
  textOf,
  until,
} from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const profileUri = vscode.Uri.joinPath(folder, sample.profile);

/** The finding about the sample's pack at the version that the file asks for. */
function outdatedFinding(document: vscode.TextDocument): vscode.Diagnostic | undefined {
  const line = versionPosition(document).line;
  return findingsOf(document.uri).find(
    (finding) => finding.range.start.line === line && codeOf(finding) === sample.rule,
  );
}

/** Inside the version of the sample's pack, whichever it is at the moment. */
function versionPosition(document: vscode.TextDocument): vscode.Position {
  return positionOf(document, `name: ${sample.pack}`, "version:").translate(0, "version: 1".length);
}

describe("a sample profile", () => {
  let document: vscode.TextDocument;
  let original: string;

  before("opens", async () => {
    document = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(document);
    original = document.getText();
  });

  beforeEach("is as it was", async () => {
    if (document.getText() !== original) await editTo(document, original);
    await until("the finding on the outdated pack", () => outdatedFinding(document));
  });

  after("is left unsaved", async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("activates the extension", () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is installed`);
    assert.equal(extension.isActive, true);
  });

  it("has a finding on the outdated pack, at its version", () => {
    const finding = outdatedFinding(document);
    assert.ok(finding);
    assert.equal(finding.source, source);
    assert.match(finding.message, new RegExp(`\\b${sample.newest.replaceAll(".", "\\.")}\\b`));
    assert.equal(
      document.getText(finding.range).replaceAll(/["']/g, ""),
      sample.version,
      "the finding is on the version and nothing else",
    );
  });

  it("explains the pack when its version is hovered", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      profileUri,
      versionPosition(document),
    );
    const text = hovers.map(textOf).join("\n");
    for (const version of [sample.version, sample.newest]) {
      assert.ok(text.includes(version), `the hover names ${version}:\n${text}`);
    }
  });

  it("is updated by the quick fix, in the buffer only, in one step that can be undone", async () => {
    const finding = outdatedFinding(document);
    assert.ok(finding);
    const fixes = await quickFixes(document, finding.range);
    const ways = fixes.filter((action) => action.title.startsWith(updateTitle(sample.newest)));
    assert.match(ways[0]?.title ?? "", /in a new version 1\.1\.1 of maas-infra$/, "clusters use the profile");
    const fix = ways.find((action) => action.title.includes(inPlace));
    assert.ok(fix, `a fix is offered: ${fixes.map((action) => action.title).join(", ")}`);

    if (fix.edit) assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    if (fix.command) {
      await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    }
    await until("the new version in the text", () =>
      lineOf(document, versionPosition(document)).includes(sample.newest),
    );
    const expected = original.split("\n");
    const changed = document.getText().split("\n");
    const differing = changed.flatMap((line, index) => (line === expected[index] ? [] : [index]));
    assert.equal(changed.length, expected.length);
    assert.deepEqual(differing, [versionPosition(document).line], "only the line of the version changed");
    assert.equal(document.isDirty, true, "the file is not saved for the user");
    assert.equal(await readFile(profileUri.fsPath, "utf8"), original);

    await until("the finding to go", () => outdatedFinding(document) === undefined);
    const left = await quickFixes(document, document.lineAt(versionPosition(document)).range);
    assert.deepEqual(
      left.map((action) => action.title).filter((title) => title.startsWith(updateTitle(sample.newest))),
      [],
      "what was done is not offered again",
    );

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), original, "one undo takes it back");
    await until("the finding to come back", () =>
      outdatedFinding(document)?.message.includes(sample.version),
    );
  });

  it("completes the version, newest first", async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      profileUri,
      versionPosition(document),
    );
    const labels = list.items
      .toSorted((one, other) => compare(one.sortText ?? labelOf(one), other.sortText ?? labelOf(other)))
      .map(labelOf);
    const wanted = [sample.newest, sample.version];
    assert.deepEqual(
      labels.filter((label) => wanted.some((version) => version === label)),
      wanted,
    );
    assert.equal(labels[0], sample.newest);
  });

  it("hears of a version that is published in the registry, and of one that is withdrawn", async () => {
    const published = vscode.Uri.joinPath(folder, "packs", `published-${sample.unpublished}`);
    const pack = await readFile(vscode.Uri.joinPath(folder, sample.packFolder, "pack.json").fsPath, "utf8");
    const named = () => outdatedFinding(document)?.message.includes(sample.unpublished);
    assert.equal(named(), false);

    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(published, "pack.json"),
      Buffer.from(pack.replaceAll(sample.newest, sample.unpublished)),
    );
    await until("the finding to name the version just published", named);
    await vscode.workspace.fs.delete(published, { recursive: true });
    await until("the finding to forget it again", () => named() === false);
  });

  it("has its layers in the outline", async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      profileUri,
    );
    const names = flatten(symbols).map((symbol) => symbol.name);
    assert.ok(
      names.some((name) => name.includes(sample.pack)),
      `${sample.pack} is among ${names.join(", ")}`,
    );
  });
});

describe("the workspace", () => {
  it("is checked in the files that nobody opened", async () => {
    const opened = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
    await until("a finding in a file that is not open", () =>
      vscode.languages
        .getDiagnostics()
        .some(
          ([uri, findings]) =>
            !opened.has(uri.toString()) && findings.some((finding) => finding.source === source),
        ),
    );
  });

  it("gets nothing from us in YAML that is no profile and no cluster", async () => {
    const strangers: Record<string, string> = {
      "deployment.yaml": [
        "apiVersion: apps/v1",
        "kind: Deployment",
        `metadata: { name: ${sample.pack}, labels: { version: ${sample.version} } }`,
        "spec: { replicas: 1.20 }",
        "",
      ].join("\n"),
      "broken.yaml": "services: { web: [\n  image: nginx\n",
    };
    const uris: vscode.Uri[] = [];
    for (const [name, text] of Object.entries(strangers)) {
      const uri = vscode.Uri.joinPath(folder, "strangers", name);
      await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
      await vscode.workspace.openTextDocument(uri);
      uris.push(uri);
    }

    // Absence has no event. The server works in order, so once a later change shows, these files have been
    // seen.
    const document = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(document);
    const original = document.getText();
    await editTo(document, original.replace(sample.version, sample.newest));
    await until("the finding to go", () => outdatedFinding(document) === undefined);
    await editTo(document, original);
    await until("the finding to come back", () =>
      outdatedFinding(document)?.message.includes(sample.version),
    );

    for (const uri of uris) {
      assert.deepEqual(findingsOf(uri), [], uri.path);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        uri,
        new vscode.Position(0, 2),
      );
      assert.deepEqual(hovers.map(textOf), [], uri.path);
    }
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
