import { setTimeout as wait } from 'node:timers/promises';
import { NoAnswer, on, OtinishProblem, StaleApplication, type Application } from '../client/index.ts';
import { hear, isAnswered } from './hearing-room.ts';
import { proposalShownIn } from './notice.ts';
import { negativeFinding, refusal } from './papers.ts';
import { signedBy } from './signing.ts';
import type { Officers } from './scene.ts';
import { at } from './wire.ts';
import { nextWorkingDay } from './working-days.ts';

/** How the officers of a sandbox behave. */
export interface Conduct {
  /** What they come to: a refusal after a hearing, or the document. */
  readonly decide: 'refuse' | 'issue';
  /** How long, in the time of this machine, an applicant may take to answer a notice before the days go on. */
  readonly answerWithinMs: number;
}

/** Officers leave what was there before them, and what has no standing clock, alone. */
export interface Play {
  readonly officers: Officers;
  readonly conduct: Conduct;
  readonly signal: AbortSignal;
  /** Told when whatever is submitted will be taken up. */
  readonly ready: () => void;
  /** Told of every act, with the instant of law. */
  readonly tell: (application: Application, act: string) => void;
  /** Told of an application that is decided. */
  readonly decided: (application: Application) => void;
}

const final = ['issued', 'refused', 'terminated'];
const lookEveryMs = 500;

/**
 * Plays the officers for every application submitted from now on, until the signal says that it is enough. While the
 * service is away they look again. Throws `OtinishProblem` when it does not let them in.
 */
export async function playOfficers(play: Play): Promise<void> {
  const { signal, decided, tell, ready } = play;
  const noticedAt = new Map<string, number>();
  let left: Set<string> | undefined;
  for await (const seen of looks(play)) {
    if (left === undefined) {
      left = new Set(seen.map(({ id }) => id));
      ready();
    }
    for (const application of seen) {
      if (left.has(application.id) || signal.aborted) continue;
      if (final.includes(application.stage)) {
        left.add(application.id);
        decided(application);
      } else if (at(application.sandbox, 'clock', 'kind') === 'standing') {
        const hindrance = await nextAct(play, application, noticedAt).then(() => undefined, hindranceOf);
        if (hindrance === undefined) continue;
        left.add(application.id);
        tell(application, `nobody can go on: ${hindrance}`);
      }
    }
  }
}

/** The newest applications, again and again; while the service is away, nothing. */
async function* looks({ officers, signal }: Play): AsyncGenerator<readonly Application[], void> {
  while (!signal.aborted) {
    try {
      yield (await officers.head.listApplications({ query: { limit: 100 }, signal })).items;
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    await wait(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Why the officers cannot go on. Nothing when it passes: they look again. */
function hindranceOf(error: unknown): string | undefined {
  if (error instanceof StaleApplication || isAway(error)) return undefined;
  if (error instanceof OtinishProblem) return error.message;
  throw error;
}

/** Whether the service is away, for as long as the client's patience at least. */
function isAway(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  return error instanceof OtinishProblem && (error.status === 429 || error.status === 503);
}

/** Whoever's turn it is acts once. What is not allowed yet is waited for in the application's time. */
async function nextAct(
  { officers, conduct, tell }: Play,
  application: Application,
  noticedAt: Map<string, number>,
): Promise<void> {
  const { head, executor, notifier, executorId } = officers;
  const { id, deadlines } = application;
  const path = { id };
  const seen = on(application);
  const dueOf = (term: string) => deadlines.find((each) => each.term === term);
  const until = (to: string) => head.advanceClock({ path, body: { to } });
  const now = application.sandbox?.now ?? '';
  const served = async ({ notices }: Application): Promise<Application> => {
    const body = { channel: 'cabinet' as const, at: now, evidence: 'opened in the personal cabinet' };
    const noticeId = String(at(notices.at(-1), 'id'));
    await notifier.recordReceipt({ path: { id, noticeId }, body });
    noticedAt.set(id, performance.now());
    return head.getApplication({ path });
  };

  switch (application.withdrawnAt === null ? application.stage : 'signing') {
    case 'received':
      return tell(await until(`${dueOf('registration')?.dueOn ?? ''}T09:00:00+05:00`), 'the office opens');
    case 'registered':
      return tell(
        await head.appointExecutor({ ...seen, body: { executorId } }),
        'the head appoints an executor',
      );
    case 'completeness-check':
      return tell(
        await executor.recordCompleteness({ ...seen, body: { finding: 'complete' } }),
        'the executor finds the package complete',
      );
    case 'conformity-check': {
      if (conduct.decide === 'issue') {
        const body = { finding: 'conforms' as const, checklist: [] };
        return tell(
          await executor.recordConformity({ ...seen, body }),
          'the executor finds that it conforms',
        );
      }
      const body = negativeFinding(`${await nextWorkingDay(head, now)}T15:00:00+05:00`);
      return tell(await executor.recordConformity({ ...seen, body }), 'the executor proposes to refuse');
    }
    case 'preliminary-refusal': {
      // On its way already: the answer to the approval had been lost.
      if (at(application.notices.at(-1), 'status') === 'approved') return undefined;
      // The list says that it waits; what is proposed stands in the case.
      const proposed = await head.getApplication({ path });
      const sha256 = proposalShownIn(proposed);
      const approved = await head.approvePreliminaryRefusal({ ...on(proposed), body: { sha256 } });
      return tell(await served(approved), 'the head approves, and the applicant gets the notice');
    }
    case 'hearing': {
      const { hearing } = application;
      if (hearing === null) return undefined;
      if (hearing.windowEndsAt === null)
        return tell(await served(application), 'the applicant gets the notice');
      if (isAnswered(hearing) && hearing.record === null) return hear(officers, application, hearing, tell);
      const waited = performance.now() - (noticedAt.get(id) ?? 0);
      if (isAnswered(hearing) || waited > conduct.answerWithinMs)
        return tell(await until(String(hearing.windowEndsAt)), 'the window to answer closes');
      return undefined;
    }
    case 'drafting': {
      const body = conduct.decide === 'issue' ? { result: 'issue' as const } : refusal;
      return tell(await executor.draftResult({ ...seen, body }), 'the executor hands over a draft');
    }
    case 'signing':
      return signWhenOpen(officers, application, until, tell);
    default:
      return undefined;
  }
}

async function signWhenOpen(
  { head }: Officers,
  application: Application,
  until: (to: string) => Promise<Application>,
  tell: Play['tell'],
): Promise<void> {
  try {
    tell(await signedBy(head, application.id), 'the head signs');
  } catch (error) {
    const opensAt = error instanceof OtinishProblem ? error.problem.opensAt : undefined;
    if (opensAt === undefined) throw error;
    tell(await until(opensAt), 'a refusal may be signed from now on');
  }
}
