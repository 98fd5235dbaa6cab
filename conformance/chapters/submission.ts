import { createHash, randomUUID } from 'node:crypto';
import type { Application, Submission } from '../../client/index.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { at, command, expectProblem, faultsOf, type Asking } from '../wire.ts';
import { expectSame, expectThat, needed, type Inspection } from '../inspection.ts';
import { fridayEvening, prepare, samplePdf, type Scene } from '../scene.ts';

const { terms } = currentRegulationEdition;

function upload(file: File, key: string = randomUUID()): Asking {
  const form = new FormData();
  form.append('file', file);
  return command(form, key);
}

/** Files, whatever of them is refused. */
async function uploads({ check }: Inspection, { wire }: Scene): Promise<void> {
  await check('takes a file, and says its digest', async () => {
    const file = samplePdf(`digest ${randomUUID()}`);
    const { status, json, text } = await wire('/v1/uploads', upload(file));
    expectSame(`status (${text})`, status, 201);
    const digest = createHash('sha256')
      .update(await file.bytes())
      .digest('hex');
    expectSame('sha256', at(json, 'sha256'), digest);
  });

  await check('takes a file once under one key, and another file under it not at all', async () => {
    const key = randomUUID();
    const file = samplePdf(key);
    const first = await wire('/v1/uploads', upload(file, key));
    const again = await wire('/v1/uploads', upload(file, key));
    expectSame('uploadId of the repeat', at(again.json, 'uploadId'), at(first.json, 'uploadId'));
    expectProblem(
      await wire('/v1/uploads', upload(samplePdf('another'), key)),
      422,
      'idempotency-key-reused',
    );
  });

  await check('refuses a file by its content, whatever it is called', async () => {
    const script = new File(['#!/bin/sh\necho\n'], 'contract.pdf', { type: 'application/pdf' });
    expectProblem(await wire('/v1/uploads', upload(script)), 415, 'file-type-refused');
  });
}

/** Nothing of these may be kept. */
async function refusals({ check }: Inspection, { wire }: Scene, valid: Submission | null): Promise<void> {
  await check('refuses an empty submission with the place of every fault', async () => {
    const answer = await wire('/v1/applications', command({}));
    expectProblem(answer, 400, 'invalid-body');
    const pointers = faultsOf(answer).map(([pointer]) => pointer);
    for (const pointer of ['/subtype', '/documents'])
      expectThat(
        pointers.some((each) => each.startsWith(pointer)),
        `no fault at ${pointer}`,
      );
  });

  await check('refuses a BIN that cannot be one, at its place in the form', async () => {
    const body = structuredClone(needed(valid, 'uploaded files'));
    Object.assign(at(body, 'form', 'applicant') ?? {}, { bin: '123456789012' });
    const answer = await wire('/v1/applications', command(body));
    expectProblem(answer, 400, 'invalid-body');
    expectSame(
      'places at fault',
      faultsOf(answer).map(([pointer]) => pointer),
      ['/form/applicant/bin'],
    );
  });

  await check('refuses files that were never uploaded', async () => {
    const body = structuredClone(needed(valid, 'uploaded files'));
    for (const document of body.documents) document.uploadId = randomUUID();
    expectProblem(await wire('/v1/applications', command(body)), 400, 'upload-unknown', 'invalid-body');
  });

  await check('refuses a submission without an Idempotency-Key', async () => {
    const body = needed(valid, 'uploaded files');
    expectProblem(await wire('/v1/applications', { method: 'POST', body }), 400, 'idempotency-key-missing');
  });
}

/** Files, refusals, and one submission that everything after it rests on; null when none was accepted. */
export async function submission(inspection: Inspection, scene: Scene): Promise<Application | null> {
  const { check } = inspection;
  const { wire, portal, submitted } = scene;
  await uploads(inspection, scene);
  const valid = await check('takes every file of a submission', async () => {
    const prepared = await prepare(scene, fridayEvening);
    const ids = prepared.documents.flatMap(({ uploadId }) => uploadId ?? []);
    expectSame('different uploadIds', new Set(ids).size, prepared.documents.length);
    return prepared;
  });
  await refusals(inspection, scene, valid);

  const promised = await check(
    'shows every date before anything is submitted',
    async () => {
      const preview = await portal.previewDeadlines({ body: { receivedAt: fridayEvening } });
      const result = preview.terms.find(({ term }) => term === 'result');
      const walk = result?.walk ?? [];
      const counted = walk.flatMap((day) => ('counts' in day ? [day.counts] : []));
      expectSame('working days of the result', counted.at(-1), 8);
      return preview;
    },
    terms.result.law,
  );

  await check('counts no date beyond its calendar', async () => {
    const body = { receivedAt: '2099-01-05T10:00:00+05:00' };
    expectProblem(
      await wire('/v1/deadlines/preview', { method: 'POST', body }),
      400,
      'date-outside-calendar',
    );
  });

  const key = randomUUID();
  const application = await check('takes a submission: 201, with its address and version', async () => {
    const answer = await wire('/v1/applications', command(needed(valid, 'uploaded files'), key));
    expectThat([201, 202].includes(answer.status), `answered ${answer.status} ${answer.text.slice(0, 300)}`);
    const id = String(at(answer.json, answer.status === 201 ? 'id' : 'applicationId'));
    submitted.add(id);
    if (answer.status === 201) {
      expectSame('Location', answer.headers.get('location'), `/v1/applications/${id}`);
      expectSame('ETag', answer.headers.get('etag'), `"${String(at(answer.json, 'version'))}"`);
    }
    // Sent again by the client, the same key follows a 202 to its end.
    const body = needed(valid, 'uploaded files');
    return portal.submitApplication({ body, headers: { 'Idempotency-Key': key } });
  });

  await check('gives the same answer under the same key, however often and at once', async () => {
    const { id } = needed(application, 'the submission');
    const again = await Promise.all(
      Array.from({ length: 5 }, () => wire('/v1/applications', command(needed(valid, 'files'), key))),
    );
    expectSame(
      'applications',
      again.map(({ status, json }) => [status, at(json, 'id')]),
      again.map(() => [201, id]),
    );
  });

  await check('refuses another submission under the same key', async () => {
    needed(application, 'the submission');
    const body = { ...needed(valid, 'uploaded files'), language: 'kk' };
    expectProblem(await wire('/v1/applications', command(body, key)), 422, 'idempotency-key-reused');
  });

  await check(
    'keeps what the preview promised',
    async () => {
      const { deadlines, resultDueOn } = needed(application, 'the submission');
      const preview = needed(promised, 'the preview');
      const dates = new Map(preview.terms.map(({ term, dueOn }) => [term, dueOn]));
      expectSame('resultDueOn', resultDueOn, dates.get('result'));
      for (const { term, dueOn } of deadlines) expectSame(term, dueOn, dates.get(term));
    },
    terms.result.law,
  );
  return application;
}
