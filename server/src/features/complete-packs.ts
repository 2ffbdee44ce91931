/** Names and versions of packs, and the registries that hold them. */

import { comparePackVersions, distance, isPrerelease } from "../base/pack-version.ts";
import type { CatalogPack, PackQuery } from "../catalog/catalog.ts";
import type { PackOverride, ProfileReference } from "../model/cluster.ts";
import type { Pack } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import { matchingVersions } from "../updates/profile-reference.ts";
import { newerVersions, newestOf, packQuery, packStatus, updateTarget } from "../updates/version-choice.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { writeValue } from "./cursor.ts";
import { packNameMarkdown, packVersionMarkdown } from "./pack-markdown.ts";
import type { Slot } from "./slot.ts";
import type { Place, Suggestion } from "./suggestion.ts";

export function suggestPackNames({ snapshot, cursor }: Place, pack: Pack | undefined): Suggestion[] {
  const query = queryOf(pack, "");
  return snapshot.catalog.names(query).flatMap((name) => {
    const answer = snapshot.catalog.lookup({ ...query, name });
    if (answer.kind !== "known") return [];
    const inGoodStanding = answer.packs.filter(({ state }) => state === undefined);
    const shown =
      inGoodStanding.find(({ version }) => !isPrerelease(version)) ?? inGoodStanding[0] ?? answer.packs[0];
    return [
      {
        label: name,
        kind: "pack",
        newText: writeValue(cursor, name),
        detail: shown === undefined ? undefined : [shown.layer, shown.version].filter(Boolean).join(", "),
        documentation: () => packNameMarkdown(snapshot.catalog, answer.packs),
        deprecated: inGoodStanding.length === 0,
      } satisfies Suggestion,
    ];
  });
}

function queryOf(pack: Pack | undefined, name: string): PackQuery {
  return pack === undefined
    ? { name, registry: undefined, type: undefined, layer: undefined }
    : packQuery(pack, name);
}

export function suggestPackVersions(
  place: Place,
  { field, profile, pack }: Slot & { kind: "pack" },
): Suggestion[] {
  const name = known(pack?.name)?.text;
  if (pack === undefined || profile === undefined || name === undefined) return [];
  const { catalog } = place.snapshot;
  const view = place.snapshot.file(place.file);
  const policy = view === undefined ? undefined : policiesOf(place.snapshot, view)(pack);
  const status = packStatus(catalog, profile, pack, policy);
  const answer = status?.answer ?? catalog.lookup(packQuery(pack, name));
  if (answer.kind !== "known") return [];
  const current = status?.current;
  const judged =
    status !== undefined && (status.installed !== undefined || newestOf(status.newer) !== undefined);
  // Of a pack without a version yet, every version is newer than none.
  const advised = judged
    ? (updateTarget(status, "newest") ?? status.installed)
    : newestOf(newerVersions("0", answer.packs, profile));
  return versionSuggestions(
    place,
    answer.packs,
    current,
    advised?.version,
    field === "tag" ? "tag" : "version",
  );
}

function versionSuggestions(
  { snapshot, cursor }: Place,
  packs: readonly CatalogPack[],
  current: string | undefined,
  advised: string | undefined,
  kind: "version" | "tag",
): Suggestion[] {
  const list = inGoodStandingFirst(packs);
  return list.map((pack) => ({
    label: pack.version,
    kind,
    newText: writeValue(cursor, pack.version),
    detail: versionDetail(pack, current, pack.version === list[0]?.version),
    documentation: () => packVersionMarkdown(snapshot.catalog, pack),
    deprecated: pack.state !== undefined,
    preselect: pack.version === advised,
  }));
}

/** Each version once, in the catalog's order; where several registries have it, the one in which it is in good standing. */
function inGoodStandingFirst(packs: readonly CatalogPack[]): CatalogPack[] {
  const byVersion = new Map<string, CatalogPack>();
  for (const pack of packs) {
    const before = byVersion.get(pack.version);
    if (before === undefined || (before.state !== undefined && pack.state === undefined))
      byVersion.set(pack.version, pack);
  }
  return [...byVersion.values()];
}

function versionDetail(
  pack: CatalogPack,
  current: string | undefined,
  isNewest: boolean,
): string | undefined {
  const far = current === undefined ? undefined : distance(current, pack.version);
  const order = current === undefined ? undefined : comparePackVersions(pack.version, current);
  const facts = [
    isNewest ? "newest" : undefined,
    order === 1 && far !== undefined ? `${far} update` : undefined,
    order === 0 ? "current" : undefined,
    isPrerelease(pack.version) ? "prerelease" : undefined,
    pack.state,
  ];
  return facts.filter((fact) => fact !== undefined).join(", ") || undefined;
}

export function suggestRegistries({ snapshot, cursor }: Place): Suggestion[] {
  return snapshot.catalog.registries.flatMap(({ name, packs, failure }) =>
    name === undefined
      ? []
      : [
          {
            label: name,
            kind: "registry",
            newText: writeValue(cursor, name),
            detail:
              failure === undefined
                ? `${new Set(packs.map((pack) => pack.name)).size} packs`
                : "not readable",
          } satisfies Suggestion,
        ],
  );
}

/** Only packs of the profile can be overridden; of a profile that is not known, any. */
export function suggestOverrideNames(place: Place, reference: ProfileReference | undefined): Suggestion[] {
  const packs = reference === undefined ? [] : packsOf(place.snapshot, reference);
  if (packs.length === 0) return suggestPackNames(place, undefined);
  return packs.flatMap(({ name, version }) => {
    const judged = known(name)?.text;
    if (judged === undefined) return [];
    return [
      {
        label: judged,
        kind: "pack",
        newText: writeValue(place.cursor, judged),
        detail: version?.text,
      } satisfies Suggestion,
    ];
  });
}

function packsOf(snapshot: Snapshot, reference: ProfileReference): readonly Pack[] {
  const versions = matchingVersions(snapshot.index, reference);
  const entry = versions.find(({ version }) => version === reference.version?.text) ?? versions[0];
  const documents = entry === undefined ? [] : (snapshot.file(entry.file)?.documents ?? []);
  const profile = documents
    .flatMap((document) => document.profiles)
    .find(({ name }) => name !== undefined && name.text === entry?.name);
  return profile?.packs ?? [];
}

export function suggestOverrideVersions(place: Place, override: PackOverride | undefined): Suggestion[] {
  const name = known(override?.name)?.text;
  if (override === undefined || name === undefined) return [];
  const registry = known(override.registry)?.text;
  const answer = place.snapshot.catalog.lookup({ name, registry, type: undefined, layer: undefined });
  if (answer.kind !== "known") return [];
  const advised = newestOf(newerVersions("0", answer.packs, undefined));
  return versionSuggestions(place, answer.packs, known(override.version)?.text, advised?.version, "version");
}
