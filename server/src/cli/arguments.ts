/** The command line as data. What it asks for and does not exist is a UsageError, with what may have been meant. */

import { parseArgs } from "node:util";
import { nearest } from "../base/nearest.ts";
import { parsePackVersion } from "../base/pack-version.ts";
import type { ProfileVersionBump } from "../base/profile-version.ts";
import { type Severity, severities } from "../base/severity.ts";

/** Every option there is; which of them a command takes is in {@link commands}. */
const options = {
  config: { type: "string" },
  registry: { type: "string", multiple: true },
  format: { type: "string" },
  "min-severity": { type: "string" },
  profile: { type: "string", multiple: true },
  "fail-behind": { type: "boolean" },
  pack: { type: "string", multiple: true },
  to: { type: "string" },
  write: { type: "boolean" },
  diff: { type: "boolean" },
  "new-version": { type: "string" },
  report: { type: "string" },
  cluster: { type: "string", multiple: true },
  git: { type: "string" },
  "fail-on": { type: "string" },
  debug: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

type OptionName = keyof typeof options;

/** What every command takes, and the command line without one. */
const generalOptions: readonly OptionName[] = ["debug", "help", "version"];

const checkFormats = ["pretty", "json"] as const;
const clustersFormats = ["pretty", "json", "csv"] as const;
const explainFormats = ["pretty", "json"] as const;
const updateFormats = ["pretty", "json"] as const;
const planFormats = ["pretty", "json", "markdown"] as const;
const planThresholds = ["repave", "control-plane", "any"] as const;
const reaches = ["patch", "minor", "newest"] as const;
const newVersions = ["patch", "minor", "major"] as const satisfies readonly ProfileVersionBump[];

export interface CheckArguments {
  /** As written. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** As written. */
  readonly registries: readonly string[];
  readonly format: (typeof checkFormats)[number];
  readonly minSeverity: Severity;
  readonly debug: boolean;
}

export interface ClustersArguments {
  /** As written. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** Undefined means all of them. */
  readonly profile: ProfileArgument | undefined;
  readonly format: (typeof clustersFormats)[number];
  readonly failBehind: boolean;
  readonly debug: boolean;
}

export interface ExplainArguments {
  /** The version is undefined where all newer ones are meant. */
  readonly pack: PackArgument;
  /** As written: where the profiles are. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** As written. */
  readonly registries: readonly string[];
  readonly format: (typeof explainFormats)[number];
  readonly debug: boolean;
}

export interface UpdateArguments {
  /** As written: where the profiles are. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** As written. */
  readonly registries: readonly string[];
  /** Globs of pack names; none means every pack. */
  readonly packs: readonly string[];
  readonly to: (typeof reaches)[number] | { readonly version: string };
  readonly write: boolean;
  /** What a profile that clusters use becomes; undefined leaves it alone. */
  readonly newVersion: (typeof newVersions)[number] | undefined;
  /** As written: the Markdown file that says what was done; undefined for none. */
  readonly report: string | undefined;
  readonly format: (typeof updateFormats)[number];
  readonly debug: boolean;
}

export interface PlanArguments {
  /** As written: where the profiles and clusters are. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** As written. */
  readonly registries: readonly string[];
  readonly question: PlanQuestion;
  readonly format: (typeof planFormats)[number];
  /** From which effect on the command fails; undefined for never. */
  readonly failOn: (typeof planThresholds)[number] | undefined;
  readonly debug: boolean;
}

export type PlanQuestion =
  /** All that differs from a revision. */
  | { readonly kind: "git"; readonly revision: string }
  /** Clusters go to a version; no names mean all that use the profile. */
  | {
      readonly kind: "move";
      readonly profile: string;
      readonly version: string;
      readonly clusters: readonly string[];
    };

/** `NAME` or `NAME@VERSION`. */
export interface PackArgument {
  readonly name: string;
  readonly version: string | undefined;
}

/** `NAME` or `NAME@VERSION`. */
export interface ProfileArgument {
  readonly name: string;
  readonly version: string | undefined;
}

export type CommandLine =
  | { readonly kind: "check"; readonly args: CheckArguments }
  | { readonly kind: "clusters"; readonly args: ClustersArguments }
  | { readonly kind: "explain"; readonly args: ExplainArguments }
  | { readonly kind: "update"; readonly args: UpdateArguments }
  | { readonly kind: "plan"; readonly args: PlanArguments }
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" };

/** The words behind the command, and the values of its options in the order in which they stand. */
interface Given {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
}

interface Command {
  /** Besides the general ones. */
  readonly options: readonly OptionName[];
  read(given: Given): CommandLine;
}

const commandNames = ["check", "clusters", "explain", "update", "plan", "help"] as const;

export type CommandName = (typeof commandNames)[number];

const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    options: ["config", "registry", "format", "min-severity"],
    read: (given) => ({
      kind: "check",
      args: {
        paths: pathsOf("check", given),
        config: last(given, "config"),
        registries: given.values.get("registry") ?? [],
        format: choice("check", given, "format", checkFormats, "pretty"),
        minSeverity: choice("check", given, "min-severity", severities, "error"),
        debug: given.values.has("debug"),
      },
    }),
  },
  clusters: {
    options: ["config", "profile", "format", "fail-behind"],
    read: (given) => ({
      kind: "clusters",
      args: {
        paths: pathsOf("clusters", given),
        config: last(given, "config"),
        profile: profileArgument("clusters", last(given, "profile")),
        format: choice("clusters", given, "format", clustersFormats, "pretty"),
        failBehind: given.values.has("fail-behind"),
        debug: given.values.has("debug"),
      },
    }),
  },
  explain: {
    options: ["config", "registry", "profile", "format"],
    read: (given) => ({
      kind: "explain",
      args: {
        pack: packArgument(given),
        paths: profilePaths(given),
        config: last(given, "config"),
        registries: given.values.get("registry") ?? [],
        format: choice("explain", given, "format", explainFormats, "pretty"),
        debug: given.values.has("debug"),
      },
    }),
  },
  update: {
    options: ["config", "registry", "pack", "to", "write", "diff", "new-version", "report", "format"],
    read: (given) => {
      if (given.values.has("write") && given.values.has("diff")) {
        throw new UsageError("`--write` and `--diff` are given: choose one of them", "update");
      }
      return {
        kind: "update",
        args: {
          paths: pathsOf("update", given),
          config: last(given, "config"),
          registries: given.values.get("registry") ?? [],
          packs: given.values.get("pack") ?? [],
          to: targetArgument(given),
          write: given.values.has("write"),
          newVersion: given.values.has("new-version")
            ? choice("update", given, "new-version", newVersions, "patch")
            : undefined,
          report: last(given, "report"),
          format: choice("update", given, "format", updateFormats, "pretty"),
          debug: given.values.has("debug"),
        },
      };
    },
  },
  plan: {
    options: ["config", "registry", "cluster", "profile", "git", "format", "fail-on"],
    read: (given) => ({
      kind: "plan",
      args: {
        paths: pathsOf("plan", given),
        config: last(given, "config"),
        registries: given.values.get("registry") ?? [],
        question: planQuestion(given),
        format: choice("plan", given, "format", planFormats, "pretty"),
        failOn: given.values.has("fail-on")
          ? choice("plan", given, "fail-on", planThresholds, "any")
          : undefined,
        debug: given.values.has("debug"),
      },
    }),
  },
  help: {
    options: [],
    read: ({ words: [word] }) => ({
      kind: "help",
      command: word === undefined ? undefined : commandNamed(word),
    }),
  },
};

