/** What to know before an update is done, besides what it does to the nodes. */

import { parsePackVersion } from "../../base/pack-version.ts";
import { asMap, asScalar, valueAt } from "../../syntax/tree.ts";
import { versionChange } from "../pack-comparison.ts";
import { caution, quoted } from "./caution.ts";
import type { Outcome } from "./classify.ts";
import { type Caution, type ClusterState, cautionKinds } from "./effect.ts";
import type { EffectivePack } from "./effective-profile.ts";
import { nodeCautions } from "./node-cautions.ts";
import { overrideCautions } from "./override-cautions.ts";
import { namedPools } from "./pool-effects.ts";
import type { EffectReaders } from "./readers.ts";
import { brokenFile, type EffectiveStep } from "./state-changes.ts";

export interface CautionQuestion {
  readonly steps: readonly EffectiveStep[];
  readonly before: ClusterState;
  readonly after: ClusterState;
  readonly outcomes: readonly Outcome[];
  /** Why the cluster takes no update at all now, as the end of a sentence. */
  readonly tooEarly: string | undefined;
  readonly readers: EffectReaders;
}

/** The gravest first, each once. */
export function cautionsOf(question: CautionQuestion): Caution[] {
  const found = [
    ...provisioning(question),
    ...refusals(question),
    ...unknownProfiles(question),
    ...brokenFiles(question),
    ...severalProfiles(question),
    ...kubernetesSteps(question),
    ...replacedLayers(question),
    ...removedNodes(question),
    ...removedNamespaces(question),
    ...changedNamespaces(question),
    ...question.steps.flatMap((step) => overrideCautions(step, question.readers)),
    ...poolCautions(question),
    ...agentMode(question),
    ...leftResources(question),
  ];
  const distinct = [
    ...new Map(found.map((caution) => [`${caution.kind} ${caution.text}`, caution])).values(),
  ];
  return distinct.sort((a, b) => cautionKinds.indexOf(a.kind) - cautionKinds.indexOf(b.kind));
}

function provisioning({ tooEarly }: CautionQuestion): Caution[] {
  return tooEarly === undefined
    ? []
    : [caution("provisioning", `The cluster cannot be updated now: ${tooEarly}.`)];
}

function refusals({ outcomes }: CautionQuestion): Caution[] {
  return outcomes
    .filter(({ verdict }) => verdict.effect === "refused")
    .map(({ verdict, change, shown }) => {
      const versions =
        shown.kind === "version" && shown.before !== undefined && shown.after !== undefined
          ? ` (${quoted(shown.before)} → ${quoted(shown.after)})`
          : "";
      const who = change.subject.kind === "layer" ? `${quoted(change.subject.pack)}${versions}: ` : "";
      return caution("refused", `${who}${verdict.reason}`);
    });
}

function severalProfiles({ steps, outcomes }: CautionQuestion): Caution[] {
  if (outcomes.length === 0) return [];
  return steps
    .filter(({ before, after }) => before?.isOneOfSeveral === true || after?.isOneOfSeveral === true)
    .map(({ before, after }) =>
      caution(
        "several-profiles",
        `Several files define the version of ${quoted((after ?? before)?.reference.name?.text)} that the cluster has: what is told here is of the first of them.`,
      ),
    );
}

function unknownProfiles({ outcomes }: CautionQuestion): Caution[] {
  return outcomes
    .filter(
      ({ change, shown }) =>
        change.subject.kind === "profile" && shown.kind === "text" && shown.what === "profile",
    )
    .map(({ change }) => {
      const name = change.subject.kind === "profile" ? change.subject.profile : "";
      return caution(
        "unknown-profile",
        `No file here defines the version of ${quoted(name)} that the cluster has, or the one that it goes to: what differs cannot be told.`,
      );
    });
}

function brokenFiles({ outcomes }: CautionQuestion): Caution[] {
  return outcomes
    .filter(({ shown }) => shown.kind === "text" && shown.what === brokenFile)
    .map(({ change: { subject } }) => {
      const whose =
        subject.kind === "profile" ? `of the profile ${quoted(subject.profile)}` : "of the cluster";
      return caution(
        "broken-file",
        `The file ${whose} has a syntax error, now or before: what differs cannot be told until it is put right.`,
      );
    });
}

function kubernetesSteps({ outcomes }: CautionQuestion): Caution[] {
  return outcomes.flatMap(({ change, shown }) => {
    if (change.ruleSubject !== "k8s" || shown.kind !== "version") return [];
    const [from, to] = [shown.before ?? "no version", shown.after ?? "no version"];
    if (versionChange(from, to).direction === "unordered")
      return [
        caution(
          "kubernetes-order-unknown",
          `Whether Kubernetes ${quoted(to)} is older than ${quoted(from)} cannot be told: going back is refused.`,
        ),
      ];
    const skipped = skippedMinors(shown.before, shown.after);
    return skipped === undefined
      ? []
      : [
          caution(
            "kubernetes-minor-skipped",
            `Kubernetes goes from ${quoted(from)} to ${quoted(to)} and skips ${skipped}: go one minor version at a time.`,
          ),
        ];
  });
}

