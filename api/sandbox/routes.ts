import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import { previewTerms } from '../../workflows/application/outlook.ts';
import { actorsOf } from '../access/actors.ts';
import { readVisible } from '../applications/reading.ts';
import { currentBasis } from '../basis.ts';
import { ApplicationParams, PendingCommand, Resource } from '../applications/schemas.ts';
import { answerOnce } from '../commands/answer.ts';
import { At, body } from '../requests/body-schemas.ts';
import { collectFaults } from '../requests/faults.ts';
import { commandHeaders } from '../requests/headers.ts';
import { requestKeyOf } from '../requests/idempotency.ts';
import { commitCommand } from '../commands/intake.ts';
import { bodyLimits } from '../http/body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { uncountable } from '../http/outside-calendar.ts';
import { problemResponses } from '../http/schemas.ts';
import { Problem } from '../http/problem.ts';

/** Sandbox time: moving the standing clock of one application. Without a sandbox these addresses do not exist. */
export const sandboxRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  if (!deps.config.sandbox) return Promise.resolve();
  app.post(
    '/v1/sandbox/applications/:id/advance',
    {
      bodyLimit: bodyLimits.codes,
      schema: {
        summary: 'Move the application’s standing clock; every milestone on the way is settled',
        description:
          'Answers when everything on the way is settled. `to` lies where terms can still be counted: a few weeks before the last day of the calendar.',
        tags: ['Commands'],
        operationId: 'advanceClock',
        params: ApplicationParams,
        headers: commandHeaders(null),
        body: body({ to: At }),
        response: {
          200: Resource,
          202: PendingCommand,
          ...problemResponses(400, 401, 403, 404, 409, 422),
        } as Record<number, unknown>,
      },
    },
    async (request, reply) => {
      const faults = collectFaults();
      const to = faults.instant('/to', request.body.to);
      faults.settle();
      const key = requestKeyOf(request);

      return answerOnce({ deps, request, reply, key }, async () => {
        const application = await readVisible(deps, request, request.params.id);
        const [actor] = actorsOf(request.caller, application).filter(({ role }) => role !== 'notifier');
        if (actor === undefined) throw new Problem('not-found');
        await refuseBeyondCalendar(deps, to);
        return commitCommand(deps, {
          application,
          request: key,
          actor,
          command: { name: 'advance-clock', to },
          body: { ...request.body },
          clientId: request.caller.clientId,
        });
      });
    },
  );
  return Promise.resolve();
};

/** Where a term that begins has no last day nothing could go on: a guess is worse than a stop. */
async function refuseBeyondCalendar({ calendars }: Pick<ApiDeps, 'calendars'>, to: Instant): Promise<void> {
  const basis = await currentBasis(calendars);
  try {
    previewTerms(to, basis);
  } catch (cause) {
    if (!(cause instanceof CalendarError)) throw cause;
    const count = (at: Instant) => previewTerms(at, basis);
    throw uncountable(cause, { at: to, basis, count }, [{ pointer: '/to' }]);
  }
}
