/**
 * How packs and references of the whole workspace stand, without parsing a file: from the index alone. What was worked out is kept with
 * the very catalog, index or entry that it is of, all of which never change, so that an edit costs what it touches.
 */

import { findSuppressions } from "../../analysis/suppression.ts";
import type { Span } from "../../base/span.ts";
import type { CatalogPack, PackCatalog } from "../../catalog/catalog.ts";
import { defaultPolicy, type PackPolicy } from "../../config/update-policy.ts";
import { contextsFit } from "../../model/context.ts";
import { isKnown } from "../../model/text.ts";
import { packPolicies } from "../../updates/pack-policy.ts";
import { meantVersion, type ReferenceStanding, referenceStanding } from "../../updates/profile-reference.ts";
import { type PackStanding, packStanding, updateTarget } from "../../updates/version-choice.ts";
import type {
  ClusterEntry,
  FileId,
  PackEntry,
  ProfileEntry,
  ProfileIndex,
  ReferenceEntry,
} from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";

/** A pack of a profile and what there is to say of it. */
export interface PackView {
  readonly pack: PackEntry;
  /** Of the packs of its profile, from 0. */
  readonly at: number;
  /** Undefined for a pack without a name or version that can be judged. */
  readonly standing: PackStanding | undefined;
  /** As stated, or the catalog's. */
  readonly layer: string | undefined;
  /** The version to update to; undefined when there is none, or when a comment silences it. */
  readonly target: CatalogPack | undefined;
}

/** A cluster's reference and what there is to say of it. */
export interface ReferenceView {
  readonly reference: ReferenceEntry;
  /** Undefined for an unknown profile, and for what cannot be judged. */
  readonly standing: ReferenceStanding | undefined;
  readonly trouble: "unknown profile" | "unknown version" | undefined;
  /** How many versions newer than the attached one there are; 0 when a comment silences it. */
  readonly behind: number;
}

interface OfCatalog {
  readonly stated: Map<string, PackStanding | undefined>;
  readonly profiles: WeakMap<ProfileEntry, readonly PackView[]>;
}

interface OfIndex {
  readonly clusters: WeakMap<ClusterEntry, readonly ReferenceView[]>;
  readonly users: Map<string, ReadonlyMap<string, ReadonlySet<string>>>;
}

const ofCatalog = new WeakMap<PackCatalog, OfCatalog>();
const ofIndex = new WeakMap<ProfileIndex, OfIndex>();
/** An index hands out the same list of versions as the one before it, unless they are others. */
const ofVersions = new WeakMap<readonly ProfileEntry[], Map<string, ReferenceStanding | undefined>>();

