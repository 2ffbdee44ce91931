/** Definitions of profile variables that Palette refuses, or that do not fit together. */

import { nearest } from "../../base/nearest.ts";
import { readPattern } from "../../catalog/pack-schema/pattern.ts";
import type { Profile } from "../../model/profile.ts";
import { profileMacros } from "../../model/profile-macros.ts";
import { contentSpan, isKnown, known, type Text } from "../../model/text.ts";
import {
  isOn,
  isVariableName,
  type ProfileVariable,
  variableFormats,
  variableInputTypes,
} from "../../model/variable.ts";
import { formatTrouble } from "../../model/variable-format.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { hasTemplate } from "../../syntax/template.ts";
import { entryOf, type MapNode } from "../../syntax/tree.ts";
import { isOwn } from "../../updates/own-text.ts";
import type { Report } from "../finding.ts";
import { listed } from "../places.ts";
import type { Rule } from "../rule.ts";

const example = (facts: string) => `metadata: { name: base }
spec:
  version: 1.0.0
  template:
    type: add-on
    cloudType: all
    packs:
      - name: nginx
        type: spectro
        version: 1.12.4
        values: |
          debug: '{{ .spectro.var.debug }}'
  variables:
    - name: debug
      displayName: Debug
${facts}`;

export const rule: Rule = {
  id: "variable-definition",
  severity: "warning",
  summary: "The definition of a profile variable does not fit together.",
  description:
    "Palette asks for names and display names that are unique in the profile, for a default where the value is hidden and required or can never be changed, for options where the value is chosen from a list, and for a default that has the variable's format and matches its pattern. Sources differ on whether a required variable needs a default, so that is a hint. Patterns are RE2, which neither looks ahead nor refers back to groups. A masked default (`********`) is not judged here.",
  bad: [
    {
      title: "a default of another format",
      text: example('      format: boolean\n      defaultValue: "yes"\n'),
    },
    { title: "a list without choices", text: example("      inputType: dropdown\n") },
  ],
  good: [
    { text: example('      format: boolean\n      defaultValue: "true"\n') },
    {
      text: example(
        '      inputType: dropdown\n      defaultValue: "on"\n      options:\n        - { value: "on", label: On }\n        - { value: "off", label: Off }\n',
      ),
    },
  ],
  *check({ profiles, view, file }) {
    for (const profile of profiles) {
      yield* repeated(profile, file);
      for (const variable of profile.variables) {
        yield* checkName(variable);
        yield* checkWords(variable, file);
        yield* checkPresence(variable);
        yield* checkOptions(variable, file);
        yield* checkDefault(variable, file);
      }
      yield* macrosInDefaults(profile, view.text);
    }
  },
};

function* repeated({ variables }: Profile, file: string): Iterable<Report> {
  for (const [field, what] of [
    ["name", "name"],
    ["displayName", "display name"],
  ] as const) {
    const first = new Map<string, { text: Text; node: MapNode }>();
    for (const variable of variables) {
      const text = known(variable[field]);
      if (text === undefined) continue;
      const before = first.get(text.text);
      if (before === undefined) first.set(text.text, { text, node: variable.node });
      // An alias brings the same definition in again.
      else if (before.node !== variable.node) {
        yield {
          span: contentSpan(text),
          message: `Another variable has the ${what} \`${shown(text)}\` already, and it must be unique: choose another`,
          related: [
            { file, span: contentSpan(before.text), message: `\`${shown(text)}\` is used here first` },
          ],
        };
      }
    }
  }
}

function* checkName({ name }: ProfileVariable): Iterable<Report> {
  const judged = known(name);
  if (judged === undefined || isVariableName(judged.text)) return;
  yield {
    span: contentSpan(judged),
    message: `Macros may not be able to name \`${shown(judged)}\`: use letters, digits and underscores, and begin with a letter`,
    severity: "information",
  };
}

/** `format` and `inputType` are words of a list. */
function* checkWords({ node, format, inputType }: ProfileVariable, file: string): Iterable<Report> {
  for (const [text, words, what] of [
    [known(format), variableFormats, "format"],
    [known(inputType), variableInputTypes, "input type"],
  ] as const) {
    if (text === undefined || (words as readonly string[]).includes(text.text)) continue;
    const near = nearest(text.text, words, 1);
    const advice =
      near[0] === undefined
        ? `it is one of ${words.map((word) => `\`${word}\``).join(", ")}`
        : `did you mean \`${near[0]}\`?`;
    yield {
      span: contentSpan(text),
      message: `There is no ${what} \`${shown(text)}\`: ${advice}`,
      ...(near.length === 0 ? { severity: "information" as const } : {}),
      fixes: () =>
        near
          .filter(() => isOwn(text, node))
          .map((word) => ({
            title: `Change to \`${word}\``,
            edits: [{ file, edits: [replaceScalar(text.node, word)] }],
            preferred: true,
          })),
    };
  }
}

