import { on, type Application } from '../client/index.ts';
import type { Subtype } from '../regulation/subtypes.ts';
import { negativeFinding } from './papers.ts';
import { advance, fridayEvening, submit, type Officers, type Scene } from './scene.ts';
import { at } from './wire.ts';
import { workingDaysAfter } from './working-days.ts';

/** An application that its executor proposes to refuse. */
export interface FoundWanting {
  readonly id: string;
  /** The nth working day after the registration day. */
  readonly day: (n: number) => string;
  /** An instant on it. */
  readonly onDay: (n: number, time: string) => string;
  /** The application as it was before the proposal. */
  readonly stale: Application;
}

/** Submits an application and has it examined: found wanting on D3, with a hearing proposed for D5. */
export async function foundWanting(
  scene: Scene,
  { head, executor, executorId }: Officers,
  subtype: Subtype,
): Promise<FoundWanting> {
  // Registered on the first of these.
  const days = await workingDaysAfter(scene.portal, fridayEvening.slice(0, 'YYYY-MM-DD'.length));
  const day = (n: number) => days[n] ?? '';
  const onDay = (n: number, time: string) => `${day(n)}T${time}+05:00`;
  const { id } = await submit(scene, fridayEvening, subtype);
  await advance(scene, id, onDay(0, '10:00:00'));
  const registered = await head.getApplication({ path: { id } });
  const appointed = await head.appointExecutor({ ...on(registered), body: { executorId } });
  const stale = await executor.recordCompleteness({ ...on(appointed), body: { finding: 'complete' } });
  await advance(scene, id, onDay(3, '12:00:00'));
  await executor.recordConformity({ ...on(stale), body: negativeFinding(onDay(5, '15:00:00')) });
  return { id, day, onDay, stale };
}

/** The head's notice goes out on D4 and reaches the applicant at once. Gives the application as its portal sees it. */
export async function served(
  scene: Scene,
  { head, notifier }: Officers,
  { id, onDay }: FoundWanting,
): Promise<Application> {
  await advance(scene, id, onDay(4, '09:30:00'));
  const before = await head.getApplication({ path: { id } });
  const approved = await head.approvePreliminaryRefusal({
    ...on(before),
    body: { sha256: proposalShownIn(before) },
  });
  await notifier.recordReceipt({
    path: { id, noticeId: approved.notices.at(-1)?.id ?? '' },
    body: { channel: 'cabinet', at: onDay(4, '09:30:00'), evidence: 'opened in the cabinet' },
  });
  return scene.portal.getApplication({ path: { id } });
}

/** What an approval names: the digest of the proposal that the head was shown. */
export function proposalShownIn({ proposal }: Application): string {
  return String(at(proposal, 'sha256'));
}
