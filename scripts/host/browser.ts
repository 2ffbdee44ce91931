// A Chromium window for VS Code as it is served to a browser.

import { type Browser, chromium } from "playwright-core";
import { ensureChromium } from "./install.ts";

/** What Chromium needs inside a container, and what keeps it from asking the internet for anything. */
const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), headless: true, args: chromiumArgs });
}

/**
 * What VS Code logs in every run: about native modules and files that the npm package leaves out and it does
 * without, and about the internet, which is not there.
 */
const everyRun = new RegExp(
  [
    "bindings file",
    "build/Release/watchdog",
    "Failed to load resource",
    "A bad HTTP response code",
    "Service Worker",
    "open-vsx\\.org",
  ].join("|"),
);

/** The message's first line, or nothing if every run has it. For the end of a failed run. */
export function worthTelling(message: string): string[] {
  return everyRun.test(message) ? [] : [message.replace(/\n.*/s, "").replaceAll("%c", "")];
}
