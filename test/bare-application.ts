import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../prisma/client.ts';
import type { Stage } from '../regulation/statuses.ts';
import type { TermName } from '../regulation/terms.ts';
import { isFinal } from '../workflows/application/stages.ts';

/** The columns of an application that counts and alarms look at. */
export interface BareApplication {
  readonly stage: Stage;
  readonly unit: string;
  readonly resultDueOn: string;
  /** The days of its open terms, as its turns leave them for agendas; the result's alone unless given. */
  readonly openTerms?: Readonly<Partial<Record<TermName, string>>>;
}

/** Stores an application without any facts, or so many alike: for whoever asks only for its columns and terms. */
export async function storeBareApplication(
  db: PrismaClient,
  { stage, unit, resultDueOn, openTerms = { result: resultDueOn } }: BareApplication,
  count = 1,
): Promise<void> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await db.application.createMany({
    data: ids.map((id) => ({
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
      calendarEdition: 'kz-2026-03-18',
      regulationEdition: 'order-219',
      clock: { kind: 'real' },
      state: {},
    })),
  });
  const terms = isFinal(stage) ? [] : Object.entries(openTerms);
  await db.agendaTerm.createMany({
    data: ids.flatMap((id) =>
      terms.map(([term, on]) => ({
        applicationId: id,
        number: id,
        unit,
        term,
        status: 'open',
        edge: 'due',
        on: new Date(on),
        at: new Date(`${on}T13:30:00Z`),
      })),
    ),
  });
}
