/** Tests of pack-defined-twice. */

import { describe, expect, it } from "vitest";
import { checkFindings } from "../../../../test/harness/check.ts";

describe("pack-defined-twice", () => {
  it("is told at the later place, and shows the first", () => {
    const findings = checkFindings(`
      -- a/pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- b/pack.json --
      {
        "name": "web", "displayName": "Web", "layer": "addon",
        "version": "1.0.0"
        #           ^^^^^ warning(pack-defined-twice): has \`web\` 1.0.0 already
      }
    `);
    expect(findings[0]?.related).toMatchObject([
      {
        file: "/project/a/pack.json",
        span: { start: 51, end: 56 },
        message: "The first one is defined here",
      },
    ]);
  });

  it("does not mind another version, another layer, or the other places of a version", () => {
    checkFindings(`
      -- a/pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
      -- b/pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.1", "layer": "addon" }
      -- c/pack.json --
      { "name": "web", "displayName": "Web", "version": "1.0.0", "layer": "csi" }
      -- d/pack.json --
      { "name": "web2", "displayName": "Web", "version": "1.0.0", "layer": "addon" }
    `);
  });
});
