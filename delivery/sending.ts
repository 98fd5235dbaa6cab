import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';

import ipaddr from 'ipaddr.js';
import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';

import { hostOf, isCallable, isPublic, urlFault, type ResolveHost } from './endpoint-address.ts';
import { readRetryAfter } from './retry-schedule.ts';

/** Why an attempt failed. */
export const failureReasons = [
  'status',
  'redirected',
  'timed-out',
  'connection-failed',
  'tls-failed',
  'host-unknown',
  'address-refused',
  'answer-malformed',
  'secret-unreadable',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What came of one attempt. */
export type Outcome =
  | { readonly kind: 'arrived'; readonly status: number }
  /** 410: the subscriber wants no more of it. */
  | { readonly kind: 'gone'; readonly status: number }
  | {
      readonly kind: 'failed';
      readonly status: number | null;
      readonly reason: FailureReason;
      readonly retryAfterMs: number | null;
    }
  /** The sender was closed meanwhile: whether the subscriber has it nobody knows. */
  | { readonly kind: 'cut-off' };

/** One signed message to one address. */
export interface Message {
  readonly url: string;
  /** The `webhook-id`: the same for every attempt. */
  readonly id: string;
  readonly body: string;
  /** Each of them signs: two while a new secret takes over. */
  readonly secrets: readonly string[];
  readonly at: Date;
}

/** Posts messages. Whatever a subscriber does, an attempt ends in time and never throws. */
export interface Sender {
  send(message: Message): Promise<Outcome>;
  /** Cuts off what is under way. */
  close(): Promise<void>;
}

/** How a sender treats subscribers. */
export interface SenderOptions {
  /** HTTP and one's own network are allowed: a developer's stack. */
  readonly inside: boolean;
  readonly resolve: ResolveHost;
  /** An attempt with everything in it, 15 s unless given. */
  readonly overallMs?: number;
}

const overallDefaultMs = 15_000;
const connectTimeoutMs = 5_000;
/** Nobody reads what a subscriber says: this much is taken in, so that its connection can be used again. */
const bodyLimitBytes = 8 * 1_024;
const headerLimitBytes = 16 * 1_024;
const idleConnectionMs = 10_000;
const retiredStatus = 410;

class AddressRefused extends Error {}
class HostUnknown extends Error {}

/** A sender that connects to such addresses only as may be called, judged after their names were resolved and just before connecting. */
export function createSender({ inside, resolve, overallMs = overallDefaultMs }: SenderOptions): Sender {
  // The connection is made to the very addresses that were judged: a name that resolves to others a moment later gains
  // nothing. With a choice of families all of them are asked for.
  const answer = callbackify(judged);
  const lookup: LookupFunction = (host, _options, done) => {
    answer(host, (error, addresses) => {
      done(error, addresses);
    });
  };

  async function judged(host: string) {
    const found = await resolve(host).catch((cause: unknown) => {
      throw new HostUnknown(host, { cause });
    });
    // One inner address among public ones is no accident.
    if (!found.every((address) => isCallable(address, inside))) throw new AddressRefused(host);
    return found.map((address) => ({ address, family: ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4 }));
  }

  let closed = false;
  const agent = new Agent({
    allowH2: false,
    autoSelectFamily: true,
    pipelining: 1,
    keepAliveTimeout: idleConnectionMs,
    headersTimeout: overallMs,
    bodyTimeout: overallMs,
    maxHeaderSize: headerLimitBytes,
    connect: { lookup, timeout: connectTimeoutMs },
  });

  return {
    async send(message) {
      const { url, body } = message;
      // An address in figures is connected to without a look-up.
      if (urlFault(url, inside) !== null) return failed('address-refused');
      const signal = AbortSignal.timeout(overallMs);
      try {
        // Redirects are not followed: that is undici's own default, and the status says so.
        const answer = await request(url, {
          method: 'POST',
          dispatcher: agent,
          signal,
          headers: headersOf(message),
          body,
        });
        const { statusCode: status, headers } = answer;
        await answer.body.dump({ limit: bodyLimitBytes, signal }).catch(() => undefined);
        return outcomeOf(status, single(headers['retry-after']));
      } catch (error) {
        return closed ? { kind: 'cut-off' } : failed(reasonOf(error));
      }
    },
    close: () => {
      closed = true;
      return agent.destroy();
    },
  };
}

function headersOf({ id, at, body, secrets }: Message): Record<string, string> {
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'otinish-webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

function outcomeOf(status: number, retryAfter: string | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'arrived', status };
  if (status === retiredStatus) return { kind: 'gone', status };
  const reason = status >= 300 && status < 400 ? 'redirected' : 'status';
  return { kind: 'failed', status, reason, retryAfterMs: readRetryAfter(retryAfter, Date.now()) };
}

function failed(reason: FailureReason): Outcome {
  return { kind: 'failed', status: null, reason, retryAfterMs: null };
}

function reasonOf(error: unknown): FailureReason {
  if (!(error instanceof Error)) return 'connection-failed';
  if (error instanceof AddressRefused) return 'address-refused';
  if (error instanceof HostUnknown) return 'host-unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const told = `${error.name} ${code}`;
  if (/Timeout|TIMEOUT|Abort|ABORTED/.test(told)) return 'timed-out';
  if (/TLS|SSL|CERT|SIGNATURE|ISSUER/.test(told)) return 'tls-failed';
  if (/HTTPParserError|HEADERS_OVERFLOW/.test(told)) return 'answer-malformed';
  return 'connection-failed';
}

function single(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}

/** Whether the host of an address resolves to the public internet; true when it does not resolve now: connecting decides. */
export async function resolvesOutside(url: string, resolve: ResolveHost): Promise<boolean> {
  const host = hostOf(new URL(url));
  if (ipaddr.isValid(host)) return isPublic(host);
  const addresses = await resolve(host).catch(() => []);
  return addresses.every(isPublic);
}
