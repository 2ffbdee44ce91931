/** A pack of which newer versions exist. */

import { isSchemeChange } from "../../base/pack-version.ts";
import type { CatalogPack, PackCatalog } from "../../catalog/catalog.ts";
import { contentSpan } from "../../model/text.ts";
import { defaultsDiffer, updatePackEdits } from "../../updates/pack-update.ts";
import type { PackStep } from "../../updates/profile-update.ts";
import {
  isStepwise,
  newestOf,
  type PackStatus,
  updateReaches,
  updateTarget,
} from "../../updates/version-choice.ts";
import type { Fix } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "outdated-pack",
  severity: "information",
  summary: "Newer versions of the pack exist in its registry.",
  description:
    "The message says how far behind the pack is, by the newest version of each distance. Prereleases are not offered unless the profile already uses one, nor are versions that are deprecated, disabled or deleted, nor packs for another cloud. Kubernetes is offered one minor version at a time. The fix changes the version (and a `tag` that repeats it). In the editor it takes the profile's values along: the new defaults with what was customised put in, or, where the values are only a fragment, the fragment. Where both sides changed a value, or the new version has lost or constrained it, the review of the update comes first, in which a person decides before anything is written; behind it stands the version alone (*version only*), with which the values stay as they are. That is also all there is where the default values of one of the two versions cannot be had, and the title says so.",
  bad: [
    {
      text: 'name: base\ntype: infra\ndescription: ""\npacks:\n  - name: cni-calico\n    type: spectro\n    layer: cni\n    registry: Palette Registry\n    version: 3.28.0\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: infra\ndescription: ""\npacks:\n  - name: cni-calico\n    type: spectro\n    layer: cni\n    registry: Palette Registry\n    version: 3.28.2\n',
    },
  ],
  *check({ profiles, packStatuses, snapshot, file }) {
    for (const profile of profiles) {
      for (const status of packStatuses(profile)) {
        const newest = newestOf(status.newer);
        const version = status.pack.version;
        if (newest === undefined || version === undefined) continue;
        // A version that surely does not exist is `unknown-pack-version`'s business, which offers the same ones.
        if (status.installed === undefined && status.answer.kind === "known" && status.answer.certain)
          continue;
        const place = newest.registry.label;
        yield {
          span: contentSpan(version),
          message: describe(status),
          related: [
            {
              file: newest.file,
              span: newest.versionSpan,
              message: `\`${newest.name}\` ${newest.version} in \`${place}\``,
            },
          ],
          fixes: () => fixesOf(status, snapshot.catalog, file),
        };
      }
    }
  },
};

function describe(status: PackStatus): string {
  const { patch, minor, major } = status.newer;
  const count = patch.length + minor.length + major.length;
  const stated = status.stated === status.current ? status.stated : `${status.stated} (${status.current})`;
  const targets = targetsOf(status).map(({ version }) => `${version} (${distanceName(status, version)})`);
  const newest = newestOf(status.newer)?.version ?? "";
  const notes = [
    isStepwise(status) ? `, on the way to ${newest}: Kubernetes goes one minor version at a time` : "",
    isSchemeChange(status.current, newest) ? "; the numbering has changed in between" : "",
  ].join("");
  if (targets.length === 0) {
    const next = `the next minor version of it is not in \`${status.answer.kind === "known" ? status.answer.packs[0]?.registry.label : ""}\``;
    return `\`${status.name}\` ${stated} is outdated, the newest is ${newest}: Kubernetes goes one minor version at a time, and ${next}`;
  }
  const behind = `${count} newer ${count === 1 ? "version" : "versions"}`;
  return `\`${status.name}\` ${stated} is outdated, ${behind}: update to ${targets.join(" or ")}${notes}`;
}

/** The versions that some reach leads to, each once, nearest first. */
function targetsOf(status: PackStatus): CatalogPack[] {
  const targets = new Map<string, CatalogPack>();
  for (const reach of updateReaches) {
    const target = updateTarget(status, reach);
    if (target !== undefined) targets.set(target.version, target);
  }
  return [...targets.values()];
}

function fixesOf(status: PackStatus, catalog: PackCatalog, file: string): Fix[] {
  return targetsOf(status).flatMap((target) => updateFix({ status, target }, catalog, file) ?? []);
}

/** Undefined for a pack whose version is not its own to change. */
export function updateFix({ status, target }: PackStep, catalog: PackCatalog, file: string): Fix | undefined {
  const edits = updatePackEdits(status.pack, target.version);
  if (edits.length === 0) return undefined;
  const distance = distanceName(status, target.version);
  const differs = defaultsDiffer(catalog, status, target) === true;
  const title = `Update ${status.name} to ${target.version} (${distance}${differs ? ", version only" : ""})`;
  const preferred = distance === "patch" && !differs;
  return { title, edits: [{ file, edits }], preferred, step: { status, target } };
}

function distanceName(status: PackStatus, version: string): "patch" | "minor" | "major" {
  if (status.newer.patch.some((candidate) => candidate.version === version)) return "patch";
  return status.newer.minor.some((candidate) => candidate.version === version) ? "minor" : "major";
}
