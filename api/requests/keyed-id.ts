import { createHash } from 'node:crypto';

/**
 * The id of what a request creates, made of whose request it was and its Idempotency-Key: a repeat arrives at the same
 * row, without a table of keys. A UUID of version 8 (RFC 9562).
 */
export function keyedId(scope: string, owner: string, key: string): string {
  const hex = createHash('sha256').update(`${scope}\n${owner}\n${key}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
