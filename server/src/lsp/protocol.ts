/**
 * What client and server say to each other beyond the Language Server Protocol: names and plain types. The only file of the server
 * that the client imports, so what it is made of imports nothing else.
 */

export * from "./protocol/cluster-moves.ts";
export * from "./protocol/pack-versions.ts";
export * from "./protocol/places.ts";
export * from "./protocol/profile-versions.ts";
export * from "./protocol/rollout-board.ts";
export * from "./protocol/trees.ts";
export * from "./protocol/update-choice.ts";
export * from "./protocol/update-everywhere.ts";
export * from "./protocol/update-review.ts";
export * from "./protocol/values-windows.ts";
export * from "./protocol/workspace.ts";
