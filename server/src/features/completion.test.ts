import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { type CompletionItem, complete } from "./completion.ts";

function items(marked: string, options?: FixtureOptions): readonly CompletionItem[] {
  const { snapshot, file, offset } = fixture(marked, options);
  return complete(snapshot, file, offset);
}

function labels(marked: string, options?: FixtureOptions): string[] {
  return items(marked, options).map(({ label }) => label);
}

/** The text once the item is taken. */
function taking(label: string, marked: string, options?: FixtureOptions): string {
  const { snapshot, file, offset, text } = fixture(marked, options);
  const item = complete(snapshot, file, offset).find((candidate) => candidate.label === label);
  if (item === undefined) throw new Error(`no ${label}`);
  return text.slice(0, item.span.start) + item.newText + text.slice(item.span.end);
}

const nginxVersions = ["2.1.0-rc.1", "2.0.0", "1.12.4", "1.12.1", "1.11.5"];
const head = "  - name: nginx\n    type: spectro\n    registry: Palette Registry\n";

describe("pack versions", () => {
  it("come newest first", () => {
    expect(labels(profileWith(`${head}    version: 1.1$0\n`))).toEqual(nginxVersions);
  });

  it("come where no value is written yet", () => {
    expect(taking("1.12.4", profileWith(`${head}    version: $0\n`))).toBe(
      profileWith(`${head}    version: 1.12.4\n`),
    );
  });

  it("come in front of the next pack", () => {
    const next = "  - name: cni-calico\n    type: spectro\n    version: 3.28.0\n";
    expect(taking("1.12.4", profileWith(`${head}    version: $0\n${next}`))).toBe(
      profileWith(`${head}    version: 1.12.4\n${next}`),
    );
  });

  it("come behind a colon that has no space yet", () => {
    expect(taking("1.12.4", profileWith(`${head}    version:$0\n`))).toBe(
      profileWith(`${head}    version: 1.12.4\n`),
    );
  });

  it("keep the comment behind an empty value", () => {
    expect(taking("1.12.4", profileWith(`${head}    version: $0 # pinned\n`))).toBe(
      profileWith(`${head}    version: 1.12.4 # pinned\n`),
    );
  });

  it("replace the whole scalar and keep its quotes", () => {
    for (const quote of ['"', "'"]) {
      expect(taking("1.12.4", profileWith(`${head}    version: ${quote}1.$012.1${quote} # pinned\n`))).toBe(
        profileWith(`${head}    version: ${quote}1.12.4${quote} # pinned\n`),
      );
    }
  });

  it("close a quote that is still open", () => {
    expect(taking("1.12.4", profileWith(`${head}    version: "1.1$0\n    values: ""\n`))).toBe(
      profileWith(`${head}    version: "1.12.4"\n    values: ""\n`),
    );
  });

  it("match what is typed, opening quote included", () => {
    const [first] = items(profileWith(`${head}    version: "1$0"\n`));
    expect(first?.filterText).toBe('"2.1.0-rc.1"');
  });

  it("all match behind a version that is complete, so that another one can be chosen", () => {
    const found = items(profileWith(`${head}    version: 1.12.1$0\n`));
    expect(found.map(({ filterText }) => filterText)).toEqual(nginxVersions.map(() => "1.12.1"));
  });

  it("are quoted when YAML would read them as a number", () => {
    const pack = "  - name: ubuntu-maas\n    type: spectro\n    version: $0\n";
    expect(taking("22.04", profileWith(pack))).toBe(profileWith(pack.replace("$0", '"22.04"')));
  });

  it("preselect the newest that is allowed and say what each is", () => {
    const found = items(profileWith(`${head}    version: 1.12.1$0\n`));
    expect(found.map(({ label, detail, preselect }) => [label, detail, preselect])).toEqual([
      ["2.1.0-rc.1", "newest, major update, prerelease", false],
      ["2.0.0", "major update", true],
      ["1.12.4", "patch update", false],
      ["1.12.1", "current", false],
      ["1.11.5", undefined, false],
    ]);
  });

  it("preselect the next minor version of Kubernetes", () => {
    const pack = "  - name: kubernetes\n    type: spectro\n    layer: k8s\n    version: 1.31.4$0\n";
    expect(items(profileWith(pack)).find(({ preselect }) => preselect)?.label).toBe("1.32.8");
  });

  it("strike out what is deprecated", () => {
    const pack = "  - name: kubernetes-dashboard\n    type: spectro\n    version: $0\n";
    expect(
      items(profileWith(pack)).map(({ label, deprecated, preselect }) => [label, deprecated, preselect]),
    ).toEqual([
      ["7.13.0", true, false],
      ["7.10.0", false, true],
    ]);
  });

  it("replace an alias, and not its anchor", () => {
    const pinned = "  - name: nginx\n    type: spectro\n    version: &v 1.12.1\n";
    const marked = profileWith(`${pinned}  - name: nginx\n    type: spectro\n    version: *v$0\n`);
    expect(taking("1.12.4", marked)).toBe(
      profileWith(`${pinned}  - name: nginx\n    type: spectro\n    version: 1.12.4\n`),
    );
  });

  it("come in flow maps", () => {
    const taken = profileWith("  - {name: nginx, version: 1.12.4, type: spectro}\n");
    expect(taking("1.12.4", profileWith("  - {name: nginx, version: $0, type: spectro}\n"))).toBe(taken);
    expect(taking("1.12.4", profileWith("  - {name: nginx, version:$0, type: spectro}\n"))).toBe(taken);
    expect(taking("1.12.4", profileWith("  - {name: nginx, version: 1$0, type: spectro}\n"))).toBe(taken);
  });

  it("come in lists that are not indented, with CRLF", () => {
    const marked = profileWith(
      "- name: cni-calico\n  type: spectro\n- name: nginx\n  type: spectro\n  version: $0\n",
    );
    expect(taking("1.12.4", marked.replaceAll("\n", "\r\n"))).toBe(
      marked.replace("$0", "1.12.4").replaceAll("\n", "\r\n"),
    );
  });

  it("come above a line that is broken", () => {
    const marked = profileWith(`${head}    version: $0\n    values: [\n`);
    expect(labels(marked)).toEqual(nginxVersions);
  });

  it("come with documentation when asked", () => {
    const item = items(profileWith(`${head}    version: $0\n`)).find(({ label }) => label === "1.12.4");
    expect(item?.documentation?.()).toContain("Version: `1.12.4`");
  });

  it("do not come inside of values, comments or unknown packs", () => {
    expect(labels(profileWith(`${head}    values: |\n      version: $0\n`))).toEqual([]);
    expect(labels(profileWith(`${head}    values: |\n      a: b\n      $0\n      c: d\n`))).toEqual([]);
    expect(labels(profileWith(`${head}    # version: $0\n`))).toEqual([]);
    expect(labels(profileWith("  - name: minio\n    version: $0\n"))).toEqual([]);
  });
});

