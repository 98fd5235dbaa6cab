import { Resolver } from 'node:dns/promises';

import ipaddr from 'ipaddr.js';

/** Why an address is not called. */
export type AddressFault =
  'malformed' | 'not-https' | 'credentials' | 'fragment' | 'port-refused' | 'address-refused';

/** Gives all addresses of a host name; throws when it has none. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

const longestUrl = 2_000;
/** Below this only HTTPS itself is called: other services listen there. */
const firstOpenPort = 1_024;
/** Answered by a cloud's own machinery on every machine in it, whatever their range. The others are link-local. */
const cloudMachinery = new Set(['168.63.129.16', '100.100.100.200', 'fd00:ec2::254']);
/** One's own machine and network. */
const insideRanges = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);
/** Names that stand for the machine itself or its network, whatever they resolve to. */
const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * What is wrong with the address of a webhook, by its text alone; null when nothing is. `inside` allows addresses of one's own
 * machine and network, and HTTP to this machine alone, for a developer's stack.
 */
export function urlFault(text: string, inside: boolean): AddressFault | null {
  // A parser of addresses takes spaces and ends of lines away without a word.
  if (text.length > longestUrl || /[\s\p{C}]/u.test(text) || !URL.canParse(text)) return 'malformed';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'malformed';
  if (url.protocol === 'http:' && !(inside && isThisMachine(hostOf(url)))) return 'not-https';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.hash !== '') return 'fragment';
  if (!inside && url.port !== '' && Number(url.port) < firstOpenPort) return 'port-refused';
  const host = hostOf(url);
  if (ipaddr.isValid(host)) return isCallable(host, inside) ? null : 'address-refused';
  return !inside && (insideNames.test(host) || !host.includes('.')) ? 'address-refused' : null;
}

/** The host of an address without the brackets of IPv6 and the dot at the end of a name. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Whether a host is this machine whoever is asked: a loopback address, or the name that always means one (RFC 6761). */
function isThisMachine(host: string): boolean {
  if (ipaddr.isValid(host)) return ipaddr.parse(host).range() === 'loopback';
  return host === 'localhost' || host.endsWith('.localhost');
}

/** Whether an address is called: a public one; `inside` one of one's own machine and network too, but never a cloud's machinery. */
export function isCallable(address: string, inside: boolean): boolean {
  if (isPublic(address)) return true;
  if (!inside || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return insideRanges.has(parsed.range()) && !cloudMachinery.has(parsed.toString());
}

/**
 * Whether an address belongs to the public internet. Private, loopback, link-local, carrier-grade, multicast, documentation,
 * reserved ranges do not, nor does anything that wraps an IPv4 address in an IPv6 one.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || cloudMachinery.has(parsed.toString())) return false;
  // Global unicast is all that was ever given out (RFC 4291): the rest of the space looks like it, and is not.
  return parsed.kind() === 'ipv4' || (Number(parsed.toByteArray()[0]) & 0xe0) === 0x20;
}

const resolveTimeoutMs = 2_000;
const resolveTries = 2;

/**
 * Asks the name servers directly. The system's own look-up takes one of few threads for as long as it lasts: a name whose
 * servers do not answer would hold up everybody else.
 */
export function openResolver(): ResolveHost {
  const resolver = new Resolver({ timeout: resolveTimeoutMs, tries: resolveTries });
  return async (host) => {
    if (/(^|\.)localhost$/.test(host)) return ['127.0.0.1', '::1'];
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length === 0) throw new Error(`${host} has no address`);
    return addresses;
  };
}
