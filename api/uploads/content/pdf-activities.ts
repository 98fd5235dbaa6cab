import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import type { Activity } from '../../http/file-activities.ts';

/** Actions that no document may have, whoever starts them (ISO 32000-1, table 198). */
const actions: Readonly<Record<string, Activity>> = {
  JavaScript: 'script',
  Launch: 'launch',
  SubmitForm: 'data-exchange',
  ImportData: 'data-exchange',
  GoToE: 'attached-file',
  Rendition: 'media',
  Movie: 'media',
  Sound: 'media',
  RichMediaExecute: 'media',
  GoTo3DView: 'media',
};

/** What may happen by itself, when a document or page is opened: nothing leaves the document. */
const harmlessByItself = new Set(['GoTo', 'Named', 'Hide', 'SetOCGState', 'ResetForm', 'Thread', 'Trans']);

/** Annotations that play something (ISO 32000-1, table 169). */
const players = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/** Endings of attached files that are data: no program runs them. Documents among them would have to be judged like this one. */
const dataEndings = /\.(xml|json|csv|txt|p7s|p7b|cms|sig|sgn|cer|crt|png|jpe?g|tiff?)$/i;

/** What acts in a document, each once: in whatever object it stands, whether or not anything leads there. */
export function activitiesOf(context: PDFContext): readonly Activity[] {
  const found = new Set<Activity>();
  for (const [, object] of context.enumerateIndirectObjects()) {
    // Without recursion, and only into what stands in the object itself: others have their own turn.
    const open: PDFObject[] = [object];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next instanceof PDFArray) for (const each of next.asArray()) open.push(each);
      const dictionary = next instanceof PDFStream ? next.dict : next;
      if (dictionary instanceof PDFDict) {
        for (const activity of activitiesIn(dictionary)) found.add(activity);
        for (const value of dictionary.values()) open.push(value);
      }
      if (next instanceof PDFInvalidObject) for (const activity of activitiesNamed(next)) found.add(activity);
    }
  }
  return [...found];
}

function* activitiesIn(dictionary: PDFDict): Generator<Activity> {
  const action = nameAt(dictionary, 'S');
  const acts = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (acts !== undefined) yield acts;
  if (isThere(dictionary, 'JS')) yield 'script';
  if (isThere(dictionary, 'XFA')) yield 'xfa-form';
  if (isThere(dictionary, 'Rect') && players.has(nameAt(dictionary, 'Subtype'))) yield 'media';
  if (isThere(dictionary, 'EF') && !isAttachedData(dictionary)) yield 'attached-file';
  const triggers = at(dictionary, 'AA');
  const begun = [at(dictionary, 'OpenAction'), ...(triggers instanceof PDFDict ? entriesOf(triggers) : [])];
  if (begun.some(leavesTheDocument)) yield 'action-by-itself';
}

/** A place in the document, as an array or by name, is where to go. */
function leavesTheDocument(action: PDFObject | undefined): boolean {
  return (
    action instanceof PDFDict &&
    !harmlessByItself.has(nameAt(action, 'S') || 'GoTo') &&
    !Object.hasOwn(actions, nameAt(action, 'S'))
  );
}

function isAttachedData(file: PDFDict): boolean {
  const names = ['F', 'UF', 'DOS', 'Mac', 'Unix'].map((key) => at(file, key));
  const given = names.filter((name) => name instanceof PDFString || name instanceof PDFHexString);
  return given.length > 0 && given.every((name) => dataEndings.test(name.decodeText().trimEnd()));
}

/** Of an object that cannot be parsed, some reader may still read a part. */
function activitiesNamed(object: PDFInvalidObject): readonly Activity[] {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/#([\da-f]{2})/gi, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  return [...text.matchAll(/\/(\w+)/g)].flatMap(([, name = '']) =>
    Object.hasOwn(actions, name) ? (actions[name] ?? []) : [],
  );
}

function at(dictionary: PDFDict, key: string): PDFObject | undefined {
  return dictionary.lookup(PDFName.of(key));
}

function isThere(dictionary: PDFDict, key: string): boolean {
  const value = at(dictionary, key);
  return value !== undefined && value !== PDFNull;
}

/** The name under a key, without its slash and with what is escaped in it; empty when there is none. */
function nameAt(dictionary: PDFDict, key: string): string {
  const value = at(dictionary, key);
  return value instanceof PDFName ? value.decodeText() : '';
}

function entriesOf(dictionary: PDFDict): readonly (PDFObject | undefined)[] {
  return dictionary.keys().map((key) => dictionary.lookup(key));
}
