import { resolvesOutside } from '../../delivery/sending.ts';
import { urlFault, type AddressFault, type ResolveHost } from '../../delivery/endpoint-address.ts';
import { newSecret, type SecretBox } from '../../delivery/secret-box.ts';
import { locks } from '../../prisma/locks.ts';
import type { Prisma, Webhook } from '../../prisma/generated/client.ts';
import type { RequestKey } from '../requests/idempotency.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { type FieldFault } from '../http/validation.ts';
import { keyedId } from '../requests/keyed-id.ts';
import { takeRequest } from './taken-requests.ts';

const webhooksAtMost = 10;
/** Both secrets sign for so long after a rotation: time to deploy the new one everywhere. */
const overlapMs = 24 * 3_600_000;

const faultCodes = {
  malformed: 'webhook-url-malformed',
  'not-https': 'webhook-url-not-https',
  credentials: 'webhook-url-credentials',
  fragment: 'webhook-url-fragment',
  'port-refused': 'webhook-url-port',
  'address-refused': 'webhook-url-inside',
} as const satisfies Record<AddressFault, FieldFault['code']>;

/** A webhook, and its secret in the open. */
export interface OpenWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
  /** The request was taken before. */
  readonly again: boolean;
}

/** Gives the address as it is stored. Throws `invalid-body` for one that is not called. */
export async function checkAddress(text: string, inside: boolean, resolve: ResolveHost): Promise<string> {
  const fault =
    urlFault(text, inside) ??
    (inside || (await resolvesOutside(text, resolve)) ? null : ('address-refused' as const));
  if (fault !== null)
    throw new Problem('invalid-body', { errors: [{ pointer: '/url', code: faultCodes[fault] }] });
  return new URL(text).href;
}

/** Registers a webhook, or finds what the same request registered. Throws when the client has too many. */
export function registerWebhook(
  { db }: Pick<ApiDeps, 'db'>,
  box: SecretBox,
  { owner, key, bodyHash }: RequestKey,
  wanted: { readonly clientId: string; readonly url: string; readonly events: readonly string[] },
): Promise<OpenWebhook> {
  const id = keyedId('webhook', owner, key);
  const { clientId, url, events } = wanted;
  const register = async (tx: Prisma.TransactionClient): Promise<OpenWebhook> => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.webhooksOfClient}::int, hashtext(${clientId}))::text`;
    const known = await tx.webhook.findUnique({ where: { id } });
    if (known !== null) {
      if (known.requestHash !== bodyHash) throw new Problem('idempotency-key-reused');
      if (known.status === 'removed') throw new Problem('not-found');
      return { webhook: known, secret: box.open(known.secret, id), again: true };
    }
    const registered = await tx.webhook.count({ where: { clientId, status: { not: 'removed' } } });
    if (registered >= webhooksAtMost)
      throw new Problem('webhook-limit-reached', { params: { max: webhooksAtMost } });
    const secret = newSecret();
    const webhook = await tx.webhook.create({
      data: { id, clientId, url, events: [...events], secret: box.seal(secret, id), requestHash: bodyHash },
    });
    return { webhook, secret, again: false };
  };
  return db.turns.take(`webhooks of ${clientId}`, () => db.$transaction(register));
}

/**
 * Gives a webhook another secret; the one before signs too for a day. A repeat of a request rotates nothing: it gives the
 * secret that stands, which is the same one until a later rotation.
 */
export function rotateSecret(
  { db, now }: Pick<ApiDeps, 'db' | 'now'>,
  box: SecretBox,
  id: string,
  request: RequestKey,
): Promise<OpenWebhook> {
  const rotate = async (tx: Prisma.TransactionClient): Promise<OpenWebhook> => {
    await tx.$queryRaw`SELECT id::text FROM webhooks WHERE id = ${id}::uuid FOR UPDATE`;
    const webhook = await tx.webhook.findUniqueOrThrow({ where: { id } });
    const { again } = await takeRequest(tx, `webhook-secret/${id}`, request);
    if (again) return { webhook, secret: box.open(webhook.secret, id), again };
    const secret = newSecret();
    const rotated = await tx.webhook.update({
      where: { id },
      data: {
        secret: box.seal(secret, id),
        formerSecret: webhook.secret,
        formerSecretUntil: new Date(now().getTime() + overlapMs),
      },
    });
    return { webhook: rotated, secret, again };
  };
  return db.turns.take(`webhook ${id}`, () => db.$transaction(rotate));
}

/** Removes a webhook with all that was queued for it; its secrets are forgotten. Repeats change nothing. */
export async function removeWebhook({ db }: Pick<ApiDeps, 'db'>, id: string): Promise<void> {
  await db.$transaction([
    db.webhook.update({
      where: { id },
      data: { status: 'removed', secret: '', formerSecret: null, formerSecretUntil: null },
    }),
    db.webhookDelivery.deleteMany({ where: { webhookId: id } }),
  ]);
}
