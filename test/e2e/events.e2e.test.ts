import { randomUUID } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { negativeFinding } from '../../conformance/papers.ts';
import type { Caller } from '../../scripts/http/caller.ts';
import { openSubscriber, type Subscriber } from '../subscriber.ts';
import { eventually } from './patience.ts';
import { appointment, beginWithDraft } from './procedure.ts';
import { callerAs } from './stack.ts';
import { accepted, begin, calmStack, castOf } from './story.ts';

interface Event {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly dataschema: string;
  readonly data: { readonly stage: string };
}
interface Changes {
  readonly items: readonly Event[];
  readonly next: string;
}

// A portal of its own, so that nobody else's applications are among what it reads.
const name = `portal-${randomUUID().slice(0, 8)}`;
let portal: Caller;
let subscriber: Subscriber;
let failFirst = true;
beforeAll(async () => {
  portal = await callerAs(calmStack(), 'portal', name);
  subscriber = await openSubscriber((response) => {
    response.writeHead(failFirst ? 503 : 204).end();
    failFirst = false;
  });
});
afterAll(() => subscriber.close());

test('a portal hears of everything once, in order and verified, by webhook as by polling, and of no deliberation', async () => {
  const registered = await portal.post<{ id: string; secret: string }>('/v1/webhooks', {
    url: subscriber.url,
  });
  const { id, secret } = accepted(registered, 'registration');
  const cast = await castOf(calmStack(), name);
  const { next } = accepted(await portal.get<Changes>('/v1/changes'), 'changes');

  const issuing = await beginWithDraft(cast);
  await issuing.does('head', '/decision', await issuing.draft());
  const hearing = await begin(cast, 'outward', { startsAt: '2026-11-26T17:00:00+05:00' });
  await hearing.does('head', '/executor', appointment);
  await hearing.does('executor', '/completeness', { finding: 'complete' });
  await hearing.does('executor', '/conformity', negativeFinding('2026-11-30T10:00:00+05:00'));
  await hearing.does('head', '/preliminary-refusal/approval', await hearing.proposal());

  const changes = async () =>
    accepted(await portal.get<Changes>(`/v1/changes?after=${next}&wait=5`), 'changes').items;
  const events = await eventually('everything is told', changes, ({ length }) => length === 11);
  const factsOf = (subject: string) =>
    events
      .filter((event) => event.subject === subject)
      .map(({ type, sequence }) => `${sequence} ${type.split('.')[3] ?? ''}`);
  expect(factsOf(issuing.id)).toEqual([
    '1 received',
    '2 registered',
    '3 executor-appointed',
    '4 completeness-confirmed',
    '5 conformity-confirmed',
    '6 issued',
  ]);
  expect(factsOf(hearing.id)).toEqual([
    '1 received',
    '2 registered',
    '3 executor-appointed',
    '4 completeness-confirmed',
    '5 notice-sent',
  ]);

  const posted = await eventually(
    'everything is posted',
    () => subscriber.received,
    (received) => new Set(received.map(({ headers }) => headers['webhook-id'])).size === 11,
  );
  const verified = posted.map(({ body, headers }) => new Verifier(secret).verify(body, headers) as Event);
  // The first attempt was answered 503: the same event came again.
  expect(posted.length).toBeGreaterThan(11);
  for (const subject of [issuing.id, hearing.id]) {
    const own = verified.filter((event) => event.subject === subject).map(({ sequence }) => sequence);
    expect([...new Set(own)]).toEqual(
      events.filter((event) => event.subject === subject).map(({ sequence }) => sequence),
    );
  }
  for (const event of verified) expect(events).toContainEqual({ ...event, cursor: expect.any(String) });

  const schema = await portal.get(new URL(events[0]?.dataschema ?? '').pathname);
  expect(schema).toMatchObject({ status: 200, body: { $id: events[0]?.dataschema } });
  const deliveries = async () =>
    (await portal.get<{ items: { status: string }[] }>(`/v1/webhooks/${id}/deliveries`)).body.items;
  await eventually(
    'every delivery is settled',
    deliveries,
    (items) => items.length === 11 && items.every(({ status }) => status === 'delivered'),
  );

  const ping = await portal.post<{ id: string }>(`/v1/webhooks/${id}/test`, {});
  await eventually('the ping comes', () =>
    subscriber.received.some(({ headers }) => headers['webhook-id'] === ping.body.id),
  );
  expect(await portal.post(`/v1/webhooks/${id}/removal`, {})).toMatchObject({ status: 204 });
});
