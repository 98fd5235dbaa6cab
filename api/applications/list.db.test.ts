import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeApplications } from '../../bench/stored-applications.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import type { Application } from '../../prisma/generated/client.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { stageForPortal } from '../../workflows/application/portal-view.ts';
import { parsePersonId, parseStaffId } from '../../workflows/case/ids.ts';
import { sharesOf } from '../access/scope.ts';
import type { Caller } from '../access/auth-caller.ts';
import type { CallerRole } from '../../caller-roles.ts';
import { writeCursor } from '../http/list-cursor.ts';
import { listApplications, pageQuery, type ListFilter } from './list.ts';
import { stateOf } from './stored.ts';

const stored = 20_000;
/** Of each of two shares, the first keys of each stage; then the rows of a page. */
const lookedAtMost = 2 * 11 * 101 + 101;

type Row = Application & { readonly applicantId: string };
let db: Database;
let all: readonly Row[];
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  await storeApplications(db, stored, () => undefined);
  await db.$executeRaw`UPDATE applications SET overdue = true WHERE number LIKE '%77'`;
  // Due long before they came in: they live in a time of their own.
  await db.$executeRaw`UPDATE applications SET sandbox = true, result_due_on = result_due_on - interval '2 years',
    result_due_at = result_due_at - interval '2 years' WHERE number LIKE '%33'`;
  await db.$executeRaw`ANALYZE applications`;
  const rows = await db.application.findMany({ include: { submission: { select: { applicantId: true } } } });
  all = rows.map(({ submission, ...row }) => ({ ...row, applicantId: submission?.applicantId ?? '' }));
}, 120_000);
afterAll(() => db.$disconnect());

const unit = 'industry-committee';
function caller(roles: readonly CallerRole[], further: Partial<Caller> = {}): Caller {
  const [staffId, personId] = [parseStaffId('executor-1'), parsePersonId('person-01')];
  if (staffId === null || personId === null) throw new Error('these are ids');
  const staff = roles.includes('portal') ? {} : { staff: { staffId, personId, unit, name: 'Ү. А.' } };
  return { clientId: 'portal-1', subject: 'subject', roles, ...staff, ...further };
}

/** Who lists, and what exists for him by the words of the table of access. */
const lists: Readonly<Record<string, [Caller, (row: Row) => boolean]>> = {
  portal: [caller(['portal']), (row) => row.clientId === 'portal-1'],
  executor: [caller(['executor']), (row) => row.executorId === 'executor-1'],
  head: [caller(['head']), (row) => row.unit === unit],
  'executor and head': [
    caller(['executor', 'head']),
    (row) => row.executorId === 'executor-1' || row.unit === unit,
  ],
  operator: [caller(['ops']), () => true],
};
const questions: readonly ListFilter[] = [
  {},
  { stage: 'hearing' },
  { stage: 'terminated' },
  { overdue: true },
  { executor: 'executor-3' },
  { dueBefore: '2024-03-08' },
].flatMap((asked) => [asked, { ...asked, order: 'resultDueAt' }] as ListFilter[]);
const cases = Object.keys(lists).flatMap((who) =>
  questions.map((asked) => [who, JSON.stringify(asked), asked] as const),
);

function shares(by: Caller, stage?: ListFilter['stage']) {
  return sharesOf({ method: 'GET', caller: by, routeOptions: { url: '/v1/applications' } }, stage);
}

/** What a list holds, counted without an index. */
function expected(
  who: string,
  { stage, overdue, executor, dueBefore, order = 'createdAt' }: ListFilter,
): Row[] {
  const [by, exists] = lists[who] ?? [];
  const shown = (row: Row) => (by?.roles.includes('portal') ? stageForPortal(stateOf(row)) : row.stage);
  const sign = order === 'createdAt' ? -1 : 1;
  return all
    .filter(
      (row) =>
        exists?.(row) &&
        (stage === undefined || shown(row) === stage) &&
        (overdue === undefined || row.overdue === overdue) &&
        (executor === undefined || row.executorId === executor) &&
        (dueBefore === undefined || row.resultDueOn < new Date(dueBefore)),
    )
    .toSorted((a, b) => sign * (a[order].getTime() - b[order].getTime() || (a.id < b.id ? -1 : 1)));
}

