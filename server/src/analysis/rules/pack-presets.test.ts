/** Tests of pack-presets. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const pack = `
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
`;

describe("pack-presets", () => {
  it("tells presets that cannot be used, and those of the same name in a group", () => {
    checkFindings(`${pack}      -- presets.yaml --
      presets:
        - name: a
          group: Size
          add: |
            - replicas: 1
            # @6+13 error(pack-presets): is no map of values
            - replicas: 2
        - name: broken
          group: Size
          add: |
            a: 1
             b: 2
             # @7+4 error(pack-presets): is no YAML
        - name: b
        #       ^ error(pack-presets): has no \`group\`
        - name: c
          group: Size
        - name: c
        #       ^ error(pack-presets): has a preset \`c\` already
          group: Size
        - name: c
        #       ^ hint(pack-presets): The group \`Size\` has a preset \`c\` too
          group: Other
    `);
  });

  it("does not mind paths in remove that the values do not have", () => {
    checkFindings(`${pack}      -- presets.yaml --
      presets:
        - name: a
          displayName: A
          group: Size
          remove: [charts.nowhere.to.be.found]
          add: ""
      -- values.yaml --
      charts: {}
    `);
  });

  it("tells keys that nothing reads", () => {
    checkFindings(`${pack}      -- presets.yaml --
      version: 2
      # @0+7 hint(pack-presets): Nothing reads \`version\` in presets.yaml
      presets:
        - name: a
          group: Size
          removes: [charts.web.a]
          # @4+7 warning(pack-presets) [fix]: did you mean \`remove\`?
    `);
    checkFix(
      `${pack}      -- presets.yaml --
      presets:
        - { name: a, group: Size, removes: [charts.web.a] }
    `,
      "Rename to `remove`",
      `
      presets:
        - { name: a, group: Size, remove: [charts.web.a] }
    `,
    );
  });

  it("tells what is no list, and takes an empty file", () => {
    checkFindings(`${pack}      -- presets.yaml --
      presets: small
      #        ^^^^^ error(pack-presets): are a list below the key \`presets\`
    `);
    checkFindings(`${pack}      -- presets.yaml --
    `);
  });
});
