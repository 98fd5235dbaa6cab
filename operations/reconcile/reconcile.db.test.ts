import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRecords } from '../../activities/records.ts';
import { sampleApplication } from '../../test/sample-records.ts';
import { openCalendarShelf } from '../../prisma/calendar-editions.ts';
import { openDatabase, type Prisma, type PrismaClient } from '../../prisma/client.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import type { ApplicationInput } from '../../workflows/application/messages.ts';
import { applicationWorkflowId } from '../../workflows/case/ids.ts';
import type { Place } from '../../workflows/case/messages.ts';
import type { Execution, RecordedCase } from './comparison.ts';
import type { Executions } from './executions.ts';
import { findAll } from './looking.ts';
import { readNumbered } from './records.ts';
import { repair } from './repair.ts';

let db: PrismaClient;
let running: Map<string, Execution>;
let places: Map<string, Place | Error>;
let done: string[];
let started: ApplicationInput[];
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
beforeEach(async () => {
  await db.application.updateMany({ data: { stage: 'issued' } });
  running = new Map();
  places = new Map();
  done = [];
  started = [];
});
afterAll(() => db.$disconnect());

/** Executions that a test makes up. */
const executions: Executions = {
  countRunning: () => Promise.resolve(running.size),
  newestOf: (ids) =>
    Promise.resolve(new Map([...running].filter(([workflowId]) => ids.includes(workflowId)))),
  async *runningOnes() {
    yield await Promise.resolve([...running.values()]);
  },
  placeOf: async (workflowId) => {
    const place = await Promise.resolve(places.get(workflowId) ?? null);
    if (place instanceof Error) throw place;
    return place;
  },
  inputOf: async (workflowId) => {
    const [record] = await readNumbered(db, [workflowId.replace('application/', '')]);
    return record && { applicationId: record.id, number: record.number, submission: record.submission };
  },
  lastFailureOf: (workflowId) => Promise.resolve(failures.get(workflowId) ?? null),
  wake: (workflowId) => Promise.resolve(void done.push(`wake ${workflowId}`)),
  end: (workflowId) => Promise.resolve(void done.push(`end ${workflowId}`)),
  start: (workflowId, input) => {
    started.push(input);
    return Promise.resolve(void done.push(`start ${workflowId}`));
  },
  close: () => Promise.resolve(),
};
const failures = new Map<string, string>();
const again = () => Promise.resolve();
const fixing = () => ({ db, calendars: openCalendarShelf(db), executions, setBack: false });

/** An application that is registered, and its execution, which shows the same and stands where the record stands. */
async function registered(other: Partial<Execution> = {}) {
  const { id, submission, turn } = await sampleApplication(db);
  await createRecords({ db }).recordTurn(turn);
  const [record] = await readNumbered(db, [turn.state.number]);
  if (record === undefined) throw new Error('it was written just now');
  const { number, shown, revision } = record;
  const workflowId = applicationWorkflowId(number);
  const same = { workflowId, type: 'application', number, status: 'RUNNING', taskFails: false, shown };
  running.set(workflowId, { ...same, ...other });
  places.set(workflowId, { command: 1, event: 2, revision });
  return { id, submission, number, workflowId, record };
}

const told = (found: readonly { number: string; disagreement: string }[]) =>
  found.map(({ number, disagreement }) => `${number} ${disagreement}`);

test('one that does not say where it stands keeps no other from being found and repaired', async () => {
  const silent = await registered();
  const ahead = await registered();
  await registered();
  places.set(silent.workflowId, new Error('its task is in failed state'));
  places.set(ahead.workflowId, { command: 3, event: 5, revision: ahead.record.revision + 2 });

  const found = await findAll({ db, executions }, { again, places: true });

  expect(told(found).toSorted()).toEqual(
    [`${silent.number} execution-silent`, `${ahead.number} execution-differs`].toSorted(),
  );
  const of = (number: string) => found.find((each) => each.number === number) ?? expect.fail();
  await expect(repair(fixing(), of(silent.number))).rejects.toThrow('its task is in failed state');
  expect(await repair(fixing(), of(ahead.number))).toBe('set-back');
  expect(done).toEqual([`end ${ahead.workflowId}`, `start ${ahead.workflowId}`]);
});

test('one whose task fails by its history is ended and begins again from its record', async () => {
  const { workflowId, number } = await registered({ taskFails: true });
  failures.set(workflowId, "Cannot read properties of undefined (reading 'days')");

  const [found = expect.fail()] = await findAll({ db, executions }, { again, places: false });

  expect(told([found])).toEqual([`${number} execution-fails`]);
  expect(await repair(fixing(), found)).toBe('restarted');
  expect(done).toEqual([`end ${workflowId}`, `start ${workflowId}`]);
  expect(started).toMatchObject([{ number, continued: { resumed: { cause: 'execution-fails' } } }]);
});

test.each(['record-invalid: command 5 was not committed as one', 'date-outside-calendar: 2028-01-03'])(
  'one that waits for %s is left alone, with the reason',
  async (reason) => {
    const { workflowId } = await registered({ taskFails: true });
    failures.set(workflowId, `stands still until mended: ${reason}`);

    const [found = expect.fail()] = await findAll({ db, executions }, { again, places: false });

    await expect(repair(fixing(), found)).rejects.toThrow(reason);
    expect(done).toEqual([]);
  },
);

test('nothing is ended whose record cannot be read', async () => {
  const { id } = await registered({ taskFails: true });
  await db.application.update({ where: { id }, data: { state: { nonsense: true } } });

  const [found = expect.fail()] = await findAll({ db, executions }, { again, places: false });

  await expect(repair(fixing(), found)).rejects.toThrow(id);
  expect(done).toEqual([]);
});

test('what runs under the id of an application that was never begun is named and replaced, and the trail will say so', async () => {
  const { id, submission, turn } = await sampleApplication(db);
  const { number } = turn.state;
  const workflowId = applicationWorkflowId(number);
  const state = JSON.parse(JSON.stringify(turn.state)) as Prisma.InputJsonObject;
  await db.application.update({ where: { id }, data: { state } });
  const [record] = await readNumbered(db, [number]);
  const shown = (record as RecordedCase).shown;
  running.set(workflowId, {
    workflowId,
    type: 'calendar-amendment',
    number: null,
    status: 'RUNNING',
    taskFails: false,
    shown,
  });

  const [found = expect.fail()] = await findAll({ db, executions }, { again, places: false });

  expect(told([found])).toEqual([`${number} execution-foreign`]);
  expect(await repair(fixing(), found)).toBe('replaced');
  expect(done).toEqual([`end ${workflowId}`, `start ${workflowId}`]);
  expect(started).toMatchObject([
    { applicationId: id, submission, replaces: { cause: 'execution-foreign' } },
  ]);
});

test('what runs without a record is named by its id, whatever it calls itself', async () => {
  const { number, workflowId } = await registered();
  const known = running.get(workflowId) ?? expect.fail();
  running.set('copy', { ...known, workflowId: 'copy' });
  running.set('application/219-2026-999999', { ...known, workflowId: 'application/219-2026-999999', number });

  const found = await findAll({ db, executions }, { again, places: false });

  expect(told(found).toSorted()).toEqual([
    '219-2026-999999 execution-unrecorded',
    'copy execution-unrecorded',
  ]);
});
