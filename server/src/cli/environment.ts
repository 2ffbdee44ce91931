/** What the command needs of the process it runs in. Only main.ts knows the process itself. */

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** The terminal's width; undefined where there is none. */
  readonly columns: number | undefined;
}

export interface Environment {
  /** Absolute. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The version of the product. */
  readonly version: string;
}

/** What people agreed on: FORCE_COLOR and NO_COLOR (no-color.org) first, then whether somebody looks at it. */
export function wantsColor(output: Output, { variables }: Environment): boolean {
  const forced = variables.FORCE_COLOR;
  if (forced !== undefined) return !["0", "false", "no", "never"].includes(forced.toLowerCase());
  if (variables.NO_COLOR !== undefined && variables.NO_COLOR !== "") return false;
  return output.isTerminal && variables.TERM !== "dumb";
}
