/** What differs between versions of a profile over the protocol: the versions to choose from, the summary and the two documents. */

import { describe, expect } from "vitest";
import {
  compareProfilesRequest,
  type ProfileComparisonResult,
  type VersionsToCompareResult,
  versionsToCompareRequest,
} from "../../server/src/lsp/protocol.ts";
import { it } from "./client.ts";
import { nginxPacks, nginxProfile } from "./workspace.ts";

const web = (profileVersion: string, pack: string, name = "web") =>
  `# ${profileVersion}\n${nginxProfile(pack, { name, profileVersion })}`;

const files = {
  ...nginxPacks,
  "web-1.0.0.yaml": web("1.0.0", "1.12.1"),
  "web-1.1.0.yaml": web("1.1.0", "1.12.4"),
  "both.yaml": `${web("1.2.0", "1.13.0")}---\n${web("1.0.0", "1.13.0", "shop")}`,
};

describe.concurrent("two versions of a profile", () => {
  it("are offered by the places of their names, and compared by them", async ({ desk }) => {
    const folder = desk.folder(files);
    const client = await desk.client([folder]);
    await client.loaded();
    const at = { uri: folder.uriOf("web-1.1.0.yaml"), position: { line: 3, character: 0 } };
    const nameAt = (name: string) => ({ uri: folder.uriOf(name), position: { line: 1, character: 6 } });
    const offered = await client.ask<VersionsToCompareResult>(versionsToCompareRequest, at);
    expect(offered).toEqual({
      name: "web",
      version: "1.1.0",
      place: nameAt("web-1.1.0.yaml"),
      versions: [
        { version: "1.2.0", place: nameAt("both.yaml"), line: "nginx 1.12.4 → 1.13.0" },
        { version: "1.0.0", place: nameAt("web-1.0.0.yaml"), line: "nginx 1.12.1 → 1.12.4" },
      ],
    });

    const compared = await client.ask<ProfileComparisonResult>(compareProfilesRequest, {
      first: offered.place,
      second: offered.versions[1]?.place,
    });
    expect(compared).toMatchObject({
      title: "web 1.0.0 → 1.1.0",
      line: "nginx 1.12.1 → 1.12.4",
      before: { uri: folder.uriOf("web-1.0.0.yaml"), name: "web", version: "1.0.0" },
      after: { uri: folder.uriOf("web-1.1.0.yaml"), name: "web", version: "1.1.0" },
    });
    expect([compared.before, compared.after].some((side) => "text" in side)).toBe(false);
    // The layer is the catalog's.
    expect(compared.markdown).toContain("| Add-on | nginx | 1\\.12\\.1 → 1\\.12\\.4 (patch) |");

    const shared = await client.ask<ProfileComparisonResult>(compareProfilesRequest, {
      first: offered.place,
      second: offered.versions[0]?.place,
    });
    expect(shared.after).toEqual({
      uri: folder.uriOf("both.yaml"),
      name: "web",
      version: "1.2.0",
      text: web("1.2.0", "1.13.0"),
    });
  });

  it("are those in the editor, saved or not", async ({ desk }) => {
    const folder = desk.folder(files);
    const client = await desk.client([folder]);
    const uri = folder.uriOf("web-1.1.0.yaml");
    await client.loaded();
    await client.open(uri, web("1.1.0", "1.12.4"));
    await client.replace(uri, "1.12.4", "1.13.0");
    const place = { uri, position: client.at(uri, "name: w|eb") };
    const { versions } = await client.ask<VersionsToCompareResult>(versionsToCompareRequest, place);
    expect(versions.map(({ line }) => line)).toEqual(["no difference in packs", "nginx 1.12.1 → 1.13.0"]);
  });

  it("are refused in words where there are none", async ({ desk }) => {
    const folder = desk.folder(files);
    const client = await desk.client([folder]);
    await client.loaded();
    const place = (name: string, line = 1) => ({
      uri: folder.uriOf(name),
      position: { line, character: 0 },
    });
    const shop = place("both.yaml", 13);
    await expect(client.ask(versionsToCompareRequest, shop)).rejects.toThrow(
      "No file of the workspace holds another version of `shop`",
    );
    await expect(
      client.ask(versionsToCompareRequest, place("packs/nginx-1.12.1/values.yaml", 0)),
    ).rejects.toThrow("This file is no cluster profile");
    const first = place("web-1.0.0.yaml");
    await expect(client.ask(compareProfilesRequest, { first, second: first })).rejects.toThrow(
      "A profile cannot be compared with itself: choose another version",
    );
  });
});
