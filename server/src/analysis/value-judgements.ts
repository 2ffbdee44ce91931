/** What the schemas of packs have against the values of a file, asked once for all rules that tell of it. */

import type { PackCatalog } from "../catalog/catalog.ts";
import type { PackDefaults } from "../catalog/pack-files.ts";
import type { Constraint } from "../catalog/pack-schema/constraint.ts";
import { type Judgement, judgeValues, type Verdict } from "../catalog/pack-schema/judge.ts";
import type { PackSchema } from "../catalog/pack-schema/schema-file.ts";
import { followPath, type PathMatch, type PlacePath } from "../syntax/path.ts";
import { asMap, type Node, type ScalarNode } from "../syntax/tree.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import {
  defaultsOf,
  type GivenValues,
  givenValues,
  readableRoot,
  type WrittenValues,
} from "./given-values.ts";

/** One verdict on values that are written. */
export interface ValueVerdict<V extends Verdict = Verdict> {
  readonly given: GivenValues;
  readonly values: WrittenValues;
  readonly root: Node | undefined;
  readonly constraint: Constraint;
  readonly judgement: Judgement;
  readonly verdict: V;
}

/** Entries of one schema that are looked at: ten times more than the largest real one has. */
export const mostConstraints = 2000;

interface Judged {
  readonly schema: PackSchema;
  readonly defaults: PackDefaults | undefined;
  readonly found: readonly { readonly constraint: Constraint; readonly judgement: Judgement }[];
}

/** Values stay parsed while a person types elsewhere, and so does what is said of them. */
const ofRoots = new WeakMap<Node, Judged>();

/** All verdicts of the kind on the values of the file's packs. */
export function* valueVerdicts<K extends Verdict["kind"]>(
  snapshot: Snapshot,
  view: FileView,
  kind: K,
): Iterable<ValueVerdict<Extract<Verdict, { kind: K }>>> {
  const { catalog } = snapshot;
  for (const given of givenValues(snapshot, view)) {
    const schema = schemaOf(catalog, given);
    const { values } = given;
    if (schema === undefined || values === undefined) continue;
    const readable = readableRoot(values);
    if (readable === undefined) continue;
    const { root } = readable;
    for (const { constraint, judgement } of judgedOnce(root, schema, defaultsOf(catalog, given.installed))) {
      for (const verdict of judgement.verdicts) {
        if (!isOfKind(verdict, kind)) continue;
        yield { given, values, root, constraint, judgement, verdict };
      }
    }
  }
}

/** Undefined for a pack without constraints. */
export function schemaOf(catalog: PackCatalog, { installed }: GivenValues): PackSchema | undefined {
  const answer = catalog.packSchema(installed);
  return answer.kind === "known" && answer.value.entries.length > 0 ? answer.value : undefined;
}

export function judgeAll(
  root: Node | undefined,
  schema: PackSchema,
  defaults: PackDefaults | undefined,
): Judged["found"] {
  return schema.entries
    .slice(0, mostConstraints)
    .flatMap((constraint) =>
      judgeValues(constraint, root, defaults).map((judgement) => ({ constraint, judgement })),
    );
}

function judgedOnce(
  root: Node | undefined,
  schema: PackSchema,
  defaults: PackDefaults | undefined,
): Judged["found"] {
  const before = root && ofRoots.get(root);
  if (before !== undefined && before.schema === schema && before.defaults === defaults) return before.found;
  const found = judgeAll(root, schema, defaults);
  if (root !== undefined) ofRoots.set(root, { schema, defaults, found });
  return found;
}

function isOfKind<K extends Verdict["kind"]>(
  verdict: Verdict,
  kind: K,
): verdict is Extract<Verdict, { kind: K }> {
  return verdict.kind === kind;
}

/** The last key on the way to a place, itself included; undefined where there is none. */
export function nearestKey(root: Node | undefined, path: PlacePath): ScalarNode | undefined {
  for (let length = path.length; length > 0; length--) {
    const entry = followPath(root, path.slice(0, length))?.entry;
    if (entry !== undefined) return entry.key;
  }
  return undefined;
}

/** True when an alias is on the way to the place, so that an edit there would change others too. */
export function isShared(root: Node | undefined, path: PlacePath): boolean {
  return path.some((_, at) => {
    const parentPath = path.slice(0, at);
    const parent = at === 0 ? root : followPath(root, parentPath)?.node;
    if (parent?.kind === "alias") return true;
    const step = path[at];
    // What a merge brings in is written elsewhere.
    return typeof step === "string" && asMap(parent)?.entries.some(({ key }) => key.text === step) === false;
  });
}

/** The path as a person writes it, with the positions of items. */
export function pathInWords(path: PlacePath): string {
  return path
    .map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${step}`))
    .join("")
    .replaceAll("`", "'");
}

/** What the place is called in a message: where it is, or where it would be. */
export function placeName({ constraint, judgement }: ValueVerdict): string {
  const { match, stop } = judgement;
  if (match !== undefined) return clip(pathInWords(match.path));
  const rest = stop?.rest.join(".") ?? constraint.path.text;
  const before = pathInWords(stop?.path ?? []);
  return clip((before === "" ? rest : `${before}.${rest}`).replaceAll("`", "'"));
}

/** Where the value of a place is written in the file: the value, or the key of one that has none, or that goes over lines. */
export function spanOfMatch({ nested }: WrittenValues, match: PathMatch) {
  const { node: value, entry } = match;
  const isBlock = (value?.kind === "map" || value?.kind === "seq") && !value.flow;
  const node = isBlock ? (entry?.key ?? value) : (value ?? entry?.key);
  return node === undefined ? undefined : nested.toOuterSpan(node.span);
}

export function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
