import { Webhook } from 'standardwebhooks';
import { isPing, parseEvent, type ApplicationEvent } from './events.ts';

/** One delivery as it arrived: the body byte for byte, since the signature is over its bytes. */
export interface Delivery {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/**
 * Reads deliveries of a webhook (Standard Webhooks). Gives the event, null for a test ping, or throws when the signature
 * fits none of the secrets or is older than five minutes. Name the old secret beside the new one while a rotation lasts.
 * A delivery may come twice: an event's `id` says so.
 */
export function webhookReader(
  ...secrets: readonly string[]
): (delivery: Delivery) => ApplicationEvent | null {
  const verifiers = secrets.map((secret) => new Webhook(secret));
  const [first, ...others] = verifiers;
  if (first === undefined) throw new Error('a webhook needs a secret');

  return ({ headers, body }) => {
    const named = plain(headers);
    const signed = others.find((other) => fits(other, body, named)) ?? first;
    const content = signed.verify(body, named);
    return isPing(content) ? null : parseEvent(content);
  };
}

function fits(verifier: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    verifier.verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function plain(headers: Delivery['headers']): Record<string, string> {
  if (headers instanceof Headers) return Object.fromEntries(headers);
  const named = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(named);
}
