import { describe, expect, it } from "vitest";
import { contentOf, type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import { inBlock, inJson, nginxFiles } from "../../../test/harness/nginx-values.ts";
import { applyEdits } from "../base/text-edit.ts";
import { complete } from "./completion.ts";

function items(text: string, typed?: string, options: FixtureOptions = nginxFiles) {
  const { snapshot, file, offset } = fixture(text, options);
  return complete(snapshot, file, offset, typed);
}

function labels(text: string, typed?: string, options?: FixtureOptions): string[] {
  return items(text, typed, options).map(({ label }) => label);
}

/** The text with the item in it. */
function taken(text: string, label: string): string {
  const { snapshot, file, offset, text: plain } = fixture(text, nginxFiles);
  const item = complete(snapshot, file, offset).find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`no ${label}`);
  return applyEdits(plain, [{ span: item.span, text: item.newText }]);
}

/** The profile with the item in its values. */
function takenIn(values: string, label: string): string {
  return taken(inBlock(values), label);
}

const inNginx = [
  "mode",
  "pin",
  "replicas",
  "adminPassword",
  "link",
  "service",
  "env",
  "script",
  "enabled",
  "tag",
  "empty",
  "affinity",
  "limits",
  "example.com/zone",
];

describe("keys in values", () => {
  it("are those of the pack at the caret's depth, required ones first", () => {
    expect(labels(inBlock("$0"))).toEqual(["pack", "charts"]);
    expect(labels(inBlock("pack:\n  $0"))).toEqual(["namespace", "spectrocloud.com/install-priority"]);
    expect(labels(inBlock("charts:\n  nginx:\n    $0"))).toEqual(inNginx);
    expect(labels(inBlock("charts:\n  nginx:\n    limits:\n      $0"))).toEqual(["cpu"]);
    expect(labels(inBlock("charts:\n  nginx:\n    env:\n      - $0"))).toEqual(["name", "value"]);
    expect(labels(inBlock("other:\n  $0"))).toEqual([]);
  });

  it("are not those that are there already", () => {
    expect(labels(inBlock("pack:\n  namespace: a\n$0"))).toEqual(["charts"]);
    expect(labels(inBlock("pack:\n  namespace: a\n  $0\ncharts: {}"))).toEqual([
      "spectrocloud.com/install-priority",
    ]);
    expect(labels(inBlock("pack:\n  $0\n  namespace: a\ncharts: {}"))).toEqual([
      "spectrocloud.com/install-priority",
    ]);
  });

  it("are offered for a key that is half written, in whatever else is there", () => {
    expect(labels(inBlock("charts:\n  nginx:\n    repl$0"))).toEqual(inNginx);
    expect(labels(inBlock("charts:\n  nginx:\n    repl$0\n    mode: fast"))).toEqual(inNginx.slice(1));
    expect(labels(inBlock("charts:\n  nginx:\n    a: {{ .x }}\n    repl$0\n    b: [\npack: {}"))).toEqual(
      inNginx,
    );
    expect(labels(inBlock("cha$0\npack:\n  namespace: x"))).toEqual(["charts"]);
    expect(labels(inBlock("charts: {nginx: {re$0}}"))).toEqual(inNginx);
  });

  it("are found where the blank line at the caret is for them", () => {
    const end = inBlock("charts:\n  nginx:\n    mode: fast");
    const behind = (column: number) => end.replace("fast\n", `fast\n${" ".repeat(column)}$0\n`);
    expect(labels(behind(10))).toEqual(inNginx.slice(1));
    expect(labels(behind(6))).toEqual(["pack"]);
    expect(labels(behind(4))).toContain("registry");
    expect(labels(inBlock("charts:\n  nginx:\n    mode: fast\n\n    $0\n\npack: {}"))).toEqual(
      inNginx.slice(1),
    );
    // A blank line that is shorter than the block's indentation has no place of its own.
    expect(labels(inBlock("charts: {}\n$0\npack: {}").replace("      $0", "$0"))).toEqual([]);
  });

  it("begin values that are still empty", () => {
    for (const head of ["|", "|-", "| # all"]) {
      const text = inBlock("", "1.12.1", head).replace(`${head}\n`, `${head}\n      $0`);
      expect(labels(text)).toEqual(["pack", "charts"]);
      expect(taken(text, "charts")).toContain(`values: ${head}\n      charts:\n`);
    }
  });

  it("are written as the scalar is", () => {
    expect(takenIn("charts:\n  nginx:\n    repl$0", "replicas")).toContain("\n          replicas: \n");
    expect(takenIn("charts:\n  nginx:\n    repl$0: 2", "replicas")).toContain("\n          replicas: 2\n");
    expect(takenIn("charts:\n  nginx:\n    $0", "service")).toContain("\n          service:\n");
    expect(takenIn("pack:\n  $0", "spectrocloud.com/install-priority")).toContain(
      "\n        spectrocloud.com/install-priority: \n",
    );
    expect(taken(inBlock("pack:\n  $0\nx: 1").replaceAll("\n", "\r\n"), "namespace")).toContain(
      "\r\n        namespace: \r\n",
    );
    const json = (written: string) => inJson(written).replace("<>", "$0");
    expect(taken(json("pack:\n  name<>\n"), "namespace")).toBe(inJson("pack:\n  namespace: \n"));
    expect(taken(json("charts:\n  nginx:\n    mode: fast\n    <>\n"), "replicas")).toBe(
      inJson("charts:\n  nginx:\n    mode: fast\n    replicas: \n"),
    );
    expect(taken(json('{"pack": {<>}}'), "namespace")).toBe(inJson('{"pack": {"namespace": }}'));
    expect(taken(json('{"pack": {"a": 1, <>}}'), "namespace")).toBe(
      inJson('{"pack": {"a": 1, "namespace": }}'),
    );
    const single = inBlock("").replace("values: |\n", "values: 'pack: {$0}'\n");
    expect(taken(single, "namespace")).toContain("values: 'pack: {namespace: }'\n");
    // Of what an escape makes, no part can be written.
    expect(
      labels(inBlock("").replace("values: |\n", 'values: "charts: {nginx: {repl\\u0069$0}}"\n')),
    ).toEqual([]);
    expect(labels(inBlock("").replace("values: |\n", 'values: "charts: {nginx: {repl$0}}"\n'))).toEqual(
      inNginx,
    );
    // Lines that are folded are not the ones that one sees.
    expect(labels(inBlock("pack:\n  $0", "1.12.1", ">"))).toEqual([]);
  });

  it("say what they are for", () => {
    const found = items(inBlock("charts:\n  nginx:\n    $0"));
    const of = (label: string) => found.find((item) => item.label === label);
    expect(of("mode")).toMatchObject({ detail: "required, fast", opensValues: true });
    expect(of("pin")?.detail).toBe("required");
    expect(of("replicas")).toMatchObject({ detail: "2", opensValues: false });
    expect(of("replicas")?.documentation?.()).toContain("How many pods");
    expect(of("service")?.detail).toBe("a map of 2 keys");
    expect(of("script")?.detail).toBe("text of several lines");
    expect(of("empty")?.detail).toBe('""');
    for (const label of ["adminPassword", "link"]) {
      expect(of(label)?.detail).toBeUndefined();
      expect(of(label)?.documentation?.()).not.toContain("hunter2");
    }
  });
});

