import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** OpenSSL reads the first of several, which may be the caller's before the proxy's. */
const onePem = /^\s*-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----\s*$/;

/**
 * The SHA-256 of a client certificate, as `cnf.x5t#S256` writes it, from the header in which a reverse proxy hands it
 * on: PEM, escaped for an address (nginx, Envoy), or the structured field of RFC 9440. Null when that is not what it is, alone.
 */
export function thumbprintOf(header: string): string | null {
  try {
    const field = /^:([\w+/=]+):$/.exec(header.trim())?.[1];
    const pem = decodeURIComponent(header);
    if (field === undefined && !onePem.test(pem)) return null;
    const certificate = new X509Certificate(field === undefined ? pem : Buffer.from(field, 'base64'));
    return createHash('sha256').update(certificate.raw).digest('base64url');
  } catch {
    return null;
  }
}

/**
 * Why a token may not be used over this connection, or null. A token that is bound to a key is worthless without it: a
 * binding that we cannot check refuses, whatever the configuration says.
 */
export function bindingFault(
  payload: JWTPayload,
  required: boolean,
  certificateHeader: string | undefined,
): string | null {
  const { cnf } = payload;
  if (cnf === undefined) return required ? 'it is not bound to a client certificate' : null;
  const bound: unknown =
    typeof cnf === 'object' && cnf !== null && Object.keys(cnf).length === 1
      ? Object.getOwnPropertyDescriptor(cnf, 'x5t#S256')?.value
      : undefined;
  if (typeof bound !== 'string') return 'it is bound in a way that is not known here';
  const shown = certificateHeader === undefined ? null : thumbprintOf(certificateHeader);
  if (shown === null) return 'it is bound to a client certificate, and none was shown';
  const [expected, actual] = [Buffer.from(bound), Buffer.from(shown)];
  const same = expected.length === actual.length && timingSafeEqual(expected, actual);
  return same ? null : 'it is bound to another client certificate';
}
