/** Tests of the forms that variables ask for. */

import { describe, expect, it } from "vitest";
import { formatTrouble } from "./variable-format.ts";

describe("a value of a format", () => {
  it.each([
    ["number", ["0", "-1.5", "1e9", ".5"], ["", "1,5", "0x1", "ten"]],
    ["boolean", ["true", "false"], ["yes", "True", ""]],
    ["ipv4", ["10.0.0.1", "255.255.255.255"], ["10.0.0", "10.0.0.256", "10.0.0.1/8"]],
    ["ipv4cidr", ["10.0.0.0/8"], ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/8/8"]],
    [
      "ipv6",
      ["::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1"],
      ["1::2::3", "1:2:3", "g::", "10.0.0.1"],
    ],
    ["version", ["1.2.3", "v1.2", "1.33.4-rc.1"], ["latest", ""]],
    ["base64", ["aGk=", "", "YWJj"], ["a b", "ä"]],
    ["string", ["anything"], []],
    ["color", ["red"], []],
  ])("%s is accepted or not", (format, good, bad) => {
    for (const value of good) expect([value, formatTrouble(format, value)]).toEqual([value, undefined]);
    for (const value of bad) expect([value, formatTrouble(format, value)]).not.toEqual([value, undefined]);
  });
});
