import type { CallerRole } from '../../caller-roles.ts';

/**
 * What of the world exists for a role on a route. `own-client`: what this client submitted, uploaded or submits now; of a
 * token that is confined to one applicant, only his. `own-appointment`: applications the executor is appointed to.
 * `own-unit`: what belongs to the officer's unit. `own-commands`: what the caller himself sent. `everything`: all there is.
 */
export type Scope = 'own-client' | 'own-appointment' | 'own-unit' | 'own-commands' | 'everything';

/** Who may call a route: anybody, without a token; or these roles, each seeing what its scope says. */
export type Access = 'open' | Readonly<Partial<Record<CallerRole, Scope>>>;

const readers = {
  portal: 'own-client',
  executor: 'own-appointment',
  head: 'own-unit',
  ops: 'everything',
} as const;
// Operators watch the procedure; what it is about is not theirs to read.
const parties = { portal: 'own-client', executor: 'own-appointment', head: 'own-unit' } as const;
const officers = { executor: 'own-appointment', head: 'own-unit' } as const;
const byApplicant = { portal: 'own-client' } as const;
const byExecutor = { executor: 'own-appointment' } as const;
const byHead = { head: 'own-unit' } as const;
const editors = { 'calendar-editor': 'everything' } as const;
const amendmentReaders = { 'calendar-editor': 'everything', ops: 'everything', admin: 'everything' } as const;
const register = { head: 'own-unit', admin: 'everything' } as const;

/** Routes of every installation. */
const always = {
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /v1/healthz': 'open',
  'GET /v1/readyz': 'open',
  'GET /openapi.json': 'open',
  'GET /v1/openapi.json': 'open',
  'GET /': 'open',
  'GET /docs': 'open',
  'GET /docs/': 'open',
  'GET /docs/js/scalar.js': 'open',
  'GET /docs/errors': 'open',
  // A browser asks before it calls; the answer is about the address, not about what is there.
  'OPTIONS *': 'open',

  'POST /v1/deadlines/preview': 'open',
  'GET /v1/calendars/kz/days': 'open',
  'GET /v1/calendars/kz/editions': 'open',
  'GET /v1/calendars/kz.ics': 'open',
  'GET /v1/calendars/kz/amendments': amendmentReaders,
  'GET /v1/calendars/kz/amendments/:edition': amendmentReaders,
  'GET /v1/calendars/kz/amendments/:edition/dry-run': editors,
  'POST /v1/calendars/kz/amendments/preview': editors,
  'POST /v1/calendars/kz/amendments': editors,
  'POST /v1/calendars/kz/amendments/:edition/approval': editors,

  'POST /v1/uploads': byApplicant,
  'POST /v1/applications': byApplicant,
  'GET /v1/applications': readers,
  'POST /v1/applications/search': readers,
  'GET /v1/applications/:id': readers,
  'GET /v1/applications/:id/deadlines': readers,
  'GET /v1/applications/:id/outlook': readers,
  'GET /v1/applications/:id/events': readers,
  'GET /v1/applications/:id/submission': parties,
  'GET /v1/applications/:id/draft': officers,
  'GET /v1/applications/:id/documents': parties,
  'GET /v1/applications/:id/documents/:documentId': parties,

  'POST /v1/applications/:id/executor': byHead,
  'POST /v1/applications/:id/completeness': byExecutor,
  'POST /v1/applications/:id/conformity': byExecutor,
  'POST /v1/applications/:id/preliminary-refusal/approval': byHead,
  'POST /v1/applications/:id/preliminary-refusal/return': byHead,
  // Whoever delivers notices proves receipt of any of them, and reads none.
  'POST /v1/applications/:id/notices/:noticeId/receipt': { notifier: 'everything' },
  'POST /v1/applications/:id/objection': byApplicant,
  'POST /v1/applications/:id/oral-hearing-request': byApplicant,
  'POST /v1/applications/:id/hearing-waiver': byApplicant,
  'POST /v1/applications/:id/documents': byApplicant,
  'POST /v1/applications/:id/withdrawal': byApplicant,
  'POST /v1/applications/:id/hearing-record': byExecutor,
  'POST /v1/applications/:id/draft': byExecutor,
  'POST /v1/applications/:id/draft/return': byHead,
  'POST /v1/applications/:id/decision': byHead,
  'GET /v1/commands/:id': {
    portal: 'own-commands',
    executor: 'own-commands',
    head: 'own-commands',
    notifier: 'own-commands',
  },

  'GET /v1/changes': byApplicant,
  'POST /v1/webhooks': byApplicant,
  'GET /v1/webhooks': byApplicant,
  'GET /v1/webhooks/:id': byApplicant,
  'POST /v1/webhooks/:id/removal': byApplicant,
  'POST /v1/webhooks/:id/secret': byApplicant,
  'POST /v1/webhooks/:id/test': byApplicant,
  'GET /v1/webhooks/:id/deliveries': byApplicant,
  'POST /v1/webhooks/:id/redelivery': byApplicant,
  'GET /asyncapi.json': 'open',
  'GET /v1/event-schemas/asyncapi.json': 'open',
  'GET /v1/event-schemas/:file': 'open',

  'GET /v1/staff': register,
  'GET /v1/staff/:id': register,
  'PUT /v1/staff/:id': { admin: 'everything' },
  'GET /v1/staff/:id/delegations': register,
  'POST /v1/staff/:id/delegations': register,
  'POST /v1/staff/:id/delegations/:delegationId/confirmation': register,
  'POST /v1/staff/:id/delegations/:delegationId/revocation': register,
  'GET /v1/agenda': { head: 'own-unit', ops: 'everything' },
} as const satisfies Record<string, Access>;

/** Routes that exist only where sandbox time does. */
const inSandbox = {
  'POST /v1/sandbox/applications/:id/advance': parties,
} as const satisfies Record<string, Access>;

/** The one place that says who may call what: an entry for every route, under its method and its Fastify address. */
export const accessTable = { ...always, ...inSandbox };
export type RouteKey = keyof typeof accessTable;

/** The routes that an installation must have, no more and no fewer. */
export function routesExpected({ sandbox }: { readonly sandbox: boolean }): ReadonlySet<string> {
  return new Set(Object.keys(sandbox ? accessTable : always));
}

/** The entry of a route, or null when it has none. A HEAD is asked for like its GET. */
export function accessTo(method: string, url: string | undefined): Access | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url ?? ''}`;
  return isRoute(key) ? accessTable[key] : null;
}

function isRoute(key: string): key is RouteKey {
  return Object.hasOwn(accessTable, key);
}

/** The roles that a route lets in, in the order of the table; none when it is open. */
export function rolesOf(access: Access): readonly CallerRole[] {
  return access === 'open' ? [] : (Object.keys(access) as CallerRole[]);
}
