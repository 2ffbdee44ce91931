/** The two servers that are measured, and all in which their treatment differs. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface ServerDefinition {
  readonly name: string;
  readonly script: string;
  /** How long the server waits for silence after a change before it looks at the text, in milliseconds. */
  readonly wait: number;
  readonly initializationOptions: unknown;
  /** The answer to workspace/configuration. */
  configuration(section: string | undefined): unknown;
}

/** Ours first. */
export type Servers = readonly [ServerDefinition, ServerDefinition];

/** Where `npm run build` leaves our server. */
export const builtServer = join(import.meta.dirname, "../../dist/server.js");

const root = join(import.meta.dirname, "../..");

/** `quietMilliseconds` in server/src/lsp/schedule.ts. */
function ourWait(): number {
  const source = readFileSync(join(root, "server/src/lsp/schedule.ts"), "utf8");
  const wait = /quietMilliseconds = (\d+)/.exec(source)?.[1];
  if (wait === undefined) throw new Error("server/src/lsp/schedule.ts no longer says how long it waits");
  return Number(wait);
}

/** `validationDelayMs` in its SettingsState. */
function theirWait(): number {
  const source = readFileSync(
    join(root, "node_modules/yaml-language-server/out/src/yamlSettings.js"),
    "utf8",
  );
  const wait = /validationDelayMs = (\d+)/.exec(source)?.[1];
  if (wait === undefined) throw new Error("yaml-language-server no longer says how long it waits");
  return Number(wait);
}

/** `script`: the built server, or a copy of it. */
export function ourServer(script: string): ServerDefinition {
  return {
    name: "cluster-profiles",
    script,
    wait: ourWait(),
    initializationOptions: { trusted: true },
    configuration: () => null,
  };
}

const yamlSettings = {
  schemas: { [pathToFileURL(join(root, "schemas/profile.schema.json")).href]: ["*.yaml"] },
  validate: true,
  hover: true,
  completion: true,
  format: { enable: false },
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
};

export const yamlLanguageServer: ServerDefinition = {
  name: "yaml-language-server",
  script: join(root, "node_modules/yaml-language-server/bin/yaml-language-server"),
  wait: theirWait(),
  initializationOptions: {},
  configuration: (section) => (section === "yaml" ? yamlSettings : null),
};
