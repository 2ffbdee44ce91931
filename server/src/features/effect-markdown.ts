/** A plan of effects as a page of Markdown, for a merge request and for paper: cautions first, then the clusters, the worst first. */

import type { Caution, ChangeEffect } from "../updates/effect/effect.ts";
import { effectNames, effectSentences, replacesNodes } from "../updates/effect/effect-class.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { EffectPlan, PlannedCluster } from "./effect-plan.ts";
import { changeWords, effectWords, moveWords, planSummary, poolWords, subjectWords } from "./effect-words.ts";
import { bullets, code, escapeText, firstOf, paragraphs } from "./markdown.ts";

/** How much of a page is spelled out: a comment has room for some, and a person reads less. */
const mostRows = 100;
const mostSections = 25;
const mostChanges = 40;
const mostNamed = 12;
const mostCautions = 40;

export interface EffectPage {
  /** What the page is about: "metal 1.1.0", "changes since main". */
  readonly title: string;
  /** A file as it is to be shown. */
  readonly fileLabel: (file: string) => string;
  /** How a cluster is, and since when; left out where nobody can say so of any. Markdown. */
  readonly statusOf?: (cluster: ClusterEntry) => string;
}

export function effectMarkdown(plan: EffectPlan, page: EffectPage): string {
  const { title } = page;
  const groups = groupsOf(plan.clusters);
  const sections = groups.slice(0, mostSections).map((group) => section(group));
  const left = groups.length - sections.length;
  return `${paragraphs([
    `# Effect on clusters: ${escapeText(title)}`,
    planSummary(plan),
    cautions(plan),
    table(plan, page),
    ...sections,
    left > 0 ? `And ${left} more with changes of other kinds, which are in the table.` : undefined,
    comeAndGo(plan),
    plan.clusters.length === 0 ? undefined : footer(plan),
  ])}\n`;
}

/** The same caution for many clusters is said once. */
function cautions({ clusters }: EffectPlan): string | undefined {
  const byText = new Map<string, { readonly caution: Caution; readonly names: string[] }>();
  for (const { name, effect } of clusters) {
    for (const caution of effect.cautions) {
      const known = byText.get(caution.text);
      if (known === undefined) byText.set(caution.text, { caution, names: [nameOf(name)] });
      else known.names.push(nameOf(name));
    }
  }
  if (byText.size === 0) return undefined;
  const sorted = [...byText.values()].sort(
    (a, b) => Number(b.caution.isRefusal) - Number(a.caution.isRefusal),
  );
  const items = sorted.slice(0, mostCautions).map(({ caution, names }) => {
    const who = firstOf(names.map(escapeText), mostNamed);
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

function table({ clusters }: EffectPlan, { fileLabel, statusOf }: EffectPage): string | undefined {
  if (clusters.length === 0) return undefined;
  const rows = clusters.slice(0, mostRows).map((cluster) => {
    const { name, entry, moves } = cluster;
    const profiles = moves.map((move) => moveWords(move, escapeText)).join("<br>") || "its own settings";
    return [
      escapeText(nameOf(name)),
      profiles,
      effectWords(cluster),
      ...(statusOf === undefined ? [] : [statusOf(entry)]),
      code(fileLabel(entry.file)).replaceAll("|", "\\|"),
    ];
  });
  const head = ["Cluster", "Profiles", "Effect", ...(statusOf === undefined ? [] : ["Status"]), "File"];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const left = clusters.length - rows.length;
  return paragraphs([`## Clusters\n\n${lines.join("\n")}`, left > 0 ? `And ${left} more.` : undefined]);
}

/** Clusters to which the same happens are told of together; pools and their nodes are each one's own. */
function groupsOf(clusters: readonly PlannedCluster[]): PlannedCluster[][] {
  const groups = new Map<string, PlannedCluster[]>();
  for (const cluster of clusters) {
    const { effect, moves } = cluster;
    if (effect.changes.length === 0) continue;
    const key = JSON.stringify([
      effect.total,
      moves,
      effect.changes.map((change) => ({ ...change, pools: [] })),
    ]);
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
    group.map(({ name }) => escapeText(nameOf(name))),
    mostNamed,
  );
  return paragraphs([
    `## ${names}: ${effectNames[effect.total]}`,
    moves.length === 0 ? undefined : `${moves.map((move) => moveWords(move, escapeText)).join("; ")}.`,
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
    return `${lead} ${poolWords(pool, escapeText)}`;
  });
  const numbered = lines.filter((line) => !line.startsWith("-"));
  const still = lines.filter((line) => line.startsWith("-"));
  const who = isNamed ? `In this order, ${escapeText(nameOf(name))}:` : "In this order:";
  return paragraphs([who, numbered.join("\n"), still.join("\n")]);
}

function changeTable(changes: readonly ChangeEffect[]): string {
  const worstFirst = changes.filter(({ effect }) => effect !== "none");
  const quiet = changes.filter(({ effect }) => effect === "none");
  const shown = [...worstFirst, ...quiet].slice(
    0,
    Math.max(mostChanges, Math.min(worstFirst.length, 2 * mostChanges)),
  );
  const rows = shown.map((change) => [
    subjectWords(change.subject, escapeText),
    changeWords(change, (text) => code(text).replaceAll("|", "\\|")),
    `${effectNames[change.effect]}${change.certainty === "inferred" && change.effect !== "unknown" ? " (inferred)" : ""}`,
    `${sentence(change.reason)}${change.source === undefined ? "" : ` (${change.source})`}`,
  ]);
  const lines = [["What", "Change", "Effect", "Why"], ["---", "---", "---", "---"], ...rows].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
  const left = changes.length - shown.length;
  return paragraphs([lines.join("\n"), left > 0 ? `And ${left} more changes.` : undefined]);
}

function comeAndGo({ added, removed }: EffectPlan): string | undefined {
  const items = [
    added.length === 0
      ? undefined
      : `New: ${firstOf(
          added.map((name) => escapeText(nameOf(name))),
          mostNamed,
        )}`,
    removed.length === 0
      ? undefined
      : `Gone: ${firstOf(
          removed.map((name) => escapeText(nameOf(name))),
          mostNamed,
        )}. What applies the files may delete the cluster`,
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

function nameOf(name: string): string {
  return name === "" ? "a cluster without a name" : name;
}
