import { expect, it } from "vitest";
import { fileLabel } from "./file-label.ts";

it("a file is called by what its path does not share with the file it is shown in", () => {
  expect(fileLabel("/work/profiles/a.yaml", "/work/clusters/b.yaml")).toBe("profiles/a.yaml");
  expect(fileLabel("/work/a.yaml", "/work/b.yaml")).toBe("a.yaml");
  expect(fileLabel("/work/a.yaml", "/work/deep/b.yaml")).toBe("a.yaml");
  expect(fileLabel("/work/a.yaml", "/work/a.yaml")).toBe("a.yaml");
  expect(fileLabel("C:\\work\\profiles\\a.yaml", "C:\\work\\b.yaml")).toBe("profiles/a.yaml");
});
