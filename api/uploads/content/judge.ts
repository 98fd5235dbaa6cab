import { fileTypeFromBuffer } from 'file-type';
import { hasAllOfTiff, hasEndOfJpeg, hasEndOfPng } from './images.ts';
import { judgeOffice } from './office.ts';
import { judgePdf } from './pdf.ts';
import { acceptedTypes, type AcceptedType } from '../file-types.ts';
import type { Verdict } from './verdict.ts';

/** Readers look for the header of a PDF in so many bytes (ISO 32000-1, annex H, note 13): blank lines and headers of mail or a printer may come before it. */
const headerWithin = 1_024;

/** What a file is by its content, as the programs that open it see it. */
export async function judge(bytes: Buffer): Promise<Verdict> {
  const header = bytes.subarray(0, headerWithin).indexOf('%PDF-');
  if (header === 0) return judgePdf(bytes);
  if (bytes.subarray(0, 4).equals(zipEntry)) return judgeOffice(bytes);
  // A program or page with a PDF behind its first lines is what it begins with.
  const begin = header < 0 ? bytes : bytes.subarray(0, header);
  const found = (await fileTypeFromBuffer(begin))?.mime ?? (beginsAsTiff(begin) ? 'image/tiff' : undefined);
  if (header > 0 && found === undefined && !opensAsPage(bytes.subarray(0, header)))
    return judgePdf(bytes.subarray(header));
  switch (found) {
    case 'image/png':
      return whole(found, hasEndOfPng(bytes));
    case 'image/jpeg':
      return whole(found, hasEndOfJpeg(bytes));
    case 'image/tiff':
      return whole(found, hasAllOfTiff(bytes));
    case 'application/x-cfb':
      return isProtectedOffice(bytes)
        ? { code: 'file-protected', type: 'DOCX, XLSX' }
        : { code: 'file-type-refused' };
    default:
      return { code: 'file-type-refused' };
  }
}

const zipEntry = Buffer.from('PK\x03\x04', 'latin1');

/** The library wants to see the first page, which a cut file may lack: cameras have types of their own that begin alike. */
function beginsAsTiff(bytes: Buffer): boolean {
  return /^(II\*\0|MM\0\*)/.test(bytes.toString('latin1', 0, 4));
}

function whole(mediaType: AcceptedType, isWhole: boolean): Verdict {
  return isWhole ? { mediaType } : { code: 'file-cut', type: acceptedTypes[mediaType].label };
}

function opensAsPage(before: Buffer): boolean {
  const text = before.toString('latin1');
  return text.startsWith('#!') || /<\s*(html|script|svg|\?xml|!doctype)/i.test(text);
}

/** Office keeps a document with a password as a stream of this name in its older container ([MS-OFFCRYPTO] 2.3). */
function isProtectedOffice(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