/** "1.31", "1.31 and 1.32", "1.31 to 1.33"; undefined where none is skipped. */
function skippedMinors(before: string | undefined, after: string | undefined): string | undefined {
  const [from, to] = [before, after].map((version) =>
    parsePackVersion((version ?? "").replace(/\.x$/, ".0")),
  );
  if (from === undefined || to === undefined || from.components[0] !== to.components[0]) return undefined;
  const first = Number(from.components[1] ?? "0") + 1;
  const last = Number(to.components[1] ?? "0") - 1;
  const major = to.components[0];
  if (last < first || last - first > 1000) return undefined;
  const joint = last - first === 1 ? " and " : " to ";
  return first === last ? `${major}.${first}` : `${major}.${first}${joint}${major}.${last}`;
}

function replacedLayers({ outcomes }: CautionQuestion): Caution[] {
  return outcomes.flatMap(({ change, shown, verdict }) => {
    if (shown.kind !== "replaced" || verdict.effect === "refused") return [];
    const swap = `${quoted(shown.before)} makes room for ${quoted(shown.after)}`;
    if (change.ruleSubject === "cni")
      return [
        caution(
          "cni-replaced",
          `${swap}: pods lose their network while it changes, and nobody documents that it goes well. Try it on a cluster that may break, or create the cluster anew.`,
        ),
      ];
    if (change.ruleSubject === "csi")
      return [
        caution(
          "csi-replaced",
          `${swap}: volumes of the old storage do not move to the new one. Palette advises a new cluster.`,
        ),
      ];
    return [];
  });
}

/** Of files that cannot be read nobody knows which pools they mean. */
function removedNodes({ before, after, outcomes }: CautionQuestion): Caution[] {
  const isRead = outcomes.some(({ change }) => change.subject.kind === "pool");
  return isRead ? nodeCautions(before.cluster, after.cluster) : [];
}

/** A pack that moves to another profile keeps its namespace. */
function removedNamespaces({ outcomes, steps, readers }: CautionQuestion): Caution[] {
  const removed = outcomes.flatMap(({ change: { kind, pack, ruleSubject } }) =>
    kind === "removed" && pack !== undefined && ruleSubject === "addon" ? [pack] : [],
  );
  // Where none goes, no values are read.
  if (removed.length === 0) return [];
  const kept = new Set(
    steps.flatMap(({ now }) => now?.packs.map((pack) => namespaceOf(pack, readers)) ?? []),
  );
  return removed.flatMap((pack) => {
    const namespace = namespaceOf(pack, readers);
    if (namespace !== undefined && kept.has(namespace)) return [];
    const what = namespace === undefined ? "its namespace" : `the namespace ${quoted(namespace)}`;
    return [
      caution(
        "namespace-removed",
        `Removing ${quoted(pack.name?.text)} deletes ${what} with everything in it, also what others have put there.`,
      ),
    ];
  });
}

/** Helm and Palette install into a namespace; neither moves what runs in another. */
function changedNamespaces({ outcomes }: CautionQuestion): Caution[] {
  return outcomes.flatMap(({ change: { pack, manifest }, shown }) => {
    if (pack === undefined || manifest !== undefined || shown.kind !== "key") return [];
    const { path, before, after } = shown.key;
    if (path !== "pack.namespace" || before?.kind !== "scalar" || after?.kind !== "scalar") return [];
    return [
      caution(
        "namespace-changed",
        `${quoted(pack.name?.text)} goes from the namespace ${quoted(before.text)} to ${quoted(after.text)}: Palette's documentation does not say what becomes of what runs in the old one, or of its data.`,
      ),
    ];
  });
}

function namespaceOf({ values }: EffectivePack, readers: EffectReaders): string | undefined {
  const root = values === undefined ? undefined : readers.read(values)?.[0];
  const text = asScalar(valueAt(asMap(valueAt(asMap(root), "pack")), "namespace"))?.text;
  return text === undefined || text === "" ? undefined : text;
}

function poolCautions({ after, outcomes }: CautionQuestion): Caution[] {
  if (outcomes.length === 0) return [];
  const cautions = after.cluster.pools
    .filter(({ launchTemplate }) => launchTemplate === "without-image")
    .map(({ name }) =>
      caution(
        "automatic-repave",
        `The launch template of the pool ${quoted(name?.text)} names no image (\`ami_id\`): each new image repaves it by itself.`,
      ),
    );
  const isKubernetes = outcomes.some(
    ({ change, verdict }) =>
      change.ruleSubject === "k8s" && change.kind === "version" && verdict.hits === "updated",
  );
  const skipping = isKubernetes
    ? namedPools(after.cluster).filter((pool) => pool.skipsUpdates && !pool.isControlPlane)
    : [];
  return [
    ...cautions,
    ...skipping.map(({ name }) =>
      caution(
        "skipping-pool",
        `The pool ${quoted(name)} skips updates and keeps its Kubernetes, which may lag behind the control plane by three minor versions at most.`,
      ),
    ),
  ];
}

function agentMode({ outcomes }: CautionQuestion): Caution[] {
  return outcomes.some(({ verdict }) => verdict.rule === "edge-os-image")
    ? [
        caution(
          "agent-mode",
          "Hosts in agent mode keep an operating system of their own: no image is switched there. The files do not say which hosts those are.",
        ),
      ]
    : [];
}

function leftResources({ outcomes }: CautionQuestion): Caution[] {
  const isLeft = outcomes.some(
    ({ change, shown }) =>
      change.kind === "replaced" ||
      (change.kind === "manifest" && shown.kind === "removed") ||
      (shown.kind === "key" && shown.key.kind === "removed" && change.ruleSubject === "addon"),
  );
  return isLeft
    ? [
        caution(
          "resources-stay",
          "An update does not remove what it leaves unused: resources that nothing asks for any more stay until somebody deletes them.",
        ),
      ]
    : [];
}
