/** The newest set of versions for one profile, on made catalogs: how long the tables and the search take. CPU time in this process. */

import type { DependencyType, PackDependency } from "../../server/src/catalog/pack-constraints.ts";
import { type ChoosingPack, createCompatibility } from "../../server/src/updates/update-set/compatibility.ts";
import { newestSet } from "../../server/src/updates/update-set/search.ts";
import { type Summary, summarize } from "./measure.ts";

export interface SolverRow {
  readonly catalog: string;
  readonly packs: number;
  readonly versions: number;
  readonly demands: number;
  readonly tables: Summary | undefined;
  readonly search: Summary | undefined;
  readonly heldBack: number;
  readonly isProven: boolean;
}

const rounds = 9;
const packs = 100;
const versions = 50;

interface Shape {
  readonly name: string;
  /** Demands of a version. */
  readonly asks: number;
  ask(random: () => number, at: number): { type: DependencyType; min: number; max: number };
}

/** Versions are numbered from 0, the oldest. */
const shapes: readonly Shape[] = [
  {
    name: "windows around the own age",
    asks: 20,
    ask: (random, at) => ({
      type: "optional",
      min: at - 4 - below(random, 10),
      max: at + 4 + below(random, 10),
    }),
  },
  {
    name: "the newest of a few, needed by the newest",
    asks: 20,
    ask: (random, at) => ({ type: "required", min: at - below(random, 8), max: versions }),
  },
  {
    name: "maxima anywhere",
    asks: 5,
    ask: (random) => ({ type: "optional", min: 0, max: 25 + below(random, 60) }),
  },
  {
    name: "hostile: newest against newest",
    asks: 4,
    ask: (random, at) => ({
      type: at > 40 ? "notSupported" : "upgrade",
      min: 41 + below(random, 9),
      max: versions,
    }),
  },
  {
    name: "hostile: anything against anything",
    asks: 20,
    ask: (random, at) => {
      const min = below(random, versions);
      return { type: at === 0 ? "upgrade" : "notSupported", min, max: min + below(random, 6) };
    },
  },
];

export function benchSolver(): SolverRow[] {
  return shapes.map((shape) => {
    const catalog = makeCatalog(shape);
    const tables: number[] = [];
    const search: number[] = [];
    let found: ReturnType<typeof newestSet>;
    for (let round = 0; round < rounds; round++) {
      const start = process.cpuUsage();
      const compatibility = createCompatibility(catalog);
      tables.push(milliseconds(start));
      const middle = process.cpuUsage();
      found = compatibility === undefined ? undefined : newestSet(compatibility);
      search.push(milliseconds(middle));
    }
    return {
      catalog: shape.name,
      packs,
      versions,
      demands: packs * versions * shape.asks,
      tables: summarize(tables),
      search: summarize(search),
      heldBack: found?.choices.filter((choice) => choice !== 0).length ?? packs,
      isProven: found?.isProven ?? false,
    };
  });
}

function milliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function makeCatalog({ asks, ask }: Shape): ChoosingPack[] {
  const random = randomFrom(1);
  return Array.from({ length: packs }, (_, pack) => ({
    name: `pack-${pack}`,
    choices: Array.from({ length: versions }, (_, back) => {
      const at = versions - 1 - back;
      return {
        version: versionAt(at),
        layer: "addon",
        asks: Array.from({ length: asks }, (): PackDependency => {
          const { type, min, max } = ask(random, at);
          return {
            packName: `pack-${below(random, packs)}`,
            layer: undefined,
            type,
            minVersion: min <= 0 ? undefined : versionAt(min),
            maxVersion: max >= versions ? undefined : versionAt(max),
            span: { start: 0, end: 0 },
          };
        }),
      };
    }),
  }));
}

function versionAt(at: number): string {
  return `${1 + Math.floor(at / 20)}.${Math.floor(at / 5) % 4}.${at % 5}`;
}

function below(random: () => number, end: number): number {
  return Math.floor(random() * end);
}

/** The same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
