import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

interface Shown {
  readonly version: number;
  readonly actions: readonly { readonly name: string; readonly whyNot: { readonly code: string } | null }[];
}

/** An application of some officer of the register, by his number: as the applicant or as the representative. */
async function applicationOf(officer: string, as: 'applicant' | 'representative'): Promise<string> {
  const { person } = await world.db.staff.findUniqueOrThrow({
    where: { id: officer },
    include: { person: true },
  });
  const sample = await world.submission();
  const form = sample['form'] as { readonly applicant: Record<string, unknown> };
  const { bin: _bin, ...applicant } = form.applicant;
  const body =
    as === 'applicant'
      ? { ...sample, form: { ...form, applicant: { ...applicant, iin: person.iin } } }
      : {
          ...sample,
          representative: { name: person.name, iin: person.iin, authority: 'Power of attorney No. 1' },
        };
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  if (reply.statusCode !== 201) throw new Error(reply.body);
  return String(reply.headers['location']);
}

async function command(who: string, path: string, deed: string, body: object) {
  const { version } = (await world.call('ops-1', 'GET', path)).json<Shown>();
  return world.call(who, 'POST', `${path}${deed}`, { body, version });
}
const appoint = (head: string, path: string, executorId: string) =>
  command(head, path, '/executor', { executorId });
const outcomeOf = (reply: { readonly statusCode: number; json(): unknown }) => [
  reply.statusCode,
  (reply.json() as { readonly code?: string }).code,
];

test.each(['applicant', 'representative'] as const)(
  'the %s is not appointed to examine his own application, and another officer is',
  async (as) => {
    const path = await applicationOf('executor-1', as);

    const himself = await appoint('head-1', path, 'executor-1');
    const another = await appoint('head-1', path, 'executor-2');

    expect(outcomeOf(himself)).toEqual([409, 'executor-is-a-party']);
    expect(another.statusCode).toBe(200);
    const stored = await world.db.command.findMany({ where: { name: 'appoint-executor' } });
    expect(JSON.stringify(stored.map(({ command: sent, actor }) => [sent, actor]))).not.toMatch(/\d{12}/);
  },
);

test('a head decides nothing on his own application, is told so beforehand, and reads of it what every applicant reads', async () => {
  const path = await applicationOf('head-2', 'applicant');
  const own = await appoint('head-2', path, 'executor-1');
  await appoint('head-1', path, 'executor-1');
  await command('executor-1', path, '/completeness', { finding: 'complete' });
  await command('executor-1', path, '/conformity', { finding: 'conforms' });
  await command('executor-1', path, '/draft', { result: 'issue' });
  const draft = await world.call('head-1', 'GET', `${path}/draft`);
  const { draftId, sha256 } = draft.json<Record<string, string>>();

  const shown = (await world.call('head-2', 'GET', path)).json<Shown>();
  const returned = await command('head-2', path, '/draft/return', { reasons: 'No.', to: 'drafting' });
  const signed = await command('head-2', path, '/decision', { draftId, sha256 });

  expect(outcomeOf(own)).toEqual([409, 'party-to-the-application']);
  expect(outcomeOf(returned)).toEqual([409, 'party-to-the-application']);
  expect(outcomeOf(signed)).toEqual([409, 'party-to-the-application']);
  const whyNot = Object.fromEntries(shown.actions.map(({ name, whyNot: why }) => [name, why?.code]));
  expect(whyNot['sign-decision']).toBe('party-to-the-application');
  expect(shown).toMatchObject({ stage: 'drafting' });
  expect((await world.call('head-2', 'GET', `${path}/draft`)).statusCode).toBe(404);
  expect((await command('head-1', path, '/decision', { draftId, sha256 })).statusCode).toBe(200);
});

test('an appointment that leaves only the applicant to sign is refused', async () => {
  const path = await applicationOf('head-2', 'applicant');
  await world.db.staff.update({ where: { id: 'head-3' }, data: { active: false } });
  await world.db.staff.update({ where: { id: 'head-1' }, data: { roles: ['head', 'executor'] } });
  const today = new Date();
  await world.db.delegation.create({
    data: {
      id: crypto.randomUUID(),
      fromId: 'head-1',
      toId: 'executor-2',
      fromDay: today,
      toDay: today,
      act: 'No. 1',
      byId: 'head-1',
      confirmedAt: today,
      confirmedById: 'head-1',
      deeds: ['appointment'],
    },
  });
  const bearer = await world.bearer({ subject: 'executor-2', clientId: 'desk', roles: ['executor'] });

  const reply = await world.app.inject({
    method: 'POST',
    url: `${path}/executor`,
    headers: { authorization: `Bearer ${bearer}`, 'if-match': '"2"', 'idempotency-key': crypto.randomUUID() },
    payload: { executorId: 'head-1' },
  });
  await world.db.delegation.deleteMany();
  await world.db.staff.update({ where: { id: 'head-3' }, data: { active: true } });
  await world.db.staff.update({ where: { id: 'head-1' }, data: { roles: ['head'] } });

  expect(outcomeOf(reply)).toEqual([409, 'no-head-left']);
});

test('who joins the register after the application came is known by his number', async () => {
  const sample = await world.submission();
  const representative = { name: 'Үлгі Тимур', iin: '910707100020', authority: 'Power of attorney No. 2' };
  const reply = await world.call('portal-1', 'POST', '/v1/applications', {
    body: { ...sample, representative },
  });
  const path = String(reply.headers['location']);
  await appoint('head-1', path, 'executor-2');
  await world.db.person.create({ data: { id: 'person-new', iin: '910707100020', name: 'Үлгі Тимур' } });
  await world.db.staff.create({
    data: {
      id: 'executor-5',
      personId: 'person-new',
      post: 'x',
      roles: ['executor'],
      unit: 'industry-committee',
    },
  });

  const later = await command('head-1', path, '/executor', { executorId: 'executor-5', reason: 'Leave' });

  expect(outcomeOf(later)).toEqual([409, 'executor-is-a-party']);
});

test('a deactivated or moved executor acts no more, and his head is told', async () => {
  const sample = await world.submission();
  const path = String(
    (await world.call('portal-1', 'POST', '/v1/applications', { body: sample })).headers['location'],
  );
  await appoint('head-1', path, 'executor-3');
  const told = async (): Promise<unknown> => {
    const { unattended } = (await world.call('head-1', 'GET', '/v1/agenda')).json<{
      unattended: readonly { readonly id: string; readonly executor: string; readonly reason: string }[];
    }>();
    return unattended.find(({ id }) => path.endsWith(id))?.reason;
  };
  const acts = async () =>
    outcomeOf(await command('executor-3', path, '/completeness', { finding: 'complete' }));
  const register = (data: { active?: boolean; unit?: string; roles?: string[] }) =>
    world.db.staff.update({ where: { id: 'executor-3' }, data });

  expect(await told()).toBeUndefined();
  await register({ unit: 'elsewhere' });
  expect([await told(), await acts()]).toEqual(['moved', [404, 'not-found']]);
  await register({ unit: 'industry-committee', roles: ['chancellery'] });
  expect([await told(), await acts()]).toEqual(['no-longer-executor', [403, 'staff-role-differs']]);
  await register({ active: false, roles: ['executor'] });
  expect([await told(), await acts()]).toEqual(['inactive', [403, 'staff-not-registered']]);
  await register({ active: true });
  expect([await told(), await acts()]).toEqual([undefined, [200, undefined]]);
});
