import { inject } from 'vitest';

import { isAlive } from '../../scripts/stack/process.ts';
import { endOfLog } from '../../scripts/stack/wait.ts';
import type { Answer, Caller, Sending } from '../../scripts/http/caller.ts';
import { castWith, type Cast, type RoleName } from '../../scripts/http/cast.ts';
import {
  submitSample,
  type ShownApplication,
  type ShownDeadline,
} from '../../scripts/http/sample-application.ts';
import type { Subtype } from '../../regulation/subtypes.ts';
import { eventually, giveUpUpon } from './patience.ts';
import { callerAs, type Address } from './stack.ts';

/** One line of the trail, as officers see it. */
export interface TrailLine {
  readonly seq: number;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly role: string; readonly staff?: string } | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly commandId: string | null;
}

/** One document in the cabinet. */
export interface ShownDocument {
  readonly id: string;
  readonly source: 'upload' | 'letter' | 'result';
  readonly kind: string;
  readonly at: string;
  readonly href: string;
}

/** A deadline with its proof. */
export type ProvedDeadline = ShownDeadline & {
  readonly walk?: readonly { readonly on: string; readonly counts?: number; readonly skipped?: string }[];
};

/** One application on its way, by HTTP alone. */
export interface Story {
  readonly id: string;
  readonly path: string;
  readonly cast: Cast;
  /** The application as the head sees it. */
  readonly shown: () => Promise<ShownApplication>;
  trail(): Promise<TrailLine[]>;
  deadlines(): Promise<readonly ProvedDeadline[]>;
  documents(): Promise<readonly ShownDocument[]>;
  /** Gives a command, as an officer on the version that stands. Whatever is answered comes back. */
  tries(who: RoleName, suffix: string, body: unknown, sending?: Sending): Promise<Answer<ShownApplication>>;
  /** Gives a command that must be accepted: at once, or after a 202 as soon as a busy machine comes to it. */
  does(who: RoleName, suffix: string, body: unknown): Promise<ShownApplication>;
  /** Moves the standing clock. */
  until(instant: string): Promise<void>;
  /** What the head approves: the proposal as it is shown; of nothing, when none lies with him. */
  proposal(): Promise<{ readonly sha256: string }>;
  /** What the head signs: the draft as it is shown. */
  draft(): Promise<{ readonly draftId: string; readonly sha256: string }>;
}

/** The stack that nobody breaks, shared by the files that only talk to it. */
export function calmStack(): Address {
  const { processes, ...address } = inject('calmStack');
  for (const each of processes)
    giveUpUpon(each.name, () => (isAlive(each.pid) ? undefined : `${each.name} has died.${endOfLog(each)}`));
  return address;
}

/** Everybody of a story; the portal is one of its own when named. */
export function castOf(address: Address, portal = 'portal-1'): Promise<Cast> {
  return castWith((role) => callerAs(address, role, role === 'portal' ? portal : undefined));
}

/** Submits the sample of a subtype on a clock of its own and follows it. */
export async function begin(
  cast: Cast,
  subtype: Subtype,
  sandboxClock: { readonly startsAt: string; readonly speed?: number },
  further: Readonly<Record<string, unknown>> = {},
): Promise<Story> {
  const submitted = await submitSample(cast.portal, subtype, { sandboxClock, ...further });
  return follow(cast, await settled(cast.portal, submitted, 'submission'));
}

/** Follows an application that was submitted already. */
export function follow(cast: Cast, id: string): Story {
  const path = `/v1/applications/${id}`;

  async function tries(who: RoleName, suffix: string, body: unknown, sending: Sending = {}) {
    const officer = who === 'executor' || who === 'head';
    const ifMatch = officer && !('ifMatch' in sending) ? (await cast.head.get(path)).etag : undefined;
    return cast[who].post<ShownApplication>(`${path}${suffix}`, body, {
      ...(officer && { ifMatch }),
      ...sending,
    });
  }

  const shown = async () => accepted(await cast.head.get<ShownApplication>(path), 'reading');
  return {
    id,
    path,
    cast,
    shown,
    trail: async () =>
      accepted(await cast.head.get<{ items: TrailLine[] }>(`${path}/events?limit=100`), 'trail').items,
    deadlines: async () =>
      accepted(await cast.portal.get<{ items: ProvedDeadline[] }>(`${path}/deadlines`), 'deadlines').items,
    documents: async () =>
      accepted(await cast.portal.get<{ items: ShownDocument[] }>(`${path}/documents`), 'documents').items,
    tries,
    does: async (who, suffix, body) => {
      const answer = await tries(who, suffix, body);
      if (answer.status !== 202) return accepted(answer, suffix);
      await settled(cast[who], answer, suffix);
      return accepted(await cast[who].get<ShownApplication>(path), suffix);
    },
    until: async (to) => {
      const advance = `/v1/sandbox${path.slice('/v1'.length)}/advance`;
      const answer = await cast.portal.post<ShownApplication>(advance, { to });
      await settled(cast.portal, answer, `waiting until ${to}`);
    },
    proposal: async () => ({ sha256: (await shown()).proposal?.sha256 ?? '0'.repeat(64) }),
    draft: async () => {
      const { draft } = await shown();
      return { draftId: draft?.draftId ?? '', sha256: draft?.sha256 ?? '' };
    },
  };
}

/** The body of an answer that says yes at once. */
export function accepted<Body>({ status, body }: Answer<Body>, what: string): Body {
  if (status === 200 || status === 201) return body;
  throw new Error(`${what} was answered ${String(status)}: ${JSON.stringify(body)}`);
}

/** Waits for the yes to a command that was answered 202, and gives the application's id. */
async function settled(sender: Caller, answer: Answer<ShownApplication>, what: string): Promise<string> {
  if (answer.status !== 202) return accepted(answer, what).id;
  const outcomeOf = async () =>
    accepted(
      await sender.get<{ status: string; applicationId: string }>(answer.location ?? ''),
      `the outcome of ${what}`,
    );
  const outcome = await eventually(`the outcome of ${what}`, outcomeOf, ({ status }) => status !== 'pending');
  if (outcome.status === 'accepted') return outcome.applicationId;
  throw new Error(`${what} was decided: ${JSON.stringify(outcome)}`);
}

/** An instant as clocks in Astana show it since 01.03.2024: `2026-12-08 18:30`. */
export function inAstana(instant: string): string {
  return new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** A trail for reading: when, and what. */
export function told(trail: readonly TrailLine[]): string[] {
  return trail.map(({ at, type }) => `${inAstana(at)} ${type}`);
}

/** What an answer says, without the trace of the request that it answers. */
export function saidBy({ body }: Answer<unknown>): Record<string, unknown> {
  const { traceId: _trace, ...said } = body as Record<string, unknown>;
  return said;
}
