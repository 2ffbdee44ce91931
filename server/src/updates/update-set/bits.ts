/** Sets of small numbers as bits, several sets in one array: `base` is the word at which a set begins. */

export type Bits = Uint32Array;

export function wordsFor(count: number): number {
  return (count + 31) >>> 5;
}

/** `sets` sets, each of all numbers below `count`. */
export function fullBits(sets: number, count: number): Bits {
  const width = wordsFor(count);
  const bits = new Uint32Array(sets * width).fill(0xffffffff);
  const rest = count & 31;
  if (rest !== 0) for (let set = 0; set < sets; set++) bits[(set + 1) * width - 1] = 2 ** rest - 1;
  return bits;
}

export function hasBit(bits: Bits, base: number, at: number): boolean {
  return (((bits[base + (at >>> 5)] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function setBit(bits: Bits, base: number, at: number): void {
  bits[base + (at >>> 5)] = (bits[base + (at >>> 5)] ?? 0) | (1 << (at & 31));
}

export function clearBit(bits: Bits, base: number, at: number): void {
  bits[base + (at >>> 5)] = (bits[base + (at >>> 5)] ?? 0) & ~(1 << (at & 31));
}

/** Whether a set of `row`, which begins at `base`, and the set `other` have a number in common. */
export function meets(row: Bits, base: number, other: Bits): boolean {
  for (let word = 0; word < other.length; word++) {
    if (((row[base + word] ?? 0) & (other[word] ?? 0)) !== 0) return true;
  }
  return false;
}

/** The numbers of a set on its own, in order. */
export function numbersIn(bits: Bits): number[] {
  const numbers: number[] = [];
  for (const [at, word] of bits.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) numbers.push(at * 32 + 31 - Math.clz32(rest & -rest));
  }
  return numbers;
}
