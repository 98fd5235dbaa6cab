import { expect, test } from 'vitest';

import { isPublic, openResolver, urlFault } from './endpoint-address.ts';

test.each([
  // Loopback, and ways of writing it.
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://localhost/',
  'https://hook.localhost./',
  // Unspecified, private, carrier-grade, link-local with the clouds' metadata, and those with public-looking ones.
  'https://0.0.0.0/',
  'https://[::]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://100.100.100.200/',
  'https://169.254.169.254/latest/meta-data',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[fec0::1]/',
  'https://168.63.129.16/',
  // Multicast, broadcast, documentation, reserved.
  'https://224.0.0.1/',
  'https://[ff02::1]/',
  'https://255.255.255.255/',
  'https://192.0.2.1/',
  'https://198.51.100.1/',
  'https://203.0.113.1/',
  'https://198.18.0.1/',
  'https://240.0.0.1/',
  'https://192.0.0.8/',
  'https://[2001:db8::1]/',
  'https://[100::1]/',
  'https://[2001::1]/',
  'https://[4000::1]/',
  // Names of the inside.
  'https://postgres/',
  'https://db.internal/',
  'https://printer.local/',
  'https://metadata.google.internal/',
])('%s is of no public address', (url) => {
  expect(urlFault(url, false)).toBe('address-refused');
});

test.each([
  ['https://portal.example.kz/hooks/otinish?tenant=1', null],
  ['https://8.8.8.8:8443/', null],
  ['https://[2a00:1450:4010:c05::64]/', null],
  ['https://xn--80aagbkr.example/', null],
  ['http://portal.example.kz/', 'not-https'],
  ['ftp://portal.example.kz/', 'malformed'],
  ['file:///etc/passwd', 'malformed'],
  ['javascript:alert(1)', 'malformed'],
  ['portal.example.kz/hook', 'malformed'],
  ['https://', 'malformed'],
  ['', 'malformed'],
  [`https://portal.example.kz/${'a'.repeat(2_000)}`, 'malformed'],
  ['https://user@portal.example.kz/', 'credentials'],
  ['https://user:secret@portal.example.kz/', 'credentials'],
  ['https://portal.example.kz/#top', 'fragment'],
  ['https://portal.example.kz:22/', 'port-refused'],
  ['https://portal.example.kz:6443/', null],
])('the fault of %s is %s', (url, fault) => {
  expect(urlFault(url, false)).toBe(fault);
});

test('a developer’s stack calls one’s own machine, without TLS if need be, and one’s network with it', () => {
  const machine = ['127.0.0.1:4000', '127.8.8.8', '[::1]:80', 'localhost', 'hook.localhost'];
  const others = ['10.0.0.1', '[fd00::1]', 'receiver', 'localhost.example.kz', 'portal.example.kz'];
  expect(machine.map((host) => urlFault(`http://${host}/hook`, true))).toEqual(machine.map(() => null));
  expect(others.map((host) => urlFault(`http://${host}/hook`, true))).toEqual(others.map(() => 'not-https'));
  expect(others.map((host) => urlFault(`https://${host}/hook`, true))).toEqual(others.map(() => null));
  expect(urlFault('http://user:secret@127.0.0.1/', true)).toBe('credentials');
  expect(urlFault('ftp://127.0.0.1/', true)).toBe('malformed');
});

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://[fe80::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:a9fe:a9fe::]/',
  'http://168.63.129.16/',
  'http://100.100.100.200/',
  'http://[fd00:ec2:0::254]/',
  'http://0.0.0.0/',
  'http://224.0.0.1/',
])('%s is called by nobody, not even from a developer’s stack', (url) => {
  const safe = url.replace('http:', 'https:');
  expect([urlFault(url, true), urlFault(safe, true), urlFault(safe, false)]).toEqual([
    'not-https',
    'address-refused',
    'address-refused',
  ]);
});

test('what is no address is not public', () => {
  expect(['', 'example.kz', '1.2.3.4.5'].map(isPublic)).toEqual([false, false, false]);
});

test('a name of the machine itself needs no name server', async () => {
  expect(await openResolver()('localhost')).toEqual(['127.0.0.1', '::1']);
});
