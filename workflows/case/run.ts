import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  log,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { openCalendar } from '../../calendars/calendar.ts';
import type { CalendarDays } from '../../calendars/calendar.ts';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { regulationEdition } from '../../regulation/editions.ts';
import { firstDayFor, type Basis } from './basis.ts';
import { bell } from './bell.ts';
import { applicationTime, realTime } from './clock.ts';
import { deadlineTimer } from './deadline-timer.ts';
import { Effects } from './effects.ts';
import { faultCodeOf, faultCodes, hearCancellation } from './faults.ts';
import { graceMs } from './grace.ts';
import type { CommandId } from './ids.ts';
import { envelopeFault } from './envelope.ts';
import { Inbox, isBelieved, Outcomes, type Waiting } from './inbox.ts';
import { commandUpdate, placeQuery, queueGrewSignal, submitUpdate } from './messages.ts';
import type { CaseInput, CommandEnvelope, OutcomeOf } from './messages.ts';
import type { CalendarPort, RecordsPort } from './ports.ts';
import type { Procedure, ProcedureTypes } from './procedure.ts';
import {
  commandTurn,
  evidenceTurn,
  firstTurn,
  isAmendment,
  recordOf,
  resumingTurn,
  timeTurn,
  type Snapshot,
  type Turn,
} from './queue.ts';
import { changedAttributes } from './search-attributes.ts';
import type { Step } from './step.ts';
import { milestoneSummary, turnSummary } from './summaries.ts';

// Short work on our own PostgreSQL, inside the workflow task. It is tried until it succeeds: a turn cannot be skipped. While
// PostgreSQL is away, the wait soon uses timers, since a task that is held open would fill the history within two days. A fault
// in the records fails the task, which leaves no trace in the history, however often it is tried (decision 0035).
const ourDatabase = {
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '10 seconds',
  retry: {
    initialInterval: '100 milliseconds',
    maximumInterval: '1 minute',
    nonRetryableErrorTypes: [...faultCodes] as string[],
  },
} as const;
const calendar = proxyLocalActivities<CalendarPort>({ ...ourDatabase, summary: 'read the newest calendar' });
/**
 * In events. A new worker replays a whole history in the first task of a case, while people wait: about 40 commands take a few
 * tens of milliseconds.
 */
const longHistory = 600;
/** In milliseconds: when PostgreSQL's clock is behind this worker's, how long until the queue is read again. */
const clockSkewMs = 1_000;

/** What operators have to know about a case apart from its procedure. */
export interface Remark {
  /** In the case's time. */
  readonly at: Instant;
  readonly text: string;
}

/** What the workflow of a procedure adds to its law: how it begins, how it acts outside, how operators see it. */
export interface CaseWorkflow<P extends ProcedureTypes> {
  readonly procedure: Procedure<P>;
  /** The first step. */
  receive(basis: Basis): Step<P>;
  /** Carries out an effect, and gives the evidence of it. */
  carryOut(effect: P['effect']): Promise<P['evidence']>;
  /** Goes on in a new run with a short history. */
  goOn(continued: NonNullable<CaseInput<P>['continued']>): Promise<never>;
  detailsOf(
    snapshot: Snapshot<P>,
    basis: Basis,
    shown: { readonly now: Instant; readonly remarks: readonly Remark[] },
  ): string;
  searchAttributesOf(
    snapshot: Snapshot<P>,
    edition: string,
    next: Instant | null,
  ): readonly SearchAttributeUpdatePair[];
}

/**
 * One case from receipt to its end. Commands and milestones are one queue in order of their legal instants. The pure core decides
 * each turn; the turn is written to PostgreSQL, and only then answered. Gives the stage in which the case ended.
 */
