// `npm run check`: everything that needs no server, one after another; names what failed and goes on to the rest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { root } from './stack/tools.ts';

const steps = {
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  types: ['tsc', '--noEmit'],
  'unused code': ['knip'],
  'unit tests': ['vitest', 'run', '--project', 'unit', '--reporter', 'dot'],
};

const failed = Object.entries(steps).filter(([name, [program = '', ...args]]) => {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    stdio: 'inherit',
  });
  return status !== 0;
});
const names = failed.map(([name]) => name).join(', ');
process.stdout.write(failed.length === 0 ? '\nall checks passed\n' : `\nfailed: ${names}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
