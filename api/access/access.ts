import fp from 'fastify-plugin';
import { accessTo, rolesOf, routesExpected } from './table.ts';
import type { ApiDeps } from '../deps.ts';

/**
 * Holds the routes against the table of access: a route without an entry stops the start, and so does an entry without a
 * route. What the table says of a route goes into its description. Register it before every route.
 */
export const access = fp<{ readonly config: Pick<ApiDeps['config'], 'sandbox'> }>(
  (app, { config }) => {
    const missing = new Set(routesExpected(config));

    app.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        const entry = accessTo(method, route.url);
        if (entry === null) throw new Error(`${method} ${route.url} has no entry in api/access/table.ts`);
        missing.delete(`${method} ${route.url}`);
        route.schema = { ...route.schema, ...described(route.schema?.description, rolesOf(entry)) };
      }
    });

    app.addHook('onReady', (done) => {
      const absent = [...missing].join(', ');
      done(
        absent === '' ? undefined : new Error(`api/access/table.ts has entries without a route: ${absent}`),
      );
    });
    return Promise.resolve();
  },
  { name: 'access' },
);

function described(description: string | undefined, roles: readonly string[]) {
  if (roles.length === 0) return { security: [] };
  const whom = `${roles.length === 1 ? 'Role' : 'Roles'}: ${roles.join(', ')}.`;
  return { description: description === undefined ? whom : `${whom} ${description}` };
}
