import { describe, expect, it } from "vitest";
import { applied, contentOf, type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxFiles } from "../../../test/harness/nginx-values.ts";
import { changePresetKind, codeActions } from "./code-actions.ts";

function offered(text: string, options: FixtureOptions = nginxFiles) {
  const made = fixture(text, options);
  const { snapshot, file, offset } = made;
  const actions = codeActions(snapshot, file, { start: offset, end: offset }, [], [changePresetKind]);
  const take = (title: string) => {
    const action = actions.find((candidate) => candidate.title === title);
    if (action === undefined) throw new Error(`no ${title}`);
    return { text: applied(made, action.edits()), note: action.note?.() };
  };
  return { titles: actions.map(({ title }) => title), take };
}

const apply = "Apply preset Mode: High availability";
const head = "# spectrocloud.com/enabled-presets: ";

describe("presets in the light bulb", () => {
  it("are offered on the pack and inside of its values", () => {
    const all = [apply, "Apply preset Mode: solo"];
    const values = "pack:\n  namespace: x";
    expect(offered(inBlock("pack:\n  name$0space: x")).titles).toEqual(all);
    expect(offered(inBlock(values).replace("name: nginx", "name: ng$0inx")).titles).toEqual(all);
    expect(offered(inBlock(values).replace("1.12.1", "1.1$02.1")).titles).toEqual(all);
    expect(offered(inBlock(values).replace("name: base", "name: b$0ase")).titles).toEqual([]);
    expect(offered(inBlock(values).replace("cni-calico", "cni$0-calico")).titles).toEqual([]);
    expect(offered(inBlock(`${head}Mode:ha\n$0a: 1`)).titles).toEqual([
      "Remove preset Mode: High availability",
      "Apply preset Mode: solo",
    ]);
  });

  it("are put into the values, in whatever way these are written", () => {
    const values = "charts:\n  nginx:\n    repli$0cas: 2 # pods\n    service: {}\n";
    const after = `${head}Mode:ha\ncharts:\n  nginx:\n    replicas: 3 # pods\n    affinity: hard\n`;
    expect(offered(inBlock(values)).take(apply).text).toBe(inBlock(after));
    expect(offered(inJson(values)).take(apply).text).toBe(inJson(after));
    expect(offered(inBlock(values).replaceAll("\n", "\r\n")).take(apply).text).toBe(
      inBlock(after).replaceAll("\n", "\r\n"),
    );
  });

  it("are taken back, with what cannot be told", () => {
    const values = `${head}Mode:ha\ncharts:\n  nginx:\n    repli$0cas: 3\n    affinity: soft\n`;
    const { text, note } = offered(inBlock(values)).take("Remove preset Mode: High availability");
    expect(text).toContain("replicas: 2\n          affinity: soft\n          service:");
    expect(note).toBe("`charts.nginx.affinity` is no longer what the preset `ha` made it, so it stays");
  });

  it("say why they cannot be applied, and are not offered on what is no YAML", () => {
    const shared = "charts:\n  nginx: &x\n    repli$0cas: 2\nother: *x\n";
    const refused = offered(inBlock(shared)).take(apply);
    expect(refused.note).toMatch(/^The values are written in a way that only a person can change here/);
    expect(refused.text).toBe(inBlock(shared).replace("$0", ""));
    expect(offered(inBlock("charts: [\n  ngi$0nx")).titles).toEqual([]);
    expect(offered(inBlock("a: {{ .spectro.var.x }}\nb$0: 1")).titles).toEqual([]);
    expect(offered(inBlock("a$0: 1\n---\nb: 1")).titles).toEqual([]);
  });

  it("are offered as a new version first where clusters are on the profile", () => {
    const cluster =
      "name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - name: base\n      version: 1.0.0\nnode_groups: []\n";
    const options = { ...nginxFiles, others: { "lab.yaml": cluster } };
    const { titles } = offered(inBlock("a$0: 1"), options);
    expect(titles).toEqual([
      `${apply} in a new version 1.0.1 of base`,
      "Apply preset Mode: solo in a new version 1.0.1 of base",
      `${apply} in place: 1 cluster uses 1.0.0`,
      "Apply preset Mode: solo in place: 1 cluster uses 1.0.0",
    ]);
  });

  it("are none without presets", () => {
    const content = contentOf({ "nginx 1.12.1": { "values.yaml": "a: 1\n" } });
    expect(offered(inBlock("a$0: 1"), { content }).titles).toEqual([]);
  });
});
