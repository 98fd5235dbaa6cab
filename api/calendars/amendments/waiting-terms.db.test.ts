import { afterAll, beforeAll, expect, test } from 'vitest';
import { amendmentsOf, proposalOf } from '../../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../../test/api-world.ts';

let world: ApiWorld;
let editors: ReturnType<typeof amendmentsOf>;
beforeAll(async () => {
  world = await openApiWorld();
  editors = amendmentsOf(world);
});
afterAll(() => world.close());

interface Answer {
  readonly counts: object;
  readonly items: readonly { readonly applicationId: string }[];
}

test('a dry run shows which terms wait for a calendar that knows their end, in JSON and CSV', async () => {
  const body = await world.submission();
  const { id } = (await world.call('portal-1', 'POST', '/v1/applications', { body })).json<{ id: string }>();
  const waiting = [{ term: 'objection', anchor: '2026-12-07', cause: 'receipt-of-notice' }];
  await world.db
    .$executeRaw`UPDATE applications SET state = state || ${JSON.stringify({ waiting })}::jsonb WHERE id = ${id}::uuid`;
  const proposal = proposalOf({ '2027-12-10': false });

  const { counts, items } = (await editors.preview(proposal)).json<Answer>();
  const csv = await editors.preview(proposal, '', { headers: { accept: 'text/csv' } });

  expect(counts).toMatchObject({ waiting: 1 });
  expect(items.find(({ applicationId }) => applicationId === id)).toMatchObject({
    waiting: [{ term: 'objection', countedFrom: '2026-12-07', to: null, toOn: null }],
  });
  expect(csv.body.split('\r\n').filter((line) => line.includes(',waiting,'))).toEqual([
    expect.stringMatching(`^${id},.*,waiting,objection,,,$`) as string,
  ]);
});
