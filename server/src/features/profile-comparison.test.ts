/** Tests of the list of versions to compare with, and of what is shown of a comparison: the line, the page, and the two documents. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { compareProfilesAt, profileVersionsToCompare, type ShownComparison } from "./profile-comparison.ts";

const web = (version: string, packs: string, head = "") =>
  `name: web\nversion: "${version}"\ntype: infra\ndescription: ""\n${head}packs:\n${packs}`;
const pack = (name: string, version: string, values = "") =>
  `  - name: ${name}\n    type: spectro\n    registry: Palette Registry\n    version: "${version}"\n${
    values === "" ? "" : `    values: |\n${values.replace(/^(?=.)/gm, "      ")}`
  }`;

/** The first text against the second. */
function shown(first: string, second: string, name?: string): ShownComparison {
  const { snapshot, file } = fixture(first, { others: { "second.yaml": second }, ...(name && { name }) });
  const places = [file, "/project/second.yaml"].map((one) => ({ file: one, offset: 0 }));
  const [one, other] = places;
  if (one === undefined || other === undefined) throw new Error("two places");
  const answer = compareProfilesAt(snapshot, one, other);
  if ("reason" in answer) throw new Error(answer.reason);
  return answer;
}

const line = (before: string, after: string) => shown(web("1.0.0", before), web("1.1.0", after)).line;

describe("the versions to compare with", () => {
  it("are the others of the same context, newest first, each with what came between", () => {
    const { snapshot, file, offset } = fixture(
      web("1.1.0", pack("nginx", "1.11.5")).replace("web", "w$0eb"),
      {
        others: {
          "old.yaml": web("1.0.0", pack("nginx", "1.11.4")),
          "new.yaml": web("1.10.0", pack("nginx", "1.12.1") + pack("cni-calico", "3.28.0")),
          "twin.yaml": web("1.1.0", pack("nginx", "1.11.5")),
          "tenant.yaml": web("1.2.0", pack("nginx", "1.11.5"), "context: tenant\n"),
          "shop.yaml": web("1.2.0", pack("nginx", "1.11.5")).replace("web", "shop"),
          "export.json": `{"metadata":{"name":"web"},"spec":{"version":"0.9.0","template":{"type":"infra","packs":[]}}}`,
        },
      },
    );
    const answer = profileVersionsToCompare(snapshot, file, offset);
    if ("reason" in answer) throw new Error(answer.reason);
    expect([answer.name, answer.version, answer.place]).toEqual(["web", "1.1.0", { file, offset: 6 }]);
    expect(answer.versions.map(({ version, place, line: words }) => [version, place.file, words])).toEqual([
      ["1.10.0", "/project/new.yaml", "nginx 1.11.5 → 1.12.1, +1 pack"],
      ["1.1.0", "/project/twin.yaml", "no difference in packs"],
      ["1.0.0", "/project/old.yaml", "nginx 1.11.4 → 1.11.5"],
      ["0.9.0", "/project/export.json", "+1 pack"],
    ]);
    expect(answer.versions[0]?.place.offset).toBe(6);
  });

  it("are those of the profile at the cursor, in the same file too", () => {
    const two = `${web("1.0.0", pack("nginx", "1.11.5"))}---\n${web("1.1.0", pack("nginx", "1.12.1"))}`;
    const { snapshot, file, offset } = fixture(
      two.replace('name: web\nversion: "1.1', 'name: w$0eb\nversion: "1.1'),
    );
    const answer = profileVersionsToCompare(snapshot, file, offset);
    if ("reason" in answer) throw new Error(answer.reason);
    expect(answer.version).toBe("1.1.0");
    expect(answer.versions).toEqual([
      { version: "1.0.0", place: { file, offset: 6 }, line: "nginx 1.11.5 → 1.12.1" },
    ]);
  });

  it("are refused in words where there are none", () => {
    const reason = (text: string) => {
      const { snapshot, file, offset } = fixture(text);
      const answer = profileVersionsToCompare(snapshot, file, offset);
      return "reason" in answer ? answer.reason : undefined;
    };
    expect(reason(web("1.0.0", "  []\n"))).toBe("No file of the workspace holds another version of `web`");
    expect(reason(web("1.0.0", "  []\n").replace("web", "${NAME}"))).toMatch(/^The profile states no name/);
    expect(reason("name: a\ncloudType: maas\nprofiles: { infra: web }\nnode_groups: []\n")).toMatch(
      /^Open a/,
    );
  });
});

