// A portal: it submits an application, hears what becomes of it, and answers the hearing. It lives in sandbox time, so
// somebody must play the officers: `npx otinish officers URL …`. See the README beside client/ for both commands.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import * as client from '../index.ts';

const { values } = parseArgs({
  options: { url: { type: 'string' }, token: { type: 'string' }, poll: { type: 'boolean', default: false } },
});
const { url, token, poll } = values;
if (url === undefined || token === undefined) {
  process.stderr.write('Usage: portal.ts --url URL --token TOKEN [--poll]\n');
  process.exit(2);
}
// Nobody answers, or the API refuses: its own words say what and why.
process.once('uncaughtException', ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
const otinish = client.connect({ url, token });

const { events, close } = poll ? polling() : await receiving();
const application = await submit();
say(
  application.receivedAt,
  `submitted as ${application.number}, the result is due on ${application.resultDueOn}`,
);
for await (const event of events) {
  if (event.subject === application.id && (await react(event))) break;
}
await close();

/** Uploads what the subtype asks for, and submits. Who keeps the key can ask again after a crash. */
async function submit(): Promise<client.Application> {
  const form = JSON.parse(
    readFileSync(new URL('submission.json', import.meta.url), 'utf8'),
  ) as client.InwardSubmission;
  const paper = readFileSync(new URL('paper.pdf', import.meta.url));
  const kinds = ['titleAndTechnology', 'goodsClassification', 'yieldCalculation'] as const;
  const documents = await Promise.all(
    kinds.map(async (kind) => {
      const file = new File([paper], `${kind}.pdf`, { type: 'application/pdf' });
      return { kind, uploadId: (await otinish.uploadFile({ body: { file } })).uploadId };
    }),
  );
  const body = { ...form, documents, sandboxClock: { startsAt: '2026-12-04T19:10:00+05:00' } };
  return otinish.submitApplication({ body, headers: { 'Idempotency-Key': randomUUID() } });
}

/** Tells what happened, and answers a notice. True when it is decided: nothing more will come. */
async function react(event: client.ApplicationEvent): Promise<boolean> {
  const fact = client.factOf(event);
  const shown = await otinish.getApplication({ path: { id: event.subject } });
  say(event.time, `${fact}: ${shown.portalStatus.text}`);
  if (fact === 'notice-sent') await answer(shown);
  return ['issued', 'refused', 'terminated'].includes(fact);
}

/** Objects while that is offered, on the version looked at. If that has changed, it is decided again on what there is now. */
async function answer(shown: client.Application): Promise<void> {
  const objection = shown.actions.find(({ name }) => name === 'object');
  if (objection?.allowed !== true) return;
  const body = { text: 'The norms were measured at the plant; the measurements are in the calculation.' };
  try {
    const { sandbox, receivedAt } = await otinish.object({ ...client.on(shown), body });
    say(sandbox?.now ?? receivedAt, `objected; there was time until ${local(objection.until ?? '')}`);
  } catch (error) {
    if (!(error instanceof client.StaleApplication)) throw error;
    await answer(error.current);
  }
}

interface Listening {
  readonly events: AsyncIterable<client.ApplicationEvent>;
  readonly close: () => Promise<void>;
}

/** Hears by webhook; by asking where the deployment has none or cannot reach this machine. */
async function receiving(): Promise<Listening> {
  let read: ReturnType<typeof client.webhookReader> | undefined;
  let enqueue: (event: client.ApplicationEvent) => void = () => undefined;
  const events = new ReadableStream<client.ApplicationEvent>({
    start: (controller) => {
      enqueue = (event) => controller.enqueue(event);
    },
  });
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      try {
        const event = read?.({ headers: request.headers, body });
        if (event) enqueue(event);
        response.writeHead(event === undefined ? 503 : 204).end(); // 503: the secret is not here yet, come again
      } catch {
        response.writeHead(401).end(); // not signed by the deployment
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const { id, secret } = await otinish.registerWebhook({ body: { url: `http://127.0.0.1:${port}/` } });
    read = client.webhookReader(secret);
    const close = async () => {
      await otinish.removeWebhook({ path: { id } });
      server.close();
    };
    return { events, close };
  } catch (error) {
    server.close();
    if (!(error instanceof client.OtinishProblem)) throw error;
    process.stdout.write(`no webhook (${error.message}): asking for changes instead\n`);
    return polling();
  }
}

/** Asks for changes. A real portal keeps each change's cursor and goes on after it. */
function polling(): Listening {
  const stop = new AbortController();
  async function* events() {
    for await (const { event } of otinish.changes({ signal: stop.signal })) yield event;
  }
  return { events: events(), close: async () => stop.abort() };
}

function say(instant: string, what: string): void {
  process.stdout.write(`${local(instant)}  ${what}\n`);
}

/** An instant as clocks in Kazakhstan show it: legal days are days there. */
function local(instant: string): string {
  return new Date(instant).toLocaleString('sv', { timeZone: 'Asia/Almaty' }).slice(0, 16);
}
