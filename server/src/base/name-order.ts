/** The order of names as people look them up: whatever the case and the accents, and `store-9` before `store-10`. */

/** Lists of thousands are sorted at every keystroke, and a collator takes its time: so each name is spelled out once. */
const keys = new Map<string, string>();
const mostKeys = 50_000;

export function compareNames(a: string, b: string): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  if (one !== other) return one < other ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= mostKeys) keys.clear();
  const plain = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  // The number of digits goes before them: more digits are a larger number.
  const key = plain.replace(
    /0*(\d+)/g,
    (_, digits: string) => String.fromCharCode(0x30, digits.length) + digits,
  );
  keys.set(name, key);
  return key;
}
