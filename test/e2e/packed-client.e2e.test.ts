import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { developmentSecret } from '../../scripts/identity/clients.ts';
import { tokenFor } from '../../scripts/http/tokens.ts';
import { readIssuer } from '../../scripts/stack/identity.ts';
import { root } from '../../scripts/stack/tools.ts';
import { installPackedClient, nodesHere, type FreshProject } from './fresh-project.ts';
import { calmStack } from './story.ts';

let project: FreshProject;
beforeAll(async () => {
  project = await installPackedClient();
});
afterAll(() => project.remove());

const submission = readFileSync(join(root, 'client', 'examples', 'submission.json'), 'utf8');
const paper = readFileSync(join(root, 'client', 'examples', 'paper.pdf'), 'utf8');

/** What somebody else's page or program does with a client: sends files, submits, reads, withdraws. */
const story = `
  const kinds = ['titleAndTechnology', 'goodsClassification', 'yieldCalculation'];
  const documents = await Promise.all(kinds.map(async (kind) => {
    const file = new File([${JSON.stringify(paper)}], kind + '.pdf', { type: 'application/pdf' });
    return { kind, uploadId: (await otinish.uploadFile({ body: { file } })).uploadId };
  }));
  const application = await otinish.submitApplication({ body: { ...submission, documents } });
  const withdrawn = await otinish.withdraw({ ...on(application), body: { reason: 'The contract was cancelled.' } });
  const refused = await otinish.withdraw({ ...on(withdrawn), body: { reason: 'Again.' } }).catch((error) => error);
  const said = [withdrawn.stage, refused.name, refused.message];
`;

/** What the story comes to. */
const told = [
  'signing',
  'OtinishProblem',
  expect.stringMatching(/^POST \/v1\/applications\/[0-9a-f-]+\/withdrawal answered 409 [a-z-]+: ./),
];

test('the packed client brings declarations that compile without Node, with every check on', async () => {
  project.write(
    'typed.ts',
    `import { clientCredentials, connect, on, webhookReader, type Application } from 'otinish-client';
     import { connect as open, NoToken } from 'otinish-client/browser';
     const token = clientCredentials({ issuer: 'https://id.example.kz', clientId: 'a', clientSecret: 'b' });
     export const here = connect({ url: 'https://otinish.example.kz', token });
     export const page = open({ url: '', token: () => Promise.reject(new Error('signed out')) });
     export const read = webhookReader('whsec_c2VjcmV0');
     export async function take(application: Application): Promise<string> {
       const { stage } = await here.withdraw({ ...on(application), body: { reason: 'No.' } });
       // @ts-expect-error the version is a number
       const wrong: string = application.version;
       return stage + wrong + String(page) + NoToken.name;
     }`,
  );
  for (const module of ['nodenext', 'preserve']) {
    const compilerOptions = { noEmit: true, strict: true, module, target: 'es2022', types: [] };
    const lib = ['es2022', 'dom', 'dom.iterable'];
    const config = { compilerOptions: { ...compilerOptions, lib, skipLibCheck: false }, files: ['typed.ts'] };
    const file = project.write('tsconfig.json', JSON.stringify(config));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');

    await expect(project.run(process.execPath, compiler, '-p', file)).resolves.toBe('');
  }
});

test.each([...(await nodesHere())])('the packed client works under Node %s', async (_version, node) => {
  const { apiUrl, dataDir } = calmStack();
  const program = project.write(
    'portal.js',
    `import { clientCredentials, connect, on } from 'otinish-client';
     const submission = ${submission};
     const credentials = { issuer: ${JSON.stringify(readIssuer(dataDir))}, clientId: 'packed', scope: 'portal' };
     const open = (clientSecret) => connect({
       url: ${JSON.stringify(apiUrl)}, token: clientCredentials({ ...credentials, clientSecret }),
     });
     const otinish = open(${JSON.stringify(developmentSecret)});
     ${story}
     const denied = await open('a wrong one').getApplication({ path: { id: application.id } }).catch((error) => error);
     console.log(JSON.stringify([...said, denied.name, denied.message]));`,
  );

  const said = JSON.parse(await project.run(node, program)) as readonly unknown[];

  expect(said).toEqual([...told, 'NoToken', expect.stringContaining('401 invalid_client')]);
});

test('the door for browsers works where there is nothing but what a browser has', async () => {
  const { apiUrl, dataDir } = calmStack();
  const entry = project.write(
    'page.js',
    `import { connect, on } from 'otinish-client/browser';
     globalThis.play = async (url, token, submission) => {
       const otinish = connect({ url, token: () => Promise.resolve(token) });
       ${story}
       return said;
     };`,
  );
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    cwd: project.folder,
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  const [{ code, imports, moduleIds }] = output;
  const page = createContext({ ...ofBrowsers() }) as {
    play?: (url: string, token: string, submission: unknown) => Promise<readonly unknown[]>;
  };
  runInContext(code, page);

  expect(imports).toEqual([]);
  expect(moduleIds.filter((id) => /openid-client|standardwebhooks/.test(id))).toEqual([]);
  expect(
    await page.play?.(apiUrl, await tokenFor('portal', dataDir, 'packed'), JSON.parse(submission)),
  ).toEqual(told);
});

/** What every browser has beside the language itself. */
function ofBrowsers() {
  const { AbortController, AbortSignal, Blob, crypto, File, FormData, Headers, ReadableStream } = globalThis;
  const { clearTimeout, fetch, Request, Response, setTimeout, TextDecoder, TextEncoder, URL } = globalThis;
  const { DOMException, TransformStream, URLSearchParams } = globalThis;
  const bodies = { Blob, File, FormData, ReadableStream, TextDecoder, TextEncoder, TransformStream };
  const network = { fetch, Headers, Request, Response, URL, URLSearchParams };
  return {
    ...bodies,
    ...network,
    AbortController,
    AbortSignal,
    clearTimeout,
    crypto,
    DOMException,
    setTimeout,
  };
}
