/** What the rollout board says: of columns, rows and cells, for who sees it and who hears it. */

import type {
  BoardCellData,
  BoardColumnData,
  BoardRowData,
  BoardStuckData,
  RolloutBoardData,
} from "../../../../server/src/lsp/protocol.ts";

/** A row, and the group that it is below. */
export interface RowAt {
  readonly row: BoardRowData;
  readonly parent?: BoardRowData | undefined;
}

/** As many versions share the last column of a board of all profiles. */
const farthestLag = 3;

/** How far behind, by which a column is coloured. */
export type Tone = "newest" | "behind-1" | "behind-2" | "behind-3" | "unknown" | "plain";

export function toneOf({ kind, lag }: BoardColumnData): Tone {
  if (kind === "unknown") return "unknown";
  if (kind === "not-judged" || lag === undefined) return "plain";
  return (["newest", "behind-1", "behind-2"] as const)[lag] ?? "behind-3";
}

/** In the legend, worst last. */
export const legend: readonly { readonly tone: Tone; readonly words: string }[] = [
  { tone: "newest", words: "newest" },
  { tone: "behind-1", words: "1 behind" },
  { tone: "behind-2", words: "2 behind" },
  { tone: "behind-3", words: "3 or more behind" },
  { tone: "unknown", words: "no such version here" },
];

/** The two lines at the head of a column. */
export function columnTitle(
  { kind, version, lag }: BoardColumnData,
  newest: string | undefined,
): { readonly title: string; readonly note: string } {
  switch (kind) {
    case "version":
      return { title: version, note: lagNote(version, lag, newest) };
    case "lag":
      return { title: lag === 0 ? "Newest" : `${lag}${lag === farthestLag ? "+" : ""} behind`, note: "" };
    case "unknown":
      return { title: "Not here", note: "no such version" };
    case "not-judged":
      return { title: "Left open", note: "no fixed version" };
  }
}

function lagNote(version: string, lag: number | undefined, newest: string | undefined): string {
  if (lag === undefined) return "no order";
  if (version === newest) return "newest";
  return lag === 0 ? "prerelease" : `${lag} behind`;
}

function lagWords(lag: number): string {
  return lag >= farthestLag ? `${farthestLag} or more behind` : `${lag} behind`;
}

/** The column in a sentence about clusters. */
export function columnPhrase(
  { profile, newest }: Pick<RolloutBoardData, "profile" | "newest">,
  { kind, version, lag }: BoardColumnData,
): string {
  const name = profile?.name;
  switch (kind) {
    case "version":
      return `on ${name ?? ""} ${version}, ${lagNote(version, lag, newest)}`;
    case "lag":
      return lag === 0
        ? "with a profile on its newest version"
        : `with a profile that is ${lagWords(lag ?? 0)}`;
    case "unknown":
      return name === undefined
        ? "on a version that no file here defines"
        : `on a version of ${name} that no file here defines`;
    case "not-judged":
      return `with a version${name === undefined ? "" : ` of ${name}`} that is left open`;
  }
}

/** The row in a sentence about clusters: " of cloud maas"; "" for all. */
export function rowPhrase({ groupBy }: Pick<RolloutBoardData, "groupBy">, { row, parent }: RowAt): string {
  if (row.isCluster)
    return ` named ${row.label}${parent === undefined ? "" : rowPhrase({ groupBy }, { row: parent })}`;
  if (row.key === "") return "";
  switch (groupBy) {
    case "profile":
      return ` on ${nameOf(row)}`;
    case "cloudType":
      return row.key === "no cloud type" ? " without a cloud type" : ` of cloud ${row.label}`;
    case "tag":
      return row.key === "no tags" ? " without tags" : ` with the tag ${row.label}`;
    case "status":
      return row.key === "status unknown" ? " of unknown status" : ` in state ${row.label}`;
    case "cluster":
      return "";
  }
}

/** "4 clusters of cloud maas on platform 1.4.0, 1 behind". */
export function cellPhrase(
  board: Pick<RolloutBoardData, "profile" | "newest" | "groupBy">,
  at: RowAt,
  column: BoardColumnData,
  cell: BoardCellData | undefined,
): string {
  if (at.row.isCluster) {
    if (cell === undefined) return `${at.row.label} is not ${columnPhrase(board, column)}`;
    const stated = isStatedWorthTelling(board, column) ? ` (${cell.stated.join(", ")})` : "";
    return `${at.row.label} ${columnPhrase(board, column)}${stated}`;
  }
  const who = `${clusters(cell?.clusters ?? 0)}${rowPhrase(board, at)}`;
  // The row says of which profile.
  if (at.row.profile !== undefined && column.kind === "lag")
    return `${who}, ${column.lag === 0 ? "newest" : lagWords(column.lag ?? 0)}`;
  return `${who} ${columnPhrase(board, column)}`;
}

/** "12 clusters of cloud maas, 5 behind". */
export function rowTitle(board: Pick<RolloutBoardData, "groupBy">, at: RowAt): string {
  const behind =
    at.row.behind === 0 ? "" : at.row.isCluster ? ", behind" : `, ${numbers.format(at.row.behind)} behind`;
  const who = at.row.isCluster
    ? ["Cluster", at.row.label, at.row.detail].filter((word) => word !== "").join(" ")
    : `${clusters(at.row.clusters)}${rowPhrase(board, at)}`;
  return `${who}${behind}`;
}