describe("pack names", () => {
  it("are those of the pack's registry", () => {
    expect(labels(profileWith("  - name: $0\n    registry: Palette Registry\n"))).toEqual([
      "cni-calico",
      "kubernetes",
      "kubernetes-dashboard",
      "nginx",
      "ubuntu-maas",
    ]);
    expect(labels(profileWith("  - name: $0\n    registry: Public Repo\n"))).toEqual([]);
  });

  it("are those of the pack's layer", () => {
    expect(labels(profileWith("  - name: k$0\n    type: spectro\n    layer: k8s\n"))).toEqual(["kubernetes"]);
  });

  it("say layer and newest version", () => {
    const found = items(profileWith("  - type: spectro\n    name: $0\n"));
    expect(found.find(({ label }) => label === "kubernetes-dashboard")?.detail).toBe("addon, 7.10.0");
  });
});

describe("values of the schema", () => {
  it("come for enumerations, which keep their quotes", () => {
    const marked = profileWith("  - name: nginx\n    type: 's$0'\n");
    expect(labels(marked)).toEqual(["spectro", "helm", "manifest", "oci"]);
    expect(taking("helm", marked)).toBe(profileWith("  - name: nginx\n    type: 'helm'\n"));
  });

  it("come for the top level", () => {
    expect(labels("name: base\ntype: $0\npacks:\n  - name: a\n    type: spectro\n")).toEqual([
      "cluster",
      "infra",
      "add-on",
      "system",
    ]);
  });

  it("leave truth values unquoted", () => {
    const marked =
      "name: lab\ncloudType: maas\nskip_completion: $0\nprofiles: {infra: base}\nnode_groups: []\n";
    expect(taking("true", marked)).toContain("skip_completion: true\n");
  });
});

