import type { Api, CommandOutcome } from './generated/index.ts';
import { pause } from './pause.ts';
import { NoAnswer, reasonsOf } from './problems.ts';
import { sentOf } from './transport.ts';

const firstWaitMs = 250;
const longestWaitMs = 5_000;

/**
 * The answer to a command that was not decided at once: what `/v1/commands/{id}` comes to, as if it had been answered
 * directly. Any other answer passes through as it is.
 */
export async function settled(
  answer: Response,
  request: Request,
  api: Api,
  signal: AbortSignal,
): Promise<Response> {
  if (answer.status !== 202) return answer;
  const id = await commandOf(answer.clone());
  if (id === null) return answer;
  try {
    return await follow(id, api, signal);
  } catch (error) {
    const why = signal.aborted ? 'not decided yet' : `its outcome is not known: ${reasonsOf(error)}`;
    throw new NoAnswer(`committed, and ${why}`, sentOf(request), error);
  }
}

async function commandOf(answer: Response): Promise<string | null> {
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null || !('commandId' in body)) return null;
  return typeof body.commandId === 'string' ? body.commandId : null;
}

async function follow(id: string, api: Api, signal: AbortSignal): Promise<Response> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    await pause(waitMs, signal);
    const outcome = await api.getCommand({ path: { id }, signal });
    if (outcome.status !== 'pending') return answerOf(outcome, api, signal);
  }
}

async function answerOf(outcome: CommandOutcome, api: Api, signal: AbortSignal): Promise<Response> {
  const { name, problem, applicationId: id, links } = outcome;
  if (problem !== undefined) {
    return Response.json(problem, {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
    });
  }
  // Who proves receipt reads no application.
  if (name === 'record-receipt') return Response.json(outcome);
  const application = await api.getApplication({ path: { id }, signal });
  const headers = { etag: `"${application.version}"`, location: links.application };
  return Response.json(application, { status: name === 'submit' ? 201 : 200, headers });
}
