import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { amendmentsOf, proposalOf } from '../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: ApiWorld;
let whole: string;
let hurt: string;
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  world = await openApiWorld();
  whole = await submitted();
  hurt = await submitted();
});
afterEach(async () => {
  for (const back of undo.splice(0).toReversed()) await back();
});
afterAll(() => world.close());

async function submitted(): Promise<string> {
  const body = await world.submission();
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  return reply.json<{ id: string }>().id;
}

describe.each([
  ['form', `'"gone"'`],
  ['form', `form - 'applicant'`],
  ['contact', `'[]'`],
  ['representative', `'"gone"'`],
  ['statements', `'"gone"'`],
  ['documents', `'{}'`],
] as const)('what was submitted, with a broken %s (%s),', (column, json) => {
  test('keeps back nothing but itself, and the case is shown as broken where it belongs', async () => {
    const { [column]: kept } = await world.db.submission.findUniqueOrThrow({
      where: { applicationId: hurt },
    });
    undo.push(() =>
      world.db.submission.update({
        where: { applicationId: hurt },
        data: { [column]: kept ?? Prisma.DbNull },
      }),
    );
    await world.db.$executeRawUnsafe(
      `UPDATE submissions SET ${column} = ${json} WHERE application_id = '${hurt}'`,
    );
    const isApplicant = column === 'form';
    interface Case {
      readonly id: string;
      readonly applicant?: { readonly name: string };
      readonly broken?: readonly string[];
    }
    const told = ({ applicant, broken }: Case) => [applicant?.name !== undefined, broken];

    const listed = (await world.call('head-1', 'GET', '/v1/applications')).json<{ items: Case[] }>().items;
    expect(listed.map(({ id }) => id).toSorted()).toEqual([hurt, whole].toSorted());
    for (const each of listed)
      expect(told(each)).toEqual(
        isApplicant && each.id === hurt ? [false, ['applicant']] : [true, undefined],
      );
    const found = await world.call('head-1', 'POST', '/v1/applications/search', {
      body: { applicantId: '281240000015' },
    });
    expect(found.statusCode, found.body).toBe(200);
    const one = await world.call('head-1', 'GET', `/v1/applications/${hurt}`);
    expect(one.statusCode, one.body).toBe(200);
    expect(told(one.json<Case>())).toEqual(isApplicant ? [false, ['applicant']] : [true, undefined]);
    for (const who of ['head-1', 'ops-1'])
      expect((await world.call(who, 'GET', '/v1/agenda?on=2026-12-08')).statusCode).toBe(200);
    const dryRun = await amendmentsOf(world).preview(proposalOf({ '2026-12-10': false }));
    expect(dryRun.json()).toMatchObject({ counts: { open: 2 } });
    expect(dryRun.json()).not.toHaveProperty('broken');

    const read = await world.call('head-1', 'GET', `/v1/applications/${hurt}/submission`);
    expect(read.statusCode, read.body).toBe(200);
    expect(read.json()).toMatchObject({ broken: [column] });
    expect((await world.broken.look()).flatMap(({ about }) => about)).toContain(`submissions ${hurt}`);
  });
});
