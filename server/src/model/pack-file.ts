/**
 * The files that a pack is made of, as far as they are text of ours, and how a pack's own pack.json is told from that of another tool.
 * Deciding it costs a look at the raw text and no parse: a registry has hundreds of them.
 */

import { packFileName } from "./pack-json.ts";

export type PackFileName = typeof packFileName | "values.yaml" | "schema.yaml" | "presets.yaml";

/** pack.json first: it decides whether the others are a pack's. */
export const packFileNames: readonly PackFileName[] = [
  packFileName,
  "values.yaml",
  "schema.yaml",
  "presets.yaml",
];

/** A path that has the name of a pack's file, taken apart. */
export interface PackFilePlace {
  readonly name: PackFileName;
  /** With the slash at its end. */
  readonly folder: string;
}

/** Undefined for every other name. */
export function packFilePlace(path: string): PackFilePlace | undefined {
  const start = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  const name = packFileNames.find(
    (candidate) => candidate.length === path.length - start && path.endsWith(candidate),
  );
  return name === undefined ? undefined : { name, folder: path.slice(0, start) };
}

/** Keys of a pack.json that hardly another tool's file of that name has. */
const tellingKey = /"(?:layer|cloudTypes|addonType|addonSubType|kubeManifests|ansibleRoles)"\s*:/;

const anyKey = /"((?:[^"\\\r\n]|\\.){0,200})"\s*:/g;

/** What a pack.json can hold at any depth before one of the telling keys is written. */
const earlyKeys = new Set([
  "name",
  "displayName",
  "version",
  "group",
  "eol",
  "annotations",
  "charts",
  "constraints",
]);

/**
 * True for the text of a pack, be it half written or broken. What has other keys only, and none that tells, is another tool's; what has
 * none at all is a pack that somebody begins.
 */
export function isPackJson(text: string): boolean {
  if (tellingKey.test(text)) return true;
  for (const match of text.matchAll(anyKey)) if (!earlyKeys.has(match[1] ?? "")) return false;
  return true;
}
