/** What differs between two profiles in a few words, for a list of versions to pick from. */

import type { ProfileComparison } from "../updates/profile-comparison.ts";
import type { TextComparison } from "../updates/text-comparison.ts";
import { oneLine } from "./markdown.ts";

/** What fits beside a version in a list, in characters. */
const longest = 79;

/** "cni-calico 3.28.0 → 3.28.2, +1 pack, 4 values", less exact where that is too long. */
export function comparisonLine(comparison: ProfileComparison): string {
  const moved = comparison.packs
    .filter(({ versionChange }) => versionChange !== undefined)
    .map(({ name, versionChange }) =>
      oneLine(`${name} ${versionChange?.before ?? "no version"} → ${versionChange?.after ?? "no version"}`),
    );
  const rest = restOf(comparison);
  for (let named = moved.length; named >= 0; named--) {
    const left = moved.length - named;
    const unnamed = named === 0 ? count(left, "new version") : `${left} more`;
    const line = [...moved.slice(0, named), ...(left === 0 ? [] : [unnamed]), ...rest].join(", ");
    if (line.length <= longest) return line === "" ? "no difference in packs" : line;
  }
  return "many differences";
}

function restOf({ packs, fields, variables, isReordered }: ProfileComparison): string[] {
  const added = packs.filter(({ kind }) => kind === "added").length;
  const removed = packs.filter(({ kind }) => kind === "removed").length;
  const values = packs.reduce((sum, pack) => sum + changesOf(pack.values), 0);
  const unread = packs.filter((pack) => pack.values.kind === "text").length;
  const manifests = packs.reduce((sum, pack) => sum + pack.manifests.length, 0);
  const registries = packs.filter((pack) => pack.fields.some(({ field }) => field !== "layer")).length;
  const isOther = fields.some(({ field }) => field === "type" || field === "cloudType");
  const words = [
    added > 0 ? `+${count(added, "pack")}` : "",
    removed > 0 ? `-${count(removed, "pack")}` : "",
    values > 0 ? count(values, "value") : "",
    unread > 0 ? `values of ${count(unread, "pack")}` : "",
    manifests > 0 ? count(manifests, "manifest") : "",
    registries > 0 ? `source of ${count(registries, "pack")}` : "",
    isReordered ? "other order" : "",
    variables.length > 0 ? "variables" : "",
    isOther ? "other kind of profile" : "",
  ];
  return words.filter((word) => word !== "");
}

/** 0 also where they cannot be counted. */
export function changesOf(comparison: TextComparison): number {
  return comparison.kind === "keys" ? comparison.changes.length + comparison.more : 0;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
