/** What is read once for many questions about effects: thousands of clusters share their profiles. */

import type { Profile } from "../../model/profile.ts";
import type { Text } from "../../model/text.ts";
import type { ReadText } from "../text-comparison.ts";
import type { Outcome } from "./classify.ts";
import type { EffectiveProfile } from "./effective-profile.ts";
import type { MacroPlace } from "./macro-places.ts";
import type { RawChange } from "./raw-change.ts";
import { createValuesReader, type ReadValues } from "./values-reader.ts";

/** For questions with one catalog. */
export interface EffectReaders {
  readonly values: (text: Text) => ReadValues;
  readonly read: ReadText;
  /** Profiles without overrides. */
  readonly profiles: WeakMap<Profile, EffectiveProfile>;
  /** What differs between two of those, by the earlier and the later one. */
  readonly changes: WeakMap<EffectiveProfile, WeakMap<EffectiveProfile, readonly RawChange[]>>;
  /** What the tables say of a change, by what of a cluster decides that. */
  readonly outcomes: WeakMap<RawChange, Map<string, readonly Outcome[]>>;
  /** Where the packs of a profile hold macros. */
  readonly macros: WeakMap<EffectiveProfile, readonly MacroPlace[]>;
}

export function createEffectReaders(): EffectReaders {
  const values = createValuesReader();
  return {
    values,
    read: (text) => values(text).documents,
    profiles: new WeakMap(),
    changes: new WeakMap(),
    outcomes: new WeakMap(),
    macros: new WeakMap(),
  };
}
