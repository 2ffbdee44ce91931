// The review of an update in a real VS Code: what the light bulb opens, decisions by fixes and by hand, what accepting writes, and
// that nothing else writes anything.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { sample } from "../../scripts/host/sample.ts";
import { acceptingLists, codeOf, editTo, findingsOf, positionOf, until } from "./support.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
assert.ok(folder, "the tests need a workspace folder");
const profileUri = vscode.Uri.joinPath(folder, sample.reviewed.profile);
const scheme = "cluster-profiles-review";

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

const activeInput = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

function reviewTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme);
}

/** The right side of the review. */
async function right(): Promise<vscode.TextDocument> {
  const input = await until("the review", () => {
    const found = activeInput();
    return found instanceof vscode.TabInputTextDiff && found.modified.scheme === scheme ? found : undefined;
  });
  return vscode.workspace.openTextDocument(input.modified);
}

async function fixesAt(document: vscode.TextDocument, text: string): Promise<vscode.CodeAction[]> {
  const at = positionOf(document, text);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
}

async function take(document: vscode.TextDocument, text: string, title: string): Promise<void> {
  const fixes = await fixesAt(document, text);
  const fix = fixes.find((one) => one.title.startsWith(title));
  assert.ok(fix, `${title} is among ${fixes.map((one) => one.title).join("; ")}`);
  if (fix.edit !== undefined) assert.equal(await vscode.workspace.applyEdit(fix.edit), true);
  if (fix.command !== undefined) await run(fix.command.command, ...(fix.command.arguments ?? []));
}

const openCount = (document: vscode.TextDocument, count: number) =>
  until(`${count} to decide`, () => findingsOf(document.uri).length === count);

/** Picks an item of the list that a command shows; nothing tells that it is there. */
async function picking<T>(label: string, opener: Thenable<T>): Promise<T> {
  let ended = false;
  const done = Promise.resolve(opener).finally(() => {
    ended = true;
  });
  const steps = label === "Accept Anyway" ? 1 : 0;
  const timer = setInterval(async () => {
    if (ended) return;
    for (let at = 0; at < steps; at++) await run("workbench.action.quickOpenSelectNext");
    if (!ended) await run("workbench.action.acceptSelectedQuickOpenItem");
  }, 700);
  try {
    return await done;
  } finally {
    clearInterval(timer);
  }
}

