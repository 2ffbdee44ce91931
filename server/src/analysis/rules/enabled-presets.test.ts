/** Tests of enabled-presets. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const catalog = `
-- catalog --
thanos 1.0.0 addon
thanos 1.1.0 addon
-- pack thanos 1.0.0 presets.yaml --
presets:
  - { name: enable-compactor, displayName: On, group: Compactor, add: "" }
  - { name: disable-compactor, displayName: Off, group: Compactor, add: "" }
  - { name: none-objectstore, displayName: None, group: Object Store, add: "" }
  - { name: s3, displayName: S3, group: Object Store, add: "" }
`;

const profile = (comment: string, version = "1.0.0") =>
  `${catalog}-- config --\nrules: { outdated-pack: off }\n-- profile.yaml --\nname: base\ntype: add-on\ndescription: ""\npacks:\n  - name: thanos\n    type: spectro\n    version: ${version}\n    values: |\n      # spectrocloud.com/enabled-presets: ${comment}\n      pack: {}\n`;

/** The comment with findings below the places where the words stand. */
const found = (comment: string, ...findings: readonly [word: string, finding: string][]) => {
  const lines = findings.map(([word, finding]) => {
    const column = 6 + "# spectrocloud.com/enabled-presets: ".length + comment.indexOf(word);
    return `\n      # @${column}+${word.length} ${finding}`;
  });
  return profile(comment + lines.join(""));
};

describe("enabled-presets", () => {
  it("finds presets and groups that the pack does not have, and two of one group", () => {
    checkFindings(
      found(
        "Compactor:enable-compacter,Object Store:gcs",
        [
          "Compactor:enable-compacter",
          "warning(enabled-presets) [fix]: The pack `thanos` 1.0.0 has no preset `enable-compacter` in the group `Compactor`: did you mean `Compactor:enable-compactor`?",
        ],
        ["Object Store:gcs", "warning(enabled-presets): it has `none-objectstore`, `s3`"],
      ),
    );
    checkFindings(
      found(
        "Storage:s3, Store Gateway:on,s3",
        [
          "Storage:s3",
          "warning(enabled-presets) [fix]: no group of presets `Storage`: did you mean `Object Store:s3`?",
        ],
        [
          "Store Gateway:on",
          "warning(enabled-presets): no group of presets `Store Gateway`: it has `Compactor`, `Object Store`",
        ],
      ).replace(
        ",s3\n",
        ",s3\n      # @71+2 warning(enabled-presets) [fix]: no preset without a group, such as `s3`\n",
      ),
    );
    checkFindings(
      found("Compactor:enable-compactor, Compactor:disable-compactor", [
        "Compactor:disable-compactor",
        "warning(enabled-presets): Of the group `Compactor` the preset `enable-compactor` is enabled already",
      ]),
    );
  });

  it.each([
    ["what the pack has", "Compactor:enable-compactor, Object Store:none-objectstore", "1.0.0"],
    ["nothing", "", "1.0.0"],
    ["a version whose presets are not known", "A:b", "1.1.0"],
    ["a version that is not known", "A:b", "2.0.0"],
  ])("says nothing of %s", (_, comment, version) => {
    checkFindings(
      profile(comment, version).replace(
        "outdated-pack: off",
        "outdated-pack: off, unknown-pack-version: off",
      ),
    );
  });

  it("says nothing where not all of the pack's presets can be read", () => {
    checkFindings(profile("A:b").replace("presets:\n", "presets:\n  - { name: b }\n"));
  });

  it("changes the one preset", () => {
    const text = (presets: string) => profile(`Compactor:${presets},Object Store:s3`);
    const wanted = text("enable-compactor");
    checkFix(
      text("enable-compacter"),
      "Change to `Compactor:enable-compactor`",
      wanted.slice(wanted.indexOf("name: base")),
    );
  });
});
