/** What the page of the rollout board and the extension say to each other. */

import type {
  BoardPartData,
  ProfileData,
  RolloutBoardData,
  RolloutBoardParams,
} from "../../../../server/src/lsp/protocol.ts";

/** From the page. */
export type PageMessage =
  /** It listens; the answer is a `start`. */
  | { readonly kind: "ready" }
  /** The answer is a `board` or a `trouble` of the same number. */
  | { readonly kind: "ask"; readonly number: number; readonly params: RolloutBoardParams }
  /** Narrow the tree of clusters down to the part; `words` say what that is. */
  | { readonly kind: "show"; readonly part: BoardPartData; readonly words: string }
  | {
      readonly kind: "move";
      readonly part: BoardPartData;
      readonly profile: ProfileData;
      readonly to: string;
    };

/** To the page. */
export type HostMessage =
  /** `profile`: what the user asked for; absent to go on where the page was. */
  | { readonly kind: "start"; readonly profile?: ProfileData | undefined }
  | { readonly kind: "board"; readonly number: number; readonly board: RolloutBoardData }
  | { readonly kind: "trouble"; readonly number: number; readonly message: string }
  /** The board may be another one by now. */
  | { readonly kind: "changed" }
  /** Chosen in the menu of the cell that has the focus. */
  | { readonly kind: "act"; readonly act: "show" | "move" };

/** What outlives the page, which VS Code ends when it is hidden. */
export interface PageState {
  readonly params: RolloutBoardParams;
  readonly focus?: { readonly row: string; readonly column: string } | undefined;
  readonly scroll?: { readonly left: number; readonly top: number } | undefined;
}
