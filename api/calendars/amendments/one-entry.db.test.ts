import { afterAll, beforeAll, expect, test } from 'vitest';
import { negativeFinding } from '../../../conformance/papers.ts';
import { amendmentsOf, proposalOf } from '../../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../../test/api-world.ts';

let world: ApiWorld;
let editors: ReturnType<typeof amendmentsOf>;
beforeAll(async () => {
  world = await openApiWorld();
  editors = amendmentsOf(world);
});
afterAll(() => world.close());

async function does(who: string, path: string, suffix: string, body: unknown) {
  const { headers } = await world.call('head-1', 'GET', path);
  const version = String(headers['etag']).replaceAll('"', '');
  const reply = await world.call(who, 'POST', `${path}${suffix}`, { body, version });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply;
}

/** In a hearing whose notice was sent and received on Monday 07.12.2026: the window lasts until the end of Wednesday. */
async function inHearing(): Promise<string> {
  const startsAt = '2026-12-07T10:00:00+05:00';
  const body = await world.submission('portal-1', { sandboxClock: { startsAt } });
  const path = String(
    (await world.call('portal-1', 'POST', '/v1/applications', { body })).headers['location'],
  );
  await does('head-1', path, '/executor', { executorId: 'executor-1' });
  await does('executor-1', path, '/completeness', { finding: 'complete' });
  await does('executor-1', path, '/conformity', negativeFinding('2026-12-08T15:00:00+05:00'));
  const approved = await does('head-2', path, '/preliminary-refusal/approval', await world.proposed(path));
  const [notice] = approved.json<{ notices: { id: string }[] }>().notices;
  const receipt = { channel: 'cabinet', at: startsAt, evidence: 'opened in the personal cabinet' };
  await does('notifier-1', path, `/notices/${notice?.id ?? ''}/receipt`, receipt);
  return path;
}

interface Shown {
  readonly deadlines: readonly { readonly term: string; readonly dueOn: string; readonly status: string }[];
}

async function entriesOf(path: string, term: string): Promise<string[]> {
  const { deadlines } = (await world.call('portal-1', 'GET', path)).json<Shown>();
  return deadlines.filter((each) => each.term === term).map(({ dueOn, status }) => `${dueOn} ${status}`);
}

test('two editors who look at one amendment on one day see one hash, though another one was proposed between them', async () => {
  const wednesday = proposalOf({ '2026-12-09': false });
  const own = (await editors.preview(wednesday)).json<{ hash: string; edition: string }>();
  await editors.proposed(proposalOf({ '2026-12-14': false }));

  const { hash } = (
    await world.call('calendar-editor-2', 'POST', '/v1/calendars/kz/amendments/preview', { body: wednesday })
  ).json<{ hash: string }>();

  expect(hash).toBe(own.hash);
});

// The last one of this file: it changes the calendar of this database.
test('after a waiver and an amendment each term has one entry that did not move; and after an objection still', async () => {
  const path = await inHearing();
  await does('portal-1', path, '/hearing-waiver', {});
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-09': false }));
  expect((await editors.approve(edition, hash)).statusCode).toBe(200);

  await editors.replan(edition);

  expect(await entriesOf(path, 'objection')).toEqual(['2026-12-09 moved', '2026-12-10 met']);
  await does('portal-1', path, '/objection', { text: 'On second thoughts we object.' });
  expect(await entriesOf(path, 'objection')).toEqual(['2026-12-09 moved', '2026-12-10 open']);
  const { deadlines } = (await world.call('head-1', 'GET', path)).json<Shown>();
  const living = deadlines.filter(({ status }) => status !== 'moved').map(({ term }) => term);
  expect(living).toEqual([...new Set(living)]);
});
