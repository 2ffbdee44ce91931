/** A tree of the server's as VS Code wants it: children asked for by node, tooltips and places when they are needed. */

import * as vscode from "vscode";
import {
  type PlaceData,
  type TreeChildrenParams,
  type TreeChildrenResult,
  type TreeItemData,
  type TreeItemDetails,
  type TreeItemParams,
  type TreeName,
  type TreeOptions,
  type TreePathParams,
  treeChildrenRequest,
  treeItemRequest,
  treePathRequest,
} from "../../../server/src/lsp/protocol.ts";
import type { Session } from "../session.ts";

/** An item and where in which tree it is. */
export interface TreeElement {
  readonly data: TreeItemData;
  readonly parent: TreeElement | undefined;
  readonly provider: TreeProvider;
}

/** The first word of what menus go by. */
export function kindOf({ data }: TreeElement): string {
  return data.contextValue.split(" ")[0] ?? "";
}

export const openCommand = "clusterProfiles.tree.open";

export class TreeProvider implements vscode.TreeDataProvider<TreeElement> {
  readonly #session: Session;
  readonly #tree: TreeName;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #summarized = new vscode.EventEmitter<NonNullable<TreeChildrenResult["summary"]>>();
  #options: TreeOptions;

  readonly onDidChangeTreeData = this.#changed.event;
  /** How much of the tree is shown, each time its roots were asked for. */
  readonly onSummary = this.#summarized.event;

  constructor(session: Session, tree: TreeName, options: TreeOptions) {
    this.#session = session;
    this.#tree = tree;
    this.#options = options;
  }

  get options(): TreeOptions {
    return this.#options;
  }

  show(options: TreeOptions): void {
    this.#options = options;
    this.refresh();
  }

  /** Asks for everything that is expanded anew. */
  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(parent?: TreeElement): Promise<TreeElement[]> {
    // Without a folder there is nothing to read, and no need for a server.
    if (vscode.workspace.workspaceFolders === undefined) return [];
    const { items, summary } = await this.#session.request<TreeChildrenParams, TreeChildrenResult>(
      treeChildrenRequest,
      {
        tree: this.#tree,
        options: this.#options,
        ...(parent === undefined ? {} : { parent: parent.data.id }),
      },
    );
    if (summary !== undefined) this.#summarized.fire(summary);
    return items.map((data) => ({ data, parent, provider: this }));
  }

  getParent({ parent }: TreeElement): TreeElement | undefined {
    return parent;
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    const { id, label, description, icon, contextValue, uri, hasChildren, accessibilityLabel } = element.data;
    const item = new vscode.TreeItem(
      label,
      hasChildren ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = id;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = contextValue;
    item.accessibilityInformation = { label: accessibilityLabel };
    if (uri !== undefined) item.command = { command: openCommand, title: "Open", arguments: [element, true] };
    return item;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    element: TreeElement,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const details = await this.details(element);
    if (!token.isCancellationRequested && details !== null && details.tooltip !== "")
      item.tooltip = new vscode.MarkdownString(details.tooltip);
    return item;
  }

  /** The item as it is now; null when it is gone. */
  details({ data }: TreeElement): Promise<TreeItemDetails | null> {
    return this.#session.request<TreeItemParams, TreeItemDetails | null>(treeItemRequest, {
      tree: this.#tree,
      id: data.id,
      options: this.#options,
    });
  }

  /** Where the element is written now. */
  async placeOf(element: TreeElement): Promise<PlaceData | undefined> {
    return (await this.details(element))?.place;
  }

  /** The element that stands for what is at a place, if the tree shows it. */
  async elementAt(uri: vscode.Uri, position: vscode.Position): Promise<TreeElement | undefined> {
    const path = await this.#session.request<TreePathParams, readonly TreeItemData[]>(treePathRequest, {
      tree: this.#tree,
      uri: uri.toString(),
      position: { line: position.line, character: position.character },
      options: this.#options,
    });
    return path.reduce<TreeElement | undefined>(
      (parent, data) => ({ data, parent, provider: this }),
      undefined,
    );
  }

  dispose(): void {
    this.#changed.dispose();
    this.#summarized.dispose();
  }
}
