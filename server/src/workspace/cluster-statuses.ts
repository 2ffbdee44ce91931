/**
 * What status files say of clusters, by the clusters' names. Such a file is small and changes as a whole, so its tree is kept; a reader of
 * the statuses before a change keeps untouched ones.
 */

import type { Span } from "../base/span.ts";
import { parseTime } from "../base/time.ts";
import { healthOf, readStatuses, type StatedStatus, stateOf } from "../model/cluster-status.ts";
import { known } from "../model/text.ts";
import { parse } from "../syntax/parse.ts";
import type { SyntaxDocument } from "../syntax/tree.ts";
import type { FileId } from "./profile-index.ts";

/** A status file as it is looked at. */
export interface StatusFileView {
  readonly id: FileId;
  readonly text: string;
  /** At least one. */
  readonly documents: readonly SyntaxDocument[];
  readonly statuses: readonly StatedStatus[];
}

/** What is known of a cluster as it runs. */
export interface ClusterStatus {
  readonly file: FileId;
  readonly name: string;
  /** Palette's own word where it is one, or as written. */
  readonly state: string | undefined;
  readonly health: string | undefined;
  /** Milliseconds since 1970; undefined where the file does not say when it was taken. */
  readonly takenAt: number | undefined;
  /** Where the name is written. */
  readonly nameSpan: Span;
}

export interface StatusesSnapshot {
  /** In alphabetical order. */
  ids(): readonly FileId[];
  view(id: FileId): StatusFileView | undefined;
  /** Of those that files which `counts` say of the cluster: the newest, and the first of several that are no newer. */
  of(name: string, counts: (file: FileId) => boolean): ClusterStatus | undefined;
}

export class ClusterStatusStore {
  #files = new Map<FileId, StatusFileView>();
  #current: StatusesSnapshot | undefined;

  /** The names of the clusters of which something else is said than before; undefined when the text is the same. */
  set(id: FileId, text: string): ReadonlySet<string> | undefined {
    const before = this.#files.get(id);
    if (before?.text === text) return undefined;
    const documents = parse(text);
    const statuses = documents.flatMap(({ root }) => readStatuses(root));
    return this.#replace(id, before, { id, text, documents, statuses });
  }

  /** The same; undefined when there was no such file. */
  remove(id: FileId): ReadonlySet<string> | undefined {
    const before = this.#files.get(id);
    return before && this.#replace(id, before, undefined);
  }

  texts(): readonly { readonly id: FileId; readonly text: string }[] {
    return [...this.#files.values()];
  }

  freeze(): StatusesSnapshot {
    this.#current ??= frozen(this.#files);
    return this.#current;
  }

  #replace(
    id: FileId,
    before: StatusFileView | undefined,
    after: StatusFileView | undefined,
  ): ReadonlySet<string> {
    // Somebody may hold the statuses of before.
    this.#files = new Map(this.#files);
    this.#current = undefined;
    if (after === undefined) this.#files.delete(id);
    else this.#files.set(id, after);
    const [was, is] = [saidOf(before), saidOf(after)];
    return new Set([...was.keys(), ...is.keys()].filter((name) => was.get(name) !== is.get(name)));
  }
}

function saidOf(view: StatusFileView | undefined): Map<string, string> {
  const said = new Map<string, string>();
  for (const { name, state, health, at } of view?.statuses ?? []) {
    const one = JSON.stringify([state?.text, health?.text, at?.text]);
    said.set(name.text, (said.get(name.text) ?? "") + one);
  }
  return said;
}

function frozen(files: ReadonlyMap<FileId, StatusFileView>): StatusesSnapshot {
  const ids = [...files.keys()].sort();
  let byName: Map<string, ClusterStatus[]> | undefined;
  return {
    ids: () => ids,
    view: (id) => files.get(id),
    of(name, counts) {
      byName ??= groupByName(ids.flatMap((id) => files.get(id) ?? []));
      const all = (byName.get(name) ?? []).filter(({ file }) => counts(file));
      return all.reduce<ClusterStatus | undefined>(
        (best, status) => (best === undefined || isNewer(status, best) ? status : best),
        undefined,
      );
    },
  };
}

function isNewer(a: ClusterStatus, b: ClusterStatus): boolean {
  return (a.takenAt ?? Number.NEGATIVE_INFINITY) > (b.takenAt ?? Number.NEGATIVE_INFINITY);
}

function groupByName(views: readonly StatusFileView[]): Map<string, ClusterStatus[]> {
  const byName = new Map<string, ClusterStatus[]>();
  for (const { id, statuses } of views) {
    for (const stated of statuses) {
      const status = toStatus(id, stated);
      const named = byName.get(status.name);
      if (named === undefined) byName.set(status.name, [status]);
      else named.push(status);
    }
  }
  return byName;
}

function toStatus(file: FileId, { name, state, health, at }: StatedStatus): ClusterStatus {
  const [stateText, healthText] = [known(state)?.text, known(health)?.text];
  return {
    file,
    name: name.text,
    state: stateText === undefined ? undefined : (stateOf(stateText) ?? stateText),
    health: healthText === undefined ? undefined : (healthOf(healthText) ?? healthText),
    takenAt: at === undefined ? undefined : parseTime(at.text),
    nameSpan: name.span,
  };
}
