import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { hover } from "./hover.ts";

function hovered(marked: string, options?: FixtureOptions): { text: string; markdown: string } | undefined {
  const { snapshot, file, offset, text } = fixture(marked, options);
  const found = hover(snapshot, file, offset);
  return found && { text: text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

const calico = (version: string) =>
  profileWith(
    `  - name: cni-calico\n    type: spectro\n    layer: cni\n    registry: Palette Registry\n    version: ${version}\n`,
  );
const nginx = (version: string) =>
  profileWith(`  - name: nginx\n    type: spectro\n    version: ${version}\n`);

describe("hover on a pack", () => {
  it("tells what it is, where it is from and what is newer", () => {
    const found = hovered(calico('"3.$028.0" # pinned'), {
      describe: () => ({ displayName: "Calico", docsUrl: "https://docs.example.com/calico" }),
    });
    expect(found?.text).toBe("3.28.0");
    expect(found?.markdown).toBe(
      [
        "**Calico** `cni-calico`",
        "- Layer: cni\n- Registry: Palette Registry\n- Version: `3.28.0`",
        "Newer versions:",
        "- Patch: `3.28.2`",
        "[Documentation](https://docs.example.com/calico)",
        "Source: Palette Registry, folder `cni-calico-3.28.0`",
      ].join("\n\n"),
    );
  });

  it("says the same on its name and registry", () => {
    const onVersion = hovered(calico("3.28.0$0"))?.markdown;
    const text = calico("3.28.0");
    expect(hovered(text.replace("cni-calico", "cni-c$0alico"))).toEqual({
      text: "cni-calico",
      markdown: onVersion,
    });
    expect(hovered(text.replace("Palette", "$0Palette"))?.markdown).toBe(onVersion);
  });

  it("groups what is newer, newest first, and names what is not offered", () => {
    const { markdown = "" } = hovered(nginx("1.11.5$0")) ?? {};
    expect(markdown).toContain("- Minor: `1.12.4`, `1.12.1`\n- Major: `2.0.0`");
    expect(markdown).toContain("Newer, but not offered: `2.1.0-rc.1` (prerelease)");
  });

  it("counts versions behind the tenth", () => {
    const packs = Array.from({ length: 14 }, (_, at) => `nginx 1.0.${at} addon`).join("\n");
    const { markdown = "" } = hovered(nginx("1.0.0$0"), { packs }) ?? {};
    expect(markdown).toContain("`1.0.13`, `1.0.12`,");
    expect(markdown).toContain("`1.0.4` and 3 more");
    expect(markdown).not.toContain("`1.0.3`");
  });

  it("tells what a group stands for", () => {
    expect(hovered(nginx("1.12.x$0"))?.markdown).toContain("`1.12.x`, which stands for `1.12.4` now");
    expect(hovered(nginx("7.1.x$0"))?.markdown).toContain("a group of which no version is known");
  });

  it("says what a state means", () => {
    const dashboard = profileWith(
      "  - name: kubernetes-dashboard\n    type: spectro\n    version: 7.13.0$0\n",
    );
    expect(hovered(dashboard)?.markdown).toContain(
      "`7.13.0`, deprecated: it still works, but it will be disabled",
    );
  });

  it("says which step is next where none may be skipped", () => {
    const kubernetes = profileWith("  - name: kubernetes\n    type: spectro\n    version: 1.31.4$0\n");
    expect(hovered(kubernetes)?.markdown).toContain("the next step is `1.32.8`");
  });

  it("says when the version is a prerelease, unknown or cannot be compared", () => {
    expect(hovered(nginx("2.1.0-rc.1$0"))?.markdown).toContain("`2.1.0-rc.1`, a prerelease");
    expect(hovered(nginx("1.12.2$0"))?.markdown).toContain("`1.12.2`, a version that is not known");
    expect(hovered(nginx("latest$0"))?.markdown).toContain("cannot be compared");
  });

  it("says why nothing is known", () => {
    const unknown = (registry: string) =>
      profileWith(`  - name: minio$0\n    type: spectro\n${registry}    version: "8"\n`);
    expect(hovered(unknown("    registry: Public Repo\n"))?.markdown).toContain(
      "Not known: no registry \\`Public Repo\\` is known here",
    );
    expect(hovered(unknown(""))?.markdown).toContain(
      "Not known: there is no pack of this name in Palette Registry.",
    );
    expect(hovered(unknown(""), { complete: false })?.markdown).toContain("as far as can be seen here");
    expect(hovered(profileWith("  - name: own$0\n    type: manifest\n"))?.markdown).toContain(
      "no registry holds them",
    );
  });

  it("lists the versions of a pack that has none yet", () => {
    expect(hovered(profileWith("  - name: ngi$0nx\n    type: spectro\n    version:\n"))?.markdown).toContain(
      "Versions: `2.1.0-rc.1` (prerelease), `2.0.0`, `1.12.4`",
    );
  });

  it("lists the versions where Terraform fills one in", () => {
    expect(hovered(nginx('"${NGINX}"$0'))?.markdown).toContain("Versions: `2.1.0-rc.1`");
  });

  it("is the alias's where a version is one", () => {
    const marked = profileWith(
      "  - name: nginx\n    type: spectro\n    version: &v 1.12.1\n  - name: nginx\n    type: spectro\n    version: *v$0\n",
    );
    const found = hovered(marked);
    expect(found?.text).toBe("*v");
    expect(found?.markdown).toContain("`1.12.1`");
  });

  it("works on the tag of an export", () => {
    const text =
      '{"metadata": {"name": "base"}, "spec": {"template": {"packs": [{"name": "nginx", "version": "1.12.4", "tag": "1.1$02.x"}]}}}';
    expect(hovered(text, { name: "base.json" })).toMatchObject({ text: "1.12.x" });
  });

  it("lets nothing of a pack become Markdown", () => {
    const { markdown = "" } =
      hovered(calico("3.28.0$0"), {
        describe: () => ({
          displayName: "![x](http://evil)\n# <b>Calico</b> `a`",
          layer: "cni",
          docsUrl: "javascript:alert(1)",
        }),
      }) ?? {};
    expect(markdown.split("\n")[0]).toBe(
      "**\\!\\[x\\]\\(http\\://evil\\) \\# &lt;b\\>Calico&lt;/b\\> \\`a\\`** `cni-calico`",
    );
    expect(markdown).not.toContain("Documentation");
  });
});

describe("hover on profiles", () => {
  const profile = (version: string, extra = "") =>
    `name: maas-infra\nversion: ${version}\ntype: infra\ndescription: ""\n${extra}packs: []\n`;
  const cluster = (profiles: string, name = "lab") =>
    `name: ${name}\ncloudType: maas\nprofiles:\n${profiles}node_groups: []\n`;
  const others = {
    "profiles/infra-1.yaml": profile("1.0.0"),
    "profiles/infra-2.yaml": profile("1.2.0"),
    "clusters/a.yaml": cluster("  infra:\n    name: maas-infra\n", "a"),
    "clusters/b.yaml": cluster("  infra:\n    name: maas-infra\n    version: 1.0.0\n", "b"),
    "clusters/c.yaml": cluster("  infra:\n    name: maas-infra\n    version: 0.9.0\n", "c"),
  };

  it("shows a reference's versions and how far it is behind", () => {
    const marked = cluster("  infra:\n    name: maas-infra\n    version: 1.0.0$0\n");
    const found = hovered(marked, { name: "clusters/lab.yaml", others });
    expect(found?.text).toBe("1.0.0");
    expect(found?.markdown).toBe(
      [
        "**maas\\-infra** (infra profile)",
        "Attached: `1.0.0`, 1 version behind the newest.",
        "- `1.2.0` (newest): `profiles/infra-2.yaml`\n- `1.0.0` (attached): `profiles/infra-1.yaml`",
      ].join("\n\n"),
    );
  });

  it("says when no file defines what is referred to", () => {
    const found = hovered(cluster("  infra: maas-in$0fr\n"), { others });
    expect(found?.markdown).toContain("Not known: no file of the workspace defines a profile of this name.");
    const missing = hovered(cluster("  infra:\n    name: maas-infra\n    version: 1.1.0$0\n"), { others });
    expect(missing?.markdown).toContain(
      "Attached: `1.1.0`, which no file here defines, 1 version behind the newest.",
    );
    const tenant = hovered(cluster("  infra:\n    name: maas-infra$0\n    context: tenant\n"), { others });
    expect(tenant?.markdown).toContain(
      "Not known in the context `tenant`: the workspace defines it in `project`.",
    );
  });

  it("shows a profile's versions and how many clusters are on each", () => {
    const found = hovered(profile("1.3.0").replace("maas", "ma$0as"), {
      name: "profiles/new.yaml",
      others,
    });
    expect(found?.text).toBe("maas-infra");
    expect(found?.markdown).toContain(
      [
        "- `1.3.0` (this one): 0 clusters, `new.yaml`",
        "- `1.2.0`: 0 clusters, `infra-2.yaml`",
        "- `1.0.0`: 2 clusters, `infra-1.yaml`",
        "- `0.9.0`: 1 cluster, no file defines it",
      ].join("\n"),
    );
  });
});

describe("hover on the schema", () => {
  it("describes keys and the values they can have", () => {
    const found = hovered(profileWith("  - name: nginx\n    ty$0pe: spectro\n"));
    expect(found?.text).toBe("type");
    expect(found?.markdown).toMatch(/^\*\*type\*\* \(required\)\n\nWhere the layer comes from/);
    expect(found?.markdown).toContain("- `helm`: A chart of a Helm registry.");
  });

  it("describes a value that has a meaning", () => {
    expect(hovered(profileWith("  - name: nginx\n    type: he$0lm\n"))).toEqual({
      text: "helm",
      markdown: "`helm`: A chart of a Helm registry.",
    });
  });

  it("describes keys of clusters and exports", () => {
    expect(
      hovered("name: lab\ncloud$0Type: maas\nprofiles: {infra: base}\nnode_groups: []\n")?.markdown,
    ).toContain("**cloudType**");
    expect(
      hovered('{"metadata": {"name": "a"}, "spec": {"template": {"pac$0ks": [{"name": "nginx"}]}}}')?.text,
    ).toBe('"packs"');
  });

  it("says nothing elsewhere", () => {
    expect(
      hovered(profileWith("  - name: nginx\n    values: |\n      pack:\n        na$0me: x\n")),
    ).toBeUndefined();
    expect(hovered(profileWith("  - name: nginx # comm$0ent\n    type: spectro\n"))).toBeUndefined();
    expect(hovered(`${profileWith("  - name: nginx\n    type: spectro\n")}$0`)).toBeUndefined();
    expect(hovered("foo: ba$0r\n")).toBeUndefined();
  });
});
