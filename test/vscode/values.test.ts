// Values of packs in a real VS Code: what a pack requires, what it refuses and the light bulb for it, and a macro that
// is completed as it is typed.

import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { codeOf, findingsOf, labelOf, positionOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");

async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder as vscode.Uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The finding of the rule on the line of the text. */
function findingAt(document: vscode.TextDocument, rule: string, text: string): vscode.Diagnostic | undefined {
  const { line } = positionOf(document, text);
  return findingsOf(document.uri).find(
    (finding) => codeOf(finding) === rule && finding.range.start.line === line,
  );
}

describe("the values of a pack", () => {
  after("are left as they were", async () => {
    for (const path of ["problems/values-required.yaml", "problems/values-format.yaml"]) {
      await open(path);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("have a finding where a required one is empty, until it is given", async () => {
    const document = await open("problems/values-required.yaml");
    const empty = 'txtOwnerId: ""';
    await until("the finding on the empty value", () => findingAt(document, "values-required", empty));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, positionOf(document, empty).translate(0, empty.length - 1), "berlin");
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await until("the finding to go", () => !findingAt(document, "values-required", "txtOwnerId"));
  });

  it("are given one of a list by the light bulb", async () => {
    const document = await open("problems/values-format.yaml");
    const before = document.getText();
    const finding = await until("the finding on the value", () =>
      findingAt(document, "values-format", "reclaimPolicy: retain"),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    const fix = actions.find((action) => action.title.includes("Retain"));
    assert.ok(fix?.edit, `a fix among ${actions.map((action) => action.title).join(", ")}`);
    assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
    assert.equal(document.getText(), before.replace("reclaimPolicy: retain", "reclaimPolicy: Retain"));
    await until("the finding to go", () => !findingAt(document, "values-format", "reclaimPolicy"));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("are completed level by level where a macro is typed", async () => {
    const document = await open("problems/values-required.yaml");
    const name = "name: rfc2136";
    const edit = new vscode.WorkspaceEdit();
    const at = positionOf(document, name).translate(0, "name: ".length);
    edit.replace(
      document.uri,
      new vscode.Range(at, at.translate(0, "rfc2136".length)),
      "'{{ .spectro.system.cluster.'",
    );
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at.translate(0, "'{{ .spectro.system.cluster.".length),
      ".",
    );
    const labels = list.items.map(labelOf);
    assert.ok(labels.includes("cluster.name") && labels.includes("cluster.uid"), labels.join(", "));
  });

  it("are explained by what the pack has and asks for", async () => {
    const document = await open("problems/values-format.yaml");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      positionOf(document, "reclaimPolicy").translate(0, 2),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
    assert.match(text, /Delete/);
    assert.match(text, /Retain/);
  });
});
