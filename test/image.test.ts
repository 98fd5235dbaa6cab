import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** What is loaded when a module starts: its own files and the packages they name. Types are not. */
function closureOf(...entries: readonly string[]) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms,
    );
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

const loaded = closureOf('server.ts', 'worker.ts', 'workflows/index.ts');

test('the image carries every room that server and worker are made of', () => {
  const copied = readFileSync('Dockerfile', 'utf8').matchAll(/^COPY --from=build \/app\/(\w+) \1$/gm);
  const rooms = loaded.files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]);

  expect(new Set([...copied].map(([, room]) => room))).toEqual(new Set(rooms));
});

test('the image has every library that they load: it is installed without the ones for development', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };

  expect(loaded.packages.length).toBeGreaterThan(20);
  expect(loaded.packages.filter((name) => !(name in dependencies))).toEqual([]);
});
