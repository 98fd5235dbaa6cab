// A process of its own that sends requests at a steady rate, whatever the answers do: nothing waits for an answer before it
// is sent, so a slow server is not asked less.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Load {
  readonly url: string;
  /** Asked one after the other, over and over. */
  readonly requests: readonly { readonly path: string; readonly token: string }[];
  readonly perSecond: number;
  readonly seconds: number;
}

export interface LoadFigures {
  /** From sending to the last byte. */
  readonly answeredMs: readonly number[];
  /** How much later than due a request was sent, since this process or its clock was late. */
  readonly lateMs: readonly number[];
  readonly bytes: number;
  /** Answers other than 200. */
  readonly failures: number;
}

const connections = 128;

process.on('message', (load: Load) => {
  void run(load).then((figures) => process.send?.(figures));
});

async function run({ url, requests, perSecond, seconds }: Load): Promise<LoadFigures> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const [answeredMs, lateMs]: [number[], number[]] = [[], []];
  let [bytes, failures] = [0, 0];
  const ask = async ({ path, token }: Load['requests'][number], dueMs: number): Promise<void> => {
    const fromMs = performance.now();
    lateMs.push(fromMs - dueMs);
    const answer = await pool.request({ method: 'GET', path, headers: { authorization: `Bearer ${token}` } });
    const body = await answer.body.arrayBuffer();
    answeredMs.push(performance.now() - fromMs);
    bytes += body.byteLength;
    if (answer.statusCode !== 200) failures += 1;
  };
  const under: Promise<void>[] = [];
  const startMs = performance.now();
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    const dueMs = startMs + (sent * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    const request = requests[sent % requests.length];
    if (request) under.push(ask(request, dueMs));
  }
  await Promise.all(under);
  await pool.close();
  return { answeredMs, lateMs, bytes, failures };
}
