/** A pack that is on its way out of its registry. */

import type { PackState } from "../../model/pack-json.ts";
import { contentSpan } from "../../model/text.ts";
import { updateTarget } from "../../updates/version-choice.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "deprecated-pack",
  severity: "warning",
  summary: "The pack's version is deprecated, disabled or deleted in its registry.",
  description:
    "A pack goes from deprecated over disabled to deleted, about three months each. *Deprecated*: it still works, plan to leave it. *Disabled*: no new profile can choose it; existing ones still deploy. *Deleted*: no new deployment; what runs goes on running. The state is `annotations.system_state` in the pack's pack.json.",
  bad: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: kubernetes-dashboard\n    type: spectro\n    registry: Palette Registry\n    version: 7.13.0\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
  ],
  *check({ profiles, packStatuses }) {
    for (const profile of profiles) {
      for (const status of packStatuses(profile)) {
        const { installed } = status;
        const version = status.pack.version;
        if (installed?.state === undefined || version === undefined) continue;
        const newest = updateTarget(status, "newest")?.version;
        const advice =
          newest === undefined
            ? "look for another pack"
            : `update to ${newest} or another version in good standing`;
        yield {
          span: contentSpan(version),
          message: `\`${status.name}\` ${status.current} is ${meaning[installed.state]}: ${advice}`,
          tags: ["deprecated"],
          related: [
            {
              file: installed.file,
              span: installed.versionSpan,
              message: `The pack's state is \`${installed.state}\` in \`${installed.registry.label}\``,
            },
          ],
        };
      }
    }
  },
};

const meaning: Record<PackState, string> = {
  deprecated: "deprecated and will be disabled",
  disabled: "disabled, so no new profile can use it",
  deleted: "deleted from its registry, so no new cluster can be deployed with it",
};
