import { randomUUID } from 'node:crypto';
import { CalendarError } from '../../calendars/calendar-error.ts';
import { instantOfMs, parseInstant } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { Prisma, type Application } from '../../prisma/generated/client.ts';
import { isSure } from '../../prisma/record-epochs.ts';
import { defaultPolicy } from '../../regulation/policy.ts';
import type { Policy } from '../../regulation/policy.ts';
import { agendaTermsOf } from '../../workflows/application/agenda-terms.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import type { Clock } from '../../workflows/case/clock.ts';
import { receive } from '../../workflows/application/intake.ts';
import { nextMilestone } from '../../workflows/application/milestones.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { dayOf } from '../../workflows/case/counting.ts';
import { currentBasis } from '../basis.ts';
import { submissionName } from '../commands/handover.ts';
import type { RequestKey } from '../requests/idempotency.ts';
import { inCommandTransaction } from '../requests/command-transaction.ts';
import type { CommittedCommand } from '../commands/intake.ts';
import type { ApiDeps } from '../deps.ts';
import { uncountable } from '../http/outside-calendar.ts';
import { Problem } from '../http/problem.ts';
import { claimUploads } from '../uploads/claiming.ts';
import { bindToApplicant } from '../uploads/for-whom.ts';
import { applicantIn } from './check-submission.ts';
import { resultDeadline } from '../applications/resource.ts';
import { applicationIdOf } from '../applications/stored.ts';
import type { Submission } from './submission-schemas.ts';

/**
 * Receives a checked submission in one transaction — number, facts, form, files, and the first command of the line — and
 * gives that command. Throws `date-outside-calendar` when a term would end beyond the data.
 */
export async function receiveSubmission(
  { db, calendars, config }: ApiDeps,
  submission: Submission,
  request: RequestKey,
  clientId: string,
): Promise<CommittedCommand> {
  const policy: Policy = {
    ...defaultPolicy,
    incompletePackage: submission.sandboxPolicy?.incompletePackage ?? config.incompletePackage,
  };
  // Should another edition be applied meanwhile, the workflow starts by reading the newest.
  const basis = await currentBasis(calendars);
  const files = submission.documents.map(({ uploadId }) => uploadId);
  const applicantId = Prisma.sql`${applicantIn(submission)?.id ?? ''}`;
  await bindToApplicant(db, files, { clientId, applicantId });
  return inCommandTransaction(db, async (tx) => {
    const [id, commandId] = [randomUUID(), randomUUID()];
    const { at, number } = await takeNumber(tx);
    const clock = clockFrom(submission.sandboxClock, at);
    const receivedAt = clock.kind === 'standing' ? clock.at : clock.kind === 'running' ? clock.startsAt : at;
    const state = firstState({ id, number, receivedAt, policy, submission }, basis);

    const application = await tx.application.create({
      data: { ...rowOf(state, clock, clientId, config.unit, basis), ...request.correlation },
    });
    await tx.agendaTerm.createMany({ data: agendaRows(application, state, clock) });
    await tx.submission.create({ data: submissionRow(id, submission) });
    await tx.commandLine.create({ data: { applicationId: id, lastSeq: 1 } });
    const command = await tx.command.create({
      data: {
        id: commandId,
        applicationId: id,
        seq: 1,
        name: submissionName,
        clientId: request.owner,
        idempotencyKey: request.key,
        bodyHash: request.bodyHash,
        // The submission itself is kept in its own table, the only home of personal data.
        body: {},
        command: { name: submissionName },
        actor: { role: 'portal', client: clientId },
        receivedAt: at,
        ...request.correlation,
      },
    });
    await claimUploads(tx, submission.documents, { clientId, applicationId: id, commandId });
    return { ...command, application };
  });
}

/**
 * The world's time by PostgreSQL, and the next number of the counter. Throws `temporarily-unavailable` while the counter may
 * be that of an older copy.
 */
