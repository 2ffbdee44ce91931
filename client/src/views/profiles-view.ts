/** The view of profiles. */

import type { ViewKind } from "./tree-view.ts";

export const profilesView: ViewKind = {
  tree: "profiles",
  id: "clusterProfiles.profiles",
  title: "Profiles",
  noun: { one: "profile", many: "profiles" },
  groupings: [
    { groupBy: undefined, label: "Nothing" },
    { groupBy: "type", label: "Type" },
    { groupBy: "context", label: "Context" },
  ],
  flags: [
    { key: "outdatedOnly", label: "Outdated packs only", words: "outdated packs" },
    { key: "unusedOnly", label: "Unused versions only", words: "unused versions" },
  ],
  badge: ({ packsToUpdate, profilesToUpdate }) =>
    packsToUpdate === 0
      ? undefined
      : {
          value: packsToUpdate,
          tooltip: `${packsToUpdate} ${packsToUpdate === 1 ? "pack" : "packs"} to update in the newest version of ${profilesToUpdate} ${profilesToUpdate === 1 ? "profile" : "profiles"}`,
        },
};
