import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

const emptyMessage = Buffer.alloc(5);

/** As Temporal or a proxy before it might quote something: in its message, to be decoded, and beside other digits. */
const iin = '850101100012';

/** A Temporal that answers everything, and knows no namespace. */
async function openServerWithoutNamespaces() {
  const sessions = new Set<ServerHttp2Session>();
  let asked = 0;
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    const unknown = String(headers[':path']).endsWith('/DescribeNamespace');
    if (unknown) asked += 1;
    stream.resume().on('end', () => {
      stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () =>
        stream.sendTrailers({
          'grpc-status': unknown ? '5' : '0',
          ...(unknown && {
            'grpc-message': `no namespace 7${iin}, ${iin.replaceAll(/\d/g, '%3$&')}, Bearer s3cr3t`,
          }),
        }),
      );
      stream.end(unknown ? undefined : emptyMessage);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${String(port)}`,
    asked: () => asked,
    sessions: () => sessions.size,
    close: () => void server.close(),
  };
}

test('a worker that waits for its namespace leaves no connection behind, tells no number that it was told, and stops when asked', async () => {
  const temporal = await openServerWithoutNamespaces();
  const worker = spawn(process.execPath, ['worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
      TEMPORAL_ADDRESS: temporal.address,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  worker.stderr.on('data', (chunk: Buffer) => void (log += chunk.toString()));
  onTestFinished(() => {
    worker.kill('SIGKILL');
    temporal.close();
  });

  await expect.poll(temporal.asked, { timeout: 60_000 }).toBeGreaterThan(3);
  const left = temporal.sessions();
  worker.kill('SIGTERM');
  const [code] = (await once(worker, 'exit')) as [number | null];

  expect([left <= 1, code]).toEqual([true, 0]);
  expect(log).toMatch(
    /\[WARN\] waiting for Temporal at 127\.0\.0\.1:\d+, namespace default: .*no namespace #/,
  );
  expect(log).not.toMatch(/850101|100012|s3cr3t/);
}, 90_000);
