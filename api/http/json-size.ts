/** Deeper than any body that a schema of ours describes. */
export const deepestJson = 32;
/** More than any object of ours has; where any name is taken, as in evidence of receipt, it is more than anybody reads. */
export const mostNames = 500;
/** Up to so many digits a number without a power of ten is kept as it was written. */
const shortNumber = 15;

/** What is too much of a JSON text for anybody to read, or what was counted in it. */
export type JsonSize =
  | { readonly kind: 'too-deep' | 'too-many-values' | 'too-many-names' }
  | {
      readonly kind: 'fits';
      /** How many names its objects have together. */
      readonly names: number;
      /** Whether a number is written so long, or with a power of ten, that a double may change it. */
      readonly longNumbers: boolean;
    };

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const [plus, zero, nine] = [0x2b, 0x30, 0x39];
const [smallE, largeE] = [0x65, 0x45];

/**
 * Measures a JSON text before a parser makes values of it: one look at each byte, and no further than the first excess. A
 * list or object counts as one value and as one for each of its members; the text need not be sound.
 */
export function sizeOfJson(bytes: Uint8Array, mostValues: number): JsonSize {
  let depth = 0;
  let values = 1;
  let names = 0;
  let longNumbers = false;
  let digits = 0;
  let inText = false;
  // How many names the object that is open at each depth has so far; a list has none.
  const namesAt: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (inText) {
      if (byte === backslash) index += 1;
      else if (byte === quote) inText = false;
      continue;
    }
    // From the plus sign to the digit nine stand what numbers are made of, but for the `e` of few of them, and the comma.
    // A small power of ten has fewer digits than the literal has.
    if (digits > 0 && (byte === smallE || byte === largeE)) longNumbers = true;
    digits = byte >= plus && byte <= nine && byte !== comma ? digits + (byte >= zero ? 1 : 0) : 0;
    if (digits > shortNumber) longNumbers = true;
    if (byte === quote) inText = true;
    else if (byte === comma) values += 1;
    else if (byte === colon) {
      names += 1;
      const here = (namesAt[depth] ?? 0) + 1;
      if (here > mostNames) return { kind: 'too-many-names' };
      namesAt[depth] = here;
    } else if (byte === openBracket || byte === openBrace) {
      depth += 1;
      values += 1;
      if (depth > deepestJson) return { kind: 'too-deep' };
      namesAt[depth] = 0;
    } else if (byte === closeBracket || byte === closeBrace) depth -= 1;
    if (values > mostValues) return { kind: 'too-many-values' };
  }
  return { kind: 'fits', names, longNumbers };
}