describe("registries", () => {
  it("are the configured ones, without quotes that YAML does not ask for", () => {
    const marked = profileWith("  - name: nginx\n    type: spectro\n    registry: $0\n");
    expect(taking("Palette Registry", marked)).toBe(marked.replace("$0", "Palette Registry"));
  });
});

describe("keys", () => {
  it("are those that the map does not have yet", () => {
    const marked = profileWith("  - name: nginx\n    type: spectro\n    $0\n  - name: cni-calico\n");
    expect(labels(marked)).toEqual(["version", "registry", "layer", "values", "manifests"]);
    expect(taking("version", marked)).toBe(marked.replace("$0", "version: "));
  });

  it("replace what is half written, above other keys too", () => {
    const marked = profileWith("  - name: nginx\n    ver$0\n    type: spectro\n");
    expect(labels(marked)).toEqual(["version", "registry", "layer", "values", "manifests"]);
    expect(taking("version", marked)).toBe(
      profileWith("  - name: nginx\n    version: \n    type: spectro\n"),
    );
  });

  it("come below a block of values", () => {
    const marked = profileWith("  - name: nginx\n    values: |\n      a: b\n\n    $0\n");
    expect(labels(marked)).toEqual(["type", "version", "registry", "layer", "manifests"]);
  });

  it("come behind a dash", () => {
    const marked = profileWith("  - name: nginx\n    type: spectro\n  - $0\n");
    expect(labels(marked)[0]).toBe("name");
    expect(taking("name", marked)).toBe(profileWith("  - name: nginx\n    type: spectro\n  - name: \n"));
  });

  it("begin a list where one is expected", () => {
    const marked = "name: base\ntype: infra\npacks:\n  $0\n";
    expect(taking("- name", marked)).toBe("name: base\ntype: infra\npacks:\n  - name: \n");
  });

  it("of lists have no blank behind their colon", () => {
    const marked = profileWith("  - name: nginx\n    $0\n");
    expect(taking("manifests", marked)).toBe(profileWith("  - name: nginx\n    manifests:\n"));
  });

  it("come at the top", () => {
    expect(labels("name: base\n$0\npacks:\n  - name: a\n    type: spectro\n")).toEqual([
      "version",
      "description",
      "type",
      "cloudType",
      "context",
      "tags",
    ]);
  });

  it("rename one that has its colon", () => {
    expect(taking("version", profileWith("  - name: nginx\n    ta$0g: 1.12.1\n"))).toBe(
      profileWith("  - name: nginx\n    version: 1.12.1\n"),
    );
  });

  it("come in flow maps", () => {
    const marked = profileWith("  - {name: nginx, $0}\n");
    expect(taking("type", marked)).toBe(profileWith("  - {name: nginx, type: }\n"));
    expect(taking("type", profileWith("  - {name: nginx, ty$0}\n"))).toBe(
      profileWith("  - {name: nginx, type: }\n"),
    );
  });
});

