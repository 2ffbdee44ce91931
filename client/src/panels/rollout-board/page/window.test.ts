/** Which lines of a board are drawn: `120-200` for lines, `+120` for a gap. */

import { expect, it } from "vitest";
import { stretches } from "./window.ts";

function drawn(count: number, top: number, height: number, kept = -1): string {
  return stretches({ count, top, height, kept })
    .map((one) => (one.kind === "gap" ? `+${one.lines}` : `${one.from}-${one.to}`))
    .join(" ");
}

it.each([
  ["all of a small board", drawn(12, 0, 20), "0-12"],
  ["the first lines and some more", drawn(5_000, 0, 18), "0-40 +4960"],
  ["those in the middle", drawn(5_000, 2_003, 18), "+1980 1980-2060 +2940"],
  ["the same while scrolling a little", drawn(5_000, 2_015, 18), "+1980 1980-2060 +2940"],
  ["the last", drawn(5_000, 4_990, 18), "+4960 4960-5000"],
  ["the one with the focus, far above", drawn(5_000, 2_003, 18, 7), "+7 7-8 +1972 1980-2060 +2940"],
  ["... just above", drawn(5_000, 2_003, 18, 1_979), "+1979 1979-1980 1980-2060 +2940"],
  ["... below", drawn(5_000, 0, 18, 4_999), "0-40 +4959 4999-5000"],
  ["... among them", drawn(5_000, 0, 18, 3), "0-40 +4960"],
  ["none of an empty board", drawn(0, 0, 18, 3), ""],
  ["the end of a board that has become shorter", drawn(30, 4_000, 18, 2), "+2 2-3 +27"],
])("draws %s", (_, is, wanted) => expect(is).toBe(wanted));
