/** The small world in which the examples of all rules run, and which their pages describe. */

import type { CatalogPack, PackCatalog, PackFile, Registry } from "../catalog/catalog.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { emptyPartialConfig, mergeConfig } from "../config/config.ts";
import { readPackJson } from "../model/pack-json.ts";
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

export const exampleFile = "/example/example.yaml";

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

/** `packFiles` as in {@link RuleExample}: they stand above what the packs have otherwise. */
export function exampleCatalog(packFiles: RuleExample["packFiles"] = {}): PackCatalog {
  const fileOf = ({ name, version }: CatalogPack, file: PackFile) =>
    packFiles[`${name} ${version} ${file}`] ?? exampleFiles[`${name} ${version} ${file}`];
  const registry = registryOf(examplePacks, "Palette Registry", true);
  const packs = registry.packs.map((pack) => ({
    ...pack,
    cloudTypes: pack.name === "ubuntu-maas" ? ["maas"] : pack.cloudTypes,
    hasConstraints: fileOf(pack, "pack.json") !== undefined,
  }));
  return createCatalog([{ ...registry, packs }], {
    read(pack, file) {
      const text = fileOf(pack, file);
      return text === undefined ? { kind: "absent" } : { kind: "known", text };
    },
  });
}

/** `rule` is switched on, if it is off by default. */
export function exampleWorkspace(example: RuleExample, rule?: Rule): Workspace {
  const workspace = new Workspace();
  if (rule?.offByDefault === true) {
    const severities = new Map([[rule.id, rule.severity]]);
    const config = mergeConfig({ ...emptyPartialConfig, severities }, emptyPartialConfig);
    workspace.apply({ kind: "folders", folders: [{ path: "/example", config }] });
  }
  workspace.apply(
    { kind: "catalog", catalog: exampleCatalog(example.packFiles) },
    { kind: "today", day: exampleDay },
  );
  for (const [name, text] of Object.entries(example.others ?? {})) {
    workspace.apply({ kind: "text", file: `/example/${name}`, text });
  }
  workspace.apply({ kind: "text", file: exampleFile, text: example.text });
  workspace.apply({ kind: "committed", file: exampleFile, text: example.committed });
  return workspace;
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
