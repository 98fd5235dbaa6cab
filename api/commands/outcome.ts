import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Command } from '../../prisma/generated/client.ts';
import { applicationPath, commandPath } from '../applications/links.ts';
import { commandNames, CorrelationView } from '../applications/part-schemas.ts';
import { outcomeOf } from '../applications/stored.ts';
import { languageOf } from '../http/language.ts';
import { problemBody, problemOfRefusal } from '../http/answering.ts';
import { Instant, orNull, Uuid } from '../http/value-schemas.ts';

/** What became of a command. */
export const CommandOutcomeBody = Type.Object(
  {
    commandId: Uuid,
    name: Type.Enum(['submit', 'advance-clock', ...commandNames]),
    status: Type.Enum(['pending', 'accepted', 'refused']),
    receivedAt: Type.String({ ...Instant, description: 'Its legal instant, in the world’s time' }),
    decidedAt: orNull(Instant),
    version: Type.Optional(Type.Integer({ description: 'The version after it' })),
    problem: Type.Optional(Type.Unsafe({ $ref: 'Problem#' })),
    correlation: CorrelationView,
    applicationId: Uuid,
    links: Type.Object({ self: Type.String(), application: Type.String() }, { title: 'CommandLinks' }),
  },
  { title: 'CommandOutcome' },
);

/** What became of a command, in the language of the request. Shows nothing of its application but the address and the version. */
export function presentOutcome(row: Command, request: FastifyRequest) {
  const outcome = outcomeOf(row);
  return {
    commandId: row.id,
    name: row.name,
    status: outcome?.kind ?? 'pending',
    receivedAt: row.receivedAt,
    decidedAt: row.decidedAt,
    ...(outcome && { version: outcome.version }),
    ...(outcome?.kind === 'refused' && {
      problem: problemBody(problemOfRefusal(outcome.refusal), languageOf(request), request.id),
    }),
    applicationId: row.applicationId,
    correlation: { messageId: row.messageId, traceId: row.traceId },
    links: { self: commandPath(row.id), application: applicationPath(row.applicationId) },
  };
}
