import Fastify from 'fastify';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrokenRecords } from '../../operations/broken-records.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { personId, staffId } from '../../test/builders.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import type { Caller } from '../access/auth-caller.ts';
import { findStaff } from '../access/auth-staff.ts';
import { pretendCaller } from '../access/caller.fake.ts';
import { jsonBody } from '../http/json-body.ts';
import { problems } from '../http/answering.ts';
import { staffRoutes } from './routes.ts';

/** Monday; in Astana the same day. */
const now = new Date('2026-11-30T09:00:00+05:00');

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
  const persons = ['head', 'deputy', 'executor', 'admin', 'clerk'];
  await db.person.createMany({
    data: persons.map((id, index) => ({ id, iin: `00000000000${index}`, name: id })),
  });
  const account = (id: string, person: string, role: string, unit = 'committee') => ({
    id,
    personId: person,
    post: role,
    roles: [role],
    unit,
  });
  await db.staff.createMany({
    data: [
      account('head-1', 'head', 'head'),
      account('head-1-admin', 'head', 'admin', 'it'),
      account('head-1-desk', 'head', 'executor'),
      account('head-2', 'deputy', 'head'),
      account('executor-1', 'executor', 'executor'),
      account('admin-1', 'admin', 'admin'),
      account('admin-1-desk', 'admin', 'executor'),
      account('admin-2', 'clerk', 'admin'),
    ],
  });
});
afterAll(() => db.$disconnect());
beforeEach(() => db.delegation.deleteMany());

function officer(id: string, person: string, role: 'admin' | 'head' | 'executor'): Caller {
  const staff = { staffId: staffId(id), personId: personId(person), unit: 'committee', name: id };
  return { clientId: 'desk', subject: id, roles: [role], staff };
}
const head = officer('head-1', 'head', 'head');
const deputy = officer('head-2', 'deputy', 'head');
const admin = officer('admin-1', 'admin', 'admin');
const clerk = officer('admin-2', 'clerk', 'admin');

let keys = 0;
async function ask(
  caller: Caller,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  key = `key-${(keys += 1)}`,
): Promise<LightMyRequestResponse> {
  const app = Fastify();
  await app.register(problems);
  await app.register(jsonBody);
  pretendCaller(app, () => caller);
  await app.register(staffRoutes, {
    db,
    broken: openBrokenRecords({ error: () => undefined }),
    now: () => now,
  });
  const headers = { 'idempotency-key': key };
  return app.inject({ method, url: `/v1/staff${url}`, headers, ...(payload ? { payload } : {}) });
}

const order = { toId: 'executor-1', fromDay: '2026-11-30', toDay: '2026-12-10', act: 'Order No. 17' };
const give = (by: Caller, change: object = {}, key?: string) =>
  ask(by, 'POST', '/head-1/delegations', { ...order, ...change }, key);
const idIn = (reply: LightMyRequestResponse): string => reply.json<{ id: string }>().id;
const codeOf = (reply: LightMyRequestResponse): string => reply.json<{ code: string }>().code;
const confirm = (by: Caller, id: string) => ask(by, 'POST', `/head-1/delegations/${id}/confirmation`);
const revoke = (by: Caller, id: string) =>
  ask(by, 'POST', `/head-1/delegations/${id}/revocation`, { reason: 'Back from leave' });
/** Whether an account is a head today, in somebody's place. */
const substitutes = async (id: string): Promise<boolean> =>
  (await findStaff(db, id, now))?.substitutes === 'head';

test('a head gives his own powers at once, and the order says who, when and for what', async () => {
  const given = await give(head);

  expect(given.statusCode).toBe(201);
  expect(given.json()).toMatchObject({
    ...order,
    deeds: ['appointment', 'preliminary-refusal', 'signing'],
    status: 'stands',
    byId: 'head-1',
    confirmedById: 'head-1',
    revokedAt: null,
  });
  expect(await substitutes('executor-1')).toBe(true);
});

test('what an administrator enters holds when a second person has confirmed it', async () => {
  const entered = await give(admin);
  expect(entered.json()).toMatchObject({ status: 'awaits-confirmation', confirmedById: null });
  expect(await substitutes('executor-1')).toBe(false);

  const own = await confirm(admin, idIn(entered));
  expect([own.statusCode, codeOf(own)]).toEqual([409, 'enterer-may-not-confirm']);
  const second = await confirm(clerk, idIn(entered));
  const again = await confirm(clerk, idIn(entered));

  expect(second.json()).toMatchObject({ status: 'stands', byId: 'admin-1', confirmedById: 'admin-2' });
  expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([200, 'true']);
  expect(await substitutes('executor-1')).toBe(true);
});

test('the head himself may confirm what was entered for him, and so may another head of the unit', async () => {
  const [one, two] = [await give(admin), await give(admin)];

  expect((await confirm(head, idIn(one))).json()).toMatchObject({ confirmedById: 'head-1' });
  expect((await confirm(deputy, idIn(two))).json()).toMatchObject({ confirmedById: 'head-2' });
});

