import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { root } from '../stack/tools.ts';

/** The contract as it is committed, so that a review sees every change of it. */
export const documentFile = join(root, 'client', 'openapi.json');

type Operation = { readonly responses?: Readonly<Record<string, unknown>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Generates `client/generated/` from the committed document. */
export async function generateClient(): Promise<void> {
  const document = JSON.parse(readFileSync(documentFile, 'utf8')) as { readonly paths: Paths };
  await createClient({
    input: { ...document, paths: withoutPending(document.paths) },
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

/** Whoever calls never meets a 202: the client follows it to its outcome. */
function withoutPending(paths: Paths): Paths {
  return mapValues(paths, (operations) =>
    mapValues(operations, ({ responses, ...operation }) => {
      const { 202: _pending, ...settled } = responses ?? {};
      return { ...operation, responses: 201 in settled || 200 in settled ? settled : (responses ?? {}) };
    }),
  );
}

function mapValues<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
