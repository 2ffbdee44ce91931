// The review of an update as a person meets it: from the light bulb to the comparison, a decision, and out of it again.

import type { Locator, Page } from "playwright-core";
import { sample } from "../../scripts/host/sample.ts";
import type { Workbench } from "./workbench.ts";

const { profile, pack, version, newest } = sample.reviewed;

export class ReviewsWalk {
  readonly #page: Page;
  readonly #workbench: Workbench;

  constructor(page: Page, workbench: Workbench) {
    this.#page = page;
    this.#workbench = workbench;
  }

  /** `place` as one writes it: the version of the pack in the profile. */
  async isOffered(place: string): Promise<void> {
    await this.#workbench.quickOpen(profile.replace(/.*\//, ""));
    await this.#workbench.goToText(place);
    await this.#workbench.seesSquiggleUnder(version);
    await this.#workbench.offersFix(`Review update of ${pack} to ${newest}`);
  }

  async opens(): Promise<void> {
    await this.#workbench.quickFix("Review update of").click();
    await this.#page
      .locator(".tab.active")
      .filter({ hasText: `${pack} ${version} → ${newest} (review)` })
      .waitFor();
    await this.#progress("0 of 2 decided").waitFor();
    await this.#right().locator("[class*=squiggly-warning]").first().waitFor();
    for (const button of ["Accept Update", "Discard Update"]) await this.#button(button).waitFor();
  }

  async offersDecisions(): Promise<void> {
    await this.#workbench.offersFix("Keep mine");
    await this.#workbench.quickFix("Take new").waitFor();
  }

  async decides(): Promise<void> {
    await this.#workbench.quickFix("Take new").click();
    await this.#progress("1 of 2 decided").waitFor();
  }

  /** What is asked of somebody who accepts too early. */
  async asksFirst(): Promise<void> {
    await this.#button("Accept Update").click();
    await this.#page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "Accept Anyway" })
      .waitFor();
  }

  async isDiscarded(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#button("Discard Update").click();
    await this.#page.locator(".tab.active").filter({ hasText: "(review)" }).waitFor({ state: "detached" });
    const toast = this.#page.locator(".notification-toast").filter({ hasText: "nothing was written" });
    await toast.hover();
    await toast.locator(".action-label.codicon-notifications-clear").click();
    await toast.waitFor({ state: "detached" });
    await this.#page.locator(".tab.active.dirty").waitFor({ state: "detached" });
    await this.#workbench.runs("View: Revert and Close Editor");
  }

  #right(): Locator {
    return this.#page.locator(".diff-editor .editor.modified, .monaco-diff-editor .modified").first();
  }

  #progress(words: string): Locator {
    return this.#page.locator(".statusbar-item").filter({ hasText: words });
  }

  #button(name: string): Locator {
    return this.#page.locator(`.editor-actions [aria-label^='${name}']`).first();
  }
}
