/** A file's text as what it means to us: its profiles and clusters, whatever dialect, and what could not be read. */

import type { Span } from "../base/span.ts";
import { type Reading, reparse } from "../syntax/parse.ts";
import { asMap, type Node, type SyntaxProblem } from "../syntax/tree.ts";
import { readExportProfile } from "./adapters/export-profile.ts";
import { readFlatProfile } from "./adapters/flat-profile.ts";
import { readListClusters } from "./adapters/list-cluster.ts";
import { readModulesCluster } from "./adapters/modules-cluster.ts";
import type { Cluster } from "./cluster.ts";
import {
  classify,
  classifyDeclared,
  type DeclaredKind,
  type DocumentKind,
  looksLikeOurs,
  mayBeOurs,
} from "./dialect.ts";
import type { Profile } from "./profile.ts";

/** One YAML document of a file that is a profile or holds clusters. */
export interface ModelDocument {
  readonly kind: Exclude<DocumentKind, { kind: "foreign" }>;
  readonly root: Node | undefined;
  readonly span: Span;
  readonly problems: readonly SyntaxProblem[];
  readonly profiles: readonly Profile[];
  readonly clusters: readonly Cluster[];
}

/** What was read of a text, and what of it helps to read the next. */
export interface ReadDocuments {
  readonly documents: readonly ModelDocument[];
  readonly reading: Reading | undefined;
}

const nothing: ReadDocuments = { documents: [], reading: undefined };

/**
 * The documents of the file that are ours; empty for every other file, which is told apart before it is parsed.
 * `declared` is what the configuration says of the file, where it says something.
 */
export function readDocuments(text: string, declared?: DeclaredKind): readonly ModelDocument[] {
  return rereadDocuments(text, declared, undefined).documents;
}

/** The same for a text that came of another by an edit. */
export function rereadDocuments(
  text: string,
  declared: DeclaredKind | undefined,
  earlier: Reading | undefined,
): ReadDocuments {
  if (declared === undefined && !mayBeOurs(text)) return nothing;
  const documents: ModelDocument[] = [];
  const parsed = reparse(text, earlier);
  for (const { root, span, problems } of parsed.documents) {
    const kind = declared === undefined ? classify(root) : classifyDeclared(root, declared);
    if (kind !== undefined && kind.kind !== "foreign") {
      documents.push({ kind, root, span, problems, ...readEntities(kind, root) });
    }
  }
  const problems = parsed.documents.flatMap((document) => document.problems);
  if (documents.length === 0 && problems.length > 0 && (declared !== undefined || looksLikeOurs(text))) {
    // A slip has hidden what the file is. Saying nothing would be worse than saying where it is.
    const span = { start: 0, end: text.length };
    documents.push({
      kind: guess(declared, text),
      root: undefined,
      span,
      problems,
      profiles: [],
      clusters: [],
    });
  }
  return { documents, reading: parsed.reading };
}

function guess(declared: DeclaredKind | undefined, text: string): ModelDocument["kind"] {
  const cluster = declared === undefined ? !/\bpacks\b/.test(text) : declared === "clusters";
  return cluster ? { kind: "cluster", dialect: "modules" } : { kind: "profile", dialect: "flat" };
}

function readEntities(
  kind: ModelDocument["kind"],
  root: Node | undefined,
): Pick<ModelDocument, "profiles" | "clusters"> {
  const map = asMap(root);
  if (kind.kind === "profile") {
    const read = kind.dialect === "flat" ? readFlatProfile : readExportProfile;
    return { profiles: map === undefined ? [] : [read(map)], clusters: [] };
  }
  if (kind.dialect === "list") return { profiles: [], clusters: readListClusters(root) };
  return { profiles: [], clusters: map === undefined ? [] : [readModulesCluster(map)] };
}
