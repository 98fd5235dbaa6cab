import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const iin = '850101100012';

test.each(['throw', 'await Promise.reject', 'setImmediate(() => { throw error }); await 0; void'])(
  'an error that nobody catches (%s) ends the process with one masked line',
  (how) => {
    const module = new URL('uncaught.ts', import.meta.url).href;
    const code = `
      const { endWhenUncaught } = await import('${module}');
      endWhenUncaught('worker');
      const error = new TypeError('no such ${iin}', { cause: new Error('Key (iin)=(${iin}) exists') });
      setImmediate(async () => { ${how}(error); });`;

    const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^worker: \{"type":"TypeError","message":"no such #",.*\}\n$/);
    expect(stderr).not.toContain('850101');
  },
);
