import { DefaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { payloadConverter } from './payload-converter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('what can be read is read as the SDK reads it', () => {
  const standard = new DefaultPayloadConverter();
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.uint8Array()), (value) => {
      const payload = standard.toPayload(value);
      expect(payloadConverter.toPayload(value)).toEqual(payload);
      expect(payloadConverter.fromPayload(payload)).toEqual(standard.fromPayload(payload));
    }),
  );
});

test.each<[string, Payload]>([
  ['an unknown encoding', { metadata: { encoding: bytes('binary/nonsense') }, data: bytes('xx') }],
  ['JSON that is none', { metadata: { encoding: bytes('json/plain') }, data: bytes('{bad') }],
  ['no encoding', { metadata: {}, data: bytes('xx') }],
  ['no metadata', { data: bytes('xx') }],
])('%s is nothing', (_what, payload) => {
  expect(payloadConverter.fromPayload(payload)).toBeUndefined();
});
