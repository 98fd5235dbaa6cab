import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, onTestFinished, test } from 'vitest';

/** What is loaded when a module starts: its own files and the packages they name. Types are not. */
function closureOf(...entries: readonly string[]) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    // A thread begins with a module of its own.
    for (const [, thread = ''] of text.matchAll(/new Worker\(new URL\('([^']+)', import\.meta\.url\)/g))
      follow(join(dirname(file), thread));
    const imports = text.matchAll(/^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms);
    for (const [, name = ''] of imports) {
      if (name.startsWith('.')) follow(join(dirname(file), name));
      else if (!name.startsWith('node:'))
        packages.add(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  };
  for (const entry of entries) follow(entry);
  return { files: [...files], packages: [...packages] };
}

const dockerfile = readFileSync('Dockerfile', 'utf8');
// Of the command those parts that operators use in the image (docs/production.md); each is loaded when it is asked for.
const commands = ['bin/otinish.ts', 'bin/reconcile.ts', 'bin/verify-proof.ts'];
const loaded = closureOf('server.ts', 'worker.ts', 'workflows/index.ts', ...commands);

test('the image carries every room that server and worker are made of', () => {
  const copied = dockerfile.matchAll(/^COPY --from=build \/app\/(\w+) \1$/gm);
  const rooms = loaded.files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]);

  expect(new Set([...copied].map(([, room]) => room))).toEqual(new Set([...rooms, 'dist']));
});

test('the image carries the bundle of workflows where its worker looks for it, and a history replays on it', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'otinish-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [, bundle = ''] =
    /^RUN node (scripts\/bundle-workflows\.ts dist\/workflows\.js)$/m.exec(dockerfile) ?? [];
  const [script = '', file = ''] = bundle.split(' ');
  expect(readFileSync('worker.ts', 'utf8')).toContain(`new URL('${file}', import.meta.url)`);
  const codePath = join(folder, file);

  execFileSync(process.execPath, [script, codePath]);

  const history = JSON.parse(readFileSync('test/histories/refused.first.json', 'utf8')) as unknown;
  await Worker.runReplayHistory({ workflowBundle: { codePath } }, history);
}, 60_000);

test('the image has every library that they load: it is installed without the ones for development', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };

  expect(loaded.packages.length).toBeGreaterThan(20);
  expect(loaded.packages.filter((name) => !(name in dependencies))).toEqual([]);
});
