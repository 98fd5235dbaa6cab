import { PDFArray, PDFDict, PDFDocument, PDFName, PDFParser, type PDFContext } from '@cantoo/pdf-lib';
import { activitiesOf } from './pdf-activities.ts';
import type { Verdict } from './verdict.ts';

const type = 'PDF';

/**
 * What a PDF is that begins with its header. Its objects are found as readers find them when a table of theirs is wrong: one after
 * the other. One that is protected against changes or printing opens without a password and is judged like any other.
 */
export async function judgePdf(bytes: Buffer): Promise<Verdict> {
  if (isCut(bytes)) return { code: 'file-cut', type };
  const read = await contextOf(bytes);
  if (read === 'protected') return { code: 'file-protected', type };
  if (read === null || !hasItsPages(read)) return { code: 'file-damaged', type };
  const found = activitiesOf(read);
  return found.length > 0 ? { code: 'file-active-content', type, found } : { mediaType: 'application/pdf' };
}

/**
 * A file ends with the place of its table and `%%EOF`; each later version adds objects and the same again. What was made for fast
 * viewing has the first of both near its beginning, and says there how long it is.
 */
function isCut(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf('startxref');
  if (end < 0 || !bytes.includes('%%EOF', end)) return true;
  if (/\d\s{1,20}\d{1,10}\s{1,20}obj/.test(bytes.toString('latin1', end))) return true;
  const first = bytes.toString('latin1', 0, 1_024);
  const length = /\/Linearized/.test(first) ? /\/L\s+(\d{1,15})/.exec(first)?.[1] : undefined;
  return length !== undefined && Number(length) > bytes.length;
}

/** The objects of a document, decrypted; null when it has none that can be read. */
async function contextOf(bytes: Buffer): Promise<PDFContext | 'protected' | null> {
  let plain: PDFContext;
  try {
    plain = await PDFParser.forBytesWithOptions(bytes, Infinity).parseDocument();
  } catch {
    return null;
  }
  if (plain.lookup(plain.trailerInfo.Encrypt) === undefined) return plain;
  try {
    const options = { password: '', updateMetadata: false, preserveXFA: true, parseSpeed: Infinity };
    return (await PDFDocument.load(bytes, options)).context;
  } catch {
    return 'protected';
  }
}

/** Whether the tree of pages is there, with a page in it. */
function hasItsPages(context: PDFContext): boolean {
  const root = context.lookup(context.trailerInfo.Root);
  if (!(root instanceof PDFDict)) return false;
  const seen = new Set<unknown>();
  const open: unknown[] = [root.lookup(PDFName.of('Pages'))];
  let pages = 0;
  while (open.length > 0) {
    const node = open.pop();
    if (!(node instanceof PDFDict)) return false;
    if (seen.has(node)) continue;
    seen.add(node);
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) for (const kid of kids.asArray()) open.push(context.lookup(kid));
    else pages += 1;
  }
  return pages > 0;
}
