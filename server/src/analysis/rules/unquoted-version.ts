/** A version that YAML hands on as something else than was written. */

import type { Severity } from "../../base/severity.ts";
import { contentSpan, known, type Text, textAt } from "../../model/text.ts";
import type { PlainReading } from "../../syntax/plain-scalar.ts";
import { quoteScalar } from "../../syntax/scalar-edit.ts";
import type { ScalarNode } from "../../syntax/tree.ts";
import type { Rule, RuleContext } from "../rule.ts";

export const rule: Rule = {
  id: "unquoted-version",
  severity: "warning",
  summary: "A version or tag is not quoted, and YAML reads it as a number or a date.",
  description:
    "`version: 1.20` reaches Palette as 1.2, which is another version. Where the number happens to be written out the same again (`18.04`) the rule only informs, because the next edit may not be so lucky. Quote every version.",
  bad: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: 1.20\n',
    },
    {
      title: "in a cluster",
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: base\n    version: 1.0\nnode_groups: []\n",
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: "1.20"\n',
    },
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    version: 1.12.4\n',
    },
  ],
  *check(context) {
    for (const version of versionsOf(context)) {
      const { node } = version;
      if (node.kind !== "scalar" || known(version) === undefined) continue;
      const reading = node.reading;
      if (reading !== "number" && reading !== "date") continue;
      const severity = severityOf(node);
      yield {
        span: contentSpan(version),
        message: `\`${version.text}\` is read as ${readAs(node, reading)}: quote it`,
        ...(severity === undefined ? {} : { severity }),
        fixes: () => [
          {
            title: `Quote \`${version.text}\``,
            edits: [{ file: context.file, edits: [quoteScalar(node)] }],
            preferred: true,
          },
        ],
      };
    }
  },
};

function* versionsOf({ profiles, clusters }: RuleContext): Iterable<Text> {
  for (const profile of profiles) {
    if (profile.version !== undefined) yield profile.version;
    for (const pack of profile.packs) {
      if (pack.version !== undefined) yield pack.version;
      const tag = textAt(pack.node, "tag");
      // The flat dialect reads no tag: beside a version it is `unread-key`'s business, which advises to remove it.
      if (tag !== undefined && (profile.dialect === "export" || pack.version === undefined)) yield tag;
    }
  }
  for (const { references } of clusters) {
    for (const reference of references) {
      if (reference.version !== undefined) yield reference.version;
      for (const { version } of reference.overrides) if (version !== undefined) yield version;
    }
  }
}

function severityOf(node: ScalarNode): Severity | undefined {
  return changes(node) ? undefined : "information";
}

/** True when the number, written out again, is another text. */
function changes(node: ScalarNode): boolean {
  return node.reading === "date" || String(Number(node.text)) !== node.text;
}

function readAs(node: ScalarNode, reading: PlainReading): string {
  if (reading === "date") return "a date";
  const number = Number(node.text);
  return Number.isNaN(number) || !changes(node) ? "a number" : `the number ${number}`;
}
