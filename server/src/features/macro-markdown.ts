/** What is said of macros, in Markdown: what each stands for, and the value where the profile holds it. */

import type { PackCatalog } from "../catalog/catalog.ts";
import type { Profile } from "../model/profile.ts";
import type { MacroUse } from "../model/profile-macros.ts";
import { macroFunctions, macroKinds, systemMacro } from "../model/system-macros.ts";
import { isOn, type ProfileVariable } from "../model/variable.ts";
import { unmaskTemplates } from "../syntax/template.ts";
import { type Node, resolve } from "../syntax/tree.ts";
import { macroTarget } from "../updates/macro-target.ts";
import type { FileView } from "../workspace/workspace.ts";
import { type MacroSubject, variableNamed } from "./macro-at.ts";
import { bullets, code, escapeText, paragraphs } from "./markdown.ts";

/** Undefined where there is nothing to say. */
export function macroMarkdown(
  catalog: PackCatalog,
  view: FileView,
  subject: MacroSubject,
): string | undefined {
  switch (subject.kind) {
    case "call":
      return functionMarkdown(subject.call.name);
    case "variable":
      return variableMarkdown(subject.name, subject.variable);
    case "use":
      return useMarkdown(catalog, view, subject.use, subject.profile);
  }
}

export function functionMarkdown(name: string): string | undefined {
  const meaning = Object.hasOwn(macroFunctions, name) ? macroFunctions[name] : undefined;
  return meaning === undefined ? undefined : paragraphs([`**${escapeText(name)}**`, meaning]);
}

function useMarkdown(
  catalog: PackCatalog,
  view: FileView,
  { kind, path, isWritten, reference }: MacroUse,
  profile: Profile | undefined,
): string | undefined {
  if (kind === undefined) return undefined;
  const title = code(`.spectro.${reference.segments.map((segment) => segment.text).join(".")}`);
  const general = paragraphs([title, macroKinds[kind]]);
  if (!isWritten) return general;
  switch (kind) {
    case "system":
      return systemMarkdown(path.join(".")) ?? general;
    case "macro":
      return paragraphs([
        title,
        "A macro of Palette's project, tenant or system; the nearest of them counts.",
      ]);
    case "var": {
      const name = path[0] ?? "";
      const variable = profile === undefined ? undefined : variableNamed(profile, name);
      if (variable !== undefined) return variableMarkdown(name, variable);
      const where =
        profile?.variablesNode === undefined
          ? "It is defined in Palette, not in this file."
          : "This profile does not define it.";
      return paragraphs([title, macroKinds.var, where]);
    }
    case "pack":
      return profile === undefined ? general : paragraphs([title, targetWords(catalog, view, profile, path)]);
  }
}

export function systemMarkdown(name: string): string | undefined {
  const macro = systemMacro(name);
  if (macro === undefined) return undefined;
  const scope = macro.clouds === undefined ? undefined : "On Edge and VMware vSphere alone.";
  return paragraphs([code(`.spectro.system.${name}`), macro.meaning, scope]);
}

export function variableMarkdown(name: string, variable: ProfileVariable): string {
  const {
    displayName,
    description,
    format,
    defaultValue,
    required,
    immutable,
    hidden,
    isSensitive,
    options,
  } = variable;
  const flags = [
    isOn(required) ? "required" : undefined,
    isOn(immutable) ? "cannot be changed after the first deployment" : undefined,
    isOn(hidden) ? "hidden" : undefined,
    isOn(isSensitive) ? "sensitive" : undefined,
  ].filter((flag) => flag !== undefined);
  const values = options.map(({ value }) => value?.text).filter((value) => value !== undefined);
  const shownDefault =
    defaultValue === undefined || defaultValue.text === ""
      ? undefined
      : isOn(isSensitive)
        ? "Default: not shown, since it is sensitive"
        : `Default: ${code(defaultValue.text)}`;
  return paragraphs([
    displayName === undefined ? code(name) : `**${escapeText(displayName.text)}** ${code(name)}`,
    description === undefined ? undefined : escapeText(description.text),
    bullets([
      format === undefined ? undefined : `Format: ${code(format.text)}`,
      shownDefault,
      values.length === 0
        ? undefined
        : `Options: ${values.slice(0, mostOptions).map(code).join(", ")}${values.length > mostOptions ? ", ..." : ""}`,
      flags.length === 0 ? undefined : `Is ${flags.join(", ")}`,
    ]),
  ]);
}

const mostOptions = 10;

function targetWords(
  catalog: PackCatalog,
  view: FileView,
  profile: Profile,
  path: readonly string[],
): string {
  if (path.length === 1) return macroKinds.pack;
  const target = macroTarget(catalog, profile, view, path);
  switch (target.kind) {
    case "value":
      return `In this profile: ${nodeWords(target.value)}`;
    case "default":
      return `Not set in this profile; the pack's default: ${nodeWords(target.value)}`;
    case "no pack":
      return "This profile has no such pack.";
    case "missing":
      return target.certain
        ? "The pack has no such value, neither in this profile nor in its defaults."
        : "The pack has no such value in this profile, and its defaults are not known here.";
    case "unknown":
      return "The value is not known here.";
  }
}

function nodeWords(node: Node | undefined): string {
  const value = resolve(node);
  switch (value?.kind) {
    case "scalar":
      return code(unmaskTemplates(value.text));
    case "map":
      return `a map of ${count(value.entries.length, "key")}`;
    case "seq":
      return `a list of ${count(value.items.length, "item")}`;
    case undefined:
      return "nothing";
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
