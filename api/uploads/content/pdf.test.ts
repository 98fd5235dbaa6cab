import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pdfText } from '../../../conformance/pdf-text.ts';
import { judge } from './judge.ts';

const plain = pdfText();
const good = { mediaType: 'application/pdf' };
const cut = { code: 'file-cut', type: 'PDF' };
const damaged = { code: 'file-damaged', type: 'PDF' };
const judged = (text: string) => judge(Buffer.from(text, 'latin1'));

test.each([
  ['nothing', ''],
  ['a blank line', '\r\n'],
  ['a mark of the order of bytes', '\u00ef\u00bb\u00bf'],
  ['a header of mail', 'MIME-Version: 1.0\r\nContent-Type: application/pdf; name="a.pdf"\r\n\r\n'],
  ['a header of a printer', '\u001b%-12345X@PJL JOB NAME="a"\r\n@PJL ENTER LANGUAGE=PDF\r\n'],
  ['1,019 blanks', ' '.repeat(1_019)],
])('a PDF with %s before its header is one', async (_what, before) => {
  expect(await judged(pdfText([], { before }))).toEqual(good);
});

test.each([
  ['more than readers skip', ' '.repeat(1_025)],
  ['a page', '<html><script>alert(1)</script>'],
  ['a program', 'MZ\u0090\u0000\u0003\u0000\u0000\u0000'],
  ['a script', '#!/bin/sh\n'],
])('with %s before its header it is none', async (_what, before) => {
  expect(await judged(pdfText([], { before }))).toEqual({ code: 'file-type-refused' });
});

test.each([
  ['printers end a job after it', '\u001b%-12345X@PJL EOJ\r\n'],
  ['a transfer fills it up', '\0'.repeat(5_000)],
  ['mail adds a line', '\r\n\r\n'],
])('a PDF stays one when %s', async (_what, after) => {
  expect(await judged(plain + after)).toEqual(good);
});

describe('a PDF that was not copied whole', () => {
  const later = `${plain}4 0 obj\n<</Title(b)>>\nendobj\nxref\n4 1\n0000000500 00000 n \ntrailer\n<</Size 5/Root 1 0 R>>\nstartxref\n600\n%%EOF\n`;

  test('is told wherever it ends', async () => {
    const ends = Array.from({ length: plain.length - 6 }, (_, index) => index + 5);
    const told = await Promise.all(ends.map((end) => judged(plain.slice(0, end))));

    // Without the line's end after it the mark of the end is there.
    expect(told.slice(0, -1)).toEqual(ends.slice(0, -1).map(() => cut));
  });

  test('is told when a later version of it was cut', async () => {
    expect(await judged(later)).toEqual(good);
    expect(await judged(later.slice(0, plain.length + 20))).toEqual(cut);
  });

  test('is told when it is made for fast viewing, and ends with its first page', async () => {
    const linearized = plain.replace(
      '1 0 obj',
      `9 0 obj\n<</Linearized 1/L ${plain.length + 1_000}>>\nendobj\n1 0 obj`,
    );
    expect(await judged(linearized)).toEqual(cut);
  });
});

