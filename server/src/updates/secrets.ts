/** Which values are secrets, as far as their names and shapes tell: those are shown nowhere. */

import type { PathStep } from "../syntax/data-difference.ts";

const secretName =
  /passw|passphrase|\bpwd\b|secret|token|credential|(?:api|access|account|auth|private|encryption|license|signing|ssh|master|shared)[-_]?key|\.(?:key|pem)$|kubeconfig|dockerconfig|connection[-_]?string|webhook[-_]?url|bearer/i;

/** True for a key whose value is to be kept quiet. */
export function isSecretName(key: string): boolean {
  return secretName.test(key);
}

/** What everything below is one of, whatever it is called. */
const secretGroup = /^(?:secrets?|credentials?|stringData|passwords?|tokens?|api[-_]?keys?)$/i;

/** Keys that say nothing of their value: what is meant is the one above, as in `env[DB_PASSWORD].value`. */
const genericKey = /^(?:value|values|data|content|text|default|defaultValue|plain|raw)$/i;

/** True when what is at the path must be shown nowhere, going by its name. */
export function isSecretPath(path: readonly PathStep[]): boolean {
  if (path.some((step) => "key" in step && secretGroup.test(step.key))) return true;
  const named = path.findLast((step) => "item" in step || ("key" in step && !genericKey.test(step.key)));
  if (named === undefined) return false;
  return secretName.test("key" in named ? named.key : "item" in named ? named.item : "");
}

/** Shapes of secrets that stand under an innocent key: keys of providers, PEM, addresses with a password, `--token=...`. */
const secretShape =
  /^(?:eyJ[\w-]{8}|AKIA[A-Z0-9]{8}|gh[opsu]_|github_pat_|glpat-|xox[a-z]-)|-----BEGIN|:\/\/[^/\s:@]{0,100}:[^/\s@]{1,100}@|(?:passw|secret|token|api[-_]?key)[\w-]{0,40}(?:=|: )[ ]?\S/i;

/** True for a text that must be shown nowhere, going by its shape. */
export function looksSecret(text: string): boolean {
  return secretShape.test(text.length > 1000 ? text.slice(0, 1000) : text);
}

/** What an export has in the place of a secret. */
export function isMask(text: string): boolean {
  return /^\*{6,}$/.test(text.trim());
}
