/** The command line as data. What it asks for and does not exist is a UsageError, with what may have been meant. */

import { parseArgs } from "node:util";
import { nearest } from "../base/nearest.ts";
import { type Severity, severities } from "../base/severity.ts";

const commandNames = ["check", "help"] as const;
export const formats = ["pretty", "json"] as const;

export type CommandName = (typeof commandNames)[number];
export type Format = (typeof formats)[number];

export interface CheckArguments {
  /** As written. */
  readonly paths: readonly string[];
  /** As written; undefined means each folder's own. */
  readonly config: string | undefined;
  /** As written. */
  readonly registries: readonly string[];
  readonly format: Format;
  readonly minSeverity: Severity;
  readonly debug: boolean;
}

export type CommandLine =
  | { readonly kind: "check"; readonly args: CheckArguments }
  | { readonly kind: "help"; readonly command: CommandName | undefined }
  | { readonly kind: "version" };

/** The message is for the user: what is wrong, and what to write instead. */
export class UsageError extends Error {
  /** The command whose help would have told. */
  readonly command: CommandName | undefined;

  constructor(message: string, command?: CommandName) {
    super(message);
    this.command = command;
  }
}

const options = {
  config: { type: "string" },
  registry: { type: "string", multiple: true },
  format: { type: "string" },
  "min-severity": { type: "string" },
  debug: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

type OptionName = keyof typeof options;

export function readCommandLine(args: readonly string[]): CommandLine {
  // Not strict, because its messages know neither our commands nor what was meant.
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const [command, ...rest] = words;
  const given = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const name = optionNamed(token.name, token.rawName, command);
    const values = given.get(name) ?? [];
    values.push(readValue(name, token, command));
    given.set(name, values);
  }

  if (given.has("version")) return { kind: "version" };
  if (given.has("help") && command === undefined) return { kind: "help", command: undefined };
  if (command === undefined) {
    throw new UsageError(`no command is given: the commands are ${quoted(commandNames)}`);
  }
  const name = commandNamed(command);
  if (given.has("help")) return { kind: "help", command: name };
  if (name === "help")
    return { kind: "help", command: rest[0] === undefined ? undefined : commandNamed(rest[0]) };
  return { kind: "check", args: checkArguments(rest, given) };
}

function checkArguments(paths: readonly string[], given: ReadonlyMap<OptionName, string[]>): CheckArguments {
  const last = (name: OptionName) => given.get(name)?.at(-1);
  if (paths.includes("")) {
    throw new UsageError("a path is empty: perhaps a variable of the shell is not set", "check");
  }
  return {
    paths: paths.length === 0 ? ["."] : paths,
    config: last("config"),
    registries: given.get("registry") ?? [],
    format: choice("format", last("format") ?? "pretty", formats),
    minSeverity: choice("min-severity", last("min-severity") ?? "error", severities),
    debug: given.has("debug"),
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readValue(name: OptionName, token: OptionToken, command: string | undefined): string {
  const { rawName, value, inlineValue } = token;
  if (options[name].type === "boolean") {
    if (value === undefined) return "";
    throw new UsageError(`the option \`${rawName}\` takes no value`, knownCommand(command));
  }
  if (value === undefined || value === "") {
    throw new UsageError(`the option \`${rawName}\` needs a value`, knownCommand(command));
  }
  // `--config --format json` is a forgotten value far more often than a file named `--format`.
  if (inlineValue === false && value.startsWith("-")) {
    const advice = `write \`${rawName}=${value}\` if that is the value`;
    throw new UsageError(
      `the option \`${rawName}\` needs a value, but \`${value}\` follows: ${advice}`,
      knownCommand(command),
    );
  }
  return value;
}

function optionNamed(name: string, rawName: string, command: string | undefined): OptionName {
  const known = Object.keys(options) as OptionName[];
  const found = known.find((option) => option === name);
  if (found !== undefined) return found;
  const meant = nearest(name, known, 1)[0];
  const advice =
    meant === undefined
      ? `: the options are ${quoted(known.map((option) => `--${option}`))}`
      : `: did you mean \`--${meant}\`?`;
  throw new UsageError(`the option \`${rawName}\` is not known${advice}`, knownCommand(command));
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

function choice<T extends string>(option: OptionName, value: string, choices: readonly T[]): T {
  const found = choices.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const meant = nearest(value, choices, 1)[0];
  const advice = meant === undefined ? "" : `: did you mean \`${meant}\`?`;
  throw new UsageError(
    `the option \`--${option}\` takes one of ${quoted(choices)}, not \`${value}\`${advice}`,
    "check",
  );
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
