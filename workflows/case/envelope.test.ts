import fc from 'fast-check';
import { expect, test } from 'vitest';
import { envelopeFault } from './envelope.ts';

const envelope = {
  id: '00000000-0000-4000-8000-000000000001',
  seq: 2,
  receivedAt: '2026-11-30T10:00:00.000Z',
  actor: { role: 'portal', client: 'portal-1' },
  command: { name: 'withdraw', termination: 'd'.repeat(64) },
};
const nested = (depth: number): object => (depth === 0 ? {} : { in: nested(depth - 1) });

test('what the API hands over is a command’s envelope', () => {
  expect(envelopeFault(envelope, 'withdraw')).toBeNull();
  expect(envelopeFault({ ...envelope, seq: 2_147_483_647, expectedVersion: 3 }, 'withdraw')).toBeNull();
  const actor = { role: 'calendar', edition: 'kz-2026-12-01' };
  const command = { name: 'amend-calendar', edition: 'kz-2026-12-01' };
  expect(envelopeFault({ ...envelope, actor, command }, 'amend-calendar')).toBeNull();
});

test.each<[string, unknown]>([
  ['it is no object', undefined],
  ['it is no object', null],
  ['it is no object', 'withdraw'],
  ['its id is no UUID', new Uint8Array(3)],
  ['its id is no UUID', { ...envelope, id: undefined }],
  ['its id is no UUID', { ...envelope, id: 'x' }],
  ['it has no place in the queue', { ...envelope, seq: undefined }],
  ['it has no place in the queue', { ...envelope, seq: '2' }],
  ['it has no place in the queue', { ...envelope, seq: 1 }],
  ['it has no place in the queue', { ...envelope, seq: 2.5 }],
  ['it has no place in the queue', { ...envelope, seq: 3e9 }],
  ['it has no instant of receipt', { ...envelope, receivedAt: undefined }],
  ['it has no instant of receipt', { ...envelope, receivedAt: 'zzz' }],
  ['it has no instant of receipt', { ...envelope, receivedAt: '2026-02-30T10:00:00.000Z' }],
  ['it has no instant of receipt', { ...envelope, receivedAt: '2026-11-30T15:00:00.000+05:00' }],
  ['its version is no number', { ...envelope, expectedVersion: 'x' }],
  ['its version is no number', { ...envelope, expectedVersion: null }],
  ['it has no actor', { ...envelope, actor: undefined }],
  ['it has no actor', { ...envelope, actor: { role: 'nobody' } }],
  ['it is no command withdraw', { ...envelope, command: undefined }],
  ['it is no command withdraw', { ...envelope, command: { name: 'explode' } }],
  ['it holds what no record can hold', { ...envelope, actor: { role: 'portal', client: 'a\0b' } }],
  ['it holds what no record can hold', { ...envelope, 'a\uD800': 1 }],
  ['it holds what no record can hold', { ...envelope, command: { name: 'withdraw', text: '\uDC00' } }],
  ['it holds what no record can hold', { ...envelope, command: { name: 'withdraw', ...nested(1_000) } }],
])('%s', (fault, given) => {
  expect(envelopeFault(given, 'withdraw')).toBe(fault);
});

test('whatever comes, it is judged without failing', () => {
  const parts = fc.record(
    {
      id: fc.oneof(fc.constant(envelope.id), fc.anything()),
      seq: fc.oneof(fc.constant(2), fc.anything()),
      receivedAt: fc.oneof(fc.constant(envelope.receivedAt), fc.anything()),
      actor: fc.oneof(fc.constant(envelope.actor), fc.anything()),
      command: fc.oneof(fc.constant(envelope.command), fc.anything()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(parts, fc.anything()), (given) => {
      const fault = envelopeFault(given, 'withdraw');
      expect(fault === null || typeof fault === 'string').toBe(true);
    }),
  );
});
