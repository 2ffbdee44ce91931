/** `cluster-profiles explain`: which newer versions of a pack an update goes to, and why not to the others. */

import { nearest } from "../base/nearest.ts";
import { explainPack, type PackExplanation } from "../features/pack-explanation.ts";
import { known } from "../model/text.ts";
import type { FileView } from "../workspace/workspace.ts";
import { type ExplainArguments, UsageError } from "./arguments.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { ExplainReport, ReportedExplanation } from "./explain-report.ts";
import { configTroubles, type Loaded, load } from "./load.ts";
import { relativePath, reportProblems } from "./report.ts";
import { withoutLinks } from "./roots.ts";
import { SourceTexts } from "./source-texts.ts";
import { writeExplainJson } from "./writers/explain-json.ts";
import { writeExplanations } from "./writers/explain-pretty.ts";
import { writeProblems } from "./writers/pretty.ts";

/** Throws a UsageError where the command line names what is not there. */
export async function explain(args: ExplainArguments, env: Environment): Promise<ExitCode> {
  const loaded = await load(args, env.cwd);
  const views = viewsOf(loaded);
  const { stdout, stderr } = env;
  if (!views.some(({ documents }) => documents.some(({ profiles }) => profiles.length > 0))) {
    stderr.write(describeNothing("nothing to tell: no profile was found", args.paths, loaded));
    return exitCodes.nothing;
  }
  const { snapshot } = loaded;
  const { name, version } = args.pack;
  const found = views.flatMap((view) => explainPack(snapshot, view, name, version));
  if (found.length === 0) throw new UsageError(describeAbsent(name, views));
  const cwd = await withoutLinks(env.cwd);
  const sources = new SourceTexts(loaded.texts);
  const report: ExplainReport = {
    packs: await Promise.all(found.map((explanation) => reportOne(explanation, sources, cwd))),
    problems: reportProblems([...configTroubles(loaded), ...loaded.troubles], cwd),
  };
  if (args.format === "json") stdout.write(writeExplainJson(report));
  else {
    stderr.write(writeProblems(report.problems, { color: wantsColor(stderr, env) }));
    stdout.write(writeExplanations(report, { color: wantsColor(stdout, env) }));
  }
  return exitCodes.clean;
}

function viewsOf({ snapshot, candidates }: Loaded): FileView[] {
  return candidates.map((file) => snapshot.file(file)).filter((view) => view !== undefined);
}

/** A slip in a pipeline must not look like a pack that is up to date. */
function describeAbsent(name: string, views: readonly FileView[]): string {
  const names = new Set(
    views.flatMap(({ documents }) =>
      documents.flatMap(({ profiles }) =>
        profiles.flatMap(({ packs }) => packs.flatMap((pack) => known(pack.name)?.text ?? [])),
      ),
    ),
  );
  if (names.has(name)) return `the pack \`${name}\` states no version that could be judged`;
  const [meant] = nearest(name, [...names], 1);
  const advice = meant === undefined ? "" : `: did you mean \`${meant}\`?`;
  return `no profile at the paths has the pack \`${name}\`${advice}`;
}

async function reportOne(
  explanation: PackExplanation,
  sources: SourceTexts,
  cwd: string,
): Promise<ReportedExplanation> {
  const { file, status } = explanation;
  const place = await sources.place(file, status.pack.version?.span ?? status.pack.span);
  return {
    explanation,
    file: relativePath(cwd, file),
    // The file was read a moment ago, so the other case is for the type alone.
    range: place?.range ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
  };
}
