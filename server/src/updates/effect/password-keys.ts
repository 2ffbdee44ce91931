/** Which keys of a pack's values hold passwords, by the pack's schema: what they are is shown nowhere. */

import type { CatalogPack, PackCatalog } from "../../catalog/catalog.ts";
import type { PathStep } from "../../syntax/data-difference.ts";
import { everyItem } from "../../syntax/path.ts";

/** The schema is read when the first key is asked about. */
export function passwordTest(
  catalog: PackCatalog,
  pack: CatalogPack | undefined,
): (path: readonly PathStep[]) => boolean {
  let passwords: readonly string[] | undefined;
  return (path) => {
    passwords ??= pack === undefined ? [] : passwordPaths(catalog, pack);
    if (passwords.length === 0) return false;
    const asked = path.map((step) => ("key" in step ? step.key : everyItem)).join(".");
    return passwords.some((password) => asked === password || asked.startsWith(`${password}.`));
  };
}

function passwordPaths(catalog: PackCatalog, pack: CatalogPack): string[] {
  const answer = catalog.packSchema(pack);
  if (answer.kind !== "known") return [];
  return answer.value.entries
    .filter(({ format }) => format?.secret === true)
    .map(({ path }) => path.segments.join("."));
}
