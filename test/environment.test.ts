import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variables } from '../config.ts';
import { searchAttributes } from '../scripts/stack/search-attributes.ts';

function namesIn(file: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name));
}

test('every variable that the configuration reads is explained, and no other', () => {
  const rows = readFileSync('docs/production.md', 'utf8').match(/^\| `[A-Z].*?\|/gm) ?? [];
  const explained = rows.join().matchAll(/`([A-Z_]+)`/g);

  expect(new Set([...explained].map(([, name]) => name))).toEqual(new Set(variables));
});

test('the compose file gives API and worker every variable but the task queue, which is the same for both', () => {
  const given = namesIn('docker-compose.temporal.yml', /^ {4,6}([A-Z_]+): /gm);

  expect(variables.filter((name) => !given.has(name))).toEqual(['TEMPORAL_TASK_QUEUE']);
});

test('every variable that the compose file asks for is in the example', () => {
  const asked = namesIn('docker-compose.temporal.yml', /\$\{([A-Z_]+)[:}]/g);
  const shown = namesIn('.env.example', /^#?([A-Z_]+)=/gm);

  expect(asked.size).toBeGreaterThan(10);
  expect([...asked].filter((name) => !shown.has(name))).toEqual([]);
});

test('the namespace of the compose file has the search attributes that workflows write, each of its type', () => {
  const registered = namesIn(
    'docker/temporal/create-namespace.sh',
    /\b([A-Z]\w+:(?:Keyword|Datetime|Bool))\b/g,
  );

  expect(registered).toEqual(
    new Set(Object.entries(searchAttributes).map(([name, type]) => `${name}:${type}`)),
  );
});
