import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { inlayHints } from "./inlay-hints.ts";

/** The text with the labels where they are shown. */
function shown(text: string, options?: FixtureOptions): string {
  const { snapshot, file, text: plain } = fixture(text, options);
  const hints = inlayHints(snapshot, file, { start: 0, end: plain.length });
  return hints.reduceRight(
    (so, { offset, label }) => `${so.slice(0, offset)}[${label}]${so.slice(offset)}`,
    plain,
  );
}

const nginx = (version: string) => `  - name: nginx\n    type: spectro\n    version: ${version}\n`;

describe("inlay hints", () => {
  it("name the newest version at the end of the line", () => {
    expect(shown(profileWith(nginx("1.12.1")))).toContain("version: 1.12.1[→ 2.0.0]\n");
    expect(shown(profileWith(nginx('"1.12.1" # pinned')))).toContain('"1.12.1" # pinned[→ 2.0.0]\n');
    expect(shown(profileWith(nginx("1.12.1")).replaceAll("\n", "\r\n"))).toContain("1.12.1[→ 2.0.0]\r\n");
  });

  it("name the next step where none may be skipped", () => {
    const text = profileWith("  - name: kubernetes\n    type: spectro\n    version: 1.31.4\n");
    const { snapshot, file } = fixture(text);
    const [hint] = inlayHints(snapshot, file, { start: 0, end: text.length });
    expect(hint).toMatchObject({
      label: "→ 1.32.8",
      tooltip: "`kubernetes` can go from `1.31.4` to `1.32.8`, the newest is `1.33.4`",
    });
  });

  it("stand behind the version where more follows on the line", () => {
    expect(shown(profileWith("  - {name: nginx, version: 1.12.1, type: spectro}\n"))).toContain(
      "version: 1.12.1[→ 2.0.0], type",
    );
    expect(
      shown(
        '{"metadata": {"name": "a"}, "spec": {"template": {"packs": [{"name": "nginx",\n"version": "1.12.1",\n"tag": "1.12.1"}]}}}',
      ),
    ).toContain('"version": "1.12.1",[→ 2.0.0]\n');
  });

  it("are not shown on what is up to date, silenced or outside of the span", () => {
    expect(shown(profileWith(nginx("2.0.0")))).not.toContain("→");
    expect(shown(profileWith(nginx("1.12.1 # cluster-profiles-ignore outdated-pack tested")))).not.toContain(
      "→",
    );
    const { snapshot, file } = fixture(profileWith(nginx("1.12.1")));
    expect(inlayHints(snapshot, file, { start: 0, end: 10 })).toEqual([]);
  });

  it("are shown on clusters' references", () => {
    const profile = (version: string) =>
      `name: base\nversion: ${version}\ntype: infra\ndescription: ""\npacks: []\n`;
    const others = { "a.yaml": profile("1.0.0"), "b.yaml": profile("1.1.0") };
    const cluster = (infra: string) =>
      `name: lab\ncloudType: maas\nprofiles:\n  infra:${infra}\nnode_groups: []\n`;
    expect(shown(cluster("\n    name: base\n    version: 1.0.0"), { others })).toContain("1.0.0[→ 1.1.0]\n");
    expect(shown(cluster(" base"), { others })).toContain("infra: base[→ 1.1.0]\n");
  });
});
