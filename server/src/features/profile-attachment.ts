/**
 * Attaching a profile version to clusters at places, as by dropping it on them: the edits, and what they do. Pure: asks the snapshot, and
 * knows nothing of the editor.
 */

import { touches } from "../base/span.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import type { Cluster } from "../model/cluster.ts";
import { contextsFit, referenceContext } from "../model/context.ts";
import { readDocuments } from "../model/document.ts";
import { isKnown, known } from "../model/text.ts";
import { hasDirective } from "../syntax/template.ts";
import { clusterEffect } from "../updates/effect/cluster-effect.ts";
import { createEffects } from "../updates/effect/snapshot-effect.ts";
import { unknownEffect } from "../updates/effect-summary.ts";
import { attachEdits } from "../updates/profile-attach.ts";
import { meantVersion } from "../updates/profile-reference.ts";
import type { Refusal } from "../updates/refusal.ts";
import { whyNotUpdated } from "../updates/update-refusal.ts";
import type { FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { clusterAt } from "./cluster-moves.ts";
import { movesOf, type PlannedCluster } from "./effect-plan.ts";
import { type PlannedEdits, refusalAmong } from "./effect-preview.ts";
import { code } from "./markdown.ts";
import { count } from "./trees/tree-node.ts";

/** A place in the file of a profile version or a cluster. */
export interface EnginePlace {
  readonly file: FileId;
  readonly offset: number;
}

/** The edits that attach the profile version at the one place to the clusters at the others, and what they do. */
export function attachAt(
  snapshot: Snapshot,
  profilePlace: EnginePlace,
  clusterPlaces: readonly EnginePlace[],
): PlannedEdits | Refusal {
  const entry = entryAt(snapshot, profilePlace);
  if (entry === undefined)
    return { reason: "The profile version has changed in the meantime: choose it again" };
  if (!isKnown(entry.version)) return { reason: `The version of ${entry.name} is filled in by Terraform` };
  const byFile = new Map<FileId, TextEdit[]>();
  const seen = new Set<Cluster>();
  for (const { file, offset } of clusterPlaces) {
    const view = snapshot.file(file);
    const cluster = view === undefined ? undefined : clusterAt(view, offset);
    if (view === undefined || cluster === undefined)
      return { reason: "A cluster has changed in the meantime: nothing was done" };
    if (seen.has(cluster) || isOn(cluster, entry)) continue;
    const reason =
      whyNotChanged(snapshot, view, cluster) ?? (byFile.has(file) ? undefined : whyNotEdited(view, cluster));
    if (reason !== undefined) return { reason };
    seen.add(cluster);
    const answer = attachEdits(cluster, entry, view.text);
    if ("reason" in answer) return answer;
    byFile.set(file, [...(byFile.get(file) ?? []), ...answer.edits]);
  }
  const sharer = [...byFile.keys()]
    .map((file) => sharerIn(snapshot, file, seen))
    .find((name) => name !== undefined);
  if (sharer !== undefined)
    return {
      reason: `${sharer} has the same lines by an alias and would be changed along: choose it too, or write them out`,
    };
  if (byFile.size === 0) {
    const who = clusterPlaces.length === 1 ? "The cluster is" : "All of these clusters are";
    return { reason: `${who} on ${entry.name} ${entry.version} already` };
  }
  const label = `Attach ${entry.name} ${entry.version} to ${count(seen.size, "cluster")}`;
  const heading = `attaching ${code(`${entry.name} ${entry.version}`)} to ${count(seen.size, "cluster")}`;
  const annotation = { label, description: "the profiles that they have attached", confirm: true };
  const edits = [...byFile].map(([file, own]) => ({ file, edits: onceEach(own), annotation }));
  const clusters = edits.flatMap(({ file, edits: own }) => plannedIn(snapshot, file, seen, own));
  return refusalAmong(clusters) ?? { label, heading, edits, clusters };
}

/** The clusters of the file that were chosen, and what the edits do to them. */
function plannedIn(
  snapshot: Snapshot,
  file: FileId,
  chosen: ReadonlySet<Cluster>,
  edits: readonly TextEdit[],
): PlannedCluster[] {
  const view = snapshot.file(file);
  const text = applyEdits(view?.text ?? "", edits);
  // A file that is no cluster's by its looks is one by its configuration.
  const read = (declared?: "clusters") => readDocuments(text, declared).flatMap((one) => one.clusters);
  const olds = view?.documents.flatMap((document) => document.clusters) ?? [];
  const news = read().length === olds.length ? read() : read("clusters");
  const effects = createEffects(snapshot);
  const entries = [...snapshot.index.allClusters()].filter((entry) => entry.file === file);
  return olds.flatMap((old, at) => {
    const now = news[at];
    const entry = entries.find(({ span }) => span.start === old.span.start);
    if (!chosen.has(old) || entry === undefined) return [];
    const name = entry.stated.name ?? "";
    const status = snapshot.statusOf(entry);
    if (now === undefined) return [{ name, entry, moves: [], effect: unknownEffect(entry, status), status }];
    const [before, after] = [effects.state(old), effects.state(now)];
    const effect = clusterEffect({ before, after, catalog: snapshot.catalog, status });
    return [{ name, entry, moves: movesOf(before, after, effect), effect, status }];
  });
}

function whyNotChanged(snapshot: Snapshot, { id }: FileView, cluster: Cluster): string | undefined {
  const name = known(cluster.name)?.text;
  const refusal = whyNotUpdated(snapshot, { file: id, name });
  return refusal === undefined ? undefined : `${name} cannot be changed: ${refusal}`;
}

/** What is added would be read as something else there, or only now and then. */
function whyNotEdited({ documents, text }: FileView, cluster: Cluster): string | undefined {
  const name = known(cluster.name)?.text ?? "The cluster";
  if (documents.some(({ problems }) => problems.length > 0))
    return `The file of ${name} has syntax errors: repair them first`;
  return hasDirective(text)
    ? `The file of ${name} has \`%{ }\` directives, between which Terraform chooses: edit it by hand`
    : undefined;
}

function entryAt({ index }: Snapshot, { file, offset }: EnginePlace): ProfileEntry | undefined {
  for (const name of index.names()) {
    const found = index
      .versions(name)
      .find(
        (entry) =>
          entry.file === file &&
          (touches(entry.versionSpan, offset) ||
            touches(entry.nameSpan, offset) ||
            entry.span.start === offset),
      );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A cluster of the file that was not chosen, and that has a reference in common with one that was. */
function sharerIn(snapshot: Snapshot, file: FileId, chosen: ReadonlySet<Cluster>): string | undefined {
  const clusters = snapshot.file(file)?.documents.flatMap((document) => document.clusters) ?? [];
  const places = ({ references }: Cluster) => references.map(({ name }) => name?.span.start);
  const taken = new Set(clusters.filter((cluster) => chosen.has(cluster)).flatMap(places));
  const sharer = clusters.find(
    (cluster) =>
      !chosen.has(cluster) && places(cluster).some((place) => place !== undefined && taken.has(place)),
  );
  return sharer === undefined ? undefined : (sharer.name?.text ?? "A cluster without a name");
}

function isOn({ references }: Cluster, entry: ProfileEntry): boolean {
  return references.some(
    (reference) =>
      reference.name !== undefined &&
      reference.name.text === entry.name &&
      contextsFit(referenceContext(reference), entry.context) &&
      meantVersion({ role: reference.role, version: reference.version?.text }) === entry.version,
  );
}

/** Clusters that share lines by an alias share the edits of them. */
function onceEach(edits: readonly TextEdit[]): TextEdit[] {
  const distinct = new Map(edits.map((edit) => [JSON.stringify([edit.span, edit.text]), edit]));
  return [...distinct.values()].sort((a, b) => a.span.start - b.span.start);
}
