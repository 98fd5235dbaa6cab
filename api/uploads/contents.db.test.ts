import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfText } from '../../conformance/pdf-text.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { jpegFile, officeEntries, pngFile, zipOf } from '../../test/sample-files.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const pdf = Buffer.from(pdfText());

async function send(bytes: Buffer, name = 'a.pdf', language = 'en') {
  const bearer = await world.bearer({ subject: 'portal-1', clientId: 'portal-1', roles: ['portal'] });
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  return world.app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]),
    headers: {
      authorization: `Bearer ${bearer}`,
      'accept-language': language,
      'content-type': 'multipart/form-data; boundary=b',
      'idempotency-key': randomUUID(),
    },
  });
}

test.each([
  ['a PDF with a blank line before its header', 'a.pdf', Buffer.from(pdfText([], { before: '\n' })), 'a.pdf'],
  ['a picture with the name of a PDF', 'a.pdf', pngFile(), 'a.png'],
  ['a JPEG', 'a.jpg', jpegFile(), 'a.jpg'],
  [
    'an office document with half a megabyte before its list of parts',
    'a.docx',
    zipOf([
      { name: 'word/media/1.jpg', bytes: randomBytes(524_288), stored: true },
      ...officeEntries('docx').toReversed(),
    ]),
    'a.docx',
  ],
])('%s is taken', async (_what, name, bytes, fileName) => {
  const reply = await send(bytes, name);

  expect([reply.statusCode, reply.json<{ fileName: string }>().fileName]).toEqual([201, fileName]);
});

const launching = Buffer.from(
  pdfText(['<</S/JavaScript/JS(1)>>'], { root: '/OpenAction<</S/Launch/F(a.exe)>>' }),
);

test.each([
  ['cut', pdf.subarray(0, -10), '400 file-cut', /PDF file has no end.*send all of it again/],
  ['a picture and cut', pngFile().subarray(0, -5), '400 file-cut', /PNG/],
  ['with 39 bytes after its header', Buffer.from(`%PDF-${'x'.repeat(39)}`), '400 file-cut', /PDF/],
  ['without pages', Buffer.from(pdfText().replace('[3 0 R]', '[]')), '400 file-damaged', /save it anew/],
  [
    'a ZIP of anything',
    zipOf([{ name: 'a', bytes: pdf }]),
    '415 file-type-refused',
    /PDF, PNG, JPEG, TIFF, DOCX, XLSX/,
  ],
  [
    'with active content',
    launching,
    '415 file-active-content',
    /a script \(JavaScript\).*the start of a program.*print it to a plain PDF|the start of a program.*a script/,
  ],
])('a file that is %s is told so, and leaves nothing', async (_what, bytes, expected, detail) => {
  const before = await world.db.upload.count();

  const reply = await send(bytes);

  const { code, detail: told } = reply.json<{ code: string; detail: string }>();
  expect([`${reply.statusCode} ${code}`, told]).toEqual([expected, expect.stringMatching(detail)]);
  expect(await world.db.upload.count()).toBe(before);
});

test('what is active is named for programs, too', async () => {
  const reply = await send(launching);

  expect(new Set(reply.json<{ found: string[] }>().found)).toEqual(new Set(['script', 'launch']));
});

test('what is active is told in the words of the reader', async () => {
  const told = async (language: string) =>
    (await send(launching, 'a.pdf', language)).json<{ detail: string }>().detail;

  expect(await told('ru')).toMatch(/сценарий \(JavaScript\).*распечатайте/);
  expect(await told('kk')).toMatch(/JavaScript сценарийі.*басып шығарып/);
});
