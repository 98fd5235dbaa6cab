import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Delivery } from '../client/index.ts';
import type { Receiver } from './scene.ts';

/** A place where deliveries arrive, for as long as it is open. */
export interface OpenReceiver {
  readonly url: string;
  /** The first delivery from now on, or before, that `wanted` says yes to; null when none comes in time. */
  first(wanted: (delivery: Delivery) => boolean, timeoutMs: number): Promise<Delivery | null>;
  close(): Promise<void>;
}

/** Opens a server that says 204 to every delivery and keeps it. */
export async function openReceiver({ host, port, url }: Receiver): Promise<OpenReceiver> {
  const deliveries: Delivery[] = [];
  const arrived = new EventTarget();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      deliveries.push({ headers: request.headers, body });
      arrived.dispatchEvent(new Event('delivery'));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;

  return {
    url: url ?? `http://${host}:${listening}/`,
    first: async (wanted, timeoutMs) => {
      const timeout = AbortSignal.timeout(timeoutMs);
      while (!timeout.aborted) {
        const found = deliveries.find(wanted);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          arrived.addEventListener('delivery', () => resolve(), { once: true });
          timeout.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      return null;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
