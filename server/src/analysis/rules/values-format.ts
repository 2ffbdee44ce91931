/** Values that do not have the form that the pack asks for. */

import { nearest } from "../../base/nearest.ts";
import type { Constraint } from "../../catalog/pack-schema/constraint.ts";
import { matchFormat } from "../../catalog/pack-schema/format-match.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { profileWithValues } from "../example-values.ts";
import type { Fix, Report } from "../finding.ts";
import { packLabel } from "../given-values.ts";
import type { Rule } from "../rule.ts";
import {
  clip,
  isShared,
  placeName,
  spanOfMatch,
  type ValueVerdict,
  valueVerdicts,
} from "../value-judgements.ts";
import { valuesFix } from "../values-fix.ts";

const packFiles = {
  "nginx 1.12.4 schema.yaml":
    "charts.nginx.level:\n  schema: '{{ format \"${list:[debug,info,error]}\" }}'\ncharts.nginx.port:\n  schema: '{{ format \"${number:[1-65535]}\" }}'\n",
};

export const rule: Rule = {
  id: "values-format",
  severity: "warning",
  summary: "A value does not have the format that the pack asks for.",
  description:
    "The pack's `schema.yaml` says what a value may be: a number between bounds, one of a list, text that matches a pattern, an address, or a combination of these. Palette refuses to save a profile with another value. The whole value has to fit; numbers and `true` or `false` may be in quotes. A value with a macro or a marker (`%KEY%`, `${...}`) in it is not judged, and neither is one that is empty: see `values-required`.",
  bad: [
    {
      title: "a value that is none of the choices",
      text: profileWithValues("charts:\n  nginx:\n    level: inof\n"),
      packFiles,
    },
    {
      title: "a number that is too large",
      text: profileWithValues("charts:\n  nginx:\n    port: 80808\n"),
      packFiles,
    },
  ],
  good: [
    { text: profileWithValues('charts:\n  nginx:\n    level: info\n    port: "8080"\n'), packFiles },
    { text: profileWithValues("charts:\n  nginx:\n    level: '%LEVEL%'\n    port: ${PORT}\n"), packFiles },
  ],
  *check({ snapshot, view, file }) {
    for (const wrong of valueVerdicts(snapshot, view, "format")) {
      const { match } = wrong.judgement;
      const span = match && spanOfMatch(wrong.values, match);
      if (span === undefined) continue;
      const report: Report = {
        span,
        message: `${packLabel(wrong.given)} expects ${clip(wrong.verdict.expected.replaceAll("`", "'"))} for \`${placeName(wrong)}\`: change the value`,
        fixes: () => fixesOf(wrong, file),
      };
      yield report;
    }
  },
};

/** More choices are better looked up than listed. */
const mostChoices = 20;

function fixesOf(wrong: ValueVerdict, file: string): Fix[] {
  const { match } = wrong.judgement;
  const node = match?.node;
  const isScalar = node?.kind === "scalar" || node?.kind === "alias";
  if (match === undefined || !isScalar || isShared(wrong.root, match.path)) return [];
  // What an anchor names means other places too.
  if (node.kind === "scalar" && node.aliases !== undefined) return [];
  const written = node.kind === "scalar" ? node.text : "";
  const { near, others } = choicesFor(wrong.constraint, written);
  return [...near, ...others].slice(0, mostChoices).flatMap((choice) => {
    const text = replaceScalar(node, choice, "single");
    // The word without quotes is `true` or `false` itself.
    const isPlain = isBoolean(wrong.constraint) && node.kind === "scalar" && node.style === "plain";
    const edit = isPlain ? { span: node.span, text: choice } : text;
    const isOnly = near.length === 1 && near[0] === choice;
    return valuesFix(`Change to \`${choice.replaceAll("`", "'")}\``, file, wrong, [edit], isOnly);
  });
}

function choicesFor(constraint: Constraint, written: string): Choices {
  const { format } = constraint;
  const [part] = format?.parts ?? [];
  if (format === undefined || part === undefined || format.parts.length > 1) return { near: [], others: [] };
  if (part.kind === "boolean") {
    const meant = {
      yes: "true",
      on: "true",
      y: "true",
      "1": "true",
      no: "false",
      off: "false",
      n: "false",
      "0": "false",
    };
    const word = Object.entries(meant).find(([key]) => key === written.toLowerCase())?.[1];
    const near = word === undefined ? nearest(written, ["true", "false"], 1) : [word];
    return { near, others: ["true", "false"].filter((choice) => !near.includes(choice)) };
  }
  if (part.kind !== "list") return { near: [], others: [] };
  const options = [...new Set(part.options)].filter((option) => matchFormat(format, option) === "fits");
  const sameLetters = options.filter((option) => option.toLowerCase() === written.trim().toLowerCase());
  const near = sameLetters.length > 0 ? sameLetters : nearest(written, options);
  return { near, others: options.filter((option) => !near.includes(option)) };
}

interface Choices {
  /** What may have been meant. */
  readonly near: readonly string[];
  readonly others: readonly string[];
}

function isBoolean({ format }: Constraint): boolean {
  return format?.parts[0]?.kind === "boolean";
}
