/** The review of an update over the protocol: what is proposed, what is to be decided and how, and what accepting it does to the profile. */

import { describe, expect } from "vitest";
import {
  type CodeAction,
  DiagnosticSeverity,
  type Hover,
  type MarkupContent,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import {
  type AcceptReviewResult,
  acceptReviewRequest,
  decideReviewRequest,
  openReviewRequest,
  profileVersionsRequest,
  type RestartReviewResult,
  type ReviewChanged,
  type ReviewStartResult,
  type ReviewTexts,
  restartReviewRequest,
  startReviewRequest,
  type UpdateChoicesResult,
  updateChoicesRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { type Files, registry, type TestFolder } from "./workspace.ts";

const packs: Files = {
  ...registry("packs", "nginx 1.12.1", "nginx 1.13.0"),
  "packs/nginx-1.12.1/values.yaml":
    "charts:\n  web:\n    # Of the pods\n    replicas: 1\n    level: info\n    old: no\n",
  "packs/nginx-1.13.0/values.yaml":
    "charts:\n  web:\n    # Of the pods\n    replicas: 2\n    level: warn\n    new: 1\n",
};

const profile = `name: web
version: "1.0.0"
type: add-on
description: ""
packs:
  # the front door
  - name: nginx
    type: spectro
    registry: Palette Registry
    version: "1.12.1" # tested
    values: |
      charts:
        web:
          # Of the pods
          replicas: 3
          level: debug
          old: no
`;

const cluster = "name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.0.0 }\n";

const config = "registries: [{ name: Palette Registry, folder: packs }]\nrules: { values-lifecycle: off }\n";

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  /** Of the profile. */
  readonly outer: string;
  /** Of the right side. */
  readonly uri: string;
  readonly title: string;
  readonly before: string;
  readonly proposal: string;
}

async function open(desk: Desk, files: Files = {}): Promise<Opened> {
  const folder = desk.folder({ ...packs, ".cluster-profiles.yaml": config, "web.yaml": profile, ...files });
  const client = await desk.client([folder]);
  const outer = folder.uriOf("web.yaml");
  await client.open(outer, profile);
  await client.loaded();
  const position = client.at(outer, "1.|12.1");
  const { uri, title } = await client.ask<ReviewStartResult>(startReviewRequest, { uri: outer, position });
  const texts = await client.ask<ReviewTexts>(openReviewRequest, { uri, marks: [] });
  await client.open(uri, texts.proposal);
  return { client, folder, outer, uri, title, ...texts };
}

/** The titles of what can be done at the place, and the action of one of them. */
async function actionsAt({ client, uri }: Opened, marked: string): Promise<CodeAction[]> {
  const position = client.at(uri, marked);
  return client.ask<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: client.diagnostics(uri) },
  });
}

async function take(opened: Opened, marked: string, title: string): Promise<void> {
  const { client } = opened;
  const action = (await actionsAt(opened, marked)).find((one) => one.title.startsWith(title));
  if (action === undefined) throw new Error(`${title} is not offered`);
  if (action.edit !== undefined) await client.apply(action.edit);
  const [params] = action.command?.arguments ?? [];
  if (params !== undefined) await client.ask(decideReviewRequest, params);
}

const accept = ({ client, uri }: Opened, newVersion?: string) =>
  client.ask<AcceptReviewResult<WorkspaceEdit>>(acceptReviewRequest, {
    uri,
    text: client.document(uri).getText(),
    newVersion,
  });

/** Comes behind the diagnostics of the same look. */
const news = (client: Client, isMeant: (one: ReviewChanged) => boolean = () => true) =>
  client.eventually("word of the review", () => client.reviewChanges.findLast(isMeant));

const openLines = ({ client, uri }: Opened) =>
  client.diagnostics(uri).map(({ range }) => client.textAt(uri, range));

