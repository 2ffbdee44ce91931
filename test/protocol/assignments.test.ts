/** Who is on which profile version, over the protocol: for the place of a cursor, or for all. */

import { describe, expect } from "vitest";
import { type MarkdownPage, verifyAssignmentRequest } from "../../server/src/lsp/protocol.ts";
import { type Client, type Desk, it } from "./client.ts";
import { type Files, nginxPacks, nginxProfile, type TestFolder } from "./workspace.ts";

const cluster = (name: string, version: string) =>
  `name: ${name}\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      version: "${version}"\nnode_groups: []\n`;

const files: Files = {
  ...nginxPacks,
  "web-1.0.0.yaml": nginxProfile("1.13.0"),
  "web-1.1.0.yaml": nginxProfile("1.13.0", { profileVersion: "1.1.0" }),
  "sites/berlin (old).yaml": cluster("berlin", "1.0.0"),
  "sites/munich.yaml": cluster("munich", "1.1.0"),
};

async function open(desk: Desk): Promise<{ client: Client; folder: TestFolder }> {
  const folder = desk.folder(files);
  return { client: await desk.client([folder]), folder };
}

function ask(client: Client, uri?: string): Promise<MarkdownPage> {
  const place = uri === undefined ? undefined : { uri, position: { line: 1, character: 0 } };
  return client.ask(verifyAssignmentRequest, place === undefined ? {} : { place });
}

describe.concurrent("the verification", () => {
  it("is about the profile version at a place, and waits for the workspace", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const { title, markdown } = await ask(client, folder.uriOf("web-1.1.0.yaml"));
    expect(title).toBe("Clusters on web 1.1.0");
    expect(markdown.replaceAll("\\", "")).toContain("**1 of 2 clusters that use web is on 1.1.0: 1 older**");
    expect(markdown).toContain("(/sites/berlin%20%28old%29.yaml#L6) |");
  });

  it("is about the cluster at a place, as it is in the editor", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const uri = folder.uriOf("sites/munich.yaml");
    await client.loaded();
    await client.open(uri, `# one more line\n${cluster("munich", "1.0.0")}`);
    const { title, markdown } = await ask(client, uri);
    expect(title).toBe("Profile versions of munich");
    expect(markdown).toContain("munich is behind on its only profile");
    expect(markdown).toContain("[sites/munich\\.yaml\\:7](/sites/munich.yaml#L7)");
  });

  it("is about all clusters without a place, and for a file that is not ours", async ({ desk }) => {
    const { client, folder } = await open(desk);
    const all = await ask(client);
    expect(all.markdown).toContain("**1 of 2 clusters is behind**");
    expect(await ask(client, folder.uriOf("packs/nginx-1.12.1/values.yaml"))).toEqual(all);
  });

  it("links to files of a second folder from the first", async ({ desk }) => {
    const [first, second] = [desk.folder({}), desk.folder({ "b.yaml": cluster("b", "1.0.0") })];
    const client = await desk.client([first, second]);
    const { markdown } = await ask(client);
    const name = second.path.split("/").at(-1);
    expect(markdown).toContain(`](/../${name}/b.yaml#L6)`);
    expect(markdown.replaceAll("\\", "")).toContain(`[${name}/b.yaml:6]`);
  });
});
