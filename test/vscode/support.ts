// Helpers of the suite: waiting for what VS Code shows, and finding places in a document.

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { source } from "../../scripts/host/sample.ts";

const timeoutMs = 30_000;

/**
 * Returns as soon as the probe finds what it looks for: asked at every change of diagnostics or documents, and
 * at intervals for what has no event.
 */
export async function until<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  const disposables: vscode.Disposable[] = [];
  try {
    return await new Promise<T>((resolve, reject) => {
      const look = () => {
        try {
          const found = probe();
          if (found !== undefined && found !== false) resolve(found);
        } catch (error) {
          reject(error);
        }
      };
      disposables.push(
        vscode.languages.onDidChangeDiagnostics(look),
        vscode.workspace.onDidChangeTextDocument(look),
        every(100, look),
        afterMs(timeoutMs, () =>
          reject(new Error(`Waited ${timeoutMs / 1000} s for ${what}.\n${describeDiagnostics()}`)),
        ),
      );
      look();
    });
  } finally {
    for (const disposable of disposables) disposable.dispose();
  }
}

function every(ms: number, act: () => void): vscode.Disposable {
  const timer = setInterval(act, ms);
  return { dispose: () => clearInterval(timer) };
}

function afterMs(ms: number, act: () => void): vscode.Disposable {
  const timer = setTimeout(act, ms);
  return { dispose: () => clearTimeout(timer) };
}

function describeDiagnostics(): string {
  const lines = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, findings]) =>
      findings.map(
        (finding) =>
          `${vscode.workspace.asRelativePath(uri)}:${finding.range.start.line + 1} ${codeOf(finding)}: ${finding.message}`,
      ),
    );
  return lines.length === 0
    ? "There are no diagnostics at all."
    : ["The diagnostics are:", ...lines].join("\n");
}

export function findingsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((finding) => finding.source === source);
}

export function codeOf(finding: vscode.Diagnostic): string {
  const code = finding.code;
  return String(typeof code === "object" ? code.value : (code ?? ""));
}

export function textOf(hover: vscode.Hover): string {
  return hover.contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}

export function flatten(symbols: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flatten(symbol.children)]);
}

/** Start of the last text, each of the texts looked for after the one before it. */
export function positionOf(document: vscode.TextDocument, ...texts: readonly string[]): vscode.Position {
  let offset = -1;
  for (const text of texts) {
    offset = document.getText().indexOf(text, offset + 1);
    assert.notEqual(offset, -1, `${document.uri.path} contains ${JSON.stringify(text)}`);
  }
  return document.positionAt(offset);
}

export function lineOf(document: vscode.TextDocument, position: vscode.Position): string {
  return document.lineAt(position.line).text;
}

/** Replaces the whole text in the editor; nothing is saved. */
export async function editTo(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}

export function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
): Thenable<vscode.CodeAction[]> {
  // The number makes VS Code resolve that many actions, so that edits made on demand are there.
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    50,
  );
}

/** Files that a test has made. What comes and goes at once is told by no watcher, so the folders are read again. */
export async function removeMade(...files: readonly vscode.Uri[]): Promise<void> {
  for (const file of files) await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  await vscode.commands.executeCommand("clusterProfiles.profiles.refresh");
}

/** Ends the preview that is shown before anything is changed, and gives what the one who opened it says then. */
export async function inPreview<T>(end: "apply" | "discard", opener: Thenable<T>): Promise<T> {
  let ended = false;
  const done = Promise.resolve(opener).finally(() => {
    ended = true;
  });
  // The preview opens after a while, and there is no event for it.
  const timer = setInterval(() => {
    if (!ended) void vscode.commands.executeCommand(`refactorPreview.${end}`);
  }, 300);
  try {
    return await done;
  } finally {
    clearInterval(timer);
  }
}

export function labelOf(item: vscode.CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}

/** Takes what each list offers as soon as that is there, until the one who asks is done. */
export async function acceptingLists<T>(asker: Thenable<T>): Promise<T> {
  const timer = setInterval(
    () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"),
    200,
  );
  try {
    return await asker;
  } finally {
    clearInterval(timer);
  }
}
