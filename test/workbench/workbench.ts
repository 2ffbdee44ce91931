// What a person can do in the workbench, whatever it is about.

import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { placeOfVersion } from "../../scripts/host/sample.ts";
import { eventually } from "./eventually.ts";

/** By the name in the list of themes, with the class that the workbench has in each. */
const themes = {
  dark: { id: "Dark Modern", mark: "vs-dark" },
  contrast: { id: "Dark High Contrast", mark: "hc-black" },
  light: { id: "Light Modern", mark: "vs" },
} as const;

/** What a person can do in the workbench, and see. Every wait is for something on the screen. */
export class Workbench {
  readonly #page: Page;
  readonly #screenshots: string;
  readonly #quickInput: Locator;
  readonly #quickFixes: Locator;
  readonly #hover: Locator;

  constructor(page: Page, screenshots: string) {
    this.#page = page;
    this.#screenshots = screenshots;
    this.#quickInput = page.locator(".quick-input-widget input:visible");
    this.#quickFixes = page.locator(".action-widget .monaco-list-row.action");
    // The finding itself is in the same box, as another kind of row; this is what our hover says.
    this.#hover = page.locator(".monaco-hover:visible .markdown-hover");
  }

  async picture(name: string): Promise<void> {
    // Without animations: what fades in is there at once.
    await this.#page.screenshot({ path: join(this.#screenshots, name), animations: "disabled" });
  }

  /** What is on the screen, in each kind of theme; the light one stays. `isDrawn` waits for what is drawn anew. */
  async inThemes(
    name: (theme: string) => string,
    isDrawn: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    for (const [theme, { id, mark }] of Object.entries(themes)) {
      await this.#wear(id, mark);
      await isDrawn();
      await this.picture(name(theme));
    }
    await this.#wear(themes.light.id, themes.light.mark);
  }

  /** A page that is made of Markdown is in a frame of its own. */
  async seesOnPage(text: string): Promise<void> {
    await eventually(`"${text}" on a page`, async () => {
      for (const frame of this.#page.frames()) {
        const found = frame.locator("body").getByText(text).first();
        if (await found.isVisible().catch(() => false)) return true;
      }
      return false;
    });
  }

  async #wear(theme: string, mark: string): Promise<void> {
    await this.#page.keyboard.press("Control+K");
    await this.#page.keyboard.press("Control+T");
    await this.#quickInput.waitFor();
    await this.#page.keyboard.type(theme);
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: theme })
      .waitFor();
    await this.#page.keyboard.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
    await this.#page.locator(`.monaco-workbench.${mark}`).waitFor();
  }

  async open(address: string): Promise<void> {
    await this.#page.goto(address);
    await this.#page.locator(".explorer-viewlet .monaco-list-row").first().waitFor();
  }

  async quickOpen(name: string): Promise<void> {
    await this.#page.keyboard.press("Control+P");
    await this.#quickInput.waitFor();
    await this.#page.keyboard.type(name);
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: name })
      .waitFor();
    await this.#page.keyboard.press("Enter");
    await this.#page.locator(".tab.active").filter({ hasText: name }).waitFor();
    await this.#page.locator(".monaco-editor .view-line").first().waitFor();
  }

  async goTo(place: ReturnType<typeof placeOfVersion>, text: string): Promise<void> {
    await this.#page.keyboard.press("Control+G");
    await this.#quickInput.waitFor();
    await this.#page.keyboard.type(`${place.line}:${place.column}`);
    await this.#page.keyboard.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
    await this.#token(text).waitFor();
  }

  /** `line:column`, as one writes it. */
  async goToText(place: string): Promise<void> {
    await this.#page.keyboard.press("Control+G");
    await this.#quickInput.waitFor();
    await this.#page.keyboard.type(place);
    await this.#page.keyboard.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  /** The values that are open alone, and the profile that they are of. */
  async closesTwo(): Promise<void> {
    for (let at = 0; at < 2; at++) await this.runs("View: Revert and Close Editor");
  }

  async shows(name: string): Promise<void> {
    await this.#page.locator(".tab.active").filter({ hasText: name }).first().waitFor();
  }

  async runs(command: string): Promise<void> {
    await this.#page.keyboard.press("F1");
    await this.#quickInput.waitFor();
    await this.#page.keyboard.type(command);
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: command })
      .waitFor();
    await this.#page.keyboard.press("Enter");
    await this.#quickInput.waitFor({ state: "hidden" });
  }

  async seesSquiggleUnder(text: string): Promise<void> {
    const squiggles = this.#page.locator(".monaco-editor .view-overlays [class*=squiggly-]");
    await eventually(`a squiggle under ${text}`, async () => {
      const word = await this.#token(text).boundingBox();
      for (const squiggle of await squiggles.all()) {
        const line = await squiggle.boundingBox();
        if (word === null || line === null) continue;
        const sameLine = Math.abs(word.y - line.y) < word.height;
        if (sameLine && line.x < word.x + word.width && word.x < line.x + line.width) return true;
      }
      return false;
    });
  }

  async hovers(text: string, expected: readonly string[]): Promise<void> {
    await this.#token(text).hover();
    for (const part of expected) await this.#hover.filter({ hasText: part }).first().waitFor();
    // Comes last, when the fixes are known.
    await this.#page
      .locator(".monaco-hover:visible .status-bar .action")
      .filter({ hasText: "Quick Fix" })
      .waitFor();
  }

  async opensQuickFixes(title: string): Promise<void> {
    // Off the text first, so that the hover makes room for the menu.
    await this.#page.mouse.move(0, 0);
    await this.#page.keyboard.press("Escape");
    await this.#page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden" });
    await this.#page.keyboard.press("Control+.");
    await this.#quickFixes.filter({ hasText: title }).first().waitFor();
  }

  async picksQuickFix(title: RegExp, from: string, to: string): Promise<void> {
    await this.#quickFixes.filter({ hasText: title }).first().click();
    await this.#token(from).waitFor({ state: "detached" });
    await this.#token(to).waitFor();
    // Changed, and left for the user to save.
    await this.#page.locator(".tab.active.dirty").waitFor();
  }

  async opensProblems(rule: string): Promise<void> {
    await this.#page.keyboard.press("Control+Shift+M");
    // The list is virtual and worst first: a person narrows it to what they look for.
    await this.#page.locator(".panel input[placeholder^='Filter']").fill(rule);
    await this.#page.locator(".markers-panel .monaco-list-row").filter({ hasText: rule }).first().waitFor();
  }

  /** A version as a value in the text: inlay hints name versions, too. */
  #token(version: string): Locator {
    const value = new RegExp(`^\\s*version:\\s+["']?${version.replaceAll(".", "\\.")}["']?(?![\\w.])`);
    const word = this.#page.locator("span[class^=mtk]").filter({ hasText: version });
    return this.#page.locator(".monaco-editor .view-line").filter({ hasText: value }).locator(word).first();
  }
}
