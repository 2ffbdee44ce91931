/** Values that the next version of their pack has otherwise. */

import type { CatalogPack } from "../../catalog/catalog.ts";
import { asScalar } from "../../syntax/tree.ts";
import { type AgingKey, agingKeys } from "../../updates/values-lifecycle.ts";
import { pathInWords } from "../../updates/values-merge.ts";
import { type PackStatus, updateTarget } from "../../updates/version-choice.ts";
import { profileWithValues } from "../example-values.ts";
import type { Related, Report } from "../finding.ts";
import { defaultsOf, readableRoot } from "../given-values.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { clip } from "../value-judgements.ts";

const packFiles = {
  "nginx 1.12.1 values.yaml":
    "charts:\n  nginx:\n    replicas: 1\n    logLevel: info\n    headers:\n      underscores: false\n",
  "nginx 1.12.4 values.yaml": "charts:\n  nginx:\n    replicas: 2\n    logLevel: info\n    headers: {}\n",
};

const older = (values: string) => profileWithValues(values).replace("version: 1.12.4", "version: 1.12.1");

export const rule: Rule = {
  id: "values-lifecycle",
  severity: "hint",
  summary:
    "The newest version of the pack that is offered has no such key any more, or another default for it.",
  description:
    "Said while the pack is still on its old version, so that an update is no surprise: what a value was set against is about to change. A key is told when the profile sets it and the version that an update would go to has removed or renamed it, expects another kind of value, or has another default than before. Values that repeat the pack's own as a whole are only told where somebody has changed them; of a fragment every key counts as set. The finding leads to the key in the pack's own values, and the light bulb at the pack's version has the review of the update. Nothing is said where the default values of one of the two versions cannot be had.",
  bad: [
    {
      title: "another default",
      text: older("charts:\n  nginx:\n    replicas: 3\n"),
      packFiles,
    },
    {
      title: "no such key any more",
      text: older("charts:\n  nginx:\n    headers:\n      underscores: true\n"),
      packFiles,
    },
  ],
  good: [
    { text: older("charts:\n  nginx:\n    logLevel: debug\n"), packFiles },
    {
      title: "on the newest version already",
      text: profileWithValues("charts:\n  nginx:\n    replicas: 3\n"),
      packFiles,
    },
  ],
  *check(context) {
    for (const profile of context.profiles)
      for (const status of context.packStatuses(profile)) yield* check(context, status);
  },
};

/** Of one pack: more than a person looks through before they update it. */
const mostKeys = 50;

function* check({ snapshot: { catalog }, view }: RuleContext, status: PackStatus): Iterable<Report> {
  const target = updateTarget(status, "newest");
  const { values: text } = status.pack;
  const scalar = asScalar(text?.node);
  if (target === undefined || status.installed === undefined || text === undefined || scalar === undefined)
    return;
  const nested = view.nested(scalar);
  const root = readableRoot({ text, scalar, nested })?.root;
  const [base, theirs] = [defaultsOf(catalog, status.installed), defaultsOf(catalog, target)];
  if (root === undefined || base === undefined || theirs === undefined || base.text === theirs.text) return;
  const keys = agingKeys(base, { root, text: nested.text }, theirs);
  for (const key of keys.slice(0, mostKeys)) {
    yield {
      span: nested.toOuterSpan(key.span),
      message: describe(key, target),
      related: placesOf(key, status.installed, target),
    };
  }
}

function describe({ path, to, reason }: AgingKey, { name, version }: CatalogPack): string {
  const key = `\`${clip(pathInWords(path).replaceAll("`", "'"))}\` is set here`;
  const pack = `\`${name}\` ${version}`;
  const advice = "look at it when you update";
  switch (reason) {
    case "removed":
      return `${key}, and ${pack} has no such key any more: ${advice}`;
    case "renamed":
      return `${key}, and seems to be \`${clip(pathInWords(to ?? path).replaceAll("`", "'"))}\` in ${pack}: ${advice}`;
    case "retyped":
      return `${key}, and ${pack} expects another kind of value: ${advice}`;
    default:
      return `${key}, and its default is another one in ${pack}: ${advice}`;
  }
}

function placesOf({ base, theirs }: AgingKey, installed: CatalogPack, target: CatalogPack): Related[] {
  const pack = theirs === undefined ? installed : target;
  const span = theirs ?? base;
  if (span === undefined) return [];
  const message = `The default in \`${pack.name}\` ${pack.version}`;
  return [{ file: `${pack.folder}/values.yaml`, span, message }];
}
