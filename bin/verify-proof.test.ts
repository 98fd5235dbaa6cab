import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { proveDeadlines } from '../proofs/proof.ts';
import { canonicalText } from '../proofs/digest.ts';
import { kzEditions } from '../calendars/kz/editions.ts';
import { kz } from '../test/builders.ts';
import { notified } from '../test/model/openings.ts';

// Each run is a process of its own, and starting some takes its time on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

const { id, number, version, receivedAt, deadlines } = notified.state;
const trail = notified.line.trail.map((event, index) => ({
  ...event,
  seq: index + 1,
  version: 1,
  commandId: null,
}));
const proof = canonicalText(
  proveDeadlines(
    { applicationId: id, number, version, receivedAt, deadlines, trail },
    { regulation: kz.regulation, editions: kzEditions, zone: kz.calendar.days.zone, language: 'kk' },
  ),
);

const launcher = fileURLToPath(new URL('otinish.mjs', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-proof-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function saved(text: string): string {
  const file = join(folder, 'proof.json');
  writeFileSync(file, text);
  return file;
}

describe('otinish verify-proof', () => {
  test('says equal of a proof as it was given', () => {
    const { status, stdout } = run('verify-proof', saved(proof));

    expect([status, stdout.split(':')[0]]).toEqual([0, 'equal']);
  });

  test('says where an altered proof differs', () => {
    const { status, stdout } = run(
      'verify-proof',
      saved(proof.replace('"dueOn":"2026-12-08"', '"dueOn":"2026-12-09"')),
    );

    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^different at \/items\/7\/dueOn\n {2}expected: "2026-12-08"\n {2}found: {4}"2026-12-09"/,
    );
  });

  test('says so of a file that is no proof, or is not there', () => {
    expect(run('verify-proof', saved(proof.slice(0, -1)))).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^unreadable/),
    });
    expect(run('verify-proof', join(folder, 'nothing.json'))).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^unreadable/),
    });
  });

  test('tells machines the same as JSON', () => {
    const { status, stdout } = run('verify-proof', '--json', saved(proof));

    expect([status, JSON.parse(stdout)]).toMatchObject([0, { equal: true, terms: 8, enteredAtRunTime: [] }]);
  });

  test.each([
    [[]],
    [['verify-proof']],
    [['verify-proof', 'a', 'b']],
    [['prove', 'a']],
    [['verify-proof', '--fast', 'a']],
  ])('explains itself when asked wrongly: %j', (args) => {
    expect(run(...args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/Usage: otinish verify-proof FILE/),
    });
  });
});
