import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { claimUploads } from './claiming.ts';
import { receiveFile, storedPath } from './file-store.ts';
import { keepUpload, type NewUpload } from './keeping.ts';
import { clearLeftovers, removeUnclaimed, sweepUntil, type Sweep } from './sweep.ts';
import { unclaimedDays } from './unclaimed-days.ts';

let db: Database;
let filesDir: string;
let failures: unknown[] = [];
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  filesDir = await mkdtemp(join(tmpdir(), 'otinish-files-'));
});
beforeEach(() => {
  failures = [];
});
afterAll(async () => {
  await db.$disconnect();
  await rm(filesDir, { recursive: true });
});

const sweep = (): Sweep => ({
  db,
  config: { filesDir },
  now: () => new Date(),
  onFailure: (error) => failures.push(error),
});

function receive(text: string) {
  return receiveFile(filesDir, Readable.from([Buffer.from(text)]));
}

/** An upload of these bytes, as old as given. */
async function uploaded(text: string, daysOld: number): Promise<NewUpload> {
  const file = await receive(text);
  const { sha256, sizeBytes } = file;
  const upload = {
    id: randomUUID(),
    clientId: 'portal-1',
    applicantId: null,
    fileName: 'contract.pdf',
    mediaType: 'application/pdf',
    sizeBytes,
    sha256,
  };
  await keepUpload({ db }, file, upload);
  await db.$executeRaw`
    UPDATE uploads SET created_at = now() - make_interval(days => ${daysOld}::int) WHERE id = ${upload.id}::uuid`;
  return upload;
}

async function application(): Promise<string> {
  const id = randomUUID();
  await db.application.create({
    data: {
      id,
      number: id,
      clientId: 'portal-1',
      unit: 'committee',
      subtype: 'inward',
      stage: 'registered',
      version: 1,
      receivedAt: new Date('2026-11-26T05:00:00Z'),
      resultDueOn: new Date('2026-12-08'),
      resultDueAt: new Date('2026-12-08T13:30:00Z'),
      calendarEdition: 'kz-2026-03-18',
      regulationEdition: 'order-219',
      clock: { kind: 'real' },
      state: {},
    },
  });
  return id;
}

async function claim({ id, clientId }: NewUpload): Promise<void> {
  const owner = { clientId, applicationId: await application(), commandId: randomUUID() };
  await db.$transaction((tx) => claimUploads(tx, [{ kind: 'titleAndTechnology', uploadId: id }], owner));
}

async function isStored({ sha256 }: Pick<NewUpload, 'sha256'>): Promise<boolean> {
  return access(storedPath(filesDir, sha256)).then(
    () => true,
    () => false,
  );
}

async function isRecorded({ id }: NewUpload): Promise<boolean> {
  return (await db.upload.count({ where: { id } })) === 1;
}

test('an upload that nobody claimed in its time is removed with its bytes, and nothing else is', async () => {
  const forgotten = await uploaded('forgotten', unclaimedDays + 2);
  const waiting = await uploaded('waiting', unclaimedDays);
  const claimed = await uploaded('claimed', 0);
  await claim(claimed);
  await db.$executeRaw`UPDATE uploads SET created_at = now() - interval '400 days' WHERE id = ${claimed.id}::uuid`;

  await removeUnclaimed(sweep());

  const all = [forgotten, waiting, claimed];
  expect(await Promise.all(all.map(isRecorded))).toEqual([false, true, true]);
  expect(await Promise.all(all.map(isStored))).toEqual([false, true, true]);
  expect(failures).toEqual([]);
});

test('bytes that another upload has too stay until the last one goes', async () => {
  const first = await uploaded('the same', unclaimedDays + 2);
  const second = await uploaded('the same', 0);

  await removeUnclaimed(sweep());
  expect([await isRecorded(first), await isStored(second)]).toEqual([false, true]);
  await db.$executeRaw`UPDATE uploads SET created_at = now() - interval '400 days' WHERE id = ${second.id}::uuid`;
  await removeUnclaimed(sweep());

  expect([await isRecorded(second), await isStored(second)]).toEqual([false, false]);
});

test('an upload past its time cannot be claimed, though it lies there for another day', async () => {
  const late = await uploaded('late', unclaimedDays);

  await expect(claim(late)).rejects.toMatchObject({
    code: 'invalid-body',
    errors: [{ code: 'upload-unknown' }],
  });
});

test('a file that is sent again begins its time anew', async () => {
  const upload = await uploaded('sent again', unclaimedDays + 2);

  const { replayed } = await keepUpload({ db }, await receive('sent again'), upload);
  await removeUnclaimed(sweep());
  await claim(upload);

  expect(replayed).toBe(true);
  expect([await isRecorded(upload), await isStored(upload)]).toEqual([true, true]);
});

test('a file that is claimed at the moment of its removal stays', async () => {
  const upload = await uploaded('at the last moment', unclaimedDays + 2);
  const applicationId = await application();
  const waiting = async (): Promise<number> => {
    const [row] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%DELETE FROM uploads%'`;
    return row.count;
  };

  const removing = await db.$transaction(async (tx) => {
    await tx.upload.update({ where: { id: upload.id }, data: { applicationId } });
    const removal = removeUnclaimed(sweep());
    await expect.poll(waiting).toBe(1);
    return { removal };
  });
  await removing.removal;

  expect([await isRecorded(upload), await isStored(upload)]).toEqual([true, true]);
  expect(failures).toEqual([]);
});

test('what a killed process was receiving is cleared after a day, whatever it had come to', async () => {
  const recorded = await uploaded('recorded before it was killed', 0);
  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  const leave = async (text: string, put: boolean): Promise<{ path: string; sha256: string }> => {
    const file = await receive(text);
    if (put) await file.keep();
    await utimes(file.path, dayAgo, dayAgo);
    return file;
  };
  const half = await leave('half of a file', false);
  const placed = await leave('placed, and never recorded', true);
  const again = await leave('recorded before it was killed', true);
  const underWay = await receive('under way');

  await clearLeftovers(sweep());

  expect(await readdir(join(filesDir, 'incoming'))).toEqual([underWay.path.split('/').at(-1)]);
  expect(await Promise.all([half, placed, again, recorded].map(isStored))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  await underWay.drop();
});

test('bytes that could not be placed leave no record, and their passing name to the sweep', async () => {
  const file = await receive('no place');
  const { sha256, sizeBytes } = file;
  const id = randomUUID();
  const upload = {
    id,
    clientId: 'p',
    applicantId: null,
    fileName: 'f.pdf',
    mediaType: 'application/pdf',
    sizeBytes,
    sha256,
  };
  const full = { ...file, keep: () => Promise.reject(new Error('no space')) };

  await expect(keepUpload({ db }, full, upload)).rejects.toThrow('no space');

  expect([await isRecorded(upload), await isStored(upload)]).toEqual([false, false]);
  expect(await readdir(join(filesDir, 'incoming'))).toEqual([file.path.split('/').at(-1)]);
  await file.drop();
});

test('the sweep goes round at once and ends when it is told to', async () => {
  const forgotten = await uploaded('forgotten too', unclaimedDays + 2);
  const asked = new AbortController();

  const sweeping = sweepUntil(asked.signal, sweep());
  await expect.poll(() => isRecorded(forgotten)).toBe(false);
  asked.abort();
  await sweeping;

  expect(failures).toEqual([]);
});
