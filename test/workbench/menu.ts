// The menu that a right click opens.

import type { Locator, Page } from "playwright-core";

/** A menu that has just opened takes no click: the item is pointed at, and taken by the keyboard. */
export async function takeFromMenu(page: Page, target: Locator, item: string): Promise<void> {
  await target.click({ button: "right" });
  const entry = page.getByRole("menuitem", { name: item, exact: true });
  await entry.waitFor();
  await entry.hover();
  await page.locator(".monaco-menu .action-item.focused").filter({ hasText: item }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".monaco-menu").first().waitFor({ state: "hidden" });
}
