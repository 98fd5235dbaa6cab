import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../prisma/client.ts';
import { at } from './builders.ts';

/** The columns of an application that counts and alarms look at. */
export interface BareApplication {
  readonly stage: string;
  readonly unit: string;
  readonly resultDueOn: string;
  /** In Astana, as `at` reads it; none unless given. */
  readonly nextMilestoneAt?: string;
}

/** Stores an application without any facts: for whoever asks only for its columns. */
export async function storeBareApplication(
  db: PrismaClient,
  { stage, unit, resultDueOn, nextMilestoneAt }: BareApplication,
): Promise<void> {
  const id = randomUUID();
  await db.application.create({
    data: {
      id,
      number: id,
      clientId: 'egov',
      unit,
      subtype: 'inward',
      stage,
      version: 1,
      receivedAt: new Date('2026-12-20T05:00:00Z'),
      resultDueOn: new Date(resultDueOn),
      resultDueAt: new Date(`${resultDueOn}T13:30:00Z`),
      ...(nextMilestoneAt === undefined ? {} : { nextMilestoneAt: at(nextMilestoneAt) }),
      calendarEdition: 'kz-2026-03-18',
      regulationEdition: 'order-219',
      clock: { kind: 'real' },
      state: {},
    },
  });
}
