/** A cluster that gets one profile, or one pack, twice. */

import type { ProfileReference } from "../../model/cluster.ts";
import { contentSpan, known } from "../../model/text.ts";
import { parse } from "../../syntax/parse.ts";
import { hasTemplate } from "../../syntax/template.ts";
import { asMap, asScalar, valueAt } from "../../syntax/tree.ts";
import { packOf } from "../../updates/attached-profile.ts";
import { attachedEntries, isSameProfile } from "../../updates/profile-reference.ts";
import type { PackEntry, ProfileEntry } from "../../workspace/profile-index.ts";
import type { Snapshot } from "../../workspace/workspace.ts";
import type { Report } from "../finding.ts";
import { listed, packPlaces } from "../places.ts";
import type { Rule } from "../rule.ts";

export const rule: Rule = {
  id: "duplicate-attachment",
  severity: "warning",
  summary: "The cluster gets one profile twice, or one pack from two profiles.",
  description:
    "A profile can be attached to a cluster once, in one version. Two profiles can bring the same pack only when the two have different display names, which are set in the pack's values:\n\n```yaml\npack:\n  spectrocloud.com/display-name: \"nginx-internal\"\n```\n\nWithout that key a pack's display name is its name. Profiles whose version is not known in the workspace, or is defined in several ways, are not compared.",
  bad: [
    {
      title: "one profile in two versions",
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: observability\n      version: 1.0.0\n    - name: observability\n      version: 1.1.0\nnode_groups: []\n",
    },
    {
      title: "one pack from two profiles",
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n    - name: platform\n      version: 1.0.0\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
        "platform.yaml":
          'name: platform\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  good: [
    {
      title: "one pack from two profiles, under different display names",
      text: "name: lab\ncloudType: maas\nprofiles:\n  infra:\n    name: maas-infra\n  addons:\n    - name: web\n      version: 1.0.0\n    - name: platform\n      version: 1.0.0\nnode_groups: []\n",
      others: {
        "web.yaml":
          'name: web\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n    values: |\n      pack:\n        spectrocloud.com/display-name: nginx-web\n',
        "platform.yaml":
          'name: platform\ntype: add-on\ndescription: ""\npacks:\n  - name: nginx\n    type: spectro\n    registry: Palette Registry\n    version: 1.12.4\n',
      },
    },
  ],
  *check({ clusters, snapshot, file }) {
    for (const cluster of clusters) {
      const once = new Map<string, ProfileReference[]>();
      const attached: ProfileReference[] = [];
      for (const reference of cluster.references) {
        const name = known(reference.name);
        if (name === undefined) continue;
        const namesakes = once.get(name.text) ?? [];
        const first = namesakes.find((other) => isSameProfile(other, reference));
        const place = known(first?.name);
        if (place === undefined) {
          attached.push(reference);
          once.set(name.text, [...namesakes, reference]);
          continue;
        }
        yield {
          span: contentSpan(name),
          message: `The profile \`${name.text}\` is attached to this cluster twice, and a profile can be attached once, in one version: remove one of the two`,
          related: [{ file, span: contentSpan(place), message: `\`${name.text}\` is attached here already` }],
        };
      }
      yield* sharedPacks(attached, snapshot);
    }
  },
};

/** A pack that a reference brings to the cluster. */
interface Brought {
  readonly reference: ProfileReference;
  readonly entry: ProfileEntry;
  readonly pack: PackEntry;
}

function* sharedPacks(references: readonly ProfileReference[], snapshot: Snapshot): Iterable<Report> {
  const before = new Map<string, Brought[]>();
  for (const reference of references) {
    const entries = attachedEntries(snapshot.index, reference);
    const [entry] = entries;
    const name = known(reference.name);
    if (entry === undefined || entries.length > 1 || name === undefined) continue;
    const clashes = new Map<ProfileReference, Brought[]>();
    for (const pack of entry.packs) {
      if (pack.name === undefined) continue;
      const brought: Brought = { reference, entry, pack };
      const others = before.get(pack.name) ?? [];
      const clash = others.find((other) => other.entry !== entry && isClash(snapshot, other, brought));
      if (clash !== undefined) {
        clashes.set(clash.reference, [...(clashes.get(clash.reference) ?? []), clash, brought]);
      } else if (others.length < mostCompared) before.set(pack.name, [...others, brought]);
    }
    for (const [other, packs] of clashes) {
      const names = [...new Set(packs.map(({ pack }) => pack.name))].filter((pack) => pack !== undefined);
      yield {
        span: contentSpan(name),
        message: `The profiles \`${other.name?.text}\` and \`${name.text}\` both bring the ${names.length === 1 ? "pack" : "packs"} ${listed(names)}: set another \`spectrocloud.com/display-name\` in the values of one, or detach a profile`,
        related: packPlaces(packs),
      };
    }
  }
}

/** How many packs of one name are compared with the next. */
const mostCompared = 20;

function isClash(snapshot: Snapshot, a: Brought, b: Brought): boolean {
  const one = displayName(snapshot, a);
  return one !== undefined && one === displayName(snapshot, b);
}

/** Undefined when it cannot be known. */
function displayName(snapshot: Snapshot, { reference, entry, pack }: Brought): string | undefined {
  const namesakes = entry.packs.filter((other) => other.name === pack.name);
  const override = reference.overrides.find(({ name }) => namesakes.length === 1 && name?.text === pack.name);
  const values = (override?.values ?? packOf(snapshot, { entry, pack })?.values)?.text ?? "";
  if (!values.includes(displayNameKey)) return pack.name;
  const [document] = parse(packSection(values));
  const section = asMap(valueAt(asMap(document?.root), "pack"));
  if (document === undefined || document.problems.length > 0) return undefined;
  const text = asScalar(valueAt(section, displayNameKey))?.text ?? pack.name;
  // A placeholder is filled in by an override's params.
  return text === undefined || hasTemplate(text) || text.includes("%") ? undefined : text;
}

const displayNameKey = "spectrocloud.com/display-name";

/** The part of the values that is under `pack:`, so that the rest need not be read. */
function packSection(values: string): string {
  const from = values.search(/^(?:pack|"pack"|'pack')[ \t]*:/m);
  if (from === -1) return "";
  const length = values.slice(from).search(/\n[^\s#]/);
  return values.slice(from, length === -1 ? undefined : from + length + 1);
}
