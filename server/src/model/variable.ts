/**
 * A profile variable: what a cluster fills in when it uses the profile, as the export document defines it. Field semantics:
 * Palette API 4.8 (v1Variable).
 */

import { asMap, asSeq, type MapNode, valueAt } from "../syntax/tree.ts";
import { type Text, textAt } from "./text.ts";

export interface ProfileVariable {
  readonly node: MapNode;
  /** By which values refer to it. */
  readonly name: Text | undefined;
  readonly displayName: Text | undefined;
  readonly description: Text | undefined;
  readonly format: Text | undefined;
  readonly inputType: Text | undefined;
  readonly options: readonly VariableOption[];
  readonly defaultValue: Text | undefined;
  readonly regex: Text | undefined;
  readonly required: Text | undefined;
  readonly immutable: Text | undefined;
  /** `hidden`, or `isHidden` as some documents have it. */
  readonly hidden: Text | undefined;
  readonly isSensitive: Text | undefined;
}

/** One choice of a dropdown. */
export interface VariableOption {
  readonly node: MapNode;
  readonly value: Text | undefined;
  readonly label: Text | undefined;
  readonly isDefault: Text | undefined;
}

export const variableFormats = [
  "string",
  "number",
  "boolean",
  "ipv4",
  "ipv4cidr",
  "ipv6",
  "version",
  "base64",
] as const;

export const variableInputTypes = ["text", "dropdown", "multiline"] as const;

/** The variables in the list under the key. */
export function readVariables(owner: MapNode | undefined, key: string): ProfileVariable[] {
  return mapsOf(owner, key).map((node) => ({
    node,
    name: textAt(node, "name"),
    displayName: textAt(node, "displayName"),
    description: textAt(node, "description"),
    format: textAt(node, "format"),
    inputType: textAt(node, "inputType"),
    options: mapsOf(node, "options").map((option) => ({
      node: option,
      value: textAt(option, "value"),
      label: textAt(option, "label"),
      isDefault: textAt(option, "default"),
    })),
    defaultValue: textAt(node, "defaultValue"),
    regex: textAt(node, "regex"),
    required: textAt(node, "required"),
    immutable: textAt(node, "immutable"),
    hidden: textAt(node, "hidden") ?? textAt(node, "isHidden"),
    isSensitive: textAt(node, "isSensitive"),
  }));
}

/** What the document says `true` to. */
export function isOn(text: Text | undefined): boolean {
  return text?.text === "true";
}

/** Names that values can refer to: what a template reads as one word. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function mapsOf(owner: MapNode | undefined, key: string): MapNode[] {
  const items = asSeq(valueAt(owner, key))?.items ?? [];
  return items.map(asMap).filter((item) => item !== undefined);
}
