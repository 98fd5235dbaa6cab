import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

import { callerRoles } from '../caller-roles.ts';

const algorithm = 'EdDSA';
const audience = 'otinish';

/** What a test says of the holder of a token. */
export interface TestClaims {
  readonly subject: string;
  readonly clientId: string;
  readonly roles: readonly string[];
  readonly unit?: string;
  readonly applicant?: string;
}

/** What differs from a good token. */
export interface Twist {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey;
}

/** An issuer on a loopback port that answers discovery and gives its keys, as one of a ministry would. */
export interface TestIssuer {
  readonly url: string;
  /** Its entry in `OIDC_ISSUERS`. */
  entry(overrides?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** A good token, or one that is wrong in the named way. */
  issue(claims: TestClaims, twist?: Twist): Promise<string>;
  /** Makes a new key and forgets the old one. */
  rotate(): Promise<void>;
  /** Gives these keys as well, before its own. */
  publish(further: readonly JWK[]): void;
  publicKey(): JWK;
  privateKey(): CryptoKey;
  /** How often anything was asked of it. */
  asked(): number;
  /** Stops answering. */
  leave(): Promise<void>;
  /** Answers again, on the same port. */
  comeBack(): Promise<void>;
}

/** Starts an issuer; with a certificate it speaks https. */
export async function openTestIssuer(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<TestIssuer> {
  let keys = await newKey();
  let further: readonly JWK[] = [];
  let asked = 0;
  const answer: RequestListener = (request, response) => {
    asked += 1;
    const found = new Map<string | undefined, unknown>([
      ['/.well-known/openid-configuration', { issuer: url, jwks_uri: `${url}/jwks` }],
      ['/jwks', { keys: [...further, keys.publicJwk] }],
    ]).get(request.url);
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  };
  const start = (port: number): Promise<Server> => {
    const server = tls === undefined ? createHttpServer(answer) : createHttpsServer(tls, answer);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  };
  let server = await start(0);
  const { port } = server.address() as AddressInfo;
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`;

  return {
    url,
    entry: (overrides = {}) => ({
      issuer: url,
      audience,
      clockSkewSeconds: 5,
      claims: { roles: 'roles', unit: 'unit', applicant: 'applicant' },
      roles: Object.fromEntries(callerRoles.map((role) => [role, role])),
      ...overrides,
    }),
    issue: ({ subject, clientId, ...claims }, { header = {}, payload = {}, key = keys.privateKey } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({
        iss: url,
        aud: audience,
        sub: subject,
        client_id: clientId,
        jti: randomUUID(),
        iat: now,
        exp: now + 3_600,
        ...claims,
        ...payload,
      })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: keys.kid, ...header })
        .sign(key);
    },
    rotate: async () => {
      keys = await newKey();
    },
    publish: (more) => {
      further = more;
    },
    publicKey: () => keys.publicJwk,
    privateKey: () => keys.privateKey,
    asked: () => asked,
    leave: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    comeBack: async () => {
      server = await start(port);
    },
  };
}

async function newKey() {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}
