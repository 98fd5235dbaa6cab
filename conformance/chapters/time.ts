import type { Application } from '../../client/index.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { command, expectProblem } from '../wire.ts';
import { expectSame, expectThat, needed, type Inspection } from '../inspection.ts';
import { eventually } from '../patience.ts';
import { advance, shifted, type Scene } from '../scene.ts';

const { terms, situationStatuses } = currentRegulationEdition;
const silence = terms.result.law;

/** Nobody acts: what the days alone bring, each at its own instant. */
export async function time(
  { check }: Inspection,
  scene: Scene,
  application: Application | null,
): Promise<void> {
  const { portal, wire } = scene;
  const id = () => needed(application, 'the submission').id;

  const registered = await check(
    'registers on the first working day, at nine',
    async () => {
      const shown = needed(application, 'the submission');
      const registration = shown.deadlines.find(({ term }) => term === 'registration');
      const moved = await advance(scene, id(), `${registration?.dueOn ?? ''}T09:00:00+05:00`);
      expectSame('registeredOn', moved.registeredOn, registration?.dueOn);
      expectThat(moved.stage !== 'received', 'the stage is still received');
      expectSame('resultDueOn', moved.resultDueOn, shown.resultDueOn);
      return moved;
    },
    terms.registration.law,
  );

  await check('does not turn time back', async () => {
    const to = shifted(needed(registered, 'the registration').receivedAt, 0);
    const answer = await wire(`/v1/sandbox/applications/${id()}/advance`, command({ to }));
    expectThat(answer.status === 400 || answer.status === 409, `answered ${answer.status}`);
    expectProblem(answer, answer.status);
  });

  const overdue = await check(
    'is not overdue a millisecond before the term ends, and is at its end',
    async () => {
      const { resultDueAt } = needed(registered, 'the registration');
      const before = await advance(scene, id(), shifted(resultDueAt, -1));
      expectSame('overdue before', before.overdue, false);
      const after = await advance(scene, id(), resultDueAt);
      expectSame('overdue after', after.overdue, true);
      expectSame('what the applicant is shown', after.portalStatus.code, situationStatuses.overdue.code);
      return after;
    },
    silence,
  );

  await check(
    'holds silence for a refusal at the end of the last day',
    async () => {
      const { resultDueOn } = needed(overdue, 'the missed term');
      const end = shifted(`${resultDueOn}T00:00:00+05:00`, 24 * 3_600_000);
      const before = await advance(scene, id(), shifted(end, -1));
      expectSame('deemed refused before', before.deemedRefusedAt, null);
      // Far beyond: what is settled on the way keeps its own instant.
      const after = await advance(scene, id(), shifted(end, 3 * 3_600_000));
      expectSame('deemed refused at', after.deemedRefusedAt && shifted(after.deemedRefusedAt, 0), end);
    },
    silence,
  );

  await check('tells the trail of all that, in order, at the instants of law', async () => {
    const { resultDueAt } = needed(overdue, 'the missed term');
    const { items } = await portal.getEvents({ path: { id: id() }, query: { limit: 100 } });
    const instants = items.map(({ at }) => at);
    expectSame('instants', instants, instants.toSorted());
    const told = items.filter(({ type }) =>
      ['received', 'registered', 'overdue', 'deemed-refused'].includes(type),
    );
    expectSame(
      'trail',
      told.map(({ type }) => type),
      ['received', 'registered', 'overdue', 'deemed-refused'],
    );
    expectSame('overdue at', shifted(told[2]?.at ?? '', 0), shifted(resultDueAt, 0));
  });

  await check('writes to the applicant about each of them', async () => {
    const letters = await eventually(
      async () => {
        const { items } = await portal.getDocuments({ path: { id: id() } });
        return items.flatMap(({ source, kind }) => (source === 'letter' ? [kind] : []));
      },
      (kinds) => kinds.includes('deemed-refused'),
    );
    expectSame('letters', letters, ['registered', 'overdue', 'deemed-refused']);
  });
}
