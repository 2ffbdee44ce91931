/** A plan of effects as a page of Markdown, for a merge request and for paper: cautions first, then the clusters, the worst first. */

import type { ChangeEffect } from "../updates/effect/effect.ts";
import { effectNames, effectSentences, replacesNodes } from "../updates/effect/effect-class.ts";
import { statusWithAge } from "./cluster-status.ts";
import { sharedCautions } from "./effect-cautions.ts";
import { type EffectPlan, happening, type PlannedCluster } from "./effect-plan.ts";
import { changeWords, effectWords, moveWords, planSummary, poolWords, subjectWords } from "./effect-words.ts";
import { bullets, code, escapeText, firstOf, paragraphs } from "./markdown.ts";

/** How much of a page is spelled out: a comment has room for some, and a person reads less. */
const mostRows = 100;
const mostSections = 25;
const mostChanges = 40;
const mostNamed = 12;
const mostCautions = 40;
/** GitHub and GitLab take some 65,000 characters and a million; the table and the cautions need some of them. */
const longestSections = 35_000;

export interface EffectPage {
  /** What the page is about, names of others between backquotes: "`metal` 1.1.0", "changes since `main`". */
  readonly title: string;
  /** A file as it is to be shown. */
  readonly fileLabel: (file: string) => string;
  /** The time, for the age of statuses. */
  readonly now?: number;
}

export function effectMarkdown(plan: EffectPlan, { title, fileLabel, now }: EffectPage): string {
  const groups = groupsOf(plan.clusters);
  const sections = fitting(groups);
  const left = groups.length - sections.length;
  return `${paragraphs([
    `# Effect on clusters: ${sentence(title)}`,
    planSummary(plan),
    cautions(plan),
    table(plan, fileLabel, now),
    ...sections,
    left > 0 ? `And ${left} more with changes of other kinds, which are in the table.` : undefined,
    comeAndGo(plan),
    plan.clusters.length === 0 ? undefined : footer(plan),
  ])}\n`;
}

/** As many groups as a comment has room for. */
function fitting(groups: readonly (readonly PlannedCluster[])[]): string[] {
  const sections: string[] = [];
  let room = longestSections;
  for (const group of groups.slice(0, mostSections)) {
    const text = section(group);
    room -= text.length;
    if (room < 0 && sections.length > 0) break;
    sections.push(text);
  }
  return sections;
}

function cautions({ clusters }: EffectPlan): string | undefined {
  const sorted = sharedCautions(clusters);
  if (sorted.length === 0) return undefined;
  const items = sorted.slice(0, mostCautions).map(({ caution, names }) => {
    const who = firstOf(
      names.map((name) => nameOf(name)),
      mostNamed,
    );
    return `${caution.isRefusal ? "**Refused**, " : ""}${who}: ${sentence(caution.text)}`;
  });
  if (sorted.length > items.length) items.push(`and ${sorted.length - items.length} more`);
  return `## Cautions\n\n${bullets(items)}`;
}

/** Our own words, in which names of others stand between backquotes. */
function sentence(text: string): string {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? code(part) : part))
    .join("");
}

/** What is known of the clusters as they run is a column where something is known of one. */
function table(
  { clusters }: EffectPlan,
  fileLabel: EffectPage["fileLabel"],
  now: number | undefined,
): string | undefined {
  if (clusters.length === 0) return undefined;
  const hasStatus = clusters.some(({ status }) => status !== undefined);
  const rows = clusters.slice(0, mostRows).map((cluster) => {
    const { name, entry, moves, status } = cluster;
    const profiles = moves.map((move) => moveWords(move, codeInTable)).join("<br>") || "its own settings";
    return [
      nameOf(name, codeInTable),
      profiles,
      effectWords(cluster),
      ...(hasStatus ? [escapeText(statusWithAge(status, now))] : []),
      codeInTable(fileLabel(entry.file)),
    ];
  });
  const heads = ["Cluster", "Profiles", "Effect", ...(hasStatus ? ["Status"] : []), "File"];
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const left = clusters.length - rows.length;
  return paragraphs([`## Clusters\n\n${lines.join("\n")}`, left > 0 ? `And ${left} more.` : undefined]);
}

