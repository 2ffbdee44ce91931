/** Above the grid: which profile, which rows, and how it stands. */

import type { BoardGrouping, ProfileData, RolloutBoardData } from "../../../../../server/src/lsp/protocol.ts";
import { legend, numbers, summary } from "../words.ts";
import { element } from "./elements.ts";

export interface ToolbarActions {
  profile(profile: ProfileData | "all"): void;
  grouping(groupBy: BoardGrouping): void;
  unused(shown: boolean): void;
}

const groupings: readonly { readonly groupBy: BoardGrouping; readonly label: string }[] = [
  { groupBy: "profile", label: "Profiles" },
  { groupBy: "cloudType", label: "Cloud types" },
  { groupBy: "tag", label: "Tags" },
  { groupBy: "status", label: "Status" },
  { groupBy: "cluster", label: "Clusters" },
];

const all = "all";

export class Toolbar {
  readonly element: HTMLElement;
  readonly legend: HTMLElement;
  readonly #profile = element("select", { attributes: { id: "profile" } });
  readonly #grouping = element("select", { attributes: { id: "grouping" } });
  readonly #unused = element("input", { attributes: { type: "checkbox", id: "unused" } });
  readonly #unusedLabel: HTMLElement;
  readonly #unusedWords = element("span");
  readonly #summary = element("p", { class: "summary", attributes: { role: "status" } });
  #drawn = "";

  constructor(actions: ToolbarActions) {
    this.#profile.addEventListener("change", () => {
      const { value } = this.#profile;
      actions.profile(value === all ? all : (JSON.parse(value) as ProfileData));
    });
    this.#grouping.addEventListener("change", () => actions.grouping(this.#grouping.value as BoardGrouping));
    this.#unused.addEventListener("change", () => actions.unused(this.#unused.checked));
    this.#unusedLabel = element("label", { class: "check" }, this.#unused, this.#unusedWords);
    this.element = element(
      "header",
      { class: "toolbar" },
      labelled("Profile", this.#profile),
      labelled("Rows", this.#grouping),
      this.#unusedLabel,
    );
    const meanings = element(
      "ul",
      { class: "legend", attributes: { "aria-label": "Legend" } },
      ...legend.map(({ tone, words }) =>
        element(
          "li",
          {},
          element("span", { class: `chip swatch tone-${tone}` }),
          element("span", { text: words }),
        ),
      ),
    );
    this.legend = element("div", { class: "standing" }, this.#summary, meanings);
  }

  draw(board: RolloutBoardData, unused: boolean): void {
    this.#drawChoices(board);
    this.#unusedLabel.hidden = board.leftOut === 0 && !unused;
    this.#unused.checked = unused;
    this.#unusedWords.textContent =
      board.leftOut === 0
        ? "Versions without clusters"
        : `Versions without clusters (${numbers.format(board.leftOut)})`;
    // The same words again would be read out again.
    const words = summary(board);
    if (this.#summary.textContent !== words) this.#summary.textContent = words;
  }

  /** Lists of a thousand profiles are filled only when they have changed. */
  #drawChoices({ profiles, profile, groupBy }: RolloutBoardData): void {
    const value = profile === undefined ? all : keyOf(profile);
    const source = JSON.stringify([profiles, value]);
    if (source !== this.#drawn) {
      this.#drawn = source;
      const options = profiles.map((one) =>
        option(keyOf(one), `${titleOf(one)} (${numbers.format(one.clusters)})`),
      );
      // One that is not defined at the moment, as while somebody types.
      if (profile !== undefined && !profiles.some((one) => keyOf(one) === value))
        options.unshift(option(value, titleOf(profile)));
      this.#profile.replaceChildren(option(all, "All profiles"), ...options);
    }
    this.#profile.value = value;
    const shown = groupings.filter((one) => profile === undefined || one.groupBy !== "profile");
    this.#grouping.replaceChildren(...shown.map((one) => option(one.groupBy, one.label)));
    this.#grouping.value = groupBy;
  }
}

function keyOf({ name, context }: ProfileData): string {
  return JSON.stringify({ name, context });
}

function titleOf({ name, context }: ProfileData): string {
  return context === undefined || context === "project" ? name : `${name}, ${context}`;
}

function option(value: string, text: string): HTMLOptionElement {
  return element("option", { text, attributes: { value } });
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  return element("label", {}, element("span", { text }), control);
}