async function takeNumber(tx: Prisma.TransactionClient): Promise<{ at: Instant; number: bigint }> {
  // Whether the record is sure is looked at before its counter goes on.
  const [row] = await tx.$queryRaw<{ ms: number; number: bigint }[]>`
    WITH record AS MATERIALIZED (SELECT ${isSure} AS sure)
    SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms,
      nextval('application_numbers') AS number
    FROM record WHERE sure`;
  if (row === undefined) throw new Problem('temporarily-unavailable');
  return { at: instantOfMs(row.ms), number: row.number };
}

function clockFrom(sandbox: Submission['sandboxClock'], from: Instant): Clock {
  if (sandbox === undefined) return { kind: 'real' };
  const startsAt = parseInstant(sandbox.startsAt);
  return sandbox.speed === undefined
    ? { kind: 'standing', at: startsAt }
    : { kind: 'running', startsAt, from, speed: sandbox.speed };
}

function firstState(
  received: {
    readonly id: string;
    readonly number: bigint;
    readonly receivedAt: Instant;
    readonly policy: Policy;
    readonly submission: Submission;
  },
  basis: Basis,
): ApplicationState {
  const { id, receivedAt, policy, submission } = received;
  const stateAt = (at: Instant, number: string) =>
    receive({ id: applicationIdOf(id), number, subtype: submission.subtype, receivedAt: at, policy }, basis)
      .state;
  try {
    const [year] = dayOf(receivedAt, basis).split('-');
    return stateAt(receivedAt, `219-${year}-${String(received.number).padStart(6, '0')}`);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const places = submission.sandboxClock ? [{ pointer: '/sandboxClock/startsAt' }] : [];
    throw uncountable(error, { at: receivedAt, basis, count: (at) => stateAt(at, '') }, places);
  }
}

function rowOf(
  state: ApplicationState,
  clock: Clock,
  clientId: string,
  unit: string,
  basis: Basis,
): Prisma.ApplicationCreateInput {
  const result = resultDeadline(state);
  return {
    id: state.id,
    number: state.number,
    clientId,
    unit,
    subtype: state.subtype,
    stage: state.stage,
    version: state.version,
    receivedAt: state.receivedAt,
    resultDueOn: new Date(result.on),
    resultDueAt: result.at,
    nextMilestoneAt: nextMilestone(state, basis)?.at ?? null,
    calendarEdition: result.calendarEdition,
    regulationEdition: state.regulationEdition,
    sandbox: clock.kind !== 'real',
    clock: clock as Prisma.InputJsonObject,
    state: state as unknown as Prisma.InputJsonObject,
  };
}

/** What the agenda shows of an application as it is received: later turns write it themselves (`writeTurn`). */
export function agendaRows(
  { id, unit, number }: Pick<Application, 'id' | 'unit' | 'number'>,
  state: ApplicationState,
  clock: Clock,
): Prisma.AgendaTermCreateManyInput[] {
  return agendaTermsOf(state, clock).map((term) => {
    const of = { applicationId: id, unit, number, term: term.term, status: term.status };
    if (term.status === 'waiting') return { ...of, countedFrom: new Date(term.countedFrom) };
    const { edge, on, at, lateFrom } = term;
    return { ...of, edge, on: new Date(on), at, lateFrom };
  });
}

function submissionRow(applicationId: string, submission: Submission): Prisma.SubmissionUncheckedCreateInput {
  // Validation has seen all of them: JSON values of the shapes the regulation asks for.
  const json = (value: unknown) => value as Prisma.InputJsonObject;
  const { form, contact, statements, representative, documents, language } = submission;
  return {
    applicationId,
    form: json(form),
    contact: json(contact),
    statements: json(statements),
    ...(representative === undefined ? {} : { representative: json(representative) }),
    documents: json(documents),
    language: String(language),
    applicantId: applicantIn(submission)?.id ?? '',
  };
}
