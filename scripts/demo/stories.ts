import { negativeFinding, refusal, upheld } from '../../conformance/papers.ts';
import type { Cast } from '../http/cast.ts';
import type { ShownApplication } from '../http/sample-application.ts';
import { begin } from './telling.ts';

/** Everything in order: the document is issued on D6. */
export async function issued(cast: Cast): Promise<ShownApplication> {
  const story = await begin(
    cast,
    'inward',
    'Inward processing: the document is issued',
    '2026-11-26T17:00:00+05:00',
  );
  await story.does('head', 'appoints executor-1', '/executor', { executorId: 'executor-1' });
  await story.until('2026-11-30T11:00:00+05:00');
  await story.does('executor', 'finds the package complete', '/completeness', { finding: 'complete' });
  await story.until('2026-12-03T16:00:00+05:00');
  await story.does('executor', 'finds that everything conforms', '/conformity', {
    finding: 'conforms',
    checklist: [],
  });
  await story.does('executor', 'hands the draft to the head', '/draft', { result: 'issue' });
  await story.until('2026-12-04T10:00:00+05:00');
  await story.does('head', 'signs exactly the draft shown', '/decision', shownDraft(story));
  return story.application();
}

/** Received after hours, found wanting, heard, refused: no sooner than the law allows. */
export async function refused(cast: Cast): Promise<ShownApplication> {
  const story = await begin(
    cast,
    'outward',
    'Outward processing: refused after a hearing',
    '2026-12-04T19:10:00+05:00',
  );
  await story.until('2026-12-07T10:00:00+05:00');
  await story.does('head', 'appoints executor-1', '/executor', { executorId: 'executor-1' });
  await story.does('executor', 'finds the package complete', '/completeness', { finding: 'complete' });
  await story.until('2026-12-10T12:00:00+05:00');
  const finding = negativeFinding('2026-12-14T15:00:00+05:00');
  await story.does('executor', 'finds that it does not conform', '/conformity', finding);
  await story.until('2026-12-11T09:30:00+05:00');
  await story.does(
    'head',
    'approves the proposal shown: the notice goes out',
    '/preliminary-refusal/approval',
    shownProposal(story),
  );
  const noticeId = story.application().notices.at(-1)?.id ?? '';
  const at = story.application().sandbox?.now;
  await story.does('notifier', 'proves that the applicant received it', `/notices/${noticeId}/receipt`, {
    channel: 'cabinet',
    at,
    evidence: 'opened in the personal cabinet',
  });
  await story.until('2026-12-14T11:00:00+05:00');
  await story.does('portal', 'objects for the applicant', '/objection', {
    text: 'The norms were measured at the plant.',
  });
  await story.until('2026-12-15T16:00:00+05:00');
  await story.does('executor', 'records the hearing: upheld', '/hearing-record', upheld);
  await story.until('2026-12-17T08:00:00+05:00');
  await story.does('executor', 'drafts the refusal and answers the objection', '/draft', refusal);
  await story.isRefused('head', 'signs too early', '/decision', shownDraft(story));
  await story.until('2026-12-17T09:00:00+05:00');
  await story.does('head', 'signs when the law allows it', '/decision', shownDraft(story));
  return story.application();
}

/** The applicant changes his mind; the head signs the termination act. */
export async function withdrawn(cast: Cast): Promise<ShownApplication> {
  const story = await begin(cast, 'domestic', 'Domestic consumption: withdrawn', '2026-12-12T11:00:00+05:00');
  await story.until('2026-12-14T09:30:00+05:00');
  await story.does('head', 'appoints executor-1', '/executor', { executorId: 'executor-1' });
  await story.does('portal', 'withdraws for the applicant', '/withdrawal', {
    reason: 'The contract was cancelled.',
  });
  await story.does('head', 'signs the termination act', '/decision', shownDraft(story));
  return story.application();
}

/** Nobody acts: the term is missed in the open, and a late result says that it is late. */
export async function missed(cast: Cast): Promise<ShownApplication> {
  const story = await begin(
    cast,
    'inward',
    'Inward processing: the term is missed',
    '2026-12-25T18:30:00+05:00',
  );
  await story.until('2026-12-28T09:30:00+05:00');
  await story.does('head', 'appoints executor-1', '/executor', { executorId: 'executor-1' });
  await story.until('2027-01-15T12:00:00+05:00');
  await story.does('executor', 'finds the package complete, late', '/completeness', { finding: 'complete' });
  await story.does('executor', 'finds that everything conforms', '/conformity', {
    finding: 'conforms',
    checklist: [],
  });
  await story.does('executor', 'hands over a late draft', '/draft', { result: 'issue' });
  await story.does('head', 'signs it all the same', '/decision', shownDraft(story));
  return story.application();
}

/** What the head signs: the draft he was shown, by its id and digest. */
function shownDraft(story: Awaited<ReturnType<typeof begin>>) {
  const { draft } = story.application();
  return { draftId: draft?.draftId ?? '', sha256: draft?.sha256 ?? '' };
}

/** What the head approves: the proposal he was shown, by its digest. */
function shownProposal(story: Awaited<ReturnType<typeof begin>>) {
  return { sha256: story.application().proposal?.sha256 ?? '' };
}
