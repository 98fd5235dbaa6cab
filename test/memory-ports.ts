import { lastDayOf, sliceCalendar } from '../calendars/calendar.ts';
import { instantOfMs } from '../calendars/instant.ts';
import type { CabinetPort } from '../workflows/application/ports.ts';
import type { ApplicationTypes } from '../workflows/application/step.ts';
import type { CommandEnvelope, OutcomeOf } from '../workflows/case/messages.ts';
import type { CalendarPort, RecordsPort, TurnRecord } from '../workflows/case/ports.ts';
import type { ProcedureTypes } from '../workflows/case/procedure.ts';
import { amendedBasis } from './amended-calendar.ts';
import { kz } from './builders.ts';

/** The outside world of one case in memory, with the same promises as PostgreSQL's: repeats change nothing. */
export interface MemoryPorts<P extends ProcedureTypes = ApplicationTypes> {
  readonly ports: RecordsPort<P> & CalendarPort & CabinetPort;
  readonly turns: TurnRecord<P>[];
  readonly line: CommandEnvelope<P['command']>[];
  readonly outcomes: Map<string, OutcomeOf<P>>;
  /** Loads an edition that makes days worked (true) or days off (false); who reads the newest calendar reads it. */
  load(days: Readonly<Record<string, boolean>>): void;
}

/** Ports whose clock is `nowMs`. A command put into `line` is committed; delivering it is the test's affair. */
export function memoryPorts<P extends ProcedureTypes = ApplicationTypes>(
  nowMs: () => Promise<number>,
): MemoryPorts<P> {
  const turns: TurnRecord<P>[] = [];
  const line: CommandEnvelope<P['command']>[] = [];
  const outcomes = new Map<string, OutcomeOf<P>>();
  const posted = new Map<string, { readonly postedAt: ReturnType<typeof instantOfMs> }>();
  let { calendar } = kz;

  const ports: MemoryPorts<P>['ports'] = {
    recordTurn(turn) {
      if (turns.every((each) => each.revision < turn.revision)) turns.push(turn);
      if (turn.decided) outcomes.set(turn.decided.commandId, turn.decided.outcome);
      return Promise.resolve();
    },
    async readLine({ afterSeq }) {
      const commands = line.filter((each) => each.seq > afterSeq && !outcomes.has(each.id));
      return { commands, readAt: instantOfMs(await nowMs()) };
    },
    readOutcome(id) {
      const outcome = outcomes.get(id);
      return outcome
        ? Promise.resolve(outcome)
        : Promise.reject(new Error(`command ${id} is not decided yet`));
    },
    readNewestCalendar({ from }) {
      const { days } = calendar;
      const start = from < days.firstDay ? days.firstDay : from;
      return Promise.resolve(sliceCalendar(days, start, lastDayOf(calendar)));
    },
    async postNotice({ noticeId }) {
      const known = posted.get(noticeId) ?? { postedAt: instantOfMs(await nowMs()) };
      posted.set(noticeId, known);
      return known;
    },
  };
  const load = (changed: Readonly<Record<string, boolean>>) => {
    ({ calendar } = amendedBasis(changed));
  };
  return { ports, turns, line, outcomes, load };
}
