/**
 * Writes what is made from tables: the rules' pages, the settings page, the config file's schema and the settings in package.json.
 * `npm run generate` writes, `npm run generate -- --check` only tells what is stale.
 */

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeExampleRegistry } from "../server/src/analysis/example-workspace.ts";
import type { Rule } from "../server/src/analysis/rule.ts";
import { rules } from "../server/src/analysis/rules/index.ts";
import { type Setting, type SettingSchema, settingsTable } from "../server/src/config/settings.ts";
import { statusFileNames } from "../server/src/model/cluster-status.ts";
import { packFilePlace } from "../server/src/model/pack-file.ts";
import { effectClasses, effectNames, effectSentences } from "../server/src/updates/effect/effect-class.ts";
import { type EffectRule, ruleSources } from "../server/src/updates/effect/effect-rule.ts";
import { effectRules } from "../server/src/updates/effect/effect-tables.ts";

const root = join(import.meta.dirname, "..");
const table = settingsTable(rules);

/** The files that are generated, by path from the root, with the text that they should have. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const rule of rules) files.set(`docs/rules/${rule.id}.md`, rulePage(rule));
  files.set("docs/rules/README.md", ruleIndex());
  files.set("docs/settings.md", settingsPage());
  files.set("docs/effects.md", effectsPage());
  files.set("schemas/config.schema.json", json(configSchema()));
  files.set("package.json", json(manifest()));
  return files;
}

/** Generated files that differ from what is on the disk, and pages of rules that are gone. */
export function staleFiles(): string[] {
  const files = generatedFiles();
  const differing = [...files].filter(([path, text]) => readOrEmpty(path) !== text).map(([path]) => path);
  const pages = readdirSync(join(root, "docs/rules")).map((name) => `docs/rules/${name}`);
  return [...differing, ...pages.filter((page) => !files.has(page))];
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const environments = { edge: "Edge", "non-edge": "not Edge", any: "all clusters" } as const;

/** The tables of effects, as people look them up. */
function effectsPage(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [
    "# What changes do to the nodes of a cluster",
    "",
    "`cluster-profiles plan` and the editor go by these rows. The rows are tried from the top, and the first that holds for a change counts; what no row holds for is *unknown*. A row is *documented* where Palette's documentation says so, and *inferred* where it only follows. What Palette finds itself before an update counts more.",
    "",
    "## Effects, the worst first",
    "",
    "Of several effects a cluster has the worst one.",
    "",
    "| Effect | |",
    "| --- | --- |",
    ...effectClasses.map((one) => row([effectNames[one], effectSentences[one]])),
    "",
    "## Rows",
    "",
    "| Row | Holds on | For | Effect | Why | Source |",
    "| --- | --- | --- | --- | --- | --- |",
    ...effectRules.map((rule) =>
      row([
        `\`${rule.id}\``,
        whereRuleHolds(rule),
        whatRuleIsFor(rule),
        `${effectNames[rule.effect]}${rule.certainty === "inferred" ? " (inferred)" : ""}`,
        rule.sentence,
        ruleSources[rule.source],
      ]),
    ),
    "",
  ].join("\n");
}

function whereRuleHolds({ environment, clouds, otherClouds, when }: EffectRule): string {
  return [
    environments[environment],
    ...(clouds === undefined ? [] : [clouds.join(", ")]),
    ...(otherClouds === undefined ? [] : [`without ${otherClouds.join(", ")}`]),
    ...(when === undefined ? [] : [when.replaceAll("-", " ")]),
  ].join("; ");
}

function whatRuleIsFor({ subjects, changes, path }: EffectRule): string {
  const words = `${subjects.join(", ")}: ${changes.join(", ")}`.replaceAll("-", " ");
  return path === undefined ? words : `${words} \`${path}\``;
}

function rulePage(rule: Rule): string {
  const example = ({ text, title, others, committed, packFiles, file }: Rule["bad"][number]) =>
    [
      ...(title === undefined ? [] : [`${title.charAt(0).toUpperCase()}${title.slice(1)}:`, ""]),
      fenced(text, file),
      ...(committed === undefined ? [] : ["", "at the last commit:", "", fenced(committed)]),
      ...Object.entries(others ?? {}).flatMap(([name, other]) => [
        "",
        `beside \`${name}\`${other === "" ? "" : ":"}`,
        ...(other === "" ? [] : ["", fenced(other, name)]),
      ]),
      ...Object.entries(packFiles ?? {}).flatMap(([name, content]) => [
        "",
        describePackFile(name),
        "",
        fenced(content),
      ]),
      "",
    ].join("\n");
  const isOfPacks = rule.bad.every(({ file }) => file !== undefined && packFilePlace(file) !== undefined);
  const isOfStatus = rule.bad.every(({ file }) => statusFileNames.some((name) => name === file));
  const world = isOfStatus
    ? `Each example is a \`${rule.bad[0]?.file}\`.`
    : isOfPacks
      ? `Each example is a \`${rule.bad[0]?.file}\` in the folder of a pack.`
      : `The examples know a registry \`Palette Registry\`, marked \`complete\`, with: ${describeExampleRegistry()}.`;
  return [
    `# ${rule.id}`,
    "",
    rule.summary,
    "",
    defaultOf(rule),
    "",
    rule.description,
    "",
    "## Reported",
    "",
    ...rule.bad.map(example),
    "## Not reported",
    "",
    ...rule.good.map(example),
    world,
    "",
    "## Silencing one place",
    "",
    "```yaml",
    `# cluster-profiles-ignore ${rule.id} the reason`,
    "```",
    "",
    "on the line of the finding, or on the line above it. JSON has no comments: switch the rule off, or milder, in the configuration.",
    "",
  ].join("\n");
}

function defaultOf({ id, severity, offByDefault }: Rule): string {
  if (offByDefault !== true)
    return `Default severity: **${severity}**. It can be set, or switched off, under \`rules\` in the [configuration](../settings.md).`;
  return `Default: **off**. It is switched on under \`rules\` in the [configuration](../settings.md), as with \`${id}: ${severity}\`.`;
}

/** `name` as in the example. */
function describePackFile(name: string): string {
  const [pack, version, file] = name.split(" ");
  return `with this \`${file}\` of \`${pack}\` ${version}:`;
}

function fenced(text: string, file = ""): string {
  return `\`\`\`${file.endsWith(".json") ? "json" : "yaml"}\n${text.trimEnd()}\n\`\`\``;
}

function ruleIndex(): string {
  const rows = rules.map(
    (rule) =>
      `| [${rule.id}](${rule.id}.md) | ${rule.offByDefault === true ? "off" : rule.severity} | ${rule.summary} |`,
  );
  return ["# Rules", "", "| rule | default | says |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function settingsPage(): string {
  const section = ({ file, editor, description, schema, default: value, example }: Setting) => [
    `## ${file?.join(".") ?? editor}`,
    "",
    description,
    "",
    `| where | name |`,
    `| --- | --- |`,
    ...(file === undefined ? [] : [`| config file | \`${file.join(".")}\` |`]),
    ...(editor === undefined ? [] : [`| editor setting | \`clusterProfiles.${editor}\` |`]),
    `| default | \`${JSON.stringify(value)}\` |`,
    "",
    ...describeShape(schema),
    ...(example === undefined ? [] : [fenced(example), ""]),
  ];
  return [
    "# Configuration",
    "",
    "A team keeps its configuration in `.cluster-profiles.yaml` at the root of the repository (in the editor: of each workspace folder); the command reads the same file. The editor's settings can say the same for one user. Registries and globs of both count; for the severity of a rule the file wins.",
    "",
    ...table.flatMap(section),
  ].join("\n");
}

/** The keys of a list's items, and the values that a map of rules can have. */
function describeShape(schema: SettingSchema): string[] {
  const { items, properties } = schema as { items?: Shape; properties?: Record<string, Shape> };
  const keys = Object.entries(items?.properties ?? {}).map(
    ([key, { description }]) => `- \`${key}\`: ${description}`,
  );
  if (keys.length > 0) return ["Each item:", "", ...keys, ""];
  const values = Object.values(properties ?? {})[0]?.enum;
  return values === undefined ? [] : [`Severities: ${values.map((value) => `\`${value}\``).join(", ")}.`, ""];
}

interface Shape {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
}

function configSchema(): unknown {
  const rootSchema: SchemaObject = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://cluster-profiles.invalid/config.schema.json",
    title: "Cluster Profiles configuration",
    description:
      "Configuration of Cluster Profiles for Palette, in `.cluster-profiles.yaml` at the root of a repository.",
    type: "object",
    additionalProperties: false,
    properties: {},
  };
  for (const { file, schema, description, default: value } of table) {
    if (file !== undefined) place(rootSchema, file, { description, ...schema, default: value });
  }
  return rootSchema;
}

interface SchemaObject {
  [keyword: string]: unknown;
  properties: Record<string, unknown>;
}

function place(parent: SchemaObject, path: readonly string[], schema: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    parent.properties[head] = schema;
    return;
  }
  parent.properties[head] ??= {
    type: "object",
    description: "Which files are profiles and which are clusters, where their content does not tell.",
    additionalProperties: false,
    properties: {},
  };
  place(parent.properties[head] as SchemaObject, rest, schema);
}

interface Manifest {
  contributes: Record<string, unknown>;
}

function manifest(): Manifest {
  const current = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const properties: Record<string, unknown> = {};
  let order = 0;
  for (const { editor, scope, description, schema, default: value } of table) {
    if (editor === undefined) continue;
    properties[`clusterProfiles.${editor}`] = {
      ...withoutOwnKeywords(schema),
      default: value,
      markdownDescription: description,
      scope,
      order: order++,
    };
  }
  return {
    ...current,
    contributes: { ...current.contributes, configuration: { title: "Cluster Profiles", properties } },
  };
}

function withoutOwnKeywords(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key.startsWith("x-") ? undefined : value)),
  );
}

if (process.argv[1] === import.meta.filename) {
  const stale = staleFiles();
  if (process.argv.includes("--check")) {
    if (stale.length > 0) {
      console.error(`Stale generated files: ${stale.join(", ")}. Run \`npm run generate\`.`);
      process.exitCode = 1;
    }
  } else {
    const files = generatedFiles();
    for (const path of stale) {
      const text = files.get(path);
      if (text === undefined) rmSync(join(root, path));
      else writeFileSync(join(root, path), text);
    }
    console.log(stale.length === 0 ? "Nothing to generate" : `Wrote ${stale.join(", ")}`);
  }
}
