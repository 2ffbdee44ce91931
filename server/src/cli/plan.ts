/** `cluster-profiles plan`: what a change does to the nodes of clusters, before it is done. */

import { relative } from "node:path";
import { effectMarkdown } from "../features/effect-markdown.ts";
import { type EffectPlan, planChange, planMove, planWithin } from "../features/effect-plan.ts";
import { isInside } from "../io/folder-loader.ts";
import { byRepository } from "../io/git.ts";
import { readRevision } from "../io/git-revision.ts";
import { isDocumentName, isSkipped } from "../io/list-folder.ts";
import { quoted } from "../updates/effect/caution.ts";
import { compareEffects, type EffectClass } from "../updates/effect/effect-class.ts";
import type { ClusterEntry } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { type PlanArguments, type PlanQuestion, UsageError } from "./arguments.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { configTroubles, type Loaded, load } from "./load.ts";
import type { PlanReport } from "./plan-report.ts";
import { relativePath, reportProblems } from "./report.ts";
import { findPaths, withoutLinks } from "./roots.ts";
import { SourceTexts } from "./source-texts.ts";
import { writePlanJson } from "./writers/plan-json.ts";
import { writePlan } from "./writers/plan-pretty.ts";
import { writeProblems } from "./writers/pretty.ts";

/** Throws a UsageError where the command line names what is not there. */
export async function plan(args: PlanArguments, env: Environment): Promise<ExitCode> {
  const loaded = await load(args, env.cwd);
  const { stdout, stderr } = env;
  const files = new Set(loaded.candidates);
  const before =
    args.question.kind === "git" ? await stateAt(args.question.revision, loaded, env.cwd) : undefined;
  const isThere = [...loaded.snapshot.index.allClusters()].some(({ file }) => files.has(file));
  const nothing = () => {
    stderr.write(describeNothing("nothing to tell: no cluster was found", args.paths, loaded));
    return exitCodes.nothing;
  };
  if (!isThere && before === undefined) return nothing();
  const made =
    before === undefined ? move(args.question, loaded.snapshot) : planChange(before, loaded.snapshot);
  // What is named is meant, wherever it is.
  const isNamed = args.question.kind === "move" && args.question.clusters.length > 0;
  const isGone = new Set(made.removed);
  const paths = await findPaths(args.paths.length === 0 ? ["."] : args.paths, env.cwd);
  const isAtPath = ({ file }: ClusterEntry) => paths.some(({ path }) => isInside(path, file));
  const isMeant = (entry: ClusterEntry) => files.has(entry.file) || (isGone.has(entry) && isAtPath(entry));
  const answer = isNamed ? made : planWithin(made, isMeant);
  if (!isThere && answer.removed.length === 0) return nothing();
  const cwd = await withoutLinks(env.cwd);
  const report = await createReport(answer, args.question, loaded, cwd);
  if (args.format === "json") stdout.write(writePlanJson(report));
  else {
    stderr.write(writeProblems(report.problems, { color: wantsColor(stderr, env) }));
    if (args.format === "markdown") {
      const fileLabel = (file: string) => relativePath(cwd, file);
      stdout.write(effectMarkdown(answer, { title: report.title, fileLabel, now: report.now }));
    } else stdout.write(writePlan(report, { color: wantsColor(stdout, env) }));
  }
  // A cluster that is gone is deleted with all its nodes by what applies the files.
  const isBad = ({ total, removed }: EffectPlan, failOn: FailOn) =>
    removed.length > 0 || isAsBad(total, failOn);
  return args.failOn !== undefined && isBad(answer, args.failOn) ? exitCodes.findings : exitCodes.clean;
}

function move(question: PlanQuestion, snapshot: Snapshot): EffectPlan {
  if (question.kind !== "move") throw new Error("a revision was not read");
  const made = planMove(snapshot, { name: question.profile, version: question.version }, question.clusters);
  if ("reason" in made) throw new UsageError(made.reason);
  return made;
}

type FailOn = NonNullable<PlanArguments["failOn"]>;

const thresholds: Readonly<Record<FailOn, EffectClass>> = {
  "control-plane": "control-plane-repave",
  repave: "worker-repave",
  any: "reload",
};

function isAsBad(total: EffectClass, failOn: FailOn): boolean {
  return compareEffects(total, thresholds[failOn]) <= 0;
}

/** The workspace as it was at the revision: files that are in no repository count as they are. */
async function stateAt(
  revision: string,
  { roots, texts, withFiles }: Loaded,
  cwd: string,
): Promise<Snapshot> {
  const repositories = byRepository([...texts.keys(), ...roots.map((root) => `${root}/x.yaml`)]);
  if (repositories.size === 0)
    throw new UsageError("there is no Git repository around the files, so that they have no revisions");
  const inRepositories = new Set([...repositories.values()].flat());
  const old = new Map([...texts].filter(([file]) => !inRepositories.has(file)));
  // What is around comes first: it says at which commit a submodule was.
  const submodules = new Map<string, string>();
  for (const root of [...repositories.keys()].sort()) {
    const wanted = (file: string) =>
      isDocumentName(file) &&
      roots.some((folder) => isInside(folder, file) && !isSkipped(relative(folder, file)));
    const answer = await readRevision(root, submodules.get(root) ?? revision, wanted);
    if (answer.kind === "unknown") throw new UsageError(unreadable(revision, root, answer.reason, cwd));
    for (const [file, text] of answer.texts) old.set(file, text);
    for (const [folder, commit] of answer.submodules) submodules.set(folder, commit);
  }
  return withFiles(new Map([...old].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** In one of several repositories it has to be said which. */
function unreadable(revision: string, root: string, reason: string, cwd: string): string {
  const place = relativePath(cwd, root);
  const where = place === "" || place === "." ? "" : ` in \`${place}\``;
  return `the revision \`${revision}\` cannot be read${where}: ${reason}`;
}

async function createReport(
  answer: EffectPlan,
  question: PlanQuestion,
  loaded: Loaded,
  cwd: string,
): Promise<PlanReport> {
  const sources = new SourceTexts(loaded.texts);
  const title =
    question.kind === "git"
      ? `changes since ${quoted(question.revision)}`
      : `${quoted(question.profile)} ${quoted(question.version)}`;
  return {
    title,
    plan: answer,
    clusters: await Promise.all(
      answer.clusters.map(async (planned) => {
        const { file, nameSpan } = planned.entry;
        const place = await sources.place(file, nameSpan);
        const range = place?.range ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
        return { planned, file: relativePath(cwd, file), range };
      }),
    ),
    problems: reportProblems([...configTroubles(loaded), ...loaded.troubles], cwd),
    now: Date.now(),
  };
}
