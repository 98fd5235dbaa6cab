import Fastify from 'fastify';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { personId, staffId } from '../../test/builders.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import type { Caller } from '../plugins/auth-caller.ts';
import { pretendCaller } from '../plugins/caller.fake.ts';
import { jsonBody } from '../plugins/json-body.ts';
import { problems } from '../problems/answering.ts';
import { staffRoutes } from './routes.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

function officer(role: 'admin' | 'head', unit: string): Caller {
  const staff = { staffId: staffId(`${role}-1`), personId: personId(`p-${role}`), unit, name: role };
  return { clientId: 'desk', subject: `${role}-1`, roles: [role], staff };
}
const admin = officer('admin', 'it');
const head = officer('head', 'committee');

async function ask(
  caller: Caller,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  payload?: object,
  key = 'key',
): Promise<LightMyRequestResponse> {
  const app = Fastify();
  await app.register(problems);
  await app.register(jsonBody);
  pretendCaller(app, () => caller);
  await app.register(staffRoutes, { db });
  const headers = { 'idempotency-key': key };
  return app.inject({ method, url: `/v1/staff${url}`, headers, ...(payload ? { payload } : {}) });
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

test('a substitution is recorded once for one key', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  await ask(admin, 'PUT', '/executor-1', { ...account, roles: ['executor'] });
  const order = { toId: 'executor-1', fromDay: '2026-12-01', toDay: '2026-12-10', act: 'Order No. 17' };

  const first = await ask(head, 'POST', '/head-1/delegations', order, 'one');
  const again = await ask(head, 'POST', '/head-1/delegations', order, 'one');
  const other = await ask(head, 'POST', '/head-1/delegations', { ...order, toDay: '2026-12-11' }, 'one');

  expect(first.statusCode).toBe(201);
  expect(again.json()).toEqual(first.json());
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  const { delegations } = (await ask(head, 'GET', '/head-1/delegations')).json<{ delegations: object[] }>();
  expect(delegations).toEqual([
    {
      ...order,
      deeds: ['appointment', 'preliminary-refusal', 'signing'],
      id: expect.any(String),
      fromId: 'head-1',
      byId: 'head-1',
    },
  ]);
});

test('a substitution says for what, or hands over everything', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  await ask(admin, 'PUT', '/executor-1', { ...account, roles: ['executor'] });
  const order = { toId: 'executor-1', fromDay: '2026-12-01', toDay: '2026-12-10', act: 'Order No. 19' };

  const signing = await ask(head, 'POST', '/head-1/delegations', { ...order, deeds: ['signing'] }, 'three');
  const nothing = await ask(head, 'POST', '/head-1/delegations', { ...order, deeds: [] }, 'four');
  const unknown = await ask(head, 'POST', '/head-1/delegations', { ...order, deeds: ['resting'] }, 'five');

  expect(signing.json()).toMatchObject({ deeds: ['signing'] });
  expect([nothing.statusCode, unknown.statusCode]).toEqual([400, 400]);
});

test('a substitution by nobody known, or that ends before it begins, is refused with both faults', async () => {
  await ask(admin, 'PUT', '/head-1', account);
  const order = { toId: 'nobody', fromDay: '2026-12-10', toDay: '2026-12-01', act: 'Order No. 18' };
  const reply = await ask(head, 'POST', '/head-1/delegations', order, 'two');

  expect(reply.statusCode).toBe(400);
  expect(reply.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)).toEqual([
    'dates-reversed',
    'staff-unknown',
  ]);
});
