/** What was committed, over the protocol: which texts the server asks for, when, and what it makes of the answers. */

import { describe, expect } from "vitest";
import { type CodeAction, CodeActionRequest, ResponseError } from "vscode-languageserver-protocol/node";
import {
  type CommittedChangedParams,
  type CommittedTextParams,
  committedChangedNotification,
  committedTextRequest,
  offerMoveCommand,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const rule = "in-use-profile-changed";
const cluster =
  "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.0.0 }\nnode_groups: []\n";
const before = `# the front\n${nginxProfile("1.13.0")}`;
const after = before.replace("registry:", "values: 'a: 1'\n    registry:");

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  readonly uri: string;
  /** What the server has asked for, as names of files. */
  readonly asked: string[];
  readonly committed: Map<string, string>;
  tell(params: Partial<CommittedChangedParams>): Promise<void>;
}

async function open(desk: Desk, more: Record<string, string> = {}, committedTexts = true): Promise<Opened> {
  const folder = desk.folder({ ...nginxPacks, "lab.yaml": cluster, "web.yaml": before, ...more });
  const asked: string[] = [];
  const committed = new Map<string, string>();
  const answer = (params: unknown) => {
    const { uri } = params as CommittedTextParams;
    asked.push(uri.slice(folder.uri.length + 1));
    return { text: committed.get(uri) ?? null };
  };
  const client = await desk.client([folder], {
    initializationOptions: { committedTexts },
    answers: { [committedTextRequest]: answer },
  });
  await client.loaded();
  const tell = (params: Partial<CommittedChangedParams>) =>
    client.tell(committedChangedNotification, { changed: [], anew: false, ...params });
  return { client, folder, uri: folder.uriOf("web.yaml"), asked, committed, tell };
}

