import { describe, expect, it } from "vitest";
import { applied, type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { analyze } from "../analysis/engine.ts";
import { applyEdits } from "../base/text-edit.ts";
import { type CodeAction, codeActions } from "./code-actions.ts";

function actions(marked: string, options?: FixtureOptions): readonly CodeAction[] {
  const { snapshot, file, offset } = fixture(marked, options);
  return codeActions(snapshot, file, { start: offset, end: offset }, analyze(snapshot, file));
}

function quickFixes(marked: string, options?: FixtureOptions): string[] {
  return actions(marked, options)
    .filter(({ kind }) => kind === "quickfix")
    .map(({ title }) => title);
}

function sourceActions(marked: string, options?: FixtureOptions): string[] {
  return actions(marked, options)
    .filter(({ kind }) => kind === "source.updatePacks.clusterProfiles")
    .map(({ title }) => title);
}

function taking(title: string, marked: string, options?: FixtureOptions): string {
  const made = fixture(marked, options);
  const { snapshot, file, offset } = made;
  const found = codeActions(snapshot, file, { start: offset, end: offset }, analyze(snapshot, file));
  const action = found.find((candidate) => candidate.title === title);
  if (action === undefined)
    throw new Error(`no "${title}" among ${found.map((one) => one.title).join("; ")}`);
  return applied(made, action.edits());
}

const pack = (name: string, version: string) =>
  `  - name: ${name}\n    type: spectro\n    registry: Palette Registry\n    version: ${version}\n`;

describe("a profile version that clusters are on", () => {
  const others = {
    "a.yaml":
      "name: a\ncloudType: maas\nprofiles:\n  infra: { name: base, version: 1.0.0 }\nnode_groups: []\n",
    "b.yaml": "name: b\ncloudType: maas\nprofiles:\n  infra: { name: base }\nnode_groups: []\n",
    "c.yaml":
      "name: c\ncloudType: maas\nprofiles:\n  infra: { name: base, version: 0.9.0 }\nnode_groups: []\n",
  };
  const base = (version: string) =>
    `name: base\nversion: 1.0.0 # first\ntype: infra\ndescription: ""\npacks:\n${pack("cni-calico", version)}`;

  it("is changed as a new version before it is changed in its place", () => {
    const found = actions(base("3.28.0$0"), { others, name: "base-1.0.0.yaml" });
    expect(found.map(({ title, preferred, made }) => [title, preferred, made?.to])).toEqual([
      ["Update cni-calico to 3.28.2 (patch) in a new version 1.0.1 of base", true, "1.0.1"],
      ["Update cni-calico to 3.28.2 (patch) in place: 2 clusters use 1.0.0", false, undefined],
      ["Choose another version of cni-calico...", false, undefined],
      ["Ignore outdated-pack here", false, undefined],
      ["Update packs...", false, undefined],
      ["Update all packs to the newest patch (1) in a new version 1.0.1 of base", false, "1.0.1"],
      ["Update all packs to the newest patch (1) in place: 2 clusters use 1.0.0", false, undefined],
    ]);
  });

  it("stays as it is when the change becomes a new file beside it", () => {
    const [first] = actions(base("3.28.0$0"), { others, name: "base-1.0.0.yaml" });
    const [edit] = first?.edits() ?? [];
    expect(edit).toMatchObject({ file: "/project/base-1.0.1.yaml", create: true });
    expect(applyEdits("", edit?.edits ?? [])).toBe(base("3.28.2").replace("1.0.0 #", "1.0.1 #"));
  });

  it("is followed by its new version in a file of several documents", () => {
    const marked = `${base("3.28.0$0")}---\n${base("3.28.2").replace("base", "other")}`;
    const title = "Update cni-calico to 3.28.2 (patch) in a new version 1.0.1 of base";
    const text = marked.replace("$0", "");
    const copy = base("3.28.2").replace("1.0.0 #", "1.0.1 #");
    expect(taking(title, marked, { others })).toBe(`${text}---\n${copy}`);
  });

  it("is no other than one that no cluster is on, when none is", () => {
    expect(quickFixes(base("3.28.0$0").replace("1.0.0", "1.1.0"), { others })).toEqual([
      "Update cni-calico to 3.28.2 (patch)",
      "Choose another version of cni-calico...",
      "Ignore outdated-pack here",
    ]);
  });
});

describe("an override", () => {
  const web = `name: web\nversion: 1.0.0\ntype: add-on\ndescription: ""\npacks:\n${pack("nginx", "1.12.4")}`;
  const lab = (packs: string) =>
    `name: lab\ncloudType: maas\nprofiles:\n  addons:\n    - name: web\n      packs:\n${packs}node_groups: []\n`;
  const override = "        - name: ng$0inx\n          override_type: values\n          values: a\n";

  it("leads to its pack, and into a new version of the profile", () => {
    const found = actions(lab(override), { others: { "web.yaml": web } });
    expect(found.map(({ title }) => title)).toEqual([
      "Move the override of nginx into a new version 1.0.1 of web",
      "Go to nginx in web 1.0.0",
      "Ignore cluster-override here",
    ]);
    const start = web.indexOf("nginx");
    expect(found[1]?.open).toEqual({ file: "/project/web.yaml", span: { start, end: start + 5 } });
  });

  it("leads to each file that defines the version, and nowhere when none does", () => {
    expect(quickFixes(lab(override), { others: { "a/web.yaml": web, "b/web.yaml": web } })).toEqual([
      "Go to nginx in web 1.0.0 (a/web.yaml)",
      "Go to nginx in web 1.0.0 (b/web.yaml)",
      "Ignore cluster-override here",
    ]);
    expect(quickFixes(lab(override))).toEqual(["Ignore cluster-override here"]);
  });
});

describe("quick fixes", () => {
  it("are the finding's fixes, then the choice, then the comment", () => {
    expect(quickFixes(profileWith(pack("nginx", "1.11.5$0")))).toEqual([
      "Update nginx to 1.12.4 (minor)",
      "Update nginx to 2.0.0 (major)",
      "Choose another version of nginx...",
      "Ignore outdated-pack here",
    ]);
  });

  it("change the version and nothing else", () => {
    const marked = profileWith(`${pack("cni-calico", "'3.28.0$0' # pinned")}    values: "a"\n`);
    expect(taking("Update cni-calico to 3.28.2 (patch)", marked)).toBe(marked.replace("3.28.0$0", "3.28.2"));
    const crlf = marked.replaceAll("\n", "\r\n");
    expect(taking("Update cni-calico to 3.28.2 (patch)", crlf)).toBe(crlf.replace("3.28.0$0", "3.28.2"));
  });

  it("prefer only the safe one", () => {
    const preferred = actions(profileWith(pack("nginx", "1.12.1$0"))).filter((action) => action.preferred);
    expect(preferred.map(({ title }) => title)).toEqual(["Update nginx to 1.12.4 (patch)"]);
  });

  it("are only those of the place", () => {
    const text = profileWith(pack("nginx", "1.11.5") + pack("cni-calico", "3.28.2$0"));
    expect(quickFixes(text)).toEqual([]);
  });

  it("let a version be chosen for the pack at a place", () => {
    const choose = actions(profileWith(pack("nginx", '"1.11.5$0"'))).find(
      ({ ask }) => ask?.about === "version",
    );
    const { text } = fixture(profileWith(pack("nginx", '"1.11.5"')));
    expect(choose?.ask?.offset).toBe(text.indexOf("1.11.5"));
    expect(choose?.edits()).toEqual([]);
  });
});

describe("all packs of the profile", () => {
  const offered = (text: string) => actions(text).filter(({ ask }) => ask?.about === "reach");

  it("are offered beside the fix of one that is outdated, as a question", () => {
    const [action] = offered(profileWith(pack("nginx", "1.11.5$0") + pack("cni-calico", "3.28.0")));
    expect(action?.title).toBe("Update all packs of this profile...");
    expect(action?.edits()).toEqual([]);
  });

  it("are not offered for the only one, or at one that is up to date", () => {
    expect(offered(profileWith(pack("nginx", "1.11.5$0") + pack("cni-calico", "3.28.2")))).toEqual([]);
    expect(offered(profileWith(pack("nginx", "1.11.5") + pack("cni-calico", "3.28.2$0")))).toEqual([]);
  });
});

describe("the comment that silences", () => {
  it("goes above the line, indented like it", () => {
    const marked = profileWith(pack("nginx", "1.12.1$0"));
    expect(taking("Ignore outdated-pack here", marked)).toBe(
      profileWith(
        pack("nginx", "1.12.1").replace(
          "    version",
          "    # cluster-profiles-ignore outdated-pack\n    version",
        ),
      ),
    );
  });

  it("silences", () => {
    const marked = profileWith(pack("nginx", "1.12.1$0"));
    const { snapshot, file } = fixture(taking("Ignore outdated-pack here", marked));
    expect(analyze(snapshot, file).filter(({ rule }) => rule === "outdated-pack")).toEqual([]);
  });

  it("ends its line as the file does, and leaves a byte order mark in front", () => {
    const crlf = `\ufeff${"nam$0e: base\r\ntype: infra\r\npacks:\r\n  - name: a\r\n    type: spectro\r\n"}`;
    expect(taking("Ignore document-schema here", crlf)).toBe(
      `\ufeff# cluster-profiles-ignore document-schema\r\n${crlf.slice(1).replace("$0", "")}`,
    );
  });

  it("is offered above a flow map that begins on the line, but not inside of one", () => {
    expect(quickFixes(profileWith("  - {name: nginx, type: spectro, version: 1.12.1$0}\n"))).toContain(
      "Ignore outdated-pack here",
    );
    expect(
      quickFixes(profileWith("  - {name: nginx, type: spectro,\n     version: 1.12.1$0}\n")),
    ).not.toContain("Ignore outdated-pack here");
  });

  it("is not offered in JSON, which has no comments", () => {
    const text =
      '{"metadata": {"name": "base"},\n"spec": {"version": "1.0.0", "template": {"type": "add-on", "packs": [\n{"name": "nginx", "type": "spectro", "version": "1.12.1$0", "tag": "1.12.1"}]}}}';
    const titles = quickFixes(text, { name: "base.json" });
    expect(titles).toContain("Update nginx to 1.12.4 (patch)");
    expect(titles).not.toContain("Ignore outdated-pack here");
  });
});

describe("the values of a pack that is updated", () => {
  const defaults: Record<string, string> = {
    "1.12.1": "image: web:1.12.1\n# How many\nreplicas: 1\nlog:\n  level: info\n",
    "1.12.4":
      "image: web:1.12.4\n# How many\nreplicas: 1\nlog:\n  level: info\n  # Since 1.12.4\n  format: json\n",
    "2.0.0": "image: web:2.0.0\nreplicas: 3\n",
  };
  const content = {
    read: ({ version }: { version: string }) => ({ kind: "known", text: defaults[version] ?? "" }) as const,
  };
  const profile = (version: string, values: string) =>
    profileWith(`${pack("nginx", version)}    values: |\n${values.replace(/^(?=.)/gm, "      ")}`);
  const mine = "image: web:1.12.1\n# How many\nreplicas: 2 # two sites\nlog:\n  level: info\n";

  it("go along with what was customised, and the new defaults come in with their comments", () => {
    const title = "Update nginx to 1.12.4 (patch, with its values)";
    expect(taking(title, profile("1.12.1$0", mine), { content })).toBe(
      profile(
        "1.12.4",
        "image: web:1.12.4\n# How many\nreplicas: 2 # two sites\nlog:\n  level: info\n  # Since 1.12.4\n  format: json\n",
      ),
    );
  });

  it("stay a fragment when they are one", () => {
    const title = "Update nginx to 1.12.4 (patch)";
    const fragment = "log:\n  level: debug\n";
    expect(taking(title, profile("1.12.1$0", fragment), { content })).toBe(profile("1.12.4", fragment));
  });

  it("are left to a person where both sides changed one, and the title and the note say so", () => {
    const at = fixture(profile("1.12.1$0", mine), { content });
    const found = actions(profile("1.12.1$0", mine), { content });
    const [review, update] = found.filter(({ title }) => title.includes("2.0.0"));
    expect(review?.title).toBe("Review update of nginx to 2.0.0...");
    const { offset, ...asked } = review?.ask ?? { offset: -1 };
    expect(asked).toEqual({ about: "review", version: "2.0.0" });
    expect(at.snapshot.file(at.file)?.text.slice(offset)).toMatch(/^name: nginx/);
    expect(update?.title).toBe("Update nginx to 2.0.0 (major, version only: 1 value to review)");
    expect(update?.note?.()).toBe(
      "The values of nginx stayed as they were. Look at what 2.0.0 changes there: replicas",
    );
    expect(update?.preferred).toBe(false);
  });

  it.each([
    ["1.12.1", "version only: the defaults of 1.12.1 cannot be had"],
    ["2.0.0", "version only: the defaults of 2.0.0 cannot be had"],
  ])("stay where the defaults of %s cannot be had, and the title says why", (missing, words) => {
    const partial: FixtureOptions["content"] = {
      read: (of) =>
        of.version === missing ? { kind: "unavailable", reason: "the disk is gone" } : content.read(of),
    };
    const text = profile("1.12.1$0", mine);
    const update = actions(text, { content: partial }).find(({ title }) => title.includes("2.0.0"));
    expect(update?.title).toBe(`Update nginx to 2.0.0 (major, ${words})`);
    expect(update?.preferred).toBe(false);
    expect(taking(update?.title ?? "", text, { content: partial })).toBe(profile("2.0.0", mine));
  });

  it("are the new defaults where nobody customised anything", () => {
    const title = "Update nginx to 1.12.4 (patch, with its values)";
    expect(taking(title, profile("1.12.1$0", defaults["1.12.1"] ?? ""), { content })).toBe(
      profile("1.12.4", defaults["1.12.4"] ?? ""),
    );
  });
});

describe("source actions", () => {
  const three = pack("nginx", "1.12.1") + pack("cni-calico", "3.28.0") + pack("kubernetes", "1.31.9");

  it("update all packs by each reach", () => {
    expect(sourceActions(profileWith(three))).toEqual([
      "Update all packs to the newest patch (2)",
      "Update all packs to the newest minor (3)",
      "Update all packs to the newest (3)",
    ]);
    expect(taking("Update all packs to the newest (3)", profileWith(three))).toBe(
      profileWith(pack("nginx", "2.0.0") + pack("cni-calico", "3.28.2") + pack("kubernetes", "1.32.8")),
    );
  });

  it("leave out a reach that comes to the same as a smaller one, or to nothing", () => {
    expect(sourceActions(profileWith(pack("cni-calico", "3.28.0")))).toEqual([
      "Update all packs to the newest patch (1)",
    ]);
    expect(sourceActions(profileWith(pack("cni-calico", "3.28.2")))).toEqual([]);
  });

  it("say what they leave to do when they are taken", () => {
    const content = {
      read: ({ name, version }: { name: string; version: string }) =>
        ({ kind: "known", text: name === "nginx" ? version : "" }) as const,
    };
    const own = `${pack("nginx", "1.12.1")}    values: |\n      a: 1\n`;
    const [first] = actions(profileWith(own), { content }).filter(({ kind }) => kind.startsWith("source"));
    expect(first?.title).toBe("Update all packs to the newest patch (1)");
    expect(first?.note?.()).toBe(
      "Not updated as far as was asked: nginx to 1.12.4, because its values cannot be taken along",
    );
  });

  it("are those of the profile at the caret, where there are several", () => {
    const first = profileWith(pack("nginx", "1.12.1"));
    const second = profileWith(pack("cni-calico", "3.28.0$0"));
    expect(taking("Update all packs to the newest patch (1)", `${first}---\n${second}`)).toBe(
      `${first}---\n${profileWith(pack("cni-calico", "3.28.2"))}`,
    );
  });

  it("edit what is shared by an anchor once, and an alias as itself", () => {
    const text = profileWith(pack("cni-calico", "&v 3.28.0") + pack("cni-calico", "*v"));
    expect(taking("Update all packs to the newest patch (2)", text)).toBe(
      profileWith(pack("cni-calico", "&v 3.28.2") + pack("cni-calico", "3.28.2")),
    );
  });

  it("are not made when only fixes are asked for", () => {
    const { snapshot, file } = fixture(profileWith(three));
    expect(codeActions(snapshot, file, { start: 0, end: 0 }, [], ["quickfix"])).toEqual([]);
  });
});