describe("the line", () => {
  it.each([
    ["nothing", pack("a", "1.0.0"), pack("a", "1.0.0"), "no difference in packs"],
    ["a version", pack("a", "1.0.0"), pack("a", "1.1.0"), "a 1.0.0 → 1.1.0"],
    [
      "a bit of all",
      pack("a", "1.0.0", "x: 1\ny: 1\n") + pack("b", "1.0.0") + pack("c", "1.0.0", "x: {{ y }}\n"),
      pack("a", "1.1.0", "x: 2\ny: 2\n") + pack("c", "1.0.0", "x: {{ z }}\n") + pack("d", "1.0.0"),
      "a 1.0.0 → 1.1.0, +1 pack, -1 pack, 2 values, values of 1 pack",
    ],
    [
      "an order and a source",
      pack("a", "1.0.0") + pack("b", "1.0.0"),
      pack("b", "1.0.0") + pack("a", "1.0.0").replace("Palette", "Other"),
      "source of 1 pack, other order",
    ],
  ])("tells %s", (_, before, after, expected) => {
    expect(line(before, after)).toBe(expected);
  });

  it("names as many packs as fit", () => {
    const packs = (version: string) =>
      ["kubernetes", "cni-cilium-oss", "csi-longhorn", "nginx"].map((name) => pack(name, version)).join("");
    expect(line(packs("1.0.0"), packs("1.0.1"))).toBe(
      "kubernetes 1.0.0 → 1.0.1, cni-cilium-oss 1.0.0 → 1.0.1, 2 more",
    );
    const long = (version: string) => pack("x".repeat(90), version) + pack("b", version);
    expect(line(long("1.0.0"), long("1.0.1"))).toBe("2 new versions");
  });

  it("tells another kind of profile", () => {
    expect(shown(web("1.0.0", "  []\n"), web("1.1.0", "  []\n", "cloudType: maas\n")).line).toBe(
      "other kind of profile",
    );
  });
});

