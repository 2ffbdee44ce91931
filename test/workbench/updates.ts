// The list of packs to update, as a person goes through it: from the item of a profile version, with another version for one of them.

import type { Locator, Page } from "playwright-core";
import { takeFromMenu } from "./menu.ts";
import { rowOf } from "./trees.ts";

/** What the samples have in the newest version of the profile. */
const version = "Version 1.1.0, newest";
const choice = {
  pack: "kubernetes",
  proposed: "1.32.4 → 1.33.4",
  other: "1.32.8-rev1",
  chosen: "1.32.4 → 1.32.8-rev1",
} as const;
const unchanged = "Pack kubernetes, 1.32.4, update to 1.33.4";
const toReview = "1 value to review";

export class UpdatesWalk {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async listsPacks(): Promise<void> {
    await takeFromMenu(this.#page, rowOf(this.#page, "profiles", version), "Update Packs...");
    await this.#row(choice.pack).filter({ hasText: choice.proposed }).waitFor();
    await this.#page.locator(".quick-input-list .monaco-list-row").filter({ hasText: toReview }).waitFor();
    // Those that need nobody's look are ticked.
    await this.#page.locator(".quick-input-count").filter({ hasText: "2 Selected" }).waitFor();
    // Its button shows.
    await this.#row(choice.pack).hover();
  }

  async opensVersions(): Promise<void> {
    const row = this.#row(choice.pack);
    await row.hover();
    await row.getByRole("button", { name: `Choose Another Version of ${choice.pack}` }).click();
    await this.#row(choice.other).first().waitFor();
  }

  async choosesVersion(): Promise<void> {
    await this.#row(choice.other).first().click();
    await this.#row(choice.pack).filter({ hasText: choice.chosen }).waitFor();
  }

  /** Whoever turns away has changed nothing. */
  async turnsAway(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await rowOf(this.#page, "profiles", unchanged).waitFor();
  }

  #row(text: string): Locator {
    return this.#page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text });
  }
}
