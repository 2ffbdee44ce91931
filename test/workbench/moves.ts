// From a new version of a profile to the clusters that go to it, as a person clicks through it; and the same by
// dragging.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { rowOf, type TreesWalk } from "./trees.ts";

/** What the samples have, as it is read out to whoever cannot see it. */
const rows = {
  profile: "Profile platform, 1.5.0",
  version: "Version 1.5.0, newest, 2 clusters",
  made: "Version 2.0.0, newest, 0 clusters",
  used: "Version 2.0.0, newest, 2 clusters",
  dragged: "Profile observability, 1.1.0",
  target: "Cluster desk-7",
  provisioning: "Cluster desk-7, libvirt, Provisioning",
  behind: "Profile maas-infra, 1.0.0",
  there: "Profile maas-infra, 1.1.0",
} as const;

const berlin = "cluster-maas-berlin.yaml";

const desk = "cluster-libvirt-desk.yaml";

export class MovesWalk {
  readonly #page: Page;
  readonly #trees: TreesWalk;
  /** A copy of the samples. */
  readonly #workspace: string;

  constructor(page: Page, trees: TreesWalk, workspace: string) {
    this.#page = page;
    this.#trees = trees;
    this.#workspace = workspace;
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

  /** A change of several files is saved, as renames are. */
  async appliesMove(): Promise<void> {
    await this.#apply();
    await rowOf(this.#page, "profiles", rows.used).waitFor();
    for (const file of ["cluster-maas-berlin.yaml", "cluster-maas-lab.yaml"])
      await this.#seesOnDisk(file, (text) => /name: platform\n\s+version: "2\.0\.0"/.test(text));
  }

  /** From the cluster's own item; what the move does is said before anything is chosen. */
  async choosesRepave(picture: () => Promise<void>): Promise<void> {
    const row = rowOf(this.#page, "clusters", rows.behind).first();
    await row.hover();
    await row.locator(".actions [aria-label^='Change Profile Version']").click();
    const version = this.#pick("full repave");
    await version.waitFor();
    await picture();
    await version.click();
    await this.#pick("berlin-prod").filter({ hasText: "full repave" }).waitFor();
    await this.#page.locator(".quick-input-action a", { hasText: "OK" }).click();
  }

  async isAsked(): Promise<void> {
    await this.#question.waitFor();
    await this.#question.getByRole("button", { name: "Continue" }).waitFor();
  }

  /** The page with what would happen stays, and nothing else has happened. */
  async cancels(): Promise<void> {
    await this.#question.getByRole("button", { name: "Cancel" }).click();
    await this.#question.waitFor({ state: "hidden" });
    await this.#page.locator(".tab.active").filter({ hasText: "to maas-infra 1.1.0" }).waitFor();
    await this.#seesOnDisk(berlin, (text) => /name: maas-infra\n\s+version: "1\.0\.0"/.test(text));
  }

  async continues(): Promise<void> {
    await this.#question.getByRole("button", { name: "Continue" }).click();
    await this.#preview(berlin).waitFor();
    await this.#apply();
    await rowOf(this.#page, "clusters", rows.there).first().waitFor();
    await this.#seesOnDisk(berlin, (text) => /name: maas-infra\n\s+version: "1\.1\.0"/.test(text));
  }

  get #question(): Locator {
    return this.#page.locator(".monaco-dialog-box").filter({ hasText: "This replaces" });
  }

  async dragsVersion(): Promise<void> {
    await this.#trees.narrowsTo("observability");
    const target = rowOf(this.#page, "clusters", rows.target);
    await rowOf(this.#page, "profiles", rows.dragged).dragTo(target);
    await this.#preview(desk).waitFor();
  }

  async appliesDrop(): Promise<void> {
    await this.#apply();
    await this.#page.locator(".tab").filter({ hasText: desk }).first().waitFor();
    await this.#expand(rowOf(this.#page, "clusters", rows.target));
    await rowOf(this.#page, "clusters", rows.dragged).first().waitFor();
    // A change of one file is left for the user to save.
    await this.#unsavedDesk.click();
    await this.#page.locator(".tab.active").filter({ hasText: desk }).waitFor();
    await this.#page.locator(".monaco-editor .view-line").first().click();
    await this.#saves();
    await this.#seesOnDisk(desk, (text) => /- name: observability\n\s+version: 1\.1\.0\n/.test(text));
  }

  async undoesDrop(): Promise<void> {
    await this.#page.keyboard.press("Control+Z");
    await this.#unsavedDesk.waitFor();
    await this.#saves();
    await this.#seesOnDisk(desk, (text) => !text.includes("observability"));
  }

  /** A pipeline has heard from Palette that the cluster is not there yet. */
  async isProvisioning(): Promise<void> {
    const status = `at: ${new Date().toISOString()}\nclusters: [{ name: desk-7, state: Provisioning }]\n`;
    await writeFile(join(this.#workspace, "clusters.status.yaml"), status);
    await rowOf(this.#page, "clusters", rows.provisioning).waitFor();
  }

  async refusesDrop(): Promise<void> {
    const before = await readFile(join(this.#workspace, "clusters", desk), "utf8");
    await rowOf(this.#page, "profiles", rows.dragged).dragTo(
      rowOf(this.#page, "clusters", rows.provisioning),
    );
    const toast = this.#page.locator(".notification-toast");
    await toast.filter({ hasText: "desk-7 cannot be changed: it is being provisioned" }).waitFor();
    const after = await readFile(join(this.#workspace, "clusters", desk), "utf8");
    if (after !== before || (await this.#unsavedDesk.isVisible())) throw new Error("the cluster was changed");
  }

  /** The file is on the disk before the save has ended; an undo in between would count as no change. */
  async #saves(): Promise<void> {
    await this.#page.keyboard.press("Control+S");
    await this.#unsavedDesk.waitFor({ state: "hidden" });
  }

  get #unsavedDesk(): Locator {
    return this.#page.locator(".tab.dirty").filter({ hasText: desk }).first();
  }

  async #seesOnDisk(file: string, isRight: (text: string) => boolean): Promise<void> {
    const path = join(this.#workspace, "clusters", file);
    await eventually(`${file} to be written`, async () => isRight(await readFile(path, "utf8")));
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
