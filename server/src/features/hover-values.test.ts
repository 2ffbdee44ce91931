import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxFiles } from "../../../test/harness/nginx-values.ts";
import { hover } from "./hover.ts";

function hovered(text: string, options: FixtureOptions = nginxFiles) {
  const { snapshot, file, offset, text: plain } = fixture(text, options);
  const found = hover(snapshot, file, offset);
  return found && { on: plain.slice(found.span.start, found.span.end), markdown: found.markdown };
}

describe("hover in values", () => {
  it("tells the default, the comments and what is asked of a key", () => {
    expect(hovered(inBlock("charts:\n  nginx:\n    repli$0cas: 5"))).toEqual({
      on: "replicas",
      markdown:
        "**charts\\.nginx\\.replicas**\n\nHow many pods  \nrun at \\*once\\*\n\nDefault in `nginx 1.12.1`: `2`",
    });
    expect(hovered(inBlock("charts:\n  nginx:\n    mode: fa$0st"))).toEqual({
      on: "fast",
      markdown:
        "**charts\\.nginx\\.mode**\n\n- Required\n- Format\\: one of fast, slow\n- how \\*fast\\*\n\nDefault in `nginx 1.12.1`: `fast`",
    });
    expect(hovered(inBlock("pack:\n  $0namespace: x"))?.markdown).toBe(
      "**pack\\.namespace**\n\nWhere it goes  \nmust exist\n\n- Read\\-only\\: keeps the value that the pack gives it\n\nDefault in `nginx 1.12.1`: `web`",
    );
    expect(hovered(inBlock("charts:\n  nginx:\n    service$0: {}"))?.markdown).toContain(
      "as others see it\n\nDefault in `nginx 1.12.1`: a map of 2 keys",
    );
    expect(hovered(inBlock("charts:\n  nginx:\n    script$0: x"))?.markdown).toContain("text of 2 lines");
  });

  it("is the same in all ways of writing", () => {
    const values = "charts:\n  nginx:\n    repli$0cas: 5\n";
    const told = hovered(inBlock(values))?.markdown;
    expect(told).toContain("`2`");
    expect(hovered(inJson(values))).toEqual({ on: "replicas", markdown: told });
    for (const head of ["|-", "|2", ">"]) expect(hovered(inBlock(values, "1.12.1", head))?.on).toBeDefined();
    const flow = (written: string) => inBlock("").replace("values: |\n", `values: ${written}\n`);
    expect(hovered(flow('"charts: {nginx: {repli$0cas: 5}}"'))).toEqual({ on: "replicas", markdown: told });
    expect(hovered(flow("'charts: {nginx: {repli$0cas: 5}}'"))).toEqual({ on: "replicas", markdown: told });
    expect(hovered(inBlock(values).replaceAll("\n", "\r\n"))).toEqual({ on: "replicas", markdown: told });
  });

  it("says of an item of a list what is known of its like, and no default", () => {
    expect(
      hovered(inBlock("charts:\n  nginx:\n    env:\n      - name: A\n      - name: B\n        val$0ue: x")),
    ).toEqual({
      on: "value",
      markdown: "**charts\\.nginx\\.env\\[1\\]\\.value**\n\nhow much\n\n- Format\\: one of info, debug",
    });
  });

  it("says nothing of an item of which no more is known than that there are such", () => {
    expect(hovered(inBlock("charts:\n  nginx:\n    env:\n      - na$0me: A"))).toBeUndefined();
  });

  it("never shows secrets", () => {
    const told = ["adminPassword", "link", "pin"].map(
      (key) => hovered(inBlock(`charts:\n  nginx:\n    ${key}$0: mine`))?.markdown ?? "",
    );
    expect(told[0]).toContain("not shown, since it looks like a secret");
    expect(told[1]).toContain("not shown, since it looks like a secret");
    expect(told[2]).toContain("Format\\: a password");
    for (const markdown of told) expect(markdown).not.toMatch(/hunter2|abc|mine/);
  });

  it("tells of keys that the pack does not have, and says nothing where no values are known", () => {
    expect(hovered(inBlock("charts:\n  nginx:\n    replcas$0: 5"))?.markdown).toContain(
      "Not among the values that `nginx 1.12.1` comes with.",
    );
    expect(hovered(inBlock("repli$0cas: 5", "1.12.4"))).toBeUndefined();
    expect(hovered(inBlock("repli$0cas: 5", "9.9.9"))).toBeUndefined();
    expect(hovered(inBlock("a: |\n  repli$0cas: 5"))).toBeUndefined();
    expect(hovered(inBlock("a: 1\n# repli$0cas: 5\nb: 2"))).toBeUndefined();
  });

  it("explains the presets in the comment that names them", () => {
    const values = (comment: string) => inBlock(`${comment}\ncharts:\n  nginx: {}`);
    const head = "# spectrocloud.com/enabled-presets: ";
    expect(hovered(values(`${head}Mode:h$0a`))).toEqual({
      on: "Mode:ha",
      markdown:
        "**High availability** `ha`\n\nPreset of the group `Mode`, enabled\n\n- Sets `charts.nginx.replicas`, `charts.nginx.affinity`\n- Takes out `charts.nginx.service`",
    });
    expect(hovered(values("# spectrocloud.com/enabled-$0presets: Mode:ha"))?.markdown).toBe(
      "Presets of `nginx 1.12.1`:\n\n- `Mode:ha`: High availability (enabled)\n- `Mode:solo`",
    );
    expect(hovered(values(`${head}Mode:h$0o`))?.markdown).toContain("has no preset `Mode:ho`.");
  });
});