describe("in an export", () => {
  const exported = (pack: string, name = "export.json") =>
    [
      `{"metadata": {"name": "base"}, "spec": {"version": "1.0.0", "template": {"type": "infra", "packs": [${pack}]}}}`,
      { name },
    ] as const;

  it("versions are quoted as JSON is", () => {
    const [text, options] = exported('{"name": "nginx", "version": $0}');
    expect(taking("1.12.4", text, options)).toBe(text.replace("$0", '"1.12.4"'));
    const [empty] = exported('{"name": "nginx", "version": "$0", "tag": ""}');
    expect(taking("1.12.4", empty, options)).toBe(empty.replace('"$0"', '"1.12.4"'));
  });

  it("keys are quoted, too", () => {
    const [text, options] = exported('{"name": "nginx", "type": "spectro", $0}');
    expect(taking("version", text, options)).toBe(text.replace("$0", '"version": '));
  });

  it("the registry is named in its metadata", () => {
    const [text, options] = exported('{"name": "nginx", "registry": {"metadata": {"name": "$0"}}}');
    expect(labels(text, options)).toEqual(["Palette Registry"]);
  });

  it("tags are versions", () => {
    const [text, options] = exported('{"name": "nginx", "version": "1.12.1", "tag": "$0"}');
    expect(labels(text, options)).toEqual(nginxVersions);
  });
});

describe("profiles of clusters", () => {
  const others = {
    "infra-1.yaml":
      'name: maas-infra\nversion: 1.0.0\ntype: infra\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: 1.12.1\n',
    "infra-2.yaml": 'name: maas-infra\nversion: 1.2.0\ntype: infra\ndescription: ""\npacks: []\n',
    "infra-3.yaml": 'name: maas-infra\nversion: 2.0.0-rc.1\ntype: infra\ndescription: ""\npacks: []\n',
    "addon.yaml": 'name: addons\nversion: 1.0.0\ntype: add-on\ndescription: ""\npacks: []\n',
  };
  const cluster = (profiles: string) => `name: lab\ncloudType: maas\nprofiles:\n${profiles}node_groups: []\n`;

  it("are those of the role first", () => {
    expect(labels(cluster("  infra:\n    name: $0\n"), { others })).toEqual(["maas-infra", "addons"]);
    expect(labels(cluster("  addons:\n    - name: $0\n"), { others })).toEqual(["addons", "maas-infra"]);
  });

  it("come as bare names, too", () => {
    expect(labels(cluster("  infra: $0\n"), { others })).toEqual(["maas-infra", "addons"]);
    expect(labels(cluster("  addons:\n    - add$0\n"), { others })).toContain("addons");
  });

  it("have their versions newest first, the newest release preselected", () => {
    const found = items(cluster("  infra:\n    name: maas-infra\n    version: $0\n"), { others });
    expect(found.map(({ label, detail, preselect }) => [label, detail, preselect])).toEqual([
      ["2.0.0-rc.1", "newest, prerelease", false],
      ["1.2.0", undefined, true],
      ["1.0.0", undefined, false],
    ]);
  });

  it("are tagged with versions in the list dialect", () => {
    const marked =
      "- name: store\n  cluster_vip: 1.2.3.4\n  profiles:\n    - name: maas-infra\n      tag: $0\n";
    expect(labels(marked, { others })).toEqual(["2.0.0-rc.1", "1.2.0", "1.0.0"]);
  });

  it("can be overridden in the packs they have", () => {
    const marked = cluster(
      "  infra:\n    name: maas-infra\n    version: 1.0.0\n    packs:\n      - name: $0\n",
    );
    expect(labels(marked, { others })).toEqual(["nginx"]);
    expect(labels(marked.replace("$0", "nginx\n        version: $0"), { others })).toEqual(nginxVersions);
  });
});

describe("several documents in a file", () => {
  it("are completed each by its own kind", () => {
    const text = `${profileWith(`${head}    version: 1.12.4\n`)}---\n${profileWith(`${head}    version: $0\n`)}`;
    expect(labels(text)).toEqual(nginxVersions);
  });

  it("get nothing where they are not ours", () => {
    expect(labels(`${profileWith(`${head}    version: 1.12.4\n`)}---\nfoo: bar\n$0\n`)).toEqual([]);
  });
});
