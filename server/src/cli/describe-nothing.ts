/** How a command tells that there is nothing at the paths for it. */

import type { Loaded } from "./load.ts";

/** Some lines for standard error. `what` is the beginning of the sentence: what was looked for. */
export function describeNothing(
  what: string,
  paths: readonly string[],
  { candidates, ignored }: Pick<Loaded, "candidates" | "ignored">,
): string {
  const where = paths.map((path) => `\`${path}\``).join(", ");
  const looked =
    candidates.length === 0
      ? "there are no YAML or JSON files"
      : `${candidates.length} ${candidates.length === 1 ? "file was" : "files were"} looked at`;
  const left = ignored === 0 ? "" : `, ${ignored} of them ignored by the config file`;
  return (
    `cluster-profiles: ${what} at ${where} (${looked}${left})\n` +
    "Files are told apart by their content; `files` in .cluster-profiles.yaml can say which ones are profiles and clusters.\n"
  );
}
