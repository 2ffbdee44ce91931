/** Tests of macros in values: completion, hover, definition, references and rename, in every dialect. */

import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture } from "../../../test/harness/feature-fixture.ts";
import { applyEdits } from "../base/text-edit.ts";
import { complete } from "./completion.ts";
import { hover } from "./hover.ts";
import { definition, references } from "./navigation.ts";
import { prepareRename, rename } from "./rename.ts";

const flat = (line: string, head = "type: cluster\ncloudType: vsphere\n") => `name: base
${head}description: ""
packs:
  - name: kubernetes
    type: spectro
    layer: k8s
    version: 1.32.8
    values: |
      pack: {}
      cluster:
        domain: example.com
        ca.cert: abc
        sizes: [1]
  - name: nginx
    type: spectro
    version: 1.12.4
    values: |
      # the web
      host: ${line}
      name: web
`;

const exported = (line: string) => `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: add-on
    cloudType: all
    packs:
      - name: nginx
        type: spectro
        version: 1.12.4
        values: |
          host: ${line}
          again: '{{ .spectro.var.host | upper }}' # {{ .spectro.var.host }}
        manifests:
          - name: page
            content: |
              zone: '{{.spectro.var.zone}}'
  variables:
    - name: host
      displayName: Host name
      description: Where it is reached
      format: string
      defaultValue: example.com
      required: true
    - name: "zone"
      displayName: Zone
      defaultValue: secret
      isSensitive: true
`;

/** The same export as JSON, with the macro in a string with escapes. */
function json(line: string): string {
  const values = `pack:\n  namespace: "a"\nhost: ${line}\n`;
  return JSON.stringify({
    metadata: { name: "base" },
    spec: {
      template: { type: "add-on", packs: [{ name: "nginx", type: "spectro", version: "1.12.4", values }] },
      variables: [{ name: "host", displayName: "Host" }],
    },
  });
}

function labels(marked: string, options?: FixtureOptions): string[] {
  const { snapshot, file, offset } = fixture(marked, options);
  return complete(snapshot, file, offset).map(({ label }) => label);
}

/** The line with the caret once the item is taken. */
function taking(label: string, marked: string, options?: FixtureOptions): string | undefined {
  const { snapshot, file, offset, text } = fixture(marked, options);
  const item = complete(snapshot, file, offset).find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`no ${label}`);
  expect(item.filterText.startsWith(text.slice(item.span.start, offset))).toBe(true);
  const line = marked.slice(0, marked.indexOf("$0")).split("\n").length - 1;
  return (text.slice(0, item.span.start) + item.newText + text.slice(item.span.end))
    .split("\n")
    [line]?.trim();
}

const kinds = [".spectro.system", ".spectro.pack", ".spectro.var", ".spectro.macro"];

