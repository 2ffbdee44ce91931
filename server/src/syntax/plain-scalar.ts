/** What a YAML reader makes of unquoted text, and how text must be written to stay a string. */

/** What a plain scalar is read as when it is not a string. */
export type PlainReading = "number" | "date" | "boolean" | "null";

const decimalNumber = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;
const basedNumber = /^[-+]?0(?:x[\da-fA-F_]+|o[0-7_]+|b[01_]+)$/;
const specialNumber = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt \t])/;
const boolean = /^(?:true|True|TRUE|false|False|FALSE)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;

/**
 * How plain text is read if not as a string: YAML 1.2's core schema, and the dates and digit separators that the
 * YAML 1.1 readers in front of Palette (Terraform's among them) know as well.
 */
export function readPlain(source: string): PlainReading | undefined {
  if (nothing.test(source)) return "null";
  if (boolean.test(source)) return "boolean";
  if (decimalNumber.test(source) || basedNumber.test(source) || specialNumber.test(source)) return "number";
  if (date.test(source)) return "date";
  return undefined;
}

/** Words that are booleans to the YAML 1.1 readers alone. */
const oldBoolean = /^(?:y|yes|n|no|on|off)$/i;

/** True when the text can stand unquoted in block context and every reader still takes it for this very string. */
export function canBePlain(text: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9._+/@-]*(?: [A-Za-z0-9._+/@-]+)*$/.test(text) &&
    readPlain(text) === undefined &&
    !oldBoolean.test(text)
  );
}
