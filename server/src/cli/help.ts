/** What `--help` and `help` print. */

import type { CommandName } from "./arguments.ts";

const debugLine = "--debug               Show the stack of internal errors (also CLUSTER_PROFILES_DEBUG=1)";
const colorLine = "Colour is used on terminals; NO_COLOR=1 switches it off, FORCE_COLOR=1 on.";

const general = `Checks cluster profiles and clusters of Spectro Cloud Palette.

Usage: cluster-profiles <command> [options]

Commands:
  check [PATH...]     Say what is wrong or outdated in the profiles, clusters and packs at the paths
  clusters [PATH...]  Say which cluster uses which profile versions, and who is behind
  explain PACK        Say which newer versions of a pack an update goes to, and why not to others
  update [PATH...]    Take packs to newer versions, with their values; a diff, unless told to write
  plan [PATH...]      Say what a change does to the nodes of clusters, before it is done
  help [COMMAND]      Say how a command is used

Options:
  -h, --help          Print this help
  --version           Print the version
  --debug             Show the stack of internal errors (also CLUSTER_PROFILES_DEBUG=1)

An independent project, not made by Spectro Cloud.
`;

const texts: Readonly<Record<CommandName, string>> = {
  check: `Says what is wrong or outdated in the profiles, clusters and packs at the paths.

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
  ${debugLine}
  -h, --help            Print this help

${colorLine}

Exit status:
  0   no findings of that severity or above
  1   findings of that severity or above
  2   the command line is wrong
  3   no profile, no cluster and no pack at the paths
  70  internal error
`,
  clusters: `Says which cluster uses which profile versions, and who is behind. It is what the files say,
which may not be applied in Palette yet.

Usage: cluster-profiles clusters [PATH...] [options]

  PATH                  Folder or file with clusters; the current folder if none is given.
                        All profiles of the folder around them count: the nearest one with a
                        .cluster-profiles.yaml, else the current folder.

Options:
  --profile NAME[@VERSION]
                        Only the clusters that use this profile. With a version: who is on it,
                        and who on an older or a newer one.
  --format FORMAT       pretty (default), json or csv. In csv, a cell that a spreadsheet would take
                        for a formula gets an apostrophe in front; json has all as it is.
  --fail-behind         Fail when a cluster is behind: when a newer version of its profile is
                        defined here and no comment silences that; with NAME@VERSION, when it is
                        on an older one than VERSION, comment or not. Newer ones are fine.
  --config FILE         Read this config file instead of each folder's .cluster-profiles.yaml
  ${debugLine}
  -h, --help            Print this help

${colorLine}

Exit status:
  0   nobody is behind, or it was not asked for
  1   somebody is behind, and --fail-behind is given
  2   the command line is wrong, or no file knows the profile or the version
  3   no cluster at the paths, or none that uses the profile
  70  internal error
`,
  explain: `Says which newer versions of a pack an update goes to, why not to the others, what in the
profile stands against one, and what becomes of the values.

Usage: cluster-profiles explain PACK[@VERSION] [options]

  PACK[@VERSION]        A pack as profiles name it. With a version, only about that one.

Options:
  --profile PATH        Profile file, or folder of profiles; the current folder if none is given.
                        May be given more than once.
  --registry DIR        Read packs from this folder too; may be given more than once
  --config FILE         Read this config file instead of each folder's .cluster-profiles.yaml
  --format FORMAT       pretty (default) or json
  ${debugLine}
  -h, --help            Print this help

${colorLine}

Exit status:
  0   told
  2   the command line is wrong, or no profile at the paths has the pack
  3   no profile at the paths
  70  internal error
`,
  update: `Takes the packs of the profiles to newer versions, with their values: new defaults come, what the
profile has otherwise stays. What a person has to look at is left and listed. Without --write
nothing is written, and the diff is printed.

Usage: cluster-profiles update [PATH...] [options]

  PATH                  Folder or file with profiles; the current folder if none is given.

Options:
  --pack GLOB           Only packs whose names it covers; may be given more than once
  --to REACH            How far: patch, minor, newest (default); or, with --pack, a version.
                        Policies and holds count, and Kubernetes goes one minor version at a time.
  --write               Write the files. One that has changed meanwhile is left.
  --diff                Print the diff (default)
  --new-version BUMP    A profile version that clusters use becomes a new version (patch, minor or
                        major) beside the old one. Without this it is left alone.
  --report FILE         Write what is done, and how to take it back, as Markdown into this file
  --registry DIR        Read packs from this folder too; may be given more than once
  --config FILE         Read this config file instead of each folder's .cluster-profiles.yaml
  --format FORMAT       pretty (default) or json
  ${debugLine}
  -h, --help            Print this help

The diff goes to standard output, and what it is about to standard error. Passwords are masked in
it, so a diff of their lines cannot be applied.
${colorLine}

Exit status:
  0   everything that can be updated is (or, in a diff, would be); or nothing can
  1   something is left to a person, or could not be written
  2   the command line is wrong
  3   no profile at the paths
  70  internal error
`,
  plan: `Says what a change does to the nodes of clusters before it is done: which are replaced, restarted
or left alone, in which order, and what Palette refuses. It goes by Palette's documentation, and
marks what only follows from it; what Palette finds itself before an update counts more.

Usage: cluster-profiles plan --git REV [PATH...] [options]
       cluster-profiles plan --profile NAME@VERSION [--cluster NAME] [PATH...] [options]

  PATH                  Folder or file with clusters; the current folder if none is given.
                        All profiles of the folder around them count.

Options:
  --git REV             All that differs between the files at this revision of Git and now
  --profile NAME@VERSION
                        Clusters that use the profile go to this version of it
  --cluster NAME        Only this cluster; may be given more than once
  --format FORMAT       pretty (default), json, or markdown for a merge request's comment
  --fail-on EFFECT      Fail when some cluster has this effect or a worse one, and when an update is
                        refused or a cluster is gone: repave (any nodes are replaced), control-plane
                        (those of the control plane), any (anything but none, and what is unknown)
  --registry DIR        Read packs from this folder too; may be given more than once
  --config FILE         Read this config file instead of each folder's .cluster-profiles.yaml
  ${debugLine}
  -h, --help            Print this help

${colorLine}

Exit status:
  0   told
  1   an effect as bad as --fail-on says
  2   the command line is wrong, or the cluster, version or revision is not there
  3   no cluster at the paths
  70  internal error
`,
  help: `Says how a command is used.

Usage: cluster-profiles help [COMMAND]
`,
};

export function helpText(command: CommandName | undefined): string {
  return command === undefined ? general : texts[command];
}
