/** Why packs are where they are, for people: a headline for each pack, and a line for each version. */

import type { ExplainedVersion, VersionVerdict } from "../../features/pack-explanation.ts";
import { pathInWords, togetherInWords } from "../../features/pack-outlook.ts";
import { notProvenWords } from "../../features/update-words.ts";
import type { PackStatus } from "../../updates/version-choice.ts";
import type { ExplainReport, ReportedExplanation } from "../explain-report.ts";
import { printable } from "./excerpt.ts";
import { type Format, painter, type Style } from "./pretty.ts";

/** How many keys are named. */
const keysNamed = 8;

export function writeExplanations({ packs }: ExplainReport, style: Style): string {
  return `${packs.map((pack) => writeOne(pack, style)).join("\n\n")}\n`;
}

function writeOne({ explanation, file, range }: ReportedExplanation, style: Style): string {
  const paint = painter(style);
  const { status, versions, profile, profileVersion } = explanation;
  const stated = status.stated === status.current ? status.current : `${status.stated} (${status.current})`;
  const owner = [profile ?? "(no name)", profileVersion].filter((word) => word !== undefined).join(" ");
  const headline = `${printable(`${status.name} ${stated}`)} in ${printable(owner)}`;
  const head = `${paint("bold", headline)} ${paint("dim", `${printable(file)}:${range.start.line}`)}`;
  const widest = Math.max(0, ...versions.map(({ version }) => version.length));
  const lines = versions.map((version) => {
    const { lead, format } = leads[version.verdict];
    const space = " ".repeat(widest - version.version.length);
    const far = (version.distance ?? "").padEnd(5);
    return `  ${printable(version.version)}${space}  ${far}  ${paint(format, lead)}${printable(details(version))}`;
  });
  const way = explanation.path.length === 0 ? [] : [`  ${printable(pathInWords(explanation.path))}`];
  const doubt = explanation.isProven ? [] : [`  ${notProvenWords}`];
  return [head, ...(lines.length === 0 ? [`  ${nothingNewer(status)}`] : lines), ...way, ...doubt].join("\n");
}

const leads: Readonly<Record<VersionVerdict, { readonly lead: string; readonly format: Format }>> = {
  next: { lead: "next update", format: "green" },
  offered: { lead: "offered", format: "green" },
  blocked: { lead: "blocked", format: "yellow" },
  withheld: { lead: "not offered", format: "yellow" },
  later: { lead: "later", format: "yellow" },
  current: { lead: "the profile is on it", format: "dim" },
  older: { lead: "not offered: older than the profile's", format: "dim" },
  unordered: { lead: "not offered: cannot be compared with the profile's", format: "yellow" },
  unknown: { lead: "not offered: no registry here has it", format: "yellow" },
};

function details({ verdict, reason, conflicts, together, values }: ExplainedVersion): string {
  const words = values === undefined ? undefined : valuesInWords(values);
  if (verdict === "blocked") return `: ${conflicts.join(", and ")}`;
  return [
    reason === undefined ? "" : `: ${reason}`,
    togetherInWords(together),
    words === undefined ? "" : `, ${words}`,
    // By then the others may have moved as well.
    ...(together.length > 0 || verdict === "later" ? [] : conflicts.map((conflict) => `; but ${conflict}`)),
  ].join("");
}

function valuesInWords(values: NonNullable<ExplainedVersion["values"]>): string | undefined {
  switch (values.kind) {
    case "none":
      return undefined;
    case "merged":
      return "with its values";
    case "unknown":
      return "values cannot be taken along";
    case "review": {
      const { keys } = values;
      const more = keys.length > keysNamed ? ` and ${keys.length - keysNamed} more` : "";
      const what = keys.length === 1 ? "1 value" : `${keys.length} values`;
      return `${what} to review (${keys.slice(0, keysNamed).join(", ")}${more})`;
    }
  }
}

function nothingNewer({ answer }: PackStatus): string {
  switch (answer.kind) {
    case "known":
      return "no newer version is known";
    case "absent":
      return "no registry here has this pack";
    case "unavailable":
      return `nothing is known of newer versions: ${printable(answer.reason)}`;
  }
}
