import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const DATABASE_URL = 'postgresql://otinish:secret@127.0.0.1/otinish';

/** What it complains of, one fault a line. */
function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message.replace('environment: ', '').split('; ');
  }
}

test('the address of PostgreSQL is all that must be told, and is asked for with an example', () => {
  expect(faultsOf({ DATABASE_URL })).toEqual([]);
  expect(faultsOf({})).toEqual([
    'DATABASE_URL is missing, but must be an address of PostgreSQL, such as postgresql://USER:PASSWORD@127.0.0.1:5432/otinish',
  ]);
});

test.each([
  ['LOG_LEVEL', 'loud', "is 'loud', but must be one of fatal, error, warn, info, debug, trace, silent"],
  ['PORT', 'abc', "is 'abc', but must be a whole number from 0 to 65535"],
  ['RATE_LIMIT_PER_MINUTE', '0', "is '0', but must be a whole number from 1"],
  ['SANDBOX', 'yes', "is 'yes', but must be true or false"],
  [
    'TEMPORAL_ADDRESS',
    'http://temporal:7233',
    "is 'http://temporal:7233', but must be host:port, without http://",
  ],
  ['PUBLIC_URL', 'otinish.kz', "is 'otinish.kz', but must be an http or https address without ? and #"],
  ['CONTACT_EMAIL', 'us', "is 'us', but must be an e-mail address"],
  [
    'TRUSTED_PROXIES',
    '10.0.0.5, foo',
    "has 'foo', but must be addresses or networks by comma, such as 10.0.0.5,172.16.0.0/12",
  ],
  ['POLICY_INCOMPLETE_PACKAGE', 'none', "is 'none', but must be one of hearing, direct-refusal"],
])('%s=%s is told with what it may be', (name, value, fault) => {
  expect(faultsOf({ DATABASE_URL, [name]: value })).toEqual([`${name} ${fault}`]);
});

test('a secret that is wrong is not repeated', () => {
  const told = faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db', WEBHOOK_SECRET_KEY: 'hunter2' });

  expect(told.map((fault) => fault.split(' ', 3).join(' '))).toEqual([
    'DATABASE_URL is wrong,',
    'WEBHOOK_SECRET_KEY is wrong,',
  ]);
  expect(told.join()).not.toContain('hunter2');
});

test('everything that is wrong is told at once, with what production misses', () => {
  const told = faultsOf({
    NODE_ENV: 'production',
    LOG_LEVEL: 'loud',
    TRUSTED_PROXIES: 'foo',
    SANDBOX: 'true',
    OIDC_ISSUERS: '/no/such/file',
  });

  expect(told.map((fault) => fault.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'LOG_LEVEL',
    'TRUSTED_PROXIES',
    'SANDBOX',
    'WEBHOOK_SECRET_KEY',
    'PUBLIC_URL',
    'OIDC_ISSUERS',
  ]);
});
