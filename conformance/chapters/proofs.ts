import { checkProofFile } from '../../proofs/check.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { expectSame, expectThat, needed, type Inspection } from '../inspection.ts';
import type { Scene } from '../scene.ts';

/** Every deadline of the run, counted again without the deployment. */
export async function proofs({ check }: Inspection, { wire, submitted }: Scene): Promise<void> {
  const files = await check(
    'proves every deadline of every application, day by day',
    async () => {
      needed([...submitted].at(0), 'a submission');
      const read = await Promise.all([...submitted].map((id) => wire(`/v1/applications/${id}/deadlines`)));
      for (const { status, text } of read) {
        expectSame('status', status, 200);
        const verdict = checkProofFile(new TextEncoder().encode(text));
        expectThat(verdict.equal, `counted again, it differs: ${JSON.stringify(verdict).slice(0, 400)}`);
        expectThat(verdict.canonical, 'the file is not canonical (RFC 8785)');
      }
      return read.map(({ text }) => text);
    },
    currentRegulationEdition.terms.result.law,
  );

  await check('seals its proofs: an altered day is found', async () => {
    const [file = ''] = needed(files, 'a proof');
    const altered = file.replace(/"dueOn":"(\d{4}-\d{2})-\d{2}"/, '"dueOn":"$1-28"');
    expectThat(altered !== file, 'the proof shows no day');
    const verdict = checkProofFile(new TextEncoder().encode(altered));
    expectSame('equal', verdict.equal, false);
  });

  await check('shows the applicant the same as a page', async () => {
    const id = needed([...submitted].at(0), 'a submission');
    const page = await wire(`/v1/applications/${id}/deadlines`, { headers: { accept: 'text/html' } });
    expectThat((page.headers.get('content-type') ?? '').startsWith('text/html'), 'it is no page');
    expectThat(!/<script/i.test(page.text), 'the page runs something');
  });
}
