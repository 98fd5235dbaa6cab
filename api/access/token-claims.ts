import type { JWSHeaderParameters, JWTPayload } from 'jose';
import { isIinOrBin } from '../../regulation/identifiers.ts';
import { staffRoles } from '../../caller-roles.ts';
import type { TokenClaims } from '../token-verification.ts';
import type { ClaimPath, IssuerConfig } from '../../issuers.ts';
import { audienceFault, kindFault, tokenTypeOf } from './token-kind.ts';

/** What a token says in our words, or why it says nothing that we understand. */
export type ReadClaims =
  | { readonly kind: 'claims'; readonly claims: TokenClaims }
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads a verified token by the mapping of its issuer. */
export function readClaims(
  header: JWSHeaderParameters,
  payload: JWTPayload,
  config: IssuerConfig,
): ReadClaims {
  const { claims: paths, clientNamespace } = config;
  const client =
    textAt(payload, paths.client ?? ['client_id']) ?? (paths.client ? null : textAt(payload, ['azp']));
  if (client === null) return refused('it names no client');
  if (payload.sub === undefined || payload.sub === '') return refused('it names no subject');
  const fault =
    kindFault(tokenTypeOf(header), payload, client, config) ?? audienceFault(payload, client, config);
  if (fault !== null) return refused(fault);

  const applicant = paths.applicant === null ? undefined : valueAt(payload, paths.applicant);
  if (applicant !== undefined && !(typeof applicant === 'string' && isIinOrBin(applicant)))
    return refused('the applicant it is confined to has no IIN or BIN that can be');

  const roles = rolesOf(valueAt(payload, paths.roles), config);
  const staffId = roles.some((role) => staffRoles.includes(role)) ? textAt(payload, paths.staff) : null;
  const unit = paths.unit === null ? null : textAt(payload, paths.unit);
  return {
    kind: 'claims',
    claims: {
      subject: payload.sub,
      clientId: ownerOf(client, clientNamespace),
      roles,
      ...(staffId === null ? {} : { staffId }),
      ...(unit === null ? {} : { unit }),
      ...(applicant === undefined ? {} : { applicant }),
    },
  };
}

/**
 * The id under which a client owns what it sends. The signs that join ids are escaped in it, so that no issuer can write
 * another's namespace, nor an officer's key, into the id of a client of its own.
 */
function ownerOf(client: string, namespace: string): string {
  const id = client.replaceAll(/[%:/]/g, (sign) => encodeURIComponent(sign));
  return namespace === '' ? id : `${namespace}:${id}`;
}

/** Our roles among those of the issuer: a list, or words in one text as in `scope`. */
function rolesOf(value: unknown, { roles }: IssuerConfig): TokenClaims['roles'] {
  const names: readonly unknown[] =
    typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  const ours = names.flatMap((name) =>
    typeof name === 'string' && Object.hasOwn(roles, name) ? (roles[name] ?? []) : [],
  );
  return [...new Set(ours)];
}

function textAt(payload: JWTPayload, path: ClaimPath): string | null {
  const value = valueAt(payload, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What stands at a path; only an object's own members count. */
function valueAt(payload: JWTPayload, path: ClaimPath): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.getOwnPropertyDescriptor(value, name)?.value
        : undefined,
    payload,
  );
}

function refused(reason: string): ReadClaims {
  return { kind: 'refused', reason };
}
