import { on, OtinishProblem, type Application } from '../../client/index.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { foundWanting, served } from '../notice.ts';
import { minutes, upheld } from '../papers.ts';
import { advance, samplePdf, type Officers, type Scene } from '../scene.ts';
import { signedBy } from '../signing.ts';
import { at } from '../wire.ts';

const { terms, lengths } = currentRegulationEdition;

/** The applicant asks to be heard, and what he shows there removes the grounds of the refusal. */
export async function oralHearing({ check }: Inspection, scene: Scene): Promise<void> {
  const { portal } = scene;
  const officers = (): Officers =>
    scene.officers ?? skip('needs --executor-token, --head-token and --notifier-token');

  const noticed = await check('opens a hearing by a notice', async () => {
    const found = await foundWanting(scene, officers(), 'inward');
    expectSame('stage', (await served(scene, officers(), found)).stage, 'hearing');
    return found;
  });

  const asked = await check(
    'hears who asks on the last day on the next working day',
    async () => {
      const { id, onDay, day } = needed(noticed, 'the notice');
      const before = await advance(scene, id, onDay(6, '16:00:00'));
      expectSame('day of the hearing by the notice', hearingDay(before), day(6));
      const after = await portal.requestOralHearing({
        ...on(before),
        body: { text: 'We would like to show the measurements.' },
      });
      expectThat(after.hearing?.oralRequestedAt != null, 'the request is not shown');
      expectSame('day of the hearing', hearingDay(after), day(7));
      return after;
    },
    lengths.oralHearingAfterRequest.law,
  );

  const supplied = await check(
    'takes documents for it',
    async () => {
      const shown = needed(asked, 'the request');
      const { uploadId } = await portal.uploadFile({ body: { file: samplePdf('measurements') } });
      const body = { documents: [{ kind: 'yieldCalculation' as const, uploadId }] };
      const after = await portal.supplyDocuments({ ...on(shown), body });
      expectSame('unansweredDocuments', after.hearing?.unansweredDocuments, true);
      return after;
    },
    terms.hearing.law,
  );

  const summarised = await check(
    'takes no summary for the minutes of an oral hearing',
    async () => {
      const { id } = needed(supplied, 'the documents');
      const { onDay } = needed(noticed, 'the notice');
      const { executor } = officers();
      await advance(scene, id, onDay(7, '12:00:00'));
      const waiting = await executor.getApplication({ path: { id } });
      // The window has ended: what was asked for keeps the hearing open.
      expectSame('stage', waiting.stage, 'hearing');
      const thrown = await executor
        .recordHearing({ ...on(waiting), body: upheld })
        .catch((error: unknown) => error);
      expectThat(thrown instanceof OtinishProblem, `expected a refusal, found ${String(thrown)}`);
      expectSame('code', thrown.code, 'minutes-required');
      return id;
    },
    refusals['minutes-required'].law,
  );

  const cured = await check(
    'takes the check up again when what was shown removes the grounds',
    async () => {
      const id = needed(summarised, 'the hearing');
      const { onDay } = needed(noticed, 'the notice');
      const { executor } = officers();
      const body = minutes(onDay(7, '11:00:00'), 'cured', 'The measurements bear the norms out.');
      await executor.recordHearing({ ...on(await executor.getApplication({ path: { id } })), body });
      expectSame('stage', (await portal.getApplication({ path: { id } })).stage, 'conformity-check');
      const { items } = await portal.getEvents({ path: { id }, query: { limit: 100 } });
      const recorded = items.find(({ type }) => type === 'hearing-recorded')?.data;
      expectSame('what is told of it', [at(recorded, 'form'), at(recorded, 'outcome')], ['oral', 'cured']);
      return id;
    },
    terms.hearing.law,
  );

  await check(
    'issues the document after all, in time',
    async () => {
      const id = needed(cured, 'the minutes');
      const { head, executor } = officers();
      const seen = on(await executor.getApplication({ path: { id } }));
      const body = { finding: 'conforms' as const, checklist: [] };
      const conforming = await executor.recordConformity({ ...seen, body });
      await executor.draftResult({ ...on(conforming), body: { result: 'issue' } });
      await signedBy(head, id);
      const { stage, result, overdue } = await portal.getApplication({ path: { id } });
      expectSame('stage', [stage, overdue, at(result, 'late')], ['issued', false, false]);
    },
    terms.result.law,
  );
}

/** The day that stands for the hearing; one that it was moved from is shown, too. */
function hearingDay({ deadlines }: Application): string | null | undefined {
  return deadlines.find(({ term, status }) => term === 'hearing' && status === 'open')?.dueOn;
}
