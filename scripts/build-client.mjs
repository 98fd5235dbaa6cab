// Compiles the typed client to JavaScript and declarations (`client/dist/`), against the types of the web alone: what
// needs Node does not compile. `npm pack` runs it.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './setup/paths.mjs';

rmSync(join(root, 'client', 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(
  process.execPath,
  [compiler, '--project', join(root, 'client', 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
