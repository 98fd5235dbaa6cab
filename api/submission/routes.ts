import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Prisma } from '../../prisma/generated/client.ts';
import { answerOnce } from '../commands/answer.ts';
import { commandHeaders } from '../requests/headers.ts';
import { requestKeyOf } from '../requests/idempotency.ts';
import { bodyLimits } from '../http/body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../http/schemas.ts';
import { faultsOf } from '../http/validation.ts';
import { applicantIn, faultsOfSubmission, refuseFaulty } from './check-submission.ts';
import { uploadFaults } from '../uploads/claiming.ts';
import { instantOf } from '../applications/stored.ts';
import { receiveSubmission } from './receive-submission.ts';
import { PendingCommand, Resource } from '../applications/schemas.ts';
import { DescribedSubmission, SubmissionBody, type Submission } from './submission-schemas.ts';

const tags = ['Applications'];

/**
 * Throws when anything is wrong with a submission, with all of it. Its files are looked at with the rest when there is a rest;
 * else they are when they are claimed.
 */
async function refuseAtOnce(
  { db, config, now }: ApiDeps,
  { body, caller, validationError }: FastifyRequest,
): Promise<void> {
  const { clientId, applicant: confinedTo } = caller;
  const faults = faultsOfSubmission(body, faultsOf(validationError?.validation ?? []), {
    sandbox: config.sandbox,
    now: instantOf(now()),
    confinedTo,
  });
  if (faults.length === 0) return;
  const applicantId = Prisma.sql`${confinedTo ?? applicantIn(body)?.id ?? null}::text`;
  const { documents } = (body ?? {}) as { readonly documents?: unknown };
  refuseFaulty(body, faults, await uploadFaults(db, documents, { clientId, applicantId }));
}

/** Submitting an application. */
export const submitRoute: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  app.post(
    '/v1/applications',
    {
      bodyLimit: bodyLimits.forms,
      config: { describedBody: DescribedSubmission },
      // The regulation's faults are told together with the schema's.
      attachValidation: true,
      schema: {
        summary: 'Submit an application',
        description:
          'Upload the files first and name them here. Everything wrong is told at once and nothing of it is kept. What was taken has a number and a date on which its result is due.',
        tags,
        operationId: 'submitApplication',
        headers: commandHeaders(null),
        body: SubmissionBody,
        response: {
          201: Resource,
          202: PendingCommand,
          ...problemResponses(400, 401, 403, 413, 415, 422),
        } as Record<number, unknown>,
      },
    },
    async (request, reply) => {
      const { validationError } = request;
      if (validationError !== undefined && validationError.validationContext !== 'body')
        throw validationError;
      const key = requestKeyOf(request);
      // Checked inside: a repeat is answered from what is stored, whatever the rules and the registers say by then.
      return answerOnce({ deps, request, reply, key }, async () => {
        await refuseAtOnce(deps, request);
        // Neither its schema nor the regulation finds fault with it.
        return receiveSubmission(deps, request.body as Submission, key, request.caller.clientId);
      });
    },
  );
  return Promise.resolve();
};