describe.concurrent("the review of an update", () => {
  it("has what the profile has beside what is proposed, and tells what is to be decided", async ({
    desk,
  }) => {
    const opened = await open(desk);
    const { client, uri, title, before, proposal, folder } = opened;
    expect(title).toBe("nginx 1.12.1 → 1.13.0 (review)");
    expect(decodeURIComponent(uri)).toMatch(/nginx 1\.12\.1 → 1\.13\.0 \(review\)\.yaml\?/);
    expect(before).toBe(
      "charts:\n  web:\n    # Of the pods\n    replicas: 3\n    level: debug\n    old: no\n",
    );
    expect(proposal).toBe(before.replace("old: no", "new: 1"));
    await client.codesToBe(uri, ["update-review", "update-review"]);
    expect(client.messages(uri)).toEqual([
      "`replicas` has another default in 1.13.0\nMine: `3`\nNew: `2` (before: `1`)\nMine stands unless you take the new one or write another",
      "`level` has another default in 1.13.0\nMine: `debug`\nNew: `warn` (before: `info`)\nMine stands unless you take the new one or write another",
    ]);
    const [first] = client.diagnostics(uri);
    expect(first?.severity).toBe(DiagnosticSeverity.Warning);
    expect(first?.relatedInformation?.map(({ location, message }) => [location.uri, message])).toEqual([
      [folder.uriOf("packs/nginx-1.12.1/values.yaml"), "The default in 1.12.1"],
      [folder.uriOf("packs/nginx-1.13.0/values.yaml"), "The default in 1.13.0"],
    ]);
    expect(await news(client)).toMatchObject({ decided: 0, total: 2, progress: "0 of 2 decided" });
  });

  it("is decided by its fixes, and accepted as one edit of the profile", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, outer } = opened;
    await client.codesToBe(uri, ["update-review", "update-review"]);
    const titles = (await actionsAt(opened, "repli|cas")).map((action) => action.title);
    expect(titles).toEqual(["Keep mine: 3", "Take new: 2"]);
    await take(opened, "repli|cas", "Take new");
    await client.codesToBe(uri, ["update-review"]);
    await take(opened, "le|vel", "Keep mine");
    await client.codesToBe(uri, []);
    expect(await news(client, ({ decided }) => decided === 2)).toMatchObject({ progress: "2 of 2 decided" });
    expect((await actionsAt(opened, "repli|cas")).map((action) => action.title)).toEqual(["Keep mine: 3"]);
    expect(client.document(outer).getText()).toBe(profile);
    const answer = await accept(opened);
    expect(answer).toMatchObject({ kind: "edit", open: 0, uri: outer });
    if (answer.kind === "edit") await client.apply(answer.edit);
    expect(client.document(outer).getText()).toBe(
      profile.replace("1.12.1", "1.13.0").replace("replicas: 3", "replicas: 2").replace("old: no", "new: 1"),
    );
  });

  it("is decided by hand, too", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri } = opened;
    await client.codesToBe(uri, ["update-review", "update-review"]);
    await client.replace(uri, "replicas: 3", "replicas: 7");
    await client.codesToBe(uri, ["update-review"]);
    expect(openLines(opened)).toEqual(["level: debug"]);
    expect(await accept(opened)).toMatchObject({ kind: "edit", open: 1 });
    await client.replace(uri, "replicas: 7", 'replicas: "');
    await client.eventually("word of the quote", () =>
      client.messages(uri).some((message) => message.startsWith("The values are no YAML")),
    );
    await expect(accept(opened)).rejects.toThrow("The values are no YAML");
  });

  it("is offered before the version alone", async ({ desk }) => {
    const { client, outer } = await open(desk);
    const position = client.at(outer, "1.|12.1");
    const range = { start: position, end: position };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: outer },
      range,
      context: { diagnostics: [] },
    });
    expect(actions.slice(0, 2).map(({ title }) => title)).toEqual([
      "Review update of nginx to 1.13.0...",
      "Update nginx to 1.13.0 (minor, version only: 2 values to review)",
    ]);
    expect(actions[0]?.command).toMatchObject({
      command: "clusterProfiles.reviewUpdate",
      arguments: [{ uri: outer, version: "1.13.0" }],
    });
  });

  it("becomes a new version of a profile that clusters use", async ({ desk }) => {
    const opened = await open(desk, { "berlin.yaml": cluster });
    const answer = await accept(opened, "1.0.1");
    const [made] = answer.kind === "edit" ? (answer.edit.documentChanges ?? []) : [];
    expect(made).toMatchObject({ kind: "create" });
    const changes = answer.kind === "edit" ? (answer.edit.documentChanges ?? []) : [];
    const text = changes.flatMap((change) => ("edits" in change ? change.edits : []))[0];
    const written = text !== undefined && "newText" in text ? text.newText : "";
    expect(written).toContain('version: "1.0.1"');
    expect(written).toContain('version: "1.13.0" # tested');
    expect(written).toContain("new: 1");
  });

  it("goes on with the next pack in the new version that the first made, which nobody uses", async ({
    desk,
  }) => {
    const opened = await open(desk, { "berlin.yaml": cluster });
    const { client, outer, folder } = opened;
    // Not saved: a second pack of the same name, whose values want a look as well.
    const second = profile.slice(profile.indexOf("  - name: nginx")).replace("replicas: 3", "replicas: 5");
    await client.replace(outer, "old: no\n", `old: no\n${second}`);
    const first = await accept(opened, "1.0.1");
    const changes = first.kind === "edit" ? (first.edit.documentChanges ?? []) : [];
    const [edit] = changes.flatMap((change) => ("edits" in change ? change.edits : []));
    const made = folder.uriOf("made.yaml");
    await client.open(made, edit !== undefined && "newText" in edit ? edit.newText : "");
    const end = { uri: made, position: { line: client.document(made).lineCount, character: 0 } };
    expect(await client.ask(profileVersionsRequest, end)).toMatchObject({ version: "1.0.1", clusters: 0 });
    const { packs } = await client.ask<UpdateChoicesResult>(updateChoicesRequest, end);
    expect(packs.map(({ name, current, note }) => `${name} ${current}: ${note}`)).toEqual([
      "nginx 1.12.1: 2 values to review: charts.web.replicas, charts.web.level",
    ]);
    const { uri } = await client.ask<ReviewStartResult>(startReviewRequest, {
      uri: made,
      position: packs[0]?.position,
    });
    const { proposal } = await client.ask<ReviewTexts>(openReviewRequest, { uri, marks: [] });
    await client.open(uri, proposal);
    const next = await accept({ ...opened, uri });
    if (next.kind === "edit") await client.apply(next.edit);
    const text = client.document(made).getText();
    expect(text.match(/version: "?[\d.]+|replicas: \d/g)).toEqual([
      'version: "1.0.1',
      'version: "1.13.0',
      "replicas: 3",
      'version: "1.13.0',
      "replicas: 5",
    ]);
  });

  it("is refused once its pack is gone, and says so", async ({ desk }) => {
    const opened = await open(desk);
    const { client, outer, uri } = opened;
    await client.replace(outer, "name: nginx", "name: other");
    const reason = "The pack `nginx` is not in the profile any more";
    await client.eventually("word of it", () => client.messages(uri)[0]?.startsWith(reason));
    expect(await accept(opened)).toEqual({ kind: "stale", reason });
  });

  it("writes nothing over what has changed, and begins anew with what was decided", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, outer, before } = opened;
    await client.codesToBe(uri, ["update-review", "update-review"]);
    await take(opened, "repli|cas", "Take new");
    await client.replace(outer, "level: debug", "level: trace");
    const reason = "The values of `nginx` have changed in the profile since the review began";
    await client.eventually("word of the change", () =>
      client.messages(uri)[0]?.startsWith(`${reason}: this cannot be accepted`),
    );
    expect(await news(client, ({ stale }) => stale !== undefined)).toMatchObject({ stale: reason });
    expect(await accept(opened)).toEqual({ kind: "stale", reason });
    const anew = await client.ask<RestartReviewResult>(restartReviewRequest, {
      uri,
      before,
      text: client.document(uri).getText(),
      marks: [],
    });
    expect(anew.before).toContain("level: trace");
    expect(anew.text).toBe(anew.proposal.replace("replicas: 3", "replicas: 2"));
    await client.replace(uri, "level: debug", "level: trace");
    await client.codesToBe(uri, ["update-review"]);
    expect(openLines(opened)).toEqual(["level: trace"]);
    expect(await accept(opened)).toMatchObject({ kind: "edit", open: 1 });
    await client.replace(outer, '"1.12.1"', '"1.12.2"');
    expect(await accept(opened)).toMatchObject({
      kind: "stale",
      reason: "`nginx` is at 1.12.2 by now, and the review is of 1.12.1",
    });
  });

  it("goes on where a server does not know of it any more", async ({ desk }) => {
    const opened = await open(desk);
    const { client, uri, before } = opened;
    await client.codesToBe(uri, ["update-review", "update-review"]);
    await take(opened, "le|vel", "Keep mine");
    const { marks } = await client.eventually("the mark", () =>
      client.reviewChanges.findLast((one) => one.marks.length === 1),
    );
    await client.close(uri);
    await client.codesToBe(uri, []);
    await client.open(uri, opened.proposal);
    await client.ask<ReviewTexts>(openReviewRequest, { uri, before, marks });
    await client.codesToBe(uri, ["update-review"]);
    expect(openLines(opened)).toEqual(["replicas: 3"]);
  });

  it("is explained by the values of the new version", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const hover = await client.ask<Hover | null>("textDocument/hover", {
      textDocument: { uri },
      position: client.at(uri, "repli|cas"),
    });
    expect((hover?.contents as MarkupContent | undefined)?.value).toContain("nginx 1.13.0");
    expect((hover?.contents as MarkupContent | undefined)?.value).toContain("`2`");
  });

  it("is refused where there is none", async ({ desk }) => {
    const { client, outer } = await open(desk);
    const start = (marked: string, version?: string) =>
      client.ask(startReviewRequest, { uri: outer, position: client.at(outer, marked), version });
    await expect(start("na|me: web")).rejects.toThrow("Place the cursor in a pack");
    await expect(start("1.|12.1", "1.14.0")).rejects.toThrow("No registry here has `nginx` 1.14.0");
    await expect(start("1.|12.1", "1.12.1")).rejects.toThrow("`nginx` is at 1.12.1 already");
    await client.replace(outer, "name: nginx", "name: traefik");
    await expect(start("1.|12.1")).rejects.toThrow("No registry here knows `traefik`");
  });
});
