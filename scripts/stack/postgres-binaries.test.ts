import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { postgresBinaries, runAs, type RunAs } from './postgres-binaries.ts';

const isRoot = process.getuid?.() === 0;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'otinish-programs-')); // Made with mode 700.
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What `runAs` says; its copies go with the test. */
function runFor(...asked: Parameters<typeof runAs>): RunAs {
  const found = runAs(...asked);
  const { copies } = found;
  if (copies !== undefined) onTestFinished(() => rmSync(copies, { recursive: true, force: true }));
  return found;
}

test('programs in a closed folder are copied for the user that runs them instead of root, and for nobody else', () => {
  const closed = join(folder(), 'native');
  for (const room of ['bin', 'lib']) mkdirSync(join(closed, room), { recursive: true });
  const programs = { initdb: join(closed, 'bin/initdb'), postgres: join(closed, 'bin/postgres') };
  for (const file of [...Object.values(programs), join(closed, 'lib/libpq.so')])
    writeFileSync(file, 'x', { mode: 0o700 });

  const { copies, owner, programs: found } = runFor(programs, tmpdir());

  expect([owner !== undefined, copies !== undefined, found.postgres !== programs.postgres]).toEqual([
    isRoot,
    isRoot,
    isRoot,
  ]);
  const modes = [found.postgres, join(copies ?? closed, 'lib/libpq.so')].map(
    (file) => statSync(file).mode & 0o777,
  );
  expect(modes).toEqual(isRoot ? [0o755, 0o755] : [0o700, 0o700]);
});

test('data in a closed folder are reached by a right that goes along, and open data need none', async () => {
  const programs = await postgresBinaries();

  expect(runFor(programs, tmpdir()).prefix).toEqual([]);
  expect(runFor(programs, join(folder(), 'postgres')).prefix.at(0)).toBe(isRoot ? 'setpriv' : undefined);
});
