/** How much a finding matters. */

export const severities = ["error", "warning", "information", "hint"] as const;

/**
 * error: what will fail; warning: likely a fault; information: worth an action, nothing is broken;
 * hint: a nicer way, or something that cannot be known for sure.
 */
export type Severity = (typeof severities)[number];

/** What a user can set for a rule. */
export type SeveritySetting = Severity | "off";

export const severitySettings: readonly SeveritySetting[] = [...severities, "off"];

/** True when `severity` is as bad as `threshold` or worse. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** The milder of the two. */
export function milder(a: Severity, b: Severity): Severity {
  return atLeast(a, b) ? b : a;
}
