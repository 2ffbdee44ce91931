/** Tests of reading pack.json, as registries have it. */

import { describe, expect, it } from "vitest";
import { readPackJson } from "./pack-json.ts";

describe("readPackJson", () => {
  it("knows charts and manifests by their files", () => {
    const pack = readPackJson(
      JSON.stringify({
        name: "a",
        version: "1.0.0",
        charts: [
          "charts/kube-prometheus-stack-75.6.0.tgz",
          "charts/weka-operator-v1.8.7.tgz",
          "fluent-bit.tgz",
          "charts/app-2-1.0.0-rc.1.tgz",
          "charts/",
          7,
        ],
        kubeManifests: ["manifests/a/cert-manager.yaml", "b.yml", null],
      }),
    );
    expect(pack).toMatchObject({
      charts: ["kube-prometheus-stack", "weka-operator", "fluent-bit", "app-2"],
      manifests: ["cert-manager", "b"],
    });
    expect(readPackJson('{"name":"a","version":"1","charts":{}}')).toMatchObject({
      charts: [],
      manifests: [],
    });
  });

  it("reads identity and annotations, and where the version stands", () => {
    const text = `{
  "addonType": "ingress",
  "annotations": { "system_state": "disabled", "docsURL": "https://example.com", "source": "community" },
  "cloudTypes": ["aws", 7, "maas"],
  "displayName": "Nginx",
  "layer": "addon",
  "name": "nginx",
  "version": "1.12.4"
}`;
    const pack = readPackJson(text);
    expect(pack).toMatchObject({
      name: "nginx",
      version: "1.12.4",
      displayName: "Nginx",
      layer: "addon",
      cloudTypes: ["aws", "maas"],
      addonType: "ingress",
      state: "disabled",
      docsUrl: "https://example.com",
      source: "community",
    });
    if ("trouble" in pack) throw new Error(pack.trouble);
    expect(text.slice(pack.versionSpan.start, pack.versionSpan.end)).toBe("1.12.4");
  });

  it("does not take another `version` for the pack's", () => {
    const text = '{"constraints":{"version":"9.9.9"},"name":"a","version" : "1.0.0"}';
    const pack = readPackJson(text);
    if ("trouble" in pack) throw new Error(pack.trouble);
    expect(text.slice(pack.versionSpan.start, pack.versionSpan.end)).toBe("1.0.0");
  });

  it("takes blanks and odd states for nothing, and forgives a BOM", () => {
    const pack = readPackJson(
      '\ufeff{"name":"a","version":"1","displayName":" ","cloudTypes":"all","annotations":{"system_state":"fine"}}',
    );
    expect(pack).toMatchObject({
      displayName: undefined,
      layer: undefined,
      cloudTypes: [],
      state: undefined,
    });
  });

  it.each([
    ["{", /^not valid JSON: /],
    ["[]", /holds no JSON object/],
    ['"text"', /holds no JSON object/],
    ["null", /holds no JSON object/],
    ['{"version":"1.0.0"}', /has no `name`/],
    ['{"name":"","version":"1.0.0"}', /has no `name`/],
    ['{"name":"a"}', /has no `version`$/],
    ['{"name":"a","version":1.5}', /has no `version`: it must be a string, in quotes/],
  ])("says why %s is no pack", (text, trouble) => {
    const pack = readPackJson(text);
    expect("trouble" in pack && pack.trouble).toMatch(trouble);
  });
});
