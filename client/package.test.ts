import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function packageAt(path: string): Package {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Package;
}

test('the client brings the versions that it was tested with', () => {
  const house = packageAt('../package.json');
  const client = packageAt('package.json');

  expect(client.version).toBe(house.version);
  expect({ ...house.dependencies, ...house.devDependencies }).toMatchObject(client.dependencies);
});

test('the package goes under the licence of the house', () => {
  const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

  expect(text('LICENSE')).toBe(text('../LICENSE'));
});
