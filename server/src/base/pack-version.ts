/**
 * Order of pack versions and tags.
 *
 * A pack version is whatever a pack's author wrote: semver, `1.5`, `v1.12.0`, `26.04.4`, `2.0.2-up.4`, `1.0.0-58eadf5`.
 * Palette publishes no order for these, so this one follows what such versions mean in the field. It is
 * a partial order: where the text does not say which of two is newer, the answer is "cannot compare" (undefined), not
 * a guess. Profile versions are strict semver and live in profile-version.ts; never compare one kind with the other.
 *
 * How two versions are compared:
 * 1. By numeric components, any number of them, the shorter padded with zeros. If they differ, that decides.
 * 2. Else by suffix: `-rc1` < nothing < `-rev1`. Among prereleases alpha < beta < rc, then the numbers; any other two
 *    words (`dev` and `rc`, `rke2r` and `k3s`) cannot be compared, as ecosystems disagree on them or they are
 *    different things.
 * 3. A suffix with a word we do not know (a hash, `alpine`, `fips`, `os-v15.4`) is a label: it says which one, not how
 *    new. It cannot be compared with any other suffix, nor with none.
 *
 * Everything here is total (no input throws), takes linear time and scans by hand: hostile text ends.
 */

/** Sign of a comparison: -1 first is older, 0 same place in the order, 1 first is newer. */
export type Order = -1 | 0 | 1;

/** How far apart two versions are, named by the first numeric component that differs. */
export type Distance = "patch" | "minor" | "major";

/** A version that has a place in the order. Made only by parsePackVersion. */
export interface PackVersion {
  /** The text as written, `v` and leading zeros included. */
  readonly raw: string;
  /** Numeric components as written, leading zeros included, at least one; decimal digits only, of any length. */
  readonly components: readonly string[];
  readonly suffix: Suffix;
}

/** What follows the numeric components. */
export interface Suffix {
  /** As written, without the separator before it; "" when there is none. */
  readonly text: string;
  /** Place relative to the bare version: older, same, newer; undefined when the text does not say. */
  readonly rank: Order | undefined;
  /** What to compare with a suffix of the same rank; undefined when only the same text is comparable. */
  readonly parts: readonly SuffixPart[] | undefined;
  /** Whether a prerelease word stands anywhere in it (`k3s1-rc1` too, whose rank is unknown). */
  readonly prerelease: boolean;
}

/** A word and its numbers: `rc.1`, `rev2`, `up0.9.0`; numbers alone have the family "". */
export interface SuffixPart {
  /** The word in lower case; parts of different families are comparable only when both have a stage. */
  readonly family: string;
  /** 1 alpha, 2 beta, 3 rc, 0 not on that ladder. */
  readonly stage: number;
  readonly numbers: readonly string[];
  /** Day and month of a `5.5.2026` date, in unknown order; the year is the last of `numbers`. */
  readonly dayMonth: readonly [string, string] | undefined;
}

interface Group {
  /** `LTS__`, `v` or "". */
  readonly prefix: string;
  readonly components: readonly string[];
}

const STAGES: ReadonlyMap<string, number> = new Map([
  ["alpha", 1],
  ["beta", 2],
  ["rc", 3],
]);

const PRERELEASE_WORDS: ReadonlySet<string> = new Set([
  ...STAGES.keys(),
  "pre",
  "prerelease",
  "preview",
  "dev",
  "devel",
  "develop",
  "development",
  "snapshot",
  "nightly",
  "canary",
  "unstable",
  "experimental",
  "milestone",
  "eap",
  "next",
]);

// Rebuilds of the same software, if a number follows. Not here, because they name a variant or are ambiguous: `fips`,
// `lts`, `final`, `p1` (patch or preview), `b2` (beta or build), `a1`.
const BUILD_WORDS: ReadonlySet<string> = new Set([
  "rev",
  "revision",
  "r",
  "up",
  "build",
  "patch",
  "post",
  "hotfix",
  "sp",
  "k3s",
  "rke2r",
  "eks",
  "eksbuild",
  "gke",
]);

