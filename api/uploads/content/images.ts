// Whether a picture has its end: a copy that broke off shows a part of a page, and nobody sees that there was more.

/** Whether the chunks of a PNG follow each other up to IEND. */
export function hasEndOfPng(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true;
  return false;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Whether a JPEG ends after its picture: a thumbnail inside has an end of its own. What follows the end is nobody's concern. */
export function hasEndOfJpeg(bytes: Buffer): boolean {
  let scanned = false;
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return scanned;
    scanned ||= marker === startOfScan;
    if (marker === 0xff) at += 1;
    else if (hasNoLength(marker)) at += 2;
    else if (at + 4 <= bytes.length) at += 2 + bytes.readUInt16BE(at + 2);
    else return false;
  }
  return false;
}

/** A byte 0xff of the picture itself, a restart, and the like. */
function hasNoLength(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

const mostPages = 10_000;
const stripOffsets = new Map([
  [273, 279],
  [324, 325],
]);

/** Whether the pages of a TIFF, and the strips or tiles of each, lie within it. Of BigTIFF only the first page is looked for. */
export function hasAllOfTiff(bytes: Buffer): boolean {
  const little = bytes[0] === 0x49;
  const number = (at: number, size: number): number =>
    little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  try {
    if (number(2, 2) === 43)
      return Number(little ? bytes.readBigUInt64LE(8) : bytes.readBigUInt64BE(8)) < bytes.length;
    let page = number(4, 4);
    const seen = new Set<number>();
    while (page !== 0 && !seen.has(page) && seen.size < mostPages) {
      seen.add(page);
      const entries = number(page, 2);
      if (!holdsItsStrips(bytes, number, page + 2, entries)) return false;
      page = number(page + 2 + entries * 12, 4);
    }
    return seen.size > 0;
  } catch (error) {
    // A number that lies beyond the end.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function holdsItsStrips(
  bytes: Buffer,
  number: (at: number, size: number) => number,
  first: number,
  entries: number,
): boolean {
  const lists = new Map<number, readonly number[]>();
  for (let at = first; at < first + entries * 12; at += 12) {
    const tag = number(at, 2);
    if (![...stripOffsets].flat().includes(tag)) continue;
    const size = number(at + 2, 2) === 3 ? 2 : 4;
    const count = number(at + 4, 4);
    if (count * size > bytes.length) return false;
    const from = count * size <= 4 ? at + 8 : number(at + 8, 4);
    lists.set(
      tag,
      Array.from({ length: count }, (_, index) => number(from + index * size, size)),
    );
  }
  return [...stripOffsets].every(([offsets, counts]) =>
    (lists.get(offsets) ?? []).every(
      (offset, index) => offset + (lists.get(counts)?.[index] ?? 0) <= bytes.length,
    ),
  );
}