describe("the review of an update", () => {
  let profile: vscode.TextDocument;
  let original: string;

  beforeEach("is offered in the profile", async () => {
    profile = await vscode.workspace.openTextDocument(profileUri);
    await vscode.window.showTextDocument(profile);
    original = profile.getText();
  });

  afterEach("leaves nothing behind", async () => {
    if (reviewTabs().length > 0) await run("clusterProfiles.review.discard");
    await vscode.window.showTextDocument(profile);
    await run("workbench.action.files.revert");
    await run("workbench.action.closeAllEditors");
    assert.equal((await vscode.workspace.openTextDocument(profileUri)).getText(), original);
  });

  async function openReview(): Promise<vscode.TextDocument> {
    const { version, newest, pack } = sample.reviewed;
    await until("the finding on the version", () =>
      findingsOf(profileUri).some((finding) => codeOf(finding) === sample.rule),
    );
    const fixes = await fixesAt(profile, version);
    const review = fixes.find(({ title }) => title === `Review update of ${pack} to ${newest}...`);
    assert.ok(review?.command, fixes.map(({ title }) => title).join("; "));
    await run(review.command.command, ...(review.command.arguments ?? []));
    const document = await right();
    await openCount(document, 2);
    return document;
  }

  it("comes first where a version is chosen that changes the values", async () => {
    const { line, character } = positionOf(profile, `name: ${sample.reviewed.pack}`);
    const place = { uri: profileUri.toString(), position: { line, character } };
    // The newest version, and then the look before the version alone.
    await acceptingLists(run("clusterProfiles.choosePackVersion", place));
    assert.match((await right()).getText(), /annotations-risk-level: High\n/);
    assert.equal(profile.isDirty, false);
  });

  it("is a comparison of what the profile has with what is proposed", async () => {
    const document = await openReview();
    const [tab] = reviewTabs();
    assert.equal(tab?.label, "nginx 1.11.5 → 1.12.4 (review)");
    assert.match(document.getText(), /proxy-body-size: 64m\n/);
    assert.match(document.getText(), /annotations-risk-level: High\n/);
    assert.equal(document.isDirty, false);
    const before = activeInput();
    assert.ok(before instanceof vscode.TabInputTextDiff);
    const left = await vscode.workspace.openTextDocument(before.original);
    assert.match(left.getText(), /enable-underscores-in-headers: "true"/);
    assert.equal(profile.isDirty, false);
  });

  it("is accepted when two conflicts are decided by their fixes, and undone in one step", async () => {
    const document = await openReview();
    await take(document, "tag: v1.11.5-hardened", "Take new");
    await openCount(document, 1);
    await take(document, "enable-underscores-in-headers", "Keep mine");
    await openCount(document, 0);
    assert.equal(profile.getText(), original);
    await run("clusterProfiles.review.accept");
    assert.equal(reviewTabs().length, 0);
    assert.equal(
      profile.getText(),
      original
        .replace('version: "1.11.5"', 'version: "1.12.4"')
        .replace("controller:v1.11.5", "controller:v1.12.4")
        .replace("tag: v1.11.5-hardened", "tag: v1.12.4")
        .replace(/( *)enable-underscores-in-headers: "true"\n/, "$&$1annotations-risk-level: High\n"),
    );
    await vscode.window.showTextDocument(profile);
    await run("undo");
    assert.equal(profile.getText(), original);
  });

  it("asks before it is accepted with something undecided", async () => {
    const document = await openReview();
    await take(document, "tag: v1.11.5-hardened", "Take new");
    await openCount(document, 1);
    await picking("Go to the Next", run("clusterProfiles.review.accept"));
    assert.equal(profile.getText(), original);
    assert.equal(reviewTabs().length, 1);
    await picking("Accept Anyway", run("clusterProfiles.review.accept"));
    assert.match(profile.getText(), /version: "1\.12\.4"/);
    assert.match(profile.getText(), /enable-underscores-in-headers: "true"/);
  });

  it("writes nothing when it is discarded or saved", async () => {
    const document = await openReview();
    await take(document, "tag: v1.11.5-hardened", "Take new");
    assert.equal(await document.save(), true);
    assert.equal(profile.getText(), original);
    await run("clusterProfiles.review.discard");
    assert.equal(reviewTabs().length, 0);
    assert.equal(profile.getText(), original);
    assert.equal(profile.isDirty, false);
  });

  it("goes on where it was left when it was saved and closed", async () => {
    const first = await openReview();
    await take(first, "tag: v1.11.5-hardened", "Take new");
    await take(first, "enable-underscores-in-headers", "Keep mine");
    await openCount(first, 0);
    assert.equal(await first.save(), true);
    await run("workbench.action.closeActiveEditor");
    await until("the review to be closed", () => reviewTabs().length === 0);
    await vscode.window.showTextDocument(profile);
    const { line, character } = positionOf(profile, sample.reviewed.version);
    await run("clusterProfiles.reviewUpdate", { uri: profileUri.toString(), position: { line, character } });
    const again = await right();
    assert.match(again.getText(), /tag: v1\.12\.4/);
    await openCount(again, 0);
  });

  it("writes nothing over a profile that has changed, and begins anew with what was decided", async () => {
    const document = await openReview();
    await take(document, "tag: v1.11.5-hardened", "Take new");
    await openCount(document, 1);
    const changed = original.replace("replicaCount: 3", "replicaCount: 4");
    await editTo(profile, changed);
    await until("word of the change", () =>
      findingsOf(document.uri).some(({ message }) => message.includes("have changed in the profile")),
    );
    await run("clusterProfiles.review.accept");
    assert.equal(profile.getText(), changed);
    await run("clusterProfiles.review.startAnew");
    await until("what the profile has by now", () => document.getText().includes("replicaCount: 4"));
    assert.match(document.getText(), /tag: v1\.12\.4/);
    assert.equal(profile.getText(), changed);
    await openCount(document, 1);
    await take(document, "enable-underscores-in-headers", "Take new");
    await openCount(document, 0);
    await run("clusterProfiles.review.accept");
    assert.match(profile.getText(), /replicaCount: 4/);
    assert.match(profile.getText(), /version: "1\.12\.4"/);
    assert.doesNotMatch(profile.getText(), /enable-underscores/);
  });
});
