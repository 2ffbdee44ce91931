/**
 * The config file and the editor's settings become one Config. In the editor and in the command, per workspace folder, by
 * this one reader.
 */

import { type SeveritySetting, severitySettings } from "../base/severity.ts";
import { statusFileNames } from "../model/cluster-status.ts";
import type { DeclaredKind } from "../model/dialect.ts";
import { createMatcher } from "./globs.ts";
import { createPolicies, type PackPolicy, readUpdateSetting, type UpdateSetting } from "./update-policy.ts";

export const configFileName = ".cluster-profiles.yaml";

/** A folder of packs that the user named. */
export interface RegistrySetting {
  readonly name: string | undefined;
  /** As written; relative folders are resolved by whoever reads the disk. */
  readonly folder: string;
  readonly complete: boolean;
}

/** What a source of configuration says; absent fields say nothing. */
export interface PartialConfig {
  readonly registries: readonly RegistrySetting[];
  readonly severities: ReadonlyMap<string, SeveritySetting>;
  readonly profiles: readonly string[];
  readonly clusters: readonly string[];
  readonly ignore: readonly string[];
  /** The file with the status of clusters, as written; undefined for the names that it has by default. */
  readonly clusterStatus: string | undefined;
  readonly updates: readonly UpdateSetting[];
}

export interface Config {
  readonly severities: ReadonlyMap<string, SeveritySetting>;
  /** What the globs say of a file, by its path relative to the folder of the configuration, with `/`. */
  declaredKind(relativePath: string): DeclaredKind | "ignored" | undefined;
  /** Whether the file, by the same path, says how clusters are. */
  isStatusFile(relativePath: string): boolean;
  /** Which updates are wanted of the packs of a name. */
  policy(packName: string): PackPolicy;
}

export const emptyPartialConfig: PartialConfig = {
  registries: [],
  severities: new Map(),
  profiles: [],
  clusters: [],
  ignore: [],
  clusterStatus: undefined,
  updates: [],
};

/** The config file is the team's and wins over the user's settings, rule by rule; globs of both count. */
export function mergeConfig(file: PartialConfig, settings: PartialConfig): Config {
  const severities = new Map([...settings.severities, ...file.severities]);
  const matcher = (key: "profiles" | "clusters" | "ignore") =>
    createMatcher([...file[key], ...settings[key]]);
  const statusFile = file.clusterStatus ?? settings.clusterStatus;
  const statusFiles: readonly string[] = statusFile === undefined ? statusFileNames : [plainPath(statusFile)];
  const isIgnored = matcher("ignore");
  const isProfile = matcher("profiles");
  const isCluster = matcher("clusters");
  return {
    severities,
    policy: createPolicies([...settings.updates, ...file.updates]),
    isStatusFile: (relativePath) => statusFiles.includes(relativePath),
    declaredKind(relativePath) {
      if (isIgnored(relativePath)) return "ignored";
      if (isProfile(relativePath)) return "profiles";
      return isCluster(relativePath) ? "clusters" : undefined;
    },
  };
}

/** `./state//clusters.yaml` is `state/clusters.yaml`. */
function plainPath(path: string): string {
  const segments = path.replaceAll("\\", "/").split("/");
  return segments.filter((segment) => segment !== "." && segment !== "").join("/");
}

export const defaultConfig: Config = mergeConfig(emptyPartialConfig, emptyPartialConfig);

/**
 * Plain data of the shape that the settings table describes, to a PartialConfig. Pieces of the wrong shape are left out: whoever
 * gives the data checks it against the schema and tells.
 */
export function readPartialConfig(data: unknown): PartialConfig {
  const root = recordOf(data);
  const files = recordOf(root.files);
  const severities = new Map<string, SeveritySetting>();
  for (const [rule, value] of Object.entries(recordOf(root.rules))) {
    const severity = severitySettings.find((known) => known === value);
    if (severity !== undefined) severities.set(rule, severity);
  }
  return {
    registries: listOf(root.registries).flatMap((item) => {
      const { name, folder, complete } = recordOf(item);
      if (typeof folder !== "string" || folder === "") return [];
      return [
        {
          name: typeof name === "string" && name !== "" ? name : undefined,
          folder,
          complete: complete === true,
        },
      ];
    }),
    severities,
    profiles: stringsOf(files.profiles),
    clusters: stringsOf(files.clusters),
    ignore: stringsOf(files.ignore),
    clusterStatus:
      typeof root.clusterStatus === "string" && root.clusterStatus !== "" ? root.clusterStatus : undefined,
    updates: listOf(root.updates).map((item) => readUpdateSetting(recordOf(item))),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function stringsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === "string" && item !== "") as string[];
}