describe("completion in a macro", () => {
  it("begins with the kinds of macros", () => {
    for (const typed of ["{{$0", "{{ $0", "'{{$0}}'", "{{ .$0", "{{.spec$0}}", '{{ default "x" (.$0'])
      expect([typed, labels(flat(typed))]).toEqual([typed, kinds]);
    expect(labels(flat("{{ .spectro.$0 }}"))).toEqual(["system", "pack", "var", "macro"]);
    expect(taking(".spectro.system", flat("'{{ .sp$0 }}'"))).toBe("host: '{{ .spectro.system. }}'");
    expect(taking("var", flat("{{.spectro.$0system.cluster.name}}"))).toBe(
      "host: {{.spectro.var.cluster.name}}",
    );
  });

  it("knows system macros, those of the profile's cloud", () => {
    expect(labels(flat("{{.spectro.system.$0"))).toContain("cluster.kubevip");
    expect(labels(flat("{{.spectro.system.$0", "type: infra\ncloudType: aws\n"))).not.toContain(
      "cluster.kubevip",
    );
    expect(taking("cluster.name", flat("'{{.spectro.system.cluster.n$0'"))).toBe(
      "host: '{{.spectro.system.cluster.name}}'",
    );
  });

  it("closes the braces where nothing does, as they were opened", () => {
    expect(taking("cluster.name", flat("{{ .spectro.system.$0"))).toBe(
      "host: {{ .spectro.system.cluster.name }}",
    );
    expect(taking("cluster.name", flat("'{{.spectro.system.$0}}'"))).toBe(
      "host: '{{.spectro.system.cluster.name}}'",
    );
    expect(taking("cluster.name", flat("{{.spectro.system.$0 | upper"))).toBe(
      "host: {{.spectro.system.cluster.name | upper",
    );
  });

  it("knows the packs of the profile and the keys of their values, level by level", () => {
    expect(labels(flat("{{.spectro.pack.$0"))).toEqual(["kubernetes", "nginx"]);
    expect(taking("kubernetes", flat("{{.spectro.pack.kub$0}}"))).toBe("host: {{.spectro.pack.kubernetes.}}");
    expect(labels(flat("{{.spectro.pack.kubernetes.$0"))).toEqual(["pack", "cluster"]);
    expect(labels(flat("{{.spectro.pack.kubernetes.cluster.$0}}"))).toEqual(["domain", "ca.cert", "sizes"]);
    expect(taking("cluster", flat("{{.spectro.pack.kubernetes.cl$0"))).toBe(
      "host: {{.spectro.pack.kubernetes.cluster.",
    );
    expect(taking("domain", flat("{{ .spectro.pack.kubernetes.cluster.$0"))).toBe(
      "host: {{ .spectro.pack.kubernetes.cluster.domain }}",
    );
    expect(taking("cluster", flat("{{.spectro.pack.kubernetes.cl$0.domain}}"))).toBe(
      "host: {{.spectro.pack.kubernetes.cluster.domain}}",
    );
  });

  it("knows the pack's defaults as well", () => {
    const content = {
      read: () => ({ kind: "known", text: "cluster:\n  domain: a\n  zone: b\n" }) as const,
    };
    expect(labels(flat("{{.spectro.pack.kubernetes.cluster.$0}}"), { content })).toEqual([
      "domain",
      "ca.cert",
      "sizes",
      "zone",
    ]);
  });

  it("knows the profile's variables, in every way to write an export", () => {
    expect(labels(exported("{{.spectro.var.$0}}"))).toEqual(["host", "zone"]);
    expect(taking("host", exported("{{ .spectro.var.$0"))).toBe("host: {{ .spectro.var.host }}");
    expect(labels(json("{{.spectro.var.$0"), { name: "a.json" })).toEqual(["host"]);
    expect(taking("host", json("{{.spectro.var.h$0"), { name: "a.json" })).toContain(
      "host: {{.spectro.var.host}}\\n",
    );
    expect(taking("host", json("'{{.spectro.var.h$0 | default \"x\"}}'"), { name: "a.json" })).toContain(
      '{{.spectro.var.host | default \\"x\\"}}',
    );
    expect(labels(flat("{{.spectro.var.$0}}"))).toEqual([]);
  });

  it("knows the macros that the workspace uses", () => {
    const others = { "other.yaml": flat("'{{.spectro.macro.dns}} {{ .spectro.macro.ntp | upper }}'") };
    expect(labels(flat("{{.spectro.macro.$0}}"), { others })).toEqual(["dns", "ntp"]);
    expect(labels(flat("{{.spectro.macro.d$0}}"), { others })).toEqual(["dns", "ntp"]);
  });

  it("knows functions behind a bar, where the value is Palette's", () => {
    expect(labels(flat("{{ .spectro.var.a |$0 }}"))).toContain("default");
    expect(taking("upper", flat("{{ .spectro.var.a | up$0 }}"))).toBe("host: {{ .spectro.var.a | upper }}");
    expect(labels(flat("{{ .Values.a | $0 }}"))).toEqual([]);
    expect(labels(flat("{{ .spectro.var.a $0 }}"))).toEqual([]);
  });

  it("is offered in manifests, in defaults of variables and in overrides of clusters", () => {
    expect(labels(exported("x").replace("{{.spectro.var.zone}}", "{{.$0}}"))).toEqual(kinds);
    expect(labels(exported("x").replace("defaultValue: secret", 'defaultValue: "{{$0}}"'))).toEqual(kinds);
    const cluster = `name: a\ncloudType: maas\nnode_groups: []\nprofiles:\n  infra:\n    name: base\n    packs:\n      - name: nginx\n        override_type: values\n        values: |\n          host: {{.$0\n`;
    expect(labels(cluster)).toEqual(kinds);
  });

  it("is silent elsewhere in values, whatever is typed", () => {
    for (const typed of ["{$0", "a.$0b", "a |$0", "{{ .spectro.var.a }}$0", "{{ .Values.$0 }}", "{{ x$0 }}"])
      expect([typed, labels(flat(typed))]).toEqual([typed, []]);
  });

  it("is asked for by braces and bars in macros alone", () => {
    const at = (marked: string, typed: string) => {
      const { snapshot, file, offset } = fixture(marked);
      return complete(snapshot, file, offset, typed).length;
    };
    expect(at(flat("{{$0"), "{")).toBe(4);
    expect(at("name: a\ntype: add-on\npacks:\n  - {$0}\n", "{")).toBe(0);
    expect(at("name: a\ntype: add-on\npacks:\n  - {$0}\n", " ")).toBeGreaterThan(0);
    expect(at("name: a\ntype: $0\npacks: []\n", "|")).toBe(0);
  });
});

