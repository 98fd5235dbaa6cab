import { mkdtempSync, rmSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forgetRunningStack, noteRunningStack, readRunningStack } from '../operations/running-stack.ts';

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-running-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function reconcile(dataDir: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/otinish.ts', 'reconcile'],
      { env: { OTINISH_DATA_DIR: dataDir } },
      (_error, stdout, stderr) => resolve(`${stdout}${stderr}`),
    );
  });
}

test('without an environment it looks at the stack that runs on the data folder, and says where it looked', async () => {
  const dataDir = dataFolder();
  noteRunningStack(dataDir, {
    DATABASE_URL: 'postgresql://otinish:secret@127.0.0.1:1/otinish',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    HOME: '/nobody/asked',
  });
  expect(readRunningStack(dataDir)?.env).not.toHaveProperty('HOME');

  const said = await reconcile(dataDir);

  expect(said).toContain('PostgreSQL (127.0.0.1:1, database otinish) does not answer: Can');
  expect(said).toContain('Temporal (127.0.0.1:1, namespace default) does not answer: ');
  expect(said).not.toContain('secret');
}, 60_000);

test('without either it says what is missing, and where it looked for a stack', async () => {
  const dataDir = dataFolder();
  noteRunningStack(dataDir, null);
  forgetRunningStack(dataDir);

  expect(await reconcile(dataDir)).toContain(
    `otinish: DATABASE_URL is not set, and no stack of npm start runs on ${dataDir}`,
  );
}, 60_000);
