import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeApi } from './document.ts';
import { documentFile } from './generate.ts';

test('the committed contract is what the routes of this checkout say', async () => {
  const made = await describeApi();

  expect(readFileSync(documentFile, 'utf8') === made, 'the API has changed: run npm run client').toBe(true);
});
