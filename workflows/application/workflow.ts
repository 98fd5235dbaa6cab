import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { openCalendar } from '../../calendars/calendar.ts';
import type { CalendarDays } from '../../calendars/calendar.ts';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { addDays, parsePlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/edition.ts';
import { regulationEdition } from '../../regulation/editions.ts';
import { bell } from '../core/bell.ts';
import { deadlineTimer } from '../core/deadline-timer.ts';
import { faultCodeOf, faultCodes, hearCancellation, procedure } from '../core/faults.ts';
import type { CommandId, NoticeId } from '../core/ids.ts';
import type { Basis } from './basis.ts';
import { applicationTime, realTime } from './clock.ts';
import { detailsOf, milestoneSummary, turnSummary, type Remark } from './details.ts';
import { graceMs } from './grace.ts';
import { receive } from './intake.ts';
import { commandTurn, firstTurn, postingTurn, recordOf, resumingTurn, timeTurn } from './line.ts';
import type { Standing, Turn } from './line.ts';
import { commandUpdates, lineGrewSignal, placeQuery, submitUpdate } from './messages.ts';
import type { ApplicationInput, CommandEnvelope, CommandOutcome } from './messages.ts';
import { nextMilestone } from './milestones.ts';
import type { CabinetPort, CalendarPort, RecordsPort } from './ports.ts';
import { changedAttributes, searchAttributesOf } from './search-attributes.ts';
import { isFinal } from './stages.ts';

// Short work on our own PostgreSQL, inside the workflow task. It is tried until it succeeds: a turn cannot be skipped. While
// PostgreSQL is away, timers soon take the place of tasks that are held open: those would fill a history within two days. What
// is wrong in the records fails the task, which leaves no trace in the history, however often it is tried (decision 0035).
const ourDatabase = {
  startToCloseTimeout: '10 seconds',
  localRetryThreshold: '10 seconds',
  retry: {
    initialInterval: '100 milliseconds',
    maximumInterval: '1 minute',
    nonRetryableErrorTypes: [...faultCodes] as string[],
  },
} as const;
const records = proxyLocalActivities<RecordsPort>({ ...ourDatabase, summary: 'read the line of commands' });
const calendar = proxyLocalActivities<CalendarPort>({ ...ourDatabase, summary: 'read the newest calendar' });
// Posting may one day leave the house: a task of its own, tried without end, since a notice that is not out refuses nobody.
const cabinet = proxyActivities<CabinetPort>({
  summary: 'post the notice of a preliminary refusal',
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
/** How long the answer to an approval waits for the posting, so that it usually shows the hearing already. */
const postingPatience = '3 seconds';
/**
 * A worker that starts replays a history within the first task it gets of it, while people wait: some 40 commands are a
 * few tens of milliseconds. In events.
 */
const longHistory = 600;
/** PostgreSQL's clock was behind this worker's: how long until the line is read again, in milliseconds. */
const clockSkewMs = 1_000;

/**
 * One application from receipt to its result. Commands and milestones are one line in order of their legal instants; each
 * turn of the line is decided by the pure core, written to PostgreSQL, and only then answered.
 */
export function application(input: ApplicationInput): Promise<Stage> {
  return procedure(() => run(input));
}

async function run(input: ApplicationInput): Promise<Stage> {
  const inbox = new Map<number, CommandEnvelope>();
  const decisions = new Map<CommandId, PromiseWithResolvers<CommandOutcome>>();
  const postings: Posting[] = [];
  let postingsUnderWay = 0;
  let lineGrew = false;
  /** Amendments that the line itself has: no update is believed about another calendar. */
  const amendments = new Set<CommandId>();
  const remarks: Remark[] = [];
  const wake = bell();
  const timer = deadlineTimer(wake.ring);
  const decidedByEarlierRuns = input.continued?.place.command ?? 0;
  let standing: Standing | null = input.continued ?? null;
  let shown: ReturnType<typeof searchAttributesOf> = [];

  // Handlers come before the first await: messages may arrive with the start.
  setHandler(submitUpdate, () => answer(input.submission, 1), {
    validator: (submission = input.submission) => {
      if (submission === input.submission) return;
      throw ApplicationFailure.nonRetryable(`${input.number} is another application`, 'command-unknown');
    },
  });
  for (const update of Object.values(commandUpdates)) {
    setHandler(update, receiveCommand, { validator: refuseMalformed });
  }
  setHandler(lineGrewSignal, () => {
    lineGrew = true;
    wake.ring();
  });

  setHandler(placeQuery, () => standing?.place ?? null);

  let basis = basisOf(input, input.continued?.calendar ?? (await readNewest(input)));
  hearCancellation(() => {
    log.warn('somebody asked to cancel an application; it goes on');
    remark('somebody asked to cancel this; it goes on, since it ends by its result or by withdrawal alone');
  });
  if (standing !== null) show(standing);
  if (standing === null) {
    standing = await write(
      firstTurn(receive({ ...input, id: input.applicationId }, basis), input.clock, input.submission, basis),
    );
  } else if (input.continued?.resumed) {
    standing = await write(resumingTurn(standing, input.continued.resumed));
  }

  while (!isFinal(standing.state.stage) || inbox.size > 0 || postingsUnderWay > 0) {
    waitForMilestone(standing);
    while (!(postings.length > 0 || lineGrew || timer.fired || commandMayBeTaken())) await wake.next();
    // Until registration pins it, the newest calendar counts.
    if (standing.state.stage === 'received') basis = basisOf(input, await readNewest(input));
    standing = (await nextTurn(standing)) ?? standing;

    if (historyIsLong() && inbox.size === 0 && postingsUnderWay === 0) {
      await condition(allHandlersFinished);
      const { state, clock, place } = standing;
      await continueAsNew<typeof application>({
        ...input,
        continued: { state, clock, place, calendar: basis.calendar.days },
      });
    }
  }
  await condition(allHandlersFinished);
  return standing.state.stage;

  async function receiveCommand(envelope: CommandEnvelope): Promise<CommandOutcome> {
    if (envelope.seq > (standing?.place.command ?? 1)) {
      inbox.set(envelope.seq, envelope);
      wake.ring();
    }
    return answer(envelope.id, envelope.seq);
  }

  async function answer(id: CommandId, seq: number): Promise<CommandOutcome> {
    // What is behind in the line and was not decided by this run was decided by an earlier one, or is no command at all.
    const behind = seq <= (standing?.place.command ?? 0) && !decisions.has(id);
    if (behind || seq <= decidedByEarlierRuns) return records.readOutcome(id);
    const outcome = await decisionOn(id).promise;
    // An approval is answered with its hearing open, if the posting is quick enough.
    if (postingsUnderWay > 0)
      await condition(() => postingsUnderWay === 0, postingPatience, {
        summary: 'the answer waits until the notice is posted',
      });
    return outcome;
  }

  function decisionOn(id: CommandId): PromiseWithResolvers<CommandOutcome> {
    const known = decisions.get(id) ?? Promise.withResolvers<CommandOutcome>();
    decisions.set(id, known);
    return known;
  }

  /** Answers an update whose command stands in no row: it leaves nothing behind, and what the line has instead is read. */
  function disown({ id }: CommandEnvelope): null {
    log.error('an update brought a command that stands in no row; it is refused', { commandId: id });
    remark(`an update brought command ${id}, which stands in no row: it was refused and changed nothing`);
    const { promise, reject } = decisionOn(id);
    promise.catch(() => undefined);
    reject(ApplicationFailure.nonRetryable(`command ${id} stands in no row`, 'command-unknown'));
    decisions.delete(id);
    lineGrew = true;
    return null;
  }

  function remark(text: string): void {
    if (standing === null) return;
    remarks.push({ at: nowIn(standing), text });
    show(standing);
  }

  function show(current: Standing): void {
    setCurrentDetails(detailsOf(current, basis, { now: nowIn(current), remarks }));
  }

  /** Standing time does not pass while something is under way. */
  function commandMayBeTaken(): boolean {
    return inbox.size > 0 && !(standing?.clock.kind === 'standing' && postingsUnderWay > 0);
  }

  function waitForMilestone({ state, clock }: Standing): void {
    const next = nextMilestone(state, basis);
    const real = next && realTime(clock, next.at);
    if (next === null || real === null) timer.arm(null, '');
    else timer.arm(msOf(real) + graceMs, milestoneSummary(next, clock, basis.calendar.days.zone));
  }

  /** What comes next in order of instants: a command, evidence of a posting, or what time has brought. */
  async function nextTurn(from: Standing): Promise<Standing | null> {
    const posting = postings[0];
    for (const seq of inbox.keys()) if (seq <= from.place.command) inbox.delete(seq);
    // Before evidence or a milestone, whatever was committed earlier.
    const next = inbox.get(from.place.command + 1);
    const readAt = posting || !next || !isBelieved(next) ? await readLine(from) : null;
    const command = inbox.get(Math.min(...inbox.keys()));

    if (command && !(posting && posting.postedAt < command.receivedAt)) {
      inbox.delete(command.seq);
      if (!isBelieved(command)) return disown(command);
      const before = basis;
      // Of two amendments in the line each has its own calendar; none leads back behind what is followed already.
      if (command.command.name === 'amend-calendar')
        basis = basisOf(
          input,
          await readNewest(input, [command.command.edition, before.calendar.days.edition]),
        );
      try {
        return await write(commandTurn(from, command, before, basis), command);
      } catch (error) {
        if (faultCodeOf(error) !== 'command-unknown') throw error;
        // Nothing was written, so nothing has happened.
        [standing, basis] = [from, before];
        return disown(command);
      }
    }
    if (posting) {
      const written = await write(postingTurn(from, posting.noticeId, posting.postedAt, basis));
      postings.shift();
      postingsUnderWay -= 1;
      return written;
    }
    if (readAt === null) return null;
    const turn = timeTurn(from, applicationTime(from.clock, readAt), basis);
    if (turn.standing.state !== from.state) return write(turn);
    timer.arm(Date.now() + clockSkewMs, 'PostgreSQL has not reached the milestone yet');
    return null;
  }

  async function readLine(from: Standing): Promise<Instant> {
    lineGrew = false;
    const { applicationId } = input;
    const line = await records.readLine({ applicationId, afterSeq: from.place.command });
    for (const each of line.commands) {
      inbox.set(each.seq, each);
      if (each.command.name === 'amend-calendar') amendments.add(each.id);
    }
    return line.readAt;
  }

  function isBelieved({ id, command }: CommandEnvelope): boolean {
    return command.name !== 'amend-calendar' || amendments.has(id);
  }

  async function write(turn: Turn, delivered?: CommandEnvelope): Promise<Standing> {
    const { standing: after, effects, decided } = turn;
    const record = { ...recordOf(turn, basis), ...(delivered && { delivered }) };
    // Known to handlers at once, so that a repeated delivery is not put into the line again.
    standing = after;
    if (decided) decisionOn(decided.commandId);
    await records.recordTurn.executeWithOptions({ summary: turnSummary(turn, basis) }, [record]);
    for (const effect of effects) startPosting(effect.noticeId);
    if (decided) decisionOn(decided.commandId).resolve(decided.outcome);

    const attributes = searchAttributesOf(after, record.calendarEdition, record.nextMilestoneAt);
    const changed = changedAttributes(shown, attributes);
    if (changed.length > 0) upsertSearchAttributes(changed);
    shown = attributes;
    show(after);
    return after;
  }

  function startPosting(noticeId: NoticeId): void {
    postingsUnderWay += 1;
    void post(noticeId);
  }

  async function post(noticeId: NoticeId): Promise<void> {
    const { postedAt } = await cabinet.postNotice({ applicationId: input.applicationId, noticeId });
    postings.push({ noticeId, postedAt });
    wake.ring();
  }
}

interface Posting {
  readonly noticeId: NoticeId;
  readonly postedAt: Instant;
}

function historyIsLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > longHistory;
}

function nowIn({ clock }: Standing): Instant {
  return applicationTime(clock, instantOfMs(Date.now()));
}

function readNewest({ receivedAt }: ApplicationInput, among?: readonly string[]): Promise<CalendarDays> {
  // One day earlier, since the date in Astana may be ahead of the one in UTC but never behind it.
  const from = addDays(parsePlainDate(receivedAt.slice(0, 'YYYY-MM-DD'.length)), -1);
  return calendar.readNewestCalendar({ from, ...(among && { among }) });
}

function basisOf({ regulationEdition: edition }: ApplicationInput, days: CalendarDays): Basis {
  return { calendar: openCalendar(days), regulation: regulationEdition(edition) };
}

function refuseMalformed(envelope: CommandEnvelope): void {
  if (Number.isInteger(envelope.seq) && envelope.seq > 1) return;
  throw ApplicationFailure.nonRetryable(
    `command ${envelope.id} has no place in the line`,
    'command-malformed',
  );
}