test.each([
  ['no pages', pdfText().replace('/Kids[3 0 R]', '/Kids[]')],
  ['a page that is not there', pdfText().replace('/Kids[3 0 R]', '/Kids[3 0 R 8 0 R]')],
  ['no tree of pages', pdfText().replace('/Pages 2 0 R', '')],
  ['nothing but a beginning and an end', '%PDF-1.7\nstartxref\n0\n%%EOF\n'],
  ['one empty object', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n'],
])('a PDF with %s is damaged', async (_what, text) => {
  expect(await judged(text)).toEqual(damaged);
});

test('a table with wrong places is mended by readers, and is no fault', async () => {
  expect(await judged(plain.replaceAll(/\d{10} 00000 n/g, '0000000001 00000 n'))).toEqual(good);
});

const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>';

test.each<[string, Parameters<typeof pdfText>, readonly string[]]>([
  ['a script when it is opened', [[script], { root: '/OpenAction 4 0 R' }], ['script']],
  ['a script among its names', [[script], { root: '/Names<</JavaScript<</Names[(a)4 0 R]>>>>' }], ['script']],
  ['a script when a page is shown', [[], { ofPage: `/AA<</O${script}>>` }], ['script']],
  ['a script under an escaped name', [['<</S/J#61vaScript/#4aS(1)>>']], ['script']],
  ['an action whose kind is an object of its own', [['<</S 5 0 R>>', '/JavaScript']], ['script']],
  [
    'a script after another action',
    [[], { root: `/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next${script}>>` }],
    ['script'],
  ],
  ['a script to which nothing leads', [[script]], ['script']],
  ['a program that it starts', [[], { root: '/OpenAction<</S/Launch/F(cmd.exe)>>' }], ['launch']],
  [
    'a link to a program',
    [[], { ofPage: '/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(a.exe)>>>>]' }],
    ['launch'],
  ],
  ['a form that sends', [['<</S/SubmitForm/F(https://example.kz)>>']], ['data-exchange']],
  ['a form that fetches', [['<</S/ImportData/F(a.fdf)>>']], ['data-exchange']],
  [
    'an address that it opens by itself',
    [[], { root: '/OpenAction<</S/URI/URI(https://example.kz)>>' }],
    ['action-by-itself'],
  ],
  [
    'another file that it opens by itself',
    [[], { ofPage: '/AA<</O<</S/GoToR/F(\\\\\\\\host\\\\a)/D[0/Fit]>>>>' }],
    ['action-by-itself'],
  ],
  ['an XFA form', [[], { root: '/AcroForm<</Fields[]/XFA[(template)4 0 R]>>' }], ['xfa-form']],
  ['a film', [[], { ofPage: '/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]' }], ['media']],
  ['a program attached', [['<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>']], ['attached-file']],
  [
    'a program attached as data',
    [['<</Type/Filespec/F(a.xml)/UF(a.hta)/EF<</F 5 0 R>>>>']],
    ['attached-file'],
  ],
  ['a document attached', [['<</Type/Filespec/UF(b.pdf)/EF<</F 5 0 R>>>>']], ['attached-file']],
  ['a broken object that names a program', [['<</S/Launch/F(a ) >> >> <<']], ['launch']],
  ['two of them', [[script, '<</S/Launch>>']], ['script', 'launch']],
])('a PDF with %s is told to be active', async (_what, [further, entries], found) => {
  const verdict = await judged(pdfText(further, entries));

  expect(verdict).toEqual({ code: 'file-active-content', type: 'PDF', found: expect.anything() as unknown });
  expect(new Set('found' in verdict ? verdict.found : [])).toEqual(new Set(found));
});

test.each<[string, Parameters<typeof pdfText>]>([
  ['goes to a page when it is opened', [[], { root: '/OpenAction[3 0 R/Fit]' }]],
  ['goes to a page by an action', [[], { root: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' }]],
  ['prints itself by the name of a command', [[], { root: '/OpenAction<</S/Named/N/Print>>' }]],
  [
    'has a link to an address',
    [[], { ofPage: '/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://gov.kz)>>>>]' }],
  ],
  ['has fields that do nothing', [[], { root: '/AcroForm<</Fields[]/XFA null>>' }]],
  ['speaks of scripts', [['<</Title(/S /JavaScript /Launch)/Subject<2F4A53>>>']]],
  ['has the data of an invoice attached', [['<</Type/Filespec/F(esf.xml)/UF(esf.xml)/EF<</F 5 0 R>>>>']]],
  ['has a signature attached', [['<</Type/Filespec/UF(a.cms)/EF<</F 5 0 R>>>>']]],
])('a PDF that %s is taken', async (_what, [further, entries]) => {
  expect(await judged(pdfText(further, entries))).toEqual(good);
});

test('what is packed into a stream of objects is seen', async () => {
  const packed = deflateSync(Buffer.from(`9 0 ${script}`)).toString('latin1');
  const stream = `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed}\nendstream`;
  expect(await judged(pdfText([stream]))).toMatchObject({ code: 'file-active-content', found: ['script'] });
});

test('one million nested arrays cost a moment, and are no fault of ours', async () => {
  const deep = '['.repeat(1_000_000);
  expect(await judged(pdfText([deep]))).toEqual(good);
});

describe('a password', () => {
  test('that is needed to open a PDF is told, and one against changes is not', async () => {
    expect(await judged(encrypted('secret'))).toEqual({ code: 'file-protected', type: 'PDF' });
    expect(await judged(encrypted(''))).toEqual(good);
  });

  test('against changes hides no script', async () => {
    expect(await judged(encrypted('', [script]))).toMatchObject({ found: ['script'] });
  });

  test('of a kind that nobody knows is told', async () => {
    const text = pdfText(['<</Filter/Adobe.PubSec/V 4>>'], { trailer: '/Encrypt 4 0 R/ID[<00><00>]' });
    expect(await judged(text)).toEqual({ code: 'file-protected', type: 'PDF' });
  });
});

/** A PDF with a password to open it, by the oldest rule (ISO 32000-1, 7.6.3.3 and 7.6.3.4, revision 2). */
function encrypted(password: string, further: readonly string[] = []): string {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
  const id = randomBytes(16);
  const owner = randomBytes(32);
  const key = createHash('md5')
    .update(Buffer.concat([padded, owner, Buffer.from('fcffffff', 'hex'), id]))
    .digest()
    .subarray(0, 5);
  const user = rc4(key, padding);
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  const rule = `<</Filter/Standard/V 1/R 2/P -4/O${hex(owner)}/U${hex(user)}>>`;
  return pdfText([rule, ...further], { trailer: `/Encrypt 4 0 R/ID[${hex(id)}${hex(id)}]` });
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 0xff;
      j = (j + (state[i] ?? 0)) & 0xff;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0);
    }),
  );
}
