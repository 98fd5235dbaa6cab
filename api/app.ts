import Fastify from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { ApiDeps, App } from './deps.ts';

/** The API with everything registered, in this order, and listening to nobody yet. */
export async function buildApp(deps: ApiDeps): Promise<App> {
  const app = Fastify({
    logger: { level: deps.config.logLevel },
    // Every fault of a body at once; nothing is dropped or converted silently.
    ajv: {
      customOptions: { allErrors: true, removeAdditional: false, coerceTypes: false, discriminator: true },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  await app.ready();
  return app;
}
