import Fastify from 'fastify';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrokenRecords } from '../../operations/broken-records.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { personId, staffId } from '../../test/builders.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import type { Caller } from '../access/auth-caller.ts';
import { pretendCaller } from '../access/caller.fake.ts';
import { jsonBody } from '../http/json-body.ts';
import { problems } from '../http/answering.ts';
import { staffRoutes } from './routes.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

function officer(role: 'admin' | 'head', unit: string): Caller {
  const id = `${role}-1`;
  const staff = { staffId: staffId(id), personId: personId(`p-${id}`), unit, name: id };
  return { clientId: 'desk', subject: id, roles: [role], staff };
}
const admin = officer('admin', 'it');
const head = officer('head', 'committee');

async function appFor(caller: Caller): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(problems);
  await app.register(jsonBody);
  pretendCaller(app, () => caller);
  await app.register(staffRoutes, {
    db,
    broken: openBrokenRecords({ error: () => undefined }),
    now: () => new Date('2026-11-30T09:00:00+05:00'),
  });
  return app;
}

async function ask(
  caller: Caller,
  method: 'GET' | 'PUT',
  url: string,
  payload?: object,
): Promise<LightMyRequestResponse> {
  const app = await appFor(caller);
  return app.inject({ method, url: `/v1/staff${url}`, ...(payload ? { payload } : {}) });
}

const account = {
  iin: '850101100012',
  name: 'Aigerim S.',
  post: 'Head',
  roles: ['head'],
  unit: 'committee',
  active: true,
};

test('an officer is registered once and changed by the same request', async () => {
  expect((await ask(admin, 'PUT', '/head-1', account)).statusCode).toBe(201);
  const again = await ask(admin, 'PUT', '/head-1', { ...account, active: false });

  expect(again.statusCode).toBe(200);
  expect(again.json()).toEqual({ id: 'head-1', ...account, active: false });
  await ask(admin, 'PUT', '/head-1', account);
});

test('two accounts of one IIN are one person', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  await ask(admin, 'PUT', '/executor-1', { ...account, roles: ['executor'] });

  const rows = await db.staff.findMany({ where: { id: { in: ['head-1', 'executor-1'] } } });
  expect(new Set(rows.map((row) => row.personId)).size).toBe(1);
});

test('an account never passes to another person', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  const reply = await ask(admin, 'PUT', '/head-1', { ...account, iin: '900101300017' });

  expect(reply.json()).toMatchObject({ status: 409, code: 'staff-is-another-person' });
  expect((await ask(admin, 'GET', '/head-1')).json()).toMatchObject({ iin: account.iin });
});

test.each([
  ['a wrong check digit', { iin: '850101100013' }, '/iin', 'iin-check-digit-wrong'],
  ['too few digits', { iin: '12' }, '/iin', 'iin-not-12-digits'],
  ['an unknown role', { roles: ['king'] }, '/roles/0', 'value-not-allowed'],
  ['a text that cannot be stored', { name: 'a\0b' }, '/name', 'text-malformed'],
  ['a field that is none', { salary: 1 }, '/salary', 'unknown-field'],
])('an account with %s is refused', async (_what, change, pointer, code) => {
  const reply = await ask(admin, 'PUT', '/x-1', { ...account, ...change });

  expect(reply.json()).toMatchObject({ status: 400, errors: [{ pointer, code }] });
});

test('a head sees his unit without any IIN, and nobody else exists for him', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  await ask(admin, 'PUT', '/head-9', { ...account, unit: 'elsewhere' });
  const reply = await ask(head, 'GET', '');

  expect(reply.body).not.toContain(account.iin);
  expect(reply.json<{ staff: { unit: string }[] }>().staff.every(({ unit }) => unit === 'committee')).toBe(
    true,
  );
  expect((await ask(head, 'GET', '/head-9')).statusCode).toBe(404);
  expect((await ask(head, 'GET', '/head-9/delegations')).statusCode).toBe(404);
});

test('nobody changes an account of his own, nor opens himself another one', async () => {
  const own = await ask(admin, 'PUT', '/admin-9', { ...account, iin: '870404100013', roles: ['admin'] });
  const { personId: id } = await db.staff.findUniqueOrThrow({ where: { id: 'admin-9' } });
  const himself = { ...admin, staff: { ...admin.staff, personId: personId(id) } } as Caller;

  const raised = await ask(himself, 'PUT', '/admin-9', { ...account, iin: '870404100013', roles: ['head'] });
  const further = await ask(himself, 'PUT', '/head-8', { ...account, iin: '870404100013' });

  expect(own.statusCode).toBe(201);
  expect([raised, further].map((reply) => reply.json<{ code: string }>().code)).toEqual([
    'own-account',
    'own-account',
  ]);
  expect(await db.staff.findUnique({ where: { id: 'head-8' } })).toBeNull();
  expect(await db.staff.findUniqueOrThrow({ where: { id: 'admin-9' } })).toMatchObject({ roles: ['admin'] });
});

test('of many registrations of one account at once by two persons, one person has it, and each is told the truth', async () => {
  const app = await appFor(admin);
  const people = ['850101100012', '900615200035'];
  for (const id of ['race-1', 'race-2', 'race-3']) {
    const replies = await Promise.all(
      Array.from({ length: 64 }, (_none, index) =>
        app.inject({
          method: 'PUT',
          url: `/v1/staff/${id}`,
          payload: { ...account, iin: people[index % 2] },
        }),
      ),
    );
    const { person } = await db.staff.findUniqueOrThrow({ where: { id }, include: { person: true } });

    for (const [index, reply] of replies.entries()) {
      const isHis = people[index % 2] === person.iin;
      expect({ index, status: reply.statusCode }).toMatchObject({
        index,
        status: isHis ? expect.toBeOneOf([200, 201]) : 409,
      });
    }
    expect(replies.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
  }
});

test('a person registered many times at once is one person', async () => {
  const iin = '880505100014';
  const app = await appFor(admin);
  const replies = await Promise.all(
    Array.from({ length: 64 }, (_none, index) =>
      app.inject({ method: 'PUT', url: `/v1/staff/crowd-${index}`, payload: { ...account, iin } }),
    ),
  );

  expect(replies.filter(({ statusCode }) => statusCode !== 201)).toEqual([]);
  expect(await db.person.count({ where: { iin } })).toBe(1);
});

test('PostgreSQL itself lets no account pass to another person', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  await ask(admin, 'PUT', '/other-1', { ...account, iin: '860303100012' });
  const { personId: other } = await db.staff.findUniqueOrThrow({ where: { id: 'other-1' } });

  await expect(db.staff.update({ where: { id: 'head-1' }, data: { personId: other } })).rejects.toThrow(
    /another person/,
  );
});
