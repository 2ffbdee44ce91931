/** Tests of reading texts. */

import { truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/harness/temp-folder.ts";
import { forEachLimited, readText } from "./read-text.ts";

describe("readText", () => {
  it("reads UTF-8 with its line ends, and leaves a byte order mark out, as editors do", async () => {
    const folder = tempFolder({ "a.yaml": "\ufeffa: ☸\r\n", "b.yaml": "a\ufeff" });
    expect(await readText(join(folder, "a.yaml"))).toEqual({ text: "a: ☸\r\n" });
    expect(await readText(join(folder, "b.yaml"))).toEqual({ text: "a\ufeff" });
  });

  it("says why a text cannot be read", async () => {
    const folder = tempFolder({ "a.yaml": "" });
    expect(await readText(join(folder, "none.yaml"))).toEqual({ fault: "it does not exist" });
    expect(await readText(folder)).toEqual({ fault: "it is a folder, not a file" });
    expect(await readText(join(folder, "a.yaml", "b"))).toEqual({ fault: "it is not a folder" });
  });

  it("does not read what is far too large", async () => {
    const folder = tempFolder({ "huge.yaml": "" });
    truncateSync(join(folder, "huge.yaml"), 65 * 1024 * 1024);
    expect(await readText(join(folder, "huge.yaml"))).toEqual({
      fault: expect.stringMatching(/more than the/),
    });
  });
});

describe("forEachLimited", () => {
  it("does every item once, and never more at a time than allowed", async () => {
    const items = Array.from({ length: 50 }, (_, at) => at);
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await forEachLimited(
      items,
      async (item) => {
        running++;
        most = Math.max(most, running);
        await Promise.resolve();
        done.push(item);
        running--;
      },
      4,
    );
    expect(done.sort((a, b) => a - b)).toEqual(items);
    expect(most).toBe(4);
  });

  it("ends at once without items", async () => {
    await expect(forEachLimited([], () => Promise.reject(new Error("called")))).resolves.toBeUndefined();
  });
});
