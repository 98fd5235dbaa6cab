import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { projectEnv, root } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const inputs = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'].map((path) =>
  join(root, path),
);

/** Generates the Prisma client when the schema, its configuration or Prisma's version changed. */
export async function generatePrismaClient() {
  if (!existsSync(inputs[0])) return;
  const hash = hashOf(inputs);
  if (isStamped('prisma-client', hash) && existsSync(join(root, 'prisma', 'generated'))) return;
  const result = await step('Generating the Prisma client', () =>
    run('prisma', join(root, 'node_modules', '.bin', 'prisma'), ['generate'], {
      // `generate` never starts the engine but insists on having one: any program will do.
      env: projectEnv({ PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }),
    }),
  );
  if (!result.ok) {
    throw new SetupProblem(
      `prisma/schema.prisma could not be turned into a client:\n${lastLines(result.output, 15)}`,
    );
  }
  stamp('prisma-client', hash);
}
