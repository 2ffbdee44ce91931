/** What an update does or did, for people: by profile, a line for each pack, and what is left to do. */

import type { PackOutcome, PlannedPack, PlannedProfile } from "../../features/update-plan.ts";
import { notProvenWords } from "../../features/update-words.ts";
import { conflictsInWords } from "../../updates/pack-conflicts.ts";
import type { ReportedUpdate, UpdateReport } from "../update-report.ts";
import { printable } from "./excerpt.ts";
import { count, painter, type Style } from "./pretty.ts";

/** How many keys are named. */
const keysNamed = 8;

export function writeUpdate(report: UpdateReport, style: Style): string {
  const { profiles, files } = report;
  if (profiles.length === 0) {
    const { version } = report;
    if (version === undefined) return "Every pack is where an update would take it.\n";
    const what = printable(version);
    return `No pack goes to ${what} from where it is: \`cluster-profiles explain PACK@${what}\` says why.\n`;
  }
  const faults = files.flatMap(({ file, fault }) =>
    fault === undefined ? [] : [`${printable(file)} stays as it was: ${printable(fault)}`],
  );
  return `${[...profiles.map((one) => writeProfile(one, style)), ...faults, writeSummary(report)].join("\n")}\n`;
}

function writeProfile({ planned, file, newFile }: ReportedUpdate, style: Style): string {
  const paint = painter(style);
  const title = paint("bold", printable(`${planned.name ?? "(no name)"} ${planned.version}`));
  const head = `${title} ${paint("dim", printable(file))}${wayInWords(planned, newFile)}`;
  // Nobody needs to know what an old version could have.
  const packs = planned.way.kind === "superseded" ? [] : planned.packs;
  const lines = packs.map((pack) => {
    const { status, target } = pack.step;
    const isMade = pack.outcome.kind === "clean" && planned.way.kind !== "left";
    const words = printable(`${outcomeInWords(pack.outcome)}${heldBackInWords(pack)}`);
    const what = printable(`${status.name} ${status.stated} to ${target.version}`);
    return `  ${what}${paint(isMade ? "green" : "yellow", words)}`;
  });
  const doubt = planned.isProven || packs.length === 0 ? [] : [`  ${notProvenWords}`];
  return [head, ...lines, ...doubt].join("\n");
}

function wayInWords({ way, packs, clusters }: PlannedProfile, newFile: string | undefined): string {
  const users = `${count(clusters, "cluster")} ${clusters === 1 ? "uses" : "use"} it`;
  switch (way.kind) {
    case "place":
      return "";
    case "new":
      return packs.some(isClean)
        ? `: ${users}, so it becomes ${way.version} in ${printable(newFile ?? "")}`
        : `: ${users}, and nothing of it changes`;
    case "left":
      return way.reason === "in use"
        ? `: left, because ${users}; with --new-version patch it becomes a new version`
        : `: left, because ${users} and no version of it is free`;
    case "superseded":
      return `: stays, because ${printable(way.by)} is there, and ${users}, so ${clusters === 1 ? "it" : "they"} can be moved`;
  }
}

function outcomeInWords(outcome: PackOutcome): string {
  switch (outcome.kind) {
    case "clean":
      return outcome.values === undefined ? "" : ", with its values";
    case "review": {
      const { keys } = outcome;
      const more = keys.length > keysNamed ? ` and ${keys.length - keysNamed} more` : "";
      const what = keys.length === 1 ? "1 value" : `${keys.length} values`;
      return `: left, ${what} to review (${keys.slice(0, keysNamed).join(", ")}${more})`;
    }
    case "unknown":
      return ": left, because its values cannot be taken along";
    case "conflict":
      return `: left, because ${outcome.conflicts.join(", and ")}`;
  }
}

/** Why it goes no farther. */
function heldBackInWords({ heldBack }: PlannedPack): string {
  if (heldBack === undefined) return "";
  return `, not to ${heldBack.from.version}, because ${conflictsInWords(heldBack.blockers).join(", and ")}`;
}

function writeSummary({ isWritten, profiles, files }: UpdateReport): string {
  const failed = new Set(files.flatMap(({ file, fault }) => (fault === undefined ? [] : [file])));
  const current = profiles.filter(({ planned }) => planned.way.kind !== "superseded");
  const all = current.flatMap(({ planned }) => planned.packs).length;
  const made = current
    .filter(({ planned, file, newFile }) => planned.way.kind !== "left" && !failed.has(newFile ?? file))
    .flatMap(({ planned }) => planned.packs.filter(isClean)).length;
  const done = isWritten ? "updated" : "can be updated";
  const hint = isWritten || made === 0 ? "" : " (nothing is written without --write)";
  const left = all === made ? "" : `, ${all - made} left`;
  return `${count(made, "pack") || "no packs"} ${done}${left}${hint}`;
}

function isClean({ outcome }: PlannedPack): boolean {
  return outcome.kind === "clean";
}
