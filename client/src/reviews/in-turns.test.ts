import { expect, it } from "vitest";
import type { PlaceParams, UpdatablePackData } from "../../../server/src/lsp/protocol.ts";
import { inTurns } from "./in-turns.ts";

const old: PlaceParams = { uri: "file:///web-1.0.0.yaml", position: { line: 0, character: 0 } };
const made: PlaceParams = { uri: "file:///web-1.0.1.yaml", position: { line: 9, character: 0 } };

/** `nginx 1.0` at a line: goes to 2.0, which wants a look. */
function pack(line: number, nameAndVersion: string): UpdatablePackData {
  const [name = "", current = ""] = nameAndVersion.split(" ");
  return { position: { line, character: 2 }, name, current, version: "2.0", outcome: "review", note: "" };
}

/** Profiles by their files, and what is done in turn: `name line file`, the answer in order. */
function trial(
  files: Readonly<Record<string, readonly UpdatablePackData[]>>,
  ...answers: readonly (PlaceParams | undefined)[]
) {
  const taken: string[] = [];
  return {
    taken,
    turns: {
      list: async (place: PlaceParams) => ({ place, packs: files[place.uri] ?? [] }),
      take: async ({ uri }: PlaceParams, { name, position }: UpdatablePackData) => {
        taken.push(`${name} ${position.line} ${uri.slice("file:///".length)}`);
        return answers[taken.length - 1];
      },
    },
  };
}

const three = [pack(5, "nginx 1.0"), pack(8, "tool 1.0"), pack(11, "metrics 1.0")];

it("follows the profile into the new version that the first went into", async () => {
  const { taken, turns } = trial({ [old.uri]: three, [made.uri]: three.slice(1) }, made, made, made);
  await inTurns(old, { listed: three, updated: [], packs: three }, turns);
  expect(taken).toEqual(["nginx 5 web-1.0.0.yaml", "tool 8 web-1.0.1.yaml", "metrics 11 web-1.0.1.yaml"]);
});

it("stays with the profile for as long as nothing is accepted", async () => {
  const { taken, turns } = trial({ [old.uri]: three, [made.uri]: three }, undefined, made, undefined);
  await inTurns(old, { listed: three, updated: [], packs: three }, turns);
  expect(taken).toEqual(["nginx 5 web-1.0.0.yaml", "tool 8 web-1.0.0.yaml", "metrics 11 web-1.0.1.yaml"]);
});

it("finds a pack that has moved, and passes one that was deleted meanwhile", async () => {
  const now = [pack(21, "nginx 1.0"), pack(30, "metrics 1.0")];
  const { taken, turns } = trial({ [old.uri]: now });
  await inTurns(old, { listed: three, updated: [], packs: three }, turns);
  expect(taken).toEqual(["nginx 21 web-1.0.0.yaml", "metrics 30 web-1.0.0.yaml"]);
});

const twins = [pack(5, "nginx 1.0"), pack(8, "nginx 1.0"), pack(11, "nginx 1.0")];

it("tells packs of one name apart, whether the one before was accepted or not", async () => {
  // The first is accepted and gone from the list, the second is left, the third is its neighbour then.
  const inMade = [pack(9, "nginx 1.0"), pack(12, "nginx 1.0")];
  const { taken, turns } = trial({ [old.uri]: twins, [made.uri]: inMade }, made, undefined, made);
  await inTurns(old, { listed: twins, updated: [], packs: twins }, turns);
  expect(taken).toEqual(["nginx 5 web-1.0.0.yaml", "nginx 9 web-1.0.1.yaml", "nginx 12 web-1.0.1.yaml"]);
});

it("counts neither those of that name that nobody chose nor those that were clean as its turn", async () => {
  const chosen = twins.slice(2);
  const unchosen = trial({ [old.uri]: twins });
  await inTurns(old, { listed: twins, updated: [], packs: chosen }, unchosen.turns);
  expect(unchosen.taken).toEqual(["nginx 11 web-1.0.0.yaml"]);
  const clean = trial({ [old.uri]: twins.slice(1) });
  await inTurns(old, { listed: twins, updated: twins.slice(0, 1), packs: chosen }, clean.turns);
  expect(clean.taken).toEqual(["nginx 11 web-1.0.0.yaml"]);
});
