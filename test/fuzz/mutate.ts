/** Random damage to real texts, of the kinds that typing, merging, templating and pasting do. */

import fc from "fast-check";

/** What is inserted: the characters and words that mean something to YAML, to JSON, to Terraform or to us. */
const pieces = [
  ..."\"'{}[]:,#&*!|>-%@`?~\t \n\\$",
  "\r\n",
  "\r",
  "\n\n",
  "\ufeff",
  "\0",
  "\ue022",
  "\ud800",
  "☸",
  "𝒦",
  "\u2028",
  ": ",
  "- ",
  " #",
  "---\n",
  "...\n",
  "<<: *a\n",
  "&a ",
  "*a",
  "!!str ",
  "| ",
  "|\n",
  ">-\n",
  "${X}",
  "${",
  "%{ if x }\n",
  "'%KEY%'",
  "1.20",
  "1.x",
  "v1.2",
  "null",
  "true",
  "2024-01-05",
  "version: 1.0\n",
  "  tag: 1.12.x\n",
  "packs:\n",
  "profiles:\n",
  "<<<<<<< HEAD\n",
  "# cluster-profiles-ignore outdated-pack x\n",
];

/** Packs as people write them, to be put before another item of a list. */
const items = [
  "- name: nginx\n  type: spectro\n  version: 1.11.5\n",
  "- name: nginx\n  version: >-\n    1.11.5\n  type: spectro\n",
  "- name: 'nginx'\n  version: |\n    1.11.5\n\n  tag: \"1.11.5\"\n",
  "- name: cert-manager\n  tag: &v 1.16.3 # one\n  version: *v\n  type: spectro\n",
  "- { name: nginx, type: spectro, version: 1.11.5, tag: 1.11.x }\n",
  '- {"name":"nginx","type":"spectro","version":"1.11.5","tag":"1.11.5"}\n',
  "- &p\n  name: nginx\n  version:\n    1.11.5\n- *p\n",
  "- &q { version: 1.11.5, type: spectro }\n- <<: *q\n  name: nginx\n",
  "- name: ngnix\n  type: spectro\n  registry: Palette Registry\n  version: !!str 1.20\n",
  "- name: maas-infra\n- maas-infar\n- { name: maas-infra, version: 1.0 }\n",
];

/** Places are fractions of the text, so that a mutation means something whatever was mutated before. */
type Mutation =
  | { readonly kind: "insert"; readonly at: number; readonly piece: string }
  | { readonly kind: "delete"; readonly at: number; readonly length: number }
  | { readonly kind: "replace"; readonly at: number; readonly length: number; readonly piece: string }
  | { readonly kind: "line"; readonly from: number; readonly to: number; readonly cut: boolean }
  | { readonly kind: "item"; readonly at: number; readonly item: string }
  | { readonly kind: "truncate"; readonly at: number }
  | { readonly kind: "line-ends"; readonly end: string };

const place = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
const length = fc.integer({ min: 1, max: 12 });
const piece = fc.constantFrom(...pieces);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("insert"), at: place, piece }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete"), at: place, length }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("replace"), at: place, length, piece }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("line"), from: place, to: place, cut: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("item"), at: place, item: fc.constantFrom(...items) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("truncate"), at: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("line-ends"), end: fc.constantFrom("\r\n", "\r") }) },
) as fc.Arbitrary<Mutation>;

export function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce(apply, text);
}

function apply(text: string, mutation: Mutation): string {
  const offset = (at: number) => Math.floor(at * text.length);
  switch (mutation.kind) {
    case "insert":
      return text.slice(0, offset(mutation.at)) + mutation.piece + text.slice(offset(mutation.at));
    case "delete":
      return text.slice(0, offset(mutation.at)) + text.slice(offset(mutation.at) + mutation.length);
    case "replace":
      return (
        text.slice(0, offset(mutation.at)) +
        mutation.piece +
        text.slice(offset(mutation.at) + mutation.length)
      );
    case "line": {
      const lines = text.split("\n");
      const from = Math.floor(mutation.from * lines.length);
      const [line] = mutation.cut ? lines.splice(from, 1) : lines.slice(from, from + 1);
      lines.splice(Math.floor(mutation.to * lines.length), 0, ...(line === undefined ? [] : [line]));
      return lines.join("\n");
    }
    case "item": {
      const starts = [...text.matchAll(/^([ \t]*)- /gm)];
      const start = starts[Math.floor(mutation.at * starts.length)];
      if (start === undefined) return text;
      const item = mutation.item.replace(/^(?=.)/gm, start[1] ?? "");
      return text.slice(0, start.index) + item + text.slice(start.index);
    }
    case "truncate":
      return text.slice(0, offset(mutation.at));
    case "line-ends":
      return text.replace(/\r\n|\r|\n/g, mutation.end);
  }
}
