/** Tests of the names that files of new profile versions get. */

import { describe, expect, it } from "vitest";
import { versionedFile } from "./versioned-file.ts";

function named(
  file: string,
  from: string,
  to: string,
  siblings: Record<string, string> = {},
  taken: string[] = [],
) {
  const others = Object.entries(siblings).map(([name, version]) => ({ file: `/project/p/${name}`, version }));
  const there = new Set([file, ...Object.keys(siblings), ...taken].map((name) => `/project/p/${name}`));
  return versionedFile(`/project/p/${file}`, from, to, others, (one) => there.has(one)).replace(
    "/project/p/",
    "",
  );
}

describe("the file of a new version", () => {
  it.each([
    ["profile-maas-infra-1.1.0.yaml", "1.1.0", "1.2.0", "profile-maas-infra-1.2.0.yaml"],
    ["infra-v1.1.0.yml", "1.1.0", "1.1.1", "infra-v1.1.1.yml"],
    ["infra-v1.1.0.yml", "v1.1.0", "1.1.1", "infra-v1.1.1.yml"],
    ["1.1.0.json", "1.1.0", "2.0.0-rc.1", "2.0.0-rc.1.json"],
    ["infra_1_1_0.yaml", "1.1.0", "1.2.0", "infra_1_2_0.yaml"],
    ["1.0.0-k8s-1.0.0.yaml", "1.0.0", "1.0.1", "1.0.0-k8s-1.0.1.yaml"],
    ["infra-1.0.0.yaml.tftpl", "1.0.0", "1.0.1", "infra-1.0.1.yaml.tftpl"],
    ["infra-v1.yaml", "1.4.2", "2.0.0", "infra-v2.yaml"],
    ["infra-v1.yaml", "1.4.2", "1.5.0", "infra-v1.5.0.yaml"],
    ["infra-1.4.yaml", "1.4.2", "1.5.0", "infra-1.5.yaml"],
    ["infra-1.4.yaml", "1.4.2", "1.4.3", "infra-1.4.3.yaml"],
    ["infra-1.4.yaml", "1.4.2", "1.5.0-rc.1", "infra-1.5.0-rc.1.yaml"],
    ["infra.yaml", "1.0.0", "1.1.0", "infra-1.1.0.yaml"],
    ["infra11.0.0.yaml", "1.0.0", "1.1.0", "infra11.0.0-1.1.0.yaml"],
    ["infra-1.0.01.yaml", "1.0.0", "1.1.0", "infra-1.0.01-1.1.0.yaml"],
    ["infra", "", "1.1.0", "infra-1.1.0"],
  ])("beside %s (%s) for %s is %s", (file, from, to, expected) => {
    expect(named(file, from, to)).toBe(expected);
  });

  it("follows a sibling when its own name tells no version", () => {
    expect(named("infra.yaml", "1.0.0", "1.2.0", { "infra_v1.1.0.json": "1.1.0" })).toBe("infra_v1.2.0.yaml");
  });

  it("is never one that is there", () => {
    expect(named("a-1.0.0.yaml", "1.0.0", "1.1.0", {}, ["a-1.1.0.yaml", "a-1.1.0-2.yaml"])).toBe(
      "a-1.1.0-3.yaml",
    );
    expect(named("a-v1.yaml", "1.0.0", "2.1.0", { "a-v2.yaml": "2.0.0" })).toBe("a-v2.1.0.yaml");
    expect(named("a.yaml", "1.0.0", "1.1.0", {}, ["a-1.1.0.yaml"])).toBe("a-1.1.0-2.yaml");
  });

  it("keeps the folder, with whatever slashes", () => {
    const none = () => false;
    expect(versionedFile("C:\\p\\1.0.0\\a.yaml", "1.0.0", "1.1.0", [], none)).toBe(
      "C:\\p\\1.0.0\\a-1.1.0.yaml",
    );
  });
});
