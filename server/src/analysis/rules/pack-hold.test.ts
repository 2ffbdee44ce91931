/** Tests of pack-hold, and of what holds do to the versions that are offered. */

import { describe, it } from "vitest";
import { checkFindings, checkFix } from "../../../../test/harness/check.ts";

const catalog = `
-- catalog Palette Registry complete --
nginx 1.11.5 addon
nginx 1.12.4 addon
nginx 2.0.0 addon
nginx 2.1.0-rc.1 addon
`;

const profile = (lines: string, head = "") => `${head}${catalog}-- web.yaml --
name: web
type: add-on
description: ""
packs:
${lines}`;

const pack = (version = '"1.11.5"', above = "") =>
  `${above}  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: ${version}\n`;

const outdated = (message: string) => `    #         ^^^^^^ information(outdated-pack) [fix]: ${message}\n`;

describe("a comment that holds a pack", () => {
  it("leaves out what is beyond its range, up to its last day", () => {
    checkFindings(
      profile(
        pack('"1.11.5"', '  # cluster-profiles-hold <2 until=2026-06-01 reason="vendor freeze"\n') +
          outdated("update to 1.12.4 (minor)"),
      ),
    );
    checkFindings(profile(pack('"1.11.5" # cluster-profiles-hold 1.11.x')));
    checkFindings(
      profile(
        pack(
          '"1.11.5"',
          "  # cluster-profiles-hold <2 until=2026-05-31\n  # @2+43 information(pack-hold) [fix]: ended on 2026-05-31\n",
        ) + outdated("update to 1.12.4 (minor) or 2.0.0 (major)"),
      ),
    );
  });

  it("is told of when it cannot be read, and holds nothing then", () => {
    checkFindings(
      profile(
        pack(
          '"1.12.4"',
          "  # cluster-profiles-hold below 2\n  # @2+31 warning(pack-hold): `below 2` is no range\n",
        ) + outdated("2.0.0"),
      ),
    );
    checkFindings(
      profile(
        pack(
          '"2.0.0"',
          "  # cluster-profiles-hold <2 until=soon\n  # @2+37 warning(pack-hold): `soon` is no day\n",
        ),
      ),
    );
  });

  it("is told of when it is at no pack", () => {
    checkFindings(
      profile(pack('"2.0.0"'), "").replace(
        "type: add-on\n",
        "type: add-on # cluster-profiles-hold <2\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^ information(pack-hold): holds nothing back\n",
      ),
    );
  });

  it("is removed when it is over", () => {
    const before = pack('"2.0.0" # cluster-profiles-hold <2 until=2026-01-01');
    checkFix(profile(before), "Remove the hold", profile(pack('"2.0.0"')).split("-- web.yaml --\n")[1] ?? "");
    const above = pack('"2.0.0"', "  # cluster-profiles-hold <2 until=2026-01-01\n");
    checkFix(profile(above), "Remove the hold", profile(pack('"2.0.0"')).split("-- web.yaml --\n")[1] ?? "");
  });
});

describe("the policy of the configuration", () => {
  const config = (entries: string) => `-- config --\nupdates:\n${entries}`;

  it("holds, skips, switches off, and offers prereleases, by the names of packs", () => {
    const head = config(
      '  - { packs: ["ngi*"], hold: "<2", reason: tested }\n  - { packs: [other], enabled: false }\n',
    );
    checkFindings(profile(pack() + outdated("update to 1.12.4 (minor)"), head));
    checkFindings(profile(pack(), config("  - enabled: false\n")));
    checkFindings(profile(pack('"1.12.4"') + outdated("2.1.0-rc.1"), config("  - prereleases: always\n")));
    checkFindings(profile(pack('"1.12.4"'), config('  - skip: ["2.x"]\n')));
  });

  it("lets a later entry win, and holds as all say", () => {
    const head = config(
      '  - { hold: "<2" }\n  - { packs: [nginx], enabled: false }\n  - { packs: [nginx], enabled: true, hold: ">=1.11" }\n',
    );
    checkFindings(profile(pack() + outdated("update to 1.12.4 (minor)"), head));
  });

  it("holds no longer than it says", () => {
    const held = (until: string) => config(`  - { hold: "<2", until: "${until}" }\n`);
    checkFindings(profile(pack('"1.12.4"'), held("2026-06-01")));
    checkFindings(profile(pack('"1.12.4"') + outdated("2.0.0"), held("2026-05-31")));
  });
});
