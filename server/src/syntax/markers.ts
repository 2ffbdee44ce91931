/**
 * What stands in values and manifests for something that is filled in later, and that YAML would stumble over: Terraform's templates,
 * `%KEY%` and `@KEY@`, and macros and Go templates in double braces. As with Terraform's, the parser is shown a text of the same length.
 */

import { hideBlocks } from "./hidden-blocks.ts";
import { maskTemplates, maskUnit, templateLineMark } from "./template.ts";

const marker = /%[\w.-]+%|@\w+@/g;

/** The text to parse, as long as the one given; `unmaskTemplates` turns back what was read of it. */
export function maskMarkers(text: string): string {
  let masked = maskTemplates(text);
  if (masked.includes("%") || masked.includes("@")) {
    masked = masked.replace(marker, (found) => `${maskUnit(found)}${found.slice(1, -1)}${maskUnit(found)}`);
  }
  return masked.includes("{{") ? maskBraces(masked) : masked;
}

function maskBraces(text: string): string {
  let masked = "";
  let copied = 0;
  for (let at = text.indexOf("{{"); at !== -1; at = text.indexOf("{{", copied)) {
    const start = Math.max(copied, text.lastIndexOf("\n", at) + 1);
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next;
    masked += text.slice(copied, start) + maskLine(text.slice(start, end));
    copied = end;
  }
  return masked + text.slice(copied);
}

/** By the first and the next `}}` each, so that the time is that of one look at the line. */
function maskLine(line: string): string {
  let masked = "";
  let at = 0;
  // Nothing on the line but what a template engine will take out or fill in.
  let isAlone = true;
  for (let open = line.indexOf("{{"); open !== -1; open = line.indexOf("{{", at)) {
    const before = line.slice(at, open);
    isAlone &&= before.trim() === "";
    masked += before;
    const close = line.indexOf("}}", open + 2);
    const end = close === -1 ? line.length : close + 2;
    // What is not closed yet is masked where it is a value, and else may be anything.
    const isMeant = close !== -1 || /(?:^|[:-][ \t]|^[ \t]+)$/.test(before.slice(-2));
    masked += isMeant ? line.slice(open, end).replace(/[{}[\],:#]/g, maskUnit) : line.slice(open, end);
    isAlone &&= close !== -1;
    at = end;
  }
  const rest = line.slice(at);
  if (!isAlone || !/^\s*(?:#|$)/.test(rest)) return masked + rest;
  const first = line.indexOf("{{");
  return `${line.slice(0, first)}${templateLineMark}${masked.slice(first + 2)}${rest}`;
}

/** True when lines start with double braces outside of literal blocks: a template, of which YAML is only made by whoever renders it. */
export function hasTemplateLines(text: string): boolean {
  return text.includes("{{") && /^[ \t]*\{\{/m.test(hideBlocks(text).shown);
}
