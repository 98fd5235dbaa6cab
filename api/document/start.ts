import { readFileSync } from 'node:fs';
import type { Language, Text } from '../../regulation/text.ts';

const trusted: Text = {
  kk: 'Мұнда сенім білдірілген: {issuers}.',
  ru: 'Здесь доверяют: {issuers}.',
  en: 'Trusted here: {issuers}.',
};

/** How a portal begins, from its token to its first application: Markdown, naming the issuers that this installation trusts. */
export function startIn(language: Language, issuers: readonly string[], api: string): string {
  const page = readFileSync(new URL(`start.${language}.md`, import.meta.url), 'utf8');
  const named = issuers.map((issuer) => `\`${issuer}\``).join(', ');
  return page
    .replace('{issuers}', () => (named === '' ? '' : trusted[language].replace('{issuers}', () => named)))
    .replaceAll('{api}', () => api);
}
