import { describe, expect, it } from "vitest";
import { readValues } from "./read-values.ts";
import { renamedTo } from "./renamed-key.ts";
import type { EntrySlot } from "./value.ts";

function slotsOf(text: string): ReadonlyMap<string, EntrySlot> {
  const read = readValues(text, "The values");
  if ("reason" in read) throw new Error(read.reason);
  return read.root.slots;
}

function renamed(before: string, news: string): string | undefined {
  const [old] = slotsOf(before);
  if (old === undefined) throw new Error("no key");
  return renamedTo(old[0], old[1], slotsOf(news));
}

describe("a key with a new name", () => {
  it.each([
    ["is a slip of the old one", "tolerations: []", "toleration: []\nother: []", "toleration"],
    ["is the old one in another way of writing", "replica_count: 1", "replicaCount: 5", "replicaCount"],
    [
      "begins in the same way and has the same default",
      "replicas: 1",
      "replicaCount: 1\nport: 1",
      "replicaCount",
    ],
    [
      "ends in the old one and has the same default",
      "className: ''",
      "ingressClassName: ''",
      "ingressClassName",
    ],
    ["is not one with a value of another shape", "tolerations: []", "toleration: {}", undefined],
    ["is not one with another default that only begins so", "replicas: 1", "replicaCount: 2", undefined],
    ["is not told from two that are alike", "replicas: 1", "replicaCount: 1\nreplicaLimit: 1", undefined],
    ["is not one that has nothing of the old one", "on_minikube: false", "openShift: false", undefined],
  ])("%s", (_, before, news, name) => {
    expect(renamed(before, news)).toBe(name);
  });
});