export async function runCase<P extends ProcedureTypes>(
  { procedure, ...workflow }: CaseWorkflow<P>,
  input: CaseInput<P>,
): Promise<P['state']['stage']> {
  const records = proxyLocalActivities<RecordsPort<P>>({
    ...ourDatabase,
    summary: 'read the queue of commands',
  });
  const inbox = new Inbox<P>();
  const outcomes = new Outcomes<P>();
  const wake = bell();
  const effects = new Effects<P>((effect) => workflow.carryOut(effect), wake.ring);
  const timer = deadlineTimer(wake.ring);
  const remarks: Remark[] = [];
  const decidedByEarlierRuns = input.continued?.place.command ?? 0;
  let queueGrew = false;
  let current: Snapshot<P> | null = input.continued ?? null;
  let shown: readonly SearchAttributeUpdatePair[] = [];

  // Handlers come before the first await: messages may arrive with the start.
  setHandler(submitUpdate<P>(), () => answer(input.submission, 1), {
    validator: (submission) => {
      if (submission === input.submission) return;
      throw ApplicationFailure.nonRetryable(`${input.number} is another case`, 'command-unknown');
    },
  });
  const names = Object.keys(procedure.commands) as P['command']['name'][];
  for (const name of [...names, 'advance-clock', 'amend-calendar'] as const) {
    setHandler(commandUpdate<P>(name), receiveCommand, {
      validator: (envelope) => refuseMalformed(envelope, name),
    });
  }
  setHandler(queueGrewSignal, () => {
    queueGrew = true;
    wake.ring();
  });
  setHandler(placeQuery, () => current?.place ?? null);

  let basis = basisOf(input, input.continued?.calendar ?? (await readNewest(input)));
  hearCancellation(() => {
    log.warn('somebody asked to cancel a case; it goes on');
    remark('somebody asked to cancel this; it goes on, since it ends by its result or by withdrawal alone');
  });
  if (current !== null) show(current);
  if (current === null) {
    current = await write(firstTurn(procedure, workflow.receive(basis), input, basis));
    if (input.replaces) current = await write(resumingTurn(procedure, current, input.replaces));
  } else if (input.continued?.resumed) {
    current = await write(resumingTurn(procedure, current, input.continued.resumed));
  }

  while (!procedure.isOver(current.state.stage) || inbox.size > 0 || effects.underWay > 0) {
    waitForMilestone(current);
    while (!(effects.evidence || queueGrew || timer.fired || commandMayBeTaken())) await wake.next();
    if (!procedure.isCalendarPinned(current.state)) basis = basisOf(input, await readNewest(input));
    current = (await nextTurn(current)) ?? current;

    if (historyIsLong() && inbox.size === 0 && effects.underWay === 0) {
      await condition(allHandlersFinished);
      await workflow.goOn({ ...current, calendar: basis.calendar.days });
    }
  }
  await condition(allHandlersFinished);
  return current.state.stage;

  async function receiveCommand(envelope: CommandEnvelope<P['command']>): Promise<OutcomeOf<P>> {
    if (envelope.seq > (current?.place.command ?? 1)) {
      inbox.put(envelope);
      wake.ring();
    }
    return answer(envelope.id, envelope.seq);
  }

  async function answer(id: CommandId, seq: number): Promise<OutcomeOf<P>> {
    // A number before this place, not decided by this run: an earlier run decided it, or there is no such command.
    const behind = seq <= (current?.place.command ?? 0) && !outcomes.knows(id);
    if (behind || seq <= decidedByEarlierRuns) return records.readOutcome(id);
    const outcome = await outcomes.of(id).promise;
    // If the posting is quick enough, the answer to an approval already shows the open hearing.
    if (effects.underWay > 0) await effects.settled();
    return outcome;
  }

  /** A refusal of what was never accepted leaves nothing in the history: a mended delivery may come under the same id. */
  function refuseMalformed(envelope: CommandEnvelope<P['command']>, name: string): void {
    const fault = envelopeFault(envelope, name);
    if (fault !== null)
      throw ApplicationFailure.nonRetryable(`an update brought no command: ${fault}`, 'command-malformed');
    const { id, seq } = envelope;
    // Of two under one number one has no row: which one is known when the first has had its turn.
    if ((inbox.at(seq)?.envelope.id ?? id) !== id)
      throw ApplicationFailure.nonRetryable(`number ${String(seq)} is another command`, 'command-unknown');
  }

  /** Refuses an update whose command has no row. It leaves nothing behind, and the queue is read for what is there instead. */
  function disown({ id }: CommandEnvelope<P['command']>): null {
    log.error('an update brought a command that stands in no row; it is refused', { commandId: id });
    remark(`an update brought command ${id}, which stands in no row: it was refused and changed nothing`);
    outcomes.fail(id, ApplicationFailure.nonRetryable(`command ${id} stands in no row`, 'command-unknown'));
    queueGrew = true;
    return null;
  }

  function remark(text: string): void {
    if (current === null) return;
    remarks.push({ at: nowIn(current), text });
    show(current);
  }

  function show(snapshot: Snapshot<P>): void {
    setCurrentDetails(workflow.detailsOf(snapshot, basis, { now: nowIn(snapshot), remarks }));
  }

  /** A manual clock must not move while an effect is under way. */
  function commandMayBeTaken(): boolean {
    return inbox.size > 0 && !(current?.clock.kind === 'standing' && effects.underWay > 0);
  }

  function waitForMilestone({ state, clock }: Snapshot<P>): void {
    const [next] = procedure.milestonesOf(state, basis);
    const real = next && realTime(clock, next.at);
    if (!next || !real) timer.arm(null, '');
    else timer.arm(msOf(real) + graceMs, milestoneSummary(next, clock, basis.calendar.days.zone));
  }

  /** The next turn in order of instants: of a command, of evidence, or of time. */
  async function nextTurn(from: Snapshot<P>): Promise<Snapshot<P> | null> {
    const { evidence } = effects;
    inbox.forgetUpTo(from.place.command);
    // Commands that were committed earlier come before evidence or a milestone.
    const next = inbox.at(from.place.command + 1);
    const readAt = evidence || !next || !isBelieved(next) ? await readQueue(from) : null;
    const first = inbox.first();

    if (first && !(evidence && evidence.at < first.envelope.receivedAt)) {
      inbox.take(first.envelope);
      return isBelieved(first) ? takeCommand(from, first) : disown(first.envelope);
    }
    if (evidence) {
      const written = await write(evidenceTurn(procedure, from, evidence, basis));
      effects.recorded();
      return written;
    }
    if (readAt === null) return null;
    const turn = timeTurn(procedure, from, applicationTime(from.clock, readAt), basis);
    if (turn.snapshot.state !== from.state) return write(turn);
    timer.arm(Date.now() + clockSkewMs, 'PostgreSQL has not reached the milestone yet');
    return null;
  }

  async function takeCommand(
    from: Snapshot<P>,
    { envelope, isRead }: Waiting<P>,
  ): Promise<Snapshot<P> | null> {
    const before = basis;
    // Each amendment in the queue brings its own calendar; none leads back to an older one than the case follows.
    if (isAmendment(envelope.command))
      basis = basisOf(
        input,
        await readNewest(input, [envelope.command.edition, before.calendar.days.edition]),
      );
    try {
      return await write(commandTurn(procedure, from, envelope, before, basis), envelope);
    } catch (error) {
      const isUnknown = faultCodeOf(error) === 'command-unknown';
      // Only what the queue itself has may stop a case.
      if (isRead && !isUnknown) throw error;
      // Nothing was written, so nothing has happened.
      [current, basis] = [from, before];
      if (!isUnknown) await readQueue(from);
      return inbox.at(envelope.seq)?.envelope.id === envelope.id ? null : disown(envelope);
    }
  }

  async function readQueue(from: Snapshot<P>): Promise<Instant> {
    queueGrew = false;
    const { caseId } = input;
    const { commands, readAt } = await records.readLine({ caseId, afterSeq: from.place.command });
    for (const each of inbox.putRead(commands)) disown(each);
    return readAt;
  }

  async function write(turn: Turn<P>, delivered?: CommandEnvelope<P['command']>): Promise<Snapshot<P>> {
    const { snapshot: after, decided } = turn;
    const record = { ...recordOf(procedure, turn, basis), ...(delivered && { delivered }) };
    // Handlers know it at once, so that a repeated delivery is not put into the inbox again.
    current = after;
    if (decided) outcomes.of(decided.commandId);
    await records.recordTurn.executeWithOptions({ summary: turnSummary(turn, basis) }, [record]);
    for (const effect of turn.effects) effects.start(effect);
    if (decided) outcomes.of(decided.commandId).resolve(decided.outcome);

    const attributes = workflow.searchAttributesOf(after, record.calendarEdition, record.nextMilestoneAt);
    const changed = changedAttributes(shown, attributes);
    if (changed.length > 0) upsertSearchAttributes(changed);
    shown = attributes;
    show(after);
    return after;
  }
}

function historyIsLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > longHistory;
}

function nowIn({ clock }: { readonly clock: Parameters<typeof applicationTime>[0] }): Instant {
  return applicationTime(clock, instantOfMs(Date.now()));
}

function readNewest(
  { receivedAt }: { readonly receivedAt: Instant },
  among?: readonly string[],
): Promise<CalendarDays> {
  return calendar.readNewestCalendar({ from: firstDayFor(receivedAt), ...(among && { among }) });
}

function basisOf(
  { regulationEdition: edition }: { readonly regulationEdition: string },
  days: CalendarDays,
): Basis {
  return { calendar: openCalendar(days), regulation: regulationEdition(edition) };
}
