/** Variables that fill in a value on which the pack's schema has a constraint. */

import type { Constraint, Format, FormatPart } from "../../catalog/pack-schema/constraint.ts";
import { formatInWords } from "../../catalog/pack-schema/constraint-words.ts";
import { matchFormat } from "../../catalog/pack-schema/format-match.ts";
import { readPattern } from "../../catalog/pack-schema/pattern.ts";
import type { Profile } from "../../model/profile.ts";
import { contentSpan, isKnown, type Text } from "../../model/text.ts";
import { isOn, type ProfileVariable } from "../../model/variable.ts";
import { resolvePath } from "../../syntax/path.ts";
import { asScalar } from "../../syntax/tree.ts";
import { isMask } from "../../updates/secrets.ts";
import { exportWithValues } from "../example-values.ts";
import type { Report } from "../finding.ts";
import { type GivenValues, givenValues, packLabel, readableRoot } from "../given-values.ts";
import type { Rule } from "../rule.ts";
import { clip, mostConstraints, pathInWords, schemaOf } from "../value-judgements.ts";

const packFiles = {
  "nginx 1.12.4 schema.yaml":
    "charts.nginx.port:\n  schema: '{{ required | format \"${number:[1-65535]}\" }}'\ncharts.nginx.level:\n  schema: '{{ format \"${list:[debug,info]}\" }}'\n",
};

const values = (key: string) => `charts:\n  nginx:\n    ${key}: '{{ .spectro.var.${key} }}'\n`;
const variable = (name: string, facts: string) =>
  `- name: ${name}\n  displayName: ${name}\n${facts.replace(/^(?=.)/gm, "  ")}`;

export const rule: Rule = {
  id: "variable-in-constrained-key",
  severity: "warning",
  summary: "A variable may fill in what the pack's schema does not allow.",
  description:
    "A value that is nothing but a variable has to keep the constraint of the pack's `schema.yaml`, whatever the cluster fills in. A default or an option that breaks it, a format of which no value fits, and a pattern that lets none of the allowed words through are warnings. A variable into which anything can be written, where the pack wants something special, is an information, and so is one that may stay empty where the pack requires a value: give the variable a format, a pattern or options. Expressions with functions are not judged.",
  bad: [
    {
      title: "a default that does not fit",
      text: exportWithValues(values("port"), variable("port", 'format: number\ndefaultValue: "80808"\n')),
      packFiles,
    },
    {
      title: "an option that does not fit",
      text: exportWithValues(
        values("level"),
        variable(
          "level",
          "inputType: dropdown\ndefaultValue: info\noptions:\n  - { value: info }\n  - { value: warn }\n",
        ),
      ),
      packFiles,
    },
    {
      title: "a variable that takes anything",
      text: exportWithValues(values("level"), variable("level", "defaultValue: info\n")),
      packFiles,
    },
  ],
  good: [
    {
      text: exportWithValues(
        values("port"),
        variable("port", 'format: number\nrequired: true\ndefaultValue: "8080"\n'),
      ),
      packFiles,
    },
  ],
  *check({ snapshot, view, file }) {
    for (const given of givenValues(snapshot, view)) {
      const { profile } = given;
      if (profile === undefined || profile.variables.length === 0) continue;
      for (const use of usesIn(snapshot.catalog, given, profile)) yield* judgeUse(use, file);
    }
  },
};

interface Use {
  readonly given: GivenValues;
  readonly constraint: Constraint;
  readonly variable: ProfileVariable;
  readonly name: string;
  readonly place: string;
  readonly span: Report["span"];
}

type Catalog = Parameters<typeof schemaOf>[0];

/** The whole of a value. */
const alone = /^\s*\{\{-?\s*\.spectro\.var\.(\w+)\s*-?\}\}\s*$/;

function* usesIn(catalog: Catalog, given: GivenValues, profile: Profile): Iterable<Use> {
  const written = given.values;
  const schema = schemaOf(catalog, given);
  if (written === undefined || schema === undefined || !written.nested.text.includes(".spectro.var.")) return;
  const root = readableRoot(written)?.root;
  for (const constraint of schema.entries.slice(0, mostConstraints)) {
    for (const { node, path } of resolvePath(root, constraint.path.segments).matches) {
      const scalar = asScalar(node);
      const name = scalar && alone.exec(scalar.text)?.[1];
      const variable = name && profile.variables.find((one) => one.name?.text === name);
      if (scalar === undefined || !name || !variable) continue;
      const span = written.nested.toOuterSpan(scalar.span);
      yield { given, constraint, variable, name, place: clip(pathInWords(path)), span };
    }
  }
}

