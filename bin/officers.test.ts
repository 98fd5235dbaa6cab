import { expect, test } from 'vitest';
import { officers } from './officers.ts';

const desks = ['--head-token', 'h', '--executor-token', 'e', '--notifier-token', 'n'];

test.each([
  [['http://127.0.0.1:1'], 'give --head-token, --executor-token and --notifier-token'],
  [['http://127.0.0.1:1', '--head-token', 'h'], 'officers come together'],
  [['http://127.0.0.1:1', ...desks], 'the executor’s token does not say who he is: give --executor-id'],
  [[...desks, '--executor-id', 'e-1'], 'name one URL'],
  [
    ['http://127.0.0.1:1', ...desks, '--executor-id', 'e-1', '--decide', 'maybe'],
    "--decide is refuse or issue, not 'maybe'",
  ],
  [
    ['http://127.0.0.1:1', ...desks, '--executor-id', 'e-1', '--count', 'all'],
    "--count is a number above 0, not 'all'",
  ],
])('officers say what is wrong when they are asked %j', async (args, reason) => {
  await expect(officers.run(args)).rejects.toThrow(reason);
});
