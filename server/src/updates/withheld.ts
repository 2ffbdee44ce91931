/** Why a newer version is not offered, in a few words: for hover, and for whoever asks on the command line. */

import type { WithholdingReason } from "./version-choice.ts";

export function whyWithheld(reason: WithholdingReason): string {
  switch (reason.kind) {
    case "state":
      return reason.state;
    case "cloud":
      return "other cloud";
    case "prerelease":
      return "prerelease";
    case "skip":
      return "skipped by the configuration";
    case "disabled":
      return "updates are switched off by the configuration";
    case "hold": {
      const { range, until, reason: why, line } = reason.hold;
      const where = line === undefined ? "the configuration" : `line ${line + 1}`;
      const end = until === undefined ? "" : ` until ${until}`;
      return `held to ${range.text} by ${where}${end}${why === undefined || why === "" ? "" : `: ${why}`}`;
    }
  }
}
