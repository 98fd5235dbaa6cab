import { createServer } from 'node:net';

import { StackProblem } from './tools.ts';

/** Whether `port` of the loopback address can be listened on; 0 asks for any free one. Gives the port, or undefined. */
function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}

/** A free loopback port: the preferred one when it is free, so that links stay the same from run to run. */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await tryPort(preferred, '127.0.0.1')) ?? (await tryPort(0, '127.0.0.1'));
  if (port === undefined) throw new StackProblem('There is no free TCP port on 127.0.0.1.');
  return port;
}

/** Throws `StackProblem` with advice when a port that was asked for is taken. */
export async function requireFreePort(port: number, host: string, advice: string): Promise<void> {
  if ((await tryPort(port, host)) === undefined) {
    throw new StackProblem(`Port ${String(port)} on ${host} is in use by another program: ${advice}`);
  }
}
