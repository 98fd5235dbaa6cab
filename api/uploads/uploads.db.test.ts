import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { pretendCaller } from '../plugins/caller.fake.ts';
import { problems } from '../problems/answering.ts';
import { openStoredFile } from './file-store.ts';
import { uploadRoutes } from './routes.ts';

let db: Database;
let filesDir: string;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  filesDir = await mkdtemp(join(tmpdir(), 'otinish-files-'));
});
afterAll(async () => {
  await db.$disconnect();
  await rm(filesDir, { recursive: true });
});

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
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

async function send(parts: readonly Part[], key: string | null, clientId = 'portal-1') {
  const app = Fastify();
  await app.register(problems);
  pretendCaller(app, () => ({ clientId, subject: clientId, roles: ['portal'] }));
  await app.register(uploadRoutes, { db, config: { filesDir }, maxFileBytes: 1_048_576 });
  return app.inject({
    method: 'POST',
    url: '/v1/uploads',
    payload: body(parts),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
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
  ['with a field before the file', [{ field: 'note' }, {}], 'd', '400 too-many-files'],
  ['with a field after the file', [{}, { field: 'note' }], 'e', '400 too-many-files'],
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

  expect(reply.json()).toMatchObject({ status: 415, code: 'unsupported-media-type' });
});