describe("the page", () => {
  it("goes from an overview through the layers, from the operating system up", () => {
    const before = web(
      "1.0.0",
      pack("nginx", "1.11.5", "replicas: 2\nadminPassword: old\nlog: info\n") +
        pack("cni-calico", "3.28.0") +
        pack("ubuntu-maas", "22.04"),
    );
    const after = web(
      "1.1.0",
      pack("nginx", "1.11.5", "replicas: 3\nadminPassword: new\nhosts: [a]\n") +
        pack("cni-calico", "3.28.2") +
        "  - { name: notes, type: manifest, manifests: [{ name: note, content: a }] }\n",
      "tags: [a|b]\n",
    );
    expect(shown(before, after).markdown).toBe(
      [
        "# web 1\\.0\\.0 → 1\\.1\\.0",
        "",
        "In short: cni\\-calico 3\\.28\\.0 → 3\\.28\\.2, \\+1 pack, \\-1 pack, 4 values.",
        "",
        "- Tags added: `a|b`",
        "",
        "| Layer | Pack | Version | Other changes |",
        "| --- | --- | --- | --- |",
        "| OS | ubuntu\\-maas | 22\\.04 removed |  |",
        "| CNI | cni\\-calico | 3\\.28\\.0 → 3\\.28\\.2 (patch) |  |",
        "| Add-on | nginx | 1\\.11\\.5 | 4 values |",
        "| Other | notes | added | 1 manifest |",
        "",
        "## Operating system",
        "",
        "### ubuntu\\-maas 22\\.04 removed",
        "",
        "- Type: `spectro`",
        "- Registry: `Palette Registry`",
        "",
        "## Add-ons",
        "",
        "### nginx 1\\.11\\.5",
        "",
        "- `replicas`: `2` → `3`",
        "- `adminPassword`: changed (value not shown)",
        "- `log`: removed, was `info`",
        "- `hosts`: added, a list of 1 item",
        "",
        "## Other packs",
        "",
        "### notes added",
        "",
        "- Type: `manifest`",
        "- Manifests: `note`",
        "",
      ].join("\n"),
    );
  });

  it("says when clusters would notice nothing", () => {
    const { markdown } = shown(web("1.0.0", pack("nginx", "1.11.5")), web("1.1.0", pack("nginx", "1.11.5")));
    expect(markdown).toContain("In short: no difference in packs. Clusters would notice nothing.");
  });

  it("takes nothing of others for Markdown", () => {
    const evil = "![x](command:evil) | <b> # `";
    const named = (version: string) =>
      web(
        version,
        `  - name: '${evil}'\n    version: "${version}"\n    values: '{"${evil}": "${version}"}'\n`,
      );
    const { markdown } = shown(named("1.0.0"), named("1.1.0"));
    // What is in backticks is code, and nothing of theirs can end it.
    const outside = markdown.replace(/`[^`\n]*`/g, "");
    expect(outside).toContain("x");
    expect(outside).not.toMatch(/(?<!\\)`|<b>|(?<!\\)!\[|(?<!\\)\]\(/);
    const rows = outside.split("\n").filter((row) => row.startsWith("|"));
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([4, 4, 4]);
  });

  it("has the details of exports, and tells manifests key by key", () => {
    const document = (tag: string, replicas: number) =>
      JSON.stringify({
        metadata: { name: "web" },
        spec: {
          version: tag,
          template: {
            type: "infra",
            packs: [
              {
                name: "m",
                type: "manifest",
                layer: "csi",
                tag: `${tag}-x`,
                version: "1.0.0",
                manifests: [{ name: "a", content: `kind: D\nspec: { replicas: ${replicas} }\n` }],
              },
            ],
          },
          variables: [{ name: "SIZE", defaultValue: `${replicas}` }],
        },
      });
    const { markdown } = shown(document("1.0.0", 1), document("1.1.0", 2), "export.json");
    expect(markdown).toContain("| CSI | m | 1\\.0\\.0 | 1 manifest, tag |");
    expect(markdown).toContain(
      "- Tag: `1.0.0-x` → `1.1.0-x`\n- Manifest `a`:\n  - `spec.replicas`: `1` → `2`\n",
    );
    expect(markdown).toContain("## Profile variables\n\n- `[SIZE].defaultValue`: `1` → `2`\n");
  });
});

describe("the documents", () => {
  it("are the files, the older version first", () => {
    const { before, after, title } = shown(web("1.1.0", "  []\n"), web("1.0.0", "  []\n"), "first.yaml");
    expect(title).toBe("web 1.0.0 → 1.1.0");
    expect(before).toEqual({ file: "/project/second.yaml", name: "web", version: "1.0.0", text: undefined });
    expect(after).toEqual({ file: "/project/first.yaml", name: "web", version: "1.1.0", text: undefined });
  });

  it("are as they were asked for with other names", () => {
    const { title } = shown(web("1.1.0", "  []\n"), web("1.0.0", "  []\n").replace("web", "shop"));
    expect(title).toBe("web 1.1.0 → shop 1.0.0");
  });

  it("are texts where a file holds more than the profile", () => {
    const [one, two] = [web("1.0.0", "  []\n"), `# newer\n${web("1.1.0", "  []\n")}`];
    const { snapshot, file, text } = fixture(`${one}---\n${two}---\nkind: Pod\n`);
    const offset = text.indexOf("# newer") + 10;
    const answer = compareProfilesAt(snapshot, { file, offset: 0 }, { file, offset });
    expect(answer).toMatchObject({ before: { file, text: one }, after: { file, text: two } });
    expect(compareProfilesAt(snapshot, { file, offset: 0 }, { file, offset: 3 })).toEqual({
      reason: "A profile cannot be compared with itself: choose another version",
    });
  });
});
