import { afterEach, expect, test } from 'vitest';
import { connect } from './index.ts';
import { loopback, type Loopback } from './loopback.fake.ts';

let server: Loopback;
afterEach(() => server.close());

const event = (sequence: string) => ({
  specversion: '1.0',
  id: `event-${sequence}`,
  type: 'kz.otinish.application.registered.v1',
  subject: 'a-1',
  sequence,
  data: {},
  cursor: ['', 'one', 'two', 'three'][Number(sequence)],
});
const pages: Readonly<Record<string, object>> = {
  '/v1/changes?wait=20': { items: [event('1'), event('2')], next: 'two' },
  '/v1/changes?wait=20&after=one': { items: [event('2')], next: 'two' },
  '/v1/changes?wait=20&after=two': { items: [event('3')], next: 'three' },
  '/v1/changes?wait=20&after=three': { items: [], next: 'three' },
};

/** What is seen from a cursor on, until the server has said twice that there is nothing new. */
async function sequencesFrom(after?: string) {
  const stop = new AbortController();
  server = await loopback(({ path }, times) => {
    if (path.endsWith('after=three') && times === 1) stop.abort();
    return { body: pages[path] };
  });
  const following = { signal: stop.signal, everyMs: 1, ...(after !== undefined && { after }) };
  const seen: unknown[] = [];
  for await (const { event: each, cursor } of connect({ url: server.url }).changes(following)) {
    seen.push([each.sequence, cursor]);
  }
  return seen;
}

test('changes come in order, each with the cursor to go on from, until they are no longer wanted', async () => {
  expect(await sequencesFrom()).toEqual([
    ['1', 'one'],
    ['2', 'two'],
    ['3', 'three'],
  ]);
  expect(server.asked).toHaveLength(4);
});

test('changes go on after a cursor that was kept, also of an event in the middle of the first page', async () => {
  expect(await sequencesFrom('two')).toEqual([['3', 'three']]);
  await server.close();
  expect(await sequencesFrom('one')).toEqual([
    ['2', 'two'],
    ['3', 'three'],
  ]);
});
