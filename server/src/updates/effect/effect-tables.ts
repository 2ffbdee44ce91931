/**
 * What Palette's documentation says of the effect of changes, row by row. The rows are tried from the top, so that a narrower one stands
 * above a wider one. What no row holds for is unknown: a row that says `none` says so because somebody states it, or because it follows.
 * What Palette itself finds before an update (its validation of repaves) always counts more.
 */

import { edgeRules } from "./edge-table.ts";
import type { EffectRule } from "./effect-rule.ts";
import { nonEdgeRules } from "./non-edge-table.ts";
import { poolRules } from "./pool-table.ts";

/** What holds on Edge and elsewhere alike. */
const commonRules: readonly EffectRule[] = [
  {
    id: "kubernetes-downgrade",
    environment: "any",
    subjects: ["k8s"],
    changes: ["version"],
    when: "downgrade",
    effect: "refused",
    hits: "nothing",
    certainty: "documented",
    source: "cluster-updates",
    sentence: "Kubernetes cannot be downgraded: stay on the version that the cluster has, or go up.",
  },
  {
    id: "certificate-renewal",
    environment: "any",
    subjects: ["event"],
    changes: ["event"],
    path: "certificate-renewal",
    effect: "none",
    hits: "nothing",
    certainty: "documented",
    source: "cluster-updates",
    sentence: "Certificates are renewed without a repave.",
  },
  {
    id: "agent-upgrade",
    environment: "any",
    subjects: ["event", "cluster"],
    changes: ["event", "key"],
    path: "{agent-upgrade,pause_agent_upgrades}",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-updates",
    sentence: "An upgrade of Palette's agent leaves the nodes alone, and can be locked.",
  },
  {
    id: "profile-words",
    environment: "any",
    subjects: ["profile"],
    changes: ["key"],
    path: "{description,tags}.*",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-profiles",
    sentence: "Descriptions and tags of a profile reach no node.",
  },
  {
    id: "variable-unused",
    environment: "any",
    subjects: ["variable"],
    changes: ["key", "added", "removed"],
    when: "unused-variable",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-profiles",
    sentence: "Nothing in the cluster's profiles uses the variable.",
  },
  {
    id: "variable-given",
    environment: "any",
    subjects: ["variable"],
    changes: ["key"],
    path: "defaultValue",
    when: "given-variable",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-profiles",
    sentence: "The cluster gives the variable a value of its own, so that its default does not count.",
  },
  {
    id: "variable-form",
    environment: "any",
    subjects: ["variable"],
    changes: ["key"],
    path: "{displayName,description,inputType,options,regex,required,hidden,isHidden,immutable,format,isSensitive}.*",
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-profiles",
    sentence: "It says how the variable is asked for; its value stays the same.",
  },
  {
    id: "variable-value",
    environment: "any",
    subjects: ["variable"],
    changes: ["key", "added", "removed"],
    effect: "none",
    hits: "nothing",
    certainty: "inferred",
    source: "cluster-profiles",
    sentence:
      "By itself it reaches no node: what counts is each key that uses the variable, listed for itself.",
  },
];

export const effectRules: readonly EffectRule[] = [
  ...commonRules,
  ...edgeRules,
  ...nonEdgeRules,
  ...poolRules,
];
