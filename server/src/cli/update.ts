/** `cluster-profiles update`: takes the packs of profiles to newer versions, with their values. Shows what it would do, unless told to do it. */

import { resolve } from "node:path";
import { createMatcher, refuseGlob } from "../config/globs.ts";
import { planUpdatesOf } from "../features/update-plans.ts";
import { writeOutput } from "../io/write-text.ts";
import { type UpdateArguments, UsageError } from "./arguments.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { configTroubles, load } from "./load.ts";
import { relativePath, reportProblems } from "./report.ts";
import { withoutLinks } from "./roots.ts";
import { makeChanges } from "./update-changes.ts";
import { hasLeft, type UpdateReport } from "./update-report.ts";
import { writeProblems } from "./writers/pretty.ts";
import { writeUpdateJson } from "./writers/update-json.ts";
import { writeUpdateMarkdown } from "./writers/update-markdown.ts";
import { writeUpdate } from "./writers/update-pretty.ts";

/** Throws a UsageError where the command line names what is not there. */
export async function update(args: UpdateArguments, env: Environment): Promise<ExitCode> {
  const wants = matcherOf(args.packs);
  const loaded = await load(args, env.cwd);
  const { snapshot, candidates } = loaded;
  const views = candidates.map((file) => snapshot.file(file)).filter((view) => view !== undefined);
  const { stdout, stderr } = env;
  if (!views.some(({ documents }) => documents.some(({ profiles }) => profiles.length > 0))) {
    stderr.write(describeNothing("nothing to update: no profile was found", args.paths, loaded));
    return exitCodes.nothing;
  }
  const wishes = { to: args.to, wants, newVersion: args.newVersion };
  const planned = planUpdatesOf(snapshot, views, wishes);
  const cwd = await withoutLinks(env.cwd);
  const report: UpdateReport = {
    isWritten: args.write,
    version: typeof args.to === "string" ? undefined : args.to.version,
    profiles: planned.map((one) => ({
      planned: one,
      file: relativePath(cwd, one.file),
      newFile: one.way.kind === "new" ? relativePath(cwd, one.way.file) : undefined,
    })),
    files: await makeChanges(planned, loaded, cwd, args.write),
    problems: reportProblems([...configTroubles(loaded), ...loaded.troubles], cwd),
  };
  const unwritten =
    args.report === undefined
      ? undefined
      : await writeOutput(resolve(cwd, args.report), writeUpdateMarkdown(report));
  if (unwritten !== undefined) {
    stderr.write(`cluster-profiles: the report \`${args.report}\` cannot be written: ${unwritten}\n`);
  }
  if (args.format === "json") stdout.write(writeUpdateJson(report));
  else {
    stderr.write(writeProblems(report.problems, { color: wantsColor(stderr, env) }));
    // A diff is for a file or another program, which the words must not get into.
    const words = args.write ? stdout : stderr;
    if (!args.write) for (const { diff } of report.files) stdout.write(diff);
    words.write(writeUpdate(report, { color: wantsColor(words, env) }));
  }
  return hasLeft(report) || unwritten !== undefined ? exitCodes.findings : exitCodes.clean;
}

function matcherOf(globs: readonly string[]): (name: string) => boolean {
  for (const glob of globs) {
    const refusal = refuseGlob(glob);
    if (refusal !== undefined) throw new UsageError(`the glob of \`--pack\` ${refusal}`);
  }
  return globs.length === 0 ? () => true : createMatcher(globs);
}
