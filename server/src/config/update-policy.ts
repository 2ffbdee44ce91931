/** Which updates a team wants: read from the configuration, asked by the name of a pack. */

import { type PackRange, parsePackRange } from "../base/pack-range.ts";
import { daysIn } from "../base/time.ts";
import { createMatcher, refuseGlob } from "./globs.ts";

/** When a prerelease is offered: `when-on-one` where the profile uses one already. */
export const prereleasePolicies = ["never", "when-on-one", "always"] as const;

export type PrereleasePolicy = (typeof prereleasePolicies)[number];

/** An entry of the configuration, of one shape. */
export interface UpdateSetting {
  /** Globs of pack names; none means every pack. */
  readonly packs: readonly string[];
  readonly prereleases: PrereleasePolicy | undefined;
  readonly hold: HoldSetting | undefined;
  /** Ranges whose versions are never offered. */
  readonly skip: readonly string[];
  /** False for packs that are not to be looked at; undefined says nothing. */
  readonly enabled: boolean | undefined;
}

export interface HoldSetting {
  /** The versions that are wanted, as written. */
  readonly range: string;
  /** A day, as in `2027-03-01`; the hold is in force up to and including it. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
}

/** A hold that can be asked. */
export interface Hold extends Omit<HoldSetting, "range"> {
  readonly range: PackRange;
  /** The line of the comment that says so, from 0; undefined for one of the configuration. */
  readonly line?: number;
}

/** What is wanted of one pack. */
export interface PackPolicy {
  readonly prereleases: PrereleasePolicy;
  /** All of them count. */
  readonly holds: readonly Hold[];
  readonly skip: readonly PackRange[];
  readonly enabled: boolean;
}

export const defaultPolicy: PackPolicy = { prereleases: "when-on-one", holds: [], skip: [], enabled: true };

/** What several entries say of one pack is put together: a later one wins where only one thing can be said. */
export function createPolicies(settings: readonly UpdateSetting[]): (packName: string) => PackPolicy {
  if (settings.length === 0) return () => defaultPolicy;
  const entries = settings.map((setting) => ({ setting, covers: coverOf(setting.packs) }));
  const known = new Map<string, PackPolicy>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const policy = entries
      .filter(({ covers }) => covers(name))
      .reduce((policy, { setting }) => refine(policy, setting), defaultPolicy);
    known.set(name, policy);
    return policy;
  };
}

function coverOf(globs: readonly string[]): (name: string) => boolean {
  return globs.length === 0 ? () => true : createMatcher(globs);
}

function refine(policy: PackPolicy, { prereleases, hold, skip, enabled }: UpdateSetting): PackPolicy {
  const range = hold === undefined ? undefined : parsePackRange(hold.range);
  const skipped = skip.map(parsePackRange).filter((one) => one !== undefined);
  return {
    prereleases: prereleases ?? policy.prereleases,
    holds: hold === undefined || range === undefined ? policy.holds : [...policy.holds, { ...hold, range }],
    skip: [...policy.skip, ...skipped],
    enabled: enabled ?? policy.enabled,
  };
}

/** Plain data of one entry; pieces of the wrong shape are left out, because the schema tells of them. */
export function readUpdateSetting(data: Readonly<Record<string, unknown>>): UpdateSetting {
  const { packs, prereleases, hold, until, reason, skip, enabled } = data;
  const range = textOf(hold);
  return {
    packs: textsOf(packs),
    prereleases: prereleasePolicies.find((known) => known === prereleases),
    hold: range === undefined ? undefined : { range, until: dayOf(until), reason: textOf(reason) },
    skip: textsOf(skip),
    enabled: typeof enabled === "boolean" ? enabled : undefined,
  };
}

/** Why the entry, as it is written, cannot be taken as it stands; the schema has told the rest. */
export function updateProblem(kind: "packs" | "hold" | "skip" | "until", text: string): string | undefined {
  switch (kind) {
    case "packs": {
      const refusal = refuseGlob(text);
      return refusal === undefined
        ? undefined
        : `The glob is not used, because it ${refusal}: write a simpler one`;
    }
    case "hold":
    case "skip":
      return parsePackRange(text) === undefined
        ? `\`${text}\` is no range of versions: write one such as \`<2\`, \`>=1.2 <1.4\` or \`1.31.x\``
        : undefined;
    case "until":
      return dayOf(text) === undefined
        ? `\`${text}\` is no day: write one such as \`2027-03-01\``
        : undefined;
  }
}

/** True when the last day of the hold is over. Without a calendar no day ever is. */
export function isOver({ until }: Pick<HoldSetting, "until">, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until < today;
}

/** For whoever wrote the hold. */
export function endedInWords(until: string): string {
  return `This hold ended on ${until}, and newer versions are offered again: remove it, or set another day`;
}

/** A day of the calendar as `2027-03-01`, which also sorts as days do. */
export function dayOf(value: unknown): string | undefined {
  const [, year, month, day] =
    typeof value === "string" ? (/^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []) : [];
  const days = daysIn(Number(year), Number(month));
  return Number(day) >= 1 && Number(day) <= days ? (value as string) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => textOf(item) ?? []);
}
