/** The cautions of many clusters: each once, with the clusters that it is for. */

import { type Caution, cautionKinds } from "../updates/effect/effect.ts";
import type { PlannedCluster } from "./effect-plan.ts";

export interface SharedCaution {
  readonly caution: Caution;
  /** Names as their files have them, in the order of the plan; "" for none. */
  readonly names: readonly string[];
}

/** What is refused first, then the gravest. */
export function sharedCautions(clusters: readonly PlannedCluster[]): SharedCaution[] {
  const byText = new Map<string, { readonly caution: Caution; readonly names: string[] }>();
  for (const { name, effect } of clusters) {
    for (const caution of effect.cautions) {
      const known = byText.get(caution.text);
      if (known === undefined) byText.set(caution.text, { caution, names: [name] });
      else known.names.push(name);
    }
  }
  return [...byText.values()].sort((a, b) => gravity(a.caution) - gravity(b.caution));
}

function gravity({ kind, isRefusal }: Caution): number {
  return cautionKinds.indexOf(kind) - (isRefusal ? cautionKinds.length : 0);
}
