/** Values whose `.spectro.pack` macros lead back to themselves. */

import type { Span } from "../../base/span.ts";
import type { Profile } from "../../model/profile.ts";
import { isInEffect, type MacroUse, pathSpan, profileMacros } from "../../model/profile-macros.ts";
import { unmaskTemplates } from "../../syntax/template.ts";
import { type MacroTarget, macroTarget } from "../../updates/macro-target.ts";
import type { Related } from "../finding.ts";
import type { Rule, RuleContext } from "../rule.ts";

const example = (second: string) =>
  `name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      host: 'www.{{ .spectro.pack.kubernetes-dashboard.domain }}'\n  - name: kubernetes-dashboard\n    type: manifest\n    values: |\n      domain: ${second}\n`;

export const rule: Rule = {
  id: "macro-cycle",
  severity: "warning",
  summary: "A value is made of a macro that needs the value itself.",
  description:
    "A `.spectro.pack` macro takes the value of another layer, which may hold macros itself. Where that leads back to the value it started from there is nothing to fill in. Write one of the values out.",
  bad: [{ text: example("'{{ .spectro.pack.nginx.host }}'") }],
  good: [{ text: example("example.com") }],
  *check(context) {
    for (const profile of context.profiles) {
      const edges = edgesOf(context, profile);
      const groups = cyclicGroups(edges);
      for (const edge of edges) {
        const group = groups.get(edge.to);
        if (group === undefined || edge.from === undefined || groups.get(edge.from) !== group) continue;
        yield {
          span: pathSpan(edge.use),
          message:
            edge.from === edge.to
              ? "This macro names the very value that it stands in, so it cannot be filled in: write the value out"
              : "This macro leads back to the value that it stands in, so it cannot be filled in: write one of the values out",
          related: related(edge, edges, groups, context.file),
        };
      }
    }
  },
};

/** A macro in the value `from` (undefined where nothing names that value) that stands for the value `to`; values are told by where they start. */
interface Edge {
  readonly use: MacroUse;
  readonly from: number | undefined;
  readonly to: number;
  readonly toSpan: Span;
}

/** More than any profile has; what comes behind is not looked at. */
const mostUses = 5000;

function edgesOf({ snapshot, view }: RuleContext, profile: Profile): Edge[] {
  const uses = profileMacros(profile, view.text)
    .filter((use) => use.kind === "pack" && use.isWritten && use.path.length > 1 && isInEffect(use))
    .slice(0, mostUses);
  if (uses.length === 0) return [];
  const spans = new Map<string, Span | undefined>();
  const placed: { use: MacroUse; span: Span }[] = [];
  for (const use of uses) {
    const key = use.path.join(".");
    if (!spans.has(key)) {
      const target = macroTarget(snapshot.catalog, profile, view, use.path);
      spans.set(key, leadsOn(target) ? target.valueSpan() : undefined);
    }
    const span = spans.get(key);
    if (span !== undefined) placed.push({ use, span });
  }
  // Values that are named are scalars, so none holds another.
  const values = [...new Map(placed.map(({ span }) => [span.start, span])).values()].sort(
    (a, b) => a.start - b.start,
  );
  return placed.map(({ use, span }) => ({
    use,
    from: holderOf(values, use.reference.span.start),
    to: span.start,
    toSpan: span,
  }));
}

/** A value without macros ends the way, and need not be found in the file. */
function leadsOn(target: MacroTarget): target is MacroTarget & { kind: "value" } {
  if (target.kind !== "value" || target.value?.kind !== "scalar") return false;
  return unmaskTemplates(target.value.text).includes(".spectro.pack.");
}

function holderOf(values: readonly Span[], offset: number): number | undefined {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const span = values[low - 1];
  return span !== undefined && offset < span.end ? span.start : undefined;
}

/** The values that lie on a cycle, each with a number that it shares with all that it leads to and back from. */
function cyclicGroups(edges: readonly Edge[]): Map<number, number> {
  const next = new Map<number, number[]>();
  for (const { from, to } of edges) if (from !== undefined) put(next, from, to);
  const forward = finishOrder(next);
  const back = new Map<number, number[]>();
  for (const [from, tos] of next) for (const to of tos) put(back, to, from);
  const groups = new Map<number, number>();
  const seen = new Set<number>();
  for (const root of forward.reverse()) {
    const members = reach(root, back, seen);
    const isCycle = members.length > 1 || next.get(root)?.includes(root) === true;
    if (isCycle) for (const member of members) groups.set(member, root);
  }
  return groups;
}

function put(map: Map<number, number[]>, key: number, value: number): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function finishOrder(next: ReadonlyMap<number, readonly number[]>): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (const root of next.keys()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ node: root, at: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = next.get(top.node)?.[top.at++];
      if (to === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ node: to, at: 0 });
      }
    }
  }
  return order;
}

function reach(root: number, next: ReadonlyMap<number, readonly number[]>, seen: Set<number>): number[] {
  if (seen.has(root)) return [];
  seen.add(root);
  const members = [root];
  for (const member of members) {
    for (const to of next.get(member) ?? []) {
      if (!seen.has(to)) {
        seen.add(to);
        members.push(to);
      }
    }
  }
  return members;
}

const mostRelated = 5;

/** The other macros of the cycle. */
function related(
  edge: Edge,
  edges: readonly Edge[],
  groups: ReadonlyMap<number, number>,
  file: string,
): Related[] {
  const group = groups.get(edge.to);
  const others: Related[] = [];
  for (const other of edges) {
    if (others.length === mostRelated) break;
    if (other === edge || other.from === undefined) continue;
    if (groups.get(other.to) !== group || groups.get(other.from) !== group) continue;
    others.push({ file, span: pathSpan(other.use), message: "The cycle goes on here" });
  }
  return others;
}
