/** A system macro that clusters of the profile's cloud do not have. */

import { isInEffect, pathSpan, profileMacros } from "../../model/profile-macros.ts";
import { systemMacro } from "../../model/system-macros.ts";
import { known } from "../../model/text.ts";
import type { Rule } from "../rule.ts";

/** Clouds of which is known what they have. Of custom clouds, and of what may run anywhere, nothing is. */
const judged = new Set(["aws", "azure", "gcp", "eks", "aks", "gke", "maas", "openstack", "tke", "tencent"]);

const example = (cloud: string, macro: string) =>
  `name: base\ntype: add-on\ncloudType: ${cloud}\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      charts:\n        nginx:\n          host: '{{ .spectro.system.${macro} }}'\n`;

export const rule: Rule = {
  id: "macro-scope",
  severity: "warning",
  summary: "Clusters of this cloud have no such system macro.",
  description:
    "`cluster.kubevip`, the virtual IP address of the control plane, exists on Edge and on VMware vSphere alone; on other clouds nothing is filled in. Profiles for all clouds and for custom clouds are not judged.",
  bad: [{ text: example("aws", "cluster.kubevip") }],
  good: [{ text: example("vsphere", "cluster.kubevip") }, { text: example("all", "cluster.kubevip") }],
  *check({ profiles, view }) {
    for (const profile of profiles) {
      const cloud = known(profile.cloudType)?.text;
      if (cloud === undefined || !judged.has(cloud)) continue;
      for (const use of profileMacros(profile, view.text)) {
        if (use.kind !== "system" || !isInEffect(use)) continue;
        const name = use.path.join(".");
        const clouds = systemMacro(name)?.clouds;
        if (clouds === undefined || clouds.includes(cloud)) continue;
        yield {
          span: pathSpan(use),
          message: `\`${name}\` exists on Edge and vSphere alone, and this profile is for \`${cloud}\`: nothing is filled in here`,
        };
      }
    }
  },
};
