/** Tests of what packs ask for in their pack.json. */

import { describe, expect, it } from "vitest";
import { readPackConstraints } from "./pack-constraints.ts";

const read = (constraints: unknown) => {
  const text = JSON.stringify({ name: "a", version: "1.0.0", constraints }, undefined, 2);
  const found = readPackConstraints(text);
  return {
    text,
    dependencies: found.dependencies.map(({ span: _, ...rest }) => rest),
    resources: found.resources.map(({ span: _, ...rest }) => rest),
    spans: [...found.dependencies, ...found.resources].map(({ span }) => text.slice(span.start, span.end)),
  };
};

describe("the constraints of a pack", () => {
  it("are read with their places", () => {
    const { dependencies, resources, spans } = read({
      dependencies: [
        { packName: "kubernetes", layer: "k8s", type: "optional", minVersion: "1.27", maxVersion: "" },
        { packName: "operator", type: "required" },
      ],
      resources: [
        { type: "cpu", minLimit: 100 },
        { type: "memory", minLimit: 256, components: [{ scheduleType: "worker" }] },
        { type: "diskSize", minLimit: "40" },
      ],
    });
    expect(dependencies).toEqual([
      { packName: "kubernetes", layer: "k8s", type: "optional", minVersion: "1.27", maxVersion: undefined },
      {
        packName: "operator",
        layer: undefined,
        type: "required",
        minVersion: undefined,
        maxVersion: undefined,
      },
    ]);
    expect(resources).toEqual([
      { type: "cpu", minLimit: 100 },
      { type: "memory", minLimit: undefined },
      { type: "diskSize", minLimit: 40 },
    ]);
    expect(spans.map((text) => JSON.parse(text).packName ?? JSON.parse(text).type)).toEqual([
      "kubernetes",
      "operator",
      "cpu",
      "memory",
      "diskSize",
    ]);
  });

  it("leave out what cannot be read", () => {
    expect(
      read({
        dependencies: [{ packName: "a" }, { type: "required" }, { packName: "b", type: "wanted" }, "c", null],
        resources: [
          { type: "gpu", minLimit: 1 },
          { type: "cpu", minLimit: "much" },
          { type: "cpu", minLimit: -1 },
        ],
      }),
    ).toMatchObject({
      dependencies: [],
      resources: [
        { type: "cpu", minLimit: undefined },
        { type: "cpu", minLimit: undefined },
      ],
    });
    for (const text of ["", "[]", "null", "{", '{"constraints": 1}', '{"constraints": {"dependencies": {}}}'])
      expect(readPackConstraints(text)).toEqual({ dependencies: [], resources: [] });
  });
});
