/** Tests of install-priority. */

import { describe, it } from "vitest";
import { checkFindings, checkFix, checkNoFix } from "../../../../test/harness/check.ts";

const key = "spectrocloud.com/install-priority";

const profile = (priority: string, layer = "addon") =>
  `name: base\ntype: cluster\ndescription: ""\npacks:\n  - name: ours\n    type: helm\n    layer: ${layer}\n    version: 1.0.0\n    values: |\n      pack:\n        ${key}: ${priority}\n`;

const under = (finding: string, length: number) =>
  `\n        #${" ".repeat(34)}${"^".repeat(length)} ${finding}`;

describe("install-priority", () => {
  it.each([
    ["a number without quotes", "10", "information(install-priority) [fix]: put it in quotes"],
    ["a negative one", "-5", "information(install-priority) [fix]"],
    [
      "words",
      '"first"',
      "warning(install-priority): A priority is a whole number in quotes, the lowest first: write one",
    ],
    ["a fraction", '"1.5"', "warning(install-priority)"],
    ["a fraction without quotes", "1.5", "warning(install-priority)"],
    ["a list", "[1]", "warning(install-priority)"],
  ])("finds %s", (_, priority, finding) => {
    const source = profile(priority) + under(finding, priority.length).slice(1);
    checkFindings(priority === "[1]" ? `${profile(priority)}        # @8+${key.length} ${finding}` : source);
  });

  it.each(['"10"', "'-3'", '"0"', "", "null", "'%PRIORITY%'", '"{{ .spectro.var.P }}"', "${P}"])(
    "takes %s",
    (priority) => {
      checkFindings(
        `-- config --\nrules: { undefined-variable: off }\n-- profile.yaml --\n${profile(priority)}`,
      );
    },
  );

  it("finds one where nothing reads it", () => {
    checkFindings(
      `${profile('"5"', "cni")}        # @8+${key.length} hint(install-priority) [unnecessary]: \`ours\` is of the layer \`cni\``,
    );
  });

  it("does not look elsewhere than under `pack`", () => {
    checkFindings(
      profile('"5"').replace(`${key}: "5"`, `namespace: a\n      ${key}: first\n      # ${key}: last`),
    );
  });

  it("puts the number in quotes, in an export too", () => {
    checkFix(profile("10 # why"), "Put it in quotes", profile('"10" # why'));
    const exported = (priority: string) =>
      `{ "metadata": { "name": "a" }, "spec": { "version": "1.0.0", "template": { "type": "add-on", "packs": [{ "name": "a", "type": "helm", "values": "pack:\\n  ${key}: ${priority}\\n" }] } } }\n`;
    checkFix(`-- export.json --\n${exported("10")}`, "Put it in quotes", exported('\\"10\\"'));
    checkNoFix(profile("1.5"), "install-priority");
  });
});
