/** `cluster-profiles clusters`: which clusters use which profile versions, and who is behind. */

import { nearest } from "../base/nearest.ts";
import { parseProfileVersion, suggestProfileVersion } from "../base/profile-version.ts";
import {
  type Assignment,
  assignments,
  countAssignments,
  relationTo,
  verify,
} from "../features/assignments.ts";
import { statusWithAge } from "../features/cluster-status.ts";
import type { ProfileIndex } from "../workspace/profile-index.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { type ClustersArguments, type ProfileArgument, UsageError } from "./arguments.ts";
import type { ClustersReport, ReportedAssignment, ReportedStatus } from "./clusters-report.ts";
import { describeNothing } from "./describe-nothing.ts";
import { type Environment, wantsColor } from "./environment.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { configTroubles, type Loaded, load } from "./load.ts";
import { relativePath, reportProblems } from "./report.ts";
import { withoutLinks } from "./roots.ts";
import { SourceTexts } from "./source-texts.ts";
import { writeClustersCsv } from "./writers/clusters-csv.ts";
import { writeClustersJson } from "./writers/clusters-json.ts";
import { writeClusters } from "./writers/clusters-pretty.ts";
import { writeProblems } from "./writers/pretty.ts";

/** Throws a UsageError where the command line names what is not there. */
export async function clusters(args: ClustersArguments, env: Environment): Promise<ExitCode> {
  // Packs are nobody's business here.
  const loaded = await load({ ...args, registries: [] }, env.cwd);
  if (args.profile !== undefined) demandKnown(args.profile, loaded.snapshot.index);
  const report = await createReport(args, loaded, env);

  const { stdout, stderr } = env;
  if (args.format === "json") stdout.write(writeClustersJson(report));
  else {
    stderr.write(writeProblems(report.problems, { color: wantsColor(stderr, env) }));
    if (args.format === "csv") stdout.write(writeClustersCsv(report));
    else if (report.clusters > 0) stdout.write(writeClusters(report, { color: wantsColor(stdout, env) }));
  }

  if (report.clusters === 0) {
    stderr.write(describeNothing(whatIsMissing(args.profile), args.paths, loaded));
    return exitCodes.nothing;
  }
  return args.failBehind && report.rows.some(isBehind) ? exitCodes.findings : exitCodes.clean;
}

/** An older version than the one that is asked for is older, whatever a comment says: this is a proof, and no finding. */
function isBehind({ assignment, relation }: ReportedAssignment): boolean {
  return relation === undefined ? assignment.state === "behind" : relation === "older";
}

/** A slip in a pipeline must not turn it green. */
function demandKnown({ name, version }: ProfileArgument, index: ProfileIndex): void {
  const entries = index.versions(name);
  const references = index.references(name);
  if (entries.length + references.length === 0) {
    const [meant] = nearest(name, index.names());
    const advice = meant === undefined ? "" : `: did you mean \`${meant}\`?`;
    throw new UsageError(`no file here defines the profile \`${name}\`, and no cluster uses it${advice}`);
  }
  const has = (entry: { readonly version: string | undefined }) => entry.version === version;
  if (version === undefined || entries.some(has) || references.some(has)) return;
  if (entries.length > 0) {
    const versions = [...new Set(entries.map((entry) => `\`${entry.version}\``))];
    const more = versions.length > 5 ? " and older ones" : "";
    throw new UsageError(
      `no file here defines version \`${version}\` of the profile \`${name}\`, and no cluster uses it: defined are ${versions.slice(0, 5).join(", ")}${more}`,
    );
  }
  // The profile is in Palette alone, so the version may be as well.
  if (parseProfileVersion(version) !== undefined) return;
  const meant = suggestProfileVersion(version);
  const advice = meant === undefined ? "" : `: did you mean \`${meant}\`?`;
  throw new UsageError(`\`${version}\` is not a version that Palette takes${advice}`);
}

async function createReport(
  { profile }: ClustersArguments,
  loaded: Loaded,
  env: Environment,
): Promise<ClustersReport> {
  const { snapshot, texts, candidates } = loaded;
  const cwd = await withoutLinks(env.cwd);
  const files = new Set(candidates);
  const found = assignments(snapshot, { files, profile });
  const sources = new SourceTexts(texts);
  const rows: ReportedAssignment[] = [];
  for (const assignment of found)
    rows.push({
      ...(await reportOne(assignment, profile?.version, sources, cwd)),
      status: reportStatus(snapshot, assignment, cwd),
    });
  const users = new Set(found.map((row) => row.cluster));
  const all = [...snapshot.index.allClusters()].filter(({ file }) => files.has(file));
  return {
    clusters: profile === undefined ? all.length : users.size,
    counts: countAssignments(found),
    rows,
    profile,
    verification: profile?.version === undefined ? undefined : verify(found, profile.version),
    problems: reportProblems([...configTroubles(loaded), ...loaded.troubles], cwd),
  };
}

async function reportOne(
  assignment: Assignment,
  version: string | undefined,
  sources: SourceTexts,
  cwd: string,
): Promise<Omit<ReportedAssignment, "status">> {
  const { file, versionSpan, nameSpan } = assignment.reference;
  const place = await sources.place(file, versionSpan ?? nameSpan);
  return {
    assignment,
    file: relativePath(cwd, file),
    // The file was read a moment ago, so the other case is for the type alone.
    range: place?.range ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    relation: version === undefined ? undefined : relationTo(version, assignment),
  };
}

function reportStatus(snapshot: Snapshot, { cluster }: Assignment, cwd: string): ReportedStatus | undefined {
  const status = snapshot.statusOf(cluster);
  if (status === undefined) return undefined;
  const { state, health, takenAt, file } = status;
  return {
    state,
    health,
    at: takenAt === undefined ? undefined : new Date(takenAt).toISOString(),
    words: statusWithAge(status, Date.now()),
    file: relativePath(cwd, file),
  };
}

function whatIsMissing(profile: ProfileArgument | undefined): string {
  return profile === undefined
    ? "nothing to tell: no cluster was found"
    : `nothing to tell: no cluster that uses the profile \`${profile.name}\` was found`;
}