describe("keys of large maps", () => {
  it("are found as those of small ones are, up to what one can look through", () => {
    const many = (length: number) => Array.from({ length }, (_, at) => `k${at}: ${at}`).join("\n");
    const content = contentOf({ "nginx 1.12.1": { "values.yaml": many(5000) } });
    const found = items(inBlock(`${many(2000)}\n$0`), undefined, { content });
    expect(found).toHaveLength(1000);
    expect(found[0]).toMatchObject({ label: "k2000", detail: "2000", newText: "k2000: " });
    expect(found[999]?.documentation?.()).toContain("Default in `nginx 1.12.1`: `2999`");
  });
});

describe("values in values", () => {
  it("are the default, what is asked for, and what presets bring", () => {
    expect(labels(inBlock("charts:\n  nginx:\n    mode: $0"))).toEqual(["fast", "slow"]);
    expect(labels(inBlock("charts:\n  nginx:\n    enabled: t$0"))).toEqual(["true", "false"]);
    expect(
      items(inBlock("charts:\n  nginx:\n    replicas: $0")).map(({ label, detail }) => [label, detail]),
    ).toEqual([
      ["2", "default"],
      ["3", "preset High availability"],
      ["1", "preset solo"],
    ]);
    expect(labels(inBlock("charts:\n  nginx:\n    env:\n      - value: $0"))).toEqual(["info", "debug"]);
    expect(labels(inBlock("charts:\n  nginx:\n    adminPassword: $0"))).toEqual([]);
    expect(labels(inBlock("charts:\n  nginx:\n    link: $0"))).toEqual([]);
  });

  it("stay what they are when they are written", () => {
    expect(takenIn("charts:\n  nginx:\n    tag: $0", "1.20")).toContain('tag: "1.20"\n');
    expect(takenIn("charts:\n  nginx:\n    replicas:$0", "2")).toContain("replicas: 2\n");
    expect(takenIn("charts:\n  nginx:\n    mode: 'f$0'", "slow")).toContain("mode: 'slow'\n");
    const json = inJson("charts: {nginx: {tag: <>}}").replace("<>", "$0");
    expect(taken(json, "1.20")).toBe(inJson('charts: {nginx: {tag: "1.20"}}'));
  });

  it("come unasked behind a colon alone", () => {
    expect(labels(inBlock("charts:\n  nginx:\n    mode: $0"), " ")).toEqual(["fast", "slow"]);
    expect(labels(inBlock("charts:\n  nginx:\n    replicas: 1$0"), "1")).toEqual([]);
    expect(labels(inBlock("charts:\n  nginx:\n    $0"), " ")).toEqual([]);
    expect(labels(inBlock("charts:\n  nginx:\n    - $0"), " ")).toEqual([]);
  });

  it("are none in comments, in text and where nothing is known of the pack", () => {
    expect(labels(inBlock("pack:\n  # na$0"))).toEqual([]);
    expect(labels(inBlock("charts:\n  nginx:\n    script: |\n      on$0e"))).toEqual([]);
    expect(labels(inBlock("$0", "1.12.4"))).toEqual([]);
    expect(labels(inBlock("$0", "9.9.9"))).toEqual([]);
  });

  it("leave the file's own keys and macros alone", () => {
    expect(labels(inBlock("a: 1").replace("    values", "    $0\n    values"))).toContain("registry");
    expect(labels(inBlock("a: '{{ .spec$0'"), ".")).toContain(".spectro.system");
  });
});
