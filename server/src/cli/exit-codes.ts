/** What the command's exit status means. Documented in the manual: a number never changes its meaning. */

export const exitCodes = {
  /** Nothing at or above the threshold, and nobody behind where that is asked for. */
  clean: 0,
  /** Findings at or above the threshold, or clusters that are behind. */
  findings: 1,
  /** The command line asks for what does not exist. */
  usage: 2,
  /** There is nothing at the paths that the command is about. */
  nothing: 3,
  /** A fault of the command itself. What it printed until then may lack findings. */
  internal: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
