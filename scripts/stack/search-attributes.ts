import { attributeKeys } from '../../workflows/application/search-attributes.ts';

/** The types as Temporal's command line spells them. */
const spelled = { KEYWORD: 'Keyword', DATETIME: 'Datetime', BOOL: 'Bool' } as const;

/** What operators search applications by in Temporal's UI, and the type each is registered with. */
export const searchAttributes: Readonly<Record<string, (typeof spelled)[keyof typeof spelled]>> =
  Object.fromEntries(Object.values(attributeKeys).map(({ name, type }) => [name, spelled[type]]));