export class Standings {
  readonly #snapshot: Snapshot;
  readonly #catalog: OfCatalog;
  readonly #index: OfIndex;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#catalog = kept(ofCatalog, snapshot.catalog, () => ({
      stated: new Map<string, PackStanding | undefined>(),
      profiles: new WeakMap<ProfileEntry, readonly PackView[]>(),
    }));
    this.#index = kept(ofIndex, snapshot.index, () => ({
      clusters: new WeakMap<ClusterEntry, readonly ReferenceView[]>(),
      users: new Map<string, ReadonlyMap<string, ReadonlySet<string>>>(),
    }));
  }

  /** In the order of the file. */
  packs(profile: ProfileEntry): readonly PackView[] {
    return kept(this.#catalog.profiles, profile, () =>
      profile.packs.map((pack, at) => this.#packView(profile, pack, at)),
    );
  }

  outdated(profile: ProfileEntry): number {
    return this.packs(profile).filter(({ target }) => target !== undefined).length;
  }

  /** In the order of the file. */
  references(cluster: ClusterEntry): readonly ReferenceView[] {
    return kept(this.#index.clusters, cluster, () =>
      cluster.references.map((reference) => this.#referenceView(reference)),
    );
  }

  isBehind(cluster: ClusterEntry): boolean {
    return this.references(cluster).some(({ behind }) => behind > 0);
  }

  /** How many clusters are on the version. */
  clustersOn(profile: ProfileEntry): number {
    const { name, version, context } = profile;
    return this.#users(name).get(JSON.stringify([version, context]))?.size ?? 0;
  }

  #users(name: string): ReadonlyMap<string, ReadonlySet<string>> {
    return kept(this.#index.users, name, () => {
      const users = new Map<string, Set<string>>();
      const { index } = this.#snapshot;
      const entries = index.versions(name);
      for (const reference of index.references(name)) {
        const version = meantVersion(reference);
        for (const entry of entries) {
          if (entry.version !== version || !contextsFit(entry.context, reference.context)) continue;
          const key = JSON.stringify([entry.version, entry.context]);
          kept(users, key, () => new Set<string>()).add(JSON.stringify([reference.file, reference.cluster]));
        }
      }
      return users;
    });
  }

  #packView(profile: ProfileEntry, pack: PackEntry, at: number): PackView {
    const { name, version, type, layer, registry } = pack.stated;
    const cloud = profile.cloudType;
    const key = JSON.stringify([name, version, type, layer, registry, cloud]);
    const policy = this.#policy(profile, pack);
    const judge = () => packStanding(this.#snapshot.catalog, pack.stated, cloud, policy);
    // What is wanted of one pack alone is kept with its profile.
    const standing = policy === defaultPolicy ? kept(this.#catalog.stated, key, judge) : judge();
    const packs = standing?.answer.kind === "known" ? standing.answer.packs : [];
    const target =
      standing === undefined || isMistaken(standing) ? undefined : updateTarget(standing, "newest");
    const silenced =
      target !== undefined && this.#isSilenced(profile.file, "outdated-pack", pack.versionSpan);
    return {
      pack,
      at,
      standing,
      layer: layer ?? standing?.installed?.layer ?? packs[0]?.layer,
      target: silenced ? undefined : target,
    };
  }

  #policy({ file }: ProfileEntry, { name, span, versionSpan }: PackEntry): PackPolicy {
    const view = this.#snapshot.file(file);
    if (view === undefined) return defaultPolicy;
    const place = {
      start: Math.min(span.start, versionSpan?.start ?? span.start),
      end: Math.max(span.end, versionSpan?.end ?? 0),
    };
    return packPolicies(this.#snapshot, view)(name, place);
  }

  #referenceView(reference: ReferenceEntry): ReferenceView {
    const { role, name, version, context } = reference;
    const { index } = this.#snapshot;
    const stated = kept(
      ofVersions,
      index.versions(name),
      () => new Map<string, ReferenceStanding | undefined>(),
    );
    const key = JSON.stringify([role === "list", version, context]);
    const standing = kept(stated, key, () => referenceStanding(index, reference));
    if (standing === undefined) {
      const isUnknown =
        meantVersion(reference) !== undefined &&
        isKnown(name) &&
        !index.versions(name).some((entry) => contextsFit(entry.context, reference.context));
      return { reference, standing, trouble: isUnknown ? "unknown profile" : undefined, behind: 0 };
    }
    const place = reference.versionSpan ?? reference.nameSpan;
    const behind = standing.newer.length;
    const silenced = behind > 0 && this.#isSilenced(reference.file, "outdated-profile-version", place);
    return {
      reference,
      standing,
      trouble: standing.attached === undefined ? "unknown version" : undefined,
      behind: silenced ? 0 : behind,
    };
  }

  /** Costs a search in the text where no comment silences anything. */
  #isSilenced(file: FileId, rule: string, span: Span | undefined): boolean {
    const view = this.#snapshot.file(file);
    if (view === undefined || span === undefined) return false;
    const silencing = findSuppressions(view).filter((suppression) => suppression.rule === rule);
    if (silencing.length === 0) return false;
    const { line } = view.lines.position(span.start);
    return silencing.some((suppression) => suppression.line === line);
  }
}

/** True for a version that surely does not exist: what is newer than it is no news. */
export function isMistaken({ installed, answer }: PackStanding): boolean {
  return installed === undefined && answer.kind === "known" && answer.certain;
}

function kept<K, V>(
  map: { get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const before = map.get(key);
  if (before !== undefined || map.has(key)) return before as V;
  const value = make();
  map.set(key, value);
  return value;
}
