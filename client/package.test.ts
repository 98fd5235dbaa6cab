import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function packageAt(path: string): Package {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Package;
}

test('the client brings the versions that it was tested with', () => {
  const house = packageAt('../package.json');
  const client = packageAt('package.json');

  expect(client.version).toBe(house.version);
  expect(house.dependencies).toMatchObject(client.dependencies);
});
