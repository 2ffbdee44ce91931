// Drives the workbench with keyboard and mouse, as a person does, and leaves a picture of each thing that a
// person meets: the squiggle, the hover, the light bulb's menu and the Problems panel.
//   node test/workbench/run.ts [--vsix FILE] [--result FILE] [--screenshots DIR]

import { mkdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Locator, Page } from "playwright-core";
import { launchBrowser, worthTelling } from "../../scripts/host/browser.ts";
import { quietSettings } from "../../scripts/host/editor-folders.ts";
import { ensureHost } from "../../scripts/host/install.ts";
import { outDir } from "../../scripts/host/paths.ts";
import { tail } from "../../scripts/host/process.ts";
import { inPlace, placeOfVersion, sample, updateTitle } from "../../scripts/host/sample.ts";
import { installVsix, startServer } from "../../scripts/host/server.ts";
import type { TestResult } from "../../scripts/host/test-result.ts";
import { makeScratch, readArguments, reportRun, vsixToTest } from "../../scripts/host/test-run.ts";
import { eventually, stepTimeoutMs } from "./eventually.ts";
import { MovesWalk } from "./moves.ts";
import { TreesWalk } from "./trees.ts";

const args = readArguments();
const screenshots = args.screenshots ?? join(outDir, "screenshots");

/** The quiet workbench, with what makes a picture readable and two pictures of one thing alike. */
const settings = {
  ...quietSettings,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.reduceMotion": "on",
  "workbench.layoutControl.enabled": false,
  "workbench.navigationControl.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.occurrencesHighlight": "off",
  "editor.stickyScroll.enabled": false,
  "editor.fontSize": 14,
  "files.hotExit": "off",
};

/** By the name in the list of themes, with the class that the workbench has in each. */
const themes = {
  dark: { id: "Dark Modern", mark: "vs-dark" },
  contrast: { id: "Dark High Contrast", mark: "hc-black" },
  light: { id: "Light Modern", mark: "vs" },
} as const;

