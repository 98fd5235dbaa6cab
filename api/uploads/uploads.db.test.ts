import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { pdfText } from '../../conformance/pdf-text.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { pretendCaller } from '../access/caller.fake.ts';
import { problems } from '../http/answering.ts';
import { fileJudge } from './content/file-judge.ts';
import { openStoredFile } from './file-store.ts';
import type { Quotas } from './quota.ts';
import { uploadRoutes } from './routes.ts';

let db: Database;
let filesDir: string;
const judge = fileJudge();
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  filesDir = await mkdtemp(join(tmpdir(), 'otinish-files-'));
});
afterAll(async () => {
  await db.$disconnect();
  await judge.close();
  await rm(filesDir, { recursive: true });
});

const pdf = Buffer.from(pdfText());
const boundary = 'test-boundary';

interface Part {
  readonly name?: string;
  readonly bytes?: Buffer;
  readonly field?: string;
}

function body(parts: readonly Part[]): Buffer {
  const written = parts.map(({ name = 'договор.pdf', bytes = pdf, field }) => {
    const disposition =
      field === undefined ? `name="file"; filename="${name}"\r\nContent-Type: text/html` : `name="${field}"`;
    return Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
  });
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]);
}

async function send(
  parts: readonly Part[] | Buffer,
  key: string | null,
  clientId = 'portal-1',
  type = `multipart/form-data; boundary=${boundary}`,
  {
    quotas,
    applicant,
    length,
  }: { readonly quotas?: Quotas; readonly applicant?: string; readonly length?: string } = {},
) {
  const app = Fastify();
  await app.register(problems);
  pretendCaller(app, () => ({
    clientId,
    subject: clientId,
    roles: ['portal'],
    ...(applicant && { applicant }),
  }));
  await app.register(uploadRoutes, {
    db,
    config: { filesDir },
    maxFileBytes: 1_048_576,
    judge,
    ...(quotas && { quotas }),
  });
  return app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: Buffer.isBuffer(parts) ? parts : body(parts),
    headers: {
      'accept-language': 'en',
      'content-type': type,
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(length && { 'content-length': length }),
    },
  });
}

async function filesKept(): Promise<readonly string[]> {
  const entries = await readdir(filesDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('a file is kept under its digest, its type read from its content', async () => {
  const reply = await send([{}], 'key-1');
  const upload = reply.json<{ uploadId: string; sha256: string }>();

  expect(reply.statusCode).toBe(201);
  expect(upload).toMatchObject({
    mediaType: 'application/pdf',
    fileName: 'договор.pdf',
    sizeBytes: pdf.length,
  });
  expect(await buffer(await openStoredFile(filesDir, upload.sha256))).toEqual(pdf);
  expect(await db.upload.findUnique({ where: { id: upload.uploadId } })).toMatchObject({
    clientId: 'portal-1',
  });
});

test("the same key gives the same upload, refuses another file, and is the client's own", async () => {
  const first = (await send([{}], 'key-2')).json<{ uploadId: string }>();

  expect((await send([{}], 'key-2')).json()).toMatchObject({ uploadId: first.uploadId });
  expect((await send([{}], 'key-2', 'portal-2')).json()).not.toMatchObject({ uploadId: first.uploadId });
  const other = await send([{ name: 'other.pdf' }], 'key-2');
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency-key-reused']);
});

const anotherPdf = Buffer.concat([pdf, Buffer.from('% another\n')]);

test('another file under a used key is refused and leaves nothing', async () => {
  await send([{}], 'key-3');
  const before = await filesKept();

  const other = await send([{ bytes: anotherPdf }], 'key-3');

  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency-key-reused']);
  expect(await filesKept()).toEqual(before);
});

test('of two files that come under one key at once, one is kept and the other leaves nothing', async () => {
  const before = await filesKept();
  const files = ['% one\n', '% two\n'].map((text) => Buffer.concat([pdf, Buffer.from(text)]));

  const replies = await Promise.all(files.map((bytes) => send([{ bytes }], 'key-4')));

  expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 422]));
  const kept = replies.find(({ statusCode }) => statusCode === 201)?.json<{ sha256: string }>();
  expect(new Set(await filesKept())).toEqual(new Set([...before, kept?.sha256]));
});

