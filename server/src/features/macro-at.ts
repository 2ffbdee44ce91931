/** Which macro, or which profile variable, an offset is on. Hover, navigation and rename answer from here. Knows no catalog. */

import { type Span, touches } from "../base/span.ts";
import type { Profile } from "../model/profile.ts";
import { clusterMacros, type MacroUse, profileMacros } from "../model/profile-macros.ts";
import { contentSpan } from "../model/text.ts";
import type { ProfileVariable } from "../model/variable.ts";
import type { MacroCall } from "../syntax/macro.ts";
import type { FileView } from "../workspace/workspace.ts";

/** A reference of a macro, or its definition as a variable. */
export type MacroSubject =
  | {
      readonly kind: "use";
      readonly use: MacroUse;
      /** Which of the reference's segments; -1 for `.spectro` itself. */
      readonly segment: number;
      /** Undefined in a cluster. */
      readonly profile: Profile | undefined;
    }
  | { readonly kind: "call"; readonly call: MacroCall }
  | {
      readonly kind: "variable";
      readonly variable: ProfileVariable;
      readonly name: string;
      /** Quotes left out. */
      readonly span: Span;
      readonly profile: Profile;
    };

export function macroAt(view: FileView, offset: number): MacroSubject | undefined {
  for (const { profiles, clusters, span } of view.documents) {
    if (!touches(span, offset)) continue;
    for (const profile of profiles) {
      const variable = variableAt(profile, offset);
      if (variable !== undefined) return variable;
      const found = inUses(profileMacros(profile, view.text), profile, offset);
      if (found !== undefined) return found;
    }
    for (const cluster of clusters) {
      const found = inUses(clusterMacros(cluster, view.text), undefined, offset);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inUses(
  uses: readonly MacroUse[],
  profile: Profile | undefined,
  offset: number,
): MacroSubject | undefined {
  const use = uses.find(({ reference }) => touches(reference.span, offset));
  if (use !== undefined) {
    const segment = use.reference.segments.findIndex(({ span }) => touches(span, offset));
    return { kind: "use", use, segment, profile };
  }
  for (const { expression } of uses) {
    if (!touches(expression.span, offset)) continue;
    const call = expression.calls.find(({ span }) => touches(span, offset));
    if (call !== undefined) return { kind: "call", call };
  }
  return undefined;
}

function variableAt(profile: Profile, offset: number): MacroSubject | undefined {
  for (const variable of profile.variables) {
    const { name } = variable;
    if (name === undefined || !touches(name.span, offset)) continue;
    return { kind: "variable", variable, name: name.text, span: contentSpan(name), profile };
  }
  return undefined;
}

/** The definition of a variable by its name; undefined where the document has none. */
export function variableNamed(profile: Profile, name: string | undefined): ProfileVariable | undefined {
  return profile.variables.find((variable) => name !== undefined && variable.name?.text === name);
}
