import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { commandDefinitions } from '../commands/definitions.ts';
import { accessTable, accessTo, rolesOf } from './table.ts';
import { access } from './access.ts';

async function server(sandbox = false) {
  const app = Fastify();
  await app.register(access, { config: { sandbox } });
  return app;
}

function registerAll(app: Awaited<ReturnType<typeof server>>, routes: readonly string[]): void {
  for (const route of routes) {
    const [method = '', url = ''] = route.split(' ');
    app.route({ method: method as 'GET', url, handler: () => 'here' });
  }
}

const sandboxed = Object.keys(accessTable);
const plain = sandboxed.filter((route) => !route.includes('/sandbox/'));

test('a route that the table does not know stops the start', async () => {
  const app = await server();

  expect(() => app.get('/v1/aplications', () => 'typo')).toThrow(
    'GET /v1/aplications has no entry in api/access/table.ts',
  );
});

test('an entry without its route stops the start', async () => {
  const app = await server();
  registerAll(
    app,
    plain.filter((route) => route !== 'GET /v1/agenda'),
  );

  await expect(app.ready()).rejects.toThrow('entries without a route: GET /v1/agenda');
});

test('sandbox time has its routes where there is a sandbox, and only there', async () => {
  const [with_, without] = [await server(true), await server(false)];
  registerAll(with_, sandboxed);
  registerAll(without, plain);

  await expect(with_.ready()).resolves.toBeDefined();
  await expect(without.ready()).resolves.toBeDefined();
});

test('every command is open to the one role whose command it is in the procedure', () => {
  for (const { path, role, name } of Object.values(commandDefinitions)) {
    const entry = accessTo('POST', `/v1/applications/:id${path}`);
    expect([name, entry && rolesOf(entry)]).toEqual([name, [role]]);
  }
});
