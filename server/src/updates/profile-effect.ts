/**
 * Whether two texts of a profile are the same to the clusters that it is attached to: packs, values, manifests, variables and kind count;
 * descriptions, tags, comments and the way it is written do not.
 */

import {
  defaultContext,
  defaultProfileVersion,
  type Manifest,
  type Pack,
  type Profile,
} from "../model/profile.ts";
import type { Text } from "../model/text.ts";
import { parse } from "../syntax/parse.ts";
import { hasDirective } from "../syntax/template.ts";
import { allEntries, asMap, type Node, resolve, type ScalarNode, valueAt } from "../syntax/tree.ts";

/** The texts that the two profiles are written in: what is written alike in both need not be looked into. */
export interface ProfileSources {
  readonly before: string;
  readonly after: string;
}

/** Undefined means that nothing is written there. */
type Same = (before: Text | undefined, after: Text | undefined) => boolean;

/** Blocks whose own text is data: values and manifests are read only where they are not written alike. */
export function sameInEffect(before: Profile, after: Profile, sources?: ProfileSources): boolean {
  return (
    stated(before.name) === stated(after.name) &&
    stated(before.version, defaultProfileVersion) === stated(after.version, defaultProfileVersion) &&
    contextOf(before) === contextOf(after) &&
    stated(before.type) === stated(after.type) &&
    stated(before.cloudType) === stated(after.cloudType) &&
    samePacks(before.packs, after.packs, (one, other) => sameYaml(one, other, sources)) &&
    sameVariables(before, after)
  );
}

function stated(text: Text | undefined, unstated = ""): string {
  return text?.text ?? unstated;
}

function contextOf({ context, dialect }: Profile): string {
  const text = stated(context);
  return text === "" && dialect === "flat" ? defaultContext : text;
}

/** Their order counts: layers are laid one upon the other. What costs most comes last. */
function samePacks(before: readonly Pack[], after: readonly Pack[], same: Same): boolean {
  return (
    before.length === after.length &&
    pairs(before, after).every(([one, other]) => samePack(one, other)) &&
    pairs(before, after).every(([one, other]) => same(one.values, other.values)) &&
    pairs(before, after).every(([one, other]) => sameManifests(one.manifests, other.manifests, same))
  );
}

function samePack(before: Pack, after: Pack): boolean {
  return (
    stated(before.name) === stated(after.name) &&
    stated(before.version) === stated(after.version) &&
    stated(before.tag) === stated(after.tag) &&
    stated(before.type) === stated(after.type) &&
    stated(before.layer) === stated(after.layer) &&
    stated(before.registry) === stated(after.registry) &&
    before.manifests.length === after.manifests.length
  );
}

function sameManifests(before: readonly Manifest[], after: readonly Manifest[], same: Same): boolean {
  return pairs(before, after).every(
    ([one, other]) => stated(one.name) === stated(other.name) && same(one.content, other.content),
  );
}

/** Exports alone carry the profile's variables. */
function sameVariables(before: Profile, after: Profile): boolean {
  const variablesOf = ({ node }: Profile) => valueAt(asMap(valueAt(node, "spec")), "variables");
  return sameData([variablesOf(before)], [variablesOf(after)]);
}

function pairs<T>(before: readonly T[], after: readonly T[]): [T, T][] {
  return before.flatMap((one, at): [T, T][] => {
    const other = after[at];
    return other === undefined ? [] : [[one, other]];
  });
}

/** Two texts that hold YAML. Those that cannot be read are compared as they are. */
function sameYaml(
  before: Text | undefined,
  after: Text | undefined,
  sources: ProfileSources | undefined,
): boolean {
  const [one, other] = [scalarOf(before), scalarOf(after)];
  if (one === undefined || other === undefined) return isEmpty(one) && isEmpty(other);
  if (sources !== undefined && isWrittenAlike(one, other, sources)) return true;
  if (one.text === other.text) return true;
  const [read, readOther] = [contentOf(one), contentOf(other)];
  return read !== undefined && readOther !== undefined && sameData(read, readOther);
}

