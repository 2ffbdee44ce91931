// From a new version of a profile to the clusters that go to it, as a person clicks through it; and the same by
// dragging.

import type { Locator, Page } from "playwright-core";
import { rowOf, type TreesWalk } from "./trees.ts";

/** What the samples have, as it is read out to whoever cannot see it. */
const rows = {
  profile: "Profile platform, 1.5.0",
  version: "Version 1.5.0, newest, 2 clusters",
  made: "Version 2.0.0, newest, 0 clusters",
  used: "Version 2.0.0, newest, 2 clusters",
  dragged: "Profile observability, 1.1.0",
  target: "Cluster desk-7",
} as const;

export class MovesWalk {
  readonly #page: Page;
  readonly #trees: TreesWalk;

  constructor(page: Page, trees: TreesWalk) {
    this.#page = page;
    this.#trees = trees;
  }

  /** The version is picked from a list that counts the clusters. */
  async makesVersion(picture: () => Promise<void>): Promise<void> {
    await this.#trees.narrowsTo("platform");
    await this.#expand(rowOf(this.#page, "profiles", rows.profile));
    const version = rowOf(this.#page, "profiles", rows.version);
    await version.hover();
    await version.locator(".actions [aria-label^='New Profile Version']").click();
    const major = this.#pick("1.5.0 to 2.0.0");
    await major.waitFor();
    await picture();
    await major.click();
    await this.#page.locator(".tab.active").filter({ hasText: "profile-platform-2.0.0.yaml" }).waitFor();
    await rowOf(this.#page, "profiles", rows.made).waitFor();
  }

  async isOfferedMove(): Promise<void> {
    const offer = this.#page.locator(".notification-toast").filter({ hasText: "platform 2.0.0 is there" });
    await offer.waitFor();
    await offer.getByRole("button", { name: "Move Clusters..." }).click();
    // Those on the old version, ticked.
    await this.#page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: "berlin-prod" })
      .waitFor();
    await this.#page.locator(".quick-input-count").filter({ hasText: "2 Selected" }).waitFor();
  }

  async previewsMove(): Promise<void> {
    await this.#page.locator(".quick-input-action a", { hasText: "OK" }).click();
    await this.#preview("cluster-maas-berlin.yaml").waitFor();
    await this.#preview("cluster-maas-lab.yaml").waitFor();
  }

  async appliesMove(): Promise<void> {
    await this.#apply();
    await rowOf(this.#page, "profiles", rows.used).waitFor();
  }

  async dragsVersion(): Promise<void> {
    await this.#trees.narrowsTo("observability");
    const target = rowOf(this.#page, "clusters", rows.target);
    await rowOf(this.#page, "profiles", rows.dragged).dragTo(target);
    await this.#preview("cluster-libvirt-desk.yaml").waitFor();
  }

  async appliesDrop(): Promise<void> {
    await this.#apply();
    await this.#page.locator(".tab").filter({ hasText: "cluster-libvirt-desk.yaml" }).first().waitFor();
    await this.#expand(rowOf(this.#page, "clusters", rows.target));
    await rowOf(this.#page, "clusters", rows.dragged).first().waitFor();
  }

  async #apply(): Promise<void> {
    await this.#page.getByRole("button", { name: "Apply", exact: true }).click();
    await this.#page.locator(".bulk-edit-panel").first().waitFor({ state: "hidden" });
  }

  #preview(file: string): Locator {
    return this.#page.locator(".bulk-edit-panel .monaco-list-row").filter({ hasText: file }).first();
  }

  #pick(label: string): Locator {
    return this.#page.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first();
  }

  async #expand(row: Locator): Promise<void> {
    await row.first().waitFor();
    if ((await row.first().getAttribute("aria-expanded")) !== "true")
      await row.first().locator(".monaco-tl-twistie").click();
  }
}