/** "Move 4 to 2.0.0...", "Move 3 of 4 to 2.0.0..."; undefined where none of them can be moved. */
export function moveWords(number: number, stuck: BoardStuckData | undefined, to = ""): string | undefined {
  const movable = number - (stuck?.clusters ?? 0);
  if (movable <= 0) return undefined;
  const of = movable === number ? "" : ` of ${numbers.format(number)}`;
  return `Move ${numbers.format(movable)}${of}${to === "" ? "" : ` to ${to}`}...`;
}

/** "2 of them cannot be moved, such as lab: it is being provisioned": behind a sentence about that many clusters. */
export function stuckWords(number: number, stuck: BoardStuckData | undefined): string | undefined {
  if (stuck === undefined) return undefined;
  const { example, why } = stuck;
  if (number === 1) return `${example} cannot be moved: ${why}`;
  const who =
    stuck.clusters >= number ? "None of them can" : `${numbers.format(stuck.clusters)} of them cannot`;
  return stuck.clusters === 1
    ? `${who} be moved, ${example}: ${why}`
    : `${who} be moved, such as ${example}: ${why}`;
}

/** What the view of clusters says that it is filtered by: "cloud maas and platform 1.4.0". */
export function filterWords(
  board: Pick<RolloutBoardData, "profile" | "groupBy">,
  at: RowAt | undefined,
  column: BoardColumnData | undefined,
): string {
  const name = board.profile?.name;
  const words = [
    at === undefined ? "" : rowWords(board, at),
    column === undefined ? (name ?? "") : columnWords(name, column),
  ];
  return words.filter((word) => word !== "").join(" and ") || "the rollout board";
}

function rowWords({ groupBy }: Pick<RolloutBoardData, "groupBy">, { row }: RowAt): string {
  if (row.isCluster || row.key === "") return row.label;
  if (groupBy === "cloudType") return row.key === "no cloud type" ? row.key : `cloud ${row.label}`;
  if (groupBy === "status") return row.key === "status unknown" ? row.key : `state ${row.label}`;
  if (groupBy === "tag") return row.key === "no tags" ? row.key : `tag ${row.label}`;
  return nameOf(row);
}

function columnWords(name: string | undefined, { kind, version, lag }: BoardColumnData): string {
  switch (kind) {
    case "version":
      return `${name ?? ""} ${version}`;
    case "lag":
      return lag === 0 ? "newest version" : lagWords(lag ?? 0);
    case "unknown":
      return name === undefined ? "versions that are not here" : `versions of ${name} that are not here`;
    case "not-judged":
      return name === undefined ? "versions left open" : `versions of ${name} left open`;
  }
}

/** What is written in the cell. */
export function cellText(
  board: Pick<RolloutBoardData, "profile">,
  row: BoardRowData,
  column: BoardColumnData,
  { clusters: number, stated }: BoardCellData,
): string {
  if (!row.isCluster) return numbers.format(number);
  if (board.profile === undefined) return numbers.format(stated.length);
  if (column.kind === "version" || stated.length !== 1) return numbers.format(number);
  return (stated[0] ?? "").slice(board.profile.name.length).trim() || "none";
}

/** A column of versions says it already. */
function isStatedWorthTelling(
  { profile }: Pick<RolloutBoardData, "profile">,
  { kind }: BoardColumnData,
): boolean {
  return profile === undefined || kind !== "version";
}

/** "3 of 7 clusters are on the newest version, 2.0.0; 4 are behind". */
export function summary({ profile, newest, total, columns }: RolloutBoardData): string {
  if (total.clusters === 0) return "";
  const { behind } = total;
  const are = behind === 1 ? "is" : "are";
  if (profile === undefined) {
    const number = behind === 0 ? "None" : numbers.format(behind);
    return `${number} of ${clusters(total.clusters)} ${are} behind on a profile`;
  }
  if (newest === undefined) return `${clusters(total.clusters)} on versions that no file here defines`;
  const at = columns.findIndex(({ version }) => version === newest);
  const number = total.cells.find(({ column }) => column === at)?.clusters ?? 0;
  const on = `${numbers.format(number)} of ${clusters(total.clusters)} ${number === 1 ? "is" : "are"} on the newest version, ${newest}`;
  return behind === 0 ? on : `${on}; ${numbers.format(behind)} ${are} behind`;
}

/** What to do where there is nothing to count. */
export function emptyState(
  board: RolloutBoardData,
): { readonly title: string; readonly advice: string } | undefined {
  if (board.profiles.length === 0 && board.total.clusters === 0) {
    return {
      title: "No cluster profiles here",
      advice:
        "The board counts clusters by the versions of their profiles. Open the folder that has your profiles, or add it to the workspace.",
    };
  }
  if (board.clusters === 0) {
    return {
      title: "No clusters here",
      advice:
        "The workspace has profiles, but no cluster that could be on them. Open the folder that has your clusters, or add it to the workspace.",
    };
  }
  if (board.total.clusters === 0) {
    const name = board.profile?.name ?? "";
    return board.profile === undefined
      ? {
          title: "No cluster uses a profile",
          advice: "Attach one: drag a version from the Profiles view onto a cluster in the Clusters view.",
        }
      : {
          title: `No cluster uses ${name}`,
          advice: `Attach it: drag a version of ${name} from the Profiles view onto a cluster in the Clusters view. Or choose another profile above.`,
        };
  }
  return undefined;
}

/** A profile in a list, with its context where that is not the usual one. */
export function nameOf({ label, detail }: Pick<BoardRowData, "label" | "detail">): string {
  return detail === "" ? label : `${label} (${detail})`;
}

export const numbers = new Intl.NumberFormat("en");

export function clusters(number: number): string {
  return `${numbers.format(number)} ${number === 1 ? "cluster" : "clusters"}`;
}
