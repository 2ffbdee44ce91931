/** An install priority that Palette cannot read, or does not. */

import { isInfraLayer } from "../../model/layer.ts";
import { isKnown } from "../../model/text.ts";
import { quoteScalar } from "../../syntax/scalar-edit.ts";
import { asScalar, entryOf, type ScalarNode } from "../../syntax/tree.ts";
import type { LayeredPack } from "../../updates/pack-layers.ts";
import { exampleItem, exampleProfile } from "../example-profile.ts";
import type { Fix, Report } from "../finding.ts";
import { mentions, type PackValues, readValues } from "../pack-values.ts";
import { packTitle } from "../pack-words.ts";
import type { Rule } from "../rule.ts";

const priorityKey = "spectrocloud.com/install-priority";

const nginx = (priority: string) =>
  exampleProfile(
    "add-on",
    "all",
    exampleItem("nginx", "1.12.4", `pack:\n  namespace: nginx\n  ${priorityKey}: ${priority}\n`),
  );

export const rule: Rule = {
  id: "install-priority",
  severity: "warning",
  summary:
    "The install priority of a pack is not a whole number in quotes, or stands at a pack that has none.",
  description: `\`${priorityKey}\` under \`pack:\` says when an add-on pack is installed: the lowest first, packs of one priority together, \`"0"\` where nothing is said. It is a text that holds a whole number, which may be negative. A number without quotes is an information, as is a priority on operating system, Kubernetes, CNI or CSI, which are installed in the order of the layers.`,
  bad: [
    { title: "a number without quotes", text: nginx("10") },
    { title: "no number", text: nginx('"first"') },
  ],
  good: [{ text: nginx('"10"') }],
  *check({ profiles, view, file, layeredPacks }) {
    if (!view.text.includes(priorityKey)) return;
    for (const profile of profiles) {
      for (const layered of layeredPacks(profile)) {
        if (!mentions(view, layered.pack, priorityKey)) continue;
        const values = readValues(view, layered.pack);
        if (values !== undefined) yield* judge(values, layered, file);
      }
    }
  },
};

function* judge(values: PackValues, { pack, layer, isSure }: LayeredPack, file: string): Iterable<Report> {
  const { nested, section } = values;
  const entry = entryOf(section, priorityKey);
  if (entry === undefined) return;
  if (isInfraLayer(layer)) {
    yield {
      span: nested.toOuterSpan(entry.key.span),
      message: `${packTitle(pack)} is of the layer \`${layer}\`, which is installed in its turn whatever the priority: remove it`,
      severity: isSure ? "information" : "hint",
      tags: ["unnecessary"],
    };
    return;
  }
  const scalar = asScalar(entry.value);
  if (entry.value === undefined || scalar?.reading === "null") return;
  if (scalar !== undefined && (!isKnown(scalar.text) || isPriority(scalar))) return;
  const isNumber = scalar?.style === "plain" && wholeNumber.test(scalar.text);
  yield {
    span: nested.toOuterSpan((scalar ?? entry.key).span),
    message: isNumber
      ? "A priority is a text that holds a number: put it in quotes"
      : "A priority is a whole number in quotes, the lowest first: write one",
    severity: isNumber ? "information" : "warning",
    ...(isNumber && scalar !== undefined ? { fixes: () => quoteFix(values, scalar, file) } : {}),
  };
}

const wholeNumber = /^[-+]?\d{1,9}$/;

function isPriority({ style, text }: ScalarNode): boolean {
  return style !== "plain" && wholeNumber.test(text);
}

function quoteFix({ nested }: PackValues, scalar: ScalarNode, file: string): readonly Fix[] {
  const edits = nested.edits([quoteScalar(scalar)]);
  return edits === undefined
    ? []
    : [{ title: "Put it in quotes", edits: [{ file, edits }], preferred: true }];
}
