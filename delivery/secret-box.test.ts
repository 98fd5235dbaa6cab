import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';

import { createSecretBox, newSecret } from './secret-box.ts';

const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];

test('a sealed secret opens for its owner, and the text gives nothing away', () => {
  const box = createSecretBox([first]);
  const secret = newSecret();
  const sealed = box.seal(secret, 'a');

  expect(sealed).not.toContain(secret.slice(6, 20));
  expect(box.seal(secret, 'a')).not.toBe(sealed);
  expect(box.open(sealed, 'a')).toBe(secret);
});

test('it opens for nobody else, nor changed, nor by another key', () => {
  const sealed = createSecretBox([first]).seal('secret', 'a');
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');

  expect(() => createSecretBox([first]).open(sealed, 'b')).toThrow('authenticate');
  expect(() => createSecretBox([first]).open(changed, 'a')).toThrow('authenticate');
  expect(() => createSecretBox([second]).open(sealed, 'a')).toThrow('not configured');
});

test('a new key seals while the old one still opens', () => {
  const sealed = createSecretBox([first]).seal('secret', 'a');
  const both = createSecretBox([second, first]);

  expect(both.open(sealed, 'a')).toBe('secret');
  expect(createSecretBox([second]).open(both.seal('secret', 'a'), 'a')).toBe('secret');
});

test('a new secret is one that the Standard Webhooks library takes', () => {
  expect(newSecret()).toMatch(/^whsec_/);
  expect(new Webhook(newSecret()).sign('id', new Date(), '{}')).toMatch(/^v1,/);
});
