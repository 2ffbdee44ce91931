/**
 * Merges of real packs' values with random customisations, against an oracle that shares nothing with the merge: data as another reader
 * gives it, customised key by key. Real packs where they are present (CLUSTER_PROFILES_DATA, or ../shared/data beside the checkout), and
 * the samples of the project. MERGE_FIGURES=1 prints the figures, MERGE_ROUNDS is how often each pair is customised.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { parseDocument, parse as readYaml, stringify, visit } from "yaml";
import { comparePackVersions } from "../../base/pack-version.ts";
import { mergeValues, pathInWords, type ValuesMerge } from "../values-merge.ts";

const data =
  process.env.CLUSTER_PROFILES_DATA ?? fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const samples = fileURLToPath(new URL("../../../../samples", import.meta.url));
const folders = [join(data, "packs"), join(samples, "packs")].filter((folder) => existsSync(folder));
if (folders.length < 2)
  console.warn(
    `Not run: merges of real packs, because ${data} does not exist (CLUSTER_PROFILES_DATA names it)`,
  );
const rounds = Number(process.env.MERGE_ROUNDS ?? 2);

interface Pair {
  readonly name: string;
  readonly base: string;
  readonly theirs: string;
}

function packsIn(folder: string): { name: string; version: string; values: string }[] {
  return readdirSync(folder).flatMap((entry) => {
    const [json, values] = ["pack.json", "values.yaml"].map((file) => join(folder, entry, file));
    if (json === undefined || values === undefined || !existsSync(json) || !existsSync(values)) return [];
    const { name, version } = JSON.parse(readFileSync(json, "utf8").replace(/^\ufeff/, ""));
    return [{ name: String(name), version: String(version), values: readFileSync(values, "utf8") }];
  });
}

/** Every version of a pack with the next one; with every later one for MERGE_PAIRS=all. */
const pairs: Pair[] = folders.flatMap((folder) => {
  const packs = packsIn(folder).sort((a, b) => comparePackVersions(a.version, b.version) ?? 0);
  return packs.flatMap((one) =>
    packs
      .filter(
        (other) => other.name === one.name && (comparePackVersions(one.version, other.version) ?? 0) < 0,
      )
      .map((other) => ({
        name: `${one.name} ${one.version} to ${other.version}`,
        base: one.values,
        theirs: other.values,
      }))
      .slice(0, process.env.MERGE_PAIRS === "all" ? undefined : 1),
  );
});

type Json = unknown;
type Path = readonly string[];

/** The same sequence for the same seed, whatever runs beside. */
function randomFrom(seed: number): () => number {
  let state = seed + 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function isMap(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (here, step) => (isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined),
    value,
  );
}

/** Paths of all values, maps and what is in them; lists are one value. */
function pathsIn(value: Json, path: Path = []): Path[] {
  if (!isMap(value)) return [];
  return Object.keys(value).flatMap((key) => [[...path, key], ...pathsIn(value[key], [...path, key])]);
}

function put(root: Record<string, Json>, path: Path, value: Json): void {
  let here = root;
  for (const step of path.slice(0, -1)) {
    const next = here[step];
    if (isMap(next)) here = next;
    else {
      const made: Record<string, Json> = {};
      here[step] = made;
      here = made;
    }
  }
  const last = path.at(-1) ?? "";
  if (value === undefined) delete here[last];
  else here[last] = value;
}

function touches(a: Path, b: Path): boolean {
  return a.slice(0, b.length).join("\0") === b.slice(0, a.length).join("\0");
}

/**
 * One thing that somebody changed: a value in the place of another, none for a key that is taken out, an item put at the end of a list,
 * or something that happened to the item called `item`.
 */
interface Custom {
  readonly kind: "scalar" | "added" | "removed" | "list" | "item" | "less" | "inside";
  readonly item?: string;
  readonly path: Path;
  readonly value: Json;
}

const news: readonly Json[] = [
  "own",
  "",
  7,
  0.5,
  true,
  false,
  null,
  "1.20",
  "{{.spectro.macro.own}}",
  "%OWN%",
  "a: b # c",
];
const newNodes: readonly Json[] = [
  ...news,
  ["x", "y"],
  { inner: { deep: "own" } },
  "line one\nline two\n",
  [],
];

/** Maps with a name of their own each. */
function areNamed(list: readonly Json[]): boolean {
  const names = list.map((item) => (isMap(item) ? item.name : undefined));
  return names.every((name) => typeof name === "string") && new Set(names).size === list.length;
}

