/** What an update can do to the nodes of a cluster, from the worst down, and how a person says it. */

/** From the worst to the mildest: the order in which several effects become one. See {@link effectClasses}. */
export const effectClasses = [
  "refused",
  "full-repave",
  "control-plane-repave",
  "worker-repave",
  // It may be anything; what is known to replace nodes is worse than a doubt, what leaves them in place is not.
  "unknown",
  "reboot",
  "restart",
  "reload",
  "none",
] as const;

export type EffectClass = (typeof effectClasses)[number];

/** `documented`: a page of Palette's documentation says so. `inferred`: it follows from what the pages say, and nobody states it. */
export type Certainty = "documented" | "inferred";

/** For a list to pick from: as few words as tell the classes apart. */
export const effectNames: Readonly<Record<EffectClass, string>> = {
  refused: "refused",
  "full-repave": "full repave",
  "control-plane-repave": "control-plane repave",
  "worker-repave": "worker repave",
  unknown: "unknown",
  reboot: "reboot",
  restart: "restart",
  reload: "reload",
  none: "none",
};

/** A sentence for people. */
export const effectSentences: Readonly<Record<EffectClass, string>> = {
  refused: "Palette does not take this update.",
  "full-repave": "Every node is replaced: the control plane first, then the worker pools.",
  "control-plane-repave": "The nodes of the control plane are replaced, one after another.",
  "worker-repave": "The nodes of the worker pools that are named are replaced, one after another.",
  unknown: "Palette's documentation does not say what this does to the nodes.",
  reboot: "The nodes restart, one after another, the control plane first.",
  restart: "Services on the nodes restart; the nodes stay up.",
  reload: "The nodes read their configuration again; nothing restarts.",
  none: "No node is disturbed.",
};

/** Negative when the first is worse. */
export function compareEffects(a: EffectClass, b: EffectClass): number {
  return effectClasses.indexOf(a) - effectClasses.indexOf(b);
}

/** `none` where there is nothing. */
export function worstEffect(classes: Iterable<EffectClass>): EffectClass {
  let worst: EffectClass = "none";
  for (const one of classes) if (compareEffects(one, worst) < 0) worst = one;
  return worst;
}

/** True where nodes are replaced, so that Palette asks for an approval. */
export function replacesNodes(effect: EffectClass): boolean {
  return effect === "full-repave" || effect === "control-plane-repave" || effect === "worker-repave";
}
