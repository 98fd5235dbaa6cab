import { webhookReader, type Delivery } from '../../client/index.ts';
import { at, command, expectProblem } from '../wire.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { patienceMs } from '../patience.ts';
import { openReceiver, type OpenReceiver } from '../receiver.ts';
import { fridayEvening, submit, type Scene } from '../scene.ts';

/** Webhooks: registered, tried, delivered, signed, and gone again. */
export async function webhooks({ check }: Inspection, scene: Scene): Promise<void> {
  const { wire } = scene;
  let receiver: OpenReceiver | null = null;
  try {
    const registered = await check('registers a webhook, and shows its secret once', async () => {
      if ((await wire('/v1/webhooks')).status === 404)
        skip('not offered by this deployment: no /v1/webhooks');
      receiver = await openReceiver(
        scene.receiver ??
          skip('needs --webhook-listen: this deployment cannot reach the loopback of this machine'),
      );
      const { status, json, text } = await wire('/v1/webhooks', command({ url: receiver.url }));
      if (/"webhook-url-(not-https|inside)"/.test(text))
        skip(
          `needs --webhook-url: this deployment calls public addresses by HTTPS only, not ${receiver.url}`,
        );
      expectSame(`status (${text})`, status, 201);
      const secret = String(at(json, 'secret'));
      expectThat(secret.startsWith('whsec_'), 'the secret is none of Standard Webhooks');
      const path = `/v1/webhooks/${String(at(json, 'id'))}`;
      expectSame('the secret later', at((await wire(path)).json, 'secret'), undefined);
      return { path, secret };
    });

    await check('delivers a test when it is asked to, signed', async () => {
      const { path, secret } = needed(registered, 'the webhook');
      const answer = await wire(`${path}/test`, command({}));
      expectThat(answer.status < 300, `answered ${answer.status} ${answer.text}`);
      const delivery = await needed(receiver, 'the receiver').first(
        (each) => reads(each, secret),
        patienceMs,
      );
      expectThat(delivery !== null, `nothing signed arrived within ${patienceMs / 1000} s`);
    });

    await check('delivers what happens, signed, and nobody else could have signed it', async () => {
      const { secret } = needed(registered, 'the webhook');
      const { id } = await submit(scene, fridayEvening);
      const delivery = await needed(receiver, 'the receiver').first(
        ({ body }) => body.includes(id),
        patienceMs,
      );
      expectThat(delivery !== null, `nothing arrived within ${patienceMs / 1000} s`);
      const event = webhookReader(secret)(delivery);
      expectSame('subject', event?.subject, id);
      expectThat(!reads(delivery, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), 'any secret would do');
      expectThat(!reads({ ...delivery, body: `${delivery.body} ` }, secret), 'the body may be altered');
    });

    await check('refuses a webhook that leads nowhere', async () => {
      needed(registered, 'the webhook');
      for (const url of ['ftp://example.com/', 'http://169.254.169.254/', 'not an address', ''])
        expectProblem(await wire('/v1/webhooks', command({ url })), 400);
    });

    await check('removes a webhook', async () => {
      const { path } = needed(registered, 'the webhook');
      const answer = await wire(`${path}/removal`, command({}));
      expectThat(answer.status < 300, `answered ${answer.status} ${answer.text}`);
    });
  } finally {
    await close(receiver);
  }
}

function reads(delivery: Delivery, secret: string): boolean {
  try {
    webhookReader(secret)(delivery);
    return true;
  } catch {
    return false;
  }
}

async function close(receiver: OpenReceiver | null): Promise<void> {
  await receiver?.close();
}
