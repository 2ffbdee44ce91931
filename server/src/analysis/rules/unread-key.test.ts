/** Tests of unread-key. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("unread-key", () => {
  it("tells a `tag` that means something from one that is only left over", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          tag: 1.12.4
          # @4+3 warning(unread-key) [fix]: Nothing reads \`tag\`: the version is read from the key \`version\`
        - name: b
          type: spectro
          version: 1.12.4
          tag: "1.12.4"
          # @4+3 hint(unread-key) [fix, unnecessary]: it says the same as \`version\`
        - name: c
          type: spectro
          version: 1.12.4
          tag: 1.12.x
          # @4+3 warning(unread-key): Palette is asked for \`1.12.4\`
      tag: production
      # @0+3 warning(unread-key): labels in the list \`tags\`
    `);
  });

  it("tells what names a registry, and what would have been meant to", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          registry_uid: 5eecc89d0b150045ae661cef
          # @4+12 warning(unread-key): name the registry in \`registry\`
          version: 1.0.0
        - name: b
          type: spectro
          registryName: Public Repo
          # @4+12 warning(unread-key) [fix]: name the registry in \`registry\`
          version: 1.0.0
        - name: c
          type: spectro
          registry: Public Repo
          registry_uid: 5eecc89d0b150045ae661cef
          # @4+12 hint(unread-key) [unnecessary]: the registry is found by its name
          version: 1.0.0
    `);
  });

  it("fades keys that nobody misses, and leaves `layer` and people's own keys alone", () => {
    checkFindings(`
      name: base
      uid: 5eecc89d0b150045ae661cef
      # @0+3 hint(unread-key) [fix, unnecessary]: it can be removed
      type: add-on
      description: ""
      owner: team-a
      x-build: { packs: 1 }
      packs:
        - name: a
          type: spectro
          layer: addon
          server: example.com
          # @4+6 hint(unread-key) [fix, unnecessary]: it can be removed
          version: 1.0.0
          owner: team-b
    `);
  });

  it("finds a slip in a key that is missing otherwise", () => {
    checkFindings(`
      name: base
      type: add-on
      description: ""
      contex: tenant
      # @0+6 warning(unread-key) [fix]: did you mean \`context\`?
      packs:
        - name: a
          type: spectro
          Version: 1.12.4
          # @4+7 warning(unread-key) [fix]: did you mean \`version\`?
        - name: b
          type: spectro
          version: 1.12.4
          versions: [1.12.4]
    `);
  });

  it("renames a key and keeps its quotes and its value", () => {
    const file = (key: string) => `
      name: base
      type: add-on
      description: ""
      packs:
        - name: a
          type: spectro
          ${key}:   '1.12.4' # newest
    `;
    checkFix(file("tag"), "Rename `tag` to `version`", file("version"));
    checkFix(file('"verison"'), "Rename `verison` to `version`", file('"version"'));
    checkFix(file("'tag' "), "Rename `tag` to `version`", file("'version' "));
  });

  it("offers no rename where the key is there already", () => {
    checkNoFix(`
      name: base
      type: add-on
      description: ""
      packs:
        - { name: a, type: spectro, version: 1.12.4, tag: 1.12.x, registry: x, registryName: x }
    `);
  });

  it("leaves exports alone, whose `tag` is read", () => {
    checkFindings(`
      metadata: { name: base, uid: x }
      spec:
        version: 1.0.0
        template:
          type: add-on
          packs:
            - { name: a, layer: addon, type: spectro, version: 1.0.0, tag: 1.0.0, uid: x, server: x }
    `);
  });
});
