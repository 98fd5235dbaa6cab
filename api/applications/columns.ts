import { Prisma, type Application } from '../../prisma/generated/client.ts';

const columnOf: Readonly<Record<keyof Application, string>> = {
  id: 'id',
  number: 'number',
  clientId: 'client_id',
  unit: 'unit',
  subtype: 'subtype',
  stage: 'stage',
  overdue: 'overdue',
  version: 'version',
  revision: 'revision',
  receivedAt: 'received_at',
  registeredOn: 'registered_on',
  resultDueOn: 'result_due_on',
  resultDueAt: 'result_due_at',
  nextMilestoneAt: 'next_milestone_at',
  executorId: 'executor_id',
  calendarEdition: 'calendar_edition',
  regulationEdition: 'regulation_edition',
  sandbox: 'sandbox',
  clock: 'clock',
  state: 'state',
  messageId: 'message_id',
  traceId: 'trace_id',
  createdAt: 'created_at',
};

/** What to select from `applications` to get an `Application`. */
export const applicationColumns = Prisma.raw(
  Object.entries(columnOf)
    .map(([member, column]) => `applications.${column} AS "${member}"`)
    .join(', '),
);
