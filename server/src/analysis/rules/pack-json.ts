/** A pack.json that is no JSON, lacks what a pack must have, or says what Palette does not know. */

import { nearest } from "../../base/nearest.ts";
import { first, type Path, partsAt } from "../../catalog/schema-lookup.ts";
import { keySpan } from "../../catalog/schema-spans.ts";
import { describeKeys, describeValue, validateTree } from "../../catalog/schema-store.ts";
import { didYouMean, quote } from "../../catalog/schema-words.ts";
import { contentSpan, type Text } from "../../model/text.ts";
import { findJsonProblem } from "../../syntax/json-problem.ts";
import { quoteScalar, replaceScalar } from "../../syntax/scalar-edit.ts";
import { asMap, asSeq, type MapNode, type Node, type ScalarNode } from "../../syntax/tree.ts";
import type { Fix, Report } from "../finding.ts";
import { packJsonMap, saidAt, textsAt } from "../pack-json-places.ts";
import type { Rule } from "../rule.ts";
import { schemaFixes } from "../schema-fixes.ts";

export const rule: Rule = {
  id: "pack-json",
  severity: "error",
  summary: "A pack.json does not have the shape that Palette reads.",
  description:
    "A pack must have a `name`, a `displayName`, a `version` and a `layer`. An unknown key is a warning when it is a slip for a known one, else a hint, and so are clouds and add-on types that Palette's documentation does not list: both may be right. Only packs in the workspace are checked, in the editor when they are opened or changed. A pack.json of another tool is left alone. For dependencies and resources see `pack-constraints`.",
  bad: [
    {
      title: "a key that is missing",
      file: "pack.json",
      text: '{\n  "name": "web",\n  "displayName": "Web",\n  "layer": "addon"\n}\n',
    },
    {
      title: "a layer that is none",
      file: "pack.json",
      text: '{\n  "name": "web",\n  "displayName": "Web",\n  "version": "1.0.0",\n  "layer": "adon"\n}\n',
    },
    {
      title: "a slip in a key",
      file: "pack.json",
      text: '{\n  "name": "web",\n  "displayName": "Web",\n  "version": "1.0.0",\n  "layer": "addon",\n  "cloudType": ["all"]\n}\n',
    },
  ],
  good: [
    {
      file: "pack.json",
      text: '{\n  "name": "web",\n  "displayName": "Web",\n  "version": "1.0.0",\n  "layer": "addon",\n  "cloudTypes": ["all"],\n  "addonType": "app services"\n}\n',
    },
  ],
  *check(context) {
    const { pack, file } = context;
    if (pack?.name !== "pack.json") return;
    const broken = findJsonProblem(pack.text, "which Palette reads");
    if (broken !== undefined) {
      yield broken;
      return;
    }
    const [document] = pack.documents;
    for (const { span, message } of document?.problems ?? []) yield { span, message };
    for (const problem of validateTree("pack", document?.root)) {
      if (problem.path[0] === "constraints") continue;
      yield { span: problem.span, message: problem.message, fixes: () => schemaFixes(problem, file) };
    }
    yield* unquotedTexts(document?.root, [], file);
    yield* unknownKeys(document?.root, [], file);
    yield* unlisted(packJsonMap(context), file);
  },
};

/** The schema is this deep at most. */
const deepest = 6;

/** JSON has numbers and truth values besides texts, and who reads a pack takes none for the other. */
function* unquotedTexts(node: Node | undefined, path: Path, file: string): Iterable<Report> {
  if (path.length > deepest || node === undefined) return;
  if (node.kind === "map") {
    for (const { key, value } of node.entries) yield* unquotedTexts(value, [...path, key.text], file);
  } else if (node.kind === "seq") {
    for (const item of node.items) yield* unquotedTexts(item, [...path, 0], file);
  } else if (node.kind === "scalar" && node.style === "plain" && node.reading !== "null") {
    if (first(partsAt("pack", path), "type") !== "string") return;
    yield {
      span: node.span,
      message: `${quote(node.text)} must be text here: put it in quotes`,
      fixes: () => [
        { title: "Put it in quotes", edits: [{ file, edits: [quoteScalar(node)] }], preferred: true },
      ],
    };
  }
}

function* unknownKeys(node: Node | undefined, path: Path, file: string): Iterable<Report> {
  if (path.length > deepest) return;
  const list = asSeq(node);
  if (list !== undefined) {
    for (const item of list.items) yield* unknownKeys(item, [...path, 0], file);
    return;
  }
  const map = asMap(node);
  if (map === undefined) return;
  const known = knownKeysAt(path);
  const lacking = known.filter((candidate) => !map.entries.some(({ key }) => key.text === candidate));
  for (const { key, value } of map.entries) {
    if (known.includes(key.text)) yield* unknownKeys(value, [...path, key.text], file);
    else if (known.length > 0 && partsAt("pack", [...path, key.text]) === undefined)
      yield describeUnknown(key, lacking, file);
  }
}

const keysByPosition = new Map<string, readonly string[]>();

/** Only known keys lead on, so that there are no more positions than the schema has. */
function knownKeysAt(path: Path): readonly string[] {
  const position = path.join();
  const before = keysByPosition.get(position);
  if (before !== undefined) return before;
  const keys = describeKeys("pack", path).map(({ key }) => key);
  keysByPosition.set(position, keys);
  return keys;
}

function describeUnknown(key: ScalarNode, lacking: readonly string[], file: string): Report {
  const meant = nearest(key.text, lacking, 1);
  const span = keySpan(key);
  if (meant.length > 0)
    return {
      span,
      message: `Nothing reads ${quote(key.text)}${didYouMean(meant)}`,
      severity: "warning",
      fixes: () => changes(key, meant, file),
    };
  return {
    span,
    message: `Palette's documentation knows no key ${quote(key.text)} here: remove it if nothing of yours reads it`,
    severity: "hint",
  };
}

/** What the documentation does not list, and Palette may know all the same. */
function* unlisted(map: MapNode | undefined, file: string): Iterable<Report> {
  const clouds = listed(["cloudTypes", 0]);
  for (const cloud of textsAt(map, "cloudTypes")) {
    if (clouds.includes(cloud.text)) continue;
    yield describeUnlisted(cloud, "cloud", "is a custom cloud, or a slip", clouds, file);
  }
  const types = listed(["addonType"]);
  const type = saidAt(map, "addonType");
  if (type !== undefined && !types.includes(type.text))
    yield describeUnlisted(type, "add-on type", "makes a group of its own", types, file);
  const end = saidAt(map, "eol");
  if (end !== undefined && !/^\d{4}-\d\d-\d\d$/.test(end.text.trim()))
    yield {
      span: contentSpan(end),
      message: `${quote(end.text)} is no day: write it as \`2027-01-31\``,
      severity: "hint",
    };
}

function describeUnlisted(
  text: Text,
  what: string,
  why: string,
  values: readonly string[],
  file: string,
): Report {
  const meant = nearest(text.text, values, 1);
  const advice = meant.length > 0 ? didYouMean(meant) : `, so it ${why}`;
  return {
    span: contentSpan(text),
    message: `Palette's documentation lists no ${what} ${quote(text.text)}${advice}`,
    severity: "hint",
    fixes: () => changes(text.node, meant, file),
  };
}

function listed(path: Path): string[] {
  return (describeValue("pack", path)?.values ?? []).map(({ value }) => value);
}

function changes(scalar: Text["node"], meant: readonly string[], file: string): Fix[] {
  return meant.map((value) => ({
    title: `Change to \`${value}\``,
    edits: [{ file, edits: [replaceScalar(scalar, value)] }],
    preferred: true,
  }));
}
