/** The small world in which the examples of all rules run, and which their pages describe. */

import {
  type CatalogPack,
  createCatalog,
  type PackCatalog,
  type PackFile,
  type Presence,
  type Registry,
} from "../catalog/catalog.ts";
import { emptyPartialConfig, mergeConfig } from "../config/config.ts";
import { packFilePlace } from "../model/pack-file.ts";
import { packFileName, readPackJson } from "../model/pack-json.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Rule, RuleExample } from "./rule.ts";

/** `name version layer [state]`, one pack a line. */
const examplePacks = `
ubuntu-maas 22.04 os
kubernetes 1.31.9 k8s
kubernetes 1.32.4 k8s
kubernetes 1.32.8 k8s
cni-calico 3.28.0 cni
cni-calico 3.28.2 cni
csi-longhorn 1.9.1 csi
nginx 1.11.5 addon
nginx 1.12.1 addon
nginx 1.12.4 addon
kubernetes-dashboard 7.13.0 addon deprecated
`;

/** What one of the packs says besides. */
const exampleFiles: Readonly<Record<string, string>> = {
  "nginx 1.12.4 presets.yaml":
    "presets:\n  - { name: cluster-only, displayName: Cluster only, group: Exposure, add: '' }\n  - { name: public, displayName: Public, group: Exposure, add: '' }\n",
  "nginx 1.12.4 pack.json": JSON.stringify({
    constraints: {
      dependencies: [{ packName: "kubernetes", layer: "k8s", type: "optional", minVersion: "1.32" }],
      resources: [{ type: "memory", minLimit: 4096 }],
    },
  }),
};
/** Examples must say the same on every day. */
const exampleDay = "2026-06-01";

export const exampleFolder = "/example";

/** The file of the example itself. */
export function exampleFile({ file }: RuleExample): string {
  return `${exampleFolder}/${file ?? "example.yaml"}`;
}

/** What lies beside a pack's file that comes without a pack.json of its own. */
const examplePackJson = `{
  "name": "web",
  "displayName": "Web",
  "version": "1.0.0",
  "layer": "addon"
}
`;

/** A registry of packs given as lines of `name version layer [state]`. */
export function registryOf(lines: string, name: string | undefined, complete: boolean): Registry {
  const label = name ?? "packs";
  const packs = lines
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length >= 3)
    .map(([packName = "", version = "", layer = "", state]) =>
      examplePack(packName, version, layer, state, { name, label }),
    );
  return { name, label, folder: "/example/packs", complete, failure: undefined, packs, troubles: [] };
}

function examplePack(
  name: string,
  version: string,
  layer: string,
  state: string | undefined,
  registry: CatalogPack["registry"],
): CatalogPack {
  const annotations = state === undefined ? {} : { system_state: state };
  const json = readPackJson(
    JSON.stringify({ name, version, displayName: name, layer, cloudTypes: ["all"], annotations }),
  );
  if ("trouble" in json) throw new Error(`example pack ${name}: ${json.trouble}`);
  const folder = `/example/packs/${name}-${version}`;
  return { ...json, registry, folder, file: `${folder}/pack.json` };
}

/**
 * `packFiles` as in {@link RuleExample}: they stand above what the packs have otherwise. `files`: those of the example by their paths, among
 * which more packs may be.
 */
export function exampleCatalog(
  packFiles: RuleExample["packFiles"] = {},
  files: ReadonlyMap<string, string> = new Map(),
): PackCatalog {
  const fileOf = ({ name, version }: CatalogPack, file: PackFile) =>
    packFiles[`${name} ${version} ${file}`] ?? exampleFiles[`${name} ${version} ${file}`];
  const registry = registryOf(examplePacks, "Palette Registry", true);
  const packs = registry.packs.map((pack) => ({
    ...pack,
    cloudTypes: pack.name === "ubuntu-maas" ? ["maas"] : pack.cloudTypes,
    hasConstraints: fileOf(pack, "pack.json") !== undefined,
  }));
  return createCatalog([{ ...registry, packs }, ...looseRegistries(exampleFolder, files)], {
    read(pack, file) {
      const text = files.get(`${pack.folder}/${file}`) ?? fileOf(pack, file);
      return text === undefined ? { kind: "absent" } : { kind: "known", text };
    },
    find: findIn(files),
  });
}

/** `rule` is switched on, if it is off by default. */
export function exampleWorkspace(example: RuleExample, rule?: Rule): Workspace {
  const files = new Map(
    Object.entries(example.others ?? {}).map(([name, text]) => [`${exampleFolder}/${name}`, text]),
  );
  const file = exampleFile(example);
  files.set(file, example.text);
  const packJson = `${exampleFolder}/${packFileName}`;
  if (packFilePlace(file) !== undefined && !files.has(packJson)) files.set(packJson, examplePackJson);
  const workspace = new Workspace();
  if (rule?.offByDefault === true) {
    const severities = new Map([[rule.id, rule.severity]]);
    const config = mergeConfig({ ...emptyPartialConfig, severities }, emptyPartialConfig);
    workspace.apply({ kind: "folders", folders: [{ path: exampleFolder, config }] });
  }
  workspace.apply(
    { kind: "catalog", catalog: exampleCatalog(example.packFiles, files) },
    { kind: "today", day: exampleDay },
  );
  for (const [other, text] of inPackOrder(files)) workspace.apply({ kind: "text", file: other, text });
  workspace.apply({ kind: "committed", file, text: example.committed });
  return workspace;
}

/** The packs among the files, as a registry of their own; nothing where there are none. */
export function looseRegistries(folder: string, files: ReadonlyMap<string, string>): Registry[] {
  const label = { name: undefined, label: "workspace" };
  const packs = inPackOrder(files).flatMap(([file, text]) => {
    const json = file.endsWith(`/${packFileName}`) ? readPackJson(text) : { trouble: "not a pack" };
    const own = file.slice(0, -packFileName.length - 1);
    return "trouble" in json ? [] : [{ ...json, registry: label, folder: own, file }];
  });
  if (packs.length === 0) return [];
  return [{ ...label, folder, complete: false, failure: undefined, packs, troubles: [] }];
}

/** Tells what is among the files as a disk would. */
export function findIn(files: ReadonlyMap<string, string>): (folder: string, path: string) => Presence {
  const paths = [...files.keys()];
  return (folder, path) => {
    const whole = `${folder}/${path}`;
    return paths.some((file) => file === whole || file.startsWith(`${whole}/`)) ? "there" : "missing";
  };
}

/** As a folder is walked: a pack.json before the files beside it. */
export function inPackOrder(files: ReadonlyMap<string, string>): [string, string][] {
  const isPack = ([file]: [string, string]) => Number(file.endsWith(`/${packFileName}`));
  return [...files].sort((a, b) => isPack(b) - isPack(a));
}

/** The registry in words, for the rules' pages. */
export function describeExampleRegistry(): string {
  const versions = new Map<string, string[]>();
  for (const line of examplePacks.trim().split("\n")) {
    const [name = "", version = "", , state] = line.split(" ");
    const list = versions.get(name) ?? [];
    list.push(state === undefined ? version : `${version} (${state})`);
    versions.set(name, list);
  }
  const packs = [...versions].map(([name, list]) => `\`${name}\` ${list.join(", ")}`).join("; ");
  return `${packs}; of these, \`ubuntu-maas\` is for \`maas\` only, and \`nginx\` 1.12.4 has the presets \`Exposure:cluster-only\` and \`Exposure:public\`, wants \`kubernetes\` 1.32 or newer where there is one, and 4096 MiB of memory`;
}
