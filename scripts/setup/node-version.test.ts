import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Plain JavaScript, because it runs before there is anything else.
interface NodeVersion {
  readonly projectNode: string;
  readonly setupNode: string;
  readonly oldNode: (version: string, oldest: string) => string | null;
}
const { oldNode, projectNode, setupNode }: NodeVersion = await import(
  new URL('node-version.mjs', import.meta.url).href
);

test.each([
  ['18.20.4', '20.0.0'],
  ['22.18.0', '24.0.0'],
  ['23.99.99', '24.0.0'],
  ['24.0.9', '24.1.0'],
])('Node %s is too old where %s is needed, and one sentence says so', (version, oldest) => {
  expect(oldNode(version, oldest)).toMatch(new RegExp(`^Node ${version} is too old[^\n]*[^\n]$`));
});

test.each([
  ['20.0.0', '20.0.0'],
  ['20.1.0', '20.0.0'],
  ['24.21.0', '24.0.0'],
  ['100.0.0', '24.9.9'],
])('Node %s will do where %s is needed', (version, oldest) => {
  expect(oldNode(version, oldest)).toBeNull();
});

test('the set-up is content with less than the project', () => {
  expect(oldNode(setupNode, projectNode)).not.toBeNull();
  expect(oldNode(process.versions.node, projectNode)).toBeNull();
});

test('every runner asks before it loads anything else', () => {
  const scripts = readdirSync('scripts').filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const started = scripts.filter((file) => !file.endsWith('-seed.ts')).map((file) => `scripts/${file}`);
  const runners = [...started, 'bench/run.ts', 'vitest.config.ts'];
  const unasked = runners.filter((file) => {
    const [, first = ''] = /^import[^']*'([^']+)'/m.exec(readFileSync(file, 'utf8')) ?? [];
    return !first.endsWith('/require-node.mjs');
  });

  expect(unasked).toEqual([]);
});
