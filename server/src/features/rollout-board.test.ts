/** The rollout board as it is read from left to right: files in, a matrix out. */

import { describe, expect, it } from "vitest";
import { fixture } from "../../../test/harness/feature-fixture.ts";
import { moveChoices } from "./cluster-moves.ts";
import type { BoardPart } from "./rollout/places.ts";
import { type BoardRow, type BoardView, type RolloutBoard, rolloutBoard } from "./rollout-board.ts";
import { allShown, treeChildren } from "./trees.ts";

const profile = (name: string, version: string, head = "") =>
  `name: ${name}\nversion: ${version}\n${head}type: add-on\ndescription: ""\npacks: []\n`;

/** Clusters as `name cloud version [tag]`; the version is that of `web`, and `-` for none. */
function clusters(...lines: readonly string[]): string {
  return lines
    .map((line) => {
      const [name, cloud, version, tag] = line.split(" ");
      const stated = version === "-" ? "" : `\n      version: ${version}`;
      const tags = tag === undefined ? "" : `tags: [${tag}]\n`;
      return `name: ${name}\ncloudType: ${cloud}\n${tags}profiles:\n  addons:\n    - name: web${stated}\nnode_groups: []\n`;
    })
    .join("---\n");
}

const versions = Object.fromEntries(
  ["1.9.0", "1.10.0", "2.0.0"].map((version) => [`web-${version}.yaml`, profile("web", version)]),
);

const fleet = clusters(
  "berlin maas 1.9.0 stage:prod",
  "lab maas 2.0.0 stage:lab",
  "desk libvirt 1.10.0 stage:lab",
  "store-10 edge-native 1.9.0",
  "store-9 edge-native 1.9.0",
  "old edge-native 0.5.0",
  "next maas ${version}",
);

/** With what a pipeline has seen of some of them. */
const watched = {
  ...versions,
  "clusters.status.yaml":
    "clusters:\n  - { name: berlin, state: Provisioning }\n  - { name: store-9, state: Provisioning }\n  - { name: lab, state: provisioning }\n  - { name: desk, state: Running }\n",
};

const seen: BoardView = {
  profile: undefined,
  groupBy: undefined,
  rows: 100,
  opened: new Map(),
  unused: false,
};

function board(
  text: string,
  view: Partial<BoardView> = {},
  others: Readonly<Record<string, string>> = versions,
): RolloutBoard {
  const { snapshot } = fixture(text, { others, name: "clusters.yaml" });
  return rolloutBoard(snapshot, { ...seen, ...view });
}

/** A line a row: its name, who is behind, and the cells under the columns. */
function drawn(board: RolloutBoard): string[] {
  const head = board.columns.map(({ kind, version, lag }) => {
    const name = version === "" ? kind : version;
    return lag === undefined ? name : `${name} -${lag}`;
  });
  const row = ({ label, clusters: number, behind, cells, children }: BoardRow, indent: string): string[] => [
    `${indent}${label === "" ? "all" : label}: ${behind} of ${number} | ${board.columns
      .map((_, at) => cells.find(({ column }) => column === at)?.clusters ?? ".")
      .join(" ")}`,
    ...(children?.shown ?? []).flatMap((child) => row(child, `${indent}  `)),
    ...(children !== undefined && children.count > children.shown.length
      ? [`${indent}  and ${children.count - children.shown.length} more`]
      : []),
  ];
  return [
    head.join(" | "),
    ...row(board.total, ""),
    ...board.rows.shown.flatMap((one) => row(one, "")),
    ...(board.rows.count > board.rows.shown.length
      ? [`and ${board.rows.count - board.rows.shown.length} more`]
      : []),
  ];
}

