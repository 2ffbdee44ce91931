/** A chart or manifest that a pack.json names and the pack's folder does not have. */

import { quotePath } from "../../catalog/schema-words.ts";
import { contentSpan, type Text } from "../../model/text.ts";
import type { MapNode } from "../../syntax/tree.ts";
import type { Report } from "../finding.ts";
import { packJsonMap, textsAt } from "../pack-json-places.ts";
import type { Rule, RuleContext } from "../rule.ts";

const packOf = (chart: string) =>
  `{\n  "name": "web",\n  "displayName": "Web",\n  "version": "1.0.0",\n  "layer": "addon",\n  "charts": ["${chart}"]\n}\n`;

export const rule: Rule = {
  id: "pack-file-missing",
  severity: "warning",
  summary: "A pack.json names a chart or manifest that is not in the pack's folder.",
  description:
    "The paths in `charts` and `kubeManifests` start at the pack's folder. Where nothing of what a pack names is there, nor a folder for it, the charts are taken to be kept elsewhere, and it is a hint. What a symbolic link leads to is not looked at.",
  bad: [
    {
      file: "pack.json",
      text: packOf("charts/web-1.0.1.tgz"),
      others: { "charts/web-1.0.0.tgz": "" },
    },
    { title: "outside of the pack", file: "pack.json", text: packOf("../charts/web-1.0.0.tgz") },
  ],
  good: [{ file: "pack.json", text: packOf("charts/web-1.0.0.tgz"), others: { "charts/web-1.0.0.tgz": "" } }],
  *check(context) {
    const map = packJsonMap(context);
    if (map !== undefined) yield* checkPaths(map, context);
  },
};

/** Paths that are looked up on the disk: more than the largest pack has. */
const mostPaths = 500;

function* checkPaths(map: MapNode, { pack, snapshot }: RuleContext): Iterable<Report> {
  const folder = pack?.folder ?? "";
  const find = (path: string) => snapshot.catalog.find(folder, path);
  const paths = [...textsAt(map, "charts"), ...textsAt(map, "kubeManifests")].slice(0, mostPaths);
  const missing: Text[] = [];
  for (const path of paths) {
    if (leadsOut(path.text))
      yield {
        span: contentSpan(path),
        message: `${quotePath(path.text)} leads out of the pack: paths start at the pack's folder`,
      };
    else if (find(path.text) === "missing") missing.push(path);
  }
  if (missing.length === 0) return;
  const folders = new Set(["charts", "manifests", ...paths.map(({ text }) => firstFolder(text))]);
  const isComplete =
    paths.length > missing.length || [...folders].some((name) => name !== "" && find(name) === "there");
  for (const path of missing)
    yield {
      span: contentSpan(path),
      message: `${quotePath(path.text)} is not in the pack's folder: add the file, or correct the path`,
      ...(isComplete ? {} : { severity: "hint" as const }),
    };
}

function leadsOut(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:)/.test(path) || path.split(/[\\/]/).includes("..");
}

/** Empty for a file that lies in the pack's folder itself. */
function firstFolder(path: string): string {
  return /^(?:\.\/)*([^\\/]+)[\\/]/.exec(path)?.[1] ?? "";
}
