/** textDocument/documentSymbol */

import { type DocumentSymbol, SymbolKind } from "vscode-languageserver/node";
import { documentSymbols, type Symbol as EngineSymbol } from "../../features/symbols.ts";
import type { LineIndex } from "../../syntax/line-index.ts";
import { toRange } from "../convert.ts";
import type { Session } from "../session.ts";

const kinds: Record<EngineSymbol["kind"], SymbolKind> = {
  profile: SymbolKind.Package,
  pack: SymbolKind.Module,
  cluster: SymbolKind.Class,
  reference: SymbolKind.Property,
  version: SymbolKind.Constant,
  description: SymbolKind.String,
  tags: SymbolKind.Array,
  key: SymbolKind.Key,
};

export function registerDocumentSymbols(session: Session): void {
  session.connection.onDocumentSymbol(({ textDocument }) => {
    const place = session.place(textDocument.uri, { line: 0, character: 0 });
    if (place === undefined) return [];
    return documentSymbols(session.snapshot, place.file).map((symbol) => toSymbol(symbol, place.view.lines));
  });
}

function toSymbol(symbol: EngineSymbol, lines: LineIndex): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: kinds[symbol.kind],
    range: toRange(lines, symbol.span),
    selectionRange: toRange(lines, symbol.selectionSpan),
    children: symbol.children.map((child) => toSymbol(child, lines)),
  };
}
