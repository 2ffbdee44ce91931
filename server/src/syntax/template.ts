/**
 * Terraform template text in YAML. A file that goes through `templatefile` need not be YAML before it is
 * rendered: `[${A}, ${B}]` and `key: ${x ? "a" : "b"}` are not, nor is a line that is only `%{ if x }`.
 * The parser is shown a text of the same length in which the insides of templates cannot be taken for YAML,
 * so every offset stays true, and what it read is turned back afterwards.
 */

/** Private-use characters stand in for ASCII ones while the parser looks. */
const privateBase = 0xe000;

const interpolation = /\$\{(?:[^{}\r\n]|\{[^{}\r\n]*\})*\}/g;
const expression = /\{\{(?:[^{}\r\n]*\}\})?/g;
/** A line that Terraform takes out or in, with nothing else on it but a comment. */
const directiveLine = /^[ \t]*(?:%\{[^{}\r\n]*\}[ \t]*)+(?:#.*)?$/gm;
const directive = /(?<!%)%\{~?[ \t]*(?:if|else|endif|for|endfor)\b[^{}\r\n]*\}/g;

/** The text to parse; the very same string when it holds no template. */
export function maskTemplates(text: string): string {
  let masked = text;
  if (masked.includes("${")) masked = masked.replace(interpolation, maskAll);
  if (masked.includes("%{")) {
    masked = masked.replace(directiveLine, (line) => line.replace("%", "#")).replace(directive, maskAll);
  }
  return masked;
}

/** Stands for `{{` at the start of a line that is shown as a comment. */
export const templateLineMark = "#\ue0fe";

/**
 * The same for `{{ x }}`, which is often written without quotes, since YAML is read after it was replaced. Of one that is not finished
 * the braces alone are masked.
 */
export function maskExpressions(text: string): string {
  return text.includes("{{") ? text.replace(expression, maskAll) : text;
}

/** Undoes {@link maskTemplates}, {@link maskExpressions} and what else was masked, on a piece of what was read. */
export function unmaskTemplates(text: string): string {
  if (!/[\ue000-\ue07f\ue0fe]/.test(text)) return text;
  return text.replace(/#\ue0fe|[\ue000-\ue07f]/g, (unit) =>
    unit === templateLineMark ? "{{" : String.fromCharCode(unit.charCodeAt(0) - privateBase),
  );
}

/** What the parser is shown for the first character, which is an ASCII one. */
export function maskUnit(text: string): string {
  return String.fromCharCode(privateBase + text.charCodeAt(0));
}

/** True for a text, masked or not, with branches of which a part is left when it is rendered. */
export function hasDirective(text: string): boolean {
  return /(?<!%)[%#]\{/.test(text) || text.includes(String.fromCharCode(privateBase + 37, privateBase + 123));
}

/** The same for a text that is not masked, in which `#{` and `%{` may be something of another language. */
export function hasBranches(text: string): boolean {
  return /(?<!%)%\{~?[ \t]*(?:if|else|endif|for|endfor)\b/.test(text);
}

/** The directives of a text, as they are written: what they leave of it is not known before Terraform has rendered it. */
export function directivesIn(text: string): string {
  if (!text.includes("%{")) return "";
  return [...text.matchAll(directive)].map(([found]) => found).join("\n");
}

/** True when some of the text is only known after Terraform has rendered it. `$${` is an escaped, literal one. */
export function hasTemplate(text: string): boolean {
  return /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}

/** True when somebody will fill in some of the text: Terraform, or whoever renders `{{ x }}`, `%X%`, `@X@`, `$(X)` and `$X`. */
export function hasMarker(text: string): boolean {
  return hasTemplate(text) || /\{\{|%[\w.-]+%|@\w+@|(?<!\$)\$\(?[A-Za-z_]/.test(text);
}

/** True for a text that is nothing but one placeholder. On a line of its own it may stand for any number of lines. */
export function isPlaceholder(text: string): boolean {
  return /^(?:\$\{[^\r\n]*\}|%[\w.-]+%|@\w+@)$/.test(text);
}

function maskAll(template: string): string {
  let masked = "";
  for (let at = 0; at < template.length; at++) {
    const code = template.charCodeAt(at);
    masked += code < 0x80 ? String.fromCharCode(privateBase + code) : template.charAt(at);
  }
  return masked;
}
