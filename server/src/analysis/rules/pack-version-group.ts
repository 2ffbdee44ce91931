/** A version group where a version is advised. */

import { isVersionGroup } from "../../base/pack-version.ts";
import type { TextEdit } from "../../base/text-edit.ts";
import type { Pack } from "../../model/profile.ts";
import { contentSpan, known, type Text, textAt } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import { isOwn } from "../../updates/own-text.ts";
import { updatePackEdits } from "../../updates/pack-update.ts";
import type { Fix } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "pack-version-group",
  severity: "information",
  summary: "The pack follows a version group such as `1.27.x` instead of one version.",
  description:
    "A group means the latest patch in it: what a cluster gets depends on the day, and every new release raises an update on each cluster. The vendor advises a fixed version. The fix pins the version that the group stands for now.",
  bad: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.x\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
  ],
  *check({ profiles, packStatuses, file }) {
    for (const profile of profiles) {
      for (const pack of profile.packs) {
        const chosen = profile.dialect === "export" ? known(textAt(pack.node, "tag")) : known(pack.version);
        if (chosen === undefined || !isVersionGroup(chosen.text)) continue;
        const isExport = profile.dialect === "export";
        const stands = isExport
          ? known(pack.version)?.text
          : packStatuses(profile).find((status) => status.pack === pack)?.current;
        const pinned = stands === undefined || isVersionGroup(stands) ? undefined : stands;
        const fix: Fix | undefined =
          pinned === undefined
            ? undefined
            : {
                title: `Pin ${pack.name?.text ?? "the pack"} to ${pinned}`,
                edits: [{ file, edits: pin(pack, chosen, pinned, isExport) }],
                preferred: true,
              };
        const now =
          pinned === undefined ? "" : isExport ? `, which was ${pinned} at export` : `, at present ${pinned}`;
        yield {
          span: contentSpan(chosen),
          message: `\`${chosen.text}\` means the latest version in the group${now}, and changes without a change here: state a version`,
          fixes: () => (fix === undefined ? [] : [fix]),
        };
      }
    }
  },
};

/** An export states the version beside the tag; the flat dialect has one key for both, and maybe a tag that repeats it. */
function pin(pack: Pack, chosen: Text, version: string, isExport: boolean): TextEdit[] {
  if (!isExport) return updatePackEdits(pack, version);
  return isOwn(chosen, pack.node) ? [replaceScalar(chosen.node, version)] : [];
}
