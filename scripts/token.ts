// `npm run --silent token -- <role> [--sub ID] [--client ID] [--applicant IIN]`: prints one access token of the running stack's identity provider.
import './setup/require-node.mjs';
import { parseArgs } from 'node:util';

import { callerRoles } from '../caller-roles.ts';
import { defaultDataDir } from '../operations/running-stack.ts';
import { tokenFor } from './http/tokens.ts';

const { npm_lifecycle_event: underNpm, npm_config_loglevel: npmSays } = process.env;

try {
  // Nobody would notice that npm's own lines stand before the token in a variable.
  if (underNpm === 'token' && npmSays !== 'silent' && !process.stdout.isTTY)
    throw new Error('npm prints lines of its own before the token: ask by npm run --silent token -- ROLE');
  process.stdout.write(`${await makeToken(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function makeToken(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sub: { type: 'string' }, client: { type: 'string' }, applicant: { type: 'string' } },
  });
  const role = callerRoles.find((each) => each === positionals[0]);
  if (role === undefined || positionals.length !== 1) {
    throw new Error(
      `Name one role: ${callerRoles.join(', ')}. Example: npm run --silent token -- head --sub head-2`,
    );
  }
  const dataDir = process.env['OTINISH_DATA_DIR'] ?? defaultDataDir;
  return tokenFor(role, dataDir, values.sub, values.client, values.applicant);
}
