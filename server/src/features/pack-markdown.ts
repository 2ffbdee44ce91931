/** What the catalog has to say of a pack, in Markdown: for hover and for the documentation of completions. */

import {
  comparePackVersions,
  isPrerelease,
  isSchemeChange,
  isVersionGroup,
  newestFirst,
} from "../base/pack-version.ts";
import type { CatalogPack, PackAnswer, PackCatalog } from "../catalog/catalog.ts";
import type { PackState } from "../model/pack-json.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { known } from "../model/text.ts";
import { conflictsInWords } from "../updates/pack-conflicts.ts";
import { policiesOf } from "../updates/pack-policy.ts";
import {
  isStepwise,
  isUpToDate,
  newestOf,
  type PackStatus,
  packQuery,
  packStatus,
  updateTarget,
} from "../updates/version-choice.ts";
import { whyWithheld } from "../updates/withheld.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { FileView, Snapshot } from "../workspace/workspace.ts";
import { bullets, code, escapeText, firstOf, link, paragraphs } from "./markdown.ts";
import { packOutlook, pathInWords, togetherInWords } from "./pack-outlook.ts";

/** How many versions of a group are named before the rest is counted. */
const versionsShown = 10;

/** What a pack's state means to whoever uses the pack. */
const stateMeaning: Record<PackState, string> = {
  deprecated: "deprecated: it still works, but it will be disabled, so plan to leave it",
  disabled: "disabled: no new profile can choose it, existing profiles still deploy",
  deleted: "deleted: nothing new can be deployed with it, what runs goes on running",
};

/** All there is to say of a profile's pack; undefined when it has no name that can be judged. */
export function packMarkdown(
  snapshot: Snapshot,
  file: FileId,
  profile: Profile,
  pack: Pack,
): string | undefined {
  const { catalog } = snapshot;
  const name = known(pack.name)?.text;
  const view = snapshot.file(file);
  if (name === undefined) return undefined;
  const policy = view === undefined ? undefined : policiesOf(snapshot, view)(pack);
  const status = packStatus(catalog, profile, pack, policy);
  const answer = status?.answer ?? catalog.lookup(packQuery(pack, name));
  if (answer.kind !== "known") return paragraphs([heading(name, undefined), notKnown(pack, answer)]);
  const described = status?.installed ?? answer.packs[0];
  return paragraphs([
    heading(name, described?.displayName),
    bullets([
      fact("Layer", described?.layer),
      fact("Registry", registryLabels(answer)),
      status === undefined ? undefined : `Version: ${currentVersion(status)}`,
    ]),
    status === undefined ? allVersions(answer.packs) : newerVersions(status, answer.packs),
    status === undefined || view === undefined ? undefined : besideOthers(snapshot, view, profile, status),
    link("Documentation", described?.docsUrl),
    described === undefined ? undefined : sourceOf(catalog, described),
  ]);
}

/** One version of a pack, for the documentation of a completion. */
export function packVersionMarkdown(catalog: PackCatalog, pack: CatalogPack): string {
  return paragraphs([
    heading(pack.name, pack.displayName),
    bullets([
      fact("Layer", pack.layer),
      fact("Registry", pack.registry.label),
      `Version: ${code(pack.version)}${qualities(pack)}`,
    ]),
    link("Documentation", pack.docsUrl),
    sourceOf(catalog, pack),
  ]);
}

/** A pack and its versions, for the documentation of a completion. */
export function packNameMarkdown(catalog: PackCatalog, packs: readonly CatalogPack[]): string | undefined {
  const newest = packs[0];
  if (newest === undefined) return undefined;
  return paragraphs([
    heading(newest.name, newest.displayName),
    bullets([
      fact("Layer", newest.layer),
      fact("Registry", registryLabels({ kind: "known", packs, certain: false })),
    ]),
    allVersions(packs),
    link("Documentation", newest.docsUrl),
    sourceOf(catalog, newest),
  ]);
}

function heading(name: string, displayName: string | undefined): string {
  return displayName === undefined || displayName === name
    ? `**${escapeText(name)}**`
    : `**${escapeText(displayName)}** ${code(name)}`;
}

function fact(label: string, value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : `${label}: ${escapeText(value)}`;
}

function registryLabels(answer: PackAnswer & { readonly kind: "known" }): string {
  return [...new Set(answer.packs.map((pack) => pack.registry.label))].join(", ");
}

function notKnown(pack: Pack, answer: Exclude<PackAnswer, { readonly kind: "known" }>): string {
  const type = known(pack.type)?.text;
  if (type === "manifest") return "Manifests that are written into the profile: no registry holds them.";
  const reason =
    answer.kind === "unavailable"
      ? escapeText(answer.reason)
      : `there is no pack of this name in ${answer.asked.map(escapeText).join(" or ")}`;
  const partial = answer.kind === "absent" && !answer.certain ? ", as far as can be seen here" : "";
  return `Not known: ${reason}${partial}.`;
}

