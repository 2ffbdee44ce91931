/** `cluster-profiles update`: takes the packs of profiles to newer versions, with their values. Shows what it would do, unless told to do it. */

import { resolve } from "node:path";
import { secretSpans } from "../analysis/secrets.ts";
import type { Span } from "../base/span.ts";
import { applyEdits, type TextEdit } from "../base/text-edit.ts";
import { unifiedDiff } from "../base/unified-diff.ts";
import { createMatcher, refuseGlob } from "../config/globs.ts";
import { type PlannedProfile, planUpdates } from "../features/update-plan.ts";
import { createText, replaceText, writeOutput } from "../io/write-text.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { type UpdateArguments, UsageError } from "./arguments.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { configTroubles, type Loaded, load } from "./load.ts";
import { namedSecrets } from "./named-secrets.ts";
import { relativePath, reportProblems } from "./report.ts";
import { withoutLinks } from "./roots.ts";
import { maskSpans } from "./source-texts.ts";
import { hasLeft, type ReportedFile, type UpdateReport } from "./update-report.ts";
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
  const planned = views.flatMap((view) => planUpdates(snapshot, view, wishes));
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

interface Change {
  readonly edits: TextEdit[];
  readonly isNew: boolean;
  /** The file that the text comes from. */
  readonly source: string;
}

async function makeChanges(
  planned: readonly PlannedProfile[],
  loaded: Loaded,
  cwd: string,
  write: boolean,
): Promise<ReportedFile[]> {
  const changes = new Map<string, Change>();
  const reported: ReportedFile[] = [];
  for (const { file: source, edits: made } of planned) {
    for (const { file, edits, create } of made) {
      const known = changes.get(file);
      if (known === undefined) changes.set(file, { edits: [...edits], isNew: create === true, source });
      else if (create !== true) known.edits.push(...edits);
      else {
        const fault = "two profiles would become this file: update the second in another run";
        reported.push({ file: relativePath(cwd, file), isNew: true, diff: "", fault });
      }
    }
  }
  const texts = new Map<string, string>();
  for (const [file, { edits }] of changes) texts.set(file, applyEdits(loaded.texts.get(file) ?? "", edits));
  const before = [...texts.keys()].map((file) => [file, secretsIn(loaded.snapshot, file)] as const);
  const problemsBefore = new Map(
    [...changes].map(([file, { source }]) => [file, problemsIn(loaded.snapshot, source)]),
  );
  const after = loaded.whatIf(texts);
  for (const [file, secrets] of before.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isNew = changes.get(file)?.isNew === true;
    const [old, text] = [loaded.texts.get(file) ?? "", texts.get(file) ?? ""];
    const path = relativePath(cwd, file);
    const isBroken = problemsIn(after, file) > (problemsBefore.get(file) ?? 0);
    const fault = isBroken
      ? "the result would not be valid YAML: please report this"
      : write
        ? await (isNew ? createText(file, text) : replaceText(file, old, text))
        : undefined;
    const diff = unifiedDiff(
      maskSpans(old, secrets),
      maskSpans(text, secretsIn(after, file)),
      isNew ? "/dev/null" : `a/${path}`,
      `b/${path}`,
    );
    reported.push({ file: path, isNew, diff: isBroken ? "" : diff, fault });
  }
  return reported;
}

function secretsIn(snapshot: Snapshot, file: string): readonly Span[] {
  const view = snapshot.file(file);
  if (view === undefined) return [];
  const spans = [...secretSpans(snapshot, view), ...namedSecrets(view.text)];
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function problemsIn(snapshot: Snapshot, file: string): number {
  return (snapshot.file(file)?.documents ?? []).reduce((sum, { problems }) => sum + problems.length, 0);
}
