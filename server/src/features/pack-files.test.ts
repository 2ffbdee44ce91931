/** Tests of hover and completion in the files of packs. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { complete } from "./completion.ts";
import { hover } from "./hover.ts";

const packJson = '{ "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }\n';

function place(name: string, marked: string) {
  return fixture(marked, name === "pack.json" ? { name } : { name, others: { "pack.json": packJson } });
}

function labels(name: string, marked: string): string[] {
  const { snapshot, file, offset } = place(name, marked);
  return complete(snapshot, file, offset).map(({ label }) => label);
}

function taking(label: string, name: string, marked: string): string {
  const { snapshot, file, offset, text } = place(name, marked);
  const item = complete(snapshot, file, offset).find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`no ${label}`);
  return text.slice(0, item.span.start) + item.newText + text.slice(item.span.end);
}

function markdown(name: string, marked: string): string | undefined {
  const { snapshot, file, offset } = place(name, marked);
  return hover(snapshot, file, offset)?.markdown;
}

describe("completion in pack.json", () => {
  it("offers the keys that are not there yet, from the first one on", () => {
    expect(labels("pack.json", "{ $0 }\n").slice(0, 4)).toEqual(["name", "displayName", "version", "layer"]);
    expect(labels("pack.json", '{ "name": "web", $0 }\n')).not.toContain("name");
    expect(taking("layer", "pack.json", '{ "name": "web", $0 }\n')).toBe('{ "name": "web", "layer":  }\n');
  });

  it("offers values that are documented, in lists too", () => {
    expect(labels("pack.json", '{ "name": "web", "layer": "$0" }\n')).toEqual([
      "kernel",
      "os",
      "k8s",
      "cni",
      "csi",
      "addon",
    ]);
    expect(taking("app services", "pack.json", '{ "layer": "addon", "addonType": "app$0" }\n')).toBe(
      '{ "layer": "addon", "addonType": "app services" }\n',
    );
    expect(labels("pack.json", '{ "layer": "addon", "cloudTypes": ["aws", "$0"] }\n')).toContain(
      "edge-native",
    );
  });

  it("offers what a dependency can say", () => {
    const marked =
      '{ "layer": "addon", "constraints": { "dependencies": [{ "packName": "a", "type": "$0" }] } }\n';
    expect(labels("pack.json", marked)).toEqual(["required", "optional", "notSupported", "upgrade"]);
  });

  it("offers nothing in the pack.json of another tool", () => {
    expect(labels("pack.json", '{ "assets": [], $0 }\n')).toEqual([]);
  });
});

describe("completion beside pack.json", () => {
  it("offers the keys of a preset, and nothing in values", () => {
    expect(labels("presets.yaml", "presets:\n  - name: a\n    $0\n")).toEqual([
      "displayName",
      "group",
      "remove",
      "add",
    ]);
    expect(labels("values.yaml", "charts:\n  $0\n")).toEqual([]);
  });
});

describe("hover in the files of packs", () => {
  it("explains keys and values of pack.json and presets.yaml", () => {
    expect(markdown("pack.json", '{ "layer": "addon", "add$0onType": "ingress" }\n')).toMatch(
      /^\*\*addonType\*\*\n\nThe group under which/,
    );
    expect(markdown("pack.json", '{ "layer": "c$0si" }\n')).toBe("`csi`: The storage plugin of the cluster.");
    expect(markdown("presets.yaml", "presets:\n  - na$0me: a\n")).toMatch(/^\*\*name\*\* \(required\)/);
  });

  it("says what a constraint asks for, on its path and on itself", () => {
    const schema =
      'charts.web.level:\n  schema: \'{{ required | format "${list:[info,debug]}" | hints "how loud" }}\'\n';
    const expected = "**charts\\.web\\.level**\n\n- Required\n- Format\\: one of info, debug\n- how loud";
    expect(markdown("schema.yaml", schema.replace("web", "w$0eb"))).toBe(expected);
    expect(markdown("schema.yaml", schema.replace("required", "requ$0ired"))).toBe(expected);
  });
});