describe("the board of a profile", () => {
  it("counts clusters by cloud type and version, oldest version first", () => {
    expect(drawn(board(fleet))).toEqual([
      "1.9.0 -2 | 1.10.0 -1 | 2.0.0 -0 | unknown | not-judged",
      "all: 5 of 7 | 3 1 1 1 1",
      "edge-native: 3 of 3 | 2 . . 1 .",
      "libvirt: 1 of 1 | . 1 . . .",
      "maas: 1 of 3 | 1 . 1 . 1",
    ]);
  });

  it("counts a cluster under each of its tags, and once in all", () => {
    expect(
      drawn(board(clusters("a maas 1.9.0 x,y", "b maas 2.0.0 y", "c maas 2.0.0"), { groupBy: "tag" })),
    ).toEqual([
      "1.9.0 -2 | 1.10.0 -1 | 2.0.0 -0",
      "all: 1 of 3 | 1 . 2",
      "no tags: 0 of 1 | . . 1",
      "x: 1 of 1 | 1 . .",
      "y: 1 of 2 | 1 . 1",
    ]);
  });

  it("lists clusters one by one, as people count", () => {
    const rows = drawn(board(fleet, { groupBy: "cluster" })).slice(2);
    expect(rows).toEqual([
      "berlin: 1 of 1 | 1 . . . .",
      "desk: 1 of 1 | . 1 . . .",
      "lab: 0 of 1 | . . 1 . .",
      "next: 0 of 1 | . . . . 1",
      "old: 1 of 1 | . . . 1 .",
      "store-9: 1 of 1 | 1 . . . .",
      "store-10: 1 of 1 | 1 . . . .",
    ]);
  });

  it("counts by the state that clusters are known to be in", () => {
    expect(drawn(board(fleet, { groupBy: "status" }, watched)).slice(2)).toEqual([
      "Provisioning: 2 of 3 | 2 . 1 . .",
      "Running: 1 of 1 | . 1 . . .",
      "status unknown: 2 of 3 | 1 . . 1 1",
    ]);
  });

  it("says who of those behind cannot be moved, and why", () => {
    const { total, rows } = board(fleet, {}, watched);
    const maas = rows.shown.find(({ key }) => key === "maas");
    expect([total.behind, total.stuck?.clusters, total.stuck?.example]).toEqual([5, 2, "berlin"]);
    expect(total.stuck?.why).toMatch(/^it is being provisioned, and Palette takes no update/);
    // What is on the newest version is not to be moved; what Terraform fills in cannot be.
    expect(maas?.cells.map(({ stuck }) => stuck && [stuck.clusters, stuck.example])).toEqual([
      [1, "berlin"],
      undefined,
      [1, "next"],
    ]);
    expect(maas?.cells[2]?.stuck?.why).toBe("the version is `${version}`, which somebody fills in");
    expect(board(fleet).total.stuck).toBeUndefined();
  });

  it("says in a cluster's row which version it has where no column does", () => {
    const { rows } = board(fleet, { groupBy: "cluster" });
    const stated = (name: string) => rows.shown.find(({ label }) => label === name)?.cells[0]?.stated;
    expect([stated("old"), stated("next")]).toEqual([["web 0.5.0"], ["web ${version}"]]);
  });

  it("says a version once for a cluster that states a tag twice", () => {
    const opened = new Map([["x", 9]]);
    const { rows } = board(clusters("a maas 0.5.0 x,x"), { groupBy: "tag", opened });
    expect(rows.shown[0]?.children?.shown[0]?.cells[0]?.stated).toEqual(["web 0.5.0"]);
  });

  it("lists the clusters of a group only when it is opened, as many as are asked for", () => {
    const opened = new Map([["edge-native", 2]]);
    expect(drawn(board(fleet, { opened })).slice(2, 6)).toEqual([
      "edge-native: 3 of 3 | 2 . . 1 .",
      "  old: 1 of 1 | . . . 1 .",
      "  store-9: 1 of 1 | 1 . . . .",
      "  and 1 more",
    ]);
  });

  it("has as many rows as are asked for", () => {
    expect(drawn(board(fleet, { rows: 1 })).slice(2)).toEqual([
      "edge-native: 3 of 3 | 2 . . 1 .",
      "and 2 more",
    ]);
  });

  it("leaves out versions without clusters where there are many, but the newest", () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`web-${at}.yaml`, profile("web", `1.${at}.0`)]),
    );
    const text = clusters("a maas 1.3.0", "b maas 1.17.0");
    expect(drawn(board(text, {}, many))[0]).toBe("1.3.0 -16 | 1.17.0 -2 | 1.19.0 -0");
    expect(board(text, {}, many).leftOut).toBe(17);
    const all = board(text, { unused: true }, many);
    expect([all.columns.length, all.leftOut]).toEqual([20, 0]);
  });

  it("sends clusters to a release, not to a prerelease after it", () => {
    const { newest, columns, total } = board(
      clusters("a maas 2.0.0", "b maas 1.9.0"),
      {},
      {
        ...versions,
        "rc.yaml": profile("web", "3.0.0-rc.1"),
      },
    );
    expect([newest, columns.map(({ lag }) => lag), total.behind]).toEqual(["2.0.0", [2, 1, 0, 0], 1]);
  });

  it("has all clusters in one column when no file defines a version, as while somebody types", () => {
    const web = { name: "web", context: "project" };
    expect(drawn(board(clusters("a maas 1.9.0"), { profile: web }, {}))).toEqual([
      "unknown",
      "all: 0 of 1 | 1",
      "maas: 0 of 1 | 1",
    ]);
  });

  it("is of the profile that most clusters use, unless another is chosen", () => {
    const others = {
      ...versions,
      "db.yaml": profile("db", "1.0.0"),
      "tenant.yaml": profile("web", "9.0.0", "context: tenant\n"),
    };
    const { profile: chosen, profiles } = board(fleet, {}, others);
    expect(chosen).toEqual({ name: "web", context: "project" });
    expect(profiles).toEqual([
      { name: "db", context: "project", clusters: 0, versions: 1 },
      { name: "web", context: "project", clusters: 7, versions: 3 },
      { name: "web", context: "tenant", clusters: 0, versions: 1 },
    ]);
    const tenant = board(fleet, { profile: { name: "web", context: "tenant" } }, others);
    expect([tenant.clusters, drawn(tenant)]).toEqual([7, ["9.0.0 -0", "all: 0 of 0 | ."]]);
  });
});