// Words with digits inside, which would otherwise be cut at the digit.
const WORDS_WITH_DIGITS = ["k3s", "rke2r"] as const;

const NO_SUFFIX: Suffix = { text: "", rank: 0, parts: [], prerelease: false };

/**
 * Reads a pack version or tag. Undefined for text that has no place in the order at all: "", "latest", version groups
 * (`1.27.x`), `RELEASE.2020-11-25T23-04-07Z`, bare hashes, anything with space around it.
 */
export function parsePackVersion(raw: string): PackVersion | undefined {
  let at = startsWithV(raw) ? 1 : 0;
  if (!isDigit(raw.charCodeAt(at))) return undefined;
  const components: string[] = [];
  for (;;) {
    const end = digitsEnd(raw, at);
    components.push(raw.slice(at, end));
    at = end;
    if (raw[at] !== "." || !isDigit(raw.charCodeAt(at + 1))) break;
    at += 1;
  }
  if (at === raw.length) return { raw, components, suffix: NO_SUFFIX };

  // `_` is how a `+` arrives from an OCI registry, whose tags cannot hold one.
  const separator = raw[at];
  if (separator === "-" || separator === "+" || separator === "_") {
    const text = raw.slice(at + 1);
    return text === "" ? undefined : { raw, components, suffix: parseSuffix(text).suffix };
  }
  // `1.2.3rc1`, `2.2.2.develop`: only with a word we know, or the start of a hash would pass for a number (`58eadf5`)
  // and an unreadable component for a missing one (`1.2.final` beside 1.2.3).
  const { suffix, startsWithWord } = parseSuffix(raw.slice(separator === "." ? at + 1 : at));
  return startsWithWord ? { raw, components, suffix } : undefined;
}

/** Whether the text is a version group, which Palette resolves to its newest member: `1.27.x`, `1.x`, `LTS__18.4.x`. */
export function isVersionGroup(raw: string): boolean {
  return parseGroup(raw) !== undefined;
}

/**
 * Whether the version belongs to the group: `1.27.x` contains 1.27, 1.27.3 and 1.27.3-rev1; `LTS__18.4.x` contains 18.04.
 * False when `group` is no group or `version` no version.
 */
export function groupContains(group: string, version: string): boolean {
  const parsedGroup = parseGroup(group);
  const parsed = parsedGroup && parsePackVersion(withoutPrefix(version, parsedGroup.prefix));
  if (!parsed) return false;
  return parsedGroup.components.every(
    (digits, i) => compareDigits(digits, parsed.components[i] ?? "0") === 0,
  );
}

/**
 * The group that `version` belongs to, written like the group `like`, with the same depth and prefix:
 * ("1.33.x", "1.34.2") is "1.34.x". Leading zeros go, as in Palette's own `LTS__18.4.x` for 18.04, unless `like` has
 * some. Undefined when `like` is no group or `version` no version. Whether the group exists is the catalog's to say.
 */
export function versionGroupOf(like: string, version: string): string | undefined {
  const group = parseGroup(like);
  const parsed = group && parsePackVersion(withoutPrefix(version, group.prefix));
  if (!parsed) return undefined;
  const keepZeros = group.components.some((digits) => digits.length > 1 && digits.startsWith("0"));
  const components = group.components.map((_, i) => {
    const digits = parsed.components[i] ?? "0";
    return keepZeros ? digits : withoutLeadingZeros(digits);
  });
  return `${group.prefix}${components.join(".")}.x`;
}

/**
 * Compares two pack versions. Undefined: cannot compare, either because one is no version, or because only the
 * suffixes differ and do not tell. Antisymmetric and transitive where defined; `1.5`, `1.5.0` and `v1.5` are equal.
 */
