/** What is odd in a file that says in which state clusters are. */

import { nearest } from "../../base/nearest.ts";
import { parseTime } from "../../base/time.ts";
import { didYouMean, quote } from "../../catalog/schema-words.ts";
import {
  clusterHealths,
  clusterStates,
  healthOf,
  type StatedStatus,
  stateOf,
} from "../../model/cluster-status.ts";
import { contentSpan, known, type Text } from "../../model/text.ts";
import { replaceScalar } from "../../syntax/scalar-edit.ts";
import type { StatusFileView } from "../../workspace/cluster-statuses.ts";
import type { FileId } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import type { Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "cluster-status",
  severity: "warning",
  summary: "The file with the status of clusters says something that cannot be used.",
  description:
    "A cluster has one entry in `clusters.status.yaml`, under the name that its own file states, with a state and a health of Palette's, and a time that can be read. A word that is not known is shown as it is, and a cluster that no file defines may be one that is built elsewhere: both are informations, and many such clusters are told as one. Of two entries the newer one counts, or the first where neither is newer.",
  bad: [
    {
      title: "a cluster twice, and a time that is none",
      file: "clusters.status.yaml",
      text: "at: this morning\nclusters:\n  - { name: lab, state: Running }\n  - { name: lab, state: Provisioning }\n",
      others: { "lab.yaml": "name: lab\ncloudType: maas\nprofiles: { infra: base }\nnode_groups: []\n" },
    },
    {
      title: "a cluster that no file defines, in a state that Palette does not know",
      file: "clusters.status.yaml",
      text: "clusters:\n  - { name: lab-2, state: Runing }\n",
      others: { "lab.yaml": "name: lab\ncloudType: maas\nprofiles: { infra: base }\nnode_groups: []\n" },
    },
  ],
  good: [
    {
      file: "clusters.status.yaml",
      text: "at: 2026-06-01T09:30:00Z\nclusters:\n  - { name: lab, state: Running, health: Healthy }\n",
      others: { "lab.yaml": "name: lab\ncloudType: maas\nprofiles: { infra: base }\nnode_groups: []\n" },
    },
  ],
  *check({ view, file, snapshot }) {
    const { status } = view;
    if (status === undefined) return;
    yield* repeatedNames(status);
    yield* unknownClusters(status, snapshot);
    for (const entry of status.statuses) {
      yield* unknownWord(entry.state, "state", clusterStates, stateOf, file);
      yield* unknownWord(entry.health, "health", clusterHealths, healthOf, file);
    }
    yield* unreadableTimes(status);
  },
};

function* repeatedNames({ id, statuses }: StatusFileView): Iterable<Report> {
  const first = new Map<string, StatedStatus>();
  for (const entry of statuses) {
    const { name } = entry;
    const other = first.get(name.text);
    if (other === undefined) {
      first.set(name.text, entry);
      continue;
    }
    yield {
      span: contentSpan(name),
      message: `The cluster ${quote(name.text)} has another entry: the newer one counts, or the first where neither is newer. Keep one of them`,
      related: [{ file: id, span: contentSpan(other.name), message: `${quote(name.text)} is here too` }],
    };
  }
}

/** So many are looked at one by one. Of more, a pipeline has seen clusters that are built elsewhere. */
const mostUnknown = 20;

function* unknownClusters({ id, statuses }: StatusFileView, { index }: Snapshot): Iterable<Report> {
  const unknown = statuses.filter(({ name }) => index.clusters(name.text).length === 0);
  const [first] = unknown;
  if (first === undefined) return;
  if (unknown.length > mostUnknown) {
    yield {
      span: contentSpan(first.name),
      message: `No file here defines this cluster and ${unknown.length - 1} others of the ${statuses.length} in this list. They may be built elsewhere: their status is shown nowhere`,
      severity: "information",
    };
    return;
  }
  const names = [...index.allClusters()].flatMap(({ name }) => name ?? []);
  for (const { name } of unknown) {
    const meant = nearest(name.text, names, 1);
    yield {
      span: contentSpan(name),
      message: `No file here defines a cluster ${quote(name.text)}${didYouMean(meant)}`,
      severity: "information",
      fixes: () => rewordings(name, meant, id),
    };
  }
}

function* unknownWord(
  text: Text | undefined,
  what: "state" | "health",
  words: readonly string[],
  wordOf: (text: string) => string | undefined,
  file: FileId,
): Iterable<Report> {
  const word = known(text)?.text;
  if (text === undefined || word === undefined || wordOf(word) !== undefined) return;
  const meant = nearest(word, words, 1);
  const advice = meant.length > 0 ? didYouMean(meant) : `. Known are ${words.map(quote).join(", ")}`;
  yield {
    span: contentSpan(text),
    message: `${quote(word)} is no ${what} that is known of Palette's clusters${advice}`,
    severity: "information",
    fixes: () => rewordings(text, meant, file),
  };
}

function rewordings({ node }: Text, meant: readonly string[], file: FileId) {
  return meant.map((word) => ({
    title: `Change to \`${word}\``,
    edits: [{ file, edits: [replaceScalar(node, word)] }],
    preferred: true,
  }));
}

/** The file's own time is that of many entries, and is told once. */
function* unreadableTimes({ statuses }: StatusFileView): Iterable<Report> {
  const times = new Map(statuses.flatMap(({ at }) => (at === undefined ? [] : [[at.span.start, at]])));
  for (const text of times.values()) {
    if (known(text) === undefined || parseTime(text.text) !== undefined) continue;
    yield {
      span: contentSpan(text),
      message: `${quote(text.text)} cannot be read as a time, so how old the status is stays unknown: write it as in \`2027-03-01T09:30:00Z\``,
    };
  }
}
