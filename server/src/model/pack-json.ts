/**
 * A pack's `pack.json`: its identity and what it says of itself. Field semantics: the pack.json section of the Palette pack
 * documentation, checked against 220 public packs. Identity comes from here and never from a folder's name.
 */

import type { Span } from "../base/span.ts";

export const packFileName = "pack.json";

export interface PackJson {
  readonly name: string;
  readonly version: string;
  readonly displayName: string | undefined;
  readonly layer: string | undefined;
  readonly cloudTypes: readonly string[];
  readonly addonType: string | undefined;
  readonly state: PackState | undefined;
  readonly docsUrl: string | undefined;
  readonly source: string | undefined;
  /** Names of the charts and of the manifests that it brings, as far as the names of their files tell them. */
  readonly charts: readonly string[];
  readonly manifests: readonly string[];
  /** Whether it asks for other packs or for resources; what it asks for is read when somebody wants to know. */
  readonly hasConstraints: boolean;
  /** Where the version is written in the file, between its quotes. */
  readonly versionSpan: Span;
}

/** `annotations.system_state`: on the way out of the registry. Packs in good standing have none. */
export type PackState = "deprecated" | "disabled" | "deleted";

const packStates: readonly PackState[] = ["deprecated", "disabled", "deleted"];

/** The pack, or why the text is not one, in words for the owner of the registry. */
export function readPackJson(text: string): PackJson | { readonly trouble: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return { trouble: `not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isRecord(value)) return { trouble: "holds no JSON object" };
  const name = value.name;
  const version = value.version;
  if (typeof name !== "string" || name === "") return { trouble: "has no `name`" };
  if (typeof version !== "string" || version === "") {
    return {
      trouble: `has no \`version\`${typeof version === "number" ? ": it must be a string, in quotes" : ""}`,
    };
  }
  const annotations = isRecord(value.annotations) ? value.annotations : {};
  return {
    name,
    version,
    displayName: stringOf(value.displayName),
    layer: stringOf(value.layer),
    cloudTypes: Array.isArray(value.cloudTypes)
      ? value.cloudTypes.filter((item) => typeof item === "string")
      : [],
    addonType: stringOf(value.addonType),
    state: packStates.find((state) => state === annotations.system_state),
    docsUrl: stringOf(annotations.docsURL),
    source: stringOf(annotations.source),
    charts: namesOf(value.charts, /\.(?:tgz|tar\.gz)$/).map(
      (name) => /^(.+?)-v?\d+\.\d.*$/.exec(name)?.[1] ?? name,
    ),
    manifests: namesOf(value.kubeManifests, /\.ya?ml$/),
    hasConstraints: isRecord(value.constraints),
    versionSpan: findVersion(text, version),
  };
}

/** Of the files in a list of paths. */
function namesOf(paths: unknown, ending: RegExp): string[] {
  if (!Array.isArray(paths)) return [];
  return paths
    .filter((path) => typeof path === "string" && ending.test(path))
    .map((path: string) => path.slice(path.lastIndexOf("/") + 1).replace(ending, ""));
}

function findVersion(text: string, version: string): Span {
  const literal = JSON.stringify(version);
  for (const match of text.matchAll(/"version"\s*:\s*/g)) {
    const start = match.index + match[0].length;
    if (text.startsWith(literal, start)) return { start: start + 1, end: start + literal.length - 1 };
  }
  return { start: 0, end: 0 };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
