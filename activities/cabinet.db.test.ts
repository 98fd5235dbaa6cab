import { afterAll, beforeAll, expect, test } from 'vitest';

import { parseInstant } from '../calendars/instant.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import type { Notice } from '../workflows/application/state.ts';
import { noticeIdOf } from '../workflows/case/ids.ts';
import { createCabinet } from './cabinet.ts';
import { createRecords } from './records.ts';
import { laterTurn, newCommandId, sampleApplication } from '../test/sample-records.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

test('a notice is posted once: a repeat gives the time of the first posting', async () => {
  const { id, turn } = await sampleApplication(db);
  const finding = newCommandId();
  const notice: Notice = {
    id: noticeIdOf(newCommandId()),
    approvedAt: parseInstant('2025-12-01T06:00:00Z'),
    grounds: [{ ground: 'documents-unreliable', fields: ['/goods'], documents: [] }],
    hearing: { at: parseInstant('2026-12-03T06:00:00Z'), way: 'written' },
    status: 'approved',
    sentAt: null,
    sentOn: null,
  };
  const found = { type: 'non-conformity-found', at: parseInstant('2025-12-01T05:00:00Z') } as const;
  await createRecords({ db }).recordTurn(
    laterTurn(turn, {
      state: { ...turn.state, notices: [notice] },
      events: [
        {
          ...found,
          seq: 3,
          version: 3,
          stage: 'conformity-check',
          actor: null,
          data: {},
          commandId: finding,
        },
      ],
    }),
  );
  const cabinet = createCabinet({ db });
  const before = await databaseTime();

  const first = await cabinet.postNotice({ applicationId: id, noticeId: notice.id });
  const again = await cabinet.postNotice({ applicationId: id, noticeId: notice.id });

  expect(again).toEqual(first);
  expect(first.postedAt >= before && first.postedAt <= (await databaseTime())).toBe(true);
  const letters = await db.cabinetLetter.findMany({ where: { applicationId: id } });
  expect(letters).toEqual([
    {
      id: notice.id,
      applicationId: id,
      clientId: 'portal-1',
      kind: 'preliminary-refusal',
      at: new Date(notice.approvedAt),
      postedAt: new Date(first.postedAt),
      data: {
        noticeId: notice.id,
        approvedAt: notice.approvedAt,
        hearing: notice.hearing,
        grounds: notice.grounds,
        findingCommandId: finding,
      },
    },
  ]);
});

test('a notice whose approval is not recorded yet is to be tried again', async () => {
  const { id } = await sampleApplication(db);

  const posting = createCabinet({ db }).postNotice({
    applicationId: id,
    noticeId: noticeIdOf(newCommandId()),
  });

  await expect(posting).rejects.toThrow('has no notice');
  await expect(posting).rejects.not.toHaveProperty('type');
});

async function databaseTime(): Promise<string> {
  const [row] = await db.$queryRaw<
    [{ now: Date }]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  return row.now.toISOString();
}