/** The message is for the user: what is wrong, and what to write instead. */
export class UsageError extends Error {
  /** The command whose help would have told; undefined for the one that runs. */
  readonly command: CommandName | undefined;

  constructor(message: string, command?: CommandName) {
    super(message);
    this.command = command;
  }
}

export function readCommandLine(args: readonly string[]): CommandLine {
  // Not strict, because its messages know neither our commands nor what was meant.
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [word, ...words] = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const command = knownCommand(word);
  const values = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const name = optionNamed(token.name, token.rawName, command);
    values.set(name, [...(values.get(name) ?? []), readValue(name, token, command)]);
  }

  if (values.has("version")) return { kind: "version" };
  if (values.has("help") && word === undefined) return { kind: "help", command: undefined };
  if (word === undefined) {
    throw new UsageError(`no command is given: the commands are ${quoted(commandNames)}`);
  }
  const name = commandNamed(word);
  if (values.has("help")) return { kind: "help", command: name };
  return commands[name].read({ words, values });
}

function pathsOf(command: CommandName, { words }: Given): readonly string[] {
  if (words.includes("")) {
    throw new UsageError("a path is empty: perhaps a variable of the shell is not set", command);
  }
  return words.length === 0 ? ["."] : words;
}

/** The version is what follows the last `@`. */
function packArgument({ words: [word, ...more] }: Given): PackArgument {
  if (word === undefined) throw new UsageError("no pack is named: write `explain PACK`", "explain");
  if (more.length > 0) {
    throw new UsageError(
      `\`explain\` is about one pack, and \`${more[0]}\` follows: name profiles by \`--profile\``,
      "explain",
    );
  }
  const at = word.lastIndexOf("@");
  const [name, version] = at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  if (name !== "" && version !== "") return { name, version };
  const missing = name === "" ? "the name is missing" : "the version is missing";
  throw new UsageError(`\`explain\` takes PACK or PACK@VERSION, not \`${word}\`: ${missing}`, "explain");
}

