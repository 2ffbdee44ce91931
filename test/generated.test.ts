/** Generated files are as the generator would write them now. */

import { expect, it } from "vitest";
import { staleFiles } from "../scripts/generate.ts";

it("has no stale generated file: run `npm run generate`", () => {
  expect(staleFiles()).toEqual([]);
});
