import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type PrismaClient } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { stages } from '../../regulation/statuses.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { play, plots, starts } from '../../test/model/plays.ts';
import { stageForPortal } from '../../workflows/application/portal-view.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { shownInStage } from './shown-stage.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

/** States of random stories, one of each kind that the question looks at. */
function someStates(): readonly ApplicationState[] {
  const kinds = new Map<string, ApplicationState>();
  for (const [start, plot] of fc.sample(fc.tuple(starts, plots), 400))
    for (const { state } of play(start, plot).waypoints) {
      const { stage, finding, hearing, withdrawnAt, draft } = state;
      const told = finding && [finding.kind, finding.check];
      const heard = hearing && hearing.closedAt !== null;
      kinds.set(JSON.stringify([stage, told, heard, withdrawnAt !== null, draft?.result]), state);
    }
  return [...kinds.values()];
}

test('a list by stage finds for a portal what it is shown in that stage', async () => {
  const states = new Map(someStates().map((state) => [randomUUID() as string, state]));
  await db.application.createMany({
    data: [...states].map(([id, state], index) => ({
      id,
      number: String(index),
      clientId: 'portal-1',
      unit: 'unit',
      subtype: 'inward',
      clock: {},
      stage: state.stage,
      version: state.version,
      receivedAt: state.receivedAt,
      resultDueOn: new Date('2026-12-18'),
      resultDueAt: '2026-12-18T13:30:00Z',
      calendarEdition: state.calendarEdition,
      regulationEdition: state.regulationEdition,
      state: state as unknown as Prisma.InputJsonObject,
    })),
  });

  const found: Record<string, string> = {};
  for (const stage of stages) {
    const shown = shownInStage(stage);
    const rows = await db.$queryRaw<{ readonly id: string }[]>`
      SELECT id FROM applications WHERE stage = ANY(${shown.stages}::text[]) AND ${shown.condition}`;
    for (const { id } of rows) found[id] = found[id] === undefined ? stage : `${found[id]} and ${stage}`;
  }

  const shown = Object.fromEntries([...states].map(([id, state]) => [id, stageForPortal(state)]));
  expect(found).toEqual(shown);
  expect(new Set(Object.values(shown)).size).toBe(stages.length - 1);
  expect(states.size).toBeGreaterThan(30);
});
