/** Related places that several rules about clusters show: where a profile version is defined, and where it brings a pack. */

import type { OverriddenPack } from "../updates/attached-profile.ts";
import type { ProfileEntry } from "../workspace/profile-index.ts";
import type { Related } from "./finding.ts";

const mostShown = 5;

/** `more` goes on with "... is defined here". */
export function profilePlaces(
  entries: readonly ProfileEntry[],
  more: (entry: ProfileEntry) => string = () => "",
): Related[] {
  return entries.slice(0, mostShown).map((entry) => ({
    file: entry.file,
    span: entry.nameSpan,
    message: `\`${entry.name}\` ${entry.version} is defined here${more(entry)}`,
  }));
}

export function packPlaces(packs: readonly OverriddenPack[]): Related[] {
  return packs.slice(0, mostShown).map(({ entry, pack }) => {
    const version = pack.tag ?? pack.version;
    return {
      file: entry.file,
      span: pack.span,
      message: `\`${entry.name}\` ${entry.version} brings \`${pack.name}\`${version === undefined ? "" : ` ${version}`} here`,
    };
  });
}

/** The first names of a list, in backticks. */
export function listed(names: readonly string[]): string {
  const some = names.slice(0, mostShown).map((name) => `\`${name}\``);
  return some.join(", ") + (names.length > mostShown ? ", ..." : "");
}
