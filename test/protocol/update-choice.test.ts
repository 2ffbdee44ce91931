/** Updating chosen packs of a profile, and one pack in all profiles, over the protocol: what is asked, and the edits that come of it. */

import { describe, expect } from "vitest";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver-protocol/node";
import {
  type EverywhereTargetsResult,
  everywhereTargetsRequest,
  type OutdatedPackData,
  outdatedPacksRequest,
  type UpdatablePackData,
  type UpdateChoicesResult,
  type UpdateChosenResult,
  type UpdateEverywhereResult,
  updateChoicesRequest,
  updateChosenRequest,
  updateEverywhereRequest,
  updatePacksCommand,
  type VersionToGoToItem,
  versionsToGoToRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { registry, type TestFolder } from "./workspace.ts";

const profile = (name: string, packs: string, version = "1.0.0") =>
  `name: ${name}\nversion: ${version}\ntype: add-on\ndescription: ""\npacks:\n${packs}`;

const pack = (name: string, version: string) =>
  `  - name: ${name}\n    registry: Palette Registry\n    version: ${version}\n`;

const tool = `${pack("tool", "1.0.0")}    values: |\n      size: 7 # ours\n`;

const files = {
  ...registry("packs", "tool 1.0.0", "tool 1.1.0", "tool 1.2.0-rc.1", "other 1.0.0", "other 2.0.0"),
  "packs/tool-1.0.0/values.yaml": "size: 1\n",
  "packs/tool-1.1.0/values.yaml": "size: 2\n",
  "packs/tool-1.2.0-rc.1/values.yaml": "size: 1\nfresh: true\n",
  "web.yaml": profile("web", `${tool}${pack("other", "1.0.0")}`),
  "shop.yaml": profile("shop", pack("other", "1.0.0")),
  "used-1.0.0.yaml": profile("used", pack("other", "1.0.0")),
  "berlin.yaml":
    "name: berlin\ncloudType: maas\nprofiles:\n  addons:\n    - { name: used, version: 1.0.0 }\nnode_groups: []\n",
};

async function open(desk: Desk): Promise<{ client: Client; folder: TestFolder; uri: string }> {
  const folder = desk.folder(files);
  const client = await desk.client([folder]);
  await client.loaded();
  const uri = folder.uriOf("web.yaml");
  await client.open(uri, files["web.yaml"], { version: 3 });
  return { client, folder, uri };
}

const inWords = ({ name, current, version, outcome }: UpdatablePackData) =>
  `${name} ${current} → ${version} ${outcome}`;

describe.concurrent("packs of a profile", () => {
  it("are chosen from a list, and the clean ones change in one edit", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const position = client.at(uri, "name: w|eb");
    const choices = await client.ask<UpdateChoicesResult>(updateChoicesRequest, { uri, position });
    expect([choices.name, choices.version, choices.place.uri]).toEqual(["web", "1.0.0", uri]);
    expect(choices.packs.map(inWords)).toEqual(["tool 1.0.0 → 1.1.0 review", "other 1.0.0 → 2.0.0 clean"]);
    expect(choices.packs.map(({ position: at }) => at)).toEqual([
      client.at(uri, "- |name: tool"),
      client.at(uri, "- |name: other"),
    ]);

    const { packs } = choices;
    const { change, left } = await client.ask<UpdateChosenResult<WorkspaceEdit>>(updateChosenRequest, {
      ...choices.place,
      packs,
    });
    expect(left.map(inWords)).toEqual(["tool 1.0.0 → 1.1.0 review"]);
    await client.apply(change?.edit ?? {});
    expect(client.document(uri).getText()).toBe(files["web.yaml"].replace(/1\.0\.0\n$/, "2.0.0\n"));

    const again = client.ask(updateChosenRequest, { ...choices.place, packs });
    await expect(again).rejects.toThrow("The profile has changed in the meantime");
  });

  it("have versions to choose instead, with what keeps them from the others", async ({ desk }) => {
    const { client, uri } = await open(desk);
    const position = client.at(uri, "- |name: tool");
    expect(await client.ask<VersionToGoToItem[]>(versionsToGoToRequest, { uri, position })).toEqual([
      { version: "1.2.0-rc.1", verdict: "withheld", distance: "minor", note: "prerelease" },
      { version: "1.1.0", verdict: "proposed", distance: "minor", note: "1 value to review: size" },
    ]);
    const chosen = [{ position, name: "tool", current: "1.0.0", version: "1.2.0-rc.1" }];
    const choices = await client.ask<UpdateChoicesResult>(updateChoicesRequest, { uri, position, chosen });
    expect(choices.packs.map(inWords)[0]).toBe("tool 1.0.0 → 1.2.0-rc.1 clean");
  });

  it("become a new version where that is wanted, and none that is taken", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const choices = await client.ask<UpdateChoicesResult>(updateChoicesRequest, {
      uri,
      position: client.at(uri, "name: w|eb"),
    });
    const params = { ...choices.place, packs: choices.packs };
    const { change } = await client.ask<UpdateChosenResult<WorkspaceEdit>>(updateChosenRequest, {
      ...params,
      newVersion: "1.0.1",
    });
    expect(change?.uri).toBe(folder.uriOf("web-1.0.1.yaml"));
    await expect(client.ask(updateChosenRequest, { ...params, newVersion: "1.0.0" })).rejects.toThrow(
      "1.0.0 is the version it has",
    );
  });

  it("are offered by the light bulb on the profile, and told to be none where there are none", async ({
    desk,
  }) => {
    const { client, folder, uri } = await open(desk);
    const position = client.at(uri, "name: w|eb");
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title === "Update packs...");
    expect(action?.command).toMatchObject({ command: updatePacksCommand, arguments: [{ uri, position }] });
    const current = folder.uriOf("current.yaml");
    await client.open(current, profile("current", pack("other", "2.0.0")));
    const none = { uri: current, position: { line: 0, character: 0 } };
    expect(await client.ask<UpdateChoicesResult>(updateChoicesRequest, none)).toMatchObject({
      packs: [],
      none: "No pack of this profile has a newer version to go to.",
    });
    const berlin = { uri: folder.uriOf("berlin.yaml"), position: { line: 0, character: 0 } };
    expect(await client.ask(updateChoicesRequest, berlin)).toBeNull();
  });
});

