import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandTable } from '../../workflows/application/command-table.ts';
import type { CommandName } from '../../workflows/application/commands.ts';
import { applicationPath, commandPath } from '../applications/links.ts';
import { onlookerOf, readVisible } from '../applications/reading.ts';
import { resultDeadline } from '../applications/resource.ts';
import { showApplication } from '../applications/showing.ts';
import { outcomeOf, stateOf } from '../applications/stored.ts';
import type { ApiDeps } from '../deps.ts';
import { problemOfRefusal } from '../http/answering.ts';
import { isGivenUnread } from './definition.ts';
import { handOver, readCommitted, submissionName } from './handover.ts';
import { findRepeat, sayReplayed } from '../requests/idempotency.ts';
import type { RequestKey } from '../requests/idempotency.ts';
import { tagOf } from '../requests/if-match.ts';
import type { CommittedCommand } from './intake.ts';
import { presentOutcome } from './outcome.ts';
import { isKeyTaken } from '../../prisma/errors.ts';

interface Exchange {
  readonly deps: ApiDeps;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: RequestKey;
}

/**
 * Answers a request that changes something: the first answer if the same request came before, else whatever `commit` and
 * the workflow come to.
 */
export async function answerOnce(
  exchange: Exchange,
  commit: () => Promise<CommittedCommand>,
): Promise<FastifyReply> {
  const { deps, key } = exchange;
  const repeat = await findRepeat(deps, key);
  if (repeat) return answerRepeat(exchange, repeat.id);
  try {
    return await answerCommand(exchange, await commit());
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    const first = await findRepeat(deps, key);
    if (first === null) throw error;
    return answerRepeat(exchange, first.id);
  }
}

async function answerCommand(
  { deps, request, reply }: Exchange,
  row: CommittedCommand,
): Promise<FastifyReply> {
  const handover = await handOver(deps, row);
  if (handover.kind === 'pending') {
    const { reason, cause } = handover;
    request.log[reason === 'no-answer-yet' ? 'info' : reason === 'fault' ? 'error' : 'warn'](
      { commandId: row.id, reason, err: cause },
      'not decided yet',
    );
    return answerPending(reply, row);
  }
  // The workflow has written what came of it: that is what the caller sees.
  const application = await deps.db.application.findUniqueOrThrow({ where: { id: row.applicationId } });
  return answerDecided({ deps, request, reply }, { ...row, application }, handover.outcome);
}

async function answerRepeat({ deps, request, reply }: Exchange, id: string): Promise<FastifyReply> {
  const row = await readCommitted(deps, id);
  // What is not his any more, or not this applicant's, is not shown by an old key either.
  await readVisible(deps, request, row.applicationId);
  const outcome = outcomeOf(row);
  sayReplayed(reply, true);
  return outcome === null ? answerPending(reply, row) : answerDecided({ deps, request, reply }, row, outcome);
}

async function answerDecided(
  { deps, request, reply }: Omit<Exchange, 'key'>,
  row: CommittedCommand,
  outcome: NonNullable<ReturnType<typeof outcomeOf>>,
): Promise<FastifyReply> {
  if (outcome.kind === 'refused') throw problemOfRefusal(outcome.refusal);
  if (isUnread(row.name)) {
    const decided = await deps.db.command.findUniqueOrThrow({ where: { id: row.id } });
    return reply.send(presentOutcome(decided, request));
  }
  if (row.name === submissionName) reply.code(201).header('location', applicationPath(row.applicationId));
  return reply
    .header('etag', tagOf(row.application.version))
    .send(await showApplication(deps, row.application, onlookerOf(request, deps)));
}

function isUnread(name: string): boolean {
  return name in commandTable && isGivenUnread(commandTable[name as CommandName].role);
}

function answerPending(reply: FastifyReply, row: CommittedCommand): FastifyReply {
  const href = commandPath(row.id);
  const submission = row.name === submissionName;
  return reply
    .code(202)
    .header('location', href)
    .send({
      commandId: row.id,
      status: 'pending',
      href,
      applicationId: row.applicationId,
      ...(submission ? { resultDueOn: resultDeadline(stateOf(row.application)).on } : {}),
    });
}
