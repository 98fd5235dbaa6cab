import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

interface Dependencies {
  readonly missingPackages: (folder: string) => string[];
}
const { missingPackages }: Dependencies = await import(new URL('dependencies.mjs', import.meta.url).href);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/used': { version: '1.0.0' },
    'node_modules/used/node_modules/inner': { version: '2.0.0' },
    'node_modules/of-a-tool': { version: '3.0.0', devOptional: true },
    'node_modules/of-another-platform': { version: '4.0.0', optional: true },
  },
};

/** A checkout with that lock and a record which says that all of it was installed. */
function checkout(installed: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-'));
  folders.push(folder);
  const write = (path: string, content: object) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  };
  write('package-lock.json', lock);
  write('node_modules/.package-lock.json', lock);
  for (const [path, version] of Object.entries(installed))
    write(`node_modules/${path}/package.json`, { version });
  return folder;
}

const whole = { used: '1.0.0', 'used/node_modules/inner': '2.0.0', 'of-a-tool': '3.0.0' };

test('nothing is missing when each package has the version of the lock, but for those of other platforms', () => {
  expect(missingPackages(checkout(whole))).toEqual([]);
});

test('a package that is not there is missing, whatever the record of npm says of it', () => {
  expect(missingPackages(checkout({ used: '1.0.0', 'used/node_modules/inner': '2.0.0' }))).toEqual([
    'node_modules/of-a-tool',
  ]);
});

test('a package of another version is missing, an optional one too', () => {
  expect(missingPackages(checkout({ ...whole, used: '0.9.0', 'of-another-platform': '3.9.0' }))).toEqual([
    'node_modules/used',
    'node_modules/of-another-platform',
  ]);
});

test('without a record the installation was broken off: everything is missing', () => {
  const folder = checkout(whole);
  rmSync(join(folder, 'node_modules/.package-lock.json'));

  expect(missingPackages(folder)).toHaveLength(4);
});