it("is empty where there are no profiles", () => {
  const { snapshot } = fixture("nothing: here\n");
  const { profile, profiles, clusters: number, rows } = rolloutBoard(snapshot, seen);
  expect([profile, profiles, number, rows]).toEqual([undefined, [], 0, { shown: [], count: 0 }]);
});

describe("the board of all profiles", () => {
  const two = `name: a
cloudType: maas
profiles:
  addons:
    - name: web
      version: 1.9.0
    - name: db
      version: 1.0.0
    - name: gone
      version: 3.0.0
node_groups: []
---
name: b
cloudType: maas
profiles:
  addons:
    - name: web
      version: 2.0.0
node_groups: []
`;
  const others = { ...versions, "db.yaml": profile("db", "1.0.0") };

  it("counts by how far behind clusters are, a row a profile", () => {
    const all = board(two, { profile: "all" }, others);
    expect(drawn(all)).toEqual([
      "lag -3 | lag -2 | lag -1 | lag -0 | unknown",
      "all: 1 of 2 | . 1 . 2 1",
      "db: 0 of 1 | . . . 1 .",
      "gone: 0 of 1 | . . . . 1",
      "web: 1 of 2 | . 1 . 1 .",
    ]);
    expect(all.rows.shown.map(({ newest }) => newest)).toEqual(["1.0.0", undefined, "2.0.0"]);
  });

  it("says of a cluster which profiles are in the cell", () => {
    const [row] = board(two, { profile: "all", groupBy: "cluster" }, others).rows.shown;
    expect(row?.cells.map(({ stated }) => stated)).toEqual([["web 1.9.0"], ["db 1.0.0"], ["gone 3.0.0"]]);
  });
});

