/** What both views do: filter, group, count on a badge, and follow the active editor. */

import * as vscode from "vscode";
import {
  type BoardPartData,
  reloadRequest,
  type TreeGrouping,
  type TreeName,
  type TreeOptions,
  type TreesStatus,
} from "../../../server/src/lsp/protocol.ts";
import type { Session } from "../session.ts";
import { draggedVersions, droppedVersions } from "./drag-and-drop.ts";
import { type TreeElement, TreeProvider } from "./tree-provider.ts";

/** What is one view's own. */
export interface ViewKind {
  readonly tree: TreeName;
  /** Of the view, and of what its commands and context keys begin with. */
  readonly id: string;
  readonly title: string;
  /** What it lists. */
  readonly noun: { readonly one: string; readonly many: string };
  readonly groupings: readonly { readonly groupBy: TreeGrouping | undefined; readonly label: string }[];
  readonly flags: readonly Flag[];
  badge(status: TreesStatus): vscode.ViewBadge | undefined;
}

/** A part of the filter that is on or off. */
export interface Flag {
  readonly key: "outdatedOnly" | "unusedOnly";
  readonly label: string;
  /** In the message that says what is filtered. */
  readonly words: string;
}

export function registerTreeView(
  context: vscode.ExtensionContext,
  session: Session,
  kind: ViewKind,
): vscode.Disposable {
  const view = new FilteredView(context.workspaceState, session, kind);
  return vscode.Disposable.from(
    view,
    vscode.commands.registerCommand(`${kind.id}.filter`, () => view.askFilter()),
    vscode.commands.registerCommand(`${kind.id}.clearFilter`, () => view.clearFilter()),
    vscode.commands.registerCommand(`${kind.id}.groupBy`, () => view.askGrouping()),
    vscode.commands.registerCommand(`${kind.id}.refresh`, () => view.reload()),
    vscode.commands.registerCommand(`${kind.id}.filterByGroup`, (group?: TreeElement) =>
      view.filterBy(group?.data.label),
    ),
    vscode.commands.registerCommand(`${kind.id}.filterByPart`, (part: BoardPartData, words: string) =>
      view.filterByPart(part, words),
    ),
  );
}

