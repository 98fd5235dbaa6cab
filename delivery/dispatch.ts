// Deliveries that wait are posted to their webhooks: at least once, those of one application in their order, and nobody
// waits for a subscriber other than himself.
import { setTimeout as sleep } from 'node:timers/promises';

import type { PrismaClient } from '../prisma/client.ts';
import { claimDeliveries, readDueWebhooks, type Claim, type DueWebhook } from './claims.ts';
import { cloudEventOf, pingEventOf } from './cloud-event.ts';
import { firstPace, paceAfter, shareOut, type Pace } from './pace.ts';
import { repeatUntil, type Rhythm } from '../rounds.ts';
import type { SecretBox } from './secret-box.ts';
import type { Outcome, Sender } from './sending.ts';
import { resultOf, settleDeliveries, type Result } from './settling.ts';

/** How deliveries run. */
export interface Dispatch extends Rhythm {
  readonly db: PrismaClient;
  readonly sender: Sender;
  readonly secrets: SecretBox;
  readonly publicUrl: string;
  /** Attempts under way at once, 128 unless given. */
  readonly room?: number;
  /** How long an attempt that a crash took is waited for: longer than any attempt lasts, 30 s unless given. */
  readonly leaseMs?: number;
  /** How long what is under way may still take when a stop is asked for, 5 s unless given. */
  readonly patienceMs?: number;
}

const defaultRoom = 128;
const defaultLeaseMs = 30_000;
const defaultPatienceMs = 5_000;

/**
 * Delivers until `signal` is aborted; resolves when nothing is under way any more, and closes the sender. What that cut off
 * is tried again after its lease, as after a crash. Never rejects.
 */
export async function deliverUntil(signal: AbortSignal, dispatch: Dispatch): Promise<void> {
  const { db, sender, onFailure } = dispatch;
  const { room = defaultRoom, leaseMs = defaultLeaseMs, patienceMs = defaultPatienceMs } = dispatch;
  const paces = new Map<string, Pace>();
  const underWay = new Map<string, number>();
  const attempts = new Set<Promise<void>>();
  let results: Result[] = [];
  let bell = Promise.withResolvers<void>();

  /** Results that came in meanwhile are written together. */
  async function settle(): Promise<void> {
    const written = results;
    results = [];
    try {
      await settleDeliveries(db, written);
    } catch (error) {
      results = [...written, ...results];
      throw error;
    }
  }

  async function begin(): Promise<number> {
    if (attempts.size >= room) return 0;
    const due = await readDueWebhooks(db);
    const asking = due.map(({ id }) => ({
      webhookId: id,
      underWay: underWay.get(id) ?? 0,
      pace: paces.get(id) ?? firstPace,
    }));
    const shares = shareOut(asking, room - attempts.size, Date.now());
    if (shares.size === 0) return 0;
    const claims = await claimDeliveries(db, shares, leaseMs);
    const webhooks = new Map(due.map((webhook) => [webhook.id, webhook]));
    for (const claim of claims) {
      const webhook = webhooks.get(claim.webhookId);
      if (webhook !== undefined) track(attempt(claim, webhook));
    }
    return claims.length;
  }

  function track(work: Promise<void>): void {
    attempts.add(work);
    void work.finally(() => {
      attempts.delete(work);
      bell.resolve();
    });
  }

  async function attempt(claim: Claim, webhook: DueWebhook): Promise<void> {
    const { webhookId, applicationId, id } = claim;
    underWay.set(webhookId, (underWay.get(webhookId) ?? 0) + 1);
    const fromMs = performance.now();
    const outcome = await post(claim, webhook, dispatch);
    underWay.set(webhookId, (underWay.get(webhookId) ?? 1) - 1);
    if (outcome.kind === 'cut-off') return;
    const told = {
      arrived: outcome.kind === 'arrived',
      tookMs: performance.now() - fromMs,
      about: applicationId ?? id,
    };
    paces.set(webhookId, paceAfter(paces.get(webhookId) ?? firstPace, told, Date.now()));
    results.push(resultOf(claim, outcome, Math.random()));
  }

  async function round(): Promise<boolean> {
    bell = Promise.withResolvers();
    await settle();
    return (await begin()) > 0 || results.length > 0;
  }

  signal.addEventListener('abort', () => {
    bell.resolve();
  });
  await repeatUntil(signal, dispatch, round, () => restUntil(bell.promise, dispatch.everyMs));
  await Promise.race([Promise.all(attempts), sleep(patienceMs, undefined, { ref: false })]);
  await sender.close();
  await Promise.all(attempts);
  await settle().catch(onFailure);
}

/** Rests for a time, or until the bell rings. */
async function restUntil(bell: Promise<void>, ms: number): Promise<void> {
  const rung = new AbortController();
  const rest = sleep(ms, undefined, { signal: rung.signal }).catch(() => undefined);
  await Promise.race([rest, bell]);
  rung.abort();
}

async function post(claim: Claim, webhook: DueWebhook, dispatch: Dispatch): Promise<Outcome> {
  const { event, id, queuedAt } = claim;
  const told =
    event === null
      ? pingEventOf({ id, webhookId: webhook.id, at: queuedAt }, dispatch.publicUrl)
      : cloudEventOf(event, dispatch.publicUrl, { note: dispatch.onFailure });
  let secrets: readonly string[];
  try {
    secrets = webhook.secrets.map((sealed) => dispatch.secrets.open(sealed, webhook.id));
  } catch (error) {
    dispatch.onFailure(error);
    return { kind: 'failed', status: null, reason: 'secret-unreadable', retryAfterMs: null };
  }
  return dispatch.sender.send({
    url: webhook.url,
    id: told.id,
    body: JSON.stringify(told),
    secrets,
    at: new Date(),
  });
}
