import { openDevelopmentIssuer } from '../../api/plugins/auth-development-issuer.ts';
import { join } from 'node:path';

/** A bearer token of the development issuer whose key lies in a stack's data folder; officers are `<role>-1` unless named. */
export async function tokenFor(
  role: string,
  dataDir: string,
  subject = `${role}-1`,
  client?: string,
): Promise<string> {
  const issuer = await openDevelopmentIssuer({ production: false, issuerDir: join(dataDir, 'issuer') });
  return issuer.issue({ subject, clientId: client ?? (role === 'portal' ? subject : 'desk'), roles: [role] });
}
