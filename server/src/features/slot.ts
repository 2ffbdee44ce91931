/** What a path means in the model of its dialect: a field of a pack, of an override or of a reference to a profile. */

import type { Path } from "../catalog/schema-lookup.ts";
import type { PackOverride, ProfileReference } from "../model/cluster.ts";
import type { ModelDocument } from "../model/document.ts";
import type { Pack, Profile } from "../model/profile.ts";
import { asMap } from "../syntax/tree.ts";
import { nodeAt } from "./tree-place.ts";

/** What the model knows of a value's place. */
export type Slot =
  | {
      readonly kind: "pack";
      readonly field: PackField;
      readonly profile: Profile | undefined;
      readonly pack: Pack | undefined;
    }
  | {
      readonly kind: "override";
      readonly field: "name" | "version";
      readonly reference: ProfileReference | undefined;
      readonly override: PackOverride | undefined;
    }
  | {
      readonly kind: "reference";
      readonly field: "name" | "version";
      readonly role: "infra" | "system" | "add-on" | undefined;
      readonly reference: ProfileReference | undefined;
    }
  | TagSlot;

/** The place of a tag: an item of a list, or the value of a label in an export. */
export interface TagSlot {
  readonly kind: "tag";
  /** The label's key; undefined in a list, where the tag is all of it. */
  readonly label: string | undefined;
}

export type PackField = "name" | "version" | "tag" | "registry";

const packFields: Readonly<Record<string, PackField>> = {
  name: "name",
  version: "version",
  tag: "tag",
  registry: "registry",
  "registry.metadata.name": "registry",
};

const roles: Readonly<Record<string, "infra" | "system" | "add-on">> = {
  infra: "infra",
  system: "system",
  addons: "add-on",
  addon_deployments: "add-on",
};

export function slotOf(document: ModelDocument, path: Path): Slot | undefined {
  const { kind, dialect } = document.kind;
  const tag = tagSlot(document.kind, path);
  if (tag !== undefined) return tag;
  if (kind === "profile") return packSlot(document, path, dialect === "flat" ? 1 : 3);
  return dialect === "list" ? listSlot(document, path) : modulesSlot(document, path);
}

/** Where the tags of a document are: a list, or the map of an export's labels. */
export function tagsPath({ dialect }: ModelDocument["kind"], path: Path): Path | undefined {
  const [first, second] = path;
  if (dialect === "export") return first === "metadata" && second === "labels" ? path.slice(0, 2) : undefined;
  if (dialect === "list") return second === "cluster_tags" ? path.slice(0, 2) : undefined;
  return first === "tags" ? path.slice(0, 1) : undefined;
}

function tagSlot(kind: ModelDocument["kind"], path: Path): TagSlot | undefined {
  const list = tagsPath(kind, path);
  const last = path.at(-1);
  if (list === undefined || path.length !== list.length + 1) return undefined;
  if (kind.dialect !== "export")
    return typeof last === "number" ? { kind: "tag", label: undefined } : undefined;
  return typeof last === "string" ? { kind: "tag", label: last } : undefined;
}

function packSlot(document: ModelDocument, path: Path, depth: 1 | 3): Slot | undefined {
  const list = path.slice(0, depth).join(".");
  if (list !== (depth === 1 ? "packs" : "spec.template.packs")) return undefined;
  const name = path.slice(depth + 1).join(".");
  const field = Object.hasOwn(packFields, name) ? packFields[name] : undefined;
  // Each dialect has its own way to name the registry.
  if (field === undefined || (field === "registry" && (name === "registry") !== (depth === 1)))
    return undefined;
  if (field === "tag" && depth === 1) return undefined;
  const node = asMap(nodeAt(document.root, path.slice(0, depth + 1)));
  const profile = document.profiles[0];
  return { kind: "pack", field, profile, pack: profile?.packs.find((pack) => pack.node === node) };
}

function listSlot(document: ModelDocument, path: Path): Slot | undefined {
  if (path[1] !== "profiles") return undefined;
  return referenceSlot(document, path.slice(0, 3), path.slice(3), undefined, "tag");
}

function modulesSlot(document: ModelDocument, path: Path): Slot | undefined {
  const key = path[1];
  if (path[0] !== "profiles" || typeof key !== "string" || !Object.hasOwn(roles, key)) return undefined;
  const depth = key === "addons" || key === "addon_deployments" ? 3 : 2;
  if (path.length < depth) return undefined;
  return referenceSlot(document, path.slice(0, depth), path.slice(depth), roles[key], "version");
}

/** `rest` leads from the reference to the value; nothing of it is left where the reference is a bare name. */
function referenceSlot(
  document: ModelDocument,
  at: Path,
  rest: Path,
  role: "infra" | "system" | "add-on" | undefined,
  versionKey: "tag" | "version",
): Slot | undefined {
  const node = nodeAt(document.root, at);
  const map = asMap(node);
  const reference = document.clusters
    .flatMap((cluster) => cluster.references)
    .find((candidate) => candidate.node !== undefined && candidate.node === map);
  const field = rest[0] ?? (versionKey === "tag" ? undefined : "name");
  if (rest.length < 2) {
    if (field === "name") return { kind: "reference", field, role, reference };
    return field === versionKey ? { kind: "reference", field: "version", role, reference } : undefined;
  }
  const overrideField = rest[2] === "name" ? "name" : rest[2] === versionKey ? "version" : undefined;
  if (rest[0] !== "packs" || rest.length !== 3 || overrideField === undefined) return undefined;
  const overrideNode = asMap(nodeAt(document.root, [...at, ...rest.slice(0, 2)]));
  const override = reference?.overrides.find((candidate) => candidate.node === overrideNode);
  return { kind: "override", field: overrideField, reference, override };
}