/** What must not be left out. */
function* checkPresence(variable: ProfileVariable): Iterable<Report> {
  const { node, required, immutable, hidden, options } = variable;
  if (hasDefault(variable) || options.some(({ isDefault }) => isOn(isDefault))) return;
  const place = (text: Text | undefined) => text?.key?.span ?? node.span;
  if (isOn(immutable))
    yield {
      span: place(immutable),
      message: "A variable whose value cannot be changed needs a default: add `defaultValue`",
    };
  else if (isOn(hidden) && isOn(required))
    yield {
      span: place(hidden),
      message:
        "A variable that is required and hidden can get its value from its default alone: add `defaultValue`",
    };
  else if (isOn(hidden))
    yield {
      span: place(hidden),
      message: "Nobody is asked for a hidden variable, and this one has no default: add `defaultValue`",
      severity: "information",
    };
  else if (isOn(required))
    yield {
      span: place(required),
      message:
        "A required variable without a default must be filled in by every cluster: add `defaultValue` unless that is meant",
      severity: "hint",
    };
}

function* checkOptions(variable: ProfileVariable, file: string): Iterable<Report> {
  const { inputType, options, defaultValue, node } = variable;
  if (inputType?.text !== "dropdown") return;
  const values = options.map(({ value }) => value?.text ?? "");
  if (options.length === 0) {
    const isFilled = entryOf(node, "options")?.value?.kind === "scalar";
    if (isFilled) return;
    yield {
      span: contentSpan(inputType),
      message: "A dropdown without choices offers nothing: add `options`",
    };
    return;
  }
  const judged = judgedDefault(variable);
  if (judged !== undefined && values.every(isKnown) && !values.includes(judged.text)) {
    const near = nearest(judged.text, values);
    yield {
      span: contentSpan(judged),
      message: `The ${describeDefault(variable, judged)} is none of the options: ${near[0] === undefined ? `choose one of ${listed(values)}` : `did you mean \`${near[0]}\`?`}`,
      fixes: () =>
        near
          .filter(() => isOwn(judged, node))
          .map((value) => ({
            title: `Change to \`${value}\``,
            edits: [{ file, edits: [replaceScalar(judged.node, value)] }],
            preferred: near.length === 1,
          })),
    };
  } else if (defaultValue === undefined && !options.some(({ isDefault }) => isOn(isDefault))) {
    yield {
      span: contentSpan(inputType),
      message: "None of the options is the default: set `default: true` on one, or add `defaultValue`",
      severity: "information",
    };
  }
}

function* checkDefault(variable: ProfileVariable, file: string): Iterable<Report> {
  const { format, regex } = variable;
  const judged = judgedDefault(variable);
  const trouble =
    format === undefined || judged === undefined ? undefined : formatTrouble(format.text, judged.text);
  if (judged !== undefined && trouble !== undefined)
    yield {
      span: contentSpan(judged),
      message: `The ${describeDefault(variable, judged)} is ${trouble}, though the format is \`${format?.text}\`: write another`,
    };
  if (regex === undefined || regex.text === "" || hasTemplate(regex.text)) return;
  const pattern = readPattern(regex.text);
  if ("fault" in pattern) {
    if (pattern.isOurs === true) return;
    yield {
      span: contentSpan(regex),
      message: `This is no pattern that RE2 reads, which Palette uses: ${pattern.fault}`,
    };
    // Whether all of the value has to match is not documented; of one in which nothing matches it is certain.
  } else if (judged !== undefined && !pattern.occursIn(judged.text)) {
    yield {
      span: contentSpan(judged),
      message: `The ${describeDefault(variable, judged)} does not match the variable's pattern: change one of them`,
      related: [{ file, span: contentSpan(regex), message: "The pattern is here" }],
    };
  }
}

/** The default of a sensitive variable is not shown. */
function describeDefault({ isSensitive }: ProfileVariable, judged: Text): string {
  return isOn(isSensitive) ? "default" : `default \`${shown(judged)}\``;
}

function* macrosInDefaults(profile: Profile, text: string): Iterable<Report> {
  for (const { host, kind, reference } of profileMacros(profile, text)) {
    if (host.role !== "default" || kind !== "var") continue;
    yield {
      span: reference.span,
      message: "A variable cannot be used in the value of another: write the value out",
    };
  }
}

function hasDefault({ defaultValue }: ProfileVariable): boolean {
  return defaultValue !== undefined && defaultValue.text !== "";
}

/** A default that can be held against what is asked of it: not masked, and not filled in by somebody. */
function judgedDefault({ defaultValue }: ProfileVariable): Text | undefined {
  const judged = known(defaultValue);
  return judged === undefined || /^\*+$/.test(judged.text) ? undefined : judged;
}

function shown({ text }: Text): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text.replaceAll("`", "'");
}