function currentVersion(status: PackStatus): string {
  const { stated, current, installed } = status;
  const group =
    stated === current
      ? isVersionGroup(stated)
        ? ", a group of which no version is known"
        : ""
      : `, which stands for ${code(current)} now`;
  const unknown = installed === undefined && group === "" ? ", a version that is not known" : "";
  const own =
    installed === undefined ? (isPrerelease(current) ? ", a prerelease" : "") : qualities(installed);
  return `${code(stated)}${group}${unknown}${own}`;
}

/** ", a prerelease, deprecated: it still works ...". */
function qualities(pack: CatalogPack): string {
  const prerelease = isPrerelease(pack.version) ? ", a prerelease" : "";
  return `${prerelease}${pack.state === undefined ? "" : `, ${stateMeaning[pack.state]}`}`;
}

function newerVersions(status: PackStatus, packs: readonly CatalogPack[]): string {
  const { patch, minor, major } = status.newer;
  const group = (label: string, list: readonly CatalogPack[]) =>
    list.length === 0
      ? undefined
      : `${label}: ${firstOf(
          list.map((pack) => code(pack.version)),
          versionsShown,
        )}`;
  const newest = newestOf(status.newer);
  const next = isStepwise(status) ? updateTarget(status, "newest") : undefined;
  return paragraphs([
    isUpToDate(status.newer)
      ? upToDate(status, packs)
      : `Newer versions:\n\n${bullets([group("Patch", patch), group("Minor", minor), group("Major", major)])}`,
    next === undefined
      ? undefined
      : `Kubernetes goes one minor version at a time: the next step is ${code(next.version)}.`,
    newest !== undefined && isSchemeChange(status.current, newest.version)
      ? `The numbering changed between ${code(status.current)} and ${code(newest.version)}: read the release notes.`
      : undefined,
    notOffered(status),
  ]);
}

/** How far it goes with the other packs of the profile, where that says more than which versions there are. */
function besideOthers(
  snapshot: Snapshot,
  view: FileView,
  profile: Profile,
  status: PackStatus,
): string | undefined {
  const outlook = packOutlook(snapshot, view, profile, status);
  if (outlook === undefined) return undefined;
  const { next, together, newest, blockers, path } = outlook;
  const why = conflictsInWords(blockers).map(escapeText).join(", and ");
  const goes = next === undefined ? "stays where it is" : `goes to ${code(next.version)}`;
  return paragraphs([
    newest === undefined || why === ""
      ? undefined
      : `Beside the other packs of the profile it ${goes}, not to ${code(newest.version)}: ${why}.`,
    next === undefined || together.length === 0
      ? undefined
      : `It goes to ${code(next.version)} ${escapeText(togetherInWords(together))}.`,
    path.length === 0 ? undefined : `Farther in ${escapeText(pathInWords(path))}.`,
  ]);
}

function upToDate(status: PackStatus, packs: readonly CatalogPack[]): string {
  const comparable = packs.some((pack) => comparePackVersions(pack.version, status.current) !== undefined);
  return comparable
    ? "No newer version is offered."
    : `The version cannot be compared with those that are known.\n\n${allVersions(packs)}`;
}

/** Newer versions that an update never goes to, and why. */
function notOffered({ withheld }: PackStatus): string | undefined {
  if (withheld.length === 0) return undefined;
  const reasons = withheld.map(
    ({ pack, reason }) => `${code(pack.version)} (${escapeText(whyWithheld(reason))})`,
  );
  return `Newer, but not offered: ${firstOf(reasons, versionsShown)}`;
}

function allVersions(packs: readonly CatalogPack[]): string {
  const marked = new Map(packs.map((pack) => [pack.version, `${code(pack.version)}${mark(pack)}`]));
  const ordered = newestFirst([...marked.keys()]).map((version) => marked.get(version) ?? "");
  return `Versions: ${firstOf(ordered, versionsShown)}`;
}

function mark(pack: CatalogPack): string {
  if (pack.state !== undefined) return ` (${pack.state})`;
  return isPrerelease(pack.version) ? " (prerelease)" : "";
}

function sourceOf(catalog: PackCatalog, pack: CatalogPack): string {
  const registry = catalog.registries.find((candidate) => candidate.packs.includes(pack));
  const root = registry?.folder;
  const inside = root !== undefined && pack.folder.startsWith(root) ? pack.folder.slice(root.length + 1) : "";
  const folder = (inside === "" ? pack.folder : inside).replaceAll("\\", "/");
  return `Source: ${escapeText(pack.registry.label)}, folder ${code(folder)}`;
}
