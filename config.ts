import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { parseIssuers, type IssuerConfig } from './issuers.ts';

/** 32 random bytes in base64. */
const secretKey = '[A-Za-z0-9+/]{43}=';
// Known to everybody who reads this: it hides nothing, and production refuses to start with it.
const developmentSecretKey = Buffer.from('otinish: a key for developing it').toString('base64');

const httpAddress = 'https?://[^/?#\\s]+(/[^?#\\s]*)?';

/**
 * What the environment may say, once, and in words where the type does not say it. Nobody else reads `process.env`.
 * Every default is safe for development on one machine; production sets each of them.
 */
const Environment = Type.Object({
  NODE_ENV: Type.Enum(['development', 'test', 'production'], { default: 'development' }),
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://.',
    wants: 'an address of PostgreSQL, such as postgresql://USER:PASSWORD@127.0.0.1:5432/otinish',
  }),
  TEMPORAL_ADDRESS: Type.String({
    default: '127.0.0.1:7233',
    pattern: '^[^\\s/]+:[0-9]+$',
    wants: 'host:port, without http://',
  }),
  TEMPORAL_NAMESPACE: Type.String({ default: 'default' }),
  TEMPORAL_TASK_QUEUE: Type.String({ default: 'otinish-v1' }),
  TEMPORAL_UI_URL: Type.String({
    default: '',
    pattern: `^(${httpAddress})?$`,
    wants: 'an http or https address',
  }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65_535 }),
  /** Proxies whose `X-Forwarded-For` is believed: addresses or networks, by comma. */
  TRUSTED_PROXIES: Type.String({ default: '' }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ default: 30_000, minimum: 1 }),
  /** Whom integrators write to, as the API's description says it. */
  CONTACT_URL: Type.String({
    default: 'https://otinish.example',
    pattern: `^${httpAddress}$`,
    wants: 'an http or https address',
  }),
  CONTACT_EMAIL: Type.String({
    default: 'integration@otinish.example',
    pattern: '^[^@\\s]+@[^@\\s]+$',
    wants: 'an e-mail address',
  }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info' }),
  SANDBOX: Type.Boolean({ default: false }),
  OTINISH_DATA_DIR: Type.String({ default: '.otinish/data' }),
  OIDC_ISSUERS: Type.String({ default: '[]' }),
  CLIENT_CERTIFICATE_HEADER: Type.String({
    default: '',
    pattern: '^[A-Za-z0-9-]*$',
    wants: 'the name of a header: letters, digits and -',
  }),
  OTINISH_UNIT: Type.String({ default: 'industry-committee' }),
  POLICY_INCOMPLETE_PACKAGE: Type.Enum(['hearing', 'direct-refusal'], { default: 'hearing' }),
  WEBHOOKS_INSIDE: Type.Boolean({ default: false }),
  PUBLIC_URL: Type.String({
    default: '',
    pattern: `^(${httpAddress})?$`,
    wants: 'an http or https address without ? and #',
  }),
  WEBHOOK_SECRET_KEY: Type.String({
    default: '',
    pattern: `^(${secretKey}(,${secretKey})*)?$`,
    wants: '32 bytes in base64, as openssl rand -base64 32 prints them, or several by comma',
  }),
});

type Given = Static<typeof Environment>;

/** Every variable, as docs/production.md explains it. */
export const variables: readonly string[] = Object.keys(Environment.properties);

/** The configuration of one process, parsed. */
export interface Config {
  readonly production: boolean;
  readonly databaseUrl: string;
  readonly temporal: {
    readonly address: string;
    readonly namespace: string;
    readonly taskQueue: string;
    /** Where operators look; empty when there is no UI. */
    readonly uiUrl: string;
  };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly trustedProxies: readonly string[];
    /** Of one known client or officer, and of all others at one address: decision 0033 says what costs how many. */
    readonly pointsPerMinute: number;
  };
  readonly contact: { readonly url: string; readonly email: string };
  readonly logLevel: Given['LOG_LEVEL'];
  /** Sandbox time is allowed. */
  readonly sandbox: boolean;
  readonly filesDir: string;
  /** Whose tokens are good (docs/identity.md). */
  readonly issuers: readonly IssuerConfig[];
  /** The header in which the reverse proxy hands on client certificates; empty when it does not. */
  readonly clientCertificateHeader: string;
  /** The provider's unit that new applications belong to. */
  readonly unit: string;
  readonly incompletePackage: Given['POLICY_INCOMPLETE_PACKAGE'];
  /** Webhooks may lead to one's own machine and network, by HTTP too: for a developer's stack. */
  readonly webhooksInside: boolean;
  /** Where portals reach the API, without a slash at the end: what addresses in events begin with. */
  readonly publicUrl: string;
  /** Seal the secrets of webhooks: the first one seals, each opens. */
  readonly webhookSecretKeys: readonly Uint8Array[];
}

