// The values of packs as a person works on them: what is wrong in them, what a key means, a macro that is typed, and
// one layer's values alone beside the profile.

import type { Locator, Page } from "playwright-core";
import type { Workbench } from "./workbench.ts";

const wrong = "reclaimPolicy";
const chosen = "Retain";

export class ValuesWalk {
  readonly #page: Page;
  readonly #workbench: Workbench;

  constructor(page: Page, workbench: Workbench) {
    this.#page = page;
    this.#workbench = workbench;
  }

  async explains(): Promise<void> {
    await this.#workbench.quickOpen("values-format.yaml");
    await this.#workbench.goToText("1:1");
    await this.#word(wrong).hover();
    await this.#page
      .locator(".monaco-hover:visible .markdown-hover")
      .filter({ hasText: "Default" })
      .first()
      .waitFor();
  }

  async choosesFromList(): Promise<void> {
    await this.#page.mouse.move(0, 0);
    await this.#page.keyboard.press("Escape");
    await this.#line("retain").click();
    await this.#page.keyboard.press("End");
    await this.#workbench.offersFix(chosen);
  }

  async takesChoice(): Promise<void> {
    await this.#workbench.quickFix(chosen).click();
    await this.#line(chosen).waitFor();
  }

  /** Written over the value that the light bulb gave. */
  async completesMacro(): Promise<void> {
    await this.#line(chosen).click();
    await this.#page.keyboard.press("End");
    for (let at = 0; at < chosen.length; at++) await this.#page.keyboard.press("Shift+ArrowLeft");
    await this.#page.keyboard.type("'{{ .spectro.");
    await this.#suggestion("system").waitFor();
    await this.#page.keyboard.type("system.");
    await this.#suggestion("user.name").waitFor();
    await this.#page.keyboard.type("cluster.");
    await this.#suggestion("cluster.name").waitFor();
  }

  async opensAlone(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#page.keyboard.press("F1");
    await this.#page.keyboard.type("Open Values of Layer");
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: "Open Values of Layer" })
      .waitFor();
    await this.#page.keyboard.press("Enter");
    await this.#page
      .locator(".tab.active")
      .filter({ hasText: "csi-longhorn (values-format 1.0.0)" })
      .waitFor();
  }

  #suggestion(label: string): Locator {
    return this.#page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: label }).first();
  }

  #word(text: string): Locator {
    return this.#page.locator(".monaco-editor .view-line span[class^=mtk]").filter({ hasText: text }).first();
  }

  #line(text: string): Locator {
    return this.#page
      .locator(".monaco-editor .view-line")
      .filter({ hasText: new RegExp(`${wrong}.*${text}`) })
      .first();
  }
}
