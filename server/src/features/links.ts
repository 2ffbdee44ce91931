/** Links from the packs of a profile to their folders. Knows nothing of the editor. */

import type { Span } from "../base/span.ts";
import type { CatalogPack, PackCatalog } from "../catalog/catalog.ts";
import { contentSpan, known } from "../model/text.ts";
import { packStatus } from "../updates/version-choice.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";

export interface DocumentLink {
  readonly span: Span;
  /** Absolute path. */
  readonly targetFile: string;
  readonly tooltip: string;
}

/** From each pack's version to the README of that very version, or to its pack.json where it has none. */
export function documentLinks(snapshot: Snapshot, file: FileId): readonly DocumentLink[] {
  const profiles = snapshot.file(file)?.documents.flatMap((document) => document.profiles) ?? [];
  const links = new Map<number, DocumentLink>();
  for (const profile of profiles) {
    for (const pack of profile.packs) {
      const version = known(pack.version);
      const installed =
        version === undefined ? undefined : packStatus(snapshot.catalog, profile, pack)?.installed;
      if (version === undefined || installed === undefined) continue;
      const span = contentSpan(version);
      // A version that several packs merge in leads to the first of them.
      if (!links.has(span.start)) links.set(span.start, linkTo(snapshot.catalog, installed, span));
    }
  }
  return [...links.values()];
}

function linkTo(catalog: PackCatalog, pack: CatalogPack, span: Span): DocumentLink {
  const hasReadme = catalog.hasContent(pack, "README.md");
  const what = hasReadme ? "README.md" : "pack.json";
  return {
    span,
    targetFile: hasReadme ? `${pack.file.slice(0, -"pack.json".length)}README.md` : pack.file,
    tooltip: `Open the ${what} of ${pack.name} ${pack.version}`,
  };
}
