import { describe, expect, it } from "vitest";
import { type FixtureOptions, fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { documentLinks } from "./links.ts";

function links(text: string, options?: FixtureOptions): string[] {
  const { snapshot, file } = fixture(text, options);
  return documentLinks(snapshot, file).map(
    ({ span, targetFile, tooltip }) => `${text.slice(span.start, span.end)} -> ${targetFile} (${tooltip})`,
  );
}

const nginx = profileWith("  - name: nginx\n    type: spectro\n    version: '1.12.1'\n");

describe("links of packs", () => {
  it("lead to the version's pack.json", () => {
    expect(links(nginx)).toEqual([
      "1.12.1 -> /example/packs/nginx-1.12.1/pack.json (Open the pack.json of nginx 1.12.1)",
    ]);
  });

  it("lead to the README where there is one", () => {
    const content = { read: () => ({ kind: "known", text: "# nginx" }) as const };
    expect(links(nginx, { content })[0]).toContain(
      "-> /example/packs/nginx-1.12.1/README.md (Open the README",
    );
  });

  it("lead to what a group stands for, and from nothing that is not known", () => {
    expect(links(nginx.replace("1.12.1", "1.12.x"))[0]).toContain("nginx-1.12.4/pack.json");
    expect(links(nginx.replace("1.12.1", "1.12.9"))).toEqual([]);
  });
});
