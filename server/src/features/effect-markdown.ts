/** What an update does to clusters as a page of Markdown: what to know first, the clusters from the worst down, what changes. Readable on paper too. */

import {
  type Caution,
  type ChangeEffect,
  type ChangeSubject,
  type ClusterEffect,
  cautionKinds,
  type PoolEffect,
  type ShownChange,
} from "../updates/effect/effect.ts";
import {
  compareEffects,
  type EffectClass,
  effectNames,
  effectSentences,
  replacesNodes,
  worstEffect,
} from "../updates/effect/effect-class.ts";
import { summarizeEffects, verdictOf } from "../updates/effect-summary.ts";
import type { ClusterStatus } from "../workspace/cluster-statuses.ts";
import { statusMarkdown, statusWithAge } from "./cluster-status.ts";
import { count } from "./comparison-line.ts";
import { keyItem } from "./comparison-markdown.ts";
import { effectWords, nodeWords, sentenceMarkdown, summaryWords } from "./effect-words.ts";
import { bullets, code, escapeText, firstOf, paragraphs } from "./markdown.ts";

export interface EffectPage {
  /** Markdown on one line. */
  readonly title: string;
  readonly clusters: readonly ClusterOnPage[];
  /** What the moment is, for ages; undefined where nobody has a clock. */
  readonly now: number | undefined;
}

export interface ClusterOnPage {
  /** Undefined for one without a name. */
  readonly name: string | undefined;
  /** Undefined where nobody can tell. */
  readonly effect: ClusterEffect | undefined;
  readonly status: ClusterStatus | undefined;
}

/** How much of each is shown before the rest is counted: a page is read by people. */
const clustersListed = 200;
const groupsListed = 20;
const namesShown = 8;
const changesListed = 15;

function totalOf(effect: ClusterEffect | undefined): EffectClass {
  return effect?.total ?? "unknown";
}

export function effectMarkdown({ title, clusters, now }: EffectPage): string {
  const sorted = [...clusters].sort((a, b) => compareEffects(totalOf(a.effect), totalOf(b.effect)));
  return `${paragraphs([
    `# ${title}`,
    inShort(sorted),
    cautions(sorted),
    approval(sorted),
    clusterTable(sorted, now),
    statusOfOne(sorted, now),
    ...changeSections(sorted),
    legend(sorted),
  ])}\n`;
}

function inShort(clusters: readonly ClusterOnPage[]): string {
  const summary = summarizeEffects(clusters.map(({ effect }) => verdictOf(effect)));
  const { worst, replacing, nodes } = summary;
  const replaced =
    replacing === 0
      ? undefined
      : `${capital(nodeWords(nodes))} of ${count(replacing, "cluster")} ${nodes === 1 ? "is" : "are"} replaced.`;
  if (worst === "none") return `**${effectSentences.none}**`;
  const words = [`**${capital(summaryWords(summary))}.**`, effectSentences[worst], replaced];
  return words.filter((word) => word !== undefined).join(" ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The gravest first, each once with the clusters that it is about. */
function cautions(clusters: readonly ClusterOnPage[]): string | undefined {
  const byText = new Map<string, { readonly caution: Caution; readonly names: string[] }>();
  for (const { name, effect } of clusters) {
    for (const caution of effect?.cautions ?? []) {
      const known = byText.get(caution.text) ?? { caution, names: [] };
      known.names.push(nameOf(name));
      byText.set(caution.text, known);
    }
  }
  if (byText.size === 0) return undefined;
  const gravity = ({ kind }: Caution) => cautionKinds.indexOf(kind);
  const items = [...byText.values()]
    .sort((a, b) => gravity(a.caution) - gravity(b.caution))
    .map(({ caution: { text, isRefusal }, names }) => {
      const who = clusters.length === 1 ? "" : ` (${namesOf(names, clusters.length)})`;
      return `${isRefusal ? "**Refused.** " : ""}${sentenceMarkdown(text)}${who}`;
    });
  return `## Cautions\n\n${bullets(items)}`;
}

