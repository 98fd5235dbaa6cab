import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { bindingFault } from './certificate.ts';

const { cert: pem } = await generate([{ name: 'commonName', value: 'portal-1' }], { keyType: 'ec' });
const { cert: another } = await generate([{ name: 'commonName', value: 'portal-2' }], { keyType: 'ec' });
const der = new X509Certificate(pem).raw;
const bound = { cnf: { 'x5t#S256': createHash('sha256').update(der).digest('base64url') } };

test.each([
  ['escaped PEM, as nginx and Envoy hand it on', encodeURIComponent(pem)],
  ['the field of RFC 9440', `:${der.toString('base64')}:`],
])('a bound token is good with its certificate: %s', (_what, header) => {
  expect(bindingFault(bound, true, header)).toBeNull();
});

test.each([
  ['no certificate', bound, undefined],
  ['another one', bound, encodeURIComponent(another)],
  ['two certificates', bound, encodeURIComponent(`${pem}\n${another}\n`)],
  ['something else', bound, 'not a certificate %'],
  ['a binding of another kind', { cnf: { jkt: 'abc' } }, encodeURIComponent(pem)],
  ['two bindings', { cnf: { ...bound.cnf, jkt: 'abc' } }, encodeURIComponent(pem)],
  ['a binding that is none', { cnf: 'bound' }, encodeURIComponent(pem)],
])('a bound token is worth nothing with %s', (_what, payload, header) => {
  expect(bindingFault(payload, false, header)).toEqual(expect.any(String));
});

test('a token that is not bound is good unless its issuer must bind', () => {
  expect(bindingFault({}, false, undefined)).toBeNull();
  expect(bindingFault({}, true, encodeURIComponent(pem))).toContain('not bound');
});
