/** Moving clusters to another version of a profile over the protocol: what is asked, and the edit that comes of it. */

import { describe, expect } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import {
  attachProfileRequest,
  type ClusterEditResult,
  type MovableProfileData,
  type MoveChoiceData,
  type MoveSubjectData,
  type MoveTargetData,
  movableProfilesRequest,
  moveChoicesRequest,
  moveClustersCommand,
  moveClustersRequest,
  moveSubjectRequest,
  moveTargetsRequest,
  offerMoveCommand,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.12.1", { profileVersion: "1.0.0" }),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "berlin.yaml":
    "name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      version: 1.0.0\nnode_groups: []\n",
  "lab.yaml": "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - web\nnode_groups: []\n",
  "stores.yaml": "- name: store-1\n  node_pools: []\n  profiles:\n    - { name: web, tag: 1.1.0 }\n",
};

async function open(desk: Desk): Promise<{ client: Client; folder: TestFolder }> {
  const folder = desk.folder(files);
  const client = await desk.client([folder]);
  await client.loaded();
  return { client, folder };
}

/** The new texts of the edit, by file. */
function newTexts(edit: WorkspaceEdit, folder: TestFolder): Record<string, string[]> {
  return Object.fromEntries(
    (edit.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change
        ? [
            [
              change.textDocument.uri.replace(`${folder.uri}/`, ""),
              change.edits.map((one) => ("newText" in one ? one.newText : "a snippet")),
            ],
          ]
        : [],
    ),
  );
}

