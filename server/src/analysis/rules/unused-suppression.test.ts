/** Tests of unused-suppression. How comments silence is tested with the engine. */

import { describe, expect, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

describe("unused-suppression", () => {
  it("tells of a comment that has nothing to silence, names no rule, or no known one", () => {
    const findings = checkFindings(`
      # cluster-profiles-ignore
      # @0+25 hint(unused-suppression) [fix]: must name the rule
      name: base
      version: 1.2.0 # cluster-profiles-ignore profile-version-format old habit
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(unused-suppression) [fix, unnecessary]: silences nothing
      type: add-on
      # cluster-profiles-ignore document-shema reason
      #                         ^^^^^^^^^^^^^^ hint(unused-suppression) [fix]: There is no rule \`document-shema\`: did you mean \`document-schema\`?
      description: ""
      # cluster-profiles-ignore something-else
      #                         ^^^^^^^^^^^^^^ hint(unused-suppression) [fix]: There is no rule \`something-else\`
      packs: []
    `);
    expect(findings[2]?.fixes().map(({ title }) => title)).toEqual([
      "Change to `document-schema`",
      "Change to `document-syntax`",
      "Remove the unused suppression",
    ]);
  });

  it("leaves a comment alone whose rule is off, and can be off itself", () => {
    checkFindings(`
      -- config --
      rules: { profile-version-format: off }
      -- profile.yaml --
      name: base
      version: 1.2.0 # cluster-profiles-ignore profile-version-format
      type: add-on
      description: ""
      packs: []
    `);
    checkFindings(`
      -- config --
      rules: { unused-suppression: off }
      -- profile.yaml --
      name: base
      version: 1.2.0 # cluster-profiles-ignore profile-version-format
      type: add-on
      description: ""
      packs: []
    `);
  });

  it.each([
    ["", "crlf"],
    ["no-final-newline", ""],
  ])("removes the line that holds nothing else, and of another line the comment only (%s %s)", (...flags) => {
    const head = `-- profile.yaml ${flags.join(" ").trim()} --\n`;
    checkFix(
      `${head}name: base\n  # cluster-profiles-ignore unread-key\ntype: add-on\ndescription: ""\npacks: []\n`,
      "Remove",
      'name: base\ntype: add-on\ndescription: ""\npacks: []\n',
    );
    checkFix(
      `${head}name: base\ntype: add-on\ndescription: ""\npacks: []  # cluster-profiles-ignore unread-key x\n`,
      "Remove",
      'name: base\ntype: add-on\ndescription: ""\npacks: []\n',
    );
  });
});
