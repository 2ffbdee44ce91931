/** A small workspace for the tests of features: one file with a caret in it, a registry of packs, other files beside it. */

import { registryOf } from "../../server/src/analysis/example-workspace.ts";
import type { FileEdit } from "../../server/src/analysis/finding.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import {
  type CatalogPack,
  createCatalog,
  noContent,
  type PackContentSource,
  type PackFile,
} from "../../server/src/catalog/catalog.ts";
import { type Snapshot, Workspace } from "../../server/src/workspace/workspace.ts";

export interface FixtureOptions {
  /** Lines of `name version layer [state]`. */
  readonly packs?: string;
  readonly registry?: string | undefined;
  readonly complete?: boolean;
  /** What the packs say besides. */
  readonly describe?: (pack: CatalogPack) => Partial<CatalogPack>;
  readonly content?: PackContentSource;
  /** Name of the file with the caret. */
  readonly name?: string;
  /** Other files, by name. */
  readonly others?: Readonly<Record<string, string>>;
}

export interface Fixture {
  readonly snapshot: Snapshot;
  readonly file: string;
  /** Without the caret. */
  readonly text: string;
  /** Where the `$0` was; 0 without one. */
  readonly offset: number;
}

export const defaultPacks = `
ubuntu-maas 22.04 os
kubernetes 1.31.4 k8s
kubernetes 1.31.9 k8s
kubernetes 1.32.8 k8s
kubernetes 1.33.4 k8s
cni-calico 3.28.0 cni
cni-calico 3.28.2 cni
nginx 1.11.5 addon
nginx 1.12.1 addon
nginx 1.12.4 addon
nginx 2.0.0 addon
nginx 2.1.0-rc.1 addon
kubernetes-dashboard 7.10.0 addon
kubernetes-dashboard 7.13.0 addon deprecated
`;

/** `$0` in the text is the caret. */
export function fixture(marked: string, options: FixtureOptions = {}): Fixture {
  const at = marked.indexOf("$0");
  const text = at === -1 ? marked : marked.slice(0, at) + marked.slice(at + 2);
  const file = `/project/${options.name ?? "example.yaml"}`;
  const name = "registry" in options ? options.registry : "Palette Registry";
  const registry = registryOf(options.packs ?? defaultPacks, name, options.complete ?? true);
  const packs = registry.packs.map((pack) => ({ ...pack, ...options.describe?.(pack) }));
  const workspace = new Workspace();
  workspace.apply({
    kind: "catalog",
    catalog: createCatalog([{ ...registry, packs }], options.content ?? noContent),
  });
  for (const [other, content] of Object.entries(options.others ?? {}))
    workspace.apply({ kind: "text", file: `/project/${other}`, text: content });
  workspace.apply({ kind: "text", file, text });
  return { snapshot: workspace.snapshot(), file, text, offset: Math.max(0, at) };
}

/** The fixture's text after the edits, which must all be of its file. */
export function applied({ file, text }: Fixture, edits: readonly FileEdit[]): string {
  return edits.reduce((before, edit) => {
    if (edit.file !== file) throw new Error(`an edit of ${edit.file}`);
    return applyEdits(before, edit.edits);
  }, text);
}

/** A flat profile around the lines of one pack list. */
export function profileWith(packs: string, head = ""): string {
  return `name: base\ntype: infra\ndescription: ""\n${head}packs:\n${packs}`;
}

/** Files of packs, by the packs' `name version`. */
export function contentOf(
  files: Readonly<Record<string, Readonly<Partial<Record<PackFile, string>>>>>,
): PackContentSource {
  return {
    read({ name, version }, file) {
      const text = files[`${name} ${version}`]?.[file];
      return text === undefined ? { kind: "absent" } : { kind: "known", text };
    },
  };
}
