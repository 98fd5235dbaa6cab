// The smallest files of each type that is taken, beside PDF, made as programs make them.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly stored?: boolean;
  /** What is said of it, when that is untrue. */
  readonly says?: { readonly size?: number; readonly sum?: number; readonly flags?: number };
}

/** A ZIP with its entries in this order. Written by streaming: sizes and sums stand behind the entries and in the directory only. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const write = (piece: Buffer): void => {
    written.push(piece);
    at += piece.length;
  };
  for (const { name, bytes, stored = false, says = {} } of entries) {
    const packed = stored ? bytes : deflateRawSync(bytes);
    const { size = bytes.length, sum = crc32(bytes), flags = 0x08_08 } = says;
    const place = at;
    const fixed = (sumAndSizes: boolean): Buffer => {
      const head = Buffer.alloc(26);
      head.writeUInt16LE(20, 0);
      head.writeUInt16LE(flags, 2);
      head.writeUInt16LE(stored ? 0 : 8, 4);
      if (sumAndSizes) {
        head.writeUInt32LE(sum, 10);
        head.writeUInt32LE(packed.length, 14);
        head.writeUInt32LE(size, 18);
      }
      head.writeUInt16LE(Buffer.byteLength(name), 22);
      return head;
    };
    write(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed(false), Buffer.from(name), packed]));
    const behind = Buffer.alloc(16);
    behind.write('PK\x07\x08', 'latin1');
    behind.writeUInt32LE(sum, 4);
    behind.writeUInt32LE(packed.length, 8);
    behind.writeUInt32LE(size, 12);
    write(behind);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fixed(true), rest, Buffer.from(name)]),
    );
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...written, listed, end]);
}

const kinds = {
  docx: [
    '/word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  ],
  xlsx: ['/xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
} as const;

/** The entries of an office document: its directory of parts, its main part. */
export function officeEntries(
  kind: keyof typeof kinds,
  mainType: string = kinds[kind][1],
): readonly ZipEntry[] {
  const [part] = kinds[kind];
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${mainType}"/></Types>`;
  return [
    { name: '[Content_Types].xml', bytes: Buffer.from(types) },
    { name: part.slice(1), bytes: Buffer.from('<document/>') },
  ];
}

/** A white picture of one pixel. */
export function pngFile(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The segments of a JPEG: a thumbnail with an end of its own in its Exif, one scan with escaped bytes and a restart. */
export function jpegFile(): Buffer {
  const segment = (marker: number, data: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([head, data]);
  };
  const thumbnail = Buffer.from('ffd8ffda0008010100003f007fffd9', 'hex');
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), thumbnail])),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xda, Buffer.from('0101003f00', 'hex')),
    Buffer.from('12ff0034ffd056ff00', 'hex'),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** A TIFF of one strip, in either order of bytes; the directory before or after the strip. */
export function tiffFile(order: 'II' | 'MM', directoryFirst = false): Buffer {
  const little = order === 'II';
  const number = (value: number, size: number): Buffer => {
    const bytes = Buffer.alloc(size);
    if (little) bytes.writeUIntLE(value, 0, size);
    else bytes.writeUIntBE(value, 0, size);
    return bytes;
  };
  const strip = Buffer.alloc(100, 7);
  const entries: readonly (readonly [number, number])[] = [
    [256, 10],
    [257, 10],
    [273, directoryFirst ? 8 + 54 : 8],
    [279, strip.length],
  ];
  const directory = Buffer.concat([
    number(entries.length, 2),
    ...entries.map(([tag, value]) =>
      Buffer.concat([number(tag, 2), number(4, 2), number(1, 4), number(value, 4)]),
    ),
    number(0, 4),
  ]);
  const head = [Buffer.from(order), number(42, 2), number(directoryFirst ? 8 : 8 + strip.length, 4)];
  return Buffer.concat([...head, ...(directoryFirst ? [directory, strip] : [strip, directory])]);
}
