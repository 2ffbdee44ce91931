/** The licences of the libraries that the bundles carry, as those licences ask. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The notices as text. `inputs` are the files that were bundled, relative to the root. Throws for a library without a licence file. */
export function thirdPartyNotices(root: string, inputs: Iterable<string>): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll("\\", "/"))?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const notices = [...folders].sort().map((folder) => noticeOf(join(root, folder)));
  return ["The bundles of this extension carry the following libraries.", ...notices].join(
    `\n\n${"-".repeat(80)}\n\n`,
  );
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e(?:\.\w+)?$/i.test(candidate));
  if (file === undefined) throw new Error(`${name} ${version} has no licence file, so it cannot be bundled`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
}
