// Waiting for what has no event.

import { setTimeout } from "node:timers/promises";

export const stepTimeoutMs = 30_000;

export async function eventually(what: string, probe: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + stepTimeoutMs;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`Waited ${stepTimeoutMs / 1000} s for ${what}.`);
    await setTimeout(50);
  }
}