/** The steps in order. The first that fails ends the walk, with a picture of what was there instead. */
async function walk(
  page: Page,
  address: string,
  workspace: string,
  noise: readonly string[],
): Promise<TestResult> {
  const profile = join(workspace, sample.profile);
  const workbench = new Workbench(page);
  const trees = new TreesWalk(page);
  const moves = new MovesWalk(page, trees, workspace);
  const place = placeOfVersion(await readFile(profile, "utf8"));
  const update = updateTitle(sample.newest);
  const inPlaceUpdate = new RegExp(`${escapeRegExp(update)}.* ${inPlace}`);
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ["the workbench opens on the samples", () => workbench.open(address)],
    ["Ctrl+P opens the sample profile", () => workbench.quickOpen(basename(profile))],
    ["Ctrl+G goes to the outdated version", () => workbench.goTo(place, sample.version)],
    ["the version has a squiggle", () => workbench.seesSquiggleUnder(sample.version)],
    ["picture: squiggle.png", () => workbench.picture("squiggle.png")],
    ["hovering the version explains it", () => workbench.hovers(sample.version, [sample.newest])],
    ["picture: hover.png", () => workbench.picture("hover.png")],
    ["Ctrl+. offers the update", () => workbench.opensQuickFixes(update)],
    ["picture: light-bulb.png", () => workbench.picture("light-bulb.png")],
    [
      "picking it changes the version",
      () => workbench.picksQuickFix(inPlaceUpdate, sample.version, sample.newest),
    ],
    ["the Problems panel lists findings", () => workbench.opensProblems(sample.rule)],
    ["picture: problems.png", () => workbench.picture("problems.png")],
    ["the activity bar opens the views", () => trees.opens()],
    ["a profile shows its versions and their packs", () => trees.expandsProfile()],
    ["a cluster shows its profiles and what it overrides", () => trees.expandsCluster()],
    ["picture: trees.png", () => workbench.picture("trees.png")],
    ["a click on a cluster's profile opens the cluster there", () => trees.opensReference()],
    ["the views follow the editor", () => trees.follows(() => workbench.quickOpen(basename(profile)))],
    ["a pack is updated from its item", () => trees.updatesPack()],
    ["a filter narrows the profiles down, and is taken back", () => trees.filters()],
    [
      "a new version is made from a version's item",
      () => moves.makesVersion(() => workbench.picture("new-version.png")),
    ],
    ["the clusters on the old one are offered to be moved", () => moves.isOfferedMove()],
    ["picture: move-clusters.png", () => workbench.picture("move-clusters.png")],
    ["the change is shown before it is made", () => moves.previewsMove()],
    ["pictures: move-preview-*.png", () => workbench.inThemes((theme) => `move-preview-${theme}.png`)],
    ["applying it moves both clusters", () => moves.appliesMove()],
    ["pictures: trees-*.png", () => workbench.inThemes((theme) => `trees-${theme}.png`)],
    ["dragging a version onto a cluster shows what would be attached", () => moves.dragsVersion()],
    ["picture: drop-preview.png", () => workbench.picture("drop-preview.png")],
    ["applying it attaches the version", () => moves.appliesDrop()],
    ["one undo takes it off again", () => moves.undoesDrop()],
  ];
  let passed = 0;
  for (const [title, act] of steps) {
    try {
      await act();
      passed += 1;
      console.log(`  ✔ ${title}`);
    } catch (error) {
      await workbench.picture("failure.png").catch(() => undefined);
      const message = [
        stripVTControlCharacters(error instanceof Error ? error.message : String(error)),
        `What was on the screen: ${join(screenshots, "failure.png")}`,
        "The workbench's last words:",
        tail(noise.join("\n"), 15),
      ].join("\n");
      console.error(`  ✘ ${title}\n${message}`);
      return { passed, failed: 1, failures: [{ title, message }] };
    }
  }
  return { passed, failed: 0, failures: [] };
}

/** What a person can do in the workbench, and see. Every wait is for something on the screen. */
class Workbench {
  readonly #page: Page;
  readonly #quickInput: Locator;
  readonly #quickFixes: Locator;
  readonly #hover: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#quickInput = page.locator(".quick-input-widget input:visible");
    this.#quickFixes = page.locator(".action-widget .monaco-list-row.action");
    // The finding itself is in the same box, as another kind of row; this is what our hover says.
    this.#hover = page.locator(".monaco-hover:visible .markdown-hover");
  }

  async picture(name: string): Promise<void> {
    // Without animations: what fades in is there at once.
    await this.#page.screenshot({ path: join(screenshots, name), animations: "disabled" });
  }

  /** What is on the screen, in each kind of theme; the light one stays. */
  async inThemes(name: (theme: string) => string): Promise<void> {
    for (const [theme, { id, mark }] of Object.entries(themes)) {
      await this.#wear(id, mark);
      await this.picture(name(theme));
    }
    await this.#wear(themes.light.id, themes.light.mark);
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

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

await reportRun(args.result, async () => {
  const hostDir = await ensureHost();
  const [packed, scratch] = await Promise.all([vsixToTest(args.vsix), makeScratch(settings)]);
  try {
    await mkdir(screenshots, { recursive: true });
    await rm(join(screenshots, "failure.png"), { force: true });
    await installVsix(hostDir, packed, scratch);
    const server = await startServer({
      hostDir,
      ...scratch,
      smokeTestDriver: false,
      disableWorkspaceTrust: true,
    });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(stepTimeoutMs);
      const noise: string[] = [];
      page.on("console", (message) => noise.push(...worthTelling(message.text())));
      page.on("pageerror", (error) => noise.push(`page error: ${error.message}`));
      const address = new URL(server.url);
      address.searchParams.set("folder", scratch.workspace);
      return await walk(page, address.href, scratch.workspace, noise);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await scratch.remove();
  }
});
