import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  readonly proposal?: {
    readonly sha256: string;
    readonly grounds: readonly { readonly id: string; readonly text: { readonly kk: string } }[];
  } | null;
}

const { shownTo, tries, does, inConformityCheck } = stepsIn<Shown>(() => world);

const hearing = { at: '2026-12-09T10:00:00+05:00', way: 'written', place: 'Personal cabinet' };
const against = {
  finding: 'does-not-conform',
  grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: ['yieldCalculation'] }],
  reasons: 'The yield norms do not follow from the calculation.',
  hearing,
};

async function proposed(): Promise<string> {
  const path = await inConformityCheck();
  await does('executor-1', path, '/conformity', against);
  return path;
}

describe('what an executor proposes', () => {
  test('lies before the head as it was written, with the texts of its grounds and what they rest on', async () => {
    const path = await proposed();

    expect((await shownTo('head-1', path)).proposal).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      finding: 'does-not-conform',
      grounds: [
        {
          id: 'nonCompliance392',
          text: { kk: expect.stringMatching(/\S/) as string, ru: expect.stringMatching(/\S/) as string },
          fields: [{ id: 'yieldNorms', no: expect.any(Number) as number }],
          documents: [{ id: 'yieldCalculation' }],
        },
      ],
      reasons: against.reasons,
      hearing: { ...hearing, at: '2026-12-09T05:00:00.000Z' },
      by: 'executor-1',
      at: '2026-12-07T05:00:00.000Z',
    });
  });

  test('an incomplete package is proposed with the papers that are missing', async () => {
    const body = await world.submission();
    const path = String(
      (await world.call('portal-1', 'POST', '/v1/applications', { body })).headers['location'],
    );
    await does('head-1', path, '/executor', { executorId: 'executor-1' });
    await does('executor-1', path, '/completeness', {
      finding: 'incomplete',
      missing: ['yieldCalculation'],
      reasons: 'There is no table.',
      hearing,
    });

    expect((await shownTo('head-1', path)).proposal).toMatchObject({
      finding: 'incomplete',
      grounds: [{ id: 'incomplete-package', fields: [], documents: [{ id: 'yieldCalculation' }] }],
    });
  });

  test('is shown to officers while it waits, to nobody else, and not when it is over', async () => {
    const path = await proposed();
    const waiting = await Promise.all(
      ['head-1', 'executor-1', 'ops-1', 'portal-1'].map(async (who) => (await shownTo(who, path)).proposal),
    );
    await does('head-1', path, '/preliminary-refusal/return', { reasons: 'Look again.' });

    expect(waiting.map((each) => each?.sha256.length)).toEqual([64, 64, undefined, undefined]);
    expect((await shownTo('head-1', path)).proposal).toBeNull();
  });

  test('is served again by the same digest while its receipt is not proved, and not after', async () => {
    const path = await proposed();
    const { sha256 } = await world.proposed(path);
    await does('head-2', path, '/preliminary-refusal/approval', { sha256 });

    const again = await does('head-2', path, '/preliminary-refusal/approval', { sha256 });

    expect(again.proposal?.sha256).toBe(sha256);
    await world.call('portal-1', 'POST', `${path}/objection`, { body: { text: 'They do follow.' } });
    expect((await shownTo('head-1', path)).proposal).toBeNull();
  });
});

describe('an approval', () => {
  test('of another digest is refused, and the refusal does not hand out the right one', async () => {
    const path = await proposed();
    const { sha256 } = await world.proposed(path);

    const refused = await tries('head-2', path, '/preliminary-refusal/approval', { sha256: 'a'.repeat(64) });

    expect(refused.json()).toMatchObject({ status: 412, code: 'proposal-not-current', params: {} });
    expect(refused.body).not.toContain(sha256);
    expect((await shownTo('head-2', path)).stage).toBe('preliminary-refusal');
  });

  test('names a digest', async () => {
    const path = await proposed();

    const refused = await tries('head-2', path, '/preliminary-refusal/approval', {});

    expect(refused.json()).toMatchObject({ code: 'invalid-body', errors: [{ pointer: '/sha256' }] });
  });

  test('of a proposal that was returned and made anew with other reasons is refused', async () => {
    const path = await proposed();
    const first = await world.proposed(path);
    await does('head-1', path, '/preliminary-refusal/return', { reasons: 'Say more.' });
    await does('executor-1', path, '/conformity', { ...against, reasons: 'Said more.' });

    const refused = await tries('head-2', path, '/preliminary-refusal/approval', first);
    const taken = await does('head-2', path, '/preliminary-refusal/approval', await world.proposed(path));

    expect(refused.json()).toMatchObject({ code: 'proposal-not-current' });
    expect(taken.stage).toBe('hearing');
  });
});
