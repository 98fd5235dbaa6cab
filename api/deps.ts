import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { CalendarShelf } from '../calendars/shelf.ts';
import type { Config } from '../config.ts';
import type { Database } from '../prisma/client.ts';
import type { Alarm } from '../operations/alarms.ts';
import type { BrokenRecords } from '../operations/broken-records.ts';
import type { Confirmations } from './confirmations.ts';
import type { TokenVerifier } from './token-verification.ts';
import type { WorkflowGateway } from './workflow-client.ts';

/** All that the API asks of the outside world. */
export interface ApiDeps {
  readonly db: Database;
  readonly calendars: CalendarShelf;
  readonly workflows: WorkflowGateway;
  readonly confirmations: Confirmations;
  readonly tokens: TokenVerifier;
  readonly config: Config;
  readonly now: () => Date;
  /** What operators are to be told now (operations/). */
  readonly alarms: () => readonly Alarm[];
  /** Hears of rows that cannot be read. */
  readonly broken: BrokenRecords;
}

/** The server with schemas as types. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
