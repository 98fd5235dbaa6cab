import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a subscriber got it. */
export interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A subscriber on this machine that does what it is told to. */
export interface Subscriber {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** What a subscriber does with a request once it has read it. */
export type Behaviour = (response: ServerResponse, received: Received, nth: number) => void;

/** Answers with a status and nothing else. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => void response.writeHead(status, headers).end();
}

/** Opens a subscriber; it answers 204 unless told otherwise. */
export async function openSubscriber(behave: Behaviour = answers(204)): Promise<Subscriber> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { body, headers: request.headers as Record<string, string> };
      received.push(one);
      behave(response, one, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
