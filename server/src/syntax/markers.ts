/**
 * What stands in values and manifests for something that is filled in later, and that YAML would stumble over: Terraform's templates,
 * `%KEY%` and `@KEY@`, and macros and Go templates in double braces. As with Terraform's, the parser is shown a text of the same length.
 */

import { hideBlocks } from "./hidden-blocks.ts";
import { maskTemplates, maskUnit, templateLineMark } from "./template.ts";

const marker = /%[\w.-]+%|@\w+@/g;
const closedBraces = /\{\{(?:(?!\}\})[^\r\n])*\}\}/g;
/** Where a value starts, and on to the end of the line. */
const openBraces = /(?:^[ \t]*|[:-][ \t]+)\{\{(?:(?!\}\})[^\r\n])*$/gm;
/** Nothing on the line but what a template engine will take out or fill in. */
const onlyBraces =
  /^([ \t]*)\{\{(?=(?:(?!\}\})[^\r\n])*\}\}(?:[ \t]*\{\{(?:(?!\}\})[^\r\n])*\}\})*[ \t]*(?:#.*)?$)/gm;

/** The text to parse, as long as the one given; `unmaskTemplates` turns back what was read of it. */
export function maskMarkers(text: string): string {
  let masked = maskTemplates(text);
  if (masked.includes("%") || masked.includes("@")) {
    masked = masked.replace(marker, (found) => `${maskUnit(found)}${found.slice(1, -1)}${maskUnit(found)}`);
  }
  if (!masked.includes("{{")) return masked;
  return masked
    .replace(onlyBraces, (_, blanks: string) => `${blanks}${templateLineMark}`)
    .replace(closedBraces, maskIndicators)
    .replace(openBraces, maskIndicators);
}

/** Only what has a meaning to YAML inside of plain text, so that escapes in quotes stay what they are. */
function maskIndicators(found: string): string {
  const start = found.indexOf("{{");
  return found.slice(0, start) + found.slice(start).replace(/[{}[\],:#]/g, maskUnit);
}

/** True when lines start with double braces outside of literal blocks: a template, of which YAML is only made by whoever renders it. */
export function hasTemplateLines(text: string): boolean {
  return text.includes("{{") && /^[ \t]*\{\{/m.test(hideBlocks(text).shown);
}
