import { applicationColumns } from '../api/applications/columns.ts';
import { writeCursor } from '../api/http/list-cursor.ts';
import { pageQuery, type ListFilter } from '../api/applications/list.ts';
import { sharesOf, visibleTo } from '../api/access/scope.ts';
import type { Caller } from '../api/access/auth-caller.ts';
import { findStaff, staffQuestion } from '../api/access/auth-staff.ts';
import { Prisma, type Database } from '../prisma/client.ts';
import type { Application } from '../prisma/generated/client.ts';

/** What our route asks PostgreSQL, for the bare one to ask by hand. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** The answer is one row, not a page. */
  readonly one: boolean;
}

export interface Read {
  readonly path: string;
  readonly by: ReaderName;
  /** In this order; the last one gives the answer. */
  readonly statements: readonly Statement[];
}

/** Reads of one kind, each of another application or page. */
export interface ReadCase {
  readonly name: string;
  readonly perSecond: number;
  readonly reads: readonly Read[];
}

export type ReaderName = 'portal' | 'executor' | 'head';

const perSecond = 200;
/** As many different ones of each kind. */
const different = 200;

/** Reads of stored applications by those who may read them, at 200 a second; list pages also among other reads. */
export async function readCases(db: Database): Promise<readonly ReadCase[]> {
  const callers = await callersOf(db);
  const single = async (by: ReaderName): Promise<readonly Read[]> => {
    const rows = await sample(db, visibleTo(asking(callers[by], '/v1/applications/:id')));
    return rows.map(({ id }) => ({
      path: `/v1/applications/${id}`,
      by,
      statements: [...ofRegister(callers[by]), ofOne(callers[by], id)],
    }));
  };
  const page = (by: ReaderName, filter: ListFilter): Read => ({
    path: `/v1/applications?${queryOf({ limit: 50, ...filter })}`,
    by,
    statements: [...ofRegister(callers[by]), ofPage(callers[by], filter)],
  });
  const deep = await sample(db, visibleTo(asking(callers.portal, '/v1/applications/:id')));

  const one = await single('portal');
  const first = [page('portal', {})];
  const further = deep.map(({ id, createdAt }) =>
    page('portal', { cursor: writeCursor(['createdAt', createdAt.toISOString(), id]) }),
  );
  const due = [page('head', { order: 'resultDueAt', stage: 'hearing' })];
  const pages = [...further.slice(0, different / 4), ...first, ...due];
  return [
    { name: 'one, by its portal', perSecond, reads: one },
    { name: 'one, by its executor', perSecond, reads: await single('executor') },
    { name: 'one, by a head', perSecond, reads: await single('head') },
    // Of five reads, four are of one application.
    {
      name: '160 of one, 40 pages',
      perSecond,
      reads: one.flatMap((read, n) => {
        const among = n % 4 === 3 ? pages[Math.floor(n / 4) % pages.length] : undefined;
        return among === undefined ? [read] : [read, among];
      }),
    },
    { name: '40 first pages, by a portal', perSecond: 40, reads: first },
    { name: '40 deep pages, by a portal', perSecond: 40, reads: further },
    { name: '40 pages in hearing, by a head', perSecond: 40, reads: due },
    { name: '200 pages, by a portal', perSecond, reads: [...first, ...further] },
  ];
}

function queryOf(filter: ListFilter): string {
  return new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

async function callersOf(db: Database): Promise<Readonly<Record<ReaderName, Caller>>> {
  const officer = async (role: 'executor' | 'head'): Promise<Caller> => {
    const found = await findStaff(db, `${role}-1`, new Date());
    if (found === null) throw new Error(`${role}-1 is not in the register`);
    return { clientId: 'desk', subject: `${role}-1`, roles: [role], staff: found.member };
  };
  return {
    portal: { clientId: 'portal-1', subject: 'portal-1', roles: ['portal'] },
    executor: await officer('executor'),
    head: await officer('head'),
  };
}

/** Some of those that exist for somebody, from all years. */
function sample(db: Database, scope: Prisma.Sql): Promise<Pick<Application, 'id' | 'createdAt'>[]> {
  return db.$queryRaw`
    SELECT id, created_at AS "createdAt" FROM applications WHERE ${scope} ORDER BY hashtext(number) LIMIT ${different}`;
}

function asking(caller: Caller, url: string): Parameters<typeof visibleTo>[0] {
  return { method: 'GET', caller, routeOptions: { url } };
}

/** Who an officer is: his every request asks it first. */
function ofRegister({ staff }: Caller): readonly Statement[] {
  return staff === undefined ? [] : [statementOf(staffQuestion(staff.staffId, new Date()), true)];
}

function ofOne(caller: Caller, id: string): Statement {
  const scope = visibleTo(asking(caller, '/v1/applications/:id'));
  const question = Prisma.sql`
    SELECT ${applicationColumns} FROM applications WHERE id = ${id}::uuid AND ${scope}`;
  return statementOf(question, true);
}

function ofPage(caller: Caller, { stage, ...asked }: ListFilter): Statement {
  const query = pageQuery(sharesOf(asking(caller, '/v1/applications'), stage), asked);
  if (query === null) throw new Error('nothing can be on this page');
  return statementOf(query, false);
}

function statementOf({ text, values }: Prisma.Sql, one: boolean): Statement {
  return { name: nameOf(text), text, values, one };
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `read-${String(names.size)}`;
  names.set(text, name);
  return name;
}
