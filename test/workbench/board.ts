// The rollout board as a person uses it: opened from a view, walked by keyboard, clicked, and seen to follow the files.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { rowOf } from "./trees.ts";

const versions = ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0"];

/** How many clusters of each cloud type are on each of the versions, oldest first. */
const fleet = {
  aws: [0, 1, 3, 6, 9],
  "edge-native": [4, 0, 12, 31, 18],
  maas: [0, 2, 0, 5, 3],
  vsphere: [1, 0, 2, 7, 0],
} as const;

export class BoardWalk {
  readonly #page: Page;
  /** A copy of the samples. */
  readonly #workspace: string;

  constructor(page: Page, workspace: string) {
    this.#page = page;
    this.#workspace = workspace;
  }

  async opens(): Promise<void> {
    const header = this.#page.locator(".pane-header[aria-label^='Clusters']");
    await header.hover();
    await header.locator("[aria-label^='Show Rollout Board']").click();
    await this.#page.locator(".tab.active").filter({ hasText: "Rollout Board" }).waitFor();
    await this.#grid.waitFor();
  }

  /** Files that come while the board is open: a profile that it did not know, and its clusters. */
  async followsFiles(): Promise<void> {
    const folder = join(this.#workspace, "fleet");
    await mkdir(folder);
    for (const version of versions)
      await writeFile(join(folder, `store-${version}.yaml`), profileText("store-platform", version));
    await writeFile(join(folder, "clusters.yaml"), clusterTexts());
    const profiles = this.#board.getByLabel("Profile");
    await profiles.locator("option", { hasText: "store-platform (104)" }).waitFor({ state: "attached" });
    await profiles.selectOption({ label: "store-platform (104)" });
    await this.#cell("31 clusters of cloud edge-native on store-platform 2.0.0, 1 behind").waitFor();
  }

  /** From the row of all clusters, where Tab leads, to a cell and into a group. */
  async walksByKeyboard(picture: () => Promise<void>): Promise<void> {
    const first = this.#board.getByRole("rowheader").first();
    await first.focus();
    for (const key of ["ArrowDown", "ArrowDown", "End", "ArrowLeft", "ArrowLeft"])
      await this.#page.keyboard.press(key);
    await this.#isFocused("31 clusters of cloud edge-native on store-platform 2.0.0, 1 behind");
    await this.#page.keyboard.press("Enter");
    await this.#isFiltered("Filtered by cloud edge-native and store-platform 2.0.0: 31 of");
    // The board still has the keyboard.
    await this.#isFocused("31 clusters of cloud edge-native on store-platform 2.0.0, 1 behind");
    await this.#page.keyboard.press("Home");
    await this.#page.keyboard.press("ArrowRight");
    await this.#board.getByRole("row", { expanded: true }).waitFor();
    await this.#cell("edge-native-1 on store-platform 1.0.0, 4 behind").waitFor();
    await picture();
    await this.#page.keyboard.press("ArrowLeft");
    await this.#board.getByRole("row", { expanded: true }).waitFor({ state: "detached" });
  }

  async clicksCell(): Promise<void> {
    await this.#cell("5 clusters of cloud maas on store-platform 2.0.0, 1 behind").click();
    await this.#isFiltered("5 of");
    await rowOf(this.#page, "clusters", "Cluster maas-3").first().waitFor();
  }

  /** The same list and preview as without the board, with the clusters of the cell ticked. */
  async movesCell(): Promise<void> {
    await this.#board.getByRole("button", { name: "Move 5 to 2.1.0..." }).click();
    await this.#page.locator(".quick-input-count").filter({ hasText: "5 Selected" }).waitFor();
    // They are on top, before those that come first by name.
    const first = this.#page.locator(".quick-input-list .monaco-list-row").first();
    await first.filter({ hasText: "maas-3" }).waitFor();
    await this.#page.locator(".quick-input-action a", { hasText: "OK" }).click();
    await this.#page
      .locator(".bulk-edit-panel .monaco-list-row")
      .filter({ hasText: "clusters.yaml" })
      .first()
      .waitFor();
    await this.#page.getByRole("button", { name: "Apply", exact: true }).click();
    await this.#cell("8 clusters of cloud maas on store-platform 2.1.0, newest").waitFor();
    await this.#page.locator(".bulk-edit-panel").first().waitFor({ state: "hidden" });
  }

  /** By the menu of the cell; turned away from. */
  async movesByMenu(): Promise<void> {
    await this.#cell("6 clusters of cloud aws on store-platform 2.0.0, 1 behind").click({ button: "right" });
    const item = this.#page.getByRole("menuitem", { name: "Move Clusters to Newest Version..." });
    await item.waitFor();
    // A menu that has just opened takes no click.
    await item.hover();
    await this.#page.keyboard.press("Enter");
    await this.#page.locator(".quick-input-count").filter({ hasText: "6 Selected" }).waitFor();
    await this.#page.keyboard.press("Escape");
    await this.#page.locator(".quick-input-count").waitFor({ state: "hidden" });
  }

  /** Drawn anew while the cell has the focus. */
  async keepsFocus(): Promise<void> {
    const label = "3 clusters of cloud aws on store-platform 1.2.0, 2 behind";
    await this.#cell(label).focus();
    await writeFile(join(this.#workspace, "fleet", "more.yaml"), clusterText("aws-late", "aws", "1.2.0"));
    await this.#isFocused(label.replace("3", "4"));
  }

  async opensAll(picture: () => Promise<void>): Promise<void> {
    await this.#board.getByLabel("Profile").selectOption({ label: "All profiles" });
    await this.#board.getByRole("columnheader", { name: "1 behind", exact: true }).waitFor();
    await picture();
    await this.#board.getByRole("rowheader").filter({ hasText: "maas-infra" }).click();
    await this.#board.getByRole("columnheader", { name: "1.1.0, newest" }).waitFor();
    await this.#board.getByLabel("Profile").selectOption({ label: "store-platform (105)" });
    await this.#cell("7 clusters of cloud vsphere on store-platform 2.0.0, 1 behind").click();
  }

  /** VS Code makes the page anew, which shows what it showed. */
  async survivesReload(): Promise<void> {
    await this.#page.reload();
    await this.#cell("7 clusters of cloud vsphere on store-platform 2.0.0, 1 behind").waitFor();
  }

  get #board(): FrameLocator {
    return this.#page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  get #grid(): Locator {
    return this.#board.getByRole("treegrid");
  }

  #cell(label: string): Locator {
    return this.#grid.locator(`[role=gridcell][aria-label=${JSON.stringify(label)}]`);
  }

  async #isFocused(label: string): Promise<void> {
    await eventually(`the focus to be on "${label}"`, async () => {
      const focused = await this.#grid.locator(":focus").getAttribute("aria-label");
      return focused === label;
    });
  }

  async #isFiltered(words: string): Promise<void> {
    await this.#page.locator(".pane .message").filter({ hasText: words }).waitFor();
  }
}

function profileText(name: string, version: string): string {
  return `name: ${name}\nversion: ${version}\ntype: add-on\ndescription: ""\npacks: []\n`;
}

function clusterTexts(): string {
  return Object.entries(fleet)
    .flatMap(([cloud, counts]) => {
      const all = counts.flatMap((count, at) => Array.from({ length: count }, () => versions[at] ?? ""));
      return all.map((version, at) => clusterText(`${cloud}-${at + 1}`, cloud, version));
    })
    .join("---\n");
}

function clusterText(name: string, cloud: string, version: string): string {
  return `name: ${name}\ncloudType: ${cloud}\ntags: [fleet:stores]\nprofiles:\n  addons:\n    - name: store-platform\n      version: ${version}\nnode_groups: []\n`;
}
