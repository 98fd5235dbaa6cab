import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { endpointRoutes } from './endpoint-routes.ts';

/** Where a portal is called with its events, and what came of it (docs/events.md). */
export const webhookRoutes: FastifyPluginAsyncTypebox<ApiDeps> = async (app, deps) => {
  // A webhook is told of everything of its client: no token of a single applicant has to do with it.
  app.addHook('preHandler', async ({ caller }) => {
    if (caller.applicant !== undefined) throw new Problem('whole-client-only');
  });
  await app.register(endpointRoutes, deps);
  await app.register(deliveryRoutes, deps);
};
