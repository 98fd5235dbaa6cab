import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { projectEnv, root } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const inputs = [
  'client/openapi.json',
  'scripts/client/generate.ts',
  'scripts/client/as-called.ts',
  'node_modules/@hey-api/openapi-ts/package.json',
].map((path) => join(root, path));

/** Generates the typed client when the committed contract, what is asked of the generator, or its version changed. */
export async function generateTypedClient() {
  const hash = hashOf(inputs);
  if (isStamped('typed-client', hash) && existsSync(join(root, 'client', 'generated'))) return;
  const result = await step('Generating the typed client', () =>
    run(
      'typed-client',
      join(root, 'node_modules', '.bin', 'node'),
      [join(root, 'scripts', 'generate-client.ts')],
      { env: projectEnv() },
    ),
  );
  if (!result.ok) {
    throw new SetupProblem(
      `client/openapi.json could not be turned into a client:\n${lastLines(result.output, 15)}`,
    );
  }
  stamp('typed-client', hash);
}
