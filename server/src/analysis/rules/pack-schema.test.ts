/** Tests of pack-schema. */

import { describe, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

const pack = `
      -- pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
`;

describe("pack-schema", () => {
  it("tells entries that cannot be read, at their places, and reads the others", () => {
    checkFindings(`${pack}      -- schema.yaml --
      charts.web.a:
        schema: '{{ requird | hints "x" }}'
        #           ^^^^^^^ warning(pack-schema): did you mean \`required\`?
      charts.web.b:
        schema: '{{ format "\${nmber}" }}'
        #                   ^^^^^^^ warning(pack-schema): did you mean \`number\`?
      charts..c:
      # @0+9 warning(pack-schema): \`charts..c\` is no path
        schema: '{{ required }}'
      charts.web.d: required
      #             ^^^^^^^^ warning(pack-schema): A path needs a \`schema\`
      charts.web.e:
        schema: '{{ required | format "\${number:[1-5]}" | hints "a count" "of things" }}'
    `);
  });

  it("tells text that is no YAML as an error, once, and a path that is there twice", () => {
    checkFindings(`${pack}      -- schema.yaml --
      charts.web.a:
        schema: '{{ required }}
        #       ^^^^^^^^^^^^^^^ error(pack-schema): is never closed
    `);
    checkFindings(`${pack}      -- schema.yaml --
      charts.web.a:
        schema: '{{ required }}'
      ---
      charts.web.a:
      # @0+12 warning(pack-schema): has a constraint already
        schema: '{{ readonly }}'
    `);
  });

  it("takes an empty file, and one of comments alone", () => {
    checkFindings(`${pack}      -- schema.yaml --
    `);
    checkFindings(`${pack}      -- schema.yaml --
      # nothing yet
    `);
  });

  it("is silenced by a comment", () => {
    checkFindings(`${pack}      -- schema.yaml --
      charts.web.a:
        # cluster-profiles-ignore pack-schema ours
        schema: '{{ requird }}'
    `);
  });
});