test.each(cases)('%s asked for %s finds each once, in order, page by page', async (who, _, question) => {
  const [by] = lists[who] ?? [caller([])];
  const { stage, ...asked } = question;
  const rows = expected(who, question);
  const { order = 'createdAt' } = asked;
  const page = (further: object) => listApplications({ db }, shares(by, stage), { ...asked, ...further });

  const first = await page({ limit: 40 });
  const second = first.next === null ? null : await page({ cursor: first.next });
  const deep = rows[Math.floor(rows.length * 0.7)];
  const far = deep && (await page({ limit: 10, cursor: cursorAt(deep, order) }));

  const ids = (of: readonly Application[] = []) => of.map(({ id }) => id);
  expect(ids(first.rows)).toEqual(ids(rows.slice(0, 40)));
  expect(first.next === null).toBe(rows.length <= 40);
  expect(ids(second?.rows)).toEqual(ids(rows.slice(40, 90)));
  if (deep) expect(ids(far?.rows)).toEqual(ids(rows.slice(rows.indexOf(deep) + 1).slice(0, 10)));
});

test.each(cases)('%s asked for %s looks at no others', async (who, _, question) => {
  const [by] = lists[who] ?? [caller([])];
  const { stage, ...asked } = question;
  const rows = expected(who, question);
  const deep = rows[Math.floor(rows.length * 0.5)];

  const first = await lookedAt(shares(by, stage), asked);
  const far = deep ? { cursor: cursorAt(deep, asked.order ?? 'createdAt') } : {};

  expect(first).toBeLessThanOrEqual(lookedAtMost);
  expect(await lookedAt(shares(by, stage), { ...asked, ...far })).toBeLessThanOrEqual(lookedAtMost);
});

function cursorAt(row: Row, order: 'createdAt' | 'resultDueAt'): string {
  return writeCursor([order, row[order].toISOString(), row.id]);
}

test('an applicant’s applications are found by an index of applicants', async () => {
  const [row] = all;
  const applicantId = row?.applicantId ?? '';
  const by = { ...caller(['portal']), applicant: applicantId };

  const found = await listApplications({ db }, shares(caller(['ops'])), { applicantId });
  const confined = await lookedAt(shares(by), {});

  expect(found.rows.map(({ id }) => id)).toContain(row?.id);
  expect(found.rows).toHaveLength(all.filter((each) => each.applicantId === applicantId).length);
  expect(Math.max(confined, await lookedAt(shares(caller(['ops'])), { applicantId }))).toBeLessThan(50);
});

test('an application is found by its number at once, by whom it exists for', async () => {
  const [row] = expected('portal', { order: 'createdAt' }).slice(-1);
  if (row === undefined) throw new Error('a portal has applications');
  const { number, id } = row;
  const foundBy = async (by: Caller) =>
    (await listApplications({ db }, shares(by), { number })).rows.map((each) => each.id);

  expect(await foundBy(caller(['portal']))).toEqual([id]);
  expect(await foundBy(caller(['ops']))).toEqual([id]);
  expect(await foundBy(caller(['portal'], { clientId: 'another' }))).toEqual([]);
  expect(await lookedAt(shares(caller(['ops'])), { number })).toBeLessThan(5);
});

test('who has no role of a list has an empty one', async () => {
  expect(await listApplications({ db }, shares(caller(['notifier'])), {})).toEqual({ rows: [], next: null });
});

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** How many rows, or entries of indexes, PostgreSQL looks at for a page. */
async function lookedAt(
  of: ReturnType<typeof shares>,
  asked: Parameters<typeof pageQuery>[1],
): Promise<number> {
  const query = pageQuery(of, asked);
  if (query === null) return 0;
  const [row] = await db.$queryRawUnsafe<[{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }]>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${query.text}`,
    ...query.values,
  );
  const count = (plan: Plan): number => {
    const rows = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
    const own = plan['Relation Name'] === 'applications' ? rows * plan['Actual Loops'] : 0;
    return (plan.Plans ?? []).reduce((sum, each) => sum + count(each), own);
  };
  return Math.round(count(row['QUERY PLAN'][0].Plan));
}
