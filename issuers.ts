import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { callerRoles, staffRoles, type CallerRole } from './caller-roles.ts';

/** Signatures that a public key checks. A shared secret could also sign, and `none` is no signature. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** What the header `typ` of an access token may say, besides nothing: `JWT` is said of ID tokens as well. */
const tokenTypes = ['at+jwt', 'JWT', 'absent'] as const;
export type TokenType = (typeof tokenTypes)[number];

/** Where a claim is: names from the outside in, by dots, or as a list when a name has dots itself. */
const Path = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
]);

const Issuer = Type.Object(
  {
    issuer: Type.String({ minLength: 1 }),
    audience: Type.Optional(Type.String({ minLength: 1 })),
    clients: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 1_000 })),
    tokenTypes: Type.Optional(Type.Array(Type.Enum([...tokenTypes]), { minItems: 1 })),
    must: Type.Optional(Type.Record(Type.String({ minLength: 1 }), Type.String({ minLength: 1 }))),
    algorithms: Type.Optional(Type.Array(Type.Enum([...algorithms]), { minItems: 1 })),
    clockSkewSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 300 })),
    clientNamespace: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    certificates: Type.Optional(Type.Enum(['when-bound', 'required'])),
    claims: Type.Object(
      {
        roles: Path,
        client: Type.Optional(Path),
        staff: Type.Optional(Path),
        unit: Type.Optional(Path),
        applicant: Type.Optional(Path),
      },
      { additionalProperties: false },
    ),
    roles: Type.Record(Type.String({ minLength: 1 }), Type.Enum([...callerRoles])),
  },
  { additionalProperties: false },
);
const Issuers = Type.Array(Issuer);

export type ClaimPath = readonly string[];

/** One issuer of tokens, as the configuration names it. */
export interface IssuerConfig {
  /** As it stands in `iss` and in the issuer's own metadata, to the letter. */
  readonly issuer: string;
  /** What `aud` holds. Null where the issuer's access tokens have none, which is Cognito's way: then `clients` says whose count. */
  readonly audience: string | null;
  /** Ids of clients, as the issuer writes them, whose tokens count; null for all. */
  readonly clients: readonly string[] | null;
  /** What the header `typ` may be. */
  readonly tokenTypes: readonly TokenType[];
  /** Claims that tell an access token of this issuer by their value, as `token_use: access`. */
  readonly must: Readonly<Record<string, string>>;
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** Stands before the ids of this issuer's clients, so that two issuers' clients are never one owner. */
  readonly clientNamespace: string;
  /** Whether a token must be bound to a client certificate (RFC 8705), or is checked only when it is. */
  readonly certificates: 'when-bound' | 'required';
  readonly claims: {
    readonly roles: ClaimPath;
    readonly client: ClaimPath | null;
    readonly staff: ClaimPath;
    readonly unit: ClaimPath | null;
    readonly applicant: ClaimPath | null;
  };
  /** The issuer's names of roles, and ours. What is not here is no role. */
  readonly roles: Readonly<Record<string, CallerRole>>;
}

export type ParsedIssuers =
  | { readonly kind: 'issuers'; readonly issuers: readonly IssuerConfig[] }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/**
 * Reads the list of issuers from JSON, or gives every fault with its place. Outside production an issuer may speak plain
 * http on a loopback address.
 */
export function parseIssuers(json: string, { production }: { readonly production: boolean }): ParsedIssuers {
  let candidate: unknown;
  try {
    candidate = JSON.parse(json);
  } catch (error) {
    return faultsOf([`is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (!Value.Check(Issuers, candidate)) {
    return faultsOf(
      Value.Errors(Issuers, candidate).map(
        ({ instancePath, message, params }) =>
          `${instancePath || '/'} ${message}${'additionalProperties' in params ? `: ${String(params.additionalProperties)}` : ''}`,
      ),
    );
  }
  const issuers = candidate.map(issuerOf);
  const faults = [
    ...issuers.flatMap(({ audience, clients }, index) =>
      audience === null && clients === null
        ? [`/${index} names neither audience nor clients: every token of this issuer would be for us`]
        : [],
    ),
    ...issuers.flatMap(({ issuer }, index) => addressFaults(issuer, `/${index}/issuer`, production)),
    ...repeated(issuers.map(({ issuer }) => issuer)).map((issuer) => `names ${issuer} twice`),
    ...repeated(issuers.map(({ clientNamespace }) => clientNamespace)).map(
      (namespace) => `gives two issuers the clientNamespace '${namespace}': their clients would be one owner`,
    ),
    ...twoRegisters(issuers),
  ];
  return faults.length === 0 ? { kind: 'issuers', issuers } : faultsOf(faults);
}

/** Why an address is not one to fetch from, or nothing. */
export function addressFaults(address: string, place: string, production: boolean): readonly string[] {
  const url = URL.parse(address);
  if (url === null) return [`${place} is no URL: ${address}`];
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    return [`${place} must be a plain address, without user, query and fragment: ${address}`];
  if (url.protocol === 'https:') return [];
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol === 'http:' && loopback && !production) return [];
  return [
    production
      ? `${place} must be https in production: ${address}`
      : `${place} must be https, or http on a loopback address: ${address}`,
  ];
}

function issuerOf(given: Static<typeof Issuer>): IssuerConfig {
  const { client, staff = 'sub', unit, applicant } = given.claims;
  return {
    issuer: given.issuer,
    audience: given.audience ?? null,
    clients: given.clients ?? null,
    tokenTypes: given.tokenTypes ?? ['at+jwt'],
    must: given.must ?? {},
    algorithms: given.algorithms ?? ['RS256', 'PS256', 'ES256', 'EdDSA'],
    clockSkewSeconds: given.clockSkewSeconds ?? 30,
    clientNamespace: given.clientNamespace ?? '',
    certificates: given.certificates ?? 'when-bound',
    claims: {
      roles: pathOf(given.claims.roles),
      client: client === undefined ? null : pathOf(client),
      staff: pathOf(staff),
      unit: unit === undefined ? null : pathOf(unit),
      applicant: applicant === undefined ? null : pathOf(applicant),
    },
    roles: given.roles,
  };
}

function pathOf(path: Static<typeof Path>): ClaimPath {
  return typeof path === 'string' ? path.split('.') : path;
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** A staff id names one account of the register: two issuers that give it could each let somebody else in under it. */
function twoRegisters(issuers: readonly IssuerConfig[]): readonly string[] {
  const givers = issuers.filter(({ roles }) =>
    Object.values(roles).some((role) => staffRoles.includes(role)),
  );
  if (givers.length < 2) return [];
  return [
    `lets ${givers.map(({ issuer }) => issuer).join(' and ')} give roles of officers: one issuer knows the staff register's accounts`,
  ];
}

function faultsOf(faults: readonly string[]): ParsedIssuers {
  return { kind: 'faults', faults };
}
