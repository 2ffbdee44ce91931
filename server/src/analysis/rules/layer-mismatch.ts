/** A layer that is not the pack's. */

import { contentSpan } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import type { LayeredPack } from "../../updates/pack-layers.ts";
import type { Report } from "../finding.ts";
import { packTitle } from "../pack-words.ts";
import type { Rule } from "../rule.ts";

const document = (layer: string) =>
  `metadata:\n  name: base\nspec:\n  version: 1.0.0\n  template:\n    type: add-on\n    cloudType: all\n    packs:\n      - name: nginx\n        type: oci\n        layer: ${layer}\n        version: 1.12.4\n        tag: 1.12.4\n        registry:\n          metadata:\n            name: Palette Registry\n`;

export const rule: Rule = {
  id: "layer-mismatch",
  severity: "warning",
  summary: "The layer that the profile states is not the layer of the pack.",
  description:
    "A pack is of the layer that its pack.json says. A document for import that states another one is refused, or puts the pack where it does not belong. In the Terraform modules' profiles nobody reads `layer`, so there it only misleads the next reader, and the finding is a hint. Nothing is said where the profile names no known registry, since the same name in another layer may be another pack.",
  bad: [{ text: document("csi") }],
  good: [{ text: document("addon") }],
  *check({ profiles, layeredPacks, file }) {
    for (const profile of profiles) {
      for (const layered of layeredPacks(profile)) {
        const report = judge(layered, profile.dialect === "export", file);
        if (report !== undefined) yield report;
      }
    }
  },
};

function judge(layered: LayeredPack, isRead: boolean, file: string): Report | undefined {
  const { pack, stated, catalogLayer, catalogPack } = layered;
  if (stated === undefined || catalogLayer === undefined || catalogPack === undefined) return undefined;
  // In a registry that the profile does not name, a pack of another layer is another pack.
  if (stated.text === catalogLayer || layered.layer !== catalogLayer) return undefined;
  return {
    span: contentSpan(stated),
    message: `The pack ${packTitle(pack)} is of the layer \`${catalogLayer}\`, and not of \`${stated.text}\`: ${isRead ? "write what it is" : "nothing reads this, and it misleads whoever does"}`,
    severity: isRead ? "warning" : "hint",
    ...(isRead ? {} : { atMost: "hint" as const }),
    related: [
      {
        file: catalogPack.file,
        span: undefined,
        message: `The pack's layer is \`${catalogLayer}\` in \`${catalogPack.registry.label}\``,
      },
    ],
    fixes: () => [
      {
        title: `Change to \`${catalogLayer}\``,
        edits: [{ file, edits: [replaceScalar(stated.node, catalogLayer)] }],
        preferred: true,
      },
    ],
  };
}
