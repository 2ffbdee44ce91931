import { describe, expect, it } from "vitest";
import { inTurns } from "./in-turns.ts";

describe("work in turns", () => {
  it("lets others have theirs in between, and says how far it is", async () => {
    const told: string[] = [];
    setImmediate(() => told.push("somebody else"));
    const isDone = await inTurns(["a", "b", "c"], (item) => told.push(item), {
      isCancelled: () => false,
      report: (done) => told.push(`${done} done`),
      millisecondsInTurn: 0,
    });
    expect(isDone).toBe(true);
    expect(told).toEqual(["a", "1 done", "somebody else", "b", "2 done", "c"]);
  });

  it("ends between two turns when it is cancelled", async () => {
    const done: string[] = [];
    const isDone = await inTurns(["a", "b", "c"], (item) => done.push(item), {
      isCancelled: () => done.length === 2,
      report: () => undefined,
      millisecondsInTurn: 0,
    });
    expect([isDone, done]).toEqual([false, ["a", "b"]]);
  });
});
