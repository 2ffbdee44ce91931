/** A plan of effects in words, for pages, the command and lists to pick from. */

import { layerTitles } from "../model/layer.ts";
import type { ChangeEffect, ChangeSubject, PoolEffect, ShownChange } from "../updates/effect/effect.ts";
import { effectClasses, effectNames, replacesNodes } from "../updates/effect/effect-class.ts";
import { count } from "./comparison-line.ts";
import type { EffectPlan, PlannedCluster, ProfileMove } from "./effect-plan.ts";
import { keyName, keyWords } from "./key-words.ts";
import type { WriteCode } from "./value-words.ts";

const same: WriteCode = (text) => text;

/** "3 clusters change: 1 refused, 2 full repave (9 nodes replaced). 4 clusters stay as they are." */
export function planSummary({ clusters, untouched, added, removed, partlyKnown }: EffectPlan): string {
  const counts = effectClasses.flatMap((one) => {
    const own = clusters.filter(({ effect }) => effect.total === one);
    return own.length === 0 ? [] : [`${own.length} ${effectNames[one]}${nodesOf(own)}`];
  });
  const { length } = untouched;
  const stay = length === 1 ? "stays as it is" : "stay as they are";
  const still = length === 0 ? [] : [`${count(length, "cluster")} ${stay}`];
  const changed =
    clusters.length === 0
      ? "No cluster changes"
      : `${count(clusters.length, "cluster")} ${clusters.length === 1 ? "changes" : "change"}: ${counts.join(", ")}`;
  const came = [
    ...(added.length === 0 ? [] : [`${count(added.length, "cluster")} new`]),
    ...(removed.length === 0 ? [] : [`${count(removed.length, "cluster")} gone`]),
  ];
  const unseen = partlyKnown.length === 0 ? [] : [unseenWords(partlyKnown.length)];
  return `${[changed, ...still, ...came, ...unseen, ...unknownStatuses(clusters)].join(". ")}.`;
}

function unseenWords(clusters: number): string {
  const use = clusters === 1 ? "uses a profile version" : "use profile versions";
  return `${count(clusters, "cluster")} ${use} that no file here defines: what changes there is not seen`;
}

/** Whether Palette takes an update depends on it. Where no cluster's status is known, nobody has asked for it to be. */
function unknownStatuses(clusters: readonly PlannedCluster[]): string[] {
  const unknown = clusters.filter(({ status }) => status === undefined).length;
  return unknown === 0 || unknown === clusters.length ? [] : [`The status of ${unknown} of them is unknown`];
}

function nodesOf(clusters: readonly PlannedCluster[]): string {
  const known = clusters.map(({ effect }) => effect.replacedNodes);
  const sum = known.reduce<number>((total, nodes) => total + (nodes ?? 0), 0);
  const atLeast = known.includes(undefined) ? "at least " : "";
  return sum === 0 && atLeast === "" ? "" : ` (${atLeast}${count(sum, "node")} replaced)`;
}

/** "full repave, 9 nodes replaced", with what is inferred marked. */
export function effectWords({ effect }: PlannedCluster): string {
  const { total, certainty, replacedNodes, pools } = effect;
  const mark = certainty === "inferred" && total !== "unknown" ? " (inferred)" : "";
  const isReplaced = pools.some((pool) => replacesNodes(pool.effect));
  const nodes = !isReplaced
    ? ""
    : replacedNodes === undefined
      ? ", number of nodes unknown"
      : `, ${count(replacedNodes, "node")} replaced`;
  return `${effectNames[total]}${mark}${nodes}`;
}

/** "metal 1.0.0 → 1.1.0". `write` writes what is named by others. */
export function moveWords(move: ProfileMove, write: WriteCode = same): string {
  const { kind, from, to } = move;
  const profile = write(move.profile);
  const at = (version: string | undefined) => (version === undefined ? "" : ` ${write(version)}`);
  switch (kind) {
    case "moved":
      return `${profile}${at(from ?? "no version")} →${at(to ?? "no version")}`;
    case "edited":
      return `${profile}${at(to)}, changed in its place`;
    case "overridden":
      return `${profile}${at(to)}, overridden otherwise by the cluster`;
    case "attached":
      return `${profile}${at(to)}, attached`;
    case "detached":
      return `${profile}${at(from)}, detached`;
    case "replaced":
      return `${write(move.replaced ?? "")}${at(from)} → ${profile}${at(to)}`;
  }
}

/** "control-plane-pool (control plane, 3 nodes): nodes are replaced". */
export function poolWords(pool: PoolEffect, write: WriteCode = same): string {
  const { name, isControlPlane, nodes, effect, certainty } = pool;
  const facts = [
    ...(isControlPlane ? ["control plane"] : []),
    nodes === undefined ? "number of nodes unknown" : count(nodes, "node"),
  ];
  const mark = certainty === "inferred" && effect !== "unknown" && effect !== "none" ? " (inferred)" : "";
  return `${write(name)} (${facts.join(", ")}): ${poolEffectWords(effect)}${mark}`;
}

function poolEffectWords(effect: PoolEffect["effect"]): string {
  if (replacesNodes(effect)) return "nodes are replaced";
  switch (effect) {
    case "reboot":
      return "nodes restart";
    case "restart":
      return "services restart";
    case "reload":
      return "configuration is read again";
    case "unknown":
      return "unknown";
    default:
      return "nothing";
  }
}

/** What the change is of: "Kubernetes: kubernetes", "pool workers". */
export function subjectWords(subject: ChangeSubject, write: WriteCode = same): string {
  switch (subject.kind) {
    case "layer": {
      const layer = subject.layer === undefined ? "unknown layer" : layerTitles[subject.layer];
      return `${layer}: ${write(subject.pack)}`;
    }
    case "profile":
      return `profile ${write(subject.profile)}`;
    case "variable":
      return `variable ${write(subject.variable)}`;
    case "pool":
      return `pool ${write(subject.pool)}`;
    case "cluster":
      return "cluster";
  }
}

/** What changed: "version 1.31.4 → 1.32.4". */
export function changeWords({ change, through }: ChangeEffect, code: WriteCode): string {
  if (through === undefined) return shownWords(change, code);
  const what =
    change.kind === "key" || change.kind === "manifest"
      ? keyName(change.key.path, code)
      : shownWords(change, code);
  return `${what}, through ${through.replace(/`([^`]*)`/g, (_, text: string) => code(text))}`;
}

function shownWords(change: ShownChange, code: WriteCode): string {
  switch (change.kind) {
    case "version":
      return `version ${code(change.before ?? "none")} → ${code(change.after ?? "none")}`;
    case "key":
      return keyWords(change.key, code);
    case "manifest":
      return `manifest ${code(change.manifest)}, ${keyWords(change.key, code)}`;
    case "replaced":
      return `${code(change.before)} → ${code(change.after)}`;
    case "added":
    case "removed":
      return `${code(change.what)} ${change.kind}`;
    case "text":
      return `${code(change.what)} changed, and cannot be compared by key`;
    case "order":
      return `${code(change.what)} in another order`;
  }
}
