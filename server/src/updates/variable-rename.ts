/** The edits that give a profile variable another name: its definition, and every macro of the profile that names it. */

import type { TextEdit } from "../base/text-edit.ts";
import type { Profile } from "../model/profile.ts";
import { pathSpan, profileMacros } from "../model/profile-macros.ts";
import { known } from "../model/text.ts";
import { isVariableName } from "../model/variable.ts";
import { replaceScalar } from "../syntax/scalar-edit.ts";
import { isOwn } from "./own-text.ts";
import type { Refusal } from "./refusal.ts";

/** Why the variable cannot be renamed in the profile; undefined when it can. */
export function whyVariableStays(profile: Profile, name: string): string | undefined {
  if (profile.variablesNode === undefined)
    return `The variable \`${name}\` is defined in Palette, not in this file: rename it there`;
  const defined = profile.variables.filter((variable) => variable.name?.text === name);
  const [variable] = defined;
  if (variable === undefined) return `This profile does not define the variable \`${name}\``;
  if (defined.length > 1)
    return `Several variables are called \`${name}\`: give each a name of its own first`;
  if (known(variable.name) === undefined)
    return `The name \`${name}\` is empty, too long, or holds a marker that somebody fills in`;
  return variable.name !== undefined && isOwn(variable.name, variable.node)
    ? undefined
    : "The name comes from another place, by an alias or a merge, or means more than this variable: write it out first";
}

/** In the order of their places. `text` is that of the profile's file. */
export function variableRenameEdits(
  profile: Profile,
  text: string,
  name: string,
  newName: string,
): readonly TextEdit[] | Refusal {
  const reason = whyVariableStays(profile, name) ?? whyNoName(profile, name, newName);
  if (reason !== undefined) return { reason };
  const definition = profile.variables.find((variable) => variable.name?.text === name)?.name;
  if (definition === undefined) return [];
  const uses = profileMacros(profile, text).filter((use) => use.kind === "var" && use.path[0] === name);
  const edits = [
    replaceScalar(definition.node, newName),
    ...uses.map((use) => ({ span: pathSpan(use, 0, 1), text: newName })),
  ];
  return edits.sort((a, b) => a.span.start - b.span.start);
}

function whyNoName(profile: Profile, name: string, newName: string): string | undefined {
  if (newName === name) return `The variable is called \`${name}\` already`;
  if (!isVariableName(newName))
    return "The name of a variable is letters, digits and underscores, and does not begin with a digit";
  if (newName.length > 256) return "The new name is longer than 256 characters";
  return profile.variables.some((variable) => variable.name?.text === newName)
    ? `The profile has a variable \`${newName}\` already`
    : undefined;
}
