import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { problems } from './answering.ts';
import { strictRequests } from './strict-requests.ts';

async function faultsAt(url: string): Promise<readonly string[]> {
  const app = Fastify();
  await app.register(problems);
  await app.register(strictRequests);
  app.get('/all', () => 'ok');
  const { errors = [] } = (await app.inject(url)).json<{ errors?: { pointer: string; code: string }[] }>();
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

test('a parameter that stands twice is pointed at, once, whatever its name', async () => {
  expect(await faultsAt('/all?limit=1&by=name&limit=2&limit=3')).toEqual(['/limit field-repeated']);
  expect(await faultsAt('/all?a/b=1&a/b=2&c~d=1&c%7Ed=2')).toEqual([
    '/a~1b field-repeated',
    '/c~0d field-repeated',
  ]);
});

test('a parameter whose name reaches into a prototype is unknown', async () => {
  expect(await faultsAt('/all?__proto__=1')).toEqual(['/__proto__ unknown-field']);
});
