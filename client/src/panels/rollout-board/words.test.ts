/** What the rollout board says, as it is read out: the sentence of each kind of cell, row and column. */

import { describe, expect, it } from "vitest";
import type { BoardColumnData, BoardRowData, RolloutBoardData } from "../../../../server/src/lsp/protocol.ts";
import {
  cellPhrase,
  cellText,
  columnTitle,
  emptyState,
  filterWords,
  moveWords,
  rowTitle,
  stuckWords,
  summary,
  toneOf,
} from "./words.ts";

const version = (version: string, lag?: number): BoardColumnData => ({
  key: `version ${version}`,
  kind: "version",
  version,
  lag,
});
const unknown: BoardColumnData = { key: "unknown", kind: "unknown", version: "" };
const leftOpen: BoardColumnData = { key: "not judged", kind: "not-judged", version: "" };
const lag = (lag: number): BoardColumnData => ({ key: `lag ${lag}`, kind: "lag", version: "", lag });

function row(parts: Partial<BoardRowData>): BoardRowData {
  return {
    key: "maas",
    label: "maas",
    detail: "",
    isCluster: false,
    clusters: 4,
    behind: 0,
    cells: [],
    ...parts,
  };
}

const berlin = row({ key: "k", label: "berlin", detail: "maas", isCluster: true, clusters: 1, behind: 1 });

const ofOne = { profile: { name: "platform" }, newest: "1.5.0", groupBy: "cloudType" } as const;
const ofAll = { profile: undefined, groupBy: "profile" } as const;

function cell(clusters: number, ...stated: string[]) {
  return { column: 0, clusters, stated };
}

describe("a cell", () => {
  it.each([
    [row({}), version("1.4.0", 1), 4, "4 clusters of cloud maas on platform 1.4.0, 1 behind"],
    [row({}), version("1.5.0", 0), 1, "1 cluster of cloud maas on platform 1.5.0, newest"],
    [row({}), version("2.0.0-rc.1", 0), 1, "1 cluster of cloud maas on platform 2.0.0-rc.1, prerelease"],
    [row({}), version("spring"), 1, "1 cluster of cloud maas on platform spring, no order"],
    [row({}), unknown, 2, "2 clusters of cloud maas on a version of platform that no file here defines"],
    [row({}), leftOpen, 2, "2 clusters of cloud maas with a version of platform that is left open"],
    [row({ key: "" }), version("1.4.0", 1), 1200, "1,200 clusters on platform 1.4.0, 1 behind"],
    [
      row({ key: "no cloud type", label: "no cloud type" }),
      version("1.4.0", 1),
      0,
      "0 clusters without a cloud type on platform 1.4.0, 1 behind",
    ],
  ])("of a group counts: %#", (of, column, clusters, words) => {
    expect(cellPhrase(ofOne, { row: of }, column, clusters === 0 ? undefined : cell(clusters))).toBe(words);
  });

  it.each([
    [version("1.4.0", 1), cell(1, "platform 1.4.0"), "berlin on platform 1.4.0, 1 behind", "1"],
    [
      unknown,
      cell(1, "platform 0.9.0"),
      "berlin on a version of platform that no file here defines (platform 0.9.0)",
      "0.9.0",
    ],
    [leftOpen, cell(1, "platform"), "berlin with a version of platform that is left open (platform)", "none"],
  ])("of a cluster says its version: %#", (column, of, words, text) => {
    expect(cellPhrase(ofOne, { row: berlin, parent: row({}) }, column, of)).toBe(words);
    expect(cellText(ofOne, berlin, column, of)).toBe(text);
  });

  it("of a tag says so", () => {
    const at = { row: row({ key: "stage:prod", label: "stage:prod" }) };
    expect(cellPhrase({ ...ofOne, groupBy: "tag" }, at, version("1.4.0", 1), cell(2))).toBe(
      "2 clusters with the tag stage:prod on platform 1.4.0, 1 behind",
    );
  });

  it("on the board of all profiles says how far behind", () => {
    const platform = row({ key: "p", label: "platform", detail: "tenant", profile: { name: "platform" } });
    expect(cellPhrase(ofAll, { row: platform }, lag(3), cell(2))).toBe(
      "2 clusters on platform (tenant), 3 or more behind",
    );
    expect(cellPhrase(ofAll, { row: row({ key: "" }) }, lag(1), cell(9))).toBe(
      "9 clusters with a profile that is 1 behind",
    );
    expect(cellText(ofAll, berlin, lag(1), cell(1, "web 1.0.0", "db 2.0.0"))).toBe("2");
  });
});

it("says of a row how many are behind", () => {
  expect(rowTitle(ofOne, { row: row({ clusters: 12, behind: 5 }) })).toBe(
    "12 clusters of cloud maas, 5 behind",
  );
  expect(rowTitle(ofOne, { row: row({ key: "", clusters: 5000, behind: 3958 }) })).toBe(
    "5,000 clusters, 3,958 behind",
  );
  expect(rowTitle(ofOne, { row: berlin })).toBe("Cluster berlin maas, behind");
});

