import { callerRoles } from '../../caller-roles.ts';

/** Whom the development provider's tokens are for: `aud`, and the resource that stands for it in a request (RFC 8707). */
export const apiAudience = 'otinish';
export const resource = 'urn:otinish:api';

/** The development provider's entry in `OIDC_ISSUERS`. */
export function developmentIssuer(issuer: string): object {
  return {
    issuer,
    audience: apiAudience,
    algorithms: ['RS256'],
    claims: { roles: 'roles', staff: 'staff_id', unit: 'unit', applicant: 'applicant' },
    roles: Object.fromEntries(callerRoles.map((role) => [role, role])),
  };
}