test.each<[string, readonly Part[], string | null, string]>([
  ['without a key', [{}], null, '400 idempotency-key-missing'],
  ['with no file', [], 'a', '400 file-missing'],
  ['with an empty file', [{ bytes: Buffer.alloc(0) }], 'b', '400 file-empty'],
  ['with two files', [{}, {}], 'c', '400 too-many-files'],
  ['with a field before the file', [{ field: 'note' }, {}], 'd', '400 invalid-body'],
  ['with a field after the file', [{}, { field: 'note' }], 'e', '400 invalid-body'],
  ['with a program named .pdf', [{ bytes: Buffer.from('#!/bin/sh\necho') }], 'f', '415 file-type-refused'],
  [
    'with too large a file',
    [{ bytes: Buffer.concat([pdf, Buffer.alloc(1_048_576)]) }],
    'g',
    '413 file-too-large',
  ],
  ['with too long a name', [{ name: `${'a'.repeat(300)}.pdf` }], 'h', '400 invalid-body'],
])('an upload %s is refused and leaves nothing', async (_how, parts, key, expected) => {
  const before = await filesKept();

  const reply = await send(parts, key);

  expect(`${reply.statusCode} ${reply.json<{ code: string }>().code}`).toBe(expected);
  expect(await filesKept()).toEqual(before);
});

test.each([
  ['longer than RFC 2046 allows', 'b'.repeat(71)],
  ['longer than a parser bears', 'b'.repeat(5_000)],
  ['empty', '""'],
  ['not there', null],
  ['said twice', 'b; boundary=c'],
  ['of characters that none may have', 'a*b'],
  ['one that ends with a space', '"a "'],
  ['one that never ends', '"b'],
])('a form whose boundary is %s is refused before it is read', async (_what, said) => {
  const type = `multipart/form-data${said === null ? '' : `; boundary=${said}`}`;

  const reply = await send(Buffer.from('--b\r\n'), 'boundary', 'portal-1', type);

  expect(reply.json()).toMatchObject({
    status: 400,
    code: 'request-malformed',
    errors: [{ pointer: '/content-type', in: 'header', code: 'boundary-malformed' }],
  });
});

test('a boundary may be as long as RFC 2046 allows, and quoted', async () => {
  const longest = `b:${'b'.repeat(68)}`;
  const form = Buffer.from(body([{}]).toString('latin1').replaceAll(boundary, longest), 'latin1');

  const reply = await send(form, 'longest', 'portal-1', `multipart/form-data; boundary="${longest}"`);

  expect(reply.statusCode).toBe(201);
});