test.each([
  ['an administrator, to his own account', admin, 'admin-1'],
  ['an administrator, to another account of his', admin, 'admin-1-desk'],
  ['a head, to another account of his', head, 'head-1-desk'],
  ['a second head, to himself', deputy, 'head-2'],
])('nobody hands powers to himself: %s', async (_who, by, toId) => {
  const reply = await give(by, { toId });

  expect([reply.statusCode, codeOf(reply)]).toEqual([409, 'delegation-to-oneself']);
});

test('who gets the powers does not confirm the order, by any account', async () => {
  const entered = await give(clerk, { toId: 'admin-1-desk' });
  const reply = await confirm(admin, idIn(entered));

  expect([reply.statusCode, codeOf(reply)]).toEqual([409, 'delegation-to-oneself']);
  expect(await substitutes('admin-1-desk')).toBe(false);
});

test('an order between two accounts of one person hands nothing over, however it got into the register', async () => {
  await db.delegation.create({
    data: {
      id: crypto.randomUUID(),
      fromId: 'head-1',
      toId: 'head-1-desk',
      fromDay: now,
      toDay: now,
      act: 'No. 1',
      byId: 'admin-1',
      confirmedAt: now,
      confirmedById: 'admin-2',
    },
  });

  expect(await substitutes('head-1-desk')).toBe(false);
});

test('only a head has powers to hand over', async () => {
  const reply = await ask(admin, 'POST', '/executor-1/delegations', { ...order, toId: 'head-2' });

  expect([reply.statusCode, codeOf(reply)]).toEqual([409, 'no-powers-to-delegate']);
});

test('a substitution is taken back at once, for a reason, and is not confirmed afterwards', async () => {
  const given = idIn(await give(head));
  const entered = idIn(await give(admin));
  const revoked = await revoke(deputy, given);
  await revoke(admin, entered);
  const again = await revoke(head, given);
  const tooLate = await confirm(clerk, entered);

  expect(revoked.json()).toMatchObject({
    status: 'revoked',
    revokedById: 'head-2',
    revokedFor: 'Back from leave',
  });
  expect(again.json()).toEqual(revoked.json());
  expect([tooLate.statusCode, codeOf(tooLate)]).toEqual([409, 'delegation-over']);
  expect(await substitutes('executor-1')).toBe(false);
  const { delegations } = (await ask(head, 'GET', '/head-1/delegations')).json<{ delegations: object[] }>();
  expect(delegations).toHaveLength(2);
});

test.each([
  ['in the past', { fromDay: '2026-11-29' }, '/fromDay', 'day-past'],
  ['in years', { fromDay: '2028-01-01', toDay: '2028-01-02' }, '/fromDay', 'day-too-far'],
  ['for 367 days', { toDay: '2027-12-01' }, '/toDay', 'span-too-long'],
  ['for 9,999 years', { toDay: '9999-12-31' }, '/toDay', 'span-too-long'],
  ['reversed', { fromDay: '2026-12-10', toDay: '2026-12-01' }, '/toDay', 'dates-reversed'],
  ['from a day that no calendar of ours has', { fromDay: '0000-12-31' }, '/fromDay', 'date-malformed'],
  ['to nobody known', { toId: 'nobody' }, '/toId', 'staff-unknown'],
])('a substitution %s is refused', async (_what, change, pointer, code) => {
  const reply = await give(head, change);

  expect(reply.json()).toMatchObject({ status: 400, errors: [{ pointer, code }] });
});

test('a substitution of 366 days is the longest', async () => {
  expect((await give(head, { toDay: '2027-11-30' })).statusCode).toBe(201);
});

test('a substitution is recorded once for one key, also when it comes twice at once', async () => {
  const twins = await Promise.all([give(head, {}, 'one'), give(head, {}, 'one')]);
  const other = await give(head, { toDay: '2026-12-11' }, 'one');

  expect(twins.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
  expect(twins[1]?.json()).toEqual(twins[0]?.json());
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  expect(await db.delegation.count()).toBe(1);
});

test('a repeat gets the first answer, whatever has become of the substitute since', async () => {
  const first = await give(head, {}, 'six');
  await db.staff.update({ where: { id: 'executor-1' }, data: { active: false } });
  const [again, other, fresh] = [
    await give(head, {}, 'six'),
    await give(head, { toId: 'nobody' }, 'six'),
    await give(head, {}, 'seven'),
  ];
  await db.staff.update({ where: { id: 'executor-1' }, data: { active: true } });

  expect([first, again, other, fresh].map(({ statusCode }) => statusCode)).toEqual([201, 201, 422, 400]);
  expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
});

test('a substitution says for what, or hands over everything', async () => {
  const signing = await give(head, { deeds: ['signing'] });
  const nothing = await give(head, { deeds: [] });
  const unknown = await give(head, { deeds: ['resting'] });

  expect(signing.json()).toMatchObject({ deeds: ['signing'] });
  expect([nothing.statusCode, unknown.statusCode]).toEqual([400, 400]);
});
