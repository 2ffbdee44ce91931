/** textDocument/completion and completionItem/resolve */

import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  MarkupKind,
} from "vscode-languageserver/node";
import { complete, type CompletionItem as EngineItem } from "../../features/completion.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

const kinds: Record<EngineItem["kind"], CompletionItemKind> = {
  pack: CompletionItemKind.Module,
  version: CompletionItemKind.Constant,
  enum: CompletionItemKind.EnumMember,
  key: CompletionItemKind.Property,
  profile: CompletionItemKind.Module,
  registry: CompletionItemKind.Folder,
  tag: CompletionItemKind.Text,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
};

export function registerCompletion(session: Session): void {
  // Documentation is written when an item is looked at; an item of an older list than the last has none.
  let last: readonly EngineItem[] = [];

  session.connection.onCompletion(({ textDocument, position, context }) => {
    const place = session.place(textDocument.uri, position);
    if (place === undefined) return [];
    last = complete(session.snapshot, place.file, place.offset, context?.triggerCharacter);
    return last.map((item, at): CompletionItem => {
      const { label, kind, detail, span, newText, filterText, sortText, deprecated, preselect, opensValues } =
        item;
      return {
        label,
        kind: kinds[kind],
        sortText,
        filterText,
        textEdit: { range: toRange(place.view.lines, span), newText },
        data: { at, label },
        ...(detail === undefined ? {} : { detail }),
        ...(deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
        ...(preselect ? { preselect } : {}),
        ...(opensValues && session.suggestCommand !== undefined
          ? { command: { title: "Suggest", command: session.suggestCommand } }
          : {}),
      };
    });
  });

  session.connection.onCompletionResolve((item) => {
    const { at, label } = (item.data ?? {}) as { at?: number; label?: string };
    const source = at === undefined ? undefined : last[at];
    const markdown = source !== undefined && source.label === label ? source.documentation?.() : undefined;
    return markdown === undefined
      ? item
      : { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } };
  });
}
