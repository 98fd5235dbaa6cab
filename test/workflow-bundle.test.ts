import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { keptBundle } from '../workflow-bundle.ts';
import { testFolder } from './test-folder.ts';

test('a bundle is made once for the same sources, anew when one of them changes, and the old one goes', async () => {
  const root = testFolder();
  const folder = join(root, 'bundles');
  mkdirSync(join(root, 'workflows', 'case'), { recursive: true });
  const change = (name: string, text: string): void => writeFileSync(join(root, name), text);
  let made = 0;
  const bundle = () =>
    keptBundle(folder, { root, sources: ['workflows', 'lock.json'] }, () =>
      Promise.resolve(`bundle ${String((made += 1))}`),
    );
  change('lock.json', '1');
  change('workflows/case/run.ts', 'export {};');
  const first = await bundle();

  change('workflows/case/run.test.ts', 'no part of it');
  expect([await bundle(), made]).toEqual([first, 1]);
  change('workflows/case/run.ts', 'export { run };');
  await bundle();
  change('lock.json', '2');
  const last = await bundle();

  expect(readFileSync(last, 'utf8')).toBe('bundle 3');
  expect(readdirSync(folder)).toHaveLength(1);
});
