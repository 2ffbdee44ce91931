/** Tests of how config file and settings become one Config. */

import { describe, expect, it } from "vitest";
import { emptyPartialConfig, mergeConfig, type PartialConfig, readPartialConfig } from "./config.ts";

function partial(more: Partial<PartialConfig>): PartialConfig {
  return { ...emptyPartialConfig, ...more };
}

describe("mergeConfig", () => {
  it("lets the team's file win over the user's settings, rule by rule", () => {
    const { severities } = mergeConfig(
      partial({ severities: new Map([["a", "off"]]) }),
      partial({
        severities: new Map([
          ["a", "error"],
          ["b", "hint"],
        ]),
      }),
    );
    expect([...severities].sort()).toEqual([
      ["a", "off"],
      ["b", "hint"],
    ]);
  });

  it("counts the globs of both", () => {
    const { declaredKind } = mergeConfig(
      partial({ profiles: ["p/*.yaml"] }),
      partial({ profiles: ["q/**"] }),
    );
    expect(["p/a.yaml", "q/x/y.json", "p/x/a.yaml", "r.yaml"].map(declaredKind)).toEqual([
      "profiles",
      "profiles",
      undefined,
      undefined,
    ]);
  });

  it("lets ignoring win over profiles, and profiles over clusters", () => {
    const { declaredKind } = mergeConfig(
      partial({ ignore: ["**/drafts/**"], profiles: ["**/a.yaml"], clusters: ["**"] }),
      emptyPartialConfig,
    );
    expect(["drafts/a.yaml", "x/drafts/a.yaml", "x/a.yaml", "b.yaml"].map(declaredKind)).toEqual([
      "ignored",
      "ignored",
      "profiles",
      "clusters",
    ]);
  });

  it("matches files and folders that begin with a dot", () => {
    const { declaredKind } = mergeConfig(partial({ ignore: ["**/*.yaml"] }), emptyPartialConfig);
    expect(declaredKind(".github/.a.yaml")).toBe("ignored");
  });
});

describe("readPartialConfig", () => {
  it("reads registries, rules and globs", () => {
    expect(
      readPartialConfig({
        registries: [{ name: "Palette", folder: "packs", complete: true }, { folder: "../more" }],
        rules: { "outdated-pack": "warning", "unread-key": "off" },
        files: { profiles: ["p/*"], clusters: ["c/*"], ignore: ["i/*"] },
      }),
    ).toEqual({
      registries: [
        { name: "Palette", folder: "packs", complete: true },
        { name: undefined, folder: "../more", complete: false },
      ],
      severities: new Map([
        ["outdated-pack", "warning"],
        ["unread-key", "off"],
      ]),
      profiles: ["p/*"],
      clusters: ["c/*"],
      ignore: ["i/*"],
      updates: [],
    });
  });

  it("leaves out what has the wrong shape, and keeps the rest", () => {
    const config = readPartialConfig({
      registries: [null, "packs", { name: 1 }, { name: "", folder: "x", complete: "yes" }, { folder: "" }],
      rules: { a: "fatal", b: null, c: "hint" },
      files: { profiles: "p/*", clusters: [1, "", "c/*"] },
    });
    expect(config.registries).toEqual([{ name: undefined, folder: "x", complete: false }]);
    expect([...config.severities]).toEqual([["c", "hint"]]);
    expect([config.profiles, config.clusters, config.ignore]).toEqual([[], ["c/*"], []]);
  });

  it.each([undefined, null, "text", 7, [], {}])("makes nothing of %j", (data) => {
    expect(readPartialConfig(data)).toEqual(emptyPartialConfig);
  });
});
