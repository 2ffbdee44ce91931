/** Who is on which profile version, as a page of Markdown to read: the verdict first, then a table. For a profile version, a cluster or all. */

import type { Span } from "../base/span.ts";
import type { ClusterEntry, FileId, ProfileEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import {
  type Assignment,
  type AssignmentCounts,
  assignments,
  countAssignments,
  stateWords,
  verdict,
  verify,
} from "./assignments.ts";
import { statusWithAge } from "./cluster-status.ts";
import { escapeText, oneLine, paragraphs } from "./markdown.ts";
import { roleNames } from "./trees/cluster-order.ts";

/** What the page is about; undefined for all clusters. */
export type PageSubject = { readonly cluster: ClusterEntry } | { readonly profile: ProfileEntry } | undefined;

/** How a place is called for a reader, and where a click on that goes, in a form that needs no escape; undefined where it can go nowhere. */
export interface PlaceLink {
  readonly label: string;
  readonly address: string | undefined;
}

export interface AssignmentsPage {
  /** Plain text on one line. */
  readonly title: string;
  readonly markdown: string;
}

/** More than anybody reads, and few enough for a preview. */
const mostRows = 1000;

const whatItIs =
  "This is what the files of the workspace say, not what a running Palette says: a change reaches a cluster when it is applied there.";

export function assignmentsPage(
  snapshot: Snapshot,
  subject: PageSubject,
  linkTo: (file: FileId, span: Span) => PlaceLink,
  now?: number,
): AssignmentsPage {
  const { title, sentence, rows, columns: own } = contentOf(snapshot, subject);
  const status = statusColumn(snapshot, rows, now);
  const columns = status === undefined ? own : [...own, status];
  const table = rows
    .slice(0, mostRows)
    .map((row) => [...columns.map(([, cell]) => escapeText(cell(row))), where(row, linkTo)]);
  const more = rows.length - table.length;
  return {
    title: oneLine(title),
    markdown: `${paragraphs([
      `# ${escapeText(title)}`,
      `**${escapeText(sentence)}**`,
      writeTable([...columns.map(([heading]) => heading), "Where"], table),
      more === 0
        ? undefined
        : `${more} more are not shown: the command \`cluster-profiles clusters\` lists all.`,
      whatItIs,
    ])}\n`,
  };
}

type Column = readonly [heading: string, cell: (row: Assignment) => string];

interface PageContent {
  readonly title: string;
  readonly sentence: string;
  readonly rows: readonly Assignment[];
  /** Without the place, which is always the last. */
  readonly columns: readonly Column[];
}

const ofCluster: Column = ["Cluster", ({ cluster }) => nameOf(cluster)];
const ofProfile: Column = ["Profile", ({ reference }) => reference.name];
const ofRole: Column = ["Role", ({ reference }) => roleNames[reference.role] ?? ""];
const ofVersion: Column = [
  "Version",
  ({ version, isDefault }) => (isDefault ? `${version} (default)` : (version ?? "none")),
];

function stateColumn(version?: string): Column {
  return ["State", (row) => stateWords(row, version)];
}

/** How the clusters are; undefined where nothing is known of any. */
function statusColumn(
  snapshot: Snapshot,
  rows: readonly Assignment[],
  now: number | undefined,
): Column | undefined {
  if (rows.every(({ cluster }) => snapshot.statusOf(cluster) === undefined)) return undefined;
  return ["Status", ({ cluster }) => statusWithAge(snapshot.statusOf(cluster), now)];
}

function contentOf(snapshot: Snapshot, subject: PageSubject): PageContent {
  if (subject === undefined) {
    const rows = assignments(snapshot);
    return {
      title: "Profile versions of all clusters",
      sentence: sentenceOfAll([...snapshot.index.allClusters()].length, rows),
      rows,
      columns: [ofCluster, ofProfile, ofVersion, stateColumn()],
    };
  }
  if ("cluster" in subject) {
    const { cluster } = subject;
    const rows = assignments(snapshot, { files: new Set([cluster.file]) }).filter(
      (row) => row.cluster === cluster,
    );
    return {
      title: `Profile versions of ${nameOf(cluster)}`,
      sentence: sentenceOfCluster(nameOf(cluster), countAssignments(rows)),
      rows,
      columns: [ofProfile, ofRole, ofVersion, stateColumn()],
    };
  }
  const { name, version, context } = subject.profile;
  const rows = assignments(snapshot, { profile: { name, context } });
  return {
    title: `Clusters on ${name} ${version}`,
    sentence: verdict(verify(rows, version), name, version),
    rows,
    columns: [ofCluster, ofVersion, stateColumn(version)],
  };
}

function sentenceOfAll(clusters: number, rows: readonly Assignment[]): string {
  if (clusters === 0) return "No file of the workspace is a cluster";
  const behind = new Set(rows.filter(({ state }) => state === "behind").map(({ cluster }) => cluster)).size;
  const isOnly = clusters === 1;
  const subject = isOnly
    ? "The only cluster"
    : behind === 0
      ? `None of ${clusters} clusters`
      : `${behind} of ${clusters} clusters`;
  const verb = behind > 1 ? "are" : isOnly && behind === 0 ? "is not" : "is";
  return `${subject} ${verb} behind${others(countAssignments(rows))}`;
}

function sentenceOfCluster(name: string, counts: AssignmentCounts): string {
  const { references, behind } = counts;
  if (references === 0) return `${name} has no profiles`;
  const profiles =
    references === 1 ? "its only profile" : `${behind === 0 ? "none" : behind} of its ${references} profiles`;
  const isBehind = references === 1 && behind === 0 ? "is not behind" : "is behind";
  return `${name} ${isBehind} on ${profiles}${others(counts)}`;
}

/** What is to be said of references that are neither the newest nor behind. */
function others({ unknown, silenced, notJudged }: AssignmentCounts): string {
  const parts = [
    unknown === 0 ? undefined : `${unknown} unknown`,
    silenced === 0 ? undefined : `${silenced} silenced`,
    notJudged === 0 ? undefined : `${notJudged} not judged`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (references: ${parts.join(", ")})`;
}

function nameOf({ stated }: ClusterEntry): string {
  return stated.name ?? "(cluster without a name)";
}

function where({ reference }: Assignment, linkTo: (file: FileId, span: Span) => PlaceLink): string {
  const { label, address } = linkTo(reference.file, reference.versionSpan ?? reference.nameSpan);
  return address === undefined ? escapeText(label) : `[${escapeText(label)}](${address})`;
}

function writeTable(headings: readonly string[], rows: readonly (readonly string[])[]): string | undefined {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}
