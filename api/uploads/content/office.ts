import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { AcceptedType } from '../file-types.ts';
import type { Activity } from '../../http/file-activities.ts';
import type { Verdict } from './verdict.ts';

const type = 'DOCX, XLSX';
const mostEntries = 10_000;
/** Of all entries together, unpacked. */
const mostBytes = 536_870_912;
const mostBytesOfTypes = 1_048_576;

const mainParts: Readonly<Record<string, AcceptedType>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml':
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml':
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const activeTypes: readonly (readonly [RegExp, Activity])[] = [
  [/macroenabled|vbaproject|macrosheet/, 'macro'],
  [/activex/, 'active-control'],
];
const activeNames: readonly (readonly [RegExp, Activity])[] = [
  [/(^|\/)vbaproject[^/]*\.bin$|\/macrosheets\//, 'macro'],
  [/(^|\/)activex\//, 'active-control'],
];

/**
 * What a ZIP is as an office document, by its directory (ECMA-376): where in the file a part lies does not matter. Every entry is
 * unpacked and summed up, since a document with a broken part opens with a question or not at all.
 */
export async function judgeOffice(bytes: Buffer): Promise<Verdict> {
  // Without the record at the end it is not known what there is.
  if (bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') < 0) return { code: 'file-cut', type };
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    return await judgeEntries(zip);
  } catch {
    return { code: 'file-damaged', type };
  }
}

async function judgeEntries(zip: ZipFile): Promise<Verdict> {
  if (zip.entryCount > mostEntries) return { code: 'file-too-complex' };
  const names = new Set<string>();
  let unpacked = 0;
  let types = '';
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entry.isEncrypted()) return { code: 'file-protected', type };
    unpacked += entry.uncompressedSize;
    if (unpacked > mostBytes) return { code: 'file-too-complex' };
    const isTypes = name === '[content_types].xml';
    if (isTypes && entry.uncompressedSize > mostBytesOfTypes) return { code: 'file-too-complex' };
    // Of two entries with one name, one reader would take the first and another the last.
    if (names.has(name)) return { code: 'file-damaged', type };
    names.add(name);
    const content = await contentOf(zip, entry, isTypes);
    if (content === null) return { code: 'file-damaged', type };
    if (isTypes) types = textOf(content);
  }
  return judgeParts(names, types);
}

/** The bytes of an entry if they are asked for, else none; null when their sum is not the one that is written with them. */
async function contentOf(zip: ZipFile, entry: Entry, wanted: boolean): Promise<Buffer | null> {
  const kept: Buffer[] = [];
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const piece = chunk as Buffer;
    sum = crc32(piece, sum);
    if (wanted) kept.push(piece);
  }
  return sum === entry.crc32 ? Buffer.concat(kept) : null;
}

function textOf(xml: Buffer): string {
  const isUtf16 = (xml[0] === 0xff && xml[1] === 0xfe) || (xml[0] === 0xfe && xml[1] === 0xff);
  if (!isUtf16) return xml.toString('utf8');
  return new TextDecoder(xml[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(xml);
}

function judgeParts(names: ReadonlySet<string>, types: string): Verdict {
  const parts = [...types.matchAll(/<(?:\w+:)?(?:Override|Default)\s[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'PartName').toLowerCase().replace(/^\//, ''),
    type: attribute(tag, 'ContentType').toLowerCase(),
  }));
  const found = new Set<Activity>();
  for (const [shape, activity] of activeTypes)
    if (parts.some((part) => shape.test(part.type))) found.add(activity);
  for (const [shape, activity] of activeNames)
    if ([...names].some((name) => shape.test(name))) found.add(activity);
  if (found.size > 0) return { code: 'file-active-content', type, found: [...found] };

  const main = parts.find((part) => Object.hasOwn(mainParts, part.type));
  const mediaType = main && mainParts[main.type];
  if (mediaType === undefined) return { code: 'file-type-refused' };
  return main?.name === '' || names.has(main?.name ?? '') ? { mediaType } : { code: 'file-damaged', type };
}

function attribute(tag: string, name: string): string {
  const [, quoted, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return quoted ?? single ?? '';
}
