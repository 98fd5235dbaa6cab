import Fastify from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { agendaRoutes } from './agenda/routes.ts';
import { detailRoutes } from './applications/detail-routes.ts';
import { applicationRoutes } from './applications/routes.ts';
import { submitRoute } from './submission/routes.ts';
import { changesRoutes } from './changes/routes.ts';
import { amendmentRoutes } from './calendars/amendments/routes.ts';
import { icsRoute } from './calendars/ics-route.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { outcomeRoutes } from './commands/outcome-routes.ts';
import { commandRoutes } from './commands/routes.ts';
import { clientErrorHandler } from './http/client-error.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import type { ApiDeps, App } from './deps.ts';
import { bodyLimits } from './http/body-limits.ts';
import { inUtf8 } from './http/in-utf8.ts';
import { logging } from './logging.ts';
import { eventContractRoutes } from './event-contract/routes.ts';
import { access } from './access/access.ts';
import { auth } from './access/auth.ts';
import { correlation, traceIdOf } from './http/correlation.ts';
import { health } from './health/health.ts';
import { jsonBody } from './http/json-body.ts';
import { openapi } from './document/openapi.ts';
import { rateLimit } from './access/rate-limit.ts';
import { requestHead, routing } from './http/request-head.ts';
import { security } from './access/security.ts';
import { strictRequests } from './http/strict-requests.ts';
import { versions } from './http/versions.ts';
import { problems } from './http/answering.ts';
import { sandboxRoutes } from './sandbox/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { uploadRoutes } from './uploads/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** A request that waits for PostgreSQL, a workflow and a page of a slow client is over by then. */
const requestTimeoutMs = 60_000;
/** Headers come in one piece, or from somebody who wants to hold connections. */
const headersTimeoutMs = 15_000;

/** The API with everything registered, in this order, and listening to nobody yet. */
export async function buildApp(deps: ApiDeps): Promise<App> {
  const app = Fastify({
    logger: logging(deps.config.logLevel),
    genReqId: traceIdOf,
    bodyLimit: bodyLimits.texts,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: 'idle',
    clientErrorHandler,
    trustProxy: [...deps.config.http.trustedProxies],
    ...routing,
    http: { ...routing.http, headersTimeout: headersTimeoutMs },
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Answers are written from typed presenters; their schemas describe them and filter nothing.
  app.setSerializerCompiler(() => (body) => JSON.stringify(body));

  app.addHook('onSend', (_request, _reply, payload, done) =>
    done(null, typeof payload === 'string' ? inUtf8(payload) : payload),
  );

  // Hooks act in this order, and every plugin before the routes, which several of them look at as they come. First what no
  // answer may lack, a refusal included. Then the counting, so that a flood is refused before a token is checked; the names
  // under which everything later is logged; whether the request has a sound head; the one answer to errors; and whether the
  // rest of it is sound. Who calls is asked
  // last of all, and still before a body is read.
  await app.register(versions);
  await app.register(access, deps);
  await app.register(security);
  await app.register(rateLimit, { perMinute: deps.config.http.pointsPerMinute });
  await app.register(correlation);
  await app.register(requestHead);
  await app.register(problems, deps);
  await app.register(strictRequests);
  await app.register(jsonBody);
  const { contact, publicUrl, issuers } = deps.config;
  await app.register(openapi, { contact, publicUrl, issuers });
  await app.register(auth, deps);
  await app.register(health, deps);

  await app.register(deadlineRoutes, deps);
  await app.register(calendarRoutes, deps);
  await app.register(icsRoute, deps);
  await app.register(amendmentRoutes, deps);
  await app.register(uploadRoutes, deps);
  await app.register(submitRoute, deps);
  await app.register(applicationRoutes, deps);
  await app.register(detailRoutes, deps);
  await app.register(commandRoutes, deps);
  await app.register(outcomeRoutes, deps);
  await app.register(sandboxRoutes, deps);
  await app.register(staffRoutes, deps);
  await app.register(agendaRoutes, deps);
  await app.register(changesRoutes, deps);
  await app.register(webhookRoutes, deps);
  await app.register(eventContractRoutes, deps);
  await app.ready();
  return app;
}
