/** The language server: `dist/server.js --stdio`. Wires handlers to the connection, and decides nothing else. */

import {
  createConnection,
  type InitializeParams,
  ProposedFeatures,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import type { Logger } from "../base/logger.ts";
import { codeActionKinds } from "../features/code-actions.ts";
import { followCommittedTexts } from "./committed-texts.ts";
import { registerAssignments } from "./handlers/assignments.ts";
import { registerClusterMoves } from "./handlers/cluster-moves.ts";
import { registerCodeActions } from "./handlers/code-action.ts";
import { registerCompletion } from "./handlers/completion.ts";
import { registerDocumentLinks } from "./handlers/document-link.ts";
import { registerDocumentSymbols } from "./handlers/document-symbol.ts";
import { registerHover } from "./handlers/hover.ts";
import { registerInlayHints } from "./handlers/inlay-hint.ts";
import { registerNavigation } from "./handlers/navigation.ts";
import { registerOverrides } from "./handlers/overrides.ts";
import { registerPackVersions } from "./handlers/pack-versions.ts";
import { registerProfileComparison } from "./handlers/profile-comparison.ts";
import { registerProfileVersions } from "./handlers/profile-versions.ts";
import { registerRename } from "./handlers/rename.ts";
import { registerRolloutBoard } from "./handlers/rollout-board.ts";
import { registerTextSync } from "./handlers/text-sync.ts";
import { registerTrees, tellTreeChanges } from "./handlers/trees.ts";
import { registerUpdateChoices } from "./handlers/update-choice.ts";
import { registerUpdateEverywhere } from "./handlers/update-everywhere.ts";
import { registerUpdateReviews } from "./handlers/update-review.ts";
import { registerValuesWindows } from "./handlers/values-window.ts";
import { registerWatchedFiles, watchFiles } from "./handlers/watched-files.ts";
import { folderPath, followWorkspace, registerWorkspaceChanges } from "./handlers/workspace-changes.ts";
import type { ClientOptions } from "./protocol.ts";
import { type ClientAbilities, Session } from "./session.ts";

const connection = createConnection(ProposedFeatures.all);

const logger: Logger = {
  error: (message, cause) =>
    connection.console.error(cause === undefined ? message : `${message}\n${describeCause(cause)}`),
  warn: (message) => connection.console.warn(message),
};

connection.onInitialize((params) => {
  const options = params.initializationOptions as Partial<ClientOptions> | undefined;
  const session = new Session(connection, logger, abilitiesOf(params), {
    // A client that does not know of trust has none to withhold.
    trusted: options?.trusted ?? true,
    rulePages: options?.rulePages,
    suggestCommand: options?.suggestCommand,
  });
  for (const register of [
    registerTextSync,
    registerWatchedFiles,
    registerWorkspaceChanges,
    registerHover,
    registerCompletion,
    registerCodeActions,
    registerInlayHints,
    registerDocumentSymbols,
    registerDocumentLinks,
    registerNavigation,
    registerOverrides,
    registerPackVersions,
    registerUpdateChoices,
    registerUpdateEverywhere,
    registerProfileComparison,
    registerProfileVersions,
    registerClusterMoves,
    registerRename,
    registerTrees,
    registerAssignments,
    registerRolloutBoard,
    registerValuesWindows,
    registerUpdateReviews,
  ]) {
    register(session);
  }
  if (options?.trees === true) tellTreeChanges(session);
  if (options?.committedTexts === true) followCommittedTexts(session);
  session.disk.setFolders(foldersOf(params).map(folderPath));
  connection.onInitialized(async () => {
    await Promise.all([followWorkspace(session), watchFiles(session)]);
    await session.reload();
  });
  connection.onShutdown(() => session.schedule.dispose());
  return {
    serverInfo: { name: "cluster-profiles" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { resolveProvider: true, triggerCharacters: [..." \"'.0123456789{|"] },
      codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: true },
      inlayHintProvider: { resolveProvider: true },
      documentSymbolProvider: true,
      documentLinkProvider: {},
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
});

connection.listen();

/** URIs of the folders; older clients name one root at most. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders != null) return workspaceFolders.map(({ uri }) => uri);
  return rootUri == null ? [] : [rootUri];
}

function abilitiesOf({ capabilities }: InitializeParams): ClientAbilities {
  const watchers = capabilities.workspace?.didChangeWatchedFiles;
  return {
    configuration: capabilities.workspace?.configuration === true,
    configurationChanges: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    codeActionResolve:
      capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    changeAnnotations: capabilities.workspace?.workspaceEdit?.changeAnnotationSupport != null,
    dynamicWatchers: watchers?.dynamicRegistration === true,
    relativePatterns: watchers?.relativePatternSupport === true,
    inlayHintRefresh: capabilities.workspace?.inlayHint?.refreshSupport === true,
    workspaceFolders: capabilities.workspace?.workspaceFolders === true,
  };
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