export function comparePackVersions(a: string | PackVersion, b: string | PackVersion): Order | undefined {
  const left = parsed(a);
  const right = parsed(b);
  if (!left || !right) return undefined;
  return (
    compareNumbers(left.components, right.components) || compareSuffixes(left.suffix, right.suffix, false)
  );
}

/**
 * Whether the version calls itself a prerelease (rc, alpha, beta, pre, dev, snapshot, ...). Rebuilds (`-rev1`, `-up.4`),
 * numeric builds and hashes do not, and neither does text that is no version.
 */
export function isPrerelease(version: string | PackVersion): boolean {
  return parsed(version)?.suffix.prerelease ?? false;
}

/**
 * The distance between two versions, in either direction: first component major, second minor, later ones and a
 * change of the suffix alone patch. Undefined when they are equal in order or cannot be compared.
 */
export function distance(from: string | PackVersion, to: string | PackVersion): Distance | undefined {
  const left = parsed(from);
  const right = parsed(to);
  if (!left || !right || !comparePackVersions(left, right)) return undefined;
  if (compareDigits(left.components[0] ?? "0", right.components[0] ?? "0") !== 0) return "major";
  if (compareDigits(left.components[1] ?? "0", right.components[1] ?? "0") !== 0) return "minor";
  return "patch";
}

/**
 * Whether the two look numbered by different schemes, so that "newer" is doubtful (outcold has 5.0.0 and 26.04.4): one
 * is calendar-like (major 18 to 40 with a month, or a year) and the other has a major below 10, or the majors are more
 * than 15 apart and not both years. A guard for wording and severity, not part of the order; false when either is no
 * version.
 */
export function isSchemeChange(from: string | PackVersion, to: string | PackVersion): boolean {
  const left = parsed(from);
  const right = parsed(to);
  if (!left || !right) return false;
  // Past 2^53 the numbers are rounded, which cannot turn a wide gap into a narrow one.
  const a = Number(left.components[0] ?? "0");
  const b = Number(right.components[0] ?? "0");
  if (isYear(a) && isYear(b)) return false;
  if ((isCalendarLike(left) && b < 10) || (isCalendarLike(right) && a < 10)) return true;
  return a !== b && !(Math.abs(a - b) <= 15);
}

/**
 * The same versions, newest first: a linear extension of comparePackVersions, stable, duplicates kept. Among versions
 * with equal numbers come builds, the bare version, prereleases, and last, in the order given, labels and hashes.
 * Families that cannot be compared stay together, by name. Text that is no version comes last of all, in the order
 * given. Take the first as "newest" only if it compares.
 */
export function newestFirst(versions: readonly string[]): string[] {
  const ordered: PackVersion[] = [];
  const rest: string[] = [];
  for (const raw of versions) {
    const version = parsePackVersion(raw);
    if (version) ordered.push(version);
    else rest.push(raw);
  }
  ordered.sort(
    (a, b) => compareNumbers(b.components, a.components) || compareSuffixes(b.suffix, a.suffix, true),
  );
  return [...ordered.map((version) => version.raw), ...rest];
}

/** Suffixes of versions with equal numbers. With `total`, what cannot be compared is put in the order of newestFirst. */
function compareSuffixes(a: Suffix, b: Suffix, total: true): Order;
function compareSuffixes(a: Suffix, b: Suffix, total: boolean): Order | undefined;
function compareSuffixes(a: Suffix, b: Suffix, total: boolean): Order | undefined {
  if (a.text === b.text) return 0;
  if (a.rank === undefined || b.rank === undefined) {
    return total ? sign(Number(a.rank !== undefined) - Number(b.rank !== undefined)) : undefined;
  }
  if (a.rank !== b.rank) return sign(a.rank - b.rank);
  if (!a.parts || !b.parts) {
    return total ? sign(Number(a.parts !== undefined) - Number(b.parts !== undefined)) : undefined;
  }
  const shared = Math.min(a.parts.length, b.parts.length);
  for (let i = 0; i < shared; i++) {
    const left = a.parts[i];
    const right = b.parts[i];
    const order = left && right ? compareParts(left, right, total) : 0;
    if (order !== 0) return order;
  }
  // Parts after the first are builds, so more of them is newer: rc1 < rc1-rev2.
  return sign(a.parts.length - b.parts.length);
}