function customise(old: Json, random: () => number, count: number): Custom[] {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const customs: Custom[] = [];
  const paths = pathsIn(old);
  for (let tries = 0; customs.length < count && tries < count * 20; tries++) {
    const path = pick(paths);
    const kind = pick(["scalar", "scalar", "added", "removed", "list", "item", "less", "inside"] as const);
    if (path === undefined || kind === undefined) continue;
    const value = at(old, path);
    let custom: Custom | undefined;
    if (kind === "scalar" && !isMap(value) && !Array.isArray(value)) {
      const own = pick(news.filter((one) => one !== value));
      if (own !== undefined) custom = { kind, path, value: own };
    }
    if (kind === "added" && isMap(value))
      custom = { kind, path: [...path, `own${tries}`], value: pick(newNodes) };
    // Taking out a large part makes a fragment of the values, which another test is about.
    const gone = customs.filter((one) => one.kind === "removed").length;
    if (kind === "removed" && gone < 2 && path.length > 1 && pathsIn(value).length < 3)
      custom = { kind, path, value: undefined };
    if (kind === "list" && Array.isArray(value)) custom = { kind, path, value: ["own", ...value.slice(1)] };
    if (kind === "item" && Array.isArray(value) && value.length > 0 && areNamed(value))
      custom = { kind, path, value: { name: `own${tries}`, value: pick(news) } };
    if (Array.isArray(value) && value.length > 0 && areNamed(value)) {
      const named = pick(value as { name: string; [key: string]: Json }[]);
      if (kind === "less" && value.length > 1)
        custom = { kind, path, item: named?.name ?? "", value: undefined };
      if (kind === "inside") custom = { kind, path, item: named?.name ?? "", value: pick(news) };
    }
    const isFree = custom !== undefined && !customs.some((one) => touches(one.path, custom.path));
    if (custom !== undefined && isFree) customs.push(custom);
  }
  return customs;
}

/** What the old defaults become when somebody works on them; as text with another writer's lines, but with the comments. */
function write(old: string, customs: readonly Custom[], indent: number): string {
  const document = parseDocument(old);
  for (const { kind, path, item, value } of customs) {
    if (kind === "removed") document.deleteIn(path);
    else if (item !== undefined) {
      const list = at(document.toJS(), path) as { name: string }[];
      const place = list.findIndex(({ name }) => name === item);
      if (kind === "less") document.deleteIn([...path, place]);
      else document.setIn([...path, place, "own"], document.createNode(value));
    } else if (kind === "item") document.addIn(path, document.createNode(value));
    else document.setIn(path, document.createNode(value));
  }
  return document.toString({ indent, lineWidth: 0, flowCollectionPadding: random2(indent) });
}

function random2(indent: number): boolean {
  return indent === 2;
}

interface Expected {
  readonly data: Record<string, Json>;
  /** Where both changed, or where there is no such place any more. */
  readonly conflicts: readonly string[];
  /** Lists that the new version took an item out of that somebody changed: where it goes is not said. */
  readonly unplaced: readonly Path[];
}

/** The first key on the way that is not there, or that is no map any more; the whole path when one can get there. */
function firstMissing(value: Json, path: Path): Path {
  const depth = path.findIndex((_, index) => !isMap(at(value, path.slice(0, index + 1))));
  return depth === -1 ? path : path.slice(0, depth + 1);
}

