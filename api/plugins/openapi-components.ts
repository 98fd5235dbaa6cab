import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

/** A title that can be the name of a type. Titles of people's language stay where they are. */
const typeName = /^[A-Z][A-Za-z0-9]*$/;
/** What stands below these is data, not schema. */
const data = new Set(['const', 'default', 'enum', 'example', 'examples']);

/**
 * The same document with each titled schema once, among its components, and references to it everywhere else: a client
 * generated from it gets one type per name. Where two different schemas share a title, the first has it.
 */
export function nameSchemas<Document extends { readonly components?: object; readonly paths?: object }>(
  document: Document,
): Document {
  const known = (document.components ?? {}) as { readonly schemas?: Json };
  const schemas: Record<string, unknown> = { ...known.schemas };

  function lifted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(lifted);
    if (value === null || typeof value !== 'object') return value;
    const schema = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, data.has(key) ? inner : lifted(inner)]),
    );
    const { title } = schema;
    if (typeof title !== 'string' || !typeName.test(title)) return schema;
    schemas[title] ??= schema;
    return isDeepStrictEqual(schemas[title], schema) ? { $ref: `#/components/schemas/${title}` } : schema;
  }

  const paths = lifted(document.paths ?? {});
  return { ...document, paths, components: { ...known, schemas } } as Document;
}
