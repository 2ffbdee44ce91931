import { expect, it } from "vitest";
import { fileLabel } from "./file-label.ts";

it("a file is called by what its path does not share with the file it is shown in", () => {
  expect(fileLabel("/project/profiles/a.yaml", "/project/clusters/b.yaml")).toBe("profiles/a.yaml");
  expect(fileLabel("/project/a.yaml", "/project/b.yaml")).toBe("a.yaml");
  expect(fileLabel("/project/a.yaml", "/project/deep/b.yaml")).toBe("a.yaml");
  expect(fileLabel("/project/a.yaml", "/project/a.yaml")).toBe("a.yaml");
  expect(fileLabel("C:\\work\\profiles\\a.yaml", "C:\\work\\b.yaml")).toBe("profiles/a.yaml");
});
