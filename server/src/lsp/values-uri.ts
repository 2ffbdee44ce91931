/** URIs of documents that hold one text of a layer: the path is for people, what is meant is said in the query. */

import type { Named, PackUpdate, WindowIdentity } from "../features/values-window.ts";
import { fileIdOf } from "./convert.ts";
import { reviewScheme, valuesWindowScheme } from "./protocol.ts";

/** Longest title of a tab. */
const longestTitle = 120;

/** `outer` is the URI of the profile's file. */
export function windowUri(outer: string, identity: WindowIdentity, title: string): string {
  const { profile, pack, manifest, update } = identity;
  const meant = JSON.stringify({ file: outer, profile, pack, manifest, update });
  const path = outer.replace(/^file:\/\/[^/]*|^[^/:]+:/i, "").replace(/[?#].*/, "");
  const name = `${title
    .slice(0, longestTitle)
    .replace(/[\\/:*?"<>|\s]+/g, " ")
    .trim()}.yaml`;
  const scheme = update === undefined ? valuesWindowScheme : reviewScheme;
  return `${scheme}:/${path.replace(/^\/+/, "")}/${encode(name)}?${encode(meant)}`;
}

export function isWindowUri(uri: string): boolean {
  return uri.startsWith(`${valuesWindowScheme}:`) || isReviewUri(uri);
}

/** True for what the values of a pack would become with an update of it. */
export function isReviewUri(uri: string): boolean {
  return uri.startsWith(`${reviewScheme}:`);
}

/** Undefined for a URI that nobody here has made. */
export function identityOf(uri: string): WindowIdentity | undefined {
  const at = uri.indexOf("?");
  if (!isWindowUri(uri) || at === -1) return undefined;
  let meant: unknown;
  try {
    meant = JSON.parse(decodeURIComponent(uri.slice(at + 1)));
  } catch {
    return undefined;
  }
  if (!isObject(meant)) return undefined;
  const { file, profile, pack, manifest, update } = meant;
  if (typeof file !== "string" || !isNamed(profile) || !isNamed(pack)) return undefined;
  if (manifest !== undefined && !isNamed(manifest)) return undefined;
  if (isReviewUri(uri) ? !isUpdate(update) : update !== undefined) return undefined;
  const { version, of } = profile as Named & { version?: unknown; of?: unknown };
  if (typeof version !== "string" || typeof of !== "number") return undefined;
  const { name, at: place } = profile;
  return {
    file: fileIdOf(file),
    profile: { name, version, at: place, of },
    pack: { name: pack.name, at: pack.at },
    manifest: manifest === undefined ? undefined : { name: manifest.name, at: manifest.at },
    ...(isUpdate(update) ? { update: { from: update.from, to: update.to } } : {}),
  };
}

/** Half a pair of units, which a name can hold and a URI cannot, is left out. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ""));
}

function isNamed(value: unknown): value is Named {
  return isObject(value) && typeof value.name === "string" && typeof value.at === "number";
}

function isUpdate(value: unknown): value is PackUpdate {
  return isObject(value) && typeof value.from === "string" && typeof value.to === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
