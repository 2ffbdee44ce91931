/** Tests of moments: read, written, and how long ago they are. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAge, formatTime, parseTime } from "./time.ts";

describe("a moment", () => {
  it.each([
    ["2027-03-01T09:30:00Z", "2027-03-01T09:30:00Z"],
    ["2027-03-01T09:30:00.123456Z", "2027-03-01T09:30:00Z"],
    ["2027-03-01 09:30", "2027-03-01T09:30:00Z"],
    ["2028-02-29", "2028-02-29T00:00:00Z"],
    ["2027-03-01T09:30:00+02:00", "2027-03-01T07:30:00Z"],
    ["2026-12-31T23:30:00-0130", "2027-01-01T01:00:00Z"],
    ["2027-03-01 09:30:00 +02", "2027-03-01T07:30:00Z"],
    [" 2027-03-01t09:30z ", "2027-03-01T09:30:00Z"],
  ])("%s is %s", (text, same) => {
    expect(parseTime(text)).toBe(Date.parse(same));
  });

  it.each([
    "",
    "yesterday",
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-03-01T24:00",
    "2027-03-01T09:61",
    "1772357400",
    "2027-03-01T09:30:00+99:00",
    "03/01/2027",
  ])("%j is none", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it("is read and written as the platform does it", () => {
    const moments = fc.date({
      min: new Date("1970-01-01T00:00:00Z"),
      max: new Date("2299-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (date) => {
        const iso = date.toISOString();
        expect(parseTime(iso)).toBe(Math.floor(date.getTime() / 1000) * 1000);
        expect(formatTime(date.getTime())).toBe(`${iso.slice(0, 16).replace("T", " ")} UTC`);
      }),
    );
  });
});

describe("how long ago it is", () => {
  it.each([
    ["2027-03-01T09:29:10Z", "just now"],
    ["2027-03-01T09:31:00Z", "just now"],
    ["2027-03-01T09:10:00Z", "20 minutes ago"],
    ["2027-03-01T07:00:00Z", "2 hours ago"],
    ["2027-02-27T10:00:00Z", "47 hours ago"],
    ["2027-02-27T09:30:00Z", "2 days ago"],
    ["2027-03-01T10:30:00Z", "a time in the future"],
  ])("%s was %s", (then, words) => {
    expect(formatAge(Date.parse(then), Date.parse("2027-03-01T09:30:00Z"))).toBe(words);
  });
});
