import { on, type Application, type Hearing } from '../client/index.ts';
import { minutes, upheld } from './papers.ts';
import type { Officers } from './scene.ts';
import { nextWorkingDay } from './working-days.ts';

/** Whether the applicant has said something that must be heard. */
export function isAnswered({ objectedAt, oralRequestedAt, unansweredDocuments }: Hearing): boolean {
  return objectedAt.length > 0 || oralRequestedAt !== null || unansweredDocuments;
}

/** Brings the hearing one step on: an oral one is waited for until its hour and then held, what was written is summed up. */
export async function hear(
  { head, executor }: Officers,
  application: Application,
  { oralRequestedAt }: Hearing,
  tell: (application: Application, act: string) => void,
): Promise<void> {
  const { id, notices, sandbox } = application;
  const path = { id };
  const recordedAs = (body: Parameters<typeof executor.recordHearing>[0]['body']) =>
    executor.recordHearing({ ...on(application), body });
  if (oralRequestedAt === null) return tell(await recordedAs(upheld), 'the executor records the hearing');

  const announced = notices.at(-1)?.hearing.at ?? oralRequestedAt;
  // Asked for after the announced hour, it is held on the next working day: the law allows no later one (APPC 73(3)).
  const heldAt =
    Date.parse(announced) > Date.parse(oralRequestedAt)
      ? announced
      : `${await nextWorkingDay(head, oralRequestedAt)}T10:00:00+05:00`;
  if (Date.parse(sandbox?.now ?? '') < Date.parse(heldAt))
    return tell(
      await head.advanceClock({ path, body: { to: heldAt } }),
      'the hour of the oral hearing comes',
    );
  const body = minutes(heldAt, 'upheld', 'The applicant brings no measurement of his own.');
  tell(await recordedAs(body), 'the oral hearing is held, and the executor keeps its minutes');
}
