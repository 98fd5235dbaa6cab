import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

/** The rooms of `api/` that others stand on, from the ground up: each may import those before it, and none behind it. */
const ground = ['http', 'access', 'requests'];

const files = globSync('api/**/*.ts').filter((file) => !/\.(test|fake)\.ts$/.test(file));

/** A folder of `api/` is a room; a file beside the folders is one by itself. */
const roomOf = (file: string): string => file.split('/')[1] ?? '';

const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)]
    .map(([, target = '']) => join(dirname(file), target))
    .filter((target) => target.startsWith('api/') && roomOf(target) !== roomOf(file))
    .map((target) => ({ file, target, from: roomOf(file), to: roomOf(target) })),
);

function reachableFrom(room: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [room];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { to } of imports.filter(({ from }) => from === next))
      if (!reached.has(to)) {
        reached.add(to);
        open.push(to);
      }
  return reached;
}

test('the rooms of the API form layers: none leads back to itself', () => {
  const rooms = new Set(imports.map(({ from }) => from));

  expect(rooms.size).toBeGreaterThan(15);
  expect([...rooms].filter((room) => reachableFrom(room).has(room))).toEqual([]);
});

test('what every request goes through knows nothing of what is asked for', () => {
  const upwards = imports.filter(
    ({ from, to }) =>
      ground.includes(from) &&
      !ground.slice(0, ground.indexOf(from)).includes(to) &&
      // A file beside the rooms is known to all: what the API asks of the outside, its version, its configuration.
      !to.endsWith('.ts'),
  );

  expect(upwards.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
});
