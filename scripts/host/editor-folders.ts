// Folders in which an editor can run without touching the user's own, and settings that keep it quiet.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Settings = Readonly<Record<string, unknown>>;

/** Nothing on the screen, and nothing on the network, that is not about the extension. */
export const quietSettings: Settings = {
  // In a browser VS Code saves by itself unless told not to.
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  // The folder is no repository of its own; about one further up, VS Code would ask.
  "git.enabled": false,
  "npm.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
};

export interface EditorFolders {
  readonly dir: string;
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly serverDataDir: string;
  remove(): Promise<void>;
}

export async function makeEditorFolders(settings: Settings): Promise<EditorFolders> {
  // A short name: VS Code puts sockets into these folders, whose paths may have about 100 characters.
  const dir = await mkdtemp(join(tmpdir(), "cp-"));
  const userDataDir = join(dir, "user-data");
  await mkdir(join(userDataDir, "User"), { recursive: true });
  await writeFile(join(userDataDir, "User", "settings.json"), `${JSON.stringify(settings, undefined, 2)}\n`);
  return {
    dir,
    extensionsDir: join(dir, "extensions"),
    userDataDir,
    serverDataDir: join(dir, "server-data"),
    // An extension host that is just ending may still write into its folder: hence the retries.
    remove: () => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}
