/** What the command's exit status means. Documented in the manual: a number never changes its meaning. */

export const exitCodes = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** The command line asks for what does not exist. */
  usage: 2,
  /** There is no profile and no cluster at the paths. */
  nothing: 3,
  /** A fault of the command itself. What it printed until then may lack findings. */
  internal: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