function expectedOf(old: Json, now: Json, customs: readonly Custom[]): Expected {
  const wanted = structuredClone(isMap(now) ? now : {});
  const conflicts = new Set<string>();
  const unplaced: Path[] = [];
  for (const { kind, path, item, value } of customs) {
    const [before, after] = [at(old, path), at(now, path)];
    const parent = path.slice(0, -1);
    const hasParent = parent.length === 0 || isMap(at(now, parent));
    if (kind === "removed") {
      if (after !== undefined && !isDeepStrictEqual(before, after)) conflicts.add(path.join("."));
      if (hasParent) put(wanted, path, undefined);
      continue;
    }
    if (item !== undefined) {
      const own = (before as { name: string }[]).flatMap((one) => {
        if (one.name !== item) return [one];
        return kind === "less" ? [] : [{ ...one, own: value }];
      });
      if (isDeepStrictEqual(before, after)) put(wanted, path, own);
      else if (!Array.isArray(after) || !areNamed(after)) {
        conflicts.add(firstMissing(now, path).join("."));
        put(wanted, path, own);
      } else {
        const [old, its] = [before as { name: string }[], after as { name: string }[]].map((list) =>
          list.find(({ name }) => name === item),
        );
        const isSame = isDeepStrictEqual(old, its);
        if (kind === "less" && its !== undefined && !isSame) conflicts.add([...path, `[${item}]`].join("."));
        if (kind === "less")
          put(
            wanted,
            path,
            after.filter((one) => one !== its),
          );
        else if (its !== undefined)
          put(
            wanted,
            path,
            after.map((one) => (one === its ? { ...its, own: value } : one)),
          );
        else {
          conflicts.add([...path, `[${item}]`].join("."));
          unplaced.push(path);
        }
      }
      continue;
    }
    if (kind === "item") {
      if (Array.isArray(after) && Array.isArray(before)) {
        const last = before.at(-1);
        const place = after.findIndex((item) => isMap(item) && isMap(last) && item.name === last.name);
        if (isDeepStrictEqual(before, after)) put(wanted, path, [...before, value]);
        else if (!areNamed(after)) {
          put(wanted, path, [...before, value]);
          conflicts.add(path.join("."));
        } else put(wanted, path, after.toSpliced(place === -1 ? after.length : place + 1, 0, value));
      } else {
        put(wanted, path, [...(before as Json[]), value]);
        conflicts.add(firstMissing(now, path).join("."));
      }
      continue;
    }
    if (!hasParent) conflicts.add(firstMissing(now, path).join("."));
    else if (!isDeepStrictEqual(before, after) && !isDeepStrictEqual(after, value))
      conflicts.add(path.join("."));
    put(wanted, path, value);
  }
  return { data: wanted, conflicts: [...conflicts].sort(), unplaced };
}

function merged(base: string, mine: string, theirs: string): ValuesMerge {
  const result = mergeValues({ base, mine, theirs });
  if ("reason" in result) throw new Error(result.reason);
  return result;
}

function reviewsOf(merge: ValuesMerge): string[] {
  return merge.entries
    .filter(({ kind }) => kind === "review")
    .map(({ path }) =>
      path.map((step) => (typeof step === "object" ? `[${step.is}]` : String(step))).join("."),
    )
    .sort();
}

/** Renames are guesses, and an oracle knows none: such results are looked at for the rest of them. */
function hasRename(merge: ValuesMerge): boolean {
  return merge.entries.some((entry) => entry.kind === "review" && entry.reason === "renamed");
}