function compareParts(a: SuffixPart, b: SuffixPart, total: boolean): Order | undefined {
  if (a.stage !== b.stage && ((a.stage && b.stage) || total)) return sign(a.stage - b.stage);
  if (a.family !== b.family) return total ? (a.family < b.family ? 1 : -1) : undefined;
  // A date and a number list say different things even under the same word, and so do dates at different depths.
  if (Boolean(a.dayMonth) !== Boolean(b.dayMonth)) return total ? (a.dayMonth ? -1 : 1) : undefined;
  if (a.dayMonth && b.dayMonth && a.numbers.length !== b.numbers.length) {
    return total ? sign(a.numbers.length - b.numbers.length) : undefined;
  }
  const order = compareNumbers(a.numbers, b.numbers);
  if (order !== 0 || !a.dayMonth || !b.dayMonth) return order;
  // 5.5.2026 is 5 May either way, but 5.6. and 6.5. could be either: newer only if newer in both readings.
  const first = compareDigits(a.dayMonth[0], b.dayMonth[0]);
  const second = compareDigits(a.dayMonth[1], b.dayMonth[1]);
  if (first === second || second === 0 || total) return first || second;
  return first === 0 ? second : undefined;
}

function parseSuffix(text: string): { suffix: Suffix; startsWithWord: boolean } {
  const tokens = tokenize(text);
  const parts: SuffixPart[] = [];
  let readable = true;
  let prerelease = false;
  let word = "";
  let numbers: string[] = [];
  const endPart = () => {
    if (word === "" && numbers.length === 0) return;
    if (BUILD_WORDS.has(word) && numbers.length === 0) readable = false;
    parts.push(makePart(word, numbers));
  };
  for (const token of tokens) {
    if (token.kind === "number") {
      numbers.push(token.text);
      continue;
    }
    if (token.kind === "prerelease") prerelease = true;
    // `k3s1-rc1` and `rc1-dev2`: a prerelease of what, and before or after it, nobody says.
    const isFirst = word === "" && numbers.length === 0;
    if (token.kind === "unknown" || (token.kind === "prerelease" && !isFirst)) readable = false;
    endPart();
    word = token.text;
    numbers = [];
  }
  endPart();
  const first = tokens[0]?.kind;
  const startsAsPrerelease = first === "prerelease";
  return {
    // `dev-58eadf5` is older than the bare version whatever follows `dev`; `5-g58eadf5` may be anything.
    suffix: {
      text,
      rank: startsAsPrerelease ? -1 : readable ? 1 : undefined,
      parts: readable ? parts : undefined,
      prerelease,
    },
    startsWithWord: startsAsPrerelease || first === "build",
  };
}

function makePart(family: string, numbers: readonly string[]): SuffixPart {
  const stage = STAGES.get(family) ?? 0;
  const [first, second, year] = numbers.slice(-3);
  if (first !== undefined && second !== undefined && year !== undefined && isDate(first, second, year)) {
    return { family, stage, numbers: [...numbers.slice(0, -3), year], dayMonth: [first, second] };
  }
  return { family, stage, numbers, dayMonth: undefined };
}

interface Token {
  readonly kind: "number" | "prerelease" | "build" | "unknown";
  /** Digits, or a word in lower case. */
  readonly text: string;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [index, identifier] of text.split(/[-+._]/).entries()) {
    if (identifier === "" || isMaybeHash(identifier)) {
      tokens.push({ kind: "unknown", text: identifier });
      continue;
    }
    // `1.0.0-v2.3.4` is a chart's version and its software's: the same as `-2.3.4`.
    let at = index === 0 && startsWithV(identifier) ? 1 : 0;
    while (at < identifier.length) {
      const end = tokenEnd(identifier, at);
      const run = identifier.slice(at, end);
      if (isDigit(run.charCodeAt(0))) {
        tokens.push({ kind: "number", text: run });
      } else {
        const word = run.toLowerCase();
        const kind = PRERELEASE_WORDS.has(word) ? "prerelease" : BUILD_WORDS.has(word) ? "build" : "unknown";
        tokens.push({ kind, text: word });
      }
      at = end;
    }
  }
  return tokens;
}

