/** Keys of the flat dialect that nothing reads although they look as if they mattered. */

import { editDistance } from "../../base/nearest.ts";
import type { Profile } from "../../model/profile.ts";
import { removeLine } from "../../syntax/line-edit.ts";
import { asScalar, entryOf, type MapEntry, type MapNode } from "../../syntax/tree.ts";
import type { Fix, Report } from "../finding.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "unread-key",
  severity: "warning",
  summary: "Nothing reads this key, although it looks as if it mattered (flat profiles only).",
  description:
    "The Terraform modules send `version` to Palette as the pack's tag and ignore a key `tag`; they resolve the registry by its name in `registry` and ignore `registry_uid` and `registryName`. A key that is only left over (`uid`, `server`, `defaultRepoURL`, a `tag` that says the same as the version) is shown faded. `layer` is not read either, but it is left alone: it documents the profile, and it is compared with the pack's own.",
  bad: [
    {
      title: "the version is in a key that is ignored",
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    tag: 1.12.4\n',
    },
    {
      title: "a slip in a key",
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    verison: 1.12.4\n',
    },
  ],
  good: [
    {
      text: 'name: base\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    layer: addon\n    registry: Palette Registry\n    version: 1.12.4\n',
    },
  ],
  *check({ profiles, file, view }) {
    const source = { file, text: view.text };
    for (const profile of profiles) {
      if (profile.dialect !== "flat") continue;
      yield* checkTop(profile, source);
      for (const pack of profile.packs) yield* checkPack(pack.node, source);
    }
  },
};

const topKeys = ["name", "type", "description", "packs", "version", "context", "cloudType", "tags"];
const packKeys = ["name", "type", "version", "registry", "values", "manifests", "layer"];
const leftOverTopKeys = ["defaultRepoURL", "uid"];
/** Names that the registry has elsewhere: its uid, and its name in Terraform and in older files. */
const registryKeys = ["registry_uid", "registryName", "registry_name"];
const leftOverPackKeys = ["uid", "server", "is_manifest_pack"];

function* checkTop({ node }: Profile, source: Source): Iterable<Report> {
  const { file } = source;
  const lacking = lackingKeys(node, topKeys);
  for (const entry of node.entries) {
    const key = entry.key.text;
    if (leftOverTopKeys.includes(key)) yield leftOver(entry, source);
    else if (key === "cloud" && lacking.includes("cloudType")) {
      yield {
        span: entry.key.span,
        message: "Nothing reads `cloud` here: the key is `cloudType`",
        fixes: () => [rename(entry, "cloudType", file)],
      };
    } else if (key === "tag") {
      yield {
        span: entry.key.span,
        message: "Nothing reads `tag` here: a profile has a `version`, and labels in the list `tags`",
      };
    } else if (!topKeys.includes(key)) yield* checkSlip(entry, lacking, file);
  }
}

function* checkPack(node: MapNode, source: Source): Iterable<Report> {
  const { file } = source;
  const lacking = lackingKeys(node, packKeys);
  for (const entry of node.entries) {
    const key = entry.key.text;
    if (leftOverPackKeys.includes(key)) yield leftOver(entry, source);
    else if (key === "tag") yield describeTag(entry, node, source);
    else if (registryKeys.includes(key)) yield describeRegistry(entry, node, file);
    else if (!packKeys.includes(key)) yield* checkSlip(entry, lacking, file);
  }
}

function leftOver(entry: MapEntry, source: Source): Report {
  const { key } = entry;
  return {
    span: key.span,
    message: `Nothing reads \`${key.text}\`: it can be removed`,
    severity: "hint",
    tags: ["unnecessary"],
    fixes: () => removal(entry, source),
  };
}

/** The file that the key is in, and its text. */
interface Source {
  readonly file: string;
  readonly text: string;
}

function removal(entry: MapEntry, { file, text }: Source): Fix[] {
  // Something else may mean the value by an alias.
  const isPlain = entry.value?.kind === "scalar" && entry.value.aliases === undefined;
  const edit = isPlain ? removeLine(text, entry.span) : undefined;
  return edit === undefined
    ? []
    : [{ title: `Remove \`${entry.key.text}\``, edits: [{ file, edits: [edit] }], preferred: true }];
}

function describeTag(entry: MapEntry, pack: MapNode, source: Source): Report {
  const span = entry.key.span;
  const tag = asScalar(entry.value)?.text;
  const version = asScalar(entryOf(pack, "version")?.value)?.text;
  if (version === undefined) {
    return {
      span,
      message: "Nothing reads `tag`: the version is read from the key `version`",
      fixes: () => [rename(entry, "version", source.file)],
    };
  }
  if (tag === version) {
    return {
      span,
      message: "Nothing reads `tag`, and it says the same as `version`: it can be removed",
      severity: "hint",
      tags: ["unnecessary"],
      fixes: () => removal(entry, source),
    };
  }
  return { span, message: `Nothing reads \`tag\`: Palette is asked for \`${version}\`, the \`version\`` };
}

function describeRegistry(entry: MapEntry, pack: MapNode, file: string): Report {
  const key = entry.key.text;
  if (entryOf(pack, "registry") !== undefined) {
    const message = `Nothing reads \`${key}\`: the registry is found by its name in \`registry\``;
    return { span: entry.key.span, message, severity: "hint", tags: ["unnecessary"] };
  }
  const byName = key !== "registry_uid";
  return {
    span: entry.key.span,
    message: `Nothing reads \`${key}\`: name the registry in \`registry\``,
    fixes: () => (byName ? [rename(entry, "registry", file)] : []),
  };
}

/** An unknown key one slip away from a known one that the map lacks. */
function* checkSlip(entry: MapEntry, lacking: readonly string[], file: string): Iterable<Report> {
  const key = entry.key.text;
  if (key.length < 4) return;
  const meant = lacking.find((candidate) => {
    const limit = candidate.length > 5 ? 2 : 1;
    return editDistance(key.toLowerCase(), candidate.toLowerCase(), limit) <= limit;
  });
  if (meant === undefined) return;
  yield {
    span: entry.key.span,
    message: `Nothing reads \`${key}\`: did you mean \`${meant}\`?`,
    fixes: () => [rename(entry, meant, file)],
  };
}

function lackingKeys(map: MapNode, known: readonly string[]): string[] {
  return known.filter((key) => entryOf(map, key) === undefined);
}

function rename(entry: MapEntry, to: string, file: string): Fix {
  const quote = entry.key.style === "double" ? '"' : entry.key.style === "single" ? "'" : "";
  return {
    title: `Rename \`${entry.key.text}\` to \`${to}\``,
    edits: [{ file, edits: [{ span: entry.key.span, text: `${quote}${to}${quote}` }] }],
    preferred: true,
  };
}
