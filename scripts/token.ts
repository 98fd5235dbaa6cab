// `npm run token -- <role> [--sub ID] [--client ID]`: prints one bearer token of the development issuer.
import { parseArgs } from 'node:util';

import { callerRoles, staffRoles, type CallerRole } from '../api/plugins/auth-caller.ts';
import { openDevelopmentIssuer } from '../api/plugins/auth-development-issuer.ts';
import { readConfig } from '../config.ts';

/** The client of officers: the desk they work at. */
const desk = 'desk';

try {
  process.stdout.write(`${await makeToken(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function makeToken(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sub: { type: 'string' }, client: { type: 'string' } },
  });
  const role = callerRoles.find((each) => each === positionals[0]);
  if (role === undefined || positionals.length !== 1) {
    throw new Error(`Name one role: ${callerRoles.join(', ')}. Example: npm run token -- head --sub head-2`);
  }
  // The issuer needs no database; the rest of the environment is read as the server reads it.
  const issuer = await openDevelopmentIssuer(readConfig({ DATABASE_URL: 'unused', ...process.env }));
  const clientId = values.client ?? defaultClient(role);
  return issuer.issue({ subject: values.sub ?? defaultSubject(role, clientId), clientId, roles: [role] });
}

function defaultClient(role: CallerRole): string {
  return staffRoles.includes(role) ? desk : `${role}-1`;
}

function defaultSubject(role: CallerRole, clientId: string): string {
  return staffRoles.includes(role) ? `${role}-1` : clientId;
}