describe("hover on a macro", () => {
  const hovered = (marked: string, options?: FixtureOptions) => {
    const { snapshot, file, offset, text } = fixture(marked, options);
    const found = hover(snapshot, file, offset);
    return (
      found &&
      `${text.slice(found.span.start, found.span.end)} => ${found.markdown.replaceAll("\n\n", " / ")}`
    );
  };

  it("tells what a system macro stands for", () => {
    expect(hovered(flat("'{{ .spectro.sys$0tem.cluster.name }}'"))).toBe(
      ".spectro.system.cluster.name => `.spectro.system.cluster.name` / The name of the cluster.",
    );
    expect(hovered(flat("{{.spectro.system.cluster.kubevip$0}}"))).toContain("Edge and VMware vSphere alone");
  });

  it("tells the value of another layer, from the profile or from the defaults", () => {
    expect(hovered(flat("{{.spectro.pack.kubernetes.cluster.do$0main}}"))).toMatch(
      /In this profile: `example\.com`$/,
    );
    expect(hovered(flat("{{.spectro.pack.kubernetes.cluster.ca.ce$0rt}}"))).toMatch(
      /In this profile: `abc`$/,
    );
    expect(hovered(flat("{{.spectro.pack.kubernetes.clu$0ster}}"))).toMatch(/a map of 3 keys$/);
    expect(hovered(flat("{{.spectro.pack.kubernetes.zone$0}}"))).toMatch(
      /its defaults are not known here\.$/,
    );
    expect(hovered(flat("{{.spectro.pack.vault.zone$0}}"))).toMatch(/This profile has no such pack\.$/);
    const content = { read: () => ({ kind: "known", text: "zone: b\n" }) as const };
    expect(hovered(flat("{{.spectro.pack.kubernetes.zone$0}}"), { content })).toMatch(
      /the pack's default: `b`$/,
    );
  });

  it("tells a variable's definition, and no sensitive default", () => {
    const host =
      "**Host name** `host` / Where it is reached / - Format: `string`\n- Default: `example.com`\n- Is required";
    expect(hovered(exported("{{ .spectro.var.ho$0st }}"))).toBe(`.spectro.var.host => ${host}`);
    expect(hovered(exported("x").replace("name: host", "name: ho$0st"))).toBe(`host => ${host}`);
    expect(hovered(exported("{{ .spectro.var.zo$0ne }}"))).not.toContain("secret");
    expect(hovered(exported("{{ .spectro.var.no$0ne }}"))).toContain("does not define it");
    expect(hovered(flat("{{ .spectro.var.no$0ne }}"))).toContain("defined in Palette");
    expect(hovered(json("{{.spectro.var.ho$0st}}"), { name: "a.json" })).toContain("**Host** `host`");
  });

  it("tells what a function does, and nothing of other tools", () => {
    expect(hovered(flat("{{ .spectro.var.a | up$0per }}"))).toBe(
      "upper => **upper** / Turns all letters into capitals.",
    );
    expect(hovered(flat("{{ .Values.a | up$0per }}"))).toBeUndefined();
    expect(hovered(flat("{{ .spectro.vars.a$0 }}"))).toBeUndefined();
  });
});