it("counts in what is moved only who can be", () => {
  const why = "it is being provisioned";
  const some = { clusters: 2, example: "lab", why };
  expect(moveWords(5, undefined, "2.0.0")).toBe("Move 5 to 2.0.0...");
  expect(moveWords(5000, some, "2.0.0")).toBe("Move 4,998 of 5,000 to 2.0.0...");
  expect(moveWords(5, some)).toBe("Move 3 of 5...");
  expect(moveWords(2, some, "2.0.0")).toBeUndefined();
  expect(stuckWords(5, undefined)).toBeUndefined();
  expect(stuckWords(5, some)).toBe(`2 of them cannot be moved, such as lab: ${why}`);
  expect(stuckWords(5, { ...some, clusters: 1 })).toBe(`1 of them cannot be moved, lab: ${why}`);
  expect(stuckWords(2, some)).toBe(`None of them can be moved, such as lab: ${why}`);
  expect(stuckWords(1, { ...some, clusters: 1 })).toBe(`lab cannot be moved: ${why}`);
});

it("says of a state that it is one", () => {
  const ofState = { ...ofOne, groupBy: "status" } as const;
  const running = row({ key: "Running", label: "Running" });
  const unsaid = row({ key: "status unknown", label: "status unknown" });
  expect(cellPhrase(ofState, { row: running }, version("1.4.0", 1), cell(2))).toBe(
    "2 clusters in state Running on platform 1.4.0, 1 behind",
  );
  expect(rowTitle(ofState, { row: unsaid })).toBe("4 clusters of unknown status");
  expect(filterWords(ofState, { row: running }, undefined)).toBe("state Running and platform");
});

it("has a colour by how far behind a column is, and the words for it at the head", () => {
  const columns = [
    version("1.5.0", 0),
    version("1.4.0", 1),
    version("1.3.0", 2),
    version("1.0.0", 7),
    unknown,
    leftOpen,
  ];
  expect(columns.map((column) => [toneOf(column), columnTitle(column, "1.5.0").note])).toEqual([
    ["newest", "newest"],
    ["behind-1", "1 behind"],
    ["behind-2", "2 behind"],
    ["behind-3", "7 behind"],
    ["unknown", "no such version"],
    ["plain", "no fixed version"],
  ]);
});

it("is titled by how far behind on the board of all profiles", () => {
  expect([3, 2, 1, 0].map((number) => columnTitle(lag(number), undefined).title)).toEqual([
    "3+ behind",
    "2 behind",
    "1 behind",
    "Newest",
  ]);
});

it("names what the view of clusters is filtered by", () => {
  expect(filterWords(ofOne, { row: row({}) }, version("1.4.0", 1))).toBe("cloud maas and platform 1.4.0");
  expect(filterWords(ofOne, { row: berlin, parent: row({}) }, undefined)).toBe("berlin and platform");
  expect(filterWords(ofOne, undefined, unknown)).toBe("versions of platform that are not here");
  expect(filterWords(ofAll, { row: row({ key: "", label: "" }) }, undefined)).toBe("the rollout board");
});

describe("the whole board", () => {
  const board = (parts: Partial<RolloutBoardData>): RolloutBoardData => ({
    ...ofOne,
    profiles: [{ name: "platform", clusters: 7, versions: 2 }],
    clusters: 20,
    columns: [version("1.4.0", 1), version("1.5.0", 0)],
    leftOut: 0,
    total: row({ key: "", clusters: 7, behind: 4, cells: [{ column: 1, clusters: 3, stated: [] }] }),
    rows: { shown: [], count: 0 },
    ...parts,
  });

  it("sums up", () => {
    expect(summary(board({}))).toBe("3 of 7 clusters are on the newest version, 1.5.0; 4 are behind");
    expect(summary(board({ newest: undefined, columns: [unknown] }))).toBe(
      "7 clusters on versions that no file here defines",
    );
    expect(summary(board({ profile: undefined, groupBy: "profile" }))).toBe(
      "4 of 7 clusters are behind on a profile",
    );
  });

  it("says what to do when there is nothing to count", () => {
    const none = row({ key: "", clusters: 0 });
    expect(emptyState(board({ profiles: [], total: none }))?.title).toBe("No cluster profiles here");
    expect(emptyState(board({ clusters: 0, total: none }))?.title).toBe("No clusters here");
    expect(emptyState(board({ total: none }))).toEqual({
      title: "No cluster uses platform",
      advice:
        "Attach it: drag a version of platform from the Profiles view onto a cluster in the Clusters view. Or choose another profile above.",
    });
    expect(emptyState(board({}))).toBeUndefined();
  });
});
