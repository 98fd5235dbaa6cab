import { afterEach, expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { loopback, problem, type Loopback, type Script } from '../client/loopback.fake.ts';
import { playOfficers } from './officers.ts';

let server: Loopback;
afterEach(() => server.close());

const submitted = {
  id: '0190a5a0-0000-7000-8000-000000000001',
  number: '219-2026-000001',
  stage: 'received',
  version: 1,
  withdrawnAt: null,
  deadlines: [{ term: 'registration', dueOn: '2026-12-07' }],
  sandbox: { now: '2026-12-04T14:10:00.000Z', clock: { kind: 'standing' } },
};
const list = '/v1/applications?limit=100';
const advance = `/v1/sandbox/applications/${submitted.id}/advance`;

/** Officers at a scripted service, until one application is decided. Gives what they told. */
async function played(script: Script): Promise<readonly string[]> {
  server = await loopback(script);
  const desk = connect({ url: server.url, token: 'a-token', retries: 0 });
  const told: string[] = [];
  const stop = new AbortController();
  await playOfficers({
    officers: { executor: desk, head: desk, notifier: desk, executorId: 'executor-1' },
    conduct: { decide: 'issue', answerWithinMs: 1 },
    signal: stop.signal,
    ready: () => told.push('ready'),
    tell: (_application, act) => told.push(act),
    decided: ({ stage }) => {
      told.push(stage);
      stop.abort();
    },
  });
  return told;
}

test(
  'officers whom nobody answers for a while look again, and take nothing up twice',
  { timeout: 20_000 },
  async () => {
    const says: Record<string, readonly ReturnType<Script>[]> = {
      [list]: [
        'hang-up',
        { body: { items: [] } },
        problem(503, 'temporarily-unavailable'),
        { body: { items: [submitted] } },
        { status: 502, body: '<html>' },
        { body: { items: [submitted] } },
        { body: { items: [{ ...submitted, stage: 'issued' }] } },
      ],
      [advance]: ['hang-up', { body: { ...submitted, stage: 'registered' } }],
    };

    const told = await played(({ path }, times) => says[path]?.[times] ?? problem(404, 'not-found'));

    expect(told).toEqual(['ready', 'the office opens', 'issued']);
  },
);

test('officers who are not let in any more say so instead of looking again', async () => {
  const work = played((_asked, times) =>
    times === 0 ? { body: { items: [] } } : problem(401, 'unauthenticated'),
  );

  await expect(work).rejects.toMatchObject({ code: 'unauthenticated' });
});
