/** Tests of pack-enabled-presets. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const pack = `
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- presets.yaml --
      presets:
        - { name: small, group: Size }
        - { name: large, group: Size }
        - { name: none, group: Object Store }
`;

describe("pack-enabled-presets", () => {
  it("tells presets and groups that the pack does not have", () => {
    checkFindings(`${pack}      -- values.yaml --
      # spectrocloud.com/enabled-presets: Size:smal, Object Store:none,Shape:round,large
      #                                   ^^^^^^^^^ warning(pack-enabled-presets) [fix]: did you mean \`Size:small\`?
      #                                                                ^^^^^^^^^^^ warning(pack-enabled-presets): no presets of a group \`Shape\`: the groups are \`Size\`, \`Object Store\`
      #                                                                            ^^^^^ warning(pack-enabled-presets) [fix]: \`large\` is named without its group
      a: 1
    `);
  });

  it("tells two of one group", () => {
    checkFindings(`${pack}      -- values.yaml --
      # spectrocloud.com/enabled-presets: Size:small,Size:large
      #                                              ^^^^^^^^^^ warning(pack-enabled-presets): another preset is enabled already
      a: 1
    `);
  });

  it("says nothing of a comment that enables nothing, of none, and of presets that cannot be read", () => {
    checkFindings(`${pack}      -- values.yaml --
      # spectrocloud.com/enabled-presets:
      a: 1
    `);
    checkFindings(`${pack}      -- values.yaml --
      a: 1
    `);
    checkFindings(`
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- presets.yaml --
      presets:
        - { name: small }
        #         ^^^^^ error(pack-presets): has no \`group\`
      -- values.yaml --
      # spectrocloud.com/enabled-presets: Size:smal
      a: 1
    `);
  });

  it("tells any preset of a pack that has none", () => {
    checkFindings(`
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- values.yaml --
      # spectrocloud.com/enabled-presets: Size:small
      #                                   ^^^^^^^^^^ warning(pack-enabled-presets): The pack has no presets
      a: 1
    `);
  });

  it("writes the preset that was meant", () => {
    checkFix(
      `${pack}      -- values.yaml --
      # spectrocloud.com/enabled-presets: large
      a: 1
    `,
      "Change to `Size:large`",
      "# spectrocloud.com/enabled-presets: Size:large\na: 1\n",
    );
  });
});