function* judgeUse(use: Use, file: string): Iterable<Report> {
  const { given, constraint, variable, name, place, span } = use;
  const { format } = constraint;
  const expected =
    format &&
    `${packLabel(given)} expects ${clip(formatInWords(format).replaceAll("`", "'"))} for \`${place}\``;
  const definition = variable.name;
  const related = (text: Text | undefined, what: string) =>
    text === undefined ? [] : [{ file, span: contentSpan(text), message: what }];
  const wrong = format && wrongValue(variable, format);
  if (wrong !== undefined) {
    yield {
      span,
      message: `${expected}, and ${wrong.what} of the variable \`${name}\` is none: change it`,
      related: related(wrong.text, `${wrong.what.replace(/^./, (first) => first.toUpperCase())} is here`),
    };
  } else if (format !== undefined) {
    const trouble = entryTrouble(variable, format);
    if (trouble !== undefined)
      yield {
        span,
        message: `${expected}, and ${trouble.message.replace("NAME", name)}`,
        ...(trouble.isSure ? {} : { severity: "information" as const }),
        related: related(definition, `\`${name}\` is defined here`),
      };
  }
  if (constraint.required && mayStayEmpty(variable))
    yield {
      span,
      message: `${packLabel(given)} requires \`${place}\`, and the variable \`${name}\` may stay empty: set \`required: true\`, or give it a default`,
      severity: "information",
      related: related(definition, `\`${name}\` is defined here`),
    };
}

/** A value that the variable has or offers and that breaks the format. It is not shown: it may be a secret. */
function wrongValue({ defaultValue, options, format }: ProfileVariable, wanted: Format) {
  const breaks = (text: Text | undefined) =>
    text !== undefined &&
    isKnown(text.text) &&
    !isMask(text.text) &&
    matchFormat(wanted, text.text) === "differs";
  if (breaks(defaultValue)) return { what: "the default", text: defaultValue };
  const option = options.find(({ value }) => breaks(value));
  if (option !== undefined) return { what: "an option", text: option.value };
  const isSwitch = format?.text === "boolean";
  const word = isSwitch
    ? ["true", "false"].find((choice) => matchFormat(wanted, choice) === "differs")
    : undefined;
  return word === undefined ? undefined : { what: `\`${word}\`, a choice`, text: format };
}

/** What a cluster may write that the format does not allow, of a variable whose own values are right. */
function entryTrouble(
  { inputType, options, regex, format }: ProfileVariable,
  wanted: Format,
): { readonly message: string; readonly isSure: boolean } | undefined {
  const [part] = wanted.parts;
  if (part === undefined || isAnyText(wanted)) return undefined;
  if (inputType?.text === "dropdown" || options.length > 0 || (format !== undefined && !isKnown(format.text)))
    return undefined;
  const only = wanted.parts.length === 1 ? part : undefined;
  const given = format?.text ?? "string";
  if (only !== undefined && isAddress(given) && isWord(only))
    return {
      message: `no value of the variable \`NAME\`, whose format is \`${given}\`, is one: change the format`,
      isSure: true,
    };
  if (regex !== undefined && regex.text !== "") {
    const pattern = readPattern(regex.text);
    if ("fault" in pattern || only?.kind !== "list") return undefined;
    if (only.options.some((option) => pattern.occursIn(option))) return undefined;
    return {
      message: "the pattern of the variable `NAME` lets none of them through: change the pattern",
      isSure: true,
    };
  }
  if (given !== "string" && given !== "base64") return undefined;
  return { message: `the variable \`NAME\` takes any text: ${adviceFor(only)}`, isSure: false };
}

function isAddress(format: string): boolean {
  return format === "ipv4" || format === "ipv4cidr" || format === "ipv6";
}

/** What no address is. */
function isWord(part: FormatPart): boolean {
  return part.kind === "number" || part.kind === "boolean" || part.kind === "version";
}

function adviceFor(part: FormatPart | undefined): string {
  switch (part?.kind) {
    case "number":
    case "boolean":
    case "ipv4":
    case "version":
      return `give it \`format: ${part.kind}\``;
    case "list":
      return "make it a dropdown with these options";
    default:
      return "give it a `regex`";
  }
}

function isAnyText({ parts }: Format): boolean {
  return parts.every(
    (part) => (part.kind === "string" || part.kind === "password") && part.pattern === undefined,
  );
}

function mayStayEmpty({ required, defaultValue, options, format }: ProfileVariable): boolean {
  if (isOn(required) || (defaultValue !== undefined && defaultValue.text !== "")) return false;
  return !options.some(({ isDefault }) => isOn(isDefault)) && format?.text !== "boolean";
}
