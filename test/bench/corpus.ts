/**
 * Profiles of any size in the flat dialect, made of real packs with their real values, and the places in them at which
 * the benchmark edits and asks.
 */

import type { Position } from "vscode-languageserver-protocol/node";
import { type BenchPack, registryName } from "./packs.ts";

export interface BenchProfile {
  readonly text: string;
  readonly lineCount: number;
  readonly packCount: number;
  /** Inside the values of the edited pack, at the end of a line, and what an editor indents the next one by. */
  readonly inValues: Position;
  readonly valuesIndent: string;
  readonly values: string;
  /** The first character of the edited pack's version, which is in quotes; the edit takes it to `otherVersion` and back. */
  readonly version: Position;
  readonly versionText: string;
  readonly otherVersion: string;
  /** Right after the value of the edited pack's `type`, which is one of a few. */
  readonly afterType: Position;
  /** The line of a key whose value both servers refuse. It is the last, so that it shows when lines above it come and go. */
  readonly markerLine: number;
}

/** The value of `context` in the last line; no profile may have it. */
export const refusedContext = "bench";

const keyIndent = "    ";
const valuesIndent = "      ";

/** `shift` chooses other packs for the same count. */
export function makeProfile(
  packs: readonly BenchPack[],
  count: number,
  name: string,
  shift = 0,
): BenchProfile {
  const chosen = choose(packs, count, shift);
  const editedAt = middleWithSibling(chosen, packs);
  const lines = [
    `name: ${name}`,
    'version: "1.0.0"',
    "type: add-on",
    'description: ""',
    "cloudType: all",
    "packs:",
  ];
  let places: Pick<
    BenchProfile,
    "inValues" | "values" | "version" | "versionText" | "otherVersion" | "afterType"
  > = {
    inValues: { line: 0, character: 0 },
    values: "",
    version: { line: 0, character: 0 },
    versionText: "",
    otherVersion: "",
    afterType: { line: 0, character: 0 },
  };
  chosen.forEach((pack, at) => {
    const start = lines.length;
    const head = packHead(pack, at >= packs.length ? at : undefined);
    const values = valuesLines(pack.values);
    lines.push(...head, ...values);
    if (at !== editedAt) return;
    const lineOf = (key: string) => start + head.findIndex((line) => line.trimStart().startsWith(`${key}:`));
    const middle = start + head.length + Math.floor(values.length / 2);
    places = {
      inValues: { line: middle, character: lines[middle]?.length ?? 0 },
      values: pack.values,
      version: { line: lineOf("version"), character: `${keyIndent}version: "`.length },
      versionText: pack.version,
      otherVersion: sibling(pack, packs)?.version ?? `${pack.version}-bench`,
      afterType: { line: lineOf("type"), character: `${keyIndent}type: spectro`.length },
    };
  });
  const markerLine = lines.push(`context: ${refusedContext}`) - 1;
  return {
    text: `${lines.join("\n")}\n`,
    lineCount: lines.length,
    packCount: count,
    valuesIndent,
    markerLine,
    ...places,
  };
}

/** Evenly spaced over the packs, small to large; more than there are come by as often as needed. */
function choose(packs: readonly BenchPack[], count: number, shift: number): BenchPack[] {
  return Array.from({ length: count }, (_, at) => {
    const place = count >= packs.length ? at : Math.floor(((at + 0.5) * packs.length) / count);
    return packs[(place + shift) % packs.length];
  }).filter((pack) => pack !== undefined);
}

/** The pack nearest to the middle that the registry has in another version too, so that an edit of its version means something. */
function middleWithSibling(chosen: readonly BenchPack[], packs: readonly BenchPack[]): number {
  const middle = Math.floor(chosen.length / 2);
  const order = chosen.map((_, at) => at).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return (
    order.find((at) => {
      const pack = chosen[at];
      return pack !== undefined && sibling(pack, packs) !== undefined;
    }) ?? middle
  );
}

function sibling(pack: BenchPack, packs: readonly BenchPack[]): BenchPack | undefined {
  return packs.find((other) => other.name === pack.name && other.version !== pack.version);
}

/** A pack that comes by again gets a display name that tells it from the first. */
function packHead(pack: BenchPack, repeat: number | undefined): string[] {
  return [
    `  - name: ${pack.name}`,
    `${keyIndent}type: spectro`,
    `${keyIndent}layer: ${pack.layer}`,
    `${keyIndent}registry: ${registryName}`,
    `${keyIndent}version: "${pack.version}"`,
    ...(repeat === undefined
      ? []
      : [`${keyIndent}display_name: ${JSON.stringify(`${pack.displayName} (layer ${repeat + 1})`)}`]),
    // YAML takes the first line for the measure of the indentation unless it is told.
    `${keyIndent}values: ${/^\n* /.test(pack.values) ? "|2" : "|"}`,
  ];
}

function valuesLines(values: string): string[] {
  return values.split("\n").map((line) => (line === "" ? "" : valuesIndent + line));
}
