/** A pack that is not made for the profile's cloud. */

import { cloudFit, isKnownCloud } from "../../model/cloud.ts";
import { known } from "../../model/text.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import { packSpan } from "../pack-words.ts";
import { listed } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "pack-cloud-mismatch",
  severity: "warning",
  summary: "The pack is not made for the cloud of the profile.",
  description:
    "A pack.json lists the clouds that its pack is for in `cloudTypes`; Palette offers it in profiles for these clouds only, unless the list holds `all`. A profile without `cloudType`, or for `all` clouds, is not judged, nor one for a cloud that is not known here, such as a custom one. Clouds of one family (`vsphere` and `edge-native`, `aws` and `eks`) are told by a hint, since one may take packs of the other.",
  bad: [{ text: exampleProfile("infra", "vsphere", exampleItem("ubuntu-maas", "22.04")) }],
  good: [{ text: exampleProfile("infra", "maas", exampleItem("ubuntu-maas", "22.04")) }],
  *check({ profiles, packStatuses }) {
    for (const profile of profiles) {
      const cloud = known(profile.cloudType)?.text;
      // A cloud that nobody here has heard of may be a custom one; nobody packs for each of these.
      if (cloud === undefined || !isKnownCloud(cloud)) continue;
      for (const { pack, installed, name, current } of packStatuses(profile)) {
        if (installed === undefined || installed.cloudTypes.length === 0) continue;
        const fits = new Set(installed.cloudTypes.map((madeFor) => cloudFit(cloud, madeFor)));
        if (fits.has("fits")) continue;
        const isDoubtful = fits.has("doubtful");
        yield {
          span: packSpan(pack),
          message: `\`${name}\` ${current} is made for ${listed(installed.cloudTypes)}, and this profile is for \`${cloud}\`: ${isDoubtful ? "check that Palette offers it there" : "use a pack for that cloud"}`,
          severity: isDoubtful ? "hint" : "warning",
          ...(isDoubtful ? { atMost: "hint" as const } : {}),
          related: [
            {
              file: installed.file,
              span: undefined,
              message: `The pack's \`cloudTypes\` in \`${installed.registry.label}\``,
            },
          ],
        };
      }
    }
  },
};
