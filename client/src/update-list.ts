/** The list of a profile's packs that can be updated: which of them, and to which version. What becomes of them the server says. */

import * as vscode from "vscode";
import {
  type ChosenPackData,
  type UpdatablePackData,
  type UpdateChoicesParams,
  type UpdateChoicesResult,
  updateChoicesRequest,
  type VersionToGoToItem,
  versionsToGoToRequest,
} from "../../server/src/lsp/protocol.ts";
import { withRefusals } from "./refusals.ts";
import { keyOf } from "./reviews/in-turns.ts";
import type { Session } from "./session.ts";

interface PackPick extends vscode.QuickPickItem {
  readonly pack: UpdatablePackData;
}

export class UpdateList {
  readonly #session: Session;
  readonly #list = vscode.window.createQuickPick<PackPick>();
  readonly #chosen = new Map<string, ChosenPackData>();
  #shown: UpdateChoicesResult;
  /** Keys of the packs that the items were last made for. */
  #ticked: ReadonlySet<string>;
  /** What was asked last is what counts. */
  #asking: Promise<void> = Promise.resolve();
  #choosesVersion = false;

  constructor(session: Session, choices: UpdateChoicesResult) {
    this.#session = session;
    this.#shown = choices;
    this.#ticked = new Set(choices.packs.filter(({ outcome }) => outcome === "clean").map(keyOf));
    const { name, version } = choices;
    this.#list.title = name === "" ? "Update Packs" : `Update Packs of ${name} ${version}`;
    this.#list.placeholder = "Packs to update (the button on one has its other versions)";
    this.#list.canSelectMany = true;
    this.#list.matchOnDescription = true;
    this.#list.matchOnDetail = true;
    this.#list.keepScrollPosition = true;
    // What was ticked is not to be lost by a look at the profile.
    this.#list.ignoreFocusOut = true;
  }

  /** The packs that the user settles on, with their versions; undefined when the user turns away. */
  pick(): Promise<readonly UpdatablePackData[] | undefined> {
    return new Promise((resolve) => {
      const end = (packs: readonly UpdatablePackData[] | undefined) => {
        resolve(packs);
        this.#list.dispose();
      };
      this.#list.onDidChangeSelection((items) => this.#tick(new Set(items.map(({ pack }) => keyOf(pack)))));
      this.#list.onDidTriggerItemButton(({ item }) => withRefusals(() => this.#chooseVersion(item.pack)));
      this.#list.onDidAccept(() => {
        void this.#asking.then(() => end(this.#shown.packs.filter((pack) => this.#ticked.has(keyOf(pack)))));
      });
      this.#list.onDidHide(() => {
        if (!this.#choosesVersion) end(undefined);
      });
      this.#show();
      this.#list.show();
    });
  }

  #show(): void {
    const [active] = this.#list.activeItems;
    const items = this.#shown.packs.map(itemOf);
    this.#list.items = items;
    this.#list.selectedItems = items.filter(({ pack }) => this.#ticked.has(keyOf(pack)));
    const same = items.find(({ pack }) => active !== undefined && keyOf(pack) === keyOf(active.pack));
    if (same !== undefined) this.#list.activeItems = [same];
  }

  #tick(ticked: ReadonlySet<string>): void {
    // Items that are shown anew are ticked anew, which is no choice.
    if (ticked.size === this.#ticked.size && [...ticked].every((key) => this.#ticked.has(key))) return;
    this.#ticked = ticked;
    this.#ask();
  }

  /** What is ticked may stand in the way of the rest, or no longer. */
  #ask(): void {
    const params = this.#params();
    this.#list.busy = true;
    const asking = withRefusals(async () => {
      const answer = await this.#session.request<UpdateChoicesParams, UpdateChoicesResult | null>(
        updateChoicesRequest,
        params,
      );
      if (this.#asking !== asking || answer === null) return;
      const isSame = JSON.stringify(answer.packs) === JSON.stringify(this.#shown.packs);
      this.#shown = answer;
      if (!isSame) this.#show();
    }).finally(() => {
      if (this.#asking === asking) this.#list.busy = false;
    });
    this.#asking = asking;
  }

  #params(): UpdateChoicesParams {
    const { place, packs } = this.#shown;
    return {
      ...place,
      chosen: [...this.#chosen.values()],
      ticked: packs.filter((pack) => this.#ticked.has(keyOf(pack))).map(({ position }) => position),
    };
  }

  /** Takes the place of the list for as long as it is there. */
  async #chooseVersion(pack: UpdatablePackData): Promise<void> {
    this.#choosesVersion = true;
    try {
      const version = await this.#pickVersion(pack);
      if (version !== undefined && version !== pack.version) {
        const { position, name, current } = pack;
        this.#chosen.set(keyOf(pack), { position, name, current, version });
        // Whoever chooses a version wants the pack to go there.
        this.#ticked = new Set([...this.#ticked, keyOf(pack)]);
        this.#ask();
        await this.#asking;
      }
    } finally {
      this.#choosesVersion = false;
      this.#list.show();
    }
  }

  async #pickVersion(pack: UpdatablePackData): Promise<string | undefined> {
    const versions = await this.#session.request<UpdateChoicesParams, readonly VersionToGoToItem[] | null>(
      versionsToGoToRequest,
      { ...this.#params(), position: pack.position },
    );
    const picked = await vscode.window.showQuickPick(versionItems(versions ?? []), {
      title: `Version of ${pack.name}`,
      placeHolder: `${pack.current} at present`,
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    return picked?.label;
  }
}

const chooseVersion = new vscode.ThemeIcon("versions");

function itemOf(pack: UpdatablePackData): PackPick {
  const { name, current, version, distance, note } = pack;
  return {
    label: name,
    description: `${current} → ${version}`,
    detail: distance === undefined ? note : `${distance}: ${note}`,
    buttons: [{ iconPath: chooseVersion, tooltip: `Choose Another Version of ${name}` }],
    pack,
  };
}

const headings: Record<VersionToGoToItem["verdict"], string> = {
  proposed: "proposed",
  offered: "offered",
  later: "not yet",
  withheld: "not offered",
};

function versionItems(versions: readonly VersionToGoToItem[]): vscode.QuickPickItem[] {
  return (["proposed", "offered", "later", "withheld"] as const).flatMap((verdict) => {
    const those = versions.filter((item) => item.verdict === verdict);
    if (those.length === 0) return [];
    return [
      { label: headings[verdict], kind: vscode.QuickPickItemKind.Separator },
      ...those.map(({ version, distance, note }) => ({
        label: version,
        description: distance ?? "",
        detail: note,
      })),
    ];
  });
}
