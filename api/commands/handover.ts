import type { Application, Command as CommandRow, Prisma } from '../../prisma/generated/client.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import { applicationTime } from '../../workflows/case/clock.ts';
import { decide } from '../../workflows/application/decide.ts';
import type { ApplicationEvent } from '../../workflows/application/events.ts';
import type { CommandEnvelope, CommandOutcome } from '../../workflows/application/messages.ts';
import { isFinal } from '../../workflows/application/stages.ts';
import { applicationIdOf, clockOf, envelopeOf, inputOf, outcomeOf, stateOf } from '../applications/stored.ts';
import { basisOf } from '../basis.ts';
import type { ApiDeps } from '../deps.ts';
import type { Pending } from '../workflow-client.ts';
import { inCommandTransaction } from '../requests/command-transaction.ts';
import type { CommittedCommand } from './intake.ts';

/** What a hand-over came to. `pending`: the relay goes on. */
export type Handover = { readonly kind: 'decided'; readonly outcome: CommandOutcome } | Pending;

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'workflows' | 'confirmations' | 'now'>;

/** The name under which a submission stands in the line. */
export const submissionName = 'submit';

/** Hands a committed command to its workflow. May be repeated: the workflow knows each by its id. */
export async function handOver(deps: Deps, row: CommittedCommand): Promise<Handover> {
  const delivery =
    row.name === submissionName
      ? await deps.workflows.submit(inputOf(row.application, row.id))
      : await deps.workflows.deliver(
          { id: applicationIdOf(row.applicationId), number: row.application.number },
          envelopeOf(row),
        );
  const handover = delivery.kind === 'closed' ? await settleClosed(deps, row.id) : delivery;
  if (handover.kind === 'decided') deps.confirmations.note(row.id);
  return handover;
}

/** A committed command by its id. */
export function readCommitted({ db }: Pick<ApiDeps, 'db'>, id: string): Promise<CommittedCommand> {
  return db.command.findUniqueOrThrow({ where: { id }, include: { application: true } });
}

/**
 * Decides about a command that no workflow takes any more: once the procedure is over, the pure rules refuse it, and
 * refusal and trail are written in one transaction. Before that it stays pending: its workflow is still to be started.
 */
async function settleClosed({ db, calendars, now }: Deps, commandId: string): Promise<Handover> {
  // Known from here on, so that the transaction asks for no second connection.
  await calendars.editions();
  return inCommandTransaction(db, async (tx) => {
    const { applicationId } = await tx.command.findUniqueOrThrow({ where: { id: commandId } });
    await tx.$queryRaw`SELECT last_seq FROM command_lines WHERE application_id = ${applicationId}::uuid FOR UPDATE`;
    const row = await tx.command.findUniqueOrThrow({
      where: { id: commandId },
      include: { application: true },
    });
    const known = outcomeOf(row);
    if (known !== null) return { kind: 'decided', outcome: known };
    if (row.name === submissionName || !isFinal(stateOf(row.application).stage))
      return { kind: 'pending', reason: 'no-answer-yet' };

    const { calendarEdition, regulationEdition } = row.application;
    const basis = await basisOf(calendars, calendarEdition, regulationEdition);
    const { outcome, event } = refuseClosed(row.application, envelopeOf(row), basis);
    await tx.command.update({
      where: { id: commandId },
      data: { outcome: jsonOf(outcome), decidedAt: now() },
    });
    if (event) await appendToTrail(tx, row, outcome.version, event);
    return { kind: 'decided', outcome };
  });
}

function refuseClosed(application: Application, envelope: CommandEnvelope, basis: Basis) {
  const state = stateOf(application);
  const { id, actor, command, expectedVersion } = envelope;
  // An application that is over has no open term that could follow a calendar.
  if (command.name === 'amend-calendar') {
    return { outcome: { kind: 'accepted', version: state.version } as const, event: null };
  }
  if (command.name === 'advance-clock') {
    const refusal = {
      code: 'application-closed',
      stage: state.stage,
      params: {},
      opensAt: null,
      allowed: [],
    } as const;
    return { outcome: { kind: 'refused', version: state.version, refusal } as const, event: null };
  }
  const decision = decide(
    state,
    {
      kind: 'request',
      request: {
        id,
        actor,
        command,
        at: applicationTime(clockOf(application), envelope.receivedAt),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      },
    },
    basis,
  );
  if (decision.kind !== 'refused') throw new Error(`application ${state.id} is over and accepted a command`);
  const { refusal, event } = decision;
  return { outcome: { kind: 'refused', version: state.version, refusal } as const, event };
}

async function appendToTrail(
  tx: Prisma.TransactionClient,
  { applicationId, id }: CommandRow,
  version: number,
  { type, at, actor, data }: ApplicationEvent,
): Promise<void> {
  const last = await tx.auditEvent.aggregate({ where: { applicationId }, _max: { seq: true } });
  await tx.auditEvent.create({
    data: {
      applicationId,
      seq: (last._max.seq ?? 0) + 1,
      version,
      type,
      at,
      ...(actor === null ? {} : { actor: jsonOf(actor) }),
      commandId: id,
      data: jsonOf(data),
    },
  });
}

function jsonOf(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
