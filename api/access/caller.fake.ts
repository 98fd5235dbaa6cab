import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from './auth-caller.ts';

/** For tests of routes: whoever the test says calls, without tokens. Roles are not checked here. */
export function pretendCaller(app: FastifyInstance, who: () => Caller): void {
  app.decorateRequest('caller', {
    getter(this: FastifyRequest): Caller {
      return who();
    },
  });
}
