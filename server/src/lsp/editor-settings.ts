/** The editor's settings: those that are the engine's business, folder by folder, and those that are not. */

import type { Connection } from "vscode-languageserver/node";
import type { Logger } from "../base/logger.ts";
import { type PartialConfig, readPartialConfig } from "../config/config.ts";
import { uriOf } from "./convert.ts";

/** What a user set in the editor that is not the engine's business. */
export interface EditorSettings {
  readonly inlayHints: boolean;
  /** Defaults behind values that differ from them. */
  readonly defaultHints: boolean;
  /** What clusters get, behind the versions of packs. */
  readonly effectHints: boolean;
}

export const defaultEditorSettings: EditorSettings = {
  inlayHints: true,
  defaultHints: true,
  effectHints: false,
};

/** One configuration for each of the folders, in their order; undefined when the editor does not tell. */
export async function readEditorSettings(
  connection: Connection,
  logger: Logger,
  folders: readonly string[],
): Promise<{ readonly editor: EditorSettings; readonly folders: readonly PartialConfig[] } | undefined> {
  const items = [undefined, ...folders].map((folder) => ({
    section: "clusterProfiles",
    ...(folder === undefined ? {} : { scopeUri: uriOf(folder) }),
  }));
  let answers: unknown[];
  try {
    answers = (await connection.workspace.getConfiguration(items)) as unknown[];
  } catch (error) {
    logger.warn(`The editor does not tell its settings, so the defaults count: ${String(error)}`);
    return undefined;
  }
  const hints = (answers[0] as { inlayHints?: Record<string, unknown> } | null)?.inlayHints;
  return {
    editor: {
      inlayHints: hints?.enabled !== false,
      defaultHints: hints?.defaults !== false,
      effectHints: hints?.effects === true,
    },
    folders: answers.slice(1).map(readPartialConfig),
  };
}
