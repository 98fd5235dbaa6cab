import { factOf, type ApplicationEvent, type Otinish } from '../../client/index.ts';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { at, listAt, type Wire } from '../wire.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { patienceMs } from '../patience.ts';
import type { Scene } from '../scene.ts';

/** Where the list of changes ends now; null when the deployment has none. */
export async function endOfChanges(wire: Wire): Promise<string | null> {
  let page = await wire('/v1/changes?limit=100');
  if (page.status === 404) return null;
  while (listAt(page.json, 'items').length > 0)
    page = await wire(`/v1/changes?limit=100&after=${encodeURIComponent(String(at(page.json, 'next')))}`);
  return String(at(page.json, 'next'));
}

/** Every change of the run, as it is told to those who poll. */
export async function events({ check }: Inspection, scene: Scene): Promise<void> {
  const { portal, submitted } = scene;
  const told = await check('tells every change to those who ask', async () => {
    const from = scene.changesFrom ?? skip('not offered by this deployment: no GET /v1/changes');
    needed([...submitted].at(0), 'a submission');
    const wanted = new Map(
      await Promise.all(
        [...submitted].map(
          async (id) => [id, (await portal.getApplication({ path: { id } })).stage] as const,
        ),
      ),
    );
    const seen = await follow(portal, from, wanted);
    const missing = [...wanted.keys()].filter((id) => !seen.some(({ subject }) => subject === id));
    expectSame('applications that nothing was told of', missing, []);
    return seen.filter(({ subject }) => submitted.has(subject));
  });

  await check('counts the changes of an application from 1, in order and without gaps', async () => {
    const seen = needed(told, 'the changes');
    for (const id of submitted) {
      const sequences = seen.flatMap(({ subject, sequence }) => (subject === id ? [Number(sequence)] : []));
      expectSame(
        `sequences of ${id}`,
        sequences,
        sequences.map((_sequence, index) => index + 1),
      );
    }
  });

  await check('tells them as CloudEvents 1.0, marked as of a sandbox', async () => {
    const seen = needed(told, 'the changes');
    expectSame('ids that came twice', seen.length - new Set(seen.map(({ id }) => id)).size, 0);
    for (const event of seen) {
      expectSame(`members of ${event.type}`, [event.specversion, event.sandbox], ['1.0', true]);
      expectSame('applicationId', event.data.applicationId, event.subject);
      expectThat(!Number.isNaN(Date.parse(event.time)), `time of ${event.type} is ${event.time}`);
    }
    const [first] = seen.filter(({ sequence }) => sequence === '1');
    expectSame('the first of all facts', first && factOf(first), 'received');
  });

  await check('puts nothing personal into them', async () => {
    const text = JSON.stringify(needed(told, 'the changes'));
    for (const { form, contact } of Object.values(sampleSubmissions)) {
      const { applicant } = form;
      const bin = 'bin' in applicant ? applicant.bin : applicant.iin;
      for (const secret of [applicant.name, bin, contact.email, contact.phone])
        expectThat(secret === undefined || !text.includes(secret), `an event holds ${String(secret)}`);
    }
  });
}

/** Changes until nothing new has come for a while and every application wanted was told of. */
async function follow(
  portal: Otinish,
  from: string,
  wanted: ReadonlyMap<string, string>,
): Promise<readonly ApplicationEvent[]> {
  const seen: ApplicationEvent[] = [];
  const signal = AbortSignal.timeout(patienceMs);
  for await (const { event } of portal.changes({ after: from, everyMs: 500, signal })) {
    seen.push(event);
    const stages = new Map(seen.map(({ subject, data }) => [subject, data.stage]));
    if ([...wanted].every(([id, stage]) => stages.get(id) === stage)) break;
  }
  return seen;
}