test.each([
  ['a file in another field', 'name="doc"; filename="a.pdf"', '/doc unknown-field'],
  ['a field of another name', 'name="doc"', '/doc unknown-field'],
  ['a field of JSON', 'name="a/b"\r\nContent-Type: application/json', '/a~1b unknown-field'],
  ['a file without a field', 'filename="a.pdf"', ' part-nameless'],
  ['a part without a name', '', ' part-nameless'],
  ['a part with an empty name', 'name=""; filename="a.pdf"', ' part-nameless'],
  ['a field "file" that is no file', 'name="file"', '/file/fileName text-empty'],
  ['a file without a name', 'name="file"; filename=""', '/file/fileName text-empty'],
  ['a file whose name nobody sees', 'name="file"; filename="\u200B\u2060"', '/file/fileName text-empty'],
])('%s is told for what it is, and leaves nothing', async (_what, disposition, expected) => {
  const before = await filesKept();
  const head = `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  const bytes = disposition.includes('json') ? Buffer.from('{}') : pdf;
  const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);

  const reply = await send(form, 'odd');

  const { code, errors = [] } = reply.json<{ code: string; errors?: { pointer: string; code: string }[] }>();
  expect([code, ...errors.map((fault) => `${fault.pointer} ${fault.code}`)]).toEqual([
    'invalid-body',
    expected,
  ]);
  expect(await filesKept()).toEqual(before);
});

test('a body that is no form is refused by its type', async () => {
  const app = Fastify();
  await app.register(problems);
  pretendCaller(app, () => ({ clientId: 'p', subject: 'p', roles: ['portal'] }));
  await app.register(uploadRoutes, { db, config: { filesDir } });
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: {},
    headers: { 'idempotency-key': 'i' },
  });

  expect(reply.json()).toMatchObject({
    status: 415,
    code: 'unsupported-media-type',
    accepted: ['multipart/form-data'],
  });
});

test.each([
  ['akt.hta', 'akt.hta.pdf'],
  ['scan.jpg', 'scan.pdf'],
  [
    'семья \u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F.pdf',
    'семья \u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F.pdf',
  ],
  ['акт. .', 'акт. ..pdf'],
  [`${'а'.repeat(251)}.pdf`, `${'а'.repeat(251)}.pdf`],
])('a file named %s is kept under a name that ends as its type does', async (name, kept) => {
  const reply = await send([{ name }], randomUUID());

  expect([reply.statusCode, reply.json<{ fileName: string }>().fileName]).toEqual([201, kept]);
});

test.each([
  ['a%22b%22.pdf', 'a"b".pdf'],
  ['%D0%B0%D0%BA%D1%82%201.pdf', 'акт 1.pdf'],
  ['100% готово.pdf', '100% готово.pdf'],
  ['%zz.pdf', '%zz.pdf'],
])('a name that is sent as %s is kept as %s', async (name, kept) => {
  const reply = await send([{ name }], `decoded-${kept.length}-${name.length}`);

  expect([reply.statusCode, reply.json<{ fileName: string }>().fileName]).toEqual([201, kept]);
});

test.each([
  ['percent-encodes windows-1251', '%E0%EA%F2.pdf', 'file-name-encoded'],
  ['is an encoded-word of mail', '=?utf-8?B?0LDQutGCLnBkZg==?=', 'file-name-encoded'],
  ['ends a line in percent-encoding', 'a%0D%0Ab.pdf', 'text-malformed'],
  ['names a folder', 'docs/a.pdf', 'file-name-with-path'],
  ['names a folder of Windows', 'C:\\docs\\a.pdf', 'file-name-with-path'],
  ['hides a folder in percent-encoding', '..%2f..%2fa.pdf', 'file-name-with-path'],
])('a name that %s is refused, not changed', async (_what, name, code) => {
  const reply = await send([{ name }], 'undecoded');

  expect(reply.json()).toMatchObject({ status: 400, errors: [{ pointer: '/file/fileName', code }] });
});

test('a name in windows-1251 is refused, not kept as signs of what could not be read', async () => {
  const [before = '', after = ''] = body([{ name: 'NAME' }])
    .toString('latin1')
    .split('NAME');
  const form = Buffer.from(`${before}\u00e0\u00ea\u00f2.pdf${after}`, 'latin1');
  const reply = await send(form, 'windows-1251');

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/file/fileName', code: 'text-malformed' }],
  });
});

test.each([
  ['that turns its direction', 'akt\u202Efdp.pdf'],
  ['without a width', 'akt\u200B.pdf'],
])('a name with a character %s is refused', async (_what, name) => {
  const reply = await send([{ name }], 'deceiving');

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/file/fileName', code: 'text-malformed' }],
  });
});

test('a name that its ending makes too long is refused, not cut', async () => {
  const reply = await send([{ name: 'a'.repeat(252) }], 'long-name');

  expect(reply.json()).toMatchObject({
    status: 400,
    errors: [
      { pointer: '/file/fileName', code: 'text-too-long', text: expect.stringContaining('255') as unknown },
    ],
  });
});

const form = `multipart/form-data; boundary=${boundary}`;
const plenty = { files: 1_000, bytes: 1_000_000_000 };

test.each<[string, Quotas, string]>([
  [
    'as many files as a client may have',
    { client: { files: 2, bytes: plenty.bytes }, applicant: plenty },
    'client',
  ],
  [
    'as many bytes as a client may have',
    { client: { files: plenty.files, bytes: 2 * pdf.length }, applicant: plenty },
    'client',
  ],
  [
    'as many files as an applicant may have',
    { client: plenty, applicant: { files: 2, bytes: plenty.bytes } },
    'applicant',
  ],
  [
    'as many bytes as an applicant may have',
    { client: plenty, applicant: { files: plenty.files, bytes: 2 * pdf.length } },
    'applicant',
  ],
])('with %s waiting, one more is refused and leaves nothing', async (what, quotas, of) => {
  const clientId = `client of ${what}`;
  const sent = (key: string, applicant = '850101100012') =>
    send([{}], key, clientId, form, { quotas, applicant });

  expect([(await sent('1')).statusCode, (await sent('2')).statusCode]).toEqual([201, 201]);
  const before = await filesKept();
  const beyond = await sent('3');

  expect(beyond.json()).toMatchObject({ status: 409, code: 'unclaimed-files-limit-reached', of });
  expect(await filesKept()).toEqual(before);
  expect((await sent('2')).statusCode).toBe(201);
  expect((await sent('4', '910707100010')).statusCode).toBe(of === 'client' ? 409 : 201);
});

test('a length beyond the largest file is refused before anything is read', async () => {
  const before = await filesKept();

  const reply = await send([{}], 'said', 'portal-1', form, { length: '1640000000000' });

  expect(reply.json()).toMatchObject({ status: 413, code: 'file-too-large' });
  expect(await filesKept()).toEqual(before);
});

test('of files that come at once, no more are kept than may wait', async () => {
  const quotas = { client: { files: 2, bytes: plenty.bytes }, applicant: plenty };
  const keys = ['1', '2', '3', '4', '5'];

  const replies = await Promise.all(keys.map((key) => send([{}], key, 'hasty', form, { quotas })));

  expect(replies.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
    201, 201, 409, 409, 409,
  ]);
});
