import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { parseIssuers } from './issuers.ts';

const ministry = {
  issuer: 'https://sso.example.kz/realms/otinish',
  audience: 'otinish',
  claims: { roles: 'realm_access.roles', staff: 'staff_id', unit: ['https://example.kz/unit'] },
  roles: { 'otinish-head': 'head', 'otinish-executor': 'executor' },
};
const portals = {
  issuer: 'https://id.example.kz',
  audience: 'otinish',
  clientNamespace: 'egov',
  claims: { roles: 'scope' },
  roles: { submit: 'portal' },
};

function faultsOf(entries: unknown, production = true): readonly string[] {
  const parsed = parseIssuers(JSON.stringify(entries), { production });
  return parsed.kind === 'faults' ? parsed.faults : [];
}

test('what is not said has a default, and paths are taken apart', () => {
  const parsed = parseIssuers(JSON.stringify([ministry, portals]), { production: true });

  expect(parsed).toMatchObject({
    kind: 'issuers',
    issuers: [
      {
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        clockSkewSeconds: 30,
        tokenTypes: ['at+jwt'],
        clients: null,
        must: {},
        clientNamespace: '',
        certificates: 'when-bound',
        claims: {
          roles: ['realm_access', 'roles'],
          staff: ['staff_id'],
          unit: ['https://example.kz/unit'],
          client: null,
          applicant: null,
        },
      },
      { clientNamespace: 'egov', claims: { staff: ['sub'] } },
    ],
  });
});

test.each([
  ['a signature that anybody could make', [{ ...ministry, algorithms: ['none'] }], '/0/algorithms/0'],
  ['a shared secret', [{ ...ministry, algorithms: ['RS256', 'HS256'] }], '/0/algorithms/1'],
  ['no audience', [{ ...ministry, audience: undefined }], '/0 names neither audience nor clients'],
  ['a typ of other tokens', [{ ...ministry, tokenTypes: ['logout+jwt'] }], '/0/tokenTypes/0'],
  ['no typ at all', [{ ...ministry, tokenTypes: [] }], '/0/tokenTypes'],
  ['clients that are none', [{ ...ministry, clients: [] }], '/0/clients'],
  ['a role that we do not have', [{ ...ministry, roles: { king: 'king' } }], '/0/roles/king'],
  ['a misspelt member', [{ ...ministry, claim: {} }], 'claim'],
  ['plain http', [{ ...ministry, issuer: 'http://sso.example.kz' }], '/0/issuer must be https'],
  [
    'http on a loopback address in production',
    [{ ...ministry, issuer: 'http://127.0.0.1:9' }],
    'https in production',
  ],
  ['an address with a query', [{ ...ministry, issuer: 'https://a.kz/?x=1' }], 'plain address'],
  ['no address', [{ ...ministry, issuer: 'the ministry' }], 'is no URL'],
  [
    'one issuer twice',
    [portals, { ...portals, clientNamespace: 'other' }],
    'names https://id.example.kz twice',
  ],
  ['two owners of one name', [portals, { ...portals, issuer: 'https://b.kz' }], "clientNamespace 'egov'"],
  ['two issuers that know officers', [ministry, { ...portals, roles: { h: 'head' } }], 'one issuer knows'],
  ['no list', { ...ministry }, 'array'],
])('%s is a fault that is named', (_what, entries, named) => {
  expect(faultsOf(entries).join('; ')).toContain(named);
});

test('every fault is told at once', () => {
  const faults = faultsOf([
    { ...ministry, issuer: 'http://sso.example.kz' },
    { ...portals, issuer: 'nowhere', clientNamespace: undefined },
  ]);

  expect(faults).toHaveLength(3);
});

test('outside production an issuer on this machine may speak plain http', () => {
  expect(faultsOf([{ ...ministry, issuer: 'http://127.0.0.1:3400' }], false)).toEqual([]);
});

test('the environment names the variable, and the file when it is one', () => {
  const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1/none' };

  expect(readConfig(env).issuers).toEqual([]);
  expect(readConfig({ ...env, OIDC_ISSUERS: JSON.stringify([portals]) }).issuers).toHaveLength(1);
  expect(() => readConfig({ ...env, OIDC_ISSUERS: '[{}]' })).toThrow('OIDC_ISSUERS /0');
  expect(() => readConfig({ ...env, OIDC_ISSUERS: '[' })).toThrow('OIDC_ISSUERS is not JSON');
  expect(() => readConfig({ ...env, OIDC_ISSUERS: '/no/such/file' })).toThrow('/no/such/file');
});

test('the example for production is one that would start', () => {
  const example = readFileSync(new URL('./docker/issuers.example.json', import.meta.url), 'utf8');

  expect(parseIssuers(example, { production: true })).toMatchObject({ kind: 'issuers' });
});