function targetArgument(given: Given): UpdateArguments["to"] {
  const value = last(given, "to");
  const isVersion = value !== undefined && /\d/.test(value) && parsePackVersion(value) !== undefined;
  if (!isVersion) return choice("update", given, "to", reaches, "newest");
  if (given.values.has("pack")) return { version: value };
  throw new UsageError(
    `\`--to ${value}\` is a version: name the pack that shall go to it by \`--pack\``,
    "update",
  );
}

function profilePaths({ values }: Given): readonly string[] {
  return values.get("profile") ?? ["."];
}

/** The version is what follows the last `@`. */
function profileArgument(command: CommandName, value: string | undefined): ProfileArgument | undefined {
  if (value === undefined) return undefined;
  const at = value.lastIndexOf("@");
  const [name, version] = at === -1 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
  if (name !== "" && version !== "") return { name, version };
  const missing = name === "" ? "the name is missing" : "the version is missing";
  throw new UsageError(
    `the option \`--profile\` takes NAME or NAME@VERSION, not \`${value}\`: ${missing}`,
    command,
  );
}

function planQuestion(given: Given): PlanQuestion {
  const clusters = given.values.get("cluster") ?? [];
  const revision = last(given, "git");
  const profile = profileArgument("plan", last(given, "profile"));
  if (revision !== undefined) {
    if (profile === undefined && clusters.length === 0) return { kind: "git", revision };
    throw new UsageError("`--git` asks for all changes, `--profile` for a move: choose one of them", "plan");
  }
  if (profile?.version !== undefined)
    return { kind: "move", profile: profile.name, version: profile.version, clusters };
  throw new UsageError(
    profile === undefined
      ? "nothing is asked for: write `--git REV`, or `--profile NAME@VERSION` with or without `--cluster NAME`"
      : `the option \`--profile\` takes NAME@VERSION here, not \`${profile.name}\`: the version to go to is missing`,
    "plan",
  );
}

function last({ values }: Given, name: OptionName): string | undefined {
  return values.get(name)?.at(-1);
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readValue(name: OptionName, token: OptionToken, command: CommandName | undefined): string {
  const { rawName, value, inlineValue } = token;
  if (options[name].type === "boolean") {
    if (value === undefined) return "";
    throw new UsageError(`the option \`${rawName}\` takes no value`, command);
  }
  if (value === undefined || value === "") {
    throw new UsageError(`the option \`${rawName}\` needs a value`, command);
  }
  // `--config --format json` is a forgotten value far more often than a file named `--format`.
  if (inlineValue === false && value.startsWith("-")) {
    const advice = `write \`${rawName}=${value}\` if that is the value`;
    throw new UsageError(
      `the option \`${rawName}\` needs a value, but \`${value}\` follows: ${advice}`,
      command,
    );
  }
  return value;
}

/** Without a known command any option may be meant, for the command is what is wrong then. */
function optionNamed(name: string, rawName: string, command: CommandName | undefined): OptionName {
  const known = Object.keys(options) as OptionName[];
  const taken = command === undefined ? known : [...commands[command].options, ...generalOptions];
  const found = known.find((option) => option === name);
  if (found !== undefined && taken.includes(found)) return found;
  if (found !== undefined) {
    const owners = commandNames.filter((owner) => commands[owner].options.includes(found));
    throw new UsageError(
      `the option \`${rawName}\` is one of ${quoted(owners)}, not of \`${command}\`${optionList(taken)}`,
      command,
    );
  }
  const meant = nearest(name, taken, 1)[0];
  const advice = meant === undefined ? optionList(taken) : `: did you mean \`--${meant}\`?`;
  throw new UsageError(`the option \`${rawName}\` is not known${advice}`, command);
}

function optionList(names: readonly OptionName[]): string {
  return `: the options are ${quoted(names.map((option) => `--${option}`))}`;
}

function commandNamed(word: string): CommandName {
  const found = knownCommand(word);
  if (found !== undefined) return found;
  const meant = nearest(word, commandNames, 1)[0];
  if (meant !== undefined)
    throw new UsageError(`the command \`${word}\` is not known: did you mean \`${meant}\`?`);
  // The first thing that people try is a path.
  const path = /[/\\.]/.test(word) ? `; to check a path, write \`cluster-profiles check ${word}\`` : "";
  throw new UsageError(
    `the command \`${word}\` is not known: the commands are ${quoted(commandNames)}${path}`,
  );
}

function knownCommand(word: string | undefined): CommandName | undefined {
  return commandNames.find((name) => name === word);
}

/** The option's value, which must be one of the choices, or the default. */
function choice<T extends string>(
  command: CommandName,
  given: Given,
  option: OptionName,
  choices: readonly T[],
  unstated: T,
): T {
  const value = last(given, option);
  if (value === undefined) return unstated;
  const found = choices.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const meant = nearest(value, choices, 1)[0];
  const advice = meant === undefined ? "" : `: did you mean \`${meant}\`?`;
  throw new UsageError(
    `the option \`--${option}\` takes one of ${quoted(choices)}, not \`${value}\`${advice}`,
    command,
  );
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