describe.concurrent("one pack in all profiles", () => {
  const wanted = { name: "other", to: "newest" };

  it("is chosen with a look at how many profiles that touches", async ({ desk }) => {
    const { client, uri } = await open(desk);
    expect(await client.ask<OutdatedPackData[]>(outdatedPacksRequest, null)).toEqual([
      { name: "other", current: ["1.0.0"], newest: "2.0.0", profiles: 3 },
      { name: "tool", current: ["1.0.0"], newest: "1.1.0", profiles: 1 },
    ]);
    const place = { uri, position: client.at(uri, "name: ot|her") };
    const found = await client.ask<EverywhereTargetsResult>(everywhereTargetsRequest, { pack: place });
    expect(found).toEqual({
      name: "other",
      targets: [
        { to: "newest", versions: ["2.0.0"], profiles: 3, used: 1, same: false },
        { to: { version: "2.0.0" }, versions: ["2.0.0"], profiles: 3, used: 1, same: false },
      ],
    });
  });

  it("changes in one edit that is looked at first, and says where it stays", async ({ desk }) => {
    const { client, folder, uri } = await open(desk);
    const answer = await client.ask<UpdateEverywhereResult<WorkspaceEdit>>(updateEverywhereRequest, wanted);
    const changes = (answer.edit?.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change ? [change.textDocument] : [],
    );
    expect(changes).toEqual([
      { uri: folder.uriOf("shop.yaml"), version: null },
      { uri, version: 3 },
    ]);
    expect(
      Object.values(answer.edit?.changeAnnotations ?? {})
        .map(({ label }) => label)
        .sort(),
    ).toEqual(["Look at the change first", "Update other in 2 profiles"]);
    expect(answer.left).toMatchObject([
      { uri: folder.uriOf("used-1.0.0.yaml"), name: "used", target: "2.0.0", why: "1 cluster uses it" },
    ]);
  });

  it("becomes new versions of profiles that clusters use", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const answer = await client.ask<UpdateEverywhereResult<WorkspaceEdit>>(updateEverywhereRequest, {
      ...wanted,
      newVersion: "major",
    });
    const made = (answer.edit?.documentChanges ?? []).flatMap((change) =>
      "kind" in change && change.kind === "create" && change.options?.ignoreIfExists !== true
        ? [change.uri]
        : [],
    );
    expect(made).toEqual([folder.uriOf("used-2.0.0.yaml")]);
    expect(answer.left).toEqual([]);
  });
});