function scalarOf(text: Text | undefined): ScalarNode | undefined {
  const node = resolve(text?.node);
  return node?.kind === "scalar" ? node : undefined;
}

function isEmpty(scalar: ScalarNode | undefined): boolean {
  return scalar === undefined || contentOf(scalar)?.every((root) => root === undefined) === true;
}

/** True only for literal blocks with the same characters; the number in a head such as `|2` counts from what is around the block. */
function isWrittenAlike(before: ScalarNode, after: ScalarNode, sources: ProfileSources): boolean {
  if (before.style !== "literal" || after.style !== "literal") return false;
  const length = before.span.end - before.span.start;
  if (length !== after.span.end - after.span.start) return false;
  const written = sources.before.slice(before.span.start, before.span.end);
  return !/^\|[+-]?\d/.test(written) && written === sources.after.slice(after.span.start, after.span.end);
}

/** What stays the same from one key that is pressed to the next is read once. */
const contents = new WeakMap<ScalarNode, readonly (Node | undefined)[] | "unreadable">();

/** The documents in the text; undefined for a text that is no YAML. */
function contentOf(scalar: ScalarNode): readonly (Node | undefined)[] | undefined {
  let content = contents.get(scalar);
  if (content === undefined) {
    const text = withPlainMacros(scalar.text);
    const documents = saysMore.test(text) || hasDirective(text) ? undefined : parse(text);
    const isRead = documents?.every(({ problems }) => problems.length === 0);
    content = isRead && documents !== undefined ? documents.map(({ root }) => root) : "unreadable";
    contents.set(scalar, content);
  }
  return content === "unreadable" ? undefined : content;
}

/** Palette fills macros in before anybody reads YAML: to YAML, braces without quotes would be maps that say nothing. */
function withPlainMacros(text: string): string {
  const plain = (character: string) => `_${character.charCodeAt(0).toString(16)}_`;
  return text.replace(/\{\{[^{}\r\n]*\}\}/g, (macro) => macro.replace(/[^A-Za-z0-9.]/g, plain));
}

/** What a tree leaves out: tags, and keys that are lists or maps. */
const saysMore = /(?:^|[\s,[{])(?:!\S*|\?)(?:\s|$)|[\]}]\s*:(?:\s|$)/m;

/** How many nodes are compared before two texts count as different: aliases can make a small text endless. */
const mostCompared = 500_000;

/** Compares what a reader gets: keys in any order, quotes or not, aliases as what they mean. */
function sameData(before: readonly (Node | undefined)[], after: readonly (Node | undefined)[]): boolean {
  if (before.length !== after.length) return false;
  const waiting = before.map((node, at) => [node, after[at]] as const);
  let left = mostCompared;
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    if (left-- === 0) return false;
    const [one, other] = [resolve(pair[0]), resolve(pair[1])];
    if (isNothing(one) && isNothing(other)) continue;
    if (one?.kind === "scalar" && other?.kind === "scalar") {
      if (one.text !== other.text || readingOf(one) !== readingOf(other)) return false;
    } else if (one?.kind === "seq" && other?.kind === "seq") {
      if (one.items.length !== other.items.length) return false;
      for (const [at, item] of one.items.entries()) waiting.push([item, other.items[at]]);
    } else if (one?.kind === "map" && other?.kind === "map") {
      const entries = allEntries(one);
      const others = new Map(allEntries(other).map(({ key, value }) => [key.text, value]));
      if (entries.length !== others.size) return false;
      for (const { key, value } of entries) {
        if (!others.has(key.text)) return false;
        waiting.push([value, others.get(key.text)]);
      }
    } else return false;
  }
  return true;
}

function isNothing(node: Node | undefined): boolean {
  return node === undefined || (node.kind === "scalar" && readingOf(node) === "null");
}

function readingOf({ style, reading }: ScalarNode): ScalarNode["reading"] {
  return style === "plain" ? reading : undefined;
}
