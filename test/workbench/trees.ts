// The two trees as a person uses them: open the view container, expand, click, filter.

import type { Locator, Page } from "playwright-core";
import { sample } from "../../scripts/host/sample.ts";

/** What the samples have, as it is read out to whoever cannot see it. */
const rows = {
  profile: "Profile maas-infra, 1.1.0",
  version: "Version 1.1.0, newest",
  outdated: "Pack kubernetes, 1.32.4, update to 1.33.4",
  updated: "Pack kubernetes, 1.33.4",
  cluster: "Cluster berlin-prod, maas, Running",
  lab: "Cluster berlin-lab, maas, Running, UnHealthy",
  behind: "Profile maas-infra, 1.0.0, update to 1.1.0, 1 behind",
  reference: "Profile site-network",
  override: "Override lb-metallb-helm",
} as const;

export class TreesWalk {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async opens(): Promise<void> {
    // The panel is in the way of a picture.
    if (await this.#page.locator(".part.panel").first().isVisible())
      await this.#page.keyboard.press("Control+J");
    await this.#page
      .locator(".activitybar .action-item:has([aria-label^='Cluster Profiles'])")
      .first()
      .click();
    await this.#row("profiles", rows.profile).waitFor();
    await this.#row("clusters", rows.cluster).waitFor();
  }

  async expandsProfile(): Promise<void> {
    await this.#expand("profiles", rows.profile);
    await this.#expand("profiles", rows.version);
    await this.#row("profiles", rows.outdated).waitFor();
  }

  async expandsCluster(): Promise<void> {
    await this.#expand("clusters", rows.cluster);
    await this.#row("clusters", rows.behind).waitFor();
    await this.#expand("clusters", rows.lab);
    await this.#expand("clusters", rows.reference);
    await this.#row("clusters", rows.override).waitFor();
  }

  async opensReference(): Promise<void> {
    await this.#row("clusters", rows.behind).click();
    await this.#activeTab("cluster-maas-berlin.yaml").waitFor();
    await this.#page.locator(".monaco-editor .selected-text").first().waitFor();
  }

  /** `open` opens the sample profile, as one does without the views. */
  async follows(open: () => Promise<void>): Promise<void> {
    await open();
    await this.#page
      .locator(`${pane("profiles")} .monaco-list-row.selected[aria-label^='${rows.version}']`)
      .waitFor();
  }

  async updatesPack(): Promise<void> {
    const row = this.#row("profiles", rows.outdated);
    // Down to it from the version, so that it is in sight.
    await this.#row("profiles", rows.version).first().click();
    for (let at = 0; at < 2; at++) await this.#page.keyboard.press("ArrowDown");
    await row.hover();
    await row.locator(".actions [aria-label^='Update Pack']").click();
    await this.#page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "1.33.4" })
      .first()
      .click();
    // Clusters use the profile, so this is a question.
    await this.#page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "Change it in place" })
      .click();
    await this.#row("profiles", rows.updated).waitFor();
    await this.#page.locator(".tab.active.dirty").waitFor();
  }

  async filters(): Promise<void> {
    await this.narrowsTo(sample.pack);
    await this.#row("profiles", "Profile edge-web").waitFor({ state: "detached" });
    await this.showsAll();
    await this.#row("profiles", "Profile edge-web").waitFor();
  }

  /** Shows only the profiles with the text in them. */
  async narrowsTo(text: string): Promise<void> {
    const header = this.#profilesPane();
    await header.locator(".pane-header").hover();
    await header.locator(".pane-header [aria-label^='Filter Profiles']").click();
    const input = this.#page.locator(".quick-input-widget input[type=text]:visible");
    await input.waitFor();
    await input.fill(text);
    await this.#page.keyboard.press("Enter");
    await header.getByText(`Filtered by “${text}”`).waitFor();
  }

  async showsAll(): Promise<void> {
    const header = this.#profilesPane();
    await header.locator(".pane-header").hover();
    await header.locator(".pane-header [aria-label^='Clear Filter']").click();
  }

  #profilesPane(): Locator {
    return this.#page.locator(".pane", {
      has: this.#page.locator(".pane-header[aria-label^='Profiles']"),
    });
  }

  #activeTab(name: string): Locator {
    return this.#page.locator(".tab.active").filter({ hasText: name });
  }

  #row(tree: TreeName, label: string): Locator {
    return rowOf(this.#page, tree, label);
  }

  async #expand(tree: TreeName, label: string): Promise<void> {
    const row = this.#row(tree, label).first();
    await row.waitFor();
    if ((await row.getAttribute("aria-expanded")) === "true") return;
    await row.locator(".monaco-tl-twistie").click();
    await this.#page
      .locator(`${pane(tree)} .monaco-list-row[aria-label^='${label}'][aria-expanded='true']`)
      .first()
      .waitFor();
  }
}

type TreeName = "profiles" | "clusters";

/** The item whose name, as it is read out, begins with the label. */
export function rowOf(page: Page, tree: TreeName, label: string): Locator {
  return page.locator(`${pane(tree)} .monaco-list-row[aria-label^='${label}']`);
}

function pane(tree: TreeName): string {
  const title = tree === "profiles" ? "Profiles" : "Clusters";
  return `.pane:has(.pane-header[aria-label^='${title}'])`;
}