function namesOf(names: readonly string[], all: number): string {
  return names.length === all ? "all clusters" : firstOf(names, namesShown);
}

function nameOf(name: string | undefined): string {
  return name === undefined ? "cluster without a name" : escapeText(name);
}

function approval(clusters: readonly ClusterOnPage[]): string | undefined {
  const isRepave = clusters.some(({ effect }) => replacesNodes(totalOf(effect)));
  return isRepave
    ? "Palette asks too: an update that replaces nodes waits there as pending until somebody approves it, for each cluster on its own."
    : undefined;
}

function clusterTable(clusters: readonly ClusterOnPage[], now: number | undefined): string {
  const rows = clusters
    .slice(0, clustersListed)
    .map(({ name, effect, status }) =>
      row([
        nameOf(name),
        effectNames[totalOf(effect)],
        poolsCell(effect?.pools ?? []),
        replacedCell(effect),
        escapeText(statusWithAge(status, now)),
      ]),
    );
  const more = clusters.length - rows.length;
  return paragraphs([
    "## Clusters, the worst first",
    [
      row(["Cluster", "Effect", "Pools in order", "Nodes replaced", "Status"]),
      row(["---", "---", "---", "---", "---"]),
      ...rows,
    ].join("\n"),
    more > 0 ? `and ${count(more, "more cluster")}, none of them worse.` : undefined,
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** "1. control-plane-pool (3 nodes): full repave, 2. worker-pool (6 nodes): full repave". */
function poolsCell(pools: readonly PoolEffect[]): string {
  const words = pools
    .filter(({ step }) => step !== undefined)
    .map(({ name, nodes, effect, step }) => {
      const many = nodes === undefined ? "nodes not counted" : count(nodes, "node");
      return `${step}\\. ${escapeText(name)} (${many}): ${effectNames[effect]}`;
    });
  return words.length === 0 ? "none" : words.join(", ");
}

function replacedCell(effect: ClusterEffect | undefined): string {
  if (effect === undefined) return "unknown";
  if (effect.replacedNodes === undefined) return "not counted";
  return effect.total === "unknown" && effect.replacedNodes === 0 ? "unknown" : String(effect.replacedNodes);
}

/** With its source, for which a table of many has no room. */
function statusOfOne(clusters: readonly ClusterOnPage[], now: number | undefined): string | undefined {
  const [first, second] = clusters;
  return first === undefined || second !== undefined ? undefined : statusMarkdown(first.status, now);
}

interface ChangedAlike {
  /** Undefined where nobody can tell. */
  readonly changes: readonly ChangeEffect[] | undefined;
  readonly names: string[];
}

/** Clusters to which the same happens for the same reasons share a section. */
function changeSections(clusters: readonly ClusterOnPage[]): string[] {
  const groups = new Map<string, ChangedAlike>();
  const keys = new Map<readonly ChangeEffect[] | undefined, string>();
  for (const { name, effect } of clusters) {
    const changes = effect?.changes;
    const key = keys.get(changes) ?? sameFor(changes);
    keys.set(changes, key);
    const group = groups.get(key) ?? { changes, names: [] };
    group.names.push(nameOf(name));
    groups.set(key, group);
  }
  const sections = [...groups.values()].slice(0, groupsListed).map(({ changes, names }) => {
    const who = groups.size === 1 ? undefined : `### ${namesOf(names, clusters.length)}`;
    return paragraphs([who, changesOfAll(changes, names.length === 1)]);
  });
  const more = groups.size - sections.length;
  const rest = more > 0 ? [`Other changes happen to ${count(more, "more group")} of clusters.`] : [];
  return ["## What changes", ...sections, ...rest];
}

function changesOfAll(changes: readonly ChangeEffect[] | undefined, isAlone: boolean): string {
  if (changes === undefined) return "What changes cannot be told: the version or the cluster cannot be read.";
  if (changes.length === 0) return "Nothing that a cluster would notice.";
  return changeList(isAlone ? changes : changes.map(withoutPools));
}

/** Pools are called otherwise from cluster to cluster, and stand in the table. */
function sameFor(changes: readonly ChangeEffect[] | undefined): string {
  return JSON.stringify(changes?.map(withoutPools) ?? null);
}

function withoutPools(change: ChangeEffect): ChangeEffect {
  return { ...change, pools: [] };
}

/** The worst first; changes of one thing for one reason together. */
function changeList(changes: readonly ChangeEffect[]): string {
  const groups = new Map<string, ChangeEffect[]>();
  for (const change of changes) {
    const { subject, effect, certainty, rule, reason, pools } = change;
    const key = JSON.stringify([subject, effect, certainty, rule, reason, pools]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()]
    .sort(([a], [b]) => compareEffects(a?.effect ?? "none", b?.effect ?? "none"))
    .map(changeItem)
    .join("\n");
}

function changeItem(changes: readonly ChangeEffect[]): string {
  const [first] = changes;
  if (first === undefined) return "";
  const { subject, effect, certainty, reason, source, pools } = first;
  const proof = source === undefined ? "" : ` (${escapeText(source)})`;
  const head = `**${subjectWords(subject)}**: ${effectWords(effect)}, ${certainty}${proof}`;
  const where = pools.length === 0 ? "" : ` Pools: ${firstOf(pools.map(code), namesShown)}.`;
  const listed = changes
    .slice(0, changesListed)
    .map(({ change, through }) => changeWords(change) + throughWords(through));
  const more = changes.length - listed.length;
  return [
    `- ${head}`,
    ...[...listed, ...(more > 0 ? [`and ${count(more, "more change")}`] : [])].map((line) => `  - ${line}`),
    `  - ${sentenceMarkdown(reason)}${where}`,
  ].join("\n");
}

const layerTitles: Readonly<Record<string, string>> = {
  kernel: "Kernel",
  os: "Operating system",
  k8s: "Kubernetes",
  cni: "Network (CNI)",
  csi: "Storage (CSI)",
  addon: "Add-on",
};

function subjectWords(subject: ChangeSubject): string {
  switch (subject.kind) {
    case "layer": {
      const title = layerTitles[subject.layer ?? ""] ?? "Pack of an unknown layer";
      return `${title} ${code(subject.pack)} of ${code(subject.profile)}`;
    }
    case "profile":
      return `Profile ${code(subject.profile)}`;
    case "variable":
      return `Variable ${code(subject.variable)} of ${code(subject.profile)}`;
    case "pool":
      return `Pool ${code(subject.pool)}`;
    case "cluster":
      return "Cluster";
  }
}

function changeWords(change: ShownChange): string {
  switch (change.kind) {
    case "added":
    case "removed":
      return `${change.kind}: ${escapeText(change.what)}`;
    case "replaced":
      return `${code(change.before)} makes room for ${code(change.after)}`;
    case "version":
      return `version ${versionWords(change.before)} → ${versionWords(change.after)}`;
    case "key":
      return keyItem(change.key);
    case "manifest":
      return `manifest ${code(change.manifest)}: ${keyItem(change.key)}`;
    case "text":
      return `${escapeText(change.what)} changed, and cannot be compared by key`;
    case "order":
      return `${escapeText(change.what)} in another order`;
  }
}

function versionWords(version: string | undefined): string {
  return version === undefined ? "none" : code(version);
}

function throughWords(through: string | undefined): string {
  return through === undefined ? "" : `, through ${sentenceMarkdown(through)}`;
}

function legend(clusters: readonly ClusterOnPage[]): string | undefined {
  const isChanged = clusters.some(({ effect }) => (effect?.changes.length ?? 0) > 0);
  const worst = worstEffect(clusters.map(({ effect }) => totalOf(effect)));
  return isChanged && worst !== "none"
    ? "*Documented*: a page of Palette's documentation says so. *Inferred*: it follows from what the pages say, and nobody states it."
    : undefined;
}
