import { expect, test } from 'vitest';
import { rules219 } from '../regulation/citation.ts';
import { expectSame, expectThat, needed, openInspection, skip, type Checked } from './inspection.ts';
import { junitOf, lineOf, summaryOf } from './reports.ts';

async function checksOf(): Promise<readonly Checked[]> {
  const checks: Checked[] = [];
  const { check } = openInspection('Submitting', (checked) => checks.push(checked));
  const id = await check('takes a submission', async () => 'a-1', rules219({ clause: 5 }));
  await check('keeps its number', async () => expectSame('number', `${String(id)}!`, 'a-1'));
  const file = await check('takes a file <of> "any" kind', async () => {
    throw new Error('fetch failed', { cause: new Error('connect\nECONNREFUSED') });
  });
  await check('gives it back', async () => expectThat(needed(file, 'the file') !== '', 'it is empty'));
  await check('tells others', async () => skip('not offered by this deployment'));
  return checks;
}

test('a check passes, fails with its reason, or is skipped with what it lacks; none ends the run', async () => {
  const checks = await checksOf();

  expect(checks.map(({ verdict }) => verdict)).toEqual([
    { kind: 'passed' },
    { kind: 'failed', reason: 'number: expected "a-1", found "a-1!"' },
    { kind: 'failed', reason: 'fetch failed (connect\nECONNREFUSED)' },
    { kind: 'skipped', reason: 'needs the file' },
    { kind: 'skipped', reason: 'not offered by this deployment' },
  ]);
  expect(summaryOf(checks)).toEqual({ passed: 1, failed: 2, skipped: 2 });
});

test('checks read as a list, with the law and the reason', async () => {
  const checks = await checksOf();
  const [first, second] = checks.map((checked, index) => lineOf(checked, checks[index - 1]));

  expect(first).toBe('\nSubmitting\n  ✓ takes a submission  (Order 219, clause 5)\n');
  expect(second).toBe('  ✗ keeps its number\n      number: expected "a-1", found "a-1!"\n');
});

test('checks are JUnit XML whatever stands in them', async () => {
  const checks = (await checksOf()).map((checked) => ({ ...checked, ms: 12 }));

  expect(junitOf('http://127.0.0.1/?a=1&b=2', checks).split('\n').slice(2, 6)).toEqual([
    '  <testsuite name="otinish conformance http://127.0.0.1/?a=1&amp;b=2" tests="5" failures="2" skipped="2">',
    '    <testcase classname="Submitting" name="takes a submission" time="0.012"/>',
    '    <testcase classname="Submitting" name="keeps its number" time="0.012"><failure message="number: expected &quot;a-1&quot;, found &quot;a-1!&quot;"/></testcase>',
    '    <testcase classname="Submitting" name="takes a file &lt;of&gt; &quot;any&quot; kind" time="0.012"><failure message="fetch failed (connect&#10;ECONNREFUSED)"/></testcase>',
  ]);
});