/** End of the run that starts at `at`: digits, letters, or anything else. */
function tokenEnd(identifier: string, at: number): number {
  if (isDigit(identifier.charCodeAt(at))) return digitsEnd(identifier, at);
  if (at === 0) {
    const start = identifier.slice(0, 5).toLowerCase();
    for (const word of WORDS_WITH_DIGITS) {
      if (start.startsWith(word) && isDigit(identifier.charCodeAt(word.length))) return word.length;
    }
  }
  const letters = isLetter(identifier.charCodeAt(at));
  let end = at + 1;
  while (end < identifier.length) {
    const code = identifier.charCodeAt(end);
    if (isDigit(code) || isLetter(code) !== letters) break;
    end += 1;
  }
  return end;
}

/**
 * One commit hash in thirty, cut at seven characters, has no letter in it; so digits that long are a number only if
 * they are a date (`20240131`, with a time or without). Hashes with letters need no test: their letters are no word we know.
 */
function isMaybeHash(identifier: string): boolean {
  if (identifier.length < 7 || digitsEnd(identifier, 0) < identifier.length) return false;
  return !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d){0,2})?$/.test(
    identifier,
  );
}

function isDate(first: string, second: string, year: string): boolean {
  const a = Number(first);
  const b = Number(second);
  return isYear(Number(year)) && a >= 1 && b >= 1 && Math.max(a, b) <= 31 && Math.min(a, b) <= 12;
}

function isCalendarLike(version: PackVersion): boolean {
  const major = Number(version.components[0]);
  const month = Number(version.components[1] ?? "0");
  return isYear(major) || (major >= 18 && major <= 40 && month >= 1 && month <= 12);
}

function isYear(n: number): boolean {
  return n >= 1990 && n <= 2099;
}

function parseGroup(raw: string): Group | undefined {
  if (!raw.endsWith(".x")) return undefined;
  const label = raw.indexOf("__");
  const prefix = label > 0 ? raw.slice(0, label + 2) : startsWithV(raw) ? raw.slice(0, 1) : "";
  if (label > 0 && !/^[A-Za-z][A-Za-z0-9-]*__$/.test(prefix)) return undefined;
  const components = raw.slice(prefix.length, -2).split(".");
  const allDigits = components.every((digits) => digits !== "" && digitsEnd(digits, 0) === digits.length);
  return allDigits ? { prefix, components } : undefined;
}

function withoutPrefix(version: string, prefix: string): string {
  return version.startsWith(prefix) ? version.slice(prefix.length) : version;
}

function parsed(version: string | PackVersion): PackVersion | undefined {
  return typeof version === "string" ? parsePackVersion(version) : version;
}

function compareNumbers(a: readonly string[], b: readonly string[]): Order {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareDigits(a[i] ?? "0", b[i] ?? "0");
    if (order !== 0) return order;
  }
  return 0;
}

/** Compares numbers by their digits, so that none is too long to be exact. */
function compareDigits(a: string, b: string): Order {
  const left = withoutLeadingZeros(a);
  const right = withoutLeadingZeros(b);
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}

function withoutLeadingZeros(digits: string): string {
  let at = 0;
  while (at < digits.length - 1 && digits[at] === "0") at += 1;
  return digits.slice(at);
}

function sign(n: number): Order {
  return n < 0 ? -1 : n > 0 ? 1 : 0;
}

function startsWithV(text: string): boolean {
  return (text.startsWith("v") || text.startsWith("V")) && isDigit(text.charCodeAt(1));
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
