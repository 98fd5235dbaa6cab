import type { Answer, Sending } from '../http/caller.ts';
import type { Cast, RoleName } from '../http/cast.ts';
import { submitSample } from '../http/sample-application.ts';
import type { ShownApplication, ShownDeadline } from '../http/sample-application.ts';
import type { Subtype } from '../../regulation/subtypes.ts';
import { narrator } from './narrator.ts';
import type { WalkStep } from './narrator.ts';

/** One application on its way: who does what, and what the calendar brings in between. */
export interface Telling {
  readonly application: () => ShownApplication;
  /** Somebody gives a command; the demo stops where it is refused, unless that is what the story shows. */
  does(who: RoleName, what: string, path: string, body: unknown): Promise<void>;
  isRefused(who: RoleName, what: string, path: string, body: unknown): Promise<void>;
  /** Time passes until an instant. */
  until(instant: string): Promise<void>;
}

/** Submits the sample of a subtype at a moment of its own standing clock, and shows all its dates. */
export async function begin(cast: Cast, subtype: Subtype, title: string, startsAt: string): Promise<Telling> {
  const submitted = await submitSample(cast.portal, subtype, { sandboxClock: { startsAt } });
  let shown = expectAccepted(submitted, 'submission');
  const path = `/v1/applications/${shown.id}`;
  const seen = new Set<string>();
  narrator.title(title, shown.number);
  narrator.step(startsAt, 'portal', `submits; the result is due on ${shown.resultDueOn}`, shown.stage);
  await tellWhatTimeBrought();
  narrator.deadlines(shown.deadlines);
  await explainResult();

  async function read(): Promise<Answer<ShownApplication>> {
    const answer = await cast.head.get<ShownApplication>(path);
    shown = expectAccepted(answer, 'reading');
    return answer;
  }

  async function explainResult(): Promise<void> {
    const { body } = await cast.portal.get<{
      items: readonly (ShownDeadline & { walk?: readonly WalkStep[] })[];
    }>(`${path}/deadlines`);
    const result = body.items.find((each) => each.term === 'result');
    narrator.say('      how the eight working days are counted:');
    narrator.walk(result?.walk ?? []);
  }

  /** The lines of the trail that nobody's command brought. */
  async function tellWhatTimeBrought(): Promise<void> {
    const { body } = await cast.head.get<{
      items: readonly { type: string; at: string; seq: number; commandId: string | null }[];
    }>(`${path}/events?limit=100`);
    for (const event of body.items) {
      const key = String(event.seq);
      if (seen.has(key)) continue;
      seen.add(key);
      if (event.commandId === null) narrator.passed(event.at, event.type.replaceAll('-', ' '));
    }
  }

  async function send(who: RoleName, suffix: string, body: unknown): Promise<Answer> {
    const { etag } = await read();
    const officer = who === 'executor' || who === 'head';
    const sending: Sending = officer ? { ifMatch: etag } : {};
    return cast[who].post(`${path}${suffix}`, body, sending);
  }

  return {
    application: () => shown,
    async does(who, what, suffix, body) {
      expectAccepted(await send(who, suffix, body), what);
      await read();
      narrator.step(shown.sandbox?.now ?? shown.receivedAt, who, what, shown.stage);
      await tellWhatTimeBrought();
    },
    async isRefused(who, what, suffix, body) {
      const answer = await send(who, suffix, body);
      if (answer.status < 400) throw new Error(`${what}: expected a refusal, got ${answer.status}`);
      narrator.step(
        shown.sandbox?.now ?? shown.receivedAt,
        who,
        what,
        `refused: ${String(answer.body['code'])}`,
      );
      narrator.say(`      ${String(answer.body['detail'])}`);
      await read();
    },
    async until(instant) {
      const answer = await cast.portal.post(`/v1/sandbox/applications/${shown.id}/advance`, { to: instant });
      expectAccepted(answer, `waiting until ${instant}`);
      await read();
      await tellWhatTimeBrought();
    },
  };
}

function expectAccepted<Body>({ status, body }: Answer<Body>, what: string): Body {
  if (status >= 200 && status < 300 && status !== 202) return body;
  throw new Error(`${what} was answered ${status}: ${JSON.stringify(body)}`);
}
