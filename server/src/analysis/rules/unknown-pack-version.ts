/** A version that no registry has of a pack that is known. */

import {
  groupContains,
  isPrerelease,
  isVersionGroup,
  newestFirst,
  parsePackVersion,
} from "../../base/pack-version.ts";
import { type CatalogPack, findVersion } from "../../catalog/catalog.ts";
import type { Pack } from "../../model/profile.ts";
import { contentSpan, known } from "../../model/text.ts";
import { updatePackEdits } from "../../updates/pack-update.ts";
import { packQuery } from "../../updates/version-choice.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** Versions that are offered instead, the nearest on either side of the one that is not there. */
const offered = 4;

export const rule: Rule = {
  id: "unknown-pack-version",
  severity: "warning",
  summary: "The pack is known, but no registry has this version of it.",
  description:
    "When the registry is marked `complete` in the configuration, Palette will not find the version; otherwise it may just not be in the folders that are known here, and the rule gives a hint. The fixes offer the nearest versions that exist.",
  bad: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.3\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
    {
      title: "a group that holds a version",
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.x\n',
    },
  ],
  *check({ profiles, snapshot, file }) {
    for (const { packs } of profiles) {
      for (const pack of packs) {
        const name = known(pack.name)?.text;
        const version = known(pack.version);
        if (name === undefined || version === undefined) continue;
        const answer = snapshot.catalog.lookup(packQuery(pack, name));
        if (answer.kind !== "known" || answer.packs.some((known) => known.version === version.text)) continue;
        const isGroup = isVersionGroup(version.text);
        if (isGroup && answer.packs.some((known) => groupContains(version.text, known.version))) continue;
        const same = findVersion(answer.packs, version.text);
        if (same !== undefined) {
          yield otherwise(pack, name, same, file);
          continue;
        }
        const near = nearestVersions(version.text, offerable(answer.packs, version.text));
        const where = [...new Set(answer.packs.map((candidate) => `\`${candidate.registry.label}\``))].join(
          " or ",
        );
        const versions =
          near.length === 0
            ? "check the version"
            : `the nearest are ${near.map((v) => `\`${v}\``).join(", ")}`;
        const report: Report = {
          span: contentSpan(version),
          message: `There is no ${isGroup ? "version in the group" : "version"} \`${version.text}\` of \`${name}\` in ${where}: ${versions}`,
          fixes: () =>
            near.map((candidate) => ({
              title: `Change ${name} to ${candidate}`,
              edits: [{ file, edits: updatePackEdits(pack, candidate) }],
              preferred: false,
            })),
        };
        yield answer.certain ? report : { ...report, atMost: "hint" };
      }
    }
  },
};

/** The version is there, written in another way. Whether Palette minds is not documented, so this only informs. */
function otherwise(pack: Pack, name: string, same: CatalogPack, file: string): Report {
  const version = pack.version;
  return {
    span: version === undefined ? pack.span : contentSpan(version),
    message: `\`${name}\` ${version?.text} is written \`${same.version}\` in \`${same.registry.label}\`: write it the same, since tags are names`,
    atMost: "information",
    fixes: () => [
      {
        title: `Change ${name} to ${same.version}`,
        edits: [{ file, edits: updatePackEdits(pack, same.version) }],
        preferred: true,
      },
    ],
  };
}

/** Versions in good standing; prereleases for those who are on one. */
function offerable(packs: readonly CatalogPack[], wanted: string): string[] {
  return packs
    .filter((candidate) => candidate.state === undefined)
    .map((candidate) => candidate.version)
    .filter((version) => !isPrerelease(version) || isPrerelease(wanted));
}

/** Up to {@link offered} versions around the wanted one, nearest places in the order first. */
function nearestVersions(wanted: string, versions: readonly string[]): string[] {
  const distinct = [...new Set(versions)];
  // A group stands where its first version would.
  const place = isVersionGroup(wanted) ? wanted.replace(/^.*__/, "").replace(/\.x$/, "") : wanted;
  if (parsePackVersion(place) === undefined) return distinct.slice(0, offered);
  const ordered = newestFirst([...distinct.filter((version) => version !== place), place]);
  const at = ordered.indexOf(place);
  return ordered
    .map((version, index) => ({ version, away: Math.abs(index - at) }))
    .filter(({ away }) => away > 0)
    .sort((a, b) => a.away - b.away)
    .slice(0, offered)
    .map(({ version }) => version);
}
