import type { Multipart, MultipartFile } from '@fastify/multipart';
import { charactersIn, textFault } from '../../regulation/person-text.ts';
import { within } from '../../regulation/pointer.ts';
import { Problem } from '../http/problem.ts';
import type { FieldFault } from '../http/validation.ts';
import { fileNameFor, maxNameLength } from './file-names.ts';
import type { AcceptedType } from './file-types.ts';

/** The one field of the form. */
const fileField = 'file';

/** RFC 2046 §5.1.1: 1 to 70 characters, the last of them no space. */
const boundaryShape = /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;

/**
 * Throws `request-malformed` unless a Content-Type names one boundary that a form may have. The parser would take others
 * too, fail on long ones, and of two take the first where another reader takes the last.
 */
export function checkBoundary(contentType: string): void {
  const said = [...contentType.matchAll(/;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]*))/gi)];
  const [quoted, plain = ''] = said[0]?.slice(1) ?? [];
  if (said.length === 1 && boundaryShape.test(quoted ?? plain)) return;
  throw new Problem('request-malformed', {
    errors: [{ pointer: '/content-type', in: 'header', code: 'boundary-malformed' }],
  });
}

/** The file that a part brings, unread. Throws, naming the part, when it is not the file of the form. */
export function fileOf(part: Multipart): {
  readonly fileName: string;
  readonly bytes: MultipartFile['file'];
} {
  // The parser's types promise a name; a part may come without one.
  const field: string | undefined = part.fieldname;
  if (field === undefined || field === '') throw refused({ pointer: '', code: 'part-nameless' });
  if (field !== fileField)
    throw refused({ pointer: within('', field), code: 'unknown-field', params: { field } });
  if (part.type === 'field') throw refused(nameless);
  return { fileName: checkedName(part.filename), bytes: part.file };
}

const namePointer = `/${fileField}/fileName`;
const nameless: FieldFault = { pointer: namePointer, code: 'text-empty' };

function checkedName(name: string | undefined): string {
  if (name === undefined) throw refused(nameless);
  const decoded = decodedName(name);
  if (decoded === null) throw refused({ pointer: namePointer, code: 'file-name-encoded' });
  const code = textFault(decoded, 'line');
  if (code !== null) throw refused({ pointer: namePointer, code });
  if (/[/\\]/.test(decoded)) throw refused({ pointer: namePointer, code: 'file-name-with-path' });
  return shortEnough(decoded);
}

/** The name under which a file that came with this one is kept. Throws when its ending makes it too long. */
export function lastingName(name: string, mediaType: AcceptedType): string {
  return shortEnough(fileNameFor(name, mediaType));
}

function shortEnough(name: string): string {
  const length = charactersIn(name);
  if (length <= maxNameLength) return name;
  throw refused({ pointer: namePointer, code: 'text-too-long', params: { length, max: maxNameLength } });
}

/**
 * The name that a sender wrote in percent-encoding (RFC 7578 §2), as browsers do with what would end the parameter; a percent
 * sign that encodes nothing is one. Null when it encodes something else than UTF-8, or is an encoded-word of mail (RFC 2047),
 * which forms do not have.
 */
function decodedName(name: string): string | null {
  if (/^=\?[^?]+\?[bq]\?.*\?=$/is.test(name)) return null;
  try {
    return name.replaceAll(/(?:%[\da-f]{2})+/gi, (encoded) => decodeURIComponent(encoded));
  } catch {
    return null;
  }
}

function refused(fault: FieldFault): Problem {
  return new Problem('invalid-body', { errors: [fault] });
}
