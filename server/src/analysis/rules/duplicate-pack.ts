/** Packs of a profile, or of a cluster, that go by one name. */

import type { Cluster, ProfileReference } from "../../model/cluster.ts";
import { isInfraLayer } from "../../model/layer.ts";
import type { Pack, Profile } from "../../model/profile.ts";
import { contentSpan, known } from "../../model/text.ts";
import { profileOf } from "../../updates/attached-profile.ts";
import { isInfraProfile } from "../../updates/pack-layers.ts";
import { attachedEntries } from "../../updates/profile-reference.ts";
import type { PackEntry, ProfileEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Fix, Report } from "../finding.ts";
import { addSetting, displayNameKey, displayNameOf } from "../pack-values.ts";
import { packPlace, packSpan, packTitle } from "../pack-words.ts";
import { packPlaces } from "../places.ts";
import type { Rule, RuleContext } from "../rule.ts";

const nginx = (name?: string) =>
  exampleItem(
    "nginx",
    "1.12.4",
    `pack:\n  namespace: nginx-${name ?? "one"}\n${name === undefined ? "" : `  ${displayNameKey}: ${name}\n`}`,
  );

export const rule: Rule = {
  id: "duplicate-pack",
  severity: "warning",
  summary: "Two packs of a profile, or of a cluster, go by one name.",
  description: `Palette tells the packs of a profile apart by their names. A pack can be in a profile twice when one of the two has another name, which is set in its values:\n\n\`\`\`yaml\npack:\n  ${displayNameKey}: "nginx-internal"\n\`\`\`\n\nThe fix adds such a name. On a cluster the names are held against each other over all its profiles; one pack from two profiles is told by \`duplicate-attachment\`. Names that are filled in later are not compared, and two packs of one infrastructure layer are told by \`layer-duplicate\`.`,
  bad: [
    { title: "one pack twice", text: exampleProfile("add-on", "all", nginx() + nginx()) },
    { title: "one display name twice", text: exampleProfile("add-on", "all", nginx("web") + nginx("web")) },
  ],
  good: [{ text: exampleProfile("add-on", "all", nginx() + nginx("web")) }],
  *check(context) {
    for (const profile of context.profiles) yield* checkProfile(profile, context);
    for (const cluster of context.clusters) yield* checkCluster(cluster, context);
  },
};

function* checkProfile(profile: Profile, { view, file, layeredPacks }: RuleContext): Iterable<Report> {
  const names = new Set(profile.packs.map((pack) => pack.name?.text));
  if (names.size === profile.packs.length && !view.text.includes(displayNameKey)) return;
  const seen = new Map<string, Pack>();
  for (const [at, pack] of profile.packs.entries()) {
    const name = known(pack.name)?.text;
    const shown = displayNameOf(view, pack);
    if (name === undefined || shown === undefined) continue;
    const first = seen.get(shown);
    if (first === undefined) {
      seen.set(shown, pack);
      continue;
    }
    const isSame = first.name?.text === name;
    const isInfra = isInfraProfile(profile) === true && isInfraLayer(layeredPacks(profile)[at]?.layer);
    if (isSame && isInfra) continue;
    const advice =
      shown === name && isSame
        ? `set a \`${displayNameKey}\` in the values of one`
        : `set another \`${displayNameKey}\` in the values of one`;
    yield {
      span: packSpan(pack),
      message: isSame
        ? `The profile has the pack ${packTitle(pack)} twice under the name \`${shown}\`, and Palette tells packs apart by that: ${advice}`
        : `The pack ${packTitle(pack)} goes by the name \`${shown}\`, as ${packTitle(first)} does, and Palette tells packs apart by that: ${advice}`,
      related: [packPlace(file, first, `The first pack with the name \`${shown}\``)],
      fixes: () => (first.node === pack.node ? [] : nameFix(profile, pack, { view, file })),
    };
  }
}

/** A pack that a cluster gets under a name. */
interface Shown {
  readonly entry: ProfileEntry;
  readonly pack: PackEntry;
}

/** Packs of different names that two profiles bring under one; the same pack from two is duplicate-attachment's to tell. */
function* checkCluster({ references }: Cluster, { snapshot }: RuleContext): Iterable<Report> {
  const attached = references.flatMap((reference) => {
    const [entry, ...others] = attachedEntries(snapshot.index, reference);
    return entry === undefined || others.length > 0 ? [] : [{ reference, entry }];
  });
  if (attached.every(({ entry }) => entry.displayNames === "")) return;
  const seen = new Map<string, Shown>();
  for (const { reference, entry } of attached) {
    const place = known(reference.name);
    for (const { pack, shown } of shownNames(snapshot, reference, entry)) {
      const first = seen.get(shown);
      if (first === undefined) seen.set(shown, { entry, pack });
      if (first === undefined || place === undefined || first.entry === entry) continue;
      if (first.pack.name === pack.name) continue;
      yield {
        span: contentSpan(place),
        message: `The pack \`${pack.name}\` of \`${entry.name}\` goes by the name \`${shown}\`, as \`${first.pack.name}\` of \`${first.entry.name}\` does, and Palette tells the packs of a cluster apart by that: set another \`${displayNameKey}\` in the values of one`,
        related: packPlaces([first, { entry, pack }]),
      };
    }
  }
}

/** The names of a profile's packs in the cluster, as far as they can be known. */
function shownNames(
  snapshot: Snapshot,
  reference: ProfileReference,
  entry: ProfileEntry,
): { pack: PackEntry; shown: string }[] {
  // Only a file that sets display names need be read for them.
  const models = entry.displayNames === "" ? undefined : profileOf(snapshot, entry)?.packs;
  const view = models === undefined ? undefined : snapshot.file(entry.file);
  return entry.packs.flatMap((pack, at) => {
    const model = models?.[at];
    const isOverridden = reference.overrides.some(({ name }) => name?.text === pack.name);
    const shown = view === undefined || model === undefined ? pack.name : displayNameOf(view, model);
    return shown === undefined || isOverridden ? [] : [{ pack, shown }];
  });
}

/** A fix reads the whole file again: no person has written a profile that is larger. */
const mostPacks = 200;

function nameFix(
  profile: Profile,
  pack: Pack,
  { view, file }: Pick<RuleContext, "view" | "file">,
): readonly Fix[] {
  if (profile.packs.length > mostPacks) return [];
  const taken = new Set(profile.packs.flatMap((other) => [other.name?.text, displayNameOf(view, other)]));
  const name = pack.name?.text ?? "";
  let at = 2;
  while (taken.has(`${name}-${at}`)) at++;
  const edits = addSetting(view, pack, displayNameKey, `${name}-${at}`);
  if (edits === undefined) return [];
  return [{ title: `Name it \`${name}-${at}\``, edits: [{ file, edits }], preferred: false }];
}
