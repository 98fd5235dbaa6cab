import { Prisma, type Command } from '../../prisma/generated/client.ts';

const columnOf: Readonly<Record<keyof Command, string>> = {
  id: 'id',
  applicationId: 'application_id',
  seq: 'seq',
  name: 'name',
  clientId: 'client_id',
  idempotencyKey: 'idempotency_key',
  bodyHash: 'body_hash',
  body: 'body',
  command: 'command',
  actor: 'actor',
  expectedVersion: 'expected_version',
  receivedAt: 'received_at',
  outcome: 'outcome',
  decidedAt: 'decided_at',
  confirmedAt: 'confirmed_at',
  messageId: 'message_id',
  traceId: 'trace_id',
};

/** What to ask of `commands` to get a `Command`. */
export const commandColumns = Prisma.raw(
  Object.entries(columnOf)
    .map(([member, column]) => `commands.${column} AS "${member}"`)
    .join(', '),
);
