/**
 * Literal blocks (`values: |`) make up most of a profile, and nothing of the outer document depends on what they say. They are taken out
 * of the text before it is parsed, one character left in the place of each, and their own text is made when somebody asks for it.
 * What a parse costs is then the size of the outer document, and typing inside of a block parses no block.
 *
 * Blocks are found by indentation alone. Where that is too simple (a line of a quoted string that looks like the head of a block), the
 * parser does not find the character as the content of a block, and the whole text is parsed as it is.
 */

/** Stands in for a block. Private use, and outside of what template.ts uses. */
export const blockMark = "\ue0ff";

export interface HiddenBlock {
  /** Where the mark stands in the text that is parsed. */
  readonly markAt: number;
  /** What it stands for in the text: from the first character behind the first line's indentation to the end of the last line. */
  readonly start: number;
  readonly end: number;
  /** Spaces that indent each line. */
  readonly indent: number;
}

/** A text without its blocks. */
export interface Outline {
  readonly shown: string;
  /** In the order of their places. */
  readonly blocks: readonly HiddenBlock[];
}

/** Up to the end of a line: maybe list items, maybe a key, and the head of a literal block without an indentation of its own. */
const blockHead =
  /^( *(?:- +)*)((?:"[^"]*"|'[^']*'|[\w$./-][^#"':|]*)[ \t]*:[ \t]+)?(?:&\S+[ \t]+)?\|[+-]?[ \t]*(?:#.*)?$/;

/** Heads are short; what looks like one on a longer line is left to the parser. */
const longestHead = 300;

const directive = /^[ \t]*%\{.*\}[ \t]*$/;

export function hideBlocks(text: string): Outline {
  if (!text.includes("|") || text.includes(blockMark)) return { shown: text, blocks: [] };
  const blocks: HiddenBlock[] = [];
  let shown = "";
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const next = nextLine(text, at);
    const parent = parentColumn(text, at, next);
    const block = parent === undefined ? undefined : bodyOf(text, next, parent);
    if (block === undefined) {
      at = next;
      continue;
    }
    shown += text.slice(copied, block.start);
    blocks.push({ ...block, markAt: shown.length });
    shown += blockMark;
    copied = block.end;
    at = nextLine(text, block.end);
  }
  return blocks.length === 0 ? { shown: text, blocks } : { shown: shown + text.slice(copied), blocks };
}

/** Offsets of the outline as offsets of the text. The mark's two ends are the block's. */
export function createOffsetMap({ blocks }: Outline): (offset: number) => number {
  if (blocks.length === 0) return (offset) => offset;
  return (offset) => {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.markAt ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const before = blocks[low - 1];
    return before === undefined ? offset : before.end + (offset - before.markAt - 1);
  };
}

/** The block's lines as YAML reads them: without their indentation, with LF as line end, and none at the last. */
export function blockText(text: string, { start, end, indent }: HiddenBlock): string {
  const lines = text.slice(start, end).split(/\r\n|\n|\r/);
  return lines.map((line, at) => (at === 0 ? line : withoutIndent(line, indent))).join("\n");
}

function withoutIndent(line: string, indent: number): string {
  let at = 0;
  while (at < indent && line.charCodeAt(at) === space) at++;
  return line.slice(at);
}

const space = 32;
const lineFeed = 10;
const carriageReturn = 13;

/** The column of what the block on the line belongs to; undefined when the line is no head of a block. */
function parentColumn(text: string, start: number, next: number): number | undefined {
  if (next - start > longestHead) return undefined;
  const line = text.slice(start, lineEnd(text, start, next));
  if (!line.includes("|")) return undefined;
  const head = blockHead.exec(line);
  if (head === null) return undefined;
  const lead = head[1] ?? "";
  if (head[2] === undefined && lead.trim() === "") return undefined;
  // An item's block belongs to the dash before it, which stands in front of the blanks behind it.
  return head[2] === undefined ? lead.trimEnd().length - 1 : lead.length;
}

/** The lines below a head that are indented further than its parent; undefined when there are none, or their indentation is in doubt. */
function bodyOf(text: string, from: number, parent: number): Omit<HiddenBlock, "markAt"> | undefined {
  let indent: number | undefined;
  let start = 0;
  let end = 0;
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const column = indentOf(text, at);
    const first = text.charCodeAt(at + column);
    const isBlank = at + column >= text.length || first === lineFeed || first === carriageReturn;
    if (indent === undefined) {
      if (isBlank) {
        if (column > 0) return undefined;
        continue;
      }
      if (column <= parent) return undefined;
      indent = column;
      start = at + column;
    } else if (!isBlank && column < indent) {
      // A template's directive may stand anywhere: Terraform takes the line out before YAML is read.
      if (directive.test(text.slice(at, lineEnd(text, at, nextLine(text, at))))) continue;
      break;
    } else if (isBlank && column <= indent) {
      continue;
    }
    end = lineEnd(text, at, nextLine(text, at));
  }
  return indent === undefined ? undefined : { start, end, indent };
}

function indentOf(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at - from;
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at + 1;
}

function lineEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === lineFeed) end--;
  if (end > start && text.charCodeAt(end - 1) === carriageReturn) end--;
  return end;
}
