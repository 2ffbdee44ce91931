/** Packs of a profile that go by one name. */

import { isInfraLayer } from "../../model/layer.ts";
import type { Pack, Profile } from "../../model/profile.ts";
import { known } from "../../model/text.ts";
import { isInfraProfile } from "../../updates/pack-layers.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Fix, Report } from "../finding.ts";
import { addSetting, displayNameKey, displayNameOf } from "../pack-values.ts";
import { packPlace, packSpan, packTitle } from "../pack-words.ts";
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
  summary: "Two packs of the profile go by one name.",
  description: `Palette tells the packs of a profile apart by their names. A pack can be in a profile twice when one of the two has another name, which is set in its values:\n\n\`\`\`yaml\npack:\n  ${displayNameKey}: "nginx-internal"\n\`\`\`\n\nThe fix adds such a name. Names that are filled in later are not compared, and two packs of one infrastructure layer are told by \`layer-duplicate\`.`,
  bad: [
    { title: "one pack twice", text: exampleProfile("add-on", "all", nginx() + nginx()) },
    { title: "one display name twice", text: exampleProfile("add-on", "all", nginx("web") + nginx("web")) },
  ],
  good: [{ text: exampleProfile("add-on", "all", nginx() + nginx("web")) }],
  *check(context) {
    for (const profile of context.profiles) yield* checkProfile(profile, context);
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

function nameFix(
  profile: Profile,
  pack: Pack,
  { view, file }: Pick<RuleContext, "view" | "file">,
): readonly Fix[] {
  const taken = new Set(profile.packs.flatMap((other) => [other.name?.text, displayNameOf(view, other)]));
  const name = pack.name?.text ?? "";
  let at = 2;
  while (taken.has(`${name}-${at}`)) at++;
  const edits = addSetting(view, pack, displayNameKey, `${name}-${at}`);
  if (edits === undefined) return [];
  return [{ title: `Name it \`${name}-${at}\``, edits: [{ file, edits }], preferred: false }];
}
