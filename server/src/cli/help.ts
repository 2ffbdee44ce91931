/** What `--help` and `help` print. */

import type { CommandName } from "./arguments.ts";

const general = `Checks cluster profiles and clusters of Spectro Cloud Palette.

Usage: cluster-profiles <command> [options]

Commands:
  check [PATH...]   Say what is wrong or outdated in the profiles and clusters at the paths
  help [COMMAND]    Say how a command is used

Options:
  -h, --help        Print this help
  --version         Print the version
  --debug           Show the stack of internal errors (also CLUSTER_PROFILES_DEBUG=1)

An independent project, not made by Spectro Cloud.
`;

const check = `Says what is wrong or outdated in the profiles and clusters at the paths.

Usage: cluster-profiles check [PATH...] [options]

  PATH                  Folder or file to check; the current folder if none is given.
                        Findings are those of these files, but all profiles, clusters and packs
                        of the folder around them count: the nearest one with a
                        .cluster-profiles.yaml, else the current folder.

Options:
  --config FILE         Read this config file instead of each folder's .cluster-profiles.yaml
  --registry DIR        Read packs from this folder too; may be given more than once
  --format FORMAT       pretty (default) or json
  --min-severity LEVEL  Fail from this severity on: error (default), warning, information, hint.
                        With hint, hints are printed as well.
  --debug               Show the stack of internal errors (also CLUSTER_PROFILES_DEBUG=1)
  -h, --help            Print this help

Colour is used on terminals; NO_COLOR=1 switches it off, FORCE_COLOR=1 on.

Exit status:
  0   no findings of that severity or above
  1   findings of that severity or above
  2   the command line is wrong
  3   no profile and no cluster at the paths
  70  internal error
`;

const help = `Says how a command is used.

Usage: cluster-profiles help [COMMAND]
`;

export function helpText(command: CommandName | undefined): string {
  switch (command) {
    case "check":
      return check;
    case "help":
      return help;
    case undefined:
      return general;
  }
}
