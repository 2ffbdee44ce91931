import { describe, expect, it } from "vitest";
import { fixture, profileWith } from "../../../test/harness/feature-fixture.ts";
import { packAt, profileAt, subjectAt } from "./subject.ts";

function subject(marked: string) {
  const { snapshot, file, offset, text } = fixture(marked);
  const view = snapshot.file(file);
  const found = view && subjectAt(view, offset);
  return found && [found.kind, found.field, text.slice(found.span.start, found.span.end)].join(" ");
}

describe("the subject at an offset", () => {
  it("is a text of a pack, without its quotes", () => {
    expect(subject(profileWith('  - name: "ng$0inx"\n    type: spectro\n'))).toBe("pack name nginx");
    expect(subject(profileWith("  - name: a\n    type: spectro\n    tag: $01.2.3\n"))).toBe("pack tag 1.2.3");
    expect(subject(profileWith("  - name: a\n    type: spectro$0\n"))).toBeUndefined();
  });

  it("is a text of a profile or of a cluster's reference", () => {
    expect(subject(profileWith("  - type: helm\n").replace("base", "base$0"))).toBe("profile name base");
    expect(subject("name: lab\ncloudType: maas\nprofiles:\n  infra: ba$0se\nnode_groups: []\n")).toBe(
      "reference name base",
    );
  });

  it("is the pack that wrote the text, where another merges it in", () => {
    const marked = profileWith(
      "  - &a\n    name: nginx\n    type: spectro\n    version: 1$0\n  - <<: *a\n    name: b\n",
    );
    const { snapshot, file, offset } = fixture(marked);
    const view = snapshot.file(file);
    const found = view && subjectAt(view, offset);
    expect(found?.kind === "pack" && found.pack.name?.text).toBe("nginx");
  });

  it("is the pack around a place in its values, and the profile around that", () => {
    const { snapshot, file, offset } = fixture(
      profileWith("  - name: nginx\n    type: spectro\n    values: |\n      a$0: b\n"),
    );
    const view = snapshot.file(file);
    expect(view && packAt(view, offset)?.pack.name?.text).toBe("nginx");
    expect(view && profileAt(view, offset)?.name?.text).toBe("base");
  });
});
