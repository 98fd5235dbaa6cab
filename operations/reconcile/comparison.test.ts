import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disagreementOf, isStartedFor, type Execution, type RecordedCase } from './comparison.ts';

const shown = {
  stage: 'hearing',
  executor: 'executor-1',
  calendarEdition: 'kz-2026-03-18',
  resultDueAt: 1_765_200_600_000,
  nextMilestoneAt: 1_764_941_400_000,
  overdue: false,
} as const;
const record: RecordedCase = {
  id: '00000000-0000-4000-8000-000000000001',
  number: '219-2026-000001',
  revision: 17,
  submission: '00000000-0000-4000-8000-000000000002',
  open: true,
  started: true,
  asleep: false,
  shown,
};
const execution: Execution = {
  workflowId: 'application/1',
  type: 'application',
  number: record.number,
  status: 'RUNNING',
  taskFails: false,
  shown,
};

test('an open application whose execution shows the same is in order', () => {
  expect(disagreementOf(record, execution)).toBeNull();
});

test.each(['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED', 'COMPLETED'])(
  'an open application whose execution is %s was ended',
  (status) => {
    expect(disagreementOf(record, { ...execution, status })).toBe('execution-ended');
  },
);

test('an open application without an execution misses it, unless it has not been started yet', () => {
  expect(disagreementOf(record, null)).toBe('execution-missing');
  expect(disagreementOf({ ...record, started: false }, null)).toBeNull();
});

test('an execution that shows anything else differs, unless it is still to be woken for an amendment', () => {
  const others = [
    { stage: 'drafting' },
    { executor: null },
    { calendarEdition: 'kz-2026-12-01' },
    { resultDueAt: null },
    { nextMilestoneAt: shown.nextMilestoneAt + 1 },
    { overdue: true },
  ];
  for (const other of others) {
    const elsewhere = { ...execution, shown: { ...shown, ...other } };
    expect(disagreementOf(record, elsewhere)).toBe('execution-differs');
    expect(disagreementOf({ ...record, asleep: true }, elsewhere)).toBeNull();
  }
});

test('what goes on although its record is over, or without a record, is told; what is over in both is not', () => {
  const over = { ...record, open: false };

  expect(disagreementOf(over, execution)).toBe('execution-differs');
  expect(disagreementOf(null, execution)).toBe('execution-unrecorded');
  expect(disagreementOf(over, { ...execution, status: 'COMPLETED' })).toBeNull();
  expect(disagreementOf(over, null)).toBeNull();
});

test('what was started under its id by somebody else is foreign: another workflow, or that of another application', () => {
  for (const other of [{ type: 'calendar-amendment' }, { number: '219-2026-000002' }])
    expect(disagreementOf({ ...record, started: false }, { ...execution, ...other })).toBe(
      'execution-foreign',
    );

  const { id: applicationId, number, submission } = record;
  expect(isStartedFor(record, { applicationId, number, submission, subtype: 'inward' })).toBe(true);
  const id = '00000000-0000-4000-8000-000000000003';
  for (const other of [{ applicationId: id }, { number: '219-2026-000002' }, { submission: id }])
    expect(isStartedFor(record, { applicationId, number, submission, ...other })).toBe(false);
  for (const input of [undefined, null, 'x', { nonsense: true }])
    expect(isStartedFor(record, input)).toBe(false);
});

test('one that stands still since its task fails is told even where both show the same', () => {
  const fails = { ...execution, taskFails: true };

  expect(disagreementOf(record, fails)).toBe('execution-fails');
  expect(disagreementOf({ ...record, asleep: true }, fails)).toBe('execution-fails');
  expect(disagreementOf(record, { ...fails, status: 'TERMINATED' })).toBe('execution-ended');
});

test('a started open application is in order only beside a running execution', () => {
  const statuses = fc.constantFrom('RUNNING', 'TERMINATED', 'COMPLETED', null);
  fc.assert(
    fc.property(statuses, fc.boolean(), (status, asleep) => {
      const found = disagreementOf({ ...record, asleep }, status && { ...execution, status });
      expect(found === null).toBe(status === 'RUNNING');
    }),
  );
});
