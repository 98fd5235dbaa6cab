import { on, OtinishProblem, StaleApplication, type Application } from '../../client/index.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { at, listAt } from '../wire.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { foundWanting, proposalShownIn, served } from '../notice.ts';
import { reasons, refusal, upheld } from '../papers.ts';
import { signedBy } from '../signing.ts';
import { advance, submit, type Officers, type Scene } from '../scene.ts';

const { terms, appeal } = currentRegulationEdition;
const heard = terms.hearing.law;

/** The whole procedure with officers: a refusal after a hearing, and a document issued. */
export async function hearing(inspection: Inspection, scene: Scene): Promise<void> {
  await refusedAfterHearing(inspection, scene);
  await issued(inspection, scene);
}

async function refusedAfterHearing({ check }: Inspection, scene: Scene): Promise<void> {
  const { portal } = scene;
  const officers = (): Officers =>
    scene.officers ?? skip('needs --executor-token, --head-token and --notifier-token');

  const examined = await check('is examined by the executor whom the head appoints', () =>
    foundWanting(scene, officers(), 'outward'),
  );

  await check('lets no officer decide on a view that is no longer true', async () => {
    const { stale } = needed(examined, 'the examination');
    const { head } = officers();
    const thrown = await head
      .approvePreliminaryRefusal({
        ...on(stale),
        body: { sha256: proposalShownIn(await head.getApplication({ path: { id: stale.id } })) },
      })
      .catch((error: unknown) => error);
    expectThat(thrown instanceof StaleApplication, `expected 412, found ${String(thrown)}`);
  });

  await check(
    'shows the head what is proposed, and takes no approval of anything else',
    async () => {
      const { id } = needed(examined, 'the examination');
      const { head } = officers();
      const shown = await head.getApplication({ path: { id } });
      expectSame('reasons', at(shown.proposal, 'reasons'), reasons);
      expectSame('finding', at(shown.proposal, 'finding'), 'does-not-conform');
      const other = await head
        .approvePreliminaryRefusal({ ...on(shown), body: { sha256: '0'.repeat(64) } })
        .catch((error: unknown) => error);
      expectThat(other instanceof OtinishProblem, `expected a refusal, found ${String(other)}`);
      expectSame('code', other.code, 'proposal-not-current');
      const told = JSON.stringify(other.problem);
      expectThat(!told.includes(proposalShownIn(shown)), 'the refusal hands out the digest');
    },
    heard,
  );

  await check('lets its officers read what was submitted', async () => {
    const { id } = needed(examined, 'the examination');
    const { head, executor } = officers();
    const path = { id };
    const [asExecutor, asHead, asPortal] = await Promise.all(
      [executor, head, portal].map((who) => who.getSubmission({ path })),
    );
    expectSame('what the executor reads', asExecutor, asPortal);
    expectSame('what the head reads', asHead, asPortal);
    expectThat((asPortal?.form.lines.length ?? 0) > 0, 'the form has no lines');
  });

  const noticed = await check(
    'sends the applicant a notice, and opens the window to answer it',
    async () => {
      const shown = await served(scene, officers(), needed(examined, 'the examination'));
      expectSame('stage', shown.stage, 'hearing');
      const offered = shown.actions.filter(({ allowed }) => allowed).map(({ name }) => name);
      for (const name of ['object', 'request-oral-hearing', 'waive-hearing', 'supply-documents'] as const)
        expectThat(offered.includes(name), `${name} is not offered`);
      return shown;
    },
    heard,
  );

  const objected = await check(
    'takes the objection that it offers',
    async () => {
      const { id, version } = needed(noticed, 'the notice');
      const { onDay } = needed(examined, 'the examination');
      await advance(scene, id, onDay(5, '11:00:00'));
      const after = await portal.object({
        path: { id },
        body: { text: 'The norms were measured at the plant.' },
      });
      expectThat(after.version > version, 'the version did not rise');
      return after;
    },
    heard,
  );

  const drafted = await check(
    'shows a portal neither findings nor drafts before there is a decision',
    async () => {
      const { id } = needed(objected, 'the objection');
      const { onDay } = needed(examined, 'the examination');
      const { executor } = officers();
      await advance(scene, id, onDay(6, '16:00:00'));
      await executor.recordHearing({ ...on(await executor.getApplication({ path: { id } })), body: upheld });
      await advance(scene, id, onDay(7, '08:30:00'));
      await executor.draftResult({ ...on(await executor.getApplication({ path: { id } })), body: refusal });
      const shown = await portal.getApplication({ path: { id } });
      expectSame('draft', shown.draft ?? null, null);
      const { items } = await portal.getEvents({ path: { id }, query: { limit: 100 } });
      const inside = items.filter(({ type }) => /^(draft-|command-refused)/.test(type));
      expectSame('lines about drafts', inside, []);
      return shown;
    },
  );

  await check(
    'lets the head refuse not a moment before the law allows it',
    async () => {
      const { id } = needed(drafted, 'the draft');
      const { head } = officers();
      const early = await signedBy(head, id).catch((error: unknown) => error);
      expectThat(early instanceof OtinishProblem, `expected a refusal, found ${String(early)}`);
      expectSame('code', early.code, 'refusal-not-open-yet');
      expectThat(early.law !== null, 'no law is named');
      await advance(scene, id, String(early.problem.opensAt));
      const signed = await signedBy(head, id);
      expectSame('stage', signed.stage, 'refused');
    },
    heard,
  );

  await check(
    'gives the applicant the refusal, with the way to appeal',
    async () => {
      const { id } = needed(drafted, 'the draft');
      const { stage, result } = await portal.getApplication({ path: { id } });
      expectSame('stage', stage, 'refused');
      const document = await scene.wire(String(at(result, 'href')));
      expectSame('status', document.status, 200);
      expectThat(/appeal/i.test(document.text), 'the refusal names no appeal');
    },
    appeal.law,
  );
}

async function issued({ check }: Inspection, scene: Scene): Promise<void> {
  const { portal } = scene;
  const application = await check(
    'takes an application in office hours and registers it at once',
    async () => {
      if (scene.officers === null) skip('needs --executor-token, --head-token and --notifier-token');
      const submitted = await submit(scene, '2026-11-26T17:00:00+05:00');
      expectSame('registeredOn', submitted.registeredOn, '2026-11-26');
      return submitted;
    },
  );

  const signed = await check(
    'issues the document when everything conforms',
    async (): Promise<Application> => {
      const { id, version } = needed(application, 'the submission');
      const { head, executor, executorId } = needed(scene.officers, 'officers');
      const appointed = await head.appointExecutor({ ...on({ id, version }), body: { executorId } });
      const complete = await executor.recordCompleteness({ ...on(appointed), body: { finding: 'complete' } });
      await advance(scene, id, '2026-12-03T16:00:00+05:00');
      const body = { finding: 'conforms' as const, checklist: [] };
      const conforming = await executor.recordConformity({ ...on(complete), body });
      await executor.draftResult({ ...on(conforming), body: { result: 'issue' } });
      return signedBy(head, id);
    },
  );

  await check('gives the applicant the document, in time', async () => {
    const { id } = needed(signed, 'the decision');
    const { stage, result, overdue } = await portal.getApplication({ path: { id } });
    expectSame('stage', [stage, overdue, at(result, 'late')], ['issued', false, false]);
    const { json } = await scene.wire(`/v1/applications/${id}/documents`);
    const results = listAt(json, 'items').filter((each) => at(each, 'source') === 'result');
    expectSame('results among the documents', results.length, 1);
  });
}
