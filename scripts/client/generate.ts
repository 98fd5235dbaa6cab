import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { root } from '../stack/tools.ts';
import { asCalled, type ApiDocument } from './as-called.ts';

/** The contract as it is committed, so that a review sees every change of it. */
export const documentFile = join(root, 'client', 'openapi.json');

/** Generates `client/generated/` from the committed document. */
export async function generateClient(): Promise<void> {
  const document = JSON.parse(readFileSync(documentFile, 'utf8')) as ApiDocument;
  await createClient({
    input: asCalled(document),
    output: {
      path: join(root, 'client', 'generated'),
      importFileExtension: '.ts',
      // Its runtime is not written for exactOptionalPropertyTypes. What it exports is checked where it is used.
      header: ({ defaultValue }) => ['// @ts-nocheck', ...defaultValue],
    },
    logs: { level: 'silent', file: false },
    plugins: [
      { name: '@hey-api/typescript' },
      { name: '@hey-api/client-fetch', throwOnError: true, baseUrl: false },
      {
        name: '@hey-api/sdk',
        responseStyle: 'data',
        operations: { strategy: 'single', containerName: 'Api', methods: 'instance' },
      },
    ],
  });
}
