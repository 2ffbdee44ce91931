/**
 * Versions of cluster profiles: strict semver, as Palette has required since 4.10.0 (release
 * notes). This is the only importer of `semver`. Versions of packs are not semver and live in pack-version.ts; never
 * compare one kind with the other.
 */
import semver from "semver";

/** A well-formed profile version. Made only by parseProfileVersion. */
export interface ProfileVersion {
  /** The text as written, build metadata included. */
  readonly raw: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers after `-`; empty for a release. */
  readonly prerelease: readonly (string | number)[];
  /** Identifiers after `+`, which no order looks at. */
  readonly build: readonly string[];
}

export type ProfileVersionBump = "major" | "minor" | "patch" | "prerelease";

/**
 * Reads a profile version as Palette does from 4.10.0 on. Undefined when it is not strict semver: `v1.2.3`, `1.2`,
 * `2.2.2.develop`, `01.2.3`, space around it. Also beyond the limits of `semver`: 256 characters, components of 2^53.
 */
export function parseProfileVersion(raw: string): ProfileVersion | undefined {
  // semver itself trims, and skips a leading "v".
  if (!/^\d/.test(raw) || raw !== raw.trim()) return undefined;
  const version = semver.parse(raw);
  if (!version) return undefined;
  const { major, minor, patch, prerelease, build } = version;
  return { raw, major, minor, patch, prerelease: [...prerelease], build: [...build] };
}

/**
 * Sorts profile versions, oldest first: malformed ones lowest, the others by semver precedence, ties by text. Zero only
 * for the same text.
 */
export function compareProfileVersions(a: string, b: string): -1 | 0 | 1 {
  const aIsValid = parseProfileVersion(a) !== undefined;
  const bIsValid = parseProfileVersion(b) !== undefined;
  if (aIsValid !== bIsValid) return aIsValid ? 1 : -1;
  const order = aIsValid ? semver.compare(a, b) : 0;
  return order !== 0 ? order : a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The strict semver that the text plainly means: `v1.2` is `1.2.0`, `01.2.3` is `1.2.3`, `2.2.2.develop` is
 * `2.2.2-develop`; a well-formed version means itself. Undefined when there is more than one reading (`1.2.3.4`,
 * `1.2.x`) or none (`b0.0.1`).
 */
export function suggestProfileVersion(raw: string): string | undefined {
  const text = raw.trim();
  if (text.length > 256) return undefined;
  const match = /^[vV]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.([A-Za-z][0-9A-Za-z.-]+)|([-+].+))?$/.exec(text);
  if (!match) return undefined;
  const [, major = "0", minor = "0", patch = "0", word = "", suffix = ""] = match;
  // `1.2.x` and `1.x.x` are ranges.
  if (word.split(/[.-]/).some((identifier) => /^x$/i.test(identifier))) return undefined;
  // `2024-01-01` is a date, and `1-2` anything.
  if (match[2] === undefined && suffix !== "") return undefined;
  const numbers = [major, minor, patch].map((digits) => digits.replace(/^0+(?=\d)/, "")).join(".");
  const suggestion = numbers + (word ? `-${word}` : suffix);
  return parseProfileVersion(suggestion) && suggestion;
}

/**
 * The next version after `raw`: from 1.2.3 major 2.0.0, minor 1.3.0, patch 1.2.4, prerelease 1.2.4-rc.1. From a prerelease,
 * the release it leads to (1.2.4-rc.1, patch: 1.2.4) or the next prerelease (1.2.4-rc.2). Build metadata goes. Undefined
 * when `raw` is malformed or the result would be.
 */
export function bumpProfileVersion(raw: string, bump: ProfileVersionBump): string | undefined {
  const version = parseProfileVersion(raw);
  if (!version) return undefined;
  const startsSeries = bump === "prerelease" && version.prerelease.length === 0;
  const next = semver.inc(raw, bump, {}, startsSeries ? "rc" : undefined, "1");
  return next !== null && parseProfileVersion(next) ? next : undefined;
}
