// The OpenID provider of a development stack: `node scripts/identity/provider.ts --port N --data FOLDER`. Whoever reaches
// it may be whom he likes, so it listens on this machine only and does not start in production.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

import Provider, { errors, interactionPolicy, type Configuration } from 'oidc-provider';

import { callerRoles, staffRoles } from '../../caller-roles.ts';
import { seededOfficers } from '../staff-seed.ts';
import { resource, apiAudience } from './audience.ts';
import { openKeys, signingAlgorithm } from './keys.ts';
import { memoryAdapter } from './memory.ts';
import { signIn, signInPath } from './sign-in.ts';

const daySeconds = 86_400;
/** Confines a portal's token to one applicant: `scope=portal applicant:850101100012`. */
const applicantScope = /^applicant:(\d{12})$/;

const machineRoles = callerRoles.filter((role) => !staffRoles.includes(role));

try {
  await serve();
} catch (error) {
  process.stderr.write(`identity provider: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function serve(): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'it gives tokens to anybody who asks, so it does not run in production (docs/identity.md)',
    );
  }
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  const { port, data } = values;
  if (port === undefined || data === undefined) throw new Error('it needs --port and --data');

  const provider = new Provider(`http://127.0.0.1:${port}`, configurationOf(await openKeys(data)));
  provider.on('server_error', (_context, error) => process.stderr.write(`${String(error.stack)}\n`));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const handled = request.url?.startsWith(signInPath)
      ? signIn(provider, request, response)
      : answer(request, response);
    handled.catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.writeHead(500).end();
    });
  });
  server.listen(Number(port), '127.0.0.1');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}

function configurationOf({ jwks, cookieSecret }: Awaited<ReturnType<typeof openKeys>>): Configuration {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return {
    adapter: memoryAdapter,
    jwks: { keys: [...jwks.keys] } as NonNullable<Configuration['jwks']>,
    cookies: { keys: [cookieSecret] },
    // Said in its metadata, so that a client of a machine knows where its secret goes.
    clientAuthMethods: ['client_secret_post', 'none'],
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    scopes: ['openid', 'offline_access'],
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (_context, token) =>
      token.kind === 'ClientCredentials'
        ? machineClaims(token.clientId ?? '', scopesOf(token.scope))
        : officerClaims(token.accountId, scopesOf(token.scope)),
    // Nobody is asked whether his own desk may act for him.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid offline_access');
      grant.addResourceScope(resource, callerRoles.join(' '));
      await grant.save();
      return grant;
    },
    interactions: { policy, url: (_context, { uid }) => `${signInPath}${uid}` },
    pkce: { required: () => true },
    clientBasedCORS: (_context, origin) =>
      ['127.0.0.1', 'localhost'].includes(URL.parse(origin)?.hostname ?? ''),
    ttl: {
      Session: daySeconds,
      Grant: daySeconds,
      Interaction: 3_600,
      AuthorizationCode: 60,
      IdToken: 3_600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, asked) => {
          if (asked !== resource) throw new errors.InvalidTarget();
          const { scope } = context.oidc.params ?? {};
          const applicants = scopesOf(typeof scope === 'string' ? scope : '').filter((each) =>
            applicantScope.test(each),
          );
          return {
            scope: [...callerRoles, ...applicants].join(' '),
            audience: apiAudience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: daySeconds,
            jwt: { sign: { alg: signingAlgorithm } },
          };
        },
      },
    },
  };
}

/** A machine is what it asks to be; a portal unless its name says otherwise. */
function machineClaims(clientId: string, scopes: readonly string[]) {
  const asked = machineRoles.filter((role) => scopes.includes(role));
  const applicant = scopes
    .map((scope) => applicantScope.exec(scope)?.[1])
    .find((digits) => digits !== undefined);
  return {
    roles: asked.length > 0 ? asked : [clientId.startsWith('notifier') ? 'notifier' : 'portal'],
    ...(applicant === undefined ? {} : { applicant }),
  };
}

/** An officer has the roles he asks for, or all of his; whether he holds them the staff register decides. */
function officerClaims(staffId: string, scopes: readonly string[]) {
  const officer = seededOfficers.find(({ id }) => id === staffId);
  const asked = staffRoles.filter((role) => scopes.includes(role));
  return {
    staff_id: staffId,
    roles: asked.length > 0 ? asked : (officer?.roles ?? []),
    ...(officer === undefined ? {} : { unit: officer.unit }),
  };
}

function scopesOf(scope: string | undefined): readonly string[] {
  return scope?.split(' ') ?? [];
}
