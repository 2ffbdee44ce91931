/** What the server says of packs to those who write them: in the files of a pack that are open or change, and nowhere else. */

import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect } from "vitest";
import { it } from "./client.ts";
import { packJson } from "./workspace.ts";

const schema = "charts.web.level:\n  schema: '{{ format \"${list:[info,debug]}\" }}'\n";
const good = "charts:\n  web:\n    level: info\n";
const bad = "charts:\n  web:\n    level: loud\n";

describe.concurrent("the files of a pack", () => {
  it("are checked when they are opened, and not before", async ({ desk }) => {
    const folder = desk.folder({
      "web/pack.json": packJson("web", "v1.0.0"),
      "web/values.yaml": bad,
      "web/schema.yaml": schema,
    });
    const client = await desk.client([folder]);
    await client.settle();
    expect(client.filesWithFindings).toEqual([folder.uriOf("zz-sentinel.yaml")]);
    await client.open(folder.uriOf("web/schema.yaml"), schema);
    await client.codesToBe(folder.uriOf("web/schema.yaml"), ["pack-schema-defaults"]);
    await client.open(folder.uriOf("web/pack.json"), packJson("web", "v1.0.0"), { languageId: "json" });
    await client.codesToBe(folder.uriOf("web/pack.json"), ["pack-version-format"]);
  });

  it("are checked when they change on the disk, with those that depend on them", async ({ desk }) => {
    const folder = desk.folder({
      "web/pack.json": packJson("web", "1.0.0"),
      "web/values.yaml": good,
      "web/schema.yaml": schema,
      "other/pack.json": packJson("other", "v1.0.0"),
    });
    const client = await desk.client([folder]);
    await client.settle();
    await client.changed([folder.write("web/values.yaml", bad), "changed"]);
    await client.codesToBe(folder.uriOf("web/schema.yaml"), ["pack-schema-defaults"]);
    await client.changed([folder.write("web/values.yaml", good), "changed"]);
    await client.codesToBe(folder.uriOf("web/schema.yaml"), []);
    await client.changed([folder.write("web/pack.json", packJson("web", "v1.0.1")), "changed"]);
    await client.codesToBe(folder.uriOf("web/pack.json"), ["pack-version-format"]);
    expect(client.codes(folder.uriOf("other/pack.json"))).toEqual([]);
  });

  it("are judged by what is in the editor, whichever was opened first", async ({ desk }) => {
    const folder = desk.folder({
      "web/pack.json": packJson("web", "1.0.0"),
      "web/values.yaml": good,
      "web/schema.yaml": schema,
    });
    const client = await desk.client([folder]);
    await client.open(folder.uriOf("web/values.yaml"), good);
    await client.loaded();
    await client.change(folder.uriOf("web/values.yaml"), [{ text: bad }]);
    await client.codesToBe(folder.uriOf("web/schema.yaml"), ["pack-schema-defaults"]);
    await client.close(folder.uriOf("web/values.yaml"));
    await client.codesToBe(folder.uriOf("web/schema.yaml"), []);
  });

  it("get and lose findings with charts that come and go", async ({ desk }) => {
    const text = packJson("web", "1.0.0").replace('"layer"', '"charts": ["charts/web.tgz"],\n  "layer"');
    const folder = desk.folder({ "web/pack.json": text, "web/charts/db.tgz": "" });
    const client = await desk.client([folder]);
    await client.loaded();
    const uri = folder.uriOf("web/pack.json");
    await client.open(uri, text, { languageId: "json" });
    await client.codesToBe(uri, ["pack-file-missing"]);
    await client.changed([folder.write("web/charts/web.tgz", ""), "created"]);
    await client.codesToBe(uri, []);
    await client.changed([folder.remove("web/charts/web.tgz"), "deleted"]);
    await client.codesToBe(uri, ["pack-file-missing"]);
  });

  it("are nobody's once their pack.json is gone", async ({ desk }) => {
    const folder = desk.folder({ "web/pack.json": packJson("web", "1.0.0"), "web/values.yaml": "a: [\n" });
    const client = await desk.client([folder]);
    await client.loaded();
    const uri = folder.uriOf("web/values.yaml");
    await client.open(uri, "a: [\n");
    await client.codesToBe(uri, ["pack-values"]);
    await client.changed([folder.remove("web/pack.json"), "deleted"]);
    await client.codesToBe(uri, []);
    await client.changed([folder.write("web/pack.json", packJson("web", "1.0.0")), "created"]);
    await client.codesToBe(uri, ["pack-values"]);
  });

  it("are not checked outside of the workspace, nor in what links lead to", async ({ desk }) => {
    const outside = desk.folder({ "web/pack.json": packJson("web", "v1.0.0"), "web/chart.tgz": "" });
    const text = packJson("linked", "1.0.0").replace(
      '"layer"',
      '"charts": ["charts/no-such-chart.tgz", "../web.tgz"],\n  "layer"',
    );
    const folder = desk.folder({ "linked/pack.json": text });
    mkdirSync(folder.pathOf("linked"), { recursive: true });
    symlinkSync(outside.pathOf("web"), folder.pathOf("linked/charts"));
    const client = await desk.client([folder], { initializationOptions: { trusted: false } });
    await client.loaded();
    const uri = outside.uriOf("web/pack.json");
    await client.open(uri, packJson("web", "v1.0.0"), { languageId: "json" });
    await client.open(folder.uriOf("linked/pack.json"), text, { languageId: "json" });
    // One for the path that leads out, and none that would tell what is behind the link.
    await client.codesToBe(folder.uriOf("linked/pack.json"), ["pack-file-missing"]);
    expect(client.messages(folder.uriOf("linked/pack.json"))[0]).toContain("leads out of the pack");
    await client.settle();
    expect(client.codes(uri)).toEqual([]);
  });
});
