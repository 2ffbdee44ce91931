/**
 * A document's tree as the plain data that a validator reads, and the way back from a place in that data to the tree.
 * Bounded whatever the document does with its aliases: a node is converted once and shared, what would multiply beyond a
 * budget or contain itself is cut and counts as unknown, and of what is unknown nothing can be wrong.
 */

import { hasMarker } from "../syntax/template.ts";
import { asMap, type MapEntry, type MapNode, type Node, resolve, type ScalarNode } from "../syntax/tree.ts";
import type { Path } from "./schema-lookup.ts";

/** Our schemas look eight levels deep; what lies deeper is text to them. */
const maxDepth = 32;

/** How many nodes aliases and `<<` may add to those that are written out: anchors save people some typing, not megabytes. */
const expansionBudget = 20_000;

/** Items of one list that are judged: a hundred times more than the largest real file has. */
const maxItems = 10_000;

export interface Place {
  readonly path: Path;
  /** As written: an alias stays one. Undefined for a key without a value. */
  readonly node: Node | undefined;
  /** The key the value stands behind, of the place itself or of the list it is in. */
  readonly key: ScalarNode | undefined;
  /** True when what stands here is only known to Terraform, or was not looked into. */
  readonly unknown: boolean;
}

/** The keys of a map, those included that `<<` brings in; `open` when there may be more of them than can be seen. */
export interface Keys {
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly open: boolean;
}

interface Converted {
  readonly value: unknown;
  /** How many nodes it stands for, aliases followed. */
  readonly weight: number;
}

const cutOff: Converted = { value: null, weight: 1 };

export class Instance {
  /** Every scalar is a string, its text as authored; nothing and `null` are null. */
  readonly value: unknown;
  readonly #root: Node;
  readonly #converted = new Map<Node, Converted>();
  readonly #keys = new Map<MapNode, Keys>();
  readonly #ancestors = new Set<Node>();
  readonly #cut = new Set<Node>();
  #budget = expansionBudget;

  constructor(root: Node) {
    this.#root = root;
    this.value = this.#convert(root, 0).value;
  }

  keysOf(map: MapNode): Keys {
    return this.#keys.get(map) ?? { entries: new Map(), open: true };
  }

  /** The place of a JSON pointer into {@link value}. */
  find(pointer: string): Place {
    let node: Node | undefined = this.#root;
    let key: ScalarNode | undefined;
    const path: (string | number)[] = [];
    for (const step of pointer.split("/").slice(1)) {
      const container = resolve(node);
      if (container?.kind === "seq") {
        path.push(Number(step));
        node = container.items[Number(step)];
      } else {
        const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
        const entry: MapEntry | undefined =
          container?.kind === "map" ? this.keysOf(container).entries.get(name) : undefined;
        path.push(name);
        key = entry?.key;
        node = entry?.value;
      }
    }
    return { path, node, key, unknown: this.#isUnknown(node) };
  }

  #isUnknown(node: Node | undefined): boolean {
    if (node === undefined) return false;
    if (this.#cut.has(node)) return true;
    const resolved = resolve(node);
    return resolved === undefined || (resolved.kind === "scalar" && hasMarker(resolved.text));
  }

  #convert(node: Node | undefined, depth: number): Converted {
    if (node === undefined) return cutOff;
    if (node.kind === "alias") return this.#convertAlias(node, depth);
    if (node.kind === "scalar") return { value: scalarValue(node), weight: 1 };
    const known = this.#converted.get(node);
    if (known !== undefined) return known;
    if (depth > maxDepth || this.#ancestors.has(node)) return this.#cutAt(node);
    this.#ancestors.add(node);
    const converted =
      node.kind === "seq" ? this.#convertItems(node.items, depth) : this.#convertMap(node, depth);
    this.#ancestors.delete(node);
    this.#converted.set(node, converted);
    return converted;
  }

  #convertAlias(node: Node, depth: number): Converted {
    const target = resolve(node);
    if (target === undefined || this.#ancestors.has(target)) return this.#cutAt(node);
    const converted = this.#convert(target, depth + 1);
    return this.#spend(converted.weight) ? converted : this.#cutAt(node);
  }

  #cutAt(node: Node): Converted {
    this.#cut.add(node);
    return cutOff;
  }

  #spend(weight: number): boolean {
    if (weight > this.#budget) return false;
    this.#budget -= weight;
    return true;
  }

  #convertItems(items: readonly (Node | undefined)[], depth: number): Converted {
    let weight = 1;
    const value = items.slice(0, maxItems).map((item) => {
      const converted = this.#convert(item, depth + 1);
      weight += converted.weight;
      return converted.value;
    });
    return { value, weight };
  }

  #convertMap(map: MapNode, depth: number): Converted {
    // A key may be called `__proto__`, which is an ordinary one only where there is no prototype.
    const value: Record<string, unknown> = Object.create(null);
    let weight = 1;
    const keys = this.#readKeys(map, depth);
    for (const [key, entry] of keys.entries) {
      const converted = this.#convert(entry.value, depth + 1);
      weight += converted.weight;
      value[key] = converted.value;
    }
    return { value, weight };
  }

  #readKeys(map: MapNode, depth: number): Keys {
    const entries = new Map<string, MapEntry>();
    let open = false;
    for (const entry of map.entries) {
      if (entry.key.text !== "<<") entries.set(entry.key.text, entry);
      if (hasMarker(entry.key.text)) open = true;
    }
    for (const merge of map.entries) {
      if (merge.key.text !== "<<") continue;
      const value = resolve(merge.value);
      for (const item of value?.kind === "seq" ? value.items.slice(0, maxItems) : [value]) {
        const source = asMap(item);
        const merged = source === undefined ? undefined : this.#merge(source, depth);
        if (merged === undefined || merged.open) open = true;
        for (const [key, entry] of merged?.entries ?? []) if (!entries.has(key)) entries.set(key, entry);
      }
    }
    const keys = { entries, open };
    this.#keys.set(map, keys);
    return keys;
  }

  /** The keys of a map that is merged into another; undefined when it cannot be looked into. */
  #merge(source: MapNode, depth: number): Keys | undefined {
    if (this.#ancestors.has(source)) return undefined;
    const { weight } = this.#convert(source, depth + 1);
    return this.#spend(weight) ? this.#keys.get(source) : undefined;
  }
}

/** No schema says what a literal block has to say, so its text is not asked for: making it costs more than all the rest. */
function scalarValue(node: ScalarNode): string | null {
  if (node.style === "literal") return "|";
  return node.reading === "null" ? null : node.text;
}
