import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxFiles } from "../../../test/harness/nginx-values.ts";
import type { ScalarNode } from "../syntax/tree.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { inlayHints } from "./inlay-hints.ts";

/** The values with the labels where they are shown, without the hints for versions. */
function shown(values: string, make: (values: string) => string = inBlock): string {
  const { snapshot, file, text } = fixture(make(values), nginxFiles);
  const hints = inlayHints(snapshot, file, { start: 0, end: text.length });
  const hinted = hints
    .filter(({ label }) => !label.startsWith("→"))
    .reduceRight((so, { offset, label }) => `${so.slice(0, offset)}[${label}]${so.slice(offset)}`, text);
  return hinted.slice(hinted.indexOf("values:"));
}

describe("hints of defaults", () => {
  it("stand behind values that differ", () => {
    expect(
      shown(
        "pack:\n  namespace: api # mine\ncharts:\n  nginx:\n    replicas: 5\n    mode: fast\n    tag: 1.20\n    empty: x\n    other: y",
      ),
    ).toBe(`values: |
      pack:
        namespace: api # mine[default: "web"]
      charts:
        nginx:
          replicas: 5[default: 2]
          mode: fast
          tag: 1.20[default: "1.20"]
          empty: x[default: ""]
          other: y
  - name: cni-calico
    type: spectro
    version: 3.28.0
`);
    expect(shown("charts: {nginx: {replicas: 5, mode: slow}}")).toContain(
      "{replicas: 5[default: 2], mode: slow[default: fast]}}\n",
    );
    expect(shown("charts:\n  nginx:\n    mode: |\n      slow\n    replicas: {{ .x }}")).toContain(
      "mode: |[default: fast]\n            slow\n          replicas: {{ .x }}[default: 2]\n",
    );
    expect(
      shown("a: 1\npack:\n  namespace: x", (values) => inBlock(values).replaceAll("\n", "\r\n")),
    ).toContain('namespace: x[default: "web"]\r\n');
  });

  it("are not shown for secrets, collections, items and long texts", () => {
    const values =
      "charts:\n  nginx:\n    adminPassword: x\n    link: http://a\n    service: none\n    enabled: {a: b}\n    env:\n      - name: X\n        value: x\n    script: x\n    replicas:";
    expect(shown(values)).not.toContain("[");
    expect(shown("charts: {nginx: {replicas: 5}}", inJson)).not.toContain("[default");
    expect(shown("pack:\n  namespace: x", (text) => inBlock(text, "1.12.4"))).not.toContain("[default");
  });

  it("tell more on hover, and can be left out", () => {
    const { snapshot, file, text } = fixture(inBlock("charts:\n  nginx:\n    replicas: 5"), nginxFiles);
    const whole = { start: 0, end: text.length };
    expect(inlayHints(snapshot, file, whole).map(({ tooltip }) => tooltip)).toContain(
      "The default of `charts.nginx.replicas` of `nginx 1.12.1` is `2`",
    );
    expect(inlayHints(snapshot, file, whole, { defaults: false }).map(({ label }) => label)).not.toContain(
      "default: 2",
    );
  });

  it("are those of the span, for which no other values are read", () => {
    const text = inBlock("charts:\n  nginx:\n    replicas: 5\n    mode: slow\n    empty: x");
    const pack = text.slice(text.indexOf("  - name: nginx"), text.indexOf("  - name: cni"));
    const { snapshot, file, text: plain } = fixture(text + pack.replace("slow", "none"), nginxFiles);
    const at = plain.indexOf("mode: slow");
    const read = new Set<ScalarNode>();
    const hints = inlayHints(watching(snapshot, read), file, { start: at, end: at + 10 });
    expect(hints.map(({ label }) => label)).toEqual(["default: fast"]);
    expect(read.size).toBe(1);
    read.clear();
    const name = plain.indexOf("name: base");
    expect(inlayHints(watching(snapshot, read), file, { start: name, end: name + 4 })).toEqual([]);
    expect(read.size).toBe(0);
  });
});

/** Notes which scalars are looked into. */
function watching(snapshot: Snapshot, read: Set<ScalarNode>): Snapshot {
  return {
    ...snapshot,
    file(id) {
      const view = snapshot.file(id);
      if (view === undefined) return undefined;
      const nested = (scalar: ScalarNode) => {
        read.add(scalar);
        return view.nested(scalar);
      };
      return Object.assign(Object.create(view), { nested });
    },
  };
}