/** Lines with nothing but a comment; lines of blocks, which may look like that, are none. */
function commentsIn(text: string): string[] {
  const blocks: (readonly [number, number])[] = [];
  visit(parseDocument(text), {
    Scalar(_, { type, range }) {
      if (range && (type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED")) blocks.push([range[0], range[1]]);
    },
  });
  return [...text.matchAll(/^[ \t]*(#.*?)[ \t]*\r?$/gm)]
    .filter(({ index }) => !blocks.some(([start, end]) => start <= index && index < end))
    .map(([, comment = ""]) => comment);
}

describe("values of real packs", { timeout: 600_000 }, () => {
  it("become the new defaults, byte for byte, where nobody changed them", () => {
    expect(pairs.length).toBeGreaterThan(20);
    for (const { name, base, theirs } of pairs) {
      const merge = merged(base, base, theirs);
      expect(merge.text, name).toBe(theirs);
      expect(merge.isClean, name).toBe(true);
    }
  });

  it("say the new defaults with all customisations, and conflict where both changed and nowhere else", () => {
    let [count, clean, renames, total, mismatches] = [0, 0, 0, 0, 0];
    for (const [index, { name, base, theirs }] of pairs.entries()) {
      const [old, now] = [readYaml(base), readYaml(theirs)];
      for (let round = 0; round < rounds; round++) {
        const random = randomFrom(index * 1000 + round);
        const customs = customise(old, random, 1 + Math.floor(random() ** 3 * 40));
        const written = write(base, customs, round % 2 === 0 ? 2 : 4);
        const mine = round % 3 === 2 ? written.replaceAll("\n", "\r\n") : written;
        const label = `${name}, round ${round}: ${JSON.stringify(customs)}`;
        const merge = mergeValues({ base, mine, theirs, extent: "whole" });
        if ("reason" in merge) throw new Error(`${label}: ${merge.reason}`);
        total++;
        count += customs.length;
        if (hasRename(merge)) {
          renames++;
          readYaml(merge.text);
          continue;
        }
        const expected = expectedOf(old, now, customs);
        if (merge.isClean) clean++;
        const result = readYaml(merge.text) ?? {};
        for (const path of expected.unplaced) {
          put(result, path, undefined);
          put(expected.data, path, undefined);
        }
        if (!isDeepStrictEqual(result, expected.data)) mismatches++;
        expect(result, label).toEqual(expected.data);
        expect(reviewsOf(merge), label).toEqual(expected.conflicts);
        if (
          customs.every(({ kind }) => kind !== "removed" && kind !== "list" && kind !== "less") &&
          merge.isClean
        ) {
          const there = commentsIn(merge.text);
          for (const comment of commentsIn(theirs)) expect(there, `${label}: ${comment}`).toContain(comment);
        }
        const again = merged(theirs, merge.text, theirs);
        expect(again.text, label).toBe(merge.text);
        const twice = mergeValues({ base, mine: merge.text, theirs, extent: "whole" });
        expect("text" in twice && readYaml(twice.text), label).toEqual(readYaml(merge.text));
      }
    }
    if (process.env.MERGE_FIGURES !== undefined)
      console.info(
        `whole: ${pairs.length} pairs, ${total} merges, ${count} customisations, ${clean} clean, ${renames} with a renamed key, ${mismatches} mismatches`,
      );
    expect(mismatches).toBe(0);
    expect(clean).toBeGreaterThan(total / 4);
  });

  it("stay the fragment that they are, and are looked at where a default is another", () => {
    let [count, clean, renames, total] = [0, 0, 0, 0];
    for (const [index, { name, base, theirs }] of pairs.entries()) {
      const [old, now] = [readYaml(base), readYaml(theirs)];
      const leaves = pathsIn(old).filter((path) => !isMap(at(old, path)) && !Array.isArray(at(old, path)));
      if (leaves.length < 6) continue;
      for (let round = 0; round < rounds; round++) {
        const random = randomFrom(index * 1000 + round);
        const own: Record<string, Json> = {};
        const expected: Record<string, Json> = {};
        const reviews = new Set<string>();
        for (let picks = 0; picks < 1 + leaves.length / 10 && picks < 12; picks++) {
          const path = leaves[Math.floor(random() * leaves.length)] ?? [];
          if (at(own, path) !== undefined) continue;
          const [before, after] = [at(old, path), at(now, path)];
          const isOwn = random() < 0.5;
          const value = isOwn ? `own ${picks}` : before;
          put(own, path, value);
          const isNew = !isDeepStrictEqual(before, after);
          if (isNew) reviews.add(firstMissing(now, path).join("."));
          put(expected, path, isNew && !isOwn && after !== undefined ? after : value);
          count++;
        }
        const mine = stringify(own);
        const label = `${name}, round ${round}: ${mine}`;
        const merge = mergeValues({ base, mine, theirs, extent: "fragment" });
        if ("reason" in merge) throw new Error(`${label}: ${merge.reason}`);
        total++;
        if (hasRename(merge)) {
          renames++;
          continue;
        }
        if (merge.isClean) clean++;
        expect(readYaml(merge.text), label).toEqual(expected);
        expect(reviewsOf(merge), label).toEqual([...reviews].sort());
        if (merge.isClean) expect(merge.text, label).toBe(mine);
      }
    }
    if (process.env.MERGE_FIGURES !== undefined)
      console.info(
        `fragments: ${total} merges, ${count} keys, ${clean} clean, ${renames} with a renamed key`,
      );
    expect(total).toBeGreaterThan(20);
  });

  it("are told apart, the whole defaults with changes and a few keys of them", () => {
    for (const { name, base, theirs } of pairs) {
      const old = readYaml(base);
      const paths = pathsIn(old);
      if (paths.length < 12) continue;
      const few = paths.slice(0, 1).reduce<Record<string, Json>>((own, path) => {
        put(own, path, "own");
        return own;
      }, {});
      expect(merged(base, base, theirs).extent, name).toBe("whole");
      expect(merged(base, stringify(few), theirs).extent, name).toBe("fragment");
    }
    expect(pathInWords(["a", { by: "name", is: "b" }, "c"])).toBe("a[b].c");
  });
});
