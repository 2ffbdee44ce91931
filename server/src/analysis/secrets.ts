/**
 * Secrets that are written out in a file: passwords in values, by the schemas of their packs, in profiles and in the packs themselves, and
 * defaults of sensitive variables.
 */

import type { Span } from "../base/span.ts";
import type { PackSchema } from "../catalog/pack-schema/schema-file.ts";
import type { Profile } from "../model/profile.ts";
import { contentSpan } from "../model/text.ts";
import { isOn, type ProfileVariable } from "../model/variable.ts";
import type { NestedView } from "../syntax/nested-documents.ts";
import { followPath, type PathMatch, resolvePath } from "../syntax/path.ts";
import { hasTemplate } from "../syntax/template.ts";
import { asMap, asScalar, type MapEntry, type Node, resolve } from "../syntax/tree.ts";
import { isMask } from "../updates/secrets.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { type GivenValues, givenValues, type WrittenValues } from "./given-values.ts";
import { mostConstraints, schemaOf } from "./value-judgements.ts";

export interface PasswordValue {
  readonly given: GivenValues;
  readonly values: WrittenValues;
  readonly match: PathMatch;
  /** In the file, quotes included. */
  readonly span: Span;
  /** To be shown nowhere. */
  readonly text: string;
}

/** Values with something in them that a schema takes for a password, whatever it is. */
export function* passwordValues(snapshot: Snapshot, view: FileView): Iterable<PasswordValue> {
  for (const { given, values, match } of givenPasswords(snapshot, view)) {
    const scalar = asScalar(match.node);
    if (scalar === undefined || scalar.text === "" || scalar.reading === "null") continue;
    yield { given, values, match, span: values.nested.toOuterSpan(scalar.span), text: scalar.text };
  }
}

/** Where a password would stand in a text of values. */
interface PlaceInValues {
  readonly nested: NestedView;
  readonly root: Node | undefined;
  readonly match: PathMatch;
}

interface GivenPassword extends PlaceInValues {
  readonly given: GivenValues;
  readonly values: WrittenValues;
}

function* givenPasswords(snapshot: Snapshot, view: FileView): Iterable<GivenPassword> {
  for (const given of givenValues(snapshot, view)) {
    const { values } = given;
    const schema = schemaOf(snapshot.catalog, given);
    if (values === undefined || schema === undefined) continue;
    for (const place of placesIn(values.nested, schema)) yield { ...place, given, values };
  }
}

/** A default, too, may be somebody's password. */
function passwordsOfPack({ pack }: FileView): Iterable<PlaceInValues> {
  const schema = pack?.name === "values.yaml" ? pack.beside("schema.yaml")?.schema : undefined;
  return pack === undefined || schema === undefined ? [] : placesIn(pack.values, schema);
}

function* placesIn(nested: NestedView, { entries }: PackSchema): Iterable<PlaceInValues> {
  const constraints = entries.slice(0, mostConstraints).filter(({ format }) => format?.secret === true);
  if (constraints.length === 0) return;
  for (const { root } of nested.documents) {
    for (const { path } of constraints) {
      for (const match of resolvePath(root, path.segments).matches) yield { nested, root, match };
    }
  }
}

/**
 * What is written behind the key, to the end of the line and to that of the value: without quotes a password may be read as something
 * else, or only as far as a `#`. In brackets there are others on the line, and the value alone is meant.
 */
function writtenSpans({ nested, root, match }: PlaceInValues): (Span | undefined)[] {
  const { path, entry, node } = match;
  if (entry === undefined) return [node?.span];
  const parent = asMap(followPath(root, path.slice(0, -1))?.node);
  // A key that is written twice by a slip has two passwords.
  const twins = parent?.entries.filter((other) => other !== entry && other.key.text === entry.key.text) ?? [];
  return [entry, ...twins].map((one) => (parent?.flow ? one.value?.span : spanBehind(one, nested)));
}

function spanBehind({ key, value }: MapEntry, nested: NestedView): Span | undefined {
  const from = key.span.end;
  const start = from + (/^[ \t]*:[ \t]*/.exec(nested.text.slice(from, from + 200))?.[0].length ?? 0);
  const lineBreak = nested.text.indexOf("\n", start);
  const end = Math.max(lineBreak === -1 ? nested.text.length : lineBreak, value?.span.end ?? 0);
  return start < end ? { start, end } : undefined;
}

/** Defaults of variables that Palette shows to nobody. */
export function sensitiveDefaults({ variables }: Profile): readonly ProfileVariable[] {
  return variables.filter(
    ({ isSensitive, defaultValue }) => isOn(isSensitive) && (defaultValue?.text ?? "") !== "",
  );
}

/** Everything in the file that no output may show, in the order of the places. Whatever rules are off. */
export function secretSpans(snapshot: Snapshot, view: FileView): readonly Span[] {
  const spans: Span[] = [];
  for (const place of [...givenPasswords(snapshot, view), ...passwordsOfPack(view)]) {
    const scalar = asScalar(place.match.node);
    const isNone = scalar !== undefined && (isReference(scalar.text) || isMask(scalar.text));
    if (isNone) continue;
    // An alias says where the password is, and is none itself.
    const target = place.match.node?.kind === "alias" ? resolve(place.match.node)?.span : undefined;
    for (const span of [...writtenSpans(place), target])
      if (span !== undefined) spans.push(place.nested.toOuterSpan(span));
  }
  const profiles = view.documents.flatMap((document) => document.profiles);
  for (const { defaultValue } of profiles.flatMap(sensitiveDefaults)) {
    const scalar = asScalar(defaultValue?.node);
    if (defaultValue === undefined || scalar === undefined) continue;
    if (!isReference(scalar.text) && !isMask(scalar.text)) spans.push(contentSpan(defaultValue), scalar.span);
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Nothing but something that is filled in elsewhere. */
function isReference(text: string): boolean {
  return /^\s*(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|%[\w.-]+%|@\w+@|\$\(?[A-Za-z_]\w*\)?)\s*$/.test(text);
}

/** Somebody fills in some of it. A `$` is as likely a part of a password, unless there is nothing but a name behind it. */
export function isFilledIn(text: string): boolean {
  return hasTemplate(text) || /\{\{|%[\w.-]+%|@\w+@/.test(text) || isReference(text);
}
