/** Tests of pack-json. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

describe("pack-json", () => {
  it("tells what a pack must have, and values that are none", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web",
        #^^^^ error(pack-json): has no \`displayName\`: add
        "version": 1.5,
        #          ^^^ error(pack-json) [fix]: \`1.5\` must be text here: put it in quotes
        "layer": "adon",
        #         ^^^^ error(pack-json) [fix]: did you mean \`addon\`?
        "cloudTypes": "all"
        #              ^^^ error(pack-json): \`cloudTypes\` must be a list
      }
    `);
  });

  it("tells keys that nothing reads, at any depth: slips as warnings, others as hints", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web",
        "displayName": "Web",
        "version": "1.0.0",
        "layer": "addon",
        "chart": ["charts/web.tgz"],
        #^^^^^ warning(pack-json) [fix]: Nothing reads \`chart\`: did you mean \`charts\`?
        "commit_msg": "first",
        #^^^^^^^^^^ hint(pack-json): knows no key \`commit_msg\` here
        "annotations": { "anything": "goes" },
        "constraints": {
          "dependency": [],
          #^^^^^^^^^^ warning(pack-json) [fix]: did you mean \`dependencies\`?
          "resources": [{ "type": "cpu", "minLimt": 5 }]
          #                               ^^^^^^^ warning(pack-json) [fix]: did you mean \`minLimit\`?
        }
      }
    `);
  });

  it("takes clouds and add-on types that are not documented as hints, and blank ones as nothing", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web",
        "displayName": "Web",
        "version": "1.0.0",
        "layer": "addon",
        "cloudTypes": ["aws", "nutanix"],
        #                      ^^^^^^^ hint(pack-json): lists no cloud \`nutanix\`, so it is a custom cloud
        "addonType": "app-services",
        #             ^^^^^^^^^^^^ hint(pack-json) [fix]: did you mean \`app services\`?
        "addonSubType": "",
        "group": "",
        "eol": " "
      }
      -- other/pack.json --
      {
        "name": "db",
        "displayName": "DB",
        "version": "1.0.0",
        "layer": "addon",
        "eol": "soon"
        #       ^^^^ hint(pack-json): \`soon\` is no day
      }
    `);
  });

  it("tells what is no JSON once, though YAML could read it", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web",
        "layer": "addon",
        "version": "v1",
      }
      # @0+1 error(pack-json): Not valid JSON, which Palette reads
    `);
    checkFindings(`
      -- pack.json --

      # @0+1 error(pack-json): Not valid JSON, which Palette reads
    `);
  });

  it("tells a key that is there twice", () => {
    checkFindings(`
      -- pack.json --
      {
        "name": "web",
        "displayName": "Web",
        "version": "1.0.0",
        "layer": "addon",
        "layer": "csi"
        # @2+7 error(pack-json): \`layer\`
      }
    `);
  });

  it("leaves the pack.json of another tool alone", () => {
    checkFindings(`
      -- pack.json --
      { "name": "sounds", "version": 3, "assets": ["a.ogg"] }
      -- values.yaml --
      a: [
      -- schema.yaml --
      a: b
    `);
  });

  it("mends slips without touching anything else", () => {
    const source = `
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "addonTyp": "ingress"
      }
    `;
    checkFix(
      source,
      "Change to `addonType`",
      `
      {
        "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon",
        "addonType": "ingress"
      }
    `,
    );
    checkNoFix(`
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon", "zzzzzz": 1 }
    `);
  });
});
