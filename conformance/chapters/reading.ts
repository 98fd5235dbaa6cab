import { randomUUID } from 'node:crypto';
import type { Application } from '../../client/index.ts';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { at, command, expectProblem, listAt } from '../wire.ts';
import { expectSame, expectThat, needed, skip, type Inspection } from '../inspection.ts';
import { samplePdf, type Scene } from '../scene.ts';

/** One application, read: by whom it is, what it says may be done, and by nobody else. */
export async function reading(
  { check }: Inspection,
  scene: Scene,
  application: Application | null,
): Promise<void> {
  const { wire, portal, other } = scene;
  const shown = () => needed(application, 'the submission');

  await check('shows what was submitted, with the version as ETag', async () => {
    const { id } = shown();
    const answer = await wire(`/v1/applications/${id}`);
    expectSame('status', answer.status, 200);
    expectSame('id', at(answer.json, 'id'), id);
    expectSame('ETag', answer.headers.get('etag'), `"${String(at(answer.json, 'version'))}"`);
  });

  await check('lists it, and finds it by its applicant', async () => {
    const { id } = shown();
    const listed = await portal.listApplications({ query: { limit: 100 } });
    expectThat(
      listed.items.some((each) => each.id === id),
      'it is not among the newest 100 of the list',
    );
    const found = await portal.searchApplications({
      body: { applicantId: sampleSubmissions.inward.form.applicant.bin ?? '', limit: 100 },
    });
    expectThat(
      found.items.some((each) => each.id === id),
      'the search does not find it',
    );
  });

  await check('knows nothing of an application that is not there', async () => {
    const path = `/v1/applications/${randomUUID()}`;
    for (const below of ['', '/deadlines', '/events', '/documents'])
      expectProblem(await wire(`${path}${below}`), 404, 'not-found');
    expectProblem(await wire(`${path}/withdrawal`, command({ reason: 'x' })), 404, 'not-found');
  });

  await check('says to another portal exactly what it says of nothing', async () => {
    const foreign = other ?? skip('needs --other-token');
    const path = `/v1/applications/${shown().id}`;
    for (const below of ['', '/deadlines', '/events', '/documents'])
      expectProblem(await foreign(`${path}${below}`), 404, 'not-found');
    expectProblem(await foreign(`${path}/withdrawal`, command({ reason: 'x' })), 404, 'not-found');
    const listed = await foreign('/v1/applications?limit=100');
    expectThat(
      !listAt(listed.json, 'items').some((each) => at(each, 'id') === shown().id),
      'the other portal sees it in its list',
    );
  });

  await check('gives the files that were attached', async () => {
    const { id } = shown();
    const { json } = await wire(`/v1/applications/${id}/documents`);
    const files = listAt(json, 'items').filter((each) => at(each, 'source') === 'upload');
    expectSame('files', files.length, sampleSubmissions.inward.documents.length);
    const file = await wire(String(at(files[0], 'href')));
    expectThat(file.status === 200 && file.text.startsWith('%PDF-'), 'a file does not come back as it was');
  });

  await check('refuses what it does not offer, for the reason that it gave', async () => {
    const { id, actions } = await portal.getApplication({ path: { id: shown().id } });
    const closed = actions.flatMap((action) => {
      const trial = trials[action.name];
      return action.allowed || trial === undefined ? [] : [{ ...action, trial }];
    });
    expectThat(closed.length > 0, 'nothing is closed to a portal in this stage');
    for (const { href, whyNot, trial } of closed)
      expectProblem(await wire(href, command(await trial(scene))), 409, String(whyNot?.code));
    const after = await portal.getApplication({ path: { id } });
    expectSame('version after refusals', after.version, shown().version);
  });
}

/** A valid body of each command that a portal may give. */
const trials: Readonly<Record<string, (scene: Scene) => Promise<object>>> = {
  object: async () => ({ text: 'The norms were measured at the plant.' }),
  'request-oral-hearing': async () => ({}),
  'waive-hearing': async () => ({}),
  'supply-documents': async ({ portal }) => {
    const { uploadId } = await portal.uploadFile({ body: { file: samplePdf(randomUUID()) } });
    return { documents: [{ kind: 'yieldCalculation' as const, uploadId }] };
  },
};
