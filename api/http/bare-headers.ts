import { securityHeaders } from './security-headers.ts';
import { apiVersion } from '../version.ts';

/** What every answer carries, for answers that are given before any hook could add it. */
export const bareHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'api-version': apiVersion,
  'cache-control': 'no-store',
  vary: 'Accept-Language',
};
