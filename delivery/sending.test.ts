import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';

import { answers, openSubscriber, type Behaviour } from '../test/subscriber.ts';
import type { ResolveHost } from './endpoint-address.ts';
import { newSecret } from './secret-box.ts';
import { createSender, resolvesOutside, type Message, type Outcome } from './sending.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of undo.splice(0)) await close();
});

const secret = newSecret();
const none: ResolveHost = () => Promise.reject(new Error('no name server'));
const message = (url: string, overrides: Partial<Message> = {}): Message => ({
  url,
  id: '6f0b1f6e-9d3e-4d5b-8f5c-0a3b6a1f0001',
  body: '{"specversion":"1.0"}',
  secrets: [secret],
  at: new Date(),
  ...overrides,
});

/** Sends one message from a developer's stack, where an attempt may last a second. */
async function send(url: string, overrides: Partial<Message> = {}, resolve = none): Promise<Outcome> {
  const sender = createSender({ inside: true, resolve, overallMs: 1_000 });
  undo.push(() => sender.close());
  return sender.send(message(url, overrides));
}

async function subscriberThat(behave?: Behaviour) {
  const subscriber = await openSubscriber(behave);
  undo.push(() => subscriber.close());
  return subscriber;
}

const failure = (reason: string, status: number | null = null) => ({ kind: 'failed', reason, status });

test('a message is signed as the Standard Webhooks library verifies it, by the old secret too while a new one takes over', async () => {
  const former = newSecret();
  const { url, received } = await subscriberThat();

  expect(await send(url, { secrets: [secret, former] })).toEqual({ kind: 'arrived', status: 204 });

  const [one] = received;
  expect(one?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  for (const each of [secret, former]) {
    expect(new Webhook(each).verify(one?.body ?? '', one?.headers ?? {})).toEqual({ specversion: '1.0' });
  }
  expect(() => new Webhook(newSecret()).verify(one?.body ?? '', one?.headers ?? {})).toThrow('signature');
});

test('a status says what came of it; a redirect is not followed', async () => {
  const inner = await subscriberThat();
  const redirecting = await subscriberThat(answers(307, { location: inner.url }));
  const busy = await subscriberThat(answers(503, { 'retry-after': '120' }));

  expect(await send(redirecting.url)).toMatchObject(failure('redirected', 307));
  expect(inner.received).toEqual([]);
  expect(await send(busy.url)).toMatchObject({ ...failure('status', 503), retryAfterMs: 120_000 });
  expect(await send((await subscriberThat(answers(410))).url)).toEqual({ kind: 'gone', status: 410 });
  expect(await send((await subscriberThat(answers(404))).url)).toMatchObject(failure('status', 404));
});

test('a subscriber that hangs, before its answer or in the middle of its headers, is left in time', async () => {
  const silent = await subscriberThat(() => undefined);
  const halfway = await subscriberThat((response) => void response.socket?.write('HTTP/1.1 200 OK\r\nx-a: '));

  expect(await send(silent.url)).toMatchObject(failure('timed-out'));
  expect(await send(halfway.url)).toMatchObject(failure('timed-out'));
});

test('what it says is not waited for: an endless body, a slow one, one that breaks off', async () => {
  let sent = 0;
  const endless = await subscriberThat((response) => {
    response.writeHead(200);
    const pour = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1_024))) sent += 64;
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  });
  const slow = await subscriberThat((response) => {
    response.writeHead(200);
    response.write('a');
  });
  const breaking = await subscriberThat((response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('a', () => response.destroy());
  });

  for (const { url } of [endless, slow, breaking])
    expect(await send(url)).toEqual({ kind: 'arrived', status: 200 });
  expect(sent).toBeLessThan(16 * 1_024);
});

test('a connection that is refused, closed in the middle, or answers something else is a failure', async () => {
  const closing = await subscriberThat((response) => response.destroy());
  const gone = await openSubscriber();
  await gone.close();
  const babbling = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end('220 mail ready\r\n'));
  });
  await new Promise<void>((resolve) => babbling.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => void babbling.close(() => resolve())));
  const { port } = babbling.address() as AddressInfo;

  expect(await send(closing.url)).toMatchObject(failure('connection-failed'));
  expect(await send(gone.url)).toMatchObject(failure('connection-failed'));
  expect(await send(`http://127.0.0.1:${String(port)}/`)).toMatchObject(failure('answer-malformed'));
  expect(await send(gone.url.replace('http:', 'https:'))).toMatchObject(failure('connection-failed'));
  expect(await send('https://nobody.example/')).toMatchObject(failure('host-unknown'));
});

test('what a sender cut off when it was closed is not taken for a failure', async () => {
  const silent = await subscriberThat(() => undefined);
  const sender = createSender({ inside: true, resolve: none });
  const connected = sender.send(message(silent.url));
  await expect.poll(() => silent.received.length).toBe(1);
  const searching = createSender({ inside: true, resolve: () => new Promise(() => undefined) });
  const unresolved = searching.send(message('https://portal.example/'));

  await Promise.all([sender.close(), searching.close()]);

  expect([await connected, await unresolved]).toEqual([{ kind: 'cut-off' }, { kind: 'cut-off' }]);
});

test('a name is judged by what it resolves to at the moment of connecting', async () => {
  const { received } = await subscriberThat();
  const answersOf = [['93.184.216.34'], ['127.0.0.1']];
  const rebinding: ResolveHost = () => Promise.resolve(answersOf.shift() ?? ['127.0.0.1']);
  const sender = createSender({ inside: false, resolve: rebinding, overallMs: 1_000 });
  undo.push(() => sender.close());

  // It was public when it was registered.
  expect(await resolvesOutside('https://portal.example:4443/', rebinding)).toBe(true);
  expect(await sender.send(message('https://portal.example:4443/'))).toMatchObject(
    failure('address-refused'),
  );

  const mixed = createSender({
    inside: false,
    resolve: () => Promise.resolve(['93.184.216.34', '169.254.169.254']),
    overallMs: 1_000,
  });
  undo.push(() => mixed.close());
  expect(await mixed.send(message('https://portal.example/'))).toMatchObject(failure('address-refused'));
  expect(await sender.send(message('https://127.0.0.1/'))).toMatchObject(failure('address-refused'));
  expect(received).toEqual([]);
});

test('in a developer’s stack the very address that was resolved is connected to, unless it is a cloud’s machinery', async () => {
  const { url, received } = await subscriberThat();
  const { port } = new URL(url);

  await send(`http://portal.localhost:${port}/`, {}, () => Promise.resolve(['127.0.0.1']));

  expect(received[0]?.headers['host']).toBe(`portal.localhost:${port}`);
  const metadata = () => Promise.resolve(['127.0.0.1', '169.254.169.254']);
  expect(await send(`http://metadata.localhost:${port}/`, {}, metadata)).toMatchObject(
    failure('address-refused'),
  );
  expect(received).toHaveLength(1);
});

test('a name that resolves to nothing now may be registered; one that resolves to the inside may not', async () => {
  expect(await resolvesOutside('https://portal.example/', none)).toBe(true);
  expect(await resolvesOutside('https://portal.example/', () => Promise.resolve(['10.0.0.1']))).toBe(false);
  expect(await resolvesOutside('https://[::1]/', none)).toBe(false);
});
