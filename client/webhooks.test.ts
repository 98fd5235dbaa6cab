import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { factOf, webhookReader } from './index.ts';

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, now').toString('base64')}`;
const rotated = `whsec_${Buffer.from('the next secret, of as many bytes').toString('base64')}`;
const event = {
  specversion: '1.0',
  id: 'e-1',
  source: '/v1/applications',
  type: 'kz.otinish.application.notice-sent.v1',
  subject: 'a-1',
  time: '2026-12-11T04:30:00.000Z',
  datacontenttype: 'application/json',
  sequence: '5',
  data: { applicationId: 'a-1', version: 5, stage: 'hearing' },
};

function signed(content: unknown, by = secret, at = new Date()) {
  const body = JSON.stringify(content);
  return {
    body,
    headers: {
      'webhook-id': 'e-1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(by).sign('e-1', at, body),
    },
  };
}

describe('a delivery', () => {
  test('signed with the secret is the event', () => {
    const read = webhookReader(secret)(signed(event));

    expect(read).toEqual(event);
    expect(read && factOf(read)).toBe('notice-sent');
    expect(webhookReader(secret)({ ...signed(event), headers: new Headers(signed(event).headers) })).toEqual(
      event,
    );
  });

  test('signed with another secret, altered, or without a signature is refused', () => {
    const read = webhookReader(secret);
    const { headers, body } = signed(event);

    expect(() => read(signed(event, rotated))).toThrow('No matching signature');
    expect(() => read({ headers, body: body.replace('hearing', 'refused') })).toThrow(
      'No matching signature',
    );
    expect(() => read({ headers: {}, body })).toThrow('Missing required headers');
  });

  test('is refused when it is old: somebody may be repeating it', () => {
    const old = new Date(Date.now() - 6 * 60_000);

    expect(() => webhookReader(secret)(signed(event, secret, old))).toThrow('too old');
  });

  test('is read by both secrets while a rotation lasts, whichever of them it was signed with', () => {
    const both = webhookReader(secret, rotated);
    const byBoth = signed(event);
    byBoth.headers['webhook-signature'] += ` ${signed(event, rotated).headers['webhook-signature']}`;

    expect(both(signed(event))).toEqual(event);
    expect(both(signed(event, rotated))).toEqual(event);
    expect(webhookReader(rotated)(byBoth)).toEqual(event);
  });

  test('that is no event of ours is refused, though it is signed', () => {
    for (const other of [{ ...event, specversion: '0.3' }, { ...event, type: 'com.example' }, 'text', null])
      expect(() => webhookReader(secret)(signed(other))).toThrow(/not an event/);
  });

  test('that is only a test says so', () => {
    const ping = {
      specversion: '1.0',
      id: 'e-2',
      type: 'kz.otinish.webhook.ping.v1',
      subject: 'w-1',
      data: {},
    };

    expect(webhookReader(secret)(signed(ping))).toBeNull();
  });

  test('needs a secret to be read', () => {
    expect(() => webhookReader()).toThrow('needs a secret');
  });
});
