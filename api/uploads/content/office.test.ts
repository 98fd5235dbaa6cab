import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { officeEntries, zipOf } from '../../../test/sample-files.ts';
import { judge } from './judge.ts';

const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const type = 'DOCX, XLSX';
const [types, main] = officeEntries('docx');

describe('an office document', () => {
  test.each([
    ['docx', docx],
    ['xlsx', xlsx],
  ] as const)('is known by its main part: %s', async (kind, expected) => {
    expect(await judge(zipOf(officeEntries(kind)))).toEqual(expected);
  });

  test('may have pictures of megabytes before its list of parts', async () => {
    const picture = { name: 'word/media/1.jpg', bytes: randomBytes(3_000_000), stored: true };
    expect(await judge(zipOf([picture, ...officeEntries('docx').toReversed()]))).toEqual(docx);
  });

  test('may write its list of parts in UTF-16, with other quotes and a prefix', async () => {
    const text = `\ufeff${types?.bytes.toString() ?? ''}`.replaceAll('"', "'").replaceAll(/<(?=\w)/g, '<ct:');
    const inUtf16 = { name: '[Content_Types].xml', bytes: Buffer.from(text, 'utf16le') };
    expect(await judge(zipOf([inUtf16, ...(main ? [main] : [])]))).toEqual(docx);
  });

  test('is told to be cut wherever it ends', async () => {
    const whole = zipOf(officeEntries('docx'));
    const ends = Array.from({ length: whole.length - 26 }, (_, index) => index + 4);
    const told = await Promise.all(ends.map((end) => judge(whole.subarray(0, end))));

    expect(told).toEqual(ends.map(() => ({ code: 'file-cut', type })));
  });

  test.each([
    [
      'macros by its type',
      officeEntries('docx', 'application/vnd.ms-word.document.macroEnabled.main+xml'),
      'macro',
    ],
    [
      'macros among its parts',
      [...officeEntries('xlsx'), { name: 'xl/vbaProject.bin', bytes: Buffer.from('a') }],
      'macro',
    ],
    [
      'a sheet of macros',
      [...officeEntries('xlsx'), { name: 'xl/macrosheets/sheet1.xml', bytes: Buffer.from('a') }],
      'macro',
    ],
    [
      'an active control',
      [...officeEntries('docx'), { name: 'word/activeX/activeX1.bin', bytes: Buffer.from('a') }],
      'active-control',
    ],
  ])('with %s is told to be active', async (_what, entries, found) => {
    expect(await judge(zipOf(entries))).toEqual({ code: 'file-active-content', type, found: [found] });
  });

  test('may have a sheet embedded, which its charts need', async () => {
    const sheet = { name: 'word/embeddings/sheet1.xlsx', bytes: zipOf(officeEntries('xlsx')) };
    expect(await judge(zipOf([...officeEntries('docx'), sheet]))).toEqual(docx);
  });

  test.each([
    ['a part whose sum is another', { sum: 1 }],
    ['a part that is longer than it says', { size: 3 }],
    ['a part that is shorter than it says', { size: 300 }],
  ])('with %s is damaged', async (_what, says) => {
    const entries = officeEntries('docx').map((entry, index) => (index === 1 ? { ...entry, says } : entry));
    expect(await judge(zipOf(entries))).toEqual({ code: 'file-damaged', type });
  });

  test.each([
    ['without its main part', officeEntries('docx').slice(0, 1)],
    ['with two parts of one name', [...officeEntries('docx'), ...officeEntries('docx')]],
    ['with a part outside of it', [...officeEntries('docx'), { name: '../a.xml', bytes: Buffer.from('a') }]],
  ])('%s is damaged', async (_what, entries) => {
    expect(await judge(zipOf(entries))).toEqual({ code: 'file-damaged', type });
  });

  test.each([
    ['with too much unpacked', [{ name: 'a', bytes: Buffer.from('a'), says: { size: 600_000_000 } }]],
    [
      'with too many parts',
      Array.from({ length: 10_001 }, (_, index) => ({
        name: `${index}`,
        bytes: Buffer.alloc(0),
        stored: true,
      })),
    ],
  ])('%s is too complex', async (_what, entries) => {
    expect(await judge(zipOf([...entries, ...officeEntries('docx')]))).toEqual({ code: 'file-too-complex' });
  });

  test('with a password is told, as a ZIP and as Office keeps it', async () => {
    const entries = officeEntries('docx').map((entry) => ({ ...entry, says: { flags: 0x08_09 } }));
    expect(await judge(zipOf(entries))).toEqual({ code: 'file-protected', type });

    const container = Buffer.alloc(2_048);
    container.write('d0cf11e0a1b11ae1', 'hex');
    expect(await judge(container)).toEqual({ code: 'file-type-refused' });
    container.write('EncryptedPackage', 1_024, 'utf16le');
    expect(await judge(container)).toEqual({ code: 'file-protected', type });
  });
});

test.each([
  ['of other files', [{ name: 'a.txt', bytes: Buffer.from('a') }]],
  [
    'of a presentation',
    officeEntries(
      'docx',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    ),
  ],
  [
    'of a template',
    officeEntries('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml'),
  ],
])('a ZIP %s is of no type that is taken', async (_what, entries) => {
  expect(await judge(zipOf(entries))).toEqual({ code: 'file-type-refused' });
});
