import { apiVersion } from '../version.ts';

/** What every answer carries, for answers that are given before any hook could add it. */
export const bareHeaders: Readonly<Record<string, string>> = {
  'api-version': apiVersion,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  vary: 'Accept-Language',
  'x-content-type-options': 'nosniff',
};
