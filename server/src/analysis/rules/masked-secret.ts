/** Masks that an export has in the place of secrets. */

import { clusterHosts, type MacroHost, profileHosts } from "../../model/profile-macros.ts";
import type { Node, ScalarNode } from "../../syntax/tree.ts";
import { isMask } from "../../updates/secrets.ts";
import type { FileView } from "../../workspace/workspace.ts";
import { exportWithValues } from "../example-values.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

const example = (value: string) =>
  exportWithValues(
    "token: '{{ .spectro.var.token }}'\n",
    `- name: token\n  displayName: Token\n  isSensitive: true\n  defaultValue: ${value}\n`,
  );

export const rule: Rule = {
  id: "masked-secret",
  severity: "warning",
  summary: "A secret was masked when the profile was exported, and is still to be filled in.",
  description:
    "An export has `********` in the place of every secret: in the defaults of sensitive variables and in passwords of values. Importing the file into another Palette fails until the masks are replaced, and from a repository the mask itself is sent as the value. Put the value, a macro or nothing in its place. Only values that are nothing but such a mask are told, in variables, values and manifests; comments are not looked at.",
  bad: [
    { title: "the default of a variable", text: example('"********"') },
    {
      title: "a value of a pack",
      text: exportWithValues("charts:\n  nginx:\n    adminPassword: '********'\n", "[]\n").replace(
        "variables:\n    []",
        "variables: []",
      ),
    },
  ],
  good: [{ text: example('""') }, { text: example('"{{.spectro.macro.token}}"') }],
  *check({ profiles, clusters, view }) {
    if (!view.text.includes("******")) return;
    for (const profile of profiles) {
      const isImported = profile.dialect !== "flat";
      for (const host of profileHosts(profile)) yield* masksIn(host, view, isImported);
    }
    for (const host of clusters.flatMap(clusterHosts)) yield* masksIn(host, view, false);
  },
};

function* masksIn({ scalar, role }: MacroHost, view: FileView, isImported: boolean): Iterable<Report> {
  // The text of a block is made when it is asked for.
  if (!view.text.slice(scalar.span.start, scalar.span.end).includes("******")) return;
  if (role === "default") {
    if (isMask(scalar.text)) yield { span: scalar.span, message: describe("a default", isImported) };
    return;
  }
  const nested = view.nested(scalar);
  for (const { root } of nested.documents) {
    for (const mask of masksOf(root)) {
      const what = role === "manifest" ? "a value of the manifest" : "a value";
      yield { span: nested.toOuterSpan(mask.span), message: describe(what, isImported) };
    }
  }
}

function describe(what: string, isImported: boolean): string {
  const why = isImported ? "importing fails until it is replaced" : "it would be sent as the value";
  return `This is the mask of ${what} that an export does not show, and ${why}: put the value, a macro or nothing in its place`;
}

function* masksOf(node: Node | undefined): Iterable<ScalarNode> {
  if (node?.kind === "scalar" && isMask(node.text)) yield node;
  if (node?.kind === "seq") for (const item of node.items) yield* masksOf(item);
  if (node?.kind === "map") for (const { value } of node.entries) yield* masksOf(value);
}