describe("the ways of a macro", () => {
  const lineOf = (text: string, at: number) =>
    text
      .slice(text.lastIndexOf("\n", at - 1) + 1)
      .split("\n")[0]
      ?.trim();
  const defined = (marked: string, options?: FixtureOptions) => {
    const { snapshot, file, offset, text } = fixture(marked, options);
    return definition(snapshot, file, offset).map((target) =>
      target.file === file
        ? `${text.slice(target.span.start, target.span.end)} in ${lineOf(text, target.span.start)}`
        : `${target.file} ${target.span.start}`,
    );
  };

  it("lead to the variable, the pack and the value", () => {
    expect(defined(exported("{{ .spectro.var.ho$0st }}"))).toEqual(["host in - name: host"]);
    expect(defined(exported("x").replace(".var.zone", ".var.zo$0ne"))).toEqual(['zone in - name: "zone"']);
    expect(defined(flat("{{.spectro.pack.kuber$0netes.cluster.domain}}"))).toEqual([
      "kubernetes in - name: kubernetes",
    ]);
    expect(defined(flat("{{.spectro.pack.kubernetes.clus$0ter.domain}}"))).toEqual(["cluster in cluster:"]);
    expect(defined(flat("{{.spectro.pack.kubernetes.cluster.dom$0ain}}"))).toEqual([
      "domain in domain: example.com",
    ]);
    expect(defined(flat("{{.spectro.pack.kubernetes.cluster.dom$0ain}}").replaceAll("\n", "\r\n"))).toEqual([
      "domain in domain: example.com",
    ]);
    expect(defined(json("{{.spectro.pack.nginx.pack.names$0pace}}"), { name: "a.json" })[0]).toMatch(
      /^namespace in /,
    );
    expect(defined(flat("{{.spectro.system.cluster.na$0me}}"))).toEqual([]);
    const content = { read: () => ({ kind: "known", text: "a: 1\nzone: b\n" }) as const };
    expect(defined(flat("{{.spectro.pack.kubernetes.zo$0ne}}"), { content })).toEqual([
      "/example/packs/kubernetes-1.32.8/values.yaml 5",
    ]);
  });

  it("lead back from a variable, a pack or a macro to all that name it", () => {
    const found = (marked: string, options?: FixtureOptions) => {
      const { snapshot, file, offset, text } = fixture(marked, options);
      return references(snapshot, file, offset, true).map((place) =>
        place.file === file ? text.slice(place.span.start, place.span.end) : place.file,
      );
    };
    expect(found(exported("{{ .spectro.var.ho$0st }}"))).toEqual(["host", "host", "host", "host"]);
    expect(found(exported("x").replace("name: host", "name: ho$0st"))).toEqual(["host", "host", "host"]);
    const text = flat("'{{.spectro.pack.kubernetes.cluster.domain}} {{.spectro.pack.kubernetes.pack}}'");
    expect(found(text.replace("name: kubernetes", "name: kub$0ernetes"))).toEqual([
      "kubernetes",
      "kubernetes",
      "kubernetes",
    ]);
    expect(found(text.replace("domain}}", "do$0main}}"))).toEqual(["kubernetes.cluster.domain"]);
    expect(
      found(flat("{{.spectro.macro.d$0ns}}"), {
        others: { "other.yaml": flat("{{ .spectro.macro.dns | upper }}") },
      }),
    ).toEqual(["dns", "/project/other.yaml"]);
  });
});

describe("renaming a variable", () => {
  const renamed = (marked: string, newName: string, options?: FixtureOptions) => {
    const { snapshot, file, offset, text } = fixture(marked, options);
    const place = prepareRename(snapshot, file, offset);
    if ("reason" in place) return place.reason;
    const answer = rename(snapshot, file, offset, newName);
    if ("reason" in answer) return answer.reason;
    return answer.reduce((before, edit) => applyEdits(before, edit.edits), text);
  };

  it("reaches its definition and all layers, from either", () => {
    const expected = exported("{{ .spectro.var.fqdn }}")
      .replaceAll(".var.host", ".var.fqdn")
      .replace("name: host", "name: fqdn");
    expect(renamed(exported("{{ .spectro.var.ho$0st }}"), "fqdn")).toBe(expected);
    expect(renamed(exported("{{ .spectro.var.host }}").replace("name: host", "name: $0host"), "fqdn")).toBe(
      expected,
    );
    const zone = exported("x");
    expect(renamed(zone.replace('"zone"', '"zo$0ne"'), "area")).toBe(
      zone.replace('"zone"', '"area"').replace(".var.zone", ".var.area"),
    );
    expect(renamed(json("{{.spectro.var.ho$0st}}"), "fqdn", { name: "a.json" })).toBe(
      json("{{.spectro.var.fqdn}}").replace('"name":"host"', '"name":"fqdn"'),
    );
  });

  it("is refused with a reason where it cannot be", () => {
    expect(renamed(exported("{{ .spectro.var.ho$0st }}"), "zone")).toMatch(/has a variable `zone` already/);
    expect(renamed(exported("{{ .spectro.var.ho$0st }}"), "my-host")).toMatch(
      /letters, digits and underscores/,
    );
    expect(renamed(exported("{{ .spectro.var.ho$0st }}"), "host")).toMatch(/called `host` already/);
    expect(renamed(exported("{{ .spectro.var.no$0ne }}"), "a")).toMatch(/does not define/);
    expect(renamed(flat("{{ .spectro.var.ho$0st }}"), "a")).toMatch(/defined in Palette/);
    expect(renamed(flat("{{ .spectro.system.cluster.na$0me }}"), "a")).toMatch(/^Of macros only/);
    expect(renamed(flat("{{ .spectro.pack.kuber$0netes.pack }}"), "a")).toMatch(/^Of macros only/);
    expect(renamed(flat("{{ .spectro.var.a | up$0per }}"), "a")).toMatch(/^Of macros only/);
    const twice = exported("{{ .spectro.var.ho$0st }}").replace('name: "zone"', "name: host");
    expect(renamed(twice, "a")).toMatch(/Several variables/);
  });
});
