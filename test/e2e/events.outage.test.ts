import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openSubscriber, type Subscriber } from '../subscriber.ts';
import { ownStack } from './own-stack.ts';
import { usualPatienceMs } from '../../scripts/stack/patience.ts';
import { eventually } from './patience.ts';
import { stepsToDocument } from './procedure.ts';
import { callerAs } from './stack.ts';
import { accepted, begin, castOf, type Story } from './story.ts';

interface Event {
  readonly id: string;
  readonly subject: string;
  readonly sequence: string;
}

const stack = ownStack();
let subscriber: Subscriber;
beforeAll(async () => {
  subscriber = await openSubscriber((response) => {
    // Long enough for a kill to fall into deliveries that are under way.
    setTimeout(() => response.writeHead(204).end(), 100);
  });
});
afterAll(async () => {
  await subscriber.close();
});

test('a worker killed again and again takes no event away, doubles none in the feed, and mixes up no order', async () => {
  const portal = await callerAs(stack, 'portal', 'portal-kills');
  accepted(await portal.post('/v1/webhooks', { url: subscriber.url }), 'registration');
  const cast = await castOf(stack, 'portal-kills');
  const stories: Story[] = [];
  for (let n = 0; n < 4; n += 1) {
    stories.push(await begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' }));
  }
  for (const [round, [who, suffix, body]] of stepsToDocument.entries()) {
    const decided = async (story: Story): Promise<void> => {
      const { version } = await story.shown();
      // The worker may be on its way up: then it is decided a little later.
      await story.tries(who, suffix, body);
      await eventually(suffix, story.shown, (shown) => shown.version > version);
    };
    await Promise.all(stories.map(decided));
    // Right after the turns were written, before or in the middle of telling them.
    await sleep(round * 120);
    await stack.worker.kill();
    await stack.worker.start();
  }

  const expected = stories.length * 5;
  const told = await eventually(
    'everything is told',
    async () => (await portal.get<{ items: readonly Event[] }>('/v1/changes?limit=500')).body.items,
    ({ length }) => length >= expected,
  );
  // A delivery that a killed worker had begun is begun again a minute later.
  await eventually(
    'everything is posted',
    () => new Set(postedIds()).size,
    (size) => size === expected,
    { patienceMs: 2 * usualPatienceMs },
  );

  expect(told).toHaveLength(expected);
  for (const { id } of stories) {
    const own = told.filter(({ subject }) => subject === id);
    expect(own.map(({ sequence }) => sequence)).toEqual(['1', '2', '3', '4', '5']);
    const posted = subscriber.received
      .map(({ body }) => JSON.parse(body) as Event)
      .filter(({ subject }) => subject === id)
      .map((event) => event.id);
    // A delivery that a kill took comes again; none comes before the one ahead of it.
    expect([...new Set(posted)]).toEqual(own.map((event) => event.id));
  }

  function postedIds(): readonly string[] {
    return subscriber.received.map(({ headers }) => headers['webhook-id'] ?? '');
  }
});