describe.concurrent("clusters", () => {
  it("are moved in three questions and one edit that is looked at first", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const uri = folder.uriOf("berlin.yaml");
    await client.open(uri, files["berlin.yaml"], { version: 4 });
    const place = { uri, position: client.at(uri, "name: w|eb") };

    const subject = await client.ask<MoveSubjectData>(moveSubjectRequest, place);
    expect(subject).toEqual({ name: "web", context: "project", from: "1.0.0" });
    expect(await client.ask<MoveTargetData[]>(moveTargetsRequest, subject)).toEqual([
      {
        version: "1.1.0",
        clusters: 1,
        newest: true,
        differs: "nginx 1.12.1 → 1.13.0",
        effect: { name: "no node disturbed", words: "no node disturbed" },
      },
    ]);
    const choices = await client.ask<MoveChoiceData[]>(moveChoicesRequest, { ...subject, to: "1.1.0" });
    expect(choices.map(({ label, from, effect, picked }) => [label, from, effect, picked])).toEqual([
      ["berlin", "1.0.0", "no node disturbed", true],
      ["lab", "1.0.0", "no node disturbed", true],
    ]);
    const { edit, effect } = await client.ask<ClusterEditResult<WorkspaceEdit>>(moveClustersRequest, {
      name: "web",
      context: "project",
      to: "1.1.0",
      ids: choices.map(({ id }) => id),
    });
    expect(newTexts(edit, folder)).toEqual({
      "berlin.yaml": ["1.1.0"],
      "lab.yaml": ["{ name: web, version: 1.1.0 }"],
    });
    expect(Object.values(edit.changeAnnotations ?? {})).toContainEqual({
      label: "Move 2 clusters to web 1.1.0",
      description: "the version of the profile that they have attached",
    });
    // No node is disturbed: there is nothing to agree to.
    expect(effect).toBeUndefined();
    const versions = (edit.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change ? [change.textDocument.version] : [],
    );
    expect(versions).toEqual([4, null]);
  });

  it("are told to be replaced before they are, and are refused what Palette refuses", async ({ desk }) => {
    const metal = (version: string, kubernetes: string) =>
      `name: metal\nversion: ${version}\ntype: infra\ndescription: ""\npacks:\n  - { name: kubernetes, type: spectro, layer: k8s, version: ${kubernetes} }\n`;
    const folder = desk.folder({
      "metal-1.0.0.yaml": metal("1.0.0", "1.31.4"),
      "metal-1.1.0.yaml": metal("1.1.0", "1.32.8"),
      "berlin.yaml":
        "name: berlin\ncloudType: maas\nprofiles:\n  infra: { name: metal, version: 1.0.0 }\nnode_groups:\n  - { name: cp, control_plane: true, count: 3 }\n",
      "lab.yaml":
        "name: lab\ncloudType: maas\nprofiles:\n  infra: { name: metal, version: 1.1.0 }\nnode_groups: []\n",
    });
    const client = await desk.client([folder]);
    await client.loaded();
    const metals = { name: "metal", context: "project" };
    const choicesTo = (to: string) => client.ask<MoveChoiceData[]>(moveChoicesRequest, { ...metals, to });
    const move = async (to: string) =>
      client.ask<ClusterEditResult<WorkspaceEdit>>(moveClustersRequest, {
        ...metals,
        to,
        ids: (await choicesTo(to)).map(({ id }) => id),
      });

    expect(
      await client.ask<MoveTargetData[]>(moveTargetsRequest, { ...metals, from: "1.0.0" }),
    ).toMatchObject([{ version: "1.1.0", effect: { name: "full repave", words: "full repave" } }]);
    const { edit, effect } = await move("1.1.0");
    expect(newTexts(edit, folder)).toEqual({ "berlin.yaml": ["1.1.0"] });
    expect(effect).toMatchObject({
      title: "Move 1 cluster to metal 1.1.0",
      markdown: expect.stringContaining("| `berlin.yaml` |"),
      question: { message: "This replaces 3 nodes of 1 cluster." },
    });
    expect(await choicesTo("1.0.0")).toMatchObject([
      { label: "lab", effect: "refused", picked: false, obstacle: expect.stringMatching(/^kubernetes/) },
    ]);
    await expect(move("1.0.0")).rejects.toThrow("lab cannot be changed: kubernetes");
  });

  it("are not moved when they have changed since they were chosen", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const subject = { name: "web", context: "project", to: "1.1.0" };
    const choices = await client.ask<MoveChoiceData[]>(moveChoicesRequest, subject);
    await client.open(folder.uriOf("lab.yaml"), `# moved down\n${files["lab.yaml"]}`);
    const ids = choices.map(({ id }) => id);
    await expect(client.ask(moveClustersRequest, { ...subject, ids })).rejects.toThrow(
      "The clusters have changed in the meantime",
    );
  });

  it("get a version attached that was dropped on them", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const { edit } = await client.ask<ClusterEditResult<WorkspaceEdit>>(attachProfileRequest, {
      profile: { uri: folder.uriOf("web-1.1.0.yaml"), position: { line: 0, character: 6 } },
      clusters: [
        { uri: folder.uriOf("berlin.yaml"), position: { line: 0, character: 6 } },
        { uri: folder.uriOf("stores.yaml"), position: { line: 0, character: 9 } },
      ],
    });
    expect(newTexts(edit, folder)).toEqual({ "berlin.yaml": ["1.1.0"] });
  });

  it("are told by profile, for whoever starts from nowhere", async ({ desk }) => {
    const { client } = await open(desk);
    expect(await client.ask<MovableProfileData[]>(movableProfilesRequest, null)).toEqual([
      { name: "web", context: "project", clusters: 3, versions: ["1.1.0", "1.0.0"] },
    ]);
  });

  it("are offered in the light bulb, at a reference and after a new version", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const uri = folder.uriOf("web-1.0.0.yaml");
    await client.open(uri, files["web-1.0.0.yaml"]);
    const at = (marked: string) => {
      const position = client.at(uri, marked);
      return {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [] },
      };
    };
    const onName = await client.ask<CodeAction[]>("textDocument/codeAction", at("name: w|eb"));
    expect(onName.map(({ title, command }) => [title, command?.command])).toContainEqual([
      "Change the version of web that clusters use...",
      moveClustersCommand,
    ]);
    const onPack = await client.ask<CodeAction[]>("textDocument/codeAction", at("1.12|.1"));
    expect(onPack[0]).toMatchObject({
      title: "Update nginx to 1.12.4 (patch) in a new version 1.0.1 of web",
      command: {
        command: offerMoveCommand,
        arguments: [{ name: "web", context: "project", from: "1.0.0", to: "1.0.1" }],
      },
    });
    const { edit } = await client.ask<CodeAction>("codeAction/resolve", onPack[0]);
    expect(edit?.documentChanges?.[0]).toMatchObject({ kind: "create", uri: folder.uriOf("web-1.0.1.yaml") });
    // Somebody else took the number: nothing is made, and nobody is to move there.
    folder.write("taken.yaml", files["web-1.0.0.yaml"].replace("1.0.0", "1.0.1"));
    await client.changed([folder.uriOf("taken.yaml"), "created"]);
    await client.settle();
    const late = await client.ask<CodeAction>("codeAction/resolve", onPack[0]);
    expect([late.edit, late.command]).toEqual([undefined, undefined]);
  });
});
