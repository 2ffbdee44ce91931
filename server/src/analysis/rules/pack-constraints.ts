/** Dependencies and resources of a pack.json that cannot be checked as they are written. */

import { parsePackVersion } from "../../base/pack-version.ts";
import { validateTree } from "../../catalog/schema-store.ts";
import { quote, quotePath } from "../../catalog/schema-words.ts";
import { contentSpan, type Text } from "../../model/text.ts";
import { readPath, resolvePath } from "../../syntax/path.ts";
import { asMap, type MapNode, type Node, valueAt } from "../../syntax/tree.ts";
import { isInRange } from "../../updates/pack-dependency.ts";
import type { Report } from "../finding.ts";
import { mapsAt, packJsonMap, saidAt } from "../pack-json-places.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { schemaFixes } from "../schema-fixes.ts";

const packOf = (constraints: string) =>
  `{\n  "name": "web",\n  "displayName": "Web",\n  "version": "1.0.0",\n  "layer": "addon",\n  "constraints": ${constraints}\n}\n`;

export const rule: Rule = {
  id: "pack-constraints",
  severity: "warning",
  summary: "A constraint in a pack.json cannot be checked as it is written.",
  description:
    "A dependency names a pack, its layer and how the two relate (`required`, `optional`, `notSupported` or `upgrade`); its bounds are versions, both included, and an empty one is no bound. A resource names its type; the paths of its components lead into values.yaml. Only a path that values.yaml lacks is milder: values may set what the defaults leave open.",
  bad: [
    {
      title: "a dependency that says no type",
      file: "pack.json",
      text: packOf(
        '{\n    "dependencies": [{ "packName": "kubernetes", "layer": "k8s", "minVersion": "1.31" }]\n  }',
      ),
    },
    {
      title: "a range without a version in it",
      file: "pack.json",
      text: packOf(
        '{\n    "dependencies": [\n      { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "1.34", "maxVersion": "1.31" }\n    ]\n  }',
      ),
    },
    {
      title: "a path that the values do not have",
      file: "pack.json",
      text: packOf(
        '{\n    "resources": [\n      { "type": "cpu", "components": [{ "scheduleType": "worker", "replicaCountParamRef": "charts.web.replicas" }] }\n    ]\n  }',
      ),
      others: { "values.yaml": "charts:\n  web:\n    replicaCount: 1\n" },
    },
  ],
  good: [
    {
      file: "pack.json",
      text: packOf(
        '{\n    "dependencies": [\n      { "packName": "kubernetes", "layer": "k8s", "type": "required", "minVersion": "1.31", "maxVersion": "" }\n    ]\n  }',
      ),
    },
  ],
  *check(context) {
    const root = packJsonMap(context);
    const constraints = asMap(valueAt(root, "constraints"));
    if (root === undefined) return;
    for (const problem of validateTree("pack", root)) {
      if (problem.path[0] !== "constraints") continue;
      yield { span: problem.span, message: problem.message, fixes: () => schemaFixes(problem, context.file) };
    }
    for (const dependency of mapsAt(constraints, "dependencies")) yield* checkBounds(dependency);
    const resources = mapsAt(constraints, "resources");
    const components = resources
      .flatMap((resource) => mapsAt(resource, "components"))
      .slice(0, mostComponents);
    // Values are long, and most packs say nothing of their components.
    const values = components.length === 0 ? undefined : valuesOf(context);
    for (const component of components) yield* checkPaths(component, values);
  },
};

/** More than any pack has parts. */
const mostComponents = 200;

function* checkBounds(dependency: MapNode): Iterable<Report> {
  const bounds = ["minVersion", "maxVersion"].map((key) => saidAt(dependency, key));
  for (const bound of bounds) {
    if (bound === undefined || parsePackVersion(bound.text) !== undefined) continue;
    yield {
      span: contentSpan(bound),
      message: `${quote(bound.text)} is no version, so it bounds nothing: write it like \`1.31.0\`, or leave it empty`,
    };
  }
  const [min, max] = bounds;
  if (min === undefined || max === undefined) return;
  if (isInRange({ minVersion: undefined, maxVersion: max.text }, min.text) !== false) return;
  yield {
    span: contentSpan(max),
    message: `No version is in this range: \`maxVersion\` ${quote(max.text)} is below \`minVersion\` ${quote(min.text)}`,
  };
}

interface Values {
  readonly root: Node | undefined;
}

/** Undefined when nobody can tell what is in them. */
function valuesOf({ pack }: RuleContext): Values | undefined {
  const documents = pack?.beside("values.yaml")?.documents;
  const [first] = documents ?? [];
  return first === undefined || documents?.some(({ problems }) => problems.length > 0)
    ? undefined
    : { root: first.root };
}

function* checkPaths(component: MapNode, values: Values | undefined): Iterable<Report> {
  for (const key of ["resourceRequestParamRef", "replicaCountParamRef"]) {
    const path = saidAt(component, key);
    if (path === undefined) continue;
    const segments = readPath(path.text);
    if (segments === undefined) {
      yield {
        span: contentSpan(path),
        message: `${quotePath(path.text)} is no path: write the keys that lead to the value, with a dot between them`,
      };
    } else if (values !== undefined && !leadsSomewhere(segments, values)) yield describeStop(path, key);
  }
}

function leadsSomewhere(segments: readonly string[], { root }: Values): boolean {
  const { matches, cut } = resolvePath(root, segments);
  return cut || matches.length > 0;
}

/** A chart without a count of replicas runs one; what it requests nobody else says. */
function describeStop(path: Text, key: string): Report {
  return {
    span: contentSpan(path),
    message: `${quotePath(path.text)} is not in values.yaml: the defaults do not say what the component needs`,
    severity: key === "replicaCountParamRef" ? "hint" : "information",
  };
}
