import { expect, test } from 'vitest';
import { openWorkerLog } from './worker-log.ts';

const iin = '850101100012';

test('what the SDK writes is one masked line: message, attributes, and errors with their causes and stacks', () => {
  const lines: string[] = [];
  const log = openWorkerLog('warn', (line) => lines.push(line));
  const cause = new Error(`Failing row contains (${iin}, Айгүл).`);
  const error = new Error(`Invalid invocation\n  iin: "${iin}"\nvalue 850101 100012`, { cause });

  log.info('not for this level', { iin });
  log.warn(`Failing workflow task\nof ${iin}`, {
    workflowId: 'application/219-2026-000012',
    runId: '0196f9aa-8b86-7d01-b42d-00cf4fc964ff',
    attempt: 3n,
    error,
    input: [{ iin, encoded: iin.replaceAll(/\d/g, '%3$&') }],
  });

  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  expect(line).toMatch(/^20\d\d-\S+Z \[WARN\] Failing workflow task of # \{.*\}\n$/);
  expect(line).toContain('application/219-2026-000012');
  expect(line).toContain('0196f9aa-8b86-7d01-b42d-00cf4fc964ff');
  expect(line).toContain('worker-log.test.ts');
  expect(line).not.toMatch(/850101|100012|%38|Айгүл|Invalid/);
});
