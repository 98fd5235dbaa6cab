import { expect, test } from 'vitest';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { at, commandId, intake, kz, personId, staffId } from '../../test/builders.ts';
import { story } from '../../test/model/story.ts';
import type { Clock } from '../case/clock.ts';
import { detailsOf } from './details.ts';
import { milestoneSummary, turnSummary } from '../case/summaries.ts';
import { receive } from './intake.ts';
import { commandTurn, firstTurn, timeTurn, type Snapshot } from './queue.ts';
import { nextMilestone } from './milestones.ts';
import type { ApplicationState } from './state.ts';

const real: Clock = { kind: 'real' };

/** Received on Thursday 2026-11-26 at 17:00 and registered at once. */
function registered(clock: Clock = real): Snapshot {
  return firstTurn(receive(intake(), kz), clock, commandId(1), kz).snapshot;
}

function details(snapshot: Snapshot, now: string): readonly string[] {
  return detailsOf(snapshot, kz, { now: at(now), remarks: [] }).split('\n');
}

test('details say whose turn it is, by which law until when, in whose time, and how many working days are left', () => {
  expect(details(registered(), '2026-11-27 09:00')).toMatchInlineSnapshot(`
    [
      "### 219-2026-000001: registered",
      "inward, version 2",
      "",
      "- **Turn:** head: appoint an executor",
      "- **completeness check** until 30.11.2026 18:30, working days left on 27.11.2026: 1 (Order 219, clause 6; APPC 76(2))",
      "- **result** until 08.12.2026 18:30, working days left on 27.11.2026: 7 (Order 219, annex 1, item 3; APPC 76(2) and 91(2))",
      "- next: completeness due, 30.11.2026 18:30",
      "- next: soft gate, 02.12.2026 18:30",
      "- next: refusal gate, 03.12.2026 18:30",
      "- next: conformity due, 07.12.2026 18:30",
      "- times are those of Asia/Almaty, UTC+05:00",
    ]
  `);
});

test('details name nothing that comes too late to change anything: a term that is met, a reminder nobody needs', () => {
  const { state: complete } = story('2026-11-26 17:00')
    .appoint('2026-11-26 17:10')
    .complete('2026-11-27 10:00');
  const { state: drafting } = story('2026-11-26 17:00')
    .appoint('2026-11-26 17:10')
    .complete('2026-11-27 10:00')
    .conforms('2026-11-27 11:00');
  const next = (state: ApplicationState) =>
    details({ ...registered(), state }, '2026-11-27 12:00').filter((line) => line.startsWith('- next'));

  expect(next(complete)).toEqual([
    '- next: soft gate, 02.12.2026 18:30',
    '- next: refusal gate, 03.12.2026 18:30',
    '- next: conformity due, 07.12.2026 18:30',
    '- next: result due, 08.12.2026 18:30',
  ]);
  expect(next(drafting)[0]).toBe('- next: result due, 08.12.2026 18:30');
});

test('details of a sandbox say that its time is its own', () => {
  const standing = details(registered({ kind: 'standing', at: at('2026-11-26 10:00') }), '2026-11-26 10:00');
  const running = details(
    registered({
      kind: 'running',
      startsAt: at('2026-11-26 10:00'),
      from: at('2026-11-01 10:00'),
      speed: 60,
    }),
    '2026-11-26 10:00',
  );

  expect(standing).toContain(
    '- **Sandbox:** no real case; its time is its own, it stands at 26.11.2026 10:00 until somebody moves it',
  );
  expect(running).toContain(
    "- **Sandbox:** no real case; its time is its own, it runs 60 times as fast as the world's",
  );
  expect(details(registered(), '2026-11-26 10:00').join()).not.toContain('andbox');
});

test('details name a term that waits for the calendar, and what it is counted from', () => {
  const { state, ...rest } = registered();
  const waiting = [
    { term: 'objection', anchor: parsePlainDate('2027-12-30'), cause: 'receipt-of-notice' },
  ] as const;

  expect(details({ ...rest, state: { ...state, waiting } }, '2027-12-30 10:00')).toContain(
    '- **objection** waits for the calendar: counted from 30.12.2027, it goes beyond 31.12.2027, the last day known (APPC 73(3))',
  );
});

test('when the procedure is over, details name no term and nobody’s turn', () => {
  const { state, ...rest } = registered();
  const over = details({ ...rest, state: { ...state, stage: 'issued' } }, '2026-12-01 10:00');

  expect(over).toContain('- **Turn:** nobody: the document was issued');
  expect(over.join()).not.toContain('until');
});

test('a remark is shown with its moment', () => {
  const remarks = [{ at: at('2026-11-27 11:05'), text: 'somebody asked to cancel this' }];

  expect(detailsOf(registered(), kz, { now: at('2026-11-27 12:00'), remarks })).toContain(
    '- **27.11.2026 11:05:** somebody asked to cancel this',
  );
});

test('a timer is called by what it waits for, and says when that is no time of the world', () => {
  const { state } = registered();
  const next = nextMilestone(state, kz);
  if (next === null) throw new Error('a registered application waits for something');
  const { zone } = kz.calendar.days;

  expect(milestoneSummary(next, real, zone)).toBe('completeness due, 30.11.2026 18:30');
  expect(milestoneSummary(next, { kind: 'standing', at: next.at }, zone)).toBe(
    'completeness due, 30.11.2026 18:30 sandbox time',
  );
});

test('a record is called by what it writes, a refusal with its code, and many lines in short', () => {
  const first = firstTurn(receive(intake(), kz), real, commandId(1), kz);
  const refused = commandTurn(
    first.snapshot,
    {
      id: commandId(2),
      seq: 2,
      receivedAt: at('2026-11-26 17:30'),
      actor: { role: 'executor', staff: staffId('executor-1'), person: personId('p-1') },
      command: { name: 'record-completeness', finding: 'complete' },
    },
    kz,
  );
  const silent = timeTurn(first.snapshot, at('2026-12-31 12:00'), kz);

  expect(turnSummary(first, kz)).toBe('received, registered, 26.11.2026 17:00');
  expect(turnSummary(refused, kz)).toMatch(
    /^command refused \(record-completeness: .*\), 26\.11\.2026 17:30$/,
  );
  expect(turnSummary(silent, kz)).toMatch(/^term missed \(completeness-check\), .*, and \d more, /);
  expect(turnSummary({ ...silent, events: [] }, kz)).toBe('nothing for the trail');
});
