import { nobodyTold } from '../../test/no-operators.ts';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import type { Pending } from '../workflow-client.ts';
import { createRelay, type Relay } from './relay.ts';

let world: ApiWorld;
/** What the gateway says of an application; it is delivered when it says nothing. */
let stuck: Map<string, Pending | Error>;
let tried: string[];
let logged: Record<string, unknown>[];
beforeAll(async () => {
  world = await openApiWorld();
});
beforeEach(() => {
  stuck = new Map();
  tried = [];
  logged = [];
});
afterEach(async () => {
  stuck.clear();
  await relayOf(100).round();
  await world.confirmations.flush();
});
afterAll(() => world.close());

/** A relay that tries one line in a round, at a gateway that notes which. */
function relayOf(linesPerRound = 1): Relay {
  const { db, calendars, confirmations, gateway } = world;
  const write = (line: string): number => logged.push(JSON.parse(line) as Record<string, unknown>);
  return createRelay({
    db,
    calendars,
    confirmations,
    now: () => new Date(),
    log: Fastify({ logger: { level: 'warn', stream: { write } } }).log,
    linesPerRound,
    broken: nobodyTold,
    workflows: {
      ...gateway,
      submit: (input) => {
        tried.push(input.applicationId);
        const answer = stuck.get(input.applicationId);
        if (answer instanceof Error) return Promise.reject(answer);
        return answer === undefined ? gateway.submit(input) : Promise.resolve(answer);
      },
    },
  });
}

/** Submissions that wait, received so many seconds ago, each before the next. */
async function waiting(count: number, secondsAgo = 60): Promise<string[]> {
  world.gateway.away = true;
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const reply = await world.call('portal-1', 'POST', '/v1/applications', {
      body: await world.submission(),
    });
    const { applicationId } = reply.json<{ applicationId: string }>();
    const at = new Date(Date.now() - (secondsAgo - n) * 1_000);
    await world.db.command.updateMany({ where: { applicationId }, data: { receivedAt: at } });
    ids.push(applicationId);
  }
  world.gateway.away = false;
  return ids;
}

const noAnswer: Pending = { kind: 'pending', reason: 'no-answer-yet' };

test('lines that cannot be delivered keep no later one from its turn, and get theirs again', async () => {
  const ids = await waiting(3);
  stuck.set(ids[0] ?? '', noAnswer).set(ids[1] ?? '', new Error('broken'));
  const relay = relayOf();

  const decided = [await relay.round(), await relay.round(), await relay.round(), await relay.round()];

  expect(tried).toEqual([...ids, ids[0]]);
  expect(decided).toEqual([0, 0, 1, 0]);
});

test('a line that waits is tried again though new ones keep coming', async () => {
  const [first = ''] = await waiting(1);
  stuck.set(first, noAnswer);
  const relay = relayOf();

  await relay.round();
  const [second] = await waiting(1, 20);
  await relay.round();
  const [third] = await waiting(1, 10);
  for (let n = 0; n < 3; n += 1) {
    await relay.round();
    await world.confirmations.flush();
  }

  expect(tried).toEqual([first, first, second, first, third]);
});

test('a line that finds Temporal away every time holds up the others for no longer than its turn', async () => {
  const [first = '', second = ''] = await waiting(2);
  stuck.set(first, { kind: 'pending', reason: 'temporal-away' });
  const relay = relayOf();

  await relay.round();

  expect(await relay.round()).toBe(1);
  expect(tried).toEqual([first, second]);
});

test('why lines wait is told once, with the cause, until the reason changes or they were delivered', async () => {
  const ids = await waiting(4);
  const fault: Pending = {
    kind: 'pending',
    reason: 'workflow-fault',
    cause: new Error('update failed', { cause: new Error('the calendar is missing') }),
  };
  for (const id of ids.slice(0, 2)) stuck.set(id, fault);
  for (const id of ids.slice(2))
    stuck.set(id, Object.assign(new TypeError('wrong argument'), { code: 'ERR' }));
  const relay = relayOf(10);

  for (let n = 0; n < 3; n += 1) await relay.round();

  expect(logged).toMatchObject([
    {
      level: 40,
      reason: 'workflow-fault',
      times: 2,
      err: { message: 'update failed: the calendar is missing' },
    },
    { level: 50, reason: 'fault', times: 2, err: { message: 'wrong argument', code: 'ERR' } },
  ]);
  stuck.set(ids[0] ?? '', noAnswer).delete(ids[1] ?? '');
  for (let n = 0; n < 2; n += 1) await relay.round();
  expect(logged.slice(2)).toMatchObject([{ level: 40, reason: 'no-answer-yet', times: 1 }]);
});

test('that Temporal is away is told once, and again when it went away again', async () => {
  const [first = '', second = ''] = await waiting(2);
  const away: Pending = { kind: 'pending', reason: 'temporal-away' };
  const relay = relayOf();
  const rounds = async (count: number) => {
    for (let n = 0; n < count; n += 1) await relay.round();
  };

  stuck.set(first, away).set(second, away);
  await rounds(3);
  expect(logged).toMatchObject([{ reason: 'temporal-away', times: 1 }]);

  stuck.delete(second);
  await rounds(2);
  await rounds(1);
  expect(logged.map(({ reason }) => reason)).toEqual(['temporal-away', 'temporal-away']);
});
