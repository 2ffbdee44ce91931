/** What is wrong with configuration and packs, shown at their own files and never at a profile. */

import type { Diagnostic } from "vscode-languageserver/node";
import type { SourceTrouble } from "../catalog/catalog.ts";
import { endedHolds, readConfigFile } from "../config/config-file.ts";
import { isInside, type LoadedConfig } from "../io/folder-loader.ts";
import { createLineIndex } from "../syntax/line-index.ts";
import type { FileId } from "../workspace/profile-index.ts";
import { toPlainDiagnostic, toRange } from "./convert.ts";

export interface Sources {
  readonly configs: readonly LoadedConfig[];
  readonly troubles: readonly SourceTrouble[];
  /** Folders of the workspace: the editor shows problems of files in them. */
  readonly folders: readonly string[];
  readonly today: string | undefined;
  /** The text of a document that is open. */
  openText(file: FileId): string | undefined;
  /** True for a file of which the rules tell what is wrong, at its place. */
  isChecked(file: FileId): boolean;
}

export function sourceDiagnostics({
  configs,
  troubles,
  folders,
  today,
  openText,
  isChecked,
}: Sources): Map<FileId, Diagnostic[]> {
  const byFile = new Map<FileId, Diagnostic[]>();
  const add = (file: FileId, diagnostic: Diagnostic) => {
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [diagnostic]);
    else known.push(diagnostic);
  };
  for (const config of configs) {
    // What is being typed is judged as it is, and taken into force when it is saved.
    const open = openText(config.file);
    const text = open ?? config.text;
    if (text === undefined) continue;
    const lines = createLineIndex(text);
    const problems = open === undefined ? config.problems : readConfigFile(open).problems;
    for (const { message, span } of problems) {
      add(config.file, toPlainDiagnostic("config-file", message, toRange(lines, span), "error"));
    }
    for (const { message, span } of endedHolds(text, today)) {
      add(config.file, toPlainDiagnostic("config-file", message, toRange(lines, span), "warning"));
    }
  }
  const firstCharacter = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  for (const { source, path, message } of troubles) {
    if (
      isChecked(path) ||
      !/\.(?:json|ya?ml)$/.test(path) ||
      !folders.some((folder) => isInside(folder, path))
    )
      continue;
    add(path, toPlainDiagnostic("registry", `${source}: ${message}`, firstCharacter, "warning"));
  }
  return byFile;
}
