/** Tests of pack-version-format. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const packOf = (line: string) => `
      -- pack.json --
      {
        "name": "web", "displayName": "Web", "layer": "addon",
${line}
      }
`;

describe("pack-version-format", () => {
  it("tells a leading v as a hint, and what is no version as a warning", () => {
    checkFindings(
      packOf(`        "version": "v1.12.0"
        #           ^^^^^^^ hint(pack-version-format) [fix]: \`1.12.0\` instead of \`v1.12.0\``),
    );
    checkFindings(
      packOf(`        "version": "latest"
        #           ^^^^^^ warning(pack-version-format): cannot be put in order`),
    );
    checkFindings(
      packOf(`        "version": "1.12.x"
        #           ^^^^^^ warning(pack-version-format): reads like a version group`),
    );
  });

  it("takes versions as packs have them", () => {
    for (const version of ["1.5", "26.04.4", "0.30.0-5.5.2026", "2.0.1-up.1", "1.31.2-rev2"])
      checkFindings(packOf(`        "version": "${version}"`));
  });

  it("takes the v off", () => {
    checkFix(
      packOf('        "version": "v1.12.0"'),
      "Change to `1.12.0`",
      packOf('        "version": "1.12.0"')
        .replace(/^.*pack\.json.*\n/m, "")
        .replace(/^\n/, ""),
    );
  });
});