describe.concurrent("texts of the last commit", () => {
  it("are asked for when a profile in use is opened, and tell of what is typed afterwards", async ({
    desk,
  }) => {
    const { client, folder, uri, asked, committed } = await open(desk, {
      "unused.yaml": nginxProfile("1.13.0", { name: "unused" }),
    });
    committed.set(uri, before);
    await client.open(uri, before);
    await client.open(folder.uriOf("unused.yaml"), nginxProfile("1.13.0", { name: "unused" }));
    await client.open(folder.uriOf("lab.yaml"), cluster);
    await client.settle();
    expect(asked).toEqual(["web.yaml"]);
    expect(client.codes(uri)).toEqual([]);
    await client.replace(uri, "registry:", "values: 'a: 1'\n    registry:");
    await client.codesToBe(uri, [rule]);
    expect(client.diagnostics(uri)[0]?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
      folder.uriOf("lab.yaml"),
    ]);
    await client.replace(uri, "values: 'a: 1'\n    registry:", "registry:");
    await client.codesToBe(uri, []);
    expect(asked).toEqual(["web.yaml"]);
  });

  it("are asked for files that differ on the disk, opened or not, until they do no more", async ({
    desk,
  }) => {
    const { client, folder, uri, asked, committed, tell } = await open(desk);
    committed.set(uri, before);
    await client.settle();
    expect(asked).toEqual([]);
    folder.write("web.yaml", after);
    await client.changed([uri, "changed"]);
    await tell({ changed: [uri, folder.uriOf("lab.yaml"), folder.uriOf("none.yaml")] });
    await client.codesToBe(uri, [rule]);
    expect(asked).toEqual(["web.yaml"]);
    // The cluster leaves the version alone, and comes back.
    folder.write("lab.yaml", cluster.replace("1.0.0", "2.0.0"));
    await client.changed([folder.uriOf("lab.yaml"), "changed"]);
    await client.codesToBe(uri, []);
    folder.write("lab.yaml", `# moved\n${cluster}`);
    await client.changed([folder.uriOf("lab.yaml"), "changed"]);
    await client.codesToBe(uri, [rule]);
    // Committed by somebody: nobody has the file open, and it differs from nothing.
    await tell({ anew: true });
    await client.codesToBe(uri, []);
    expect(asked).toEqual(["web.yaml"]);
  });

  it("are asked for anew when another commit is checked out", async ({ desk }) => {
    const { client, uri, asked, committed, tell } = await open(desk);
    await client.open(uri, after);
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
    committed.set(uri, before);
    await tell({ anew: true });
    await client.codesToBe(uri, [rule]);
    committed.set(uri, after);
    await tell({ anew: true });
    await client.codesToBe(uri, []);
    expect(asked).toEqual(["web.yaml", "web.yaml", "web.yaml"]);
  });

  it("are none for a client that does not offer them, or cannot tell", async ({ desk }) => {
    const silent = await open(desk, {}, false);
    await silent.client.open(silent.uri, after);
    await silent.tell({ anew: true });
    await silent.client.settle();
    expect(silent.asked).toEqual([]);

    const folder = desk.folder({ "lab.yaml": cluster, "web.yaml": before });
    const client = await desk.client([folder], {
      initializationOptions: { committedTexts: true },
      answers: { [committedTextRequest]: () => new ResponseError(-32603, "no Git") },
    });
    await client.open(folder.uriOf("web.yaml"), after);
    await client.eventually("the question", () => client.asked.includes(committedTextRequest));
    await client.settle();
    expect(client.codes(folder.uriOf("web.yaml"))).not.toContain(rule);
  });

  it("that come late are not waited for, and not taken when the file was closed", async ({ desk }) => {
    const folder = desk.folder({ ...nginxPacks, "lab.yaml": cluster, "web.yaml": before });
    const uri = folder.uriOf("web.yaml");
    let answer: (text: string) => void = () => undefined;
    const client = await desk.client([folder], {
      initializationOptions: { committedTexts: true },
      answers: {
        [committedTextRequest]: () =>
          new Promise((resolve) => {
            answer = (text) => resolve({ text });
          }),
      },
    });
    await client.loaded();
    await client.open(uri, after.replace('"1.0.0"', '"v1"'));
    await client.codesToBe(uri, ["profile-version-format"]);
    await client.eventually("the question", () => client.asked.includes(committedTextRequest));
    await client.close(uri);
    answer(before.replace("nginx", "traefik"));
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
  });

  it("come back by the fix, which keeps the change in a new file and offers to move clusters", async ({
    desk,
  }) => {
    const { client, folder, uri, committed } = await open(desk);
    committed.set(uri, before);
    await client.open(uri, after, { version: 7 });
    await client.codesToBe(uri, [rule]);
    const [diagnostic] = client.diagnostics(uri);
    if (diagnostic === undefined) throw new Error("no diagnostic");
    const actions = (await client.request(CodeActionRequest.type, {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    })) as CodeAction[];
    const action = actions.find(({ title }) => title.startsWith("Move this change"));
    expect(action?.title).toBe("Move this change to a new version 1.0.1 of web");
    expect(action?.command).toMatchObject({
      command: offerMoveCommand,
      arguments: [{ name: "web", context: "project", from: "1.0.0", to: "1.0.1" }],
    });
    const resolved = await client.ask<CodeAction>("codeAction/resolve", action);
    const made = folder.uriOf("web-1.0.1.yaml");
    const [restored, ...added] = resolved.edit?.documentChanges ?? [];
    expect(added).toMatchObject([
      { kind: "create", uri: made },
      { textDocument: { uri: made }, edits: [{ newText: after.replace("1.0.0", "1.0.1") }] },
    ]);
    await client.apply({ documentChanges: restored === undefined ? [] : [restored] });
    expect(client.document(uri).getText()).toBe(before);
    await client.codesToBe(uri, []);
  });

  it("are asked for again when the profile was none for a moment, in a file that is still ours", async ({
    desk,
  }) => {
    const both = `${before}---\n${cluster}`;
    const { client, uri, asked, committed } = await open(desk, { "web.yaml": both });
    committed.set(uri, both);
    await client.open(uri, both);
    await client.settle();
    expect(asked).toEqual(["web.yaml"]);
    await client.replace(uri, before, "# away\n");
    await client.settle();
    await client.replace(uri, "# away\n", after);
    await client.eventually("the finding", () => client.codes(uri).includes(rule));
    expect(asked).toEqual(["web.yaml", "web.yaml"]);
  });
});
