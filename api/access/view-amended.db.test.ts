import { afterAll, beforeAll, expect, test } from 'vitest';
import { amendmentsOf, proposalOf } from '../../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { checkProofFile } from '../../proofs/check.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const hearing = { at: '2026-12-09T11:00:00+05:00', way: 'written', place: 'Room 1' };
const against = {
  finding: 'does-not-conform',
  grounds: [{ ground: 'nonCompliance392', documents: ['yieldCalculation'] }],
  reasons: 'The norms do not follow from the table.',
  hearing,
};

async function officer(who: string, url: string, body: unknown): Promise<void> {
  const { headers } = await world.call('head-1', 'GET', url.split('/').slice(0, 4).join('/'));
  const version = String(headers['etag']).replaceAll('"', '');
  const reply = await world.call(who, 'POST', url, { body, version });
  expect(reply.statusCode, reply.body).toBe(200);
}

/** An application in its check of conformity: R Mon 7.12.2026, N + 1 of that day Tue 8.12, D7 Thu 17.12, D8 Fri 18.12. */
async function checked(): Promise<string> {
  const body = await world.submission();
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  const path = String(reply.headers['location']);
  await officer('head-1', `${path}/executor`, { executorId: 'executor-1' });
  await officer('executor-1', `${path}/completeness`, { finding: 'complete' });
  return path;
}

interface Shown {
  readonly deadlines: readonly { readonly term: string; readonly dueOn: string; readonly status: string }[];
}

interface Told {
  readonly items: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
}

async function read<T>(who: string, url: string): Promise<T> {
  return (await world.call(who, 'GET', url)).json<T>();
}

/** What a reader is told of the terms, and by which lines of the trail, the number of the application aside. */
async function readTerms(who: string, path: string) {
  const { deadlines } = await read<Shown>(who, path);
  const { items } = await read<Told>(who, `${path}/events`);
  return { deadlines, told: items.map(({ type, data }) => ({ type, data: { ...data, number: '' } })) };
}

test('an alarm of a hearing is told to its portal, and to officers alone while the check goes on again', async () => {
  const [heard, again] = [await checked(), await checked()];
  for (const path of [heard, again]) {
    await officer('executor-1', `${path}/conformity`, against);
    await officer('head-2', `${path}/preliminary-refusal/approval`, await world.proposed(path));
  }
  await officer('executor-1', `${again}/draft`, { result: 'issue' });
  await officer('head-2', `${again}/draft/return`, { to: 'conformity-check', reasons: 'Look again.' });
  for (const path of [heard, again]) {
    const body = { to: '2026-12-08T09:00:00+05:00' };
    const url = path.replace('/applications/', '/sandbox/applications/');
    expect((await world.call('portal-1', 'POST', `${url}/advance`, { body })).statusCode).toBe(200);
  }

  const alarms = async (who: string, path: string) =>
    (await readTerms(who, path)).told.filter(({ type }) => type === 'receipt-unproved');

  expect(await alarms('portal-1', heard)).toHaveLength(1);
  expect(await alarms('portal-1', again)).toEqual([]);
  expect(await alarms('head-1', again)).toMatchObject([{ data: { check: 'conformity' } }]);
});

// The last one of this file: it changes the calendar of this database.
test('what an amendment moves tells a portal nothing of a refusal that is prepared, and is proved to every reader', async () => {
  const [idle, found] = [await checked(), await checked()];
  await officer('executor-1', `${found}/conformity`, against);
  const amendments = amendmentsOf(world);
  const { edition, hash } = await amendments.proposed(proposalOf({ '2026-12-11': false }));
  expect((await amendments.approve(edition, hash)).statusCode).toBe(200);

  await amendments.replan(edition);

  const told = await readTerms('portal-1', found);
  expect(told).toEqual(await readTerms('portal-1', idle));
  expect(told.told.at(-1)).toMatchObject({
    type: 'deadlines-moved',
    data: { terms: ['conformity-check', 'preliminary-refusal-notice', 'result'] },
  });
  const ofCheck = ({ deadlines }: Shown) =>
    deadlines.filter(({ term }) => term === 'conformity-check').map(({ dueOn, status }) => [dueOn, status]);
  expect(ofCheck(told)).toEqual([
    ['2026-12-17', 'moved'],
    ['2026-12-18', 'open'],
  ]);
  expect(ofCheck(await readTerms('head-1', found))).toEqual([
    ['2026-12-17', 'moved'],
    ['2026-12-18', 'met'],
  ]);
  for (const who of ['portal-1', 'head-1']) {
    const { body } = await world.call(who, 'GET', `${found}/deadlines`);
    expect(checkProofFile(new TextEncoder().encode(body)), who).toMatchObject({ equal: true });
  }
});