class FilteredView implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #session: Session;
  readonly #kind: ViewKind;
  readonly #provider: TreeProvider;
  readonly #view: vscode.TreeView<TreeElement>;
  readonly #disposables: vscode.Disposable;
  #partWords = "";

  constructor(state: vscode.Memento, session: Session, kind: ViewKind) {
    this.#state = state;
    this.#session = session;
    this.#kind = kind;
    const remembered = state.get<TreeGrouping>(`${kind.id}.groupBy`);
    const grouping = kind.groupings.find(({ groupBy }) => groupBy === remembered)?.groupBy;
    this.#provider = new TreeProvider(
      session,
      kind.tree,
      grouping === undefined ? {} : { groupBy: grouping },
    );
    this.#view = vscode.window.createTreeView<TreeElement>(kind.id, {
      treeDataProvider: this.#provider,
      showCollapseAll: true,
      canSelectMany: kind.tree === "clusters",
      dragAndDropController:
        kind.tree === "profiles" ? draggedVersions : droppedVersions(session, () => this.#view.selection),
    });
    this.#disposables = vscode.Disposable.from(
      this.#provider,
      this.#view,
      this.#provider.onSummary(({ shown, total }) => this.#tellFilter(shown, total)),
      session.onTreesChanged((status) => {
        this.#view.badge = kind.badge(status);
        this.#provider.refresh();
      }),
      this.#view.onDidChangeVisibility(() => this.#follow(vscode.window.activeTextEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Shows only what has the text in its name, version or tags, without groups. */
  filterBy(text: string | undefined): void {
    if (text !== undefined) this.#show({ text });
  }

  /** Shows only what is in the part of the rollout board, which the words name; the focus stays where it is. */
  async filterByPart(part: BoardPartData, words: string): Promise<void> {
    this.#partWords = words;
    this.#show({ part });
    const [first] = await this.#provider.getChildren();
    if (first !== undefined) await this.#view.reveal(first, { select: false, focus: false });
  }

  clearFilter(): void {
    const { groupBy } = this.#provider.options;
    this.#show(groupBy === undefined ? {} : { groupBy });
  }

  /** One list for text and flags: what is typed is the text, what is ticked is on. */
  async askFilter(): Promise<void> {
    const { title, flags } = this.#kind;
    const { groupBy, text, ...on } = this.#provider.options;
    const items = flags.map(({ key, label }) => ({ label, key, alwaysShow: true }));
    const input = vscode.window.createQuickPick<(typeof items)[number]>();
    input.title = `Filter ${title}`;
    input.placeholder = "Part of a name, version or tag; Enter applies";
    input.canSelectMany = true;
    input.items = items;
    input.value = text ?? "";
    input.selectedItems = items.filter(({ key }) => on[key] === true);
    input.onDidAccept(() => {
      const wanted = input.value.trim();
      this.#show({
        ...(groupBy === undefined ? {} : { groupBy }),
        ...(wanted === "" ? {} : { text: wanted }),
        ...Object.fromEntries(input.selectedItems.map(({ key }) => [key, true])),
      });
      input.hide();
    });
    input.onDidHide(() => input.dispose());
    input.show();
  }

  async askGrouping(): Promise<void> {
    const { title, groupings, id } = this.#kind;
    const { groupBy: current, ...filter } = this.#provider.options;
    const picked = await vscode.window.showQuickPick(
      groupings.map(({ groupBy, label }) => ({
        label,
        groupBy,
        description: groupBy === current ? "current" : "",
      })),
      { title: `Group ${title} By` },
    );
    if (picked === undefined) return;
    await this.#state.update(`${id}.groupBy`, picked.groupBy);
    this.#show(picked.groupBy === undefined ? filter : { ...filter, groupBy: picked.groupBy });
  }

  /** Reads the disk again, for whoever does not trust that changes are noticed. */
  async reload(): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: this.#kind.id } }, () =>
      this.#session.request(reloadRequest, {}),
    );
    this.#provider.refresh();
  }

  #show(options: TreeOptions): void {
    void vscode.commands.executeCommand("setContext", `${this.#kind.id}.filtered`, isFiltered(options));
    this.#provider.show(options);
  }

  #tellFilter(shown: number, total: number): void {
    const { options } = this.#provider;
    const { noun, flags } = this.#kind;
    if (!isFiltered(options)) {
      // Where there is a message, VS Code shows no welcome.
      this.#view.message = "";
      return;
    }
    const words = [
      options.part === undefined ? undefined : this.#partWords,
      options.text === undefined ? undefined : `“${options.text}”`,
      ...flags.filter(({ key }) => options[key] === true).map((flag) => flag.words),
    ].filter((word) => word !== undefined);
    const found = `${shown} of ${total} ${total === 1 ? noun.one : noun.many}`;
    this.#view.message = `Filtered by ${words.join(" and ")}: ${found}`;
  }

  /** Selects what the editor shows, without taking the focus or opening the view. */
  async #follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (editor === undefined || !this.#view.visible) return;
    const { uri } = editor.document;
    if (!vscode.workspace.getConfiguration("clusterProfiles").get("views.followEditor", true)) return;
    // Whoever opened the file by an item keeps that item.
    if (this.#view.selection.some(({ data }) => isSame(data.uri, uri))) return;
    try {
      const element = await this.#provider.elementAt(uri, editor.selection.active);
      if (element === undefined || !this.#view.visible || vscode.window.activeTextEditor !== editor) return;
      await this.#view.reveal(element, { select: true, focus: false });
    } catch {
      // The tree has changed in between, or the server has stopped: there is nothing to select.
    }
  }
}

/** The server may write the same address in another way. */
function isSame(text: string | undefined, uri: vscode.Uri): boolean {
  return text !== undefined && vscode.Uri.parse(text).toString() === uri.toString();
}

function isFiltered({ part, text, outdatedOnly, unusedOnly }: TreeOptions): boolean {
  return part !== undefined || text !== undefined || outdatedOnly === true || unusedOnly === true;
}