describe("a part of the board", () => {
  const { snapshot } = fixture(fleet, { others: versions, name: "clusters.yaml" });
  const web = { name: "web", context: "project" };
  const part = (rest: Partial<BoardPart>): BoardPart => ({
    profile: web,
    groupBy: "cloudType",
    group: undefined,
    cluster: undefined,
    column: undefined,
    ...rest,
  });
  const listed = (of: BoardPart) =>
    treeChildren(snapshot, "clusters", undefined, { ...allShown, part: of }).items.map(({ label }) => label);
  const ticked = (of: BoardPart) =>
    moveChoices(snapshot, web, "2.0.0", undefined, of)
      .filter(({ picked }) => picked)
      .map(({ candidate }) => candidate.cluster.name);

  it.each<[string, Partial<BoardPart>, string[]]>([
    ["a cell", { group: "edge-native", column: "version 1.9.0" }, ["store-9", "store-10"]],
    ["a row", { group: "edge-native" }, ["old", "store-9", "store-10"]],
    ["a column", { column: "version 1.9.0" }, ["berlin", "store-9", "store-10"]],
    ["what no file defines", { column: "unknown" }, ["old"]],
    ["a tag and a version", { groupBy: "tag", group: "stage:lab", column: "version 1.10.0" }, ["desk"]],
    ["one cluster", { group: "maas", cluster: '["lab","/project/clusters.yaml"]' }, ["lab"]],
    ["nobody", { group: "libvirt", column: "version 2.0.0" }, []],
  ])("is what the tree of clusters can be narrowed to: %s", (_, of, names) => {
    expect(listed(part(of))).toEqual(names);
  });

  it("has its clusters ticked in the list of those to move: of a cell all, of a row who is behind", () => {
    expect(ticked(part({ column: "unknown" }))).toEqual(["old"]);
    expect(ticked(part({ group: "maas" }))).toEqual(["berlin"]);
    // Somebody fills its version in.
    expect(ticked(part({ column: "not judged" }))).toEqual([]);
  });

  it.each(["cloudType", "tag", "status", "cluster"] as const)(
    "has as many clusters ticked as can be moved of its cell and its row, by %s",
    (groupBy) => {
      const { snapshot: known } = fixture(fleet, { others: watched, name: "clusters.yaml" });
      const { columns, total, rows } = board(fleet, { groupBy }, watched);
      const picked = (of: Partial<BoardPart>) =>
        moveChoices(known, web, "2.0.0", undefined, part({ groupBy, ...of })).filter(
          (choice) => choice.picked,
        ).length;
      const counts = [total, ...rows.shown].flatMap(({ key, behind, stuck, cells }) => {
        const group = key === "" ? undefined : key;
        const ofCells = cells
          .filter(({ column }) => columns[column]?.version !== "2.0.0")
          .map((cell) => [
            cell.clusters - (cell.stuck?.clusters ?? 0),
            picked({ group, column: columns[cell.column]?.key }),
          ]);
        return [[behind - (stuck?.clusters ?? 0), picked({ group })], ...ofCells];
      });
      expect(counts.filter(([counted, ticked]) => counted !== ticked)).toEqual([]);
    },
  );

  it.each(["cloudType", "tag", "cluster"] as const)(
    "has as many clusters as its cell counts, by %s",
    (groupBy) => {
      const { columns, total, rows } = board(fleet, { groupBy });
      const counts = [total, ...rows.shown].flatMap(({ key, cells }) =>
        cells.map(({ column, clusters: number }) => {
          const of = part({ groupBy, column: columns[column]?.key, group: key === "" ? undefined : key });
          return [number, listed(of).length];
        }),
      );
      expect(counts.length).toBeGreaterThan(5);
      expect(counts.filter(([counted, found]) => counted !== found)).toEqual([]);
    },
  );
});
