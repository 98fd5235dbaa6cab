// What tests of this room begin with: an application as the API commits it, and turns as its workflow writes them.
import { randomUUID } from 'node:crypto';

import { openCalendar } from '../calendars/calendar.ts';
import { parseInstant } from '../calendars/instant.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import { currentRegulationEdition } from '../regulation/editions.ts';
import type { Basis } from '../workflows/case/basis.ts';
import { receive } from '../workflows/application/intake.ts';
import { firstTurn, recordOf } from '../workflows/application/queue.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import {
  parseApplicationId,
  parseCommandId,
  type ApplicationId,
  type CommandId,
} from '../workflows/case/ids.ts';

const basis: Basis = {
  calendar: openCalendar(calendarDaysOf(newestEdition())),
  regulation: currentRegulationEdition,
};

/** An application in PostgreSQL, its submission first in the line, and the turn that will register it. */
interface SampleApplication {
  readonly id: ApplicationId;
  readonly submission: CommandId;
  readonly turn: TurnRecord;
}

export function newCommandId(): CommandId {
  return given(parseCommandId(randomUUID()));
}

function newApplicationId(): ApplicationId {
  return given(parseApplicationId(randomUUID()));
}

function given<T>(value: T | null): T {
  if (value === null) throw new Error('a random UUID is one');
  return value;
}

/** The number of a sample application. */
export function sampleNumber(id: string): string {
  return `KZ-${id}`;
}

/** Received on Thursday 2026-11-26 at 17:00 in Astana, within office hours: registered at once, the result due on 2026-12-08. */
export async function sampleApplication(db: PrismaClient): Promise<SampleApplication> {
  const id = newApplicationId();
  const submission = newCommandId();
  const received = receive(
    {
      id,
      number: sampleNumber(id),
      subtype: 'inward',
      receivedAt: parseInstant('2026-11-26T17:00:00+05:00'),
      policy: { incompletePackage: 'hearing', extension: 'off' },
    },
    basis,
  );
  const turn = recordOf(firstTurn(received, { kind: 'real' }, submission, basis), basis);
  await db.application.create({
    data: {
      id,
      number: received.state.number,
      clientId: 'portal-1',
      unit: 'industry-committee',
      subtype: 'inward',
      stage: 'received',
      version: 1,
      receivedAt: received.state.receivedAt,
      resultDueOn: new Date('2026-12-08'),
      resultDueAt: new Date('2026-12-08T13:30:00Z'),
      calendarEdition: turn.calendarEdition,
      regulationEdition: received.state.regulationEdition,
      clock: { kind: 'real' },
      state: {},
      line: { create: { lastSeq: 1 } },
      commands: { create: commandRow(submission, 1, 'submit') },
    },
  });
  return { id, submission, turn };
}

/** A later turn of the same application with nothing new but what is overridden. */
export function laterTurn(before: TurnRecord, overrides: Partial<TurnRecord> = {}): TurnRecord {
  return { ...before, revision: before.revision + 1, events: [], decided: null, ...overrides };
}

/** A row of `commands` that waits for its outcome. */
export function commandRow(
  id: CommandId,
  seq: number,
  name: string,
): Omit<Prisma.CommandUncheckedCreateInput, 'applicationId'> {
  return {
    id,
    seq,
    name,
    clientId: 'portal-1',
    idempotencyKey: id,
    bodyHash: '',
    body: {},
    command: { name },
    actor: { role: 'portal', client: 'portal-1' },
    receivedAt: '2026-11-26T12:00:00.123Z',
  };
}
