import { StaleApplication, on } from '../../client/index.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import { at, command, expectProblem, listAt } from '../wire.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { signedBy } from '../signing.ts';
import { submit, type Scene } from '../scene.ts';

/** The applicant changes his mind. */
export async function withdrawal({ check }: Inspection, scene: Scene): Promise<void> {
  const { portal, wire, officers } = scene;
  const application = await check('takes one for domestic consumption, received in the night', () =>
    submit(scene, '2026-12-12T03:00:00+05:00', 'domestic'),
  );

  await check('offers a withdrawal from the beginning, until the result is signed', async () => {
    const { actions } = needed(application, 'the submission');
    const offered = actions.find(({ name }) => name === 'withdraw');
    expectThat(offered?.allowed === true, 'withdraw is not among the actions allowed');
  });

  await check('does nothing on a view that is no longer true, and says how it stands', async () => {
    const { id, version } = needed(application, 'the submission');
    const stale = on({ id, version: version + 100 });
    const thrown = await portal
      .withdraw({ ...stale, body: { reason: 'Stale.' } })
      .catch((error: unknown) => error);
    expectThat(thrown instanceof StaleApplication, `expected 412, found ${String(thrown)}`);
    expectSame('version', thrown.current.version, version);
  });

  const withdrawn = await check(
    'accepts the withdrawal that it offers',
    async () => {
      const shown = needed(application, 'the submission');
      const after = await portal.withdraw({ ...on(shown), body: { reason: 'The contract was cancelled.' } });
      expectThat(after.withdrawnAt !== null, 'withdrawnAt is empty');
      expectThat(after.version > shown.version, 'the version did not rise');
      return after;
    },
    refusals['withdrawn-only-termination'].law,
  );

  await check('refuses a second one, and says what is left', async () => {
    const { id } = needed(withdrawn, 'the withdrawal');
    const answer = await wire(`/v1/applications/${id}/withdrawal`, command({ reason: 'Again.' }));
    expectProblem(answer, 409);
    expectSame('allowed', listAt(answer.json, 'allowed').includes('withdraw'), false);
  });

  await check('ends with the head’s termination act', async () => {
    const { id } = needed(withdrawn, 'the withdrawal');
    const head = (officers ?? skip('needs --head-token and the other officers’')).head;
    await portal.advanceClock({ path: { id }, body: { to: '2026-12-14T10:00:00+05:00' } });
    await signedBy(head, id);
    const { stage, result } = await portal.getApplication({ path: { id } });
    expectSame('stage', stage, 'terminated');
    expectThat(at(result, 'documentId') !== undefined, 'there is no act among the results');
  });
}