/** Clusters to which the same happens are told of together. */
function groupsOf(clusters: readonly PlannedCluster[]): PlannedCluster[][] {
  const groups = new Map<string, PlannedCluster[]>();
  for (const cluster of clusters) {
    if (cluster.effect.changes.length === 0) continue;
    const key = happening(cluster);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cluster]);
    else group.push(cluster);
  }
  return [...groups.values()];
}

function section(group: readonly PlannedCluster[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { effect, moves } = first;
  const names = firstOf(
    group.map(({ name }) => nameOf(name)),
    mostNamed,
  );
  return paragraphs([
    `## ${names}: ${effectNames[effect.total]}`,
    moves.length === 0 ? undefined : `${moves.map((move) => moveWords(move, code)).join("; ")}.`,
    effectSentences[effect.total],
    ...group.slice(0, mostNamed).map((cluster) => order(cluster, group.length > 1)),
    changeTable(effect.changes),
  ]);
}

/** The pools, in the order in which Palette gets to them. */
function order({ name, effect }: PlannedCluster, isNamed: boolean): string | undefined {
  if (effect.pools.every(({ step }) => step === undefined)) return undefined;
  const lines = effect.pools.map((pool) => {
    const lead = pool.step === undefined ? "-" : `${pool.step}.`;
    return `${lead} ${poolWords(pool, code)}`;
  });
  const numbered = lines.filter((line) => !line.startsWith("-"));
  const still = lines.filter((line) => line.startsWith("-"));
  const who = isNamed ? `In this order, ${nameOf(name)}:` : "In this order:";
  return paragraphs([who, numbered.join("\n"), still.join("\n")]);
}

/** What leaves the nodes alone is counted by what it is of. */
function changeTable(changes: readonly ChangeEffect[]): string {
  const listed = changes.filter(({ effect }) => effect !== "none");
  const shown = listed.slice(0, mostChanges);
  const rows = shown.map((change) => rowOf(change, changeWords(change, codeInTable)));
  const quiet = new Map<string, ChangeEffect[]>();
  for (const change of changes) {
    if (change.effect !== "none") continue;
    const key = JSON.stringify([change.subject, change.reason]);
    quiet.set(key, [...(quiet.get(key) ?? []), change]);
  }
  for (const group of [...quiet.values()].slice(0, mostChanges)) {
    const [first] = group;
    if (first === undefined) continue;
    const words = group.length === 1 ? changeWords(first, codeInTable) : `${group.length} changes`;
    rows.push(rowOf(first, words));
  }
  const lines = [["What", "Change", "Effect", "Why"], ["---", "---", "---", "---"], ...rows].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
  const left = listed.length - shown.length;
  return paragraphs([lines.join("\n"), left > 0 ? `And ${left} more changes.` : undefined]);
}

function rowOf(change: ChangeEffect, words: string): string[] {
  const { subject, effect, certainty, reason, source } = change;
  const mark = certainty === "inferred" && effect !== "unknown" ? " (inferred)" : "";
  return [
    subjectWords(subject, codeInTable),
    words,
    `${effectNames[effect]}${mark}`,
    `${sentence(reason)}${source === undefined ? "" : ` (${source})`}`,
  ];
}

function comeAndGo({ added, removed }: EffectPlan): string | undefined {
  const named = (entries: EffectPlan["added"]) =>
    firstOf(
      entries.map(({ stated }) => nameOf(stated.name ?? "")),
      mostNamed,
    );
  const items = [
    added.length === 0 ? undefined : `New: ${named(added)}`,
    removed.length === 0 ? undefined : `Gone: ${named(removed)}. What applies the files may delete them`,
  ].filter((item) => item !== undefined);
  return items.length === 0 ? undefined : `## Clusters that come and go\n\n${bullets(items)}`;
}

function footer({ clusters }: EffectPlan): string {
  const isReplaced = clusters.some(({ effect }) => effect.pools.some((pool) => replacesNodes(pool.effect)));
  const approval = isReplaced
    ? "Before nodes are replaced, Palette asks for an approval of the repave, cluster by cluster. "
    : "";
  return `${approval}This is what Palette's documentation says of such changes; what follows from it without being said is marked *inferred*. What Palette finds itself before an update counts more.`;
}

function nameOf(name: string, write = code): string {
  return name === "" ? "a cluster without a name" : write(name);
}

/** Within a table, where a bar would begin the next cell. */
function codeInTable(text: string): string {
  return code(text).replaceAll("|", "\\|");
}
