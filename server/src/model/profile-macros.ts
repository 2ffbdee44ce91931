/** All macros of a profile with the text each stands in: values and manifests of its packs, and its variables' defaults. */

import type { Span } from "../base/span.ts";
import { type MacroExpression, type MacroReference, scanMacros } from "../syntax/macro.ts";
import { hasMarker } from "../syntax/template.ts";
import { resolve, type ScalarNode } from "../syntax/tree.ts";
import type { Cluster } from "./cluster.ts";
import type { Pack, Profile } from "./profile.ts";
import { isMacroKind, type MacroKind } from "./system-macros.ts";
import type { Text } from "./text.ts";

/** A text in which Palette replaces macros. */
export interface MacroHost {
  /** The scalar itself, never an alias of it. */
  readonly scalar: ScalarNode;
  /** Undefined for a variable's default. */
  readonly pack: Pack | undefined;
  readonly role: "values" | "manifest" | "default";
}

/** One reference of one expression. */
export interface MacroUse {
  readonly expression: MacroExpression;
  readonly reference: MacroReference;
  /** Undefined while it is being typed, or when it is none that Palette knows. */
  readonly kind: MacroKind | undefined;
  /** What follows the kind, with dots between; for a pack, its name and the path. */
  readonly path: readonly string[];
  /** The path is written out: nothing of it is empty, or left for others to fill in. */
  readonly isWritten: boolean;
  readonly host: MacroHost;
}

const ofProfiles = new WeakMap<Profile, readonly MacroUse[]>();
const ofClusters = new WeakMap<Cluster, readonly MacroUse[]>();

/** In the order of their places. `text` is that of the profile's file. */
export function profileMacros(profile: Profile, text: string): readonly MacroUse[] {
  const before = ofProfiles.get(profile);
  if (before !== undefined) return before;
  const uses = usesIn(profileHosts(profile), text);
  ofProfiles.set(profile, uses);
  return uses;
}

/** Those in the values with which a cluster overrides packs. */
export function clusterMacros(cluster: Cluster, text: string): readonly MacroUse[] {
  const before = ofClusters.get(cluster);
  if (before !== undefined) return before;
  const uses = usesIn(clusterHosts(cluster), text);
  ofClusters.set(cluster, uses);
  return uses;
}

/** Those in a text that is values by itself, such as a pack's values.yaml. */
export function valuesMacros(text: string): readonly MacroUse[] {
  const span = { start: 0, end: text.length };
  // In a block scalar the same text would stand as it is.
  const scalar: ScalarNode = { kind: "scalar", span, style: "literal", text, reading: undefined };
  return usesIn([{ scalar, pack: undefined, role: "values" }], text);
}

/** The characters of the path, from one of its segments to before another. */
export function pathSpan({ reference, path }: MacroUse, from = 0, to = path.length): Span {
  const first = reference.segments[from + 1];
  const last = reference.segments[to];
  return { start: first?.span.start ?? reference.span.end, end: last?.span.end ?? reference.span.end };
}

/** True for a macro that Palette will look at: not one that is being typed, and not one in a comment. */
export function isInEffect({ expression }: MacroUse): boolean {
  return expression.isClosed && !expression.inComment;
}

export function profileHosts(profile: Profile): MacroHost[] {
  return distinct([
    ...profile.packs.flatMap((pack) => [
      hostOf(pack.values, pack, "values"),
      ...pack.manifests.map(({ content }) => hostOf(content, pack, "manifest")),
    ]),
    ...profile.variables.map(({ defaultValue }) => hostOf(defaultValue, undefined, "default")),
  ]);
}

export function clusterHosts(cluster: Cluster): MacroHost[] {
  const overrides = cluster.references.flatMap((reference) => reference.overrides);
  return distinct(overrides.map(({ values }) => hostOf(values, undefined, "values")));
}

function hostOf(
  text: Text | undefined,
  pack: Pack | undefined,
  role: MacroHost["role"],
): MacroHost | undefined {
  const scalar = resolve(text?.node);
  return scalar?.kind === "scalar" ? { scalar, pack, role } : undefined;
}

/** What aliases and merges bring in several times is looked at where it is first met. */
function distinct(hosts: readonly (MacroHost | undefined)[]): MacroHost[] {
  const seen = new Set<ScalarNode>();
  return hosts
    .filter((host) => host !== undefined)
    .filter(({ scalar }) => !seen.has(scalar) && seen.add(scalar));
}

function usesIn(hosts: readonly MacroHost[], text: string): readonly MacroUse[] {
  if (!text.includes(".spectro")) return [];
  return hosts
    .flatMap((host) =>
      scanMacros(text, host.scalar.span, host.scalar.style).flatMap((one) => usesOf(one, host)),
    )
    .sort((a, b) => a.reference.span.start - b.reference.span.start);
}

function usesOf(expression: MacroExpression, host: MacroHost): MacroUse[] {
  return expression.references.map((reference) => {
    const [first, ...rest] = reference.segments;
    const path = rest.map((segment) => segment.text);
    const kind = first !== undefined && isMacroKind(first.text) ? first.text : undefined;
    const isWritten = path.length > 0 && path.every((part) => part !== "" && !hasMarker(part));
    return { expression, reference, kind, path, isWritten, host };
  });
}
