/** How rules about the packs of a profile point at a pack and call it. */

import type { Span } from "../base/span.ts";
import type { Pack } from "../model/profile.ts";
import { contentSpan, known } from "../model/text.ts";
import type { FileId } from "../workspace/profile-index.ts";
import type { Related } from "./finding.ts";

/** The pack's name, or its first key where it has none. */
export function packSpan({ name, node, span }: Pack): Span {
  return name === undefined ? (node.entries[0]?.key.span ?? span) : contentSpan(name);
}

/** The name in backticks. */
export function packTitle(pack: Pack): string {
  return `\`${known(pack.name)?.text ?? "?"}\``;
}

export function packPlace(file: FileId, pack: Pack, message: string): Related {
  return { file, span: packSpan(pack), message };
}
