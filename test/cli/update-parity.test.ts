import { join } from "node:path";
import { expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import { load } from "../../server/src/cli/load.ts";
import { updateAllPacks } from "../../server/src/features/pack-versions.ts";
import { planUpdates } from "../../server/src/features/update-plan.ts";
import { updateReaches } from "../../server/src/updates/version-choice.ts";
import { repoRoot } from "./support.ts";

const loaded = await load({ paths: ["samples"], config: undefined, registries: [] }, repoRoot);

it.each(updateReaches)("the command and the editor write the same where nothing is left: %s", (reach) => {
  const { snapshot, candidates } = loaded;
  let compared = 0;
  for (const file of candidates) {
    const view = snapshot.file(file);
    const profiles = view?.documents.flatMap((document) => document.profiles) ?? [];
    const [profile] = profiles;
    if (view === undefined || profile === undefined || profiles.length > 1) continue;
    const wishes = { to: reach, wants: () => true, newVersion: "patch" } as const;
    const [planned] = planUpdates(snapshot, view, wishes);
    if (planned === undefined || planned.way.kind === "left" || planned.way.kind === "superseded") continue;
    if (planned.packs.some(({ outcome }) => outcome.kind !== "clean")) continue;
    const version = planned.way.kind === "new" ? planned.way.version : undefined;
    const [edit] = updateAllPacks(snapshot, file, profile.span.start, reach, version)?.edits ?? [];
    const [own] = planned.edits;
    const before = own?.create === true ? "" : view.text;
    expect(own?.file).toBe(edit?.file);
    expect(applyEdits(before, own?.edits ?? [])).toBe(applyEdits(before, edit?.edits ?? []));
    expect(applyEdits(before, own?.edits ?? [])).not.toBe(view.text);
    compared++;
  }
  expect(compared, join("samples", "profiles")).toBeGreaterThan(0);
});
