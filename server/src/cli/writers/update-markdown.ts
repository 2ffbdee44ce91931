/** What an update does or did, as Markdown for a merge request: packs, keys of values, clusters, and the way back. No value is in it. */

import { code, escapeText } from "../../features/markdown.ts";
import type { PackOutcome, PlannedPack } from "../../features/update-plan.ts";
import { notProvenWords } from "../../features/update-words.ts";
import { conflictsInWords } from "../../updates/pack-conflicts.ts";
import type { ReportedUpdate, UpdateReport } from "../update-report.ts";

/** How many keys or clusters are named in a place. */
const mostNamed = 20;

export function writeUpdateMarkdown(report: UpdateReport): string {
  const { profiles, files, isWritten } = report;
  const faults = files.flatMap(({ file, fault }) =>
    fault === undefined ? [] : [`- ${code(file)} stays as it was: ${escapeText(fault)}`],
  );
  const parts = [
    "# Pack updates",
    isWritten ? undefined : "Nothing is written yet: this is what an update would do.",
    profiles.length === 0 ? "Every pack is where an update would take it." : undefined,
    faults.length === 0 ? undefined : `## Not written\n\n${faults.join("\n")}`,
    ...profiles.map(writeProfile),
  ];
  return `${parts.filter((part) => part !== undefined).join("\n\n")}\n`;
}

function writeProfile(update: ReportedUpdate): string {
  const { planned, file } = update;
  const { way, packs, isProven, clusterNames } = planned;
  const title = `## ${escapeText(planned.name ?? "(no name)")} ${escapeText(planned.version)}`;
  const table = [
    "| pack | from | to | values |",
    "| --- | --- | --- | --- |",
    ...packs.map((pack) => `| ${cellsOf(pack).join(" | ")} |`),
  ].join("\n");
  const clusters =
    clusterNames.length === 0 ? undefined : `Clusters on ${code(planned.version)}: ${some(clusterNames)}.`;
  const shown = way.kind === "superseded" ? [] : [table, ...(isProven ? [] : [`${notProvenWords}.`])];
  return [title, code(file), ...shown, clusters, whatBecomes(update)]
    .filter((part) => part !== undefined)
    .join("\n\n");
}

function cellsOf({ step: { status, target }, outcome, heldBack }: PlannedPack): string[] {
  const held =
    heldBack === undefined
      ? ""
      : `<br>not to ${cell(heldBack.from.version)}: ${plain(conflictsInWords(heldBack.blockers))}`;
  return [...[status.name, status.stated, target.version].map(cell), `${outcomeInWords(outcome)}${held}`];
}

function outcomeInWords(outcome: PackOutcome): string {
  switch (outcome.kind) {
    case "clean": {
      const { values } = outcome;
      if (values === undefined) return "stay as they are";
      const kept = values.kept.length === 0 ? [] : [`taken over: ${some(values.kept)}`];
      const adopted = values.adopted.length === 0 ? [] : [`from the new version: ${some(values.adopted)}`];
      return [...kept, ...adopted].join("<br>") || "change in comments or layout";
    }
    case "review":
      return `**left**, to review: ${some(outcome.keys)}`;
    case "unknown":
      return "**left**: the values cannot be taken along";
    case "conflict":
      return `**left**: ${plain(outcome.conflicts)}`;
  }
}

/** What happens to the profile, and how it is taken back. */
function whatBecomes({ planned: { way, version, packs }, newFile }: ReportedUpdate): string {
  const isChanged = packs.some(({ outcome }) => outcome.kind === "clean");
  switch (way.kind) {
    case "place":
      return isChanged
        ? "Changed in its place, as no cluster here uses it. The way back: revert the change of the file."
        : "Nothing of it changes.";
    case "new":
      return isChanged
        ? `Becomes version ${code(way.version)} in ${code(newFile ?? "")}; ${code(version)} stays as it is, and clusters stay on it until they are moved. The way back: move them back to ${code(version)}.`
        : "Nothing of it changes.";
    case "left":
      return way.reason === "in use"
        ? "**Left**, because clusters use it. `--new-version` makes a new version of it."
        : "**Left**, because clusters use it and no version of it is free.";
    case "superseded":
      return `Stays, because ${code(way.by)} is there, to which its clusters can be moved.`;
  }
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(cell);
  return `${shown.join(", ")}${names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ""}`;
}

function plain(sentences: readonly string[]): string {
  return sentences.map((sentence) => escapeText(sentence).replaceAll("|", "\\|")).join("; ");
}

/** A bar would end the cell, even in code. */
function cell(text: string): string {
  return code(text).replaceAll("|", "\\|");
}
