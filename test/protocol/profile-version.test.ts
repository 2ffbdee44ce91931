/** Versions of profiles over the protocol: what comes next, the edit in place, and the file that is made. */

import { describe, expect } from "vitest";
import type { WorkspaceEdit } from "vscode-languageserver-protocol/node";
import {
  bumpProfileRequest,
  checkProfileVersionRequest,
  newProfileVersionRequest,
  type ProfileEditResult,
  type ProfileVersionsResult,
  profileVersionsRequest,
} from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const profile = `# the front\n${nginxProfile("1.13.0", { profileVersion: "1.4.2" })}`;
const cluster = (name: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n    - { name: web, version: 1.4.2 }\nnode_groups: []\n`;

interface Opened {
  readonly client: Client;
  readonly folder: TestFolder;
  readonly uri: string;
  /** Asks about the profile at its name. */
  ask<R>(method: string, version?: string): Promise<R>;
}

async function open(desk: Desk, text = profile, others: Record<string, string> = {}): Promise<Opened> {
  const folder = desk.folder({ ...nginxPacks, ...others, "web-1.4.2.yaml": text });
  const client = await desk.client([folder]);
  const uri = folder.uriOf("web-1.4.2.yaml");
  await client.loaded();
  await client.open(uri, text, { version: 3 });
  const ask = <R>(method: string, version?: string) =>
    client.ask<R>(method, { uri, position: client.at(uri, "name: w|eb"), version });
  return { client, folder, uri, ask };
}

const clusters = { "a.yaml": cluster("a"), "b.yaml": cluster("b") };

describe.concurrent("the versions of a profile", () => {
  it("are told with the clusters that use the present one", async ({ desk }) => {
    const { ask } = await open(desk, profile, clusters);
    expect(await ask<ProfileVersionsResult>(profileVersionsRequest)).toEqual({
      name: "web",
      version: "1.4.2",
      context: "project",
      clusters: 2,
      bumps: [
        { bump: "patch", version: "1.4.3" },
        { bump: "minor", version: "1.5.0" },
        { bump: "major", version: "2.0.0" },
        { bump: "prerelease", version: "1.4.3-rc.1" },
      ],
    });
  });

  it("are checked as they are typed", async ({ desk }) => {
    const { ask } = await open(desk, profile, {
      "next.yaml": nginxProfile("1.13.0", { profileVersion: "1.5.0" }),
    });
    const check = (version: string) => ask<string | null>(checkProfileVersionRequest, version);
    expect(await check("1.6.0")).toBe(null);
    expect(await check("1.6")).toBe("`1.6` is not a version that Palette takes: write 1.6.0");
    expect(await check("1.5.0")).toBe("1.5.0 is there already, in next.yaml");
  });

  it("are refused in words where there are none", async ({ desk }) => {
    const { client, folder, uri, ask } = await open(desk, profile, clusters);
    const ofCluster = { uri: folder.uriOf("a.yaml"), position: { line: 0, character: 0 } };
    await expect(client.ask(profileVersionsRequest, ofCluster)).rejects.toThrow(/^Open a cluster profile/);
    const ofPack = {
      uri: folder.uriOf("packs/nginx-1.13.0/values.yaml"),
      position: { line: 0, character: 0 },
    };
    await expect(client.ask(profileVersionsRequest, ofPack)).rejects.toThrow(
      "This file is no cluster profile",
    );
    await expect(ask(bumpProfileRequest, "v2")).rejects.toThrow("write 2.0.0");
    await expect(ask(newProfileVersionRequest, "1.4.2")).rejects.toThrow("1.4.2 is the version it has");
    await client.replace(uri, '"1.4.2"', "${VERSION}");
    await expect(ask(profileVersionsRequest)).rejects.toThrow(/filled in by Terraform/);
  });
});

describe.concurrent("a bump", () => {
  it("changes the version, in the version of the document", async ({ desk }) => {
    const { client, uri, ask } = await open(desk);
    await client.replace(uri, "# the front", "# front");
    await client.apply(await ask<WorkspaceEdit>(bumpProfileRequest, "1.5.0"));
    expect(client.document(uri).getText()).toBe(
      profile.replace("# the front", "# front").replace("1.4.2", "1.5.0"),
    );
  });
});

describe.concurrent("a new version", () => {
  it("is a file that must not be there, with the text that is in the editor", async ({ desk }) => {
    const { client, folder, uri, ask } = await open(desk);
    await client.replace(uri, "# the front", "# front");
    const made = await ask<ProfileEditResult<WorkspaceEdit>>(newProfileVersionRequest, "1.5.0");
    const start = { line: 0, character: 0 };
    const newText = profile.replace("# the front", "# front").replace("1.4.2", "1.5.0");
    expect(made).toEqual({
      uri: folder.uriOf("web-1.5.0.yaml"),
      edit: {
        documentChanges: [
          {
            kind: "create",
            uri: folder.uriOf("web-1.5.0.yaml"),
            options: { overwrite: false, ignoreIfExists: false },
          },
          {
            textDocument: { uri: folder.uriOf("web-1.5.0.yaml"), version: null },
            edits: [{ range: { start, end: start }, newText }],
          },
        ],
      },
    });
  });

  it("takes no name that is taken on the disk, by whatever it is", async ({ desk }) => {
    const { folder, ask } = await open(desk, profile, { "web-1.5.0.yaml": "kind: Deployment\n" });
    const made = await ask<ProfileEditResult<WorkspaceEdit>>(newProfileVersionRequest, "1.5.0");
    expect(made.uri).toBe(folder.uriOf("web-1.5.0-2.yaml"));
  });

  it("goes to the end of a file that holds several profiles", async ({ desk }) => {
    const text = `${profile}---\n${nginxProfile("1.13.0", { name: "shop" })}`;
    const { client, uri, ask } = await open(desk, text);
    const made = await ask<ProfileEditResult<WorkspaceEdit>>(newProfileVersionRequest, "1.5.0");
    expect(made.uri).toBe(uri);
    await client.apply(made.edit);
    expect(client.document(uri).getText()).toBe(`${text}---\n${profile.replace("1.4.2", "1.5.0")}`);
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
  });

  it("of a document that is nowhere waits until that is saved", async ({ desk }) => {
    const { client } = await open(desk);
    await client.open("untitled:Untitled-1", profile);
    const params = { uri: "untitled:Untitled-1", position: { line: 1, character: 0 }, version: "1.6.0" };
    await expect(client.ask(newProfileVersionRequest, params)).rejects.toThrow(/^Save the profile first/);
  });
});
