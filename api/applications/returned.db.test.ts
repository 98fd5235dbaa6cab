import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsIn } from '../../test/api-steps.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

interface Shown {
  readonly version: number;
  readonly stage: string;
  readonly returned?: object | null;
}

interface DraftShown {
  readonly draftId: string;
  readonly sha256: string;
  readonly result: string;
  readonly follows: { readonly finding: object; readonly hearing: object };
}

const { shownTo, does, inConformityCheck } = stepsIn<Shown>(() => world);

const hearing = { at: '2026-12-09T10:00:00+05:00', way: 'written', place: 'Personal cabinet' };
const against = {
  finding: 'does-not-conform',
  grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'] }],
  reasons: 'The yield norms do not follow from the calculation.',
  hearing,
};

test('a returned refusal tells its executor why, by whom and when, until a new finding answers it', async () => {
  const path = await inConformityCheck();
  await does('executor-1', path, '/conformity', against);
  expect((await shownTo('executor-1', path)).returned).toBeNull();

  await does('head-2', path, '/preliminary-refusal/return', { reasons: 'Look at annex 2 again.' });

  const told = {
    what: 'preliminary-refusal',
    reasons: 'Look at annex 2 again.',
    by: 'head-2',
    at: '2026-12-07T05:00:00.000Z',
  };
  expect((await shownTo('executor-1', path)).returned).toEqual(told);
  await does('head-1', path, '/executor', { executorId: 'executor-2', reason: 'Leave' });
  expect((await shownTo('executor-2', path)).returned).toEqual(told);
  expect(await shownTo('portal-1', path)).not.toHaveProperty('returned');
  expect(await shownTo('ops-1', path)).not.toHaveProperty('returned');
  await does('executor-2', path, '/conformity', { finding: 'conforms' });
  expect((await shownTo('executor-2', path)).returned).toBeNull();
});

test('a returned draft tells its executor why, until a new draft answers it', async () => {
  const path = await inConformityCheck();
  await does('executor-1', path, '/conformity', { finding: 'conforms' });
  await does('executor-1', path, '/draft', { result: 'issue' });
  await does('head-1', path, '/draft/return', { to: 'drafting', reasons: 'Name the conditions.' });

  const waiting = (await shownTo('executor-1', path)).returned;
  await does('executor-1', path, '/draft', { result: 'issue', conditions: 'Within a year.' });

  expect(waiting).toMatchObject({ what: 'draft', reasons: 'Name the conditions.', by: 'head-1' });
  expect((await shownTo('executor-1', path)).returned).toBeNull();
});

test('a draft that goes against its finding shows the head the finding and the hearing it comes after', async () => {
  const path = await inConformityCheck();
  await does('executor-1', path, '/conformity', against);
  await does('head-2', path, '/preliminary-refusal/approval', await world.proposed(path));
  await does('portal-1', path, '/objection', { text: 'They do follow.' });
  await does('portal-1', `${path}`.replace('/v1/', '/v1/sandbox/'), '/advance', {
    to: '2026-12-09T12:00:00+05:00',
  });
  await does('executor-1', path, '/hearing-record', {
    form: 'written',
    summary: 'The applicant repeated what he had sent.',
    outcome: 'upheld',
  });
  await does('executor-1', path, '/draft', { result: 'issue' });

  const reply = await world.call('head-1', 'GET', `${path}/draft`);

  expect(reply.json<DraftShown>()).toMatchObject({
    result: 'issue',
    follows: {
      finding: {
        finding: 'does-not-conform',
        at: '2026-12-07T05:00:00.000Z',
        grounds: [{ id: 'nonCompliance392', fields: [{ id: 'yieldNorms' }] }],
        reasons: against.reasons,
      },
      hearing: {
        form: 'written',
        outcome: 'upheld',
        at: '2026-12-09T07:00:00.000Z',
        summary: 'The applicant repeated what he had sent.',
        minutes: null,
      },
    },
  });
});

test('a draft after a favourable finding follows that, and no hearing', async () => {
  const path = await inConformityCheck();
  await does('executor-1', path, '/conformity', { finding: 'conforms' });
  await does('executor-1', path, '/draft', { result: 'issue' });

  const { follows } = (await world.call('head-1', 'GET', `${path}/draft`)).json<DraftShown>();

  expect(follows).toEqual({
    finding: { finding: 'conforms', at: '2026-12-07T05:00:00.000Z', grounds: [], reasons: null },
    hearing: null,
  });
});

test('what an outcome of a hearing says is told where it is asked for and where it is answered', () => {
  const { components } = world.app.swagger() as unknown as {
    components: { schemas: Record<string, { description?: string; 'x-texts'?: Record<string, object> }> };
  };
  expect(components.schemas['HearingOutcome']?.['x-texts']).toMatchObject({
    upheld: {
      kk: expect.stringContaining('күшінде қалады') as string,
      ru: expect.stringContaining('оставлен в силе') as string,
      en: expect.stringContaining('stands') as string,
    },
    cured: { en: expect.stringContaining('removed') as string },
  });
});