/** Reads the environment. Throws with every wrong variable named, and what it may be; never with a secret. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variables.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const candidate = Value.Convert(Environment, Value.Default(Environment, given)) as Given;
  const production = candidate.NODE_ENV === 'production';
  const trustedProxies = candidate.TRUSTED_PROXIES.split(',').flatMap((each) => each.trim() || []);
  const issuers = readIssuers(candidate.OIDC_ISSUERS, production);
  const faults = [
    ...faultsOfValues(candidate),
    ...trustedProxies.filter((each) => !isAddressOrNetwork(each)).map(notTrusted),
    ...(production ? faultsInProduction(candidate) : []),
    ...issuers.faults,
  ];
  if (faults.length > 0) throw new Error(`environment: ${faults.join('; ')}`);
  const { HOST, PORT, PUBLIC_URL, WEBHOOK_SECRET_KEY } = candidate;
  return {
    production,
    databaseUrl: candidate.DATABASE_URL,
    temporal: {
      address: candidate.TEMPORAL_ADDRESS,
      namespace: candidate.TEMPORAL_NAMESPACE,
      taskQueue: candidate.TEMPORAL_TASK_QUEUE,
      uiUrl: candidate.TEMPORAL_UI_URL,
    },
    http: {
      host: candidate.HOST,
      port: candidate.PORT,
      trustedProxies,
      pointsPerMinute: candidate.RATE_LIMIT_PER_MINUTE,
    },
    contact: { url: candidate.CONTACT_URL, email: candidate.CONTACT_EMAIL },
    logLevel: candidate.LOG_LEVEL,
    sandbox: candidate.SANDBOX,
    filesDir: join(candidate.OTINISH_DATA_DIR, 'files'),
    issuers: issuers.read,
    clientCertificateHeader: candidate.CLIENT_CERTIFICATE_HEADER.toLowerCase(),
    unit: candidate.OTINISH_UNIT,
    incompletePackage: candidate.POLICY_INCOMPLETE_PACKAGE,
    webhooksInside: candidate.SANDBOX && candidate.WEBHOOKS_INSIDE,
    publicUrl: PUBLIC_URL === '' ? `http://${HOST}:${String(PORT)}` : PUBLIC_URL.replace(/\/+$/, ''),
    webhookSecretKeys: (WEBHOOK_SECRET_KEY || developmentSecretKey)
      .split(',')
      .map((key) => Buffer.from(key, 'base64')),
  };
}

/** Variables whose value nobody may read in a log. */
const secret = new Set(['DATABASE_URL', 'WEBHOOK_SECRET_KEY']);

function faultsOfValues(given: Given): readonly string[] {
  return Object.entries(Environment.properties).flatMap(([name, schema]) => {
    const value = given[name as keyof Given] as Given[keyof Given] | undefined;
    if (Value.Check(schema, value)) return [];
    const is = value === undefined ? 'is missing' : secret.has(name) ? 'is wrong' : `is '${String(value)}'`;
    return [`${name} ${is}, but must be ${wantsOf(schema)}`];
  });
}

/** What a variable may be, in words. */
function wantsOf(schema: object): string {
  if ('wants' in schema) return String(schema.wants);
  if ('enum' in schema) return `one of ${(schema.enum as readonly string[]).join(', ')}`;
  if (!('minimum' in schema)) return 'true or false';
  const upTo = 'maximum' in schema ? ` to ${String(schema.maximum)}` : '';
  return `a whole number from ${String(schema.minimum)}${upTo}`;
}

function isAddressOrNetwork(word: string): boolean {
  return ipaddr.isValid(word) || ipaddr.isValidCIDR(word);
}

function notTrusted(word: string): string {
  return `TRUSTED_PROXIES has '${word}', but must be addresses or networks by comma, such as 10.0.0.5,172.16.0.0/12`;
}

/** What serves a developer and would harm others: a known key, an address that only this machine knows, calls into the network. */
function faultsInProduction(given: Static<typeof Environment>): readonly string[] {
  const { WEBHOOK_SECRET_KEY, PUBLIC_URL, WEBHOOKS_INSIDE, SANDBOX } = given;
  return [
    ...(SANDBOX ? ['SANDBOX must not be set in production: its time is that of no law'] : []),
    ...(WEBHOOK_SECRET_KEY.split(',').includes(developmentSecretKey)
      ? ['WEBHOOK_SECRET_KEY holds the published key of development: it hides nothing']
      : []),
    ...(WEBHOOK_SECRET_KEY === ''
      ? ['WEBHOOK_SECRET_KEY must be set in production, for example by: openssl rand -base64 32']
      : []),
    ...(PUBLIC_URL === '' ? ['PUBLIC_URL must be set in production: addresses in events begin with it'] : []),
    ...(WEBHOOKS_INSIDE ? ['WEBHOOKS_INSIDE must not be set in production'] : []),
  ];
}

interface ReadIssuers {
  readonly read: readonly IssuerConfig[];
  readonly faults: readonly string[];
}

/** The issuers, from JSON or from the file that is named instead, or every fault with its place. */
function readIssuers(given: string, production: boolean): ReadIssuers {
  const inline = given.trimStart().startsWith('[');
  const json = inline ? given : readIssuersFile(given);
  if (json === null) {
    const what = `OIDC_ISSUERS is neither a JSON array nor a file that can be read: ${given}`;
    return { read: [], faults: [what] };
  }
  const source = inline ? 'OIDC_ISSUERS' : `OIDC_ISSUERS, file ${given},`;
  const parsed = parseIssuers(json, { production });
  if (parsed.kind === 'issuers') return { read: parsed.issuers, faults: [] };
  return { read: [], faults: parsed.faults.map((fault) => `${source} ${fault}`) };
}

function readIssuersFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
