import { staffRoles } from '../../caller-roles.ts';
import { deskClient, developmentSecret } from '../identity/clients.ts';
import { noStack, readIssuer } from '../stack/identity.ts';
import { StackProblem } from '../stack/tools.ts';
import { askForToken, signInByCode } from './code-flow.ts';

/**
 * An access token of the provider of the stack that keeps its data here: by client credentials for a machine, by code
 * flow with PKCE for an officer, who is `<role>-1` unless named. A portal's may be confined to one applicant. Throws `StackProblem` when no such stack runs.
 */
export async function tokenFor(
  role: string,
  dataDir: string,
  subject = `${role}-1`,
  client?: string,
  applicant?: string,
): Promise<string> {
  const issuer = readIssuer(dataDir);
  try {
    return staffRoles.some((each) => each === role)
      ? await officerToken(issuer, role, subject, client ?? deskClient)
      : await askForToken(issuer, {
          grant_type: 'client_credentials',
          client_id: client ?? subject,
          client_secret: developmentSecret,
          scope: applicant === undefined ? role : `${role} applicant:${applicant}`,
        });
  } catch (error) {
    const away = error instanceof TypeError && error.message === 'fetch failed';
    throw away ? new StackProblem(noStack(dataDir), { cause: error }) : error;
  }
}

function officerToken(issuer: string, role: string, account: string, client: string): Promise<string> {
  const secret = client === deskClient ? undefined : developmentSecret;
  return signInByCode({ issuer, client, secret, account, scope: `openid ${role}` });
}
