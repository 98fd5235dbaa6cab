import { connect, type TokenSource } from '../client/index.ts';
import { endOfChanges } from './chapters/events.ts';
import type { Officers, Receiver, Scene } from './scene.ts';
import { at, describedAt, openWire, type Wire } from './wire.ts';

/** Whom the kit acts as, and where. */
export interface KitOptions {
  readonly url: string;
  readonly token: TokenSource;
  readonly otherToken: string | null;
  readonly officers: {
    readonly executor: string;
    readonly head: string;
    readonly notifier: string;
    readonly executorId: string;
  } | null;
  readonly receiver: Receiver | null;
}

/** The kit cannot be run against this deployment, or not with these tokens. */
export class CannotRun extends Error {}

/** Looks whether the kit can be run at all, and sets everything up. Throws `CannotRun` with the reason. */
export async function openScene(options: KitOptions): Promise<Scene> {
  const { url, token, otherToken, receiver } = options;
  const wire = openWire(url, typeof token === 'string' ? () => Promise.resolve(token) : () => token());
  const description = await descriptionOf(url, wire);
  await assertPortal(wire);
  return {
    url,
    wire,
    description,
    receiver,
    portal: connect({ url, token }),
    other: otherToken === null ? null : openWire(url, () => Promise.resolve(otherToken)),
    officers: options.officers && desksOf(url, options.officers),
    changesFrom: await endOfChanges(wire),
    submitted: new Set(),
  };
}

async function descriptionOf(url: string, wire: Wire): Promise<unknown> {
  const answer = await wire('/openapi.json', { token: null }).catch((error: unknown) => {
    throw new CannotRun(`${url} cannot be reached: ${reasonOf(error)}`);
  });
  if (describedAt(answer.json, '/v1/applications', 'post') === undefined)
    throw new CannotRun(
      `${url} is no Otinish API: /openapi.json answered ${answer.status} and describes no applications`,
    );
  if (describedAt(answer.json, '/v1/sandbox/applications/{id}/advance', 'post') === undefined)
    throw new CannotRun(
      `${url} is not in sandbox mode: nobody waits eight working days for a check. Run the kit against its sandbox (SANDBOX=true).`,
    );
  return answer.json;
}

/** Without a file: a portal is told what is missing, anybody else that it is none. */
async function assertPortal(wire: Wire): Promise<void> {
  const { status, json } = await wire('/v1/uploads', { method: 'POST' }).catch((error: unknown) => {
    throw new CannotRun(`no token could be got: ${reasonOf(error)}`);
  });
  const said = at(json, 'detail');
  const detail = typeof said === 'string' ? said : `answered ${status}`;
  if (status === 401) throw new CannotRun(`the token is refused: ${detail}`);
  if (status === 403 || status === 404) throw new CannotRun(`the token is not that of a portal: ${detail}`);
}

/** The officers' desks. Throws `CannotRun` when the head is not let in. */
export async function openOfficers(
  url: string,
  given: NonNullable<KitOptions['officers']>,
): Promise<Officers> {
  const desks = desksOf(url, given);
  await desks.head.listApplications({ query: { limit: 1 } }).catch((error: unknown) => {
    throw new CannotRun(`${url} does not let the head in: ${reasonOf(error)}`);
  });
  return desks;
}

function desksOf(
  url: string,
  { executor, head, notifier, executorId }: NonNullable<KitOptions['officers']>,
): Officers {
  return {
    executor: connect({ url, token: executor }),
    head: connect({ url, token: head }),
    notifier: connect({ url, token: notifier }),
    executorId,
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error && !message.includes(cause.message) ? cause.message || message : message;
}
